"""Signals as something to wait for, so that no work is done inside a signal handler.

The kernel's signal numbers come through a pipe (`signal.set_wakeup_fd`), on which the main thread
waits; other threads wake it through the same pipe. Blocking the signals instead would be inherited
by the child processes, which then could not be ended.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

WATCHED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Signals:
    """SIGTERM, SIGINT and SIGHUP, caught while the context lasts; for the main thread only."""

    def __init__(self, watched: Iterable[signal.Signals] = WATCHED) -> None:
        self._watched = tuple(watched)
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._fd_before = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _heard) for number in self._watched}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        os.close(self._read)
        os.close(self._write)

    def wait(self, seconds: float) -> frozenset[signal.Signals]:
        """Wait for a signal or a call of `wake`, at most so long; return the signals that came."""
        if not select.select([self._read], [], [], max(0.0, seconds))[0]:
            return frozenset()
        came = os.read(self._read, 4096)
        return frozenset(number for number in self._watched if number in came)

    def wake(self) -> None:
        """End a wait from another thread."""
        with contextlib.suppress(BlockingIOError):  # a full pipe wakes as well
            os.write(self._write, b"\0")


def _heard(number: int, frame: object) -> None:
    """Do nothing: the pipe tells."""
