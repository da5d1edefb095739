"""A running program whose lines on standard error can be waited for."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

DEADLINE_S = 30.0


class Process:
    """A program; `lines` holds what was read of its standard error so far."""

    def __init__(self, command: Iterable[Any], **more: Any) -> None:
        self.popen = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            **more,
        )
        self.lines: list[str] = []
        self._came: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.popen.stderr or ():
            self._came.put(line.rstrip("\n"))
        self._came.put(None)

    def wait_for(self, text: str) -> str:
        """Return the next line that holds `text`; fails the test at the deadline or when the program ends."""
        deadline = time.monotonic() + DEADLINE_S
        while True:
            try:
                line = self._came.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                self._miss(f"no line with {text!r} within {DEADLINE_S} s")
            if line is None:
                self._miss(f"it ended without a line with {text!r}")
            self.lines.append(line)
            if text in line:
                return line

    def _miss(self, what: str) -> None:
        pytest.fail("\n".join([f"{what}; there were:", *self.lines]))

    def ended(self) -> int:
        """Wait for its end and return its exit code."""
        code = self.popen.wait(DEADLINE_S)
        self._reader.join(DEADLINE_S)
        while (line := self._came.get(timeout=DEADLINE_S)) is not None:
            self.lines.append(line)
        return code

    def send(self, number: int) -> None:
        """Send it a signal."""
        self.popen.send_signal(number)

    def close(self) -> None:
        """Kill it if it still runs."""
        if self.popen.poll() is None:
            self.popen.kill()
        self.popen.wait(DEADLINE_S)
        if self.popen.stderr:
            self.popen.stderr.close()
