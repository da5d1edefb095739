"""One daemon a log: a lock that ends with its process, and a number that ends a stalled predecessor.

`flock(2)` on a file beside the log is released by the kernel however the process dies. It does not
reach over every network file system, nor to a process that was stopped and resumed after somebody
removed the file; so each holder also takes the next *epoch* from the log, and every write
transaction of a daemon first checks that no later one has started (a fencing token).
"""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING, Self

from scraper.errors import GloryWatchError, LogError

if TYPE_CHECKING:
    from pathlib import Path


class LockedError(GloryWatchError):
    """Another process works on this log."""


class Lock:
    """The lock of a log; a context manager."""

    def __init__(self, log_path: Path) -> None:
        self.log_path = log_path
        self.path = log_path.with_name(log_path.name + ".lock")
        self._file = -1

    def __enter__(self) -> Self:
        """Take the lock. Raises LockedError if another process has it, LogError if none can be made."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise LogError(self.path, f"cannot be opened: {error.strerror}") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(self._file, 32).decode(errors="replace").strip()
            os.close(self._file)
            who = f"process {holder}" if holder.isdigit() else "another process"
            msg = f"{self.log_path} is in use by {who}; stop that one first, or name another log with --db"
            raise LockedError(msg) from error
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)
        return self

    def __exit__(self, *_: object) -> None:
        os.ftruncate(self._file, 0)
        os.close(self._file)
