"""What can go wrong, sorted by what the caller must do.

GloryWatchError
├── ConfigError   file, key        an operator must edit: say where, exit 2 (raised by config)
├── FetchError    source, url      try later; the source is marked and backs off
├── ReadError     document         keep the page, mark it unreadable, carry on
│   └── SuspectError               200, but a challenge or login page: keep the last good one
└── LogError      path, doing      stop: nothing after this can be trusted, exit 3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.errors import ConfigError, GloryWatchError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ConfigError", "FetchError", "GloryWatchError", "LogError", "ReadError", "SuspectError"]


class FetchError(GloryWatchError):
    """A source could not be fetched; `reason` is short enough for a table."""

    def __init__(self, source: str, url: str, reason: str) -> None:
        super().__init__(f"source {source}: {reason} ({url})")
        self.source, self.url, self.reason = source, url, reason


class ReadError(GloryWatchError):
    """A response could not be read as a document."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"{document}: {reason}")
        self.document, self.reason = document, reason


class SuspectError(ReadError):
    """A good status, but not what stands at the address: a challenge, login or block page."""


class LogError(GloryWatchError):
    """The log cannot be used; `doing` says what was tried and what to do."""

    def __init__(self, path: Path, doing: str) -> None:
        super().__init__(f"{path}: {doing}")
        self.path, self.doing = path, doing
