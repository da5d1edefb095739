"""The step that keeps the log in shape, every hour."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from scraper.store.upkeep import prune_fetches, tidy

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from scraper.store import Log

LOW = 100 * 1024 * 1024  # bytes; below this nothing new is crawled, so that what is known can still be told


def upkeep(log: Log, now: datetime) -> dict[str, int]:
    """Prune old rows of `fetches`, move the WAL into the log, refresh the planner's statistics."""
    pruned = prune_fetches(log, now=now)
    whole = tidy(log)
    return {"pruned": pruned, "wal_left": int(not whole)}


def disk_free(log_path: Path) -> int:
    """Return the bytes left where the log lies."""
    return shutil.disk_usage(log_path.parent).free
