"""Every line of SQL of the telling half; a file per table family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier.store.migrations import schema as schema
from scraper.store import Log

if TYPE_CHECKING:
    from pathlib import Path


def open_log(path: Path | str, *, read_only: bool = False) -> Log:
    """Open the log with both halves of its schema. Raises LogError, with the file untouched."""
    return Log.open(path, also=(schema,), read_only=read_only)
