"""Steps of the walk taken in the ticks' threads, and a record of how each went.

A step that fails is logged and tried again next time; the steps after it go on. Only an error of
the log itself is passed on, to whoever can end the process.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from notifier import logs
from notifier.store import open_log
from notifier.store.heartbeat import Tick, fence
from scraper.errors import LogError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from notifier.clock import Clock
    from notifier.walk import Walker
    from scraper.store import Log

# What SQLite answers when the file itself is not to be trusted; https://sqlite.org/rescode.html (2026-11)
FATAL = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}

say = logs.logger("glorywatch")


class Rounds:
    """Takes rounds of steps on the log at `path`; `on_fatal` gets the error that no step may follow.

    A round belongs to one thread: its log is opened there, kept, and closed there when all is over.
    """

    def __init__(self, walk: Walker, path: Path, clock: Clock, on_fatal: Callable[[LogError], None]) -> None:
        self.walk, self.path, self._clock, self._on_fatal = walk, path, clock, on_fatal
        self.epoch = 0
        self.resting: frozenset[str] = frozenset()  # steps that are left out for now
        self._ticks: dict[str, Tick] = {}
        self._logs: dict[str, Log] = {}  # of the rounds that began and are not over
        self._guard = threading.Condition()  # of the two above
        self._stopping = threading.Event()

    def take(self, name: str, *steps: str) -> None:
        """Take the steps of a round in order; once stopping, end the round for good."""
        try:
            for step in steps:
                if not self._stopping.is_set() and step not in self.resting:
                    self._step(step, self._log(name))
        except LogError as error:
            self._on_fatal(error)
        finally:
            if self._stopping.is_set():
                self._end(name, steps)

    def ticks(self) -> tuple[Tick, ...]:
        """Return how each step went last."""
        with self._guard:
            return tuple(self._ticks.values())

    def stop(self) -> None:
        """Take no further step; one that runs is cut short, and what it raises then is expected."""
        self._stopping.set()
        self.walk.interrupt()

    def left_after(self, seconds: float) -> list[str]:
        """Wait at most so long for the rounds to be over; return the names of those that are not."""
        with self._guard:
            self._guard.wait_for(lambda: not self._logs, timeout=seconds)
            return sorted(self._logs)

    def _log(self, name: str) -> Log:
        log = self._logs.get(name)
        if log is None:
            log = open_log(self.path)
            log.fence = fence(self.path, self.epoch)
            with self._guard:
                self._logs[name] = log
        return log

    def _end(self, name: str, steps: tuple[str, ...]) -> None:
        with self._guard:
            log = self._logs.get(name)
        if log is None:
            return
        try:
            for step in steps:
                self.walk.finish(step, self._clock.wall())
        except (LogError, sqlite3.Error) as error:
            say.warning("finish.failed", round=name, reason=str(error))
        finally:
            log.close()
            with self._guard:
                self._logs.pop(name, None)
                self._guard.notify_all()

    def _step(self, name: str, log: Log) -> None:
        started, now = time.monotonic(), self._clock.wall()
        tick = self._ticks.get(name, Tick(name=name))
        try:
            numbers = self.walk.steps()[name](log, now)
        except LogError:
            raise
        except Exception as error:
            if self._stopping.is_set():
                return
            if fatal := unusable(self.path, error):
                raise fatal from error
            reason = logs.masked(f"{type(error).__name__}: {error}")[:300]
            # The traceback once is enough; a step that goes on failing says so in a line each time.
            say.error(f"{name}.failed", reason=reason, exc_info=error if not tick.failures else None)
            tick = replace(tick, last_failed_at=now, failures=tick.failures + 1, reason=reason)
        else:
            tick = replace(tick, last_ok_at=now, failures=0, reason="")
            tell = say.info if any(numbers.values()) else say.debug
            tell(f"{name}.done", **numbers, seconds=round(time.monotonic() - started, 3))
        with self._guard:
            self._ticks[name] = replace(tick, seconds=round(time.monotonic() - started, 3))


def unusable(path: Path, error: Exception) -> LogError | None:
    """Return the LogError that a database error amounts to, None if trying again may help."""
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in FATAL:
        name = getattr(error, "sqlite_errorname", "")
        return LogError(path, f"is damaged or cannot be read or written: {error} ({name})")
    return None
