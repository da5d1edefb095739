"""Release dates that passed in silence, so that the operator hears of each once. Table overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.model import Field, Item
from scraper.store import Log, stamp

if TYPE_CHECKING:
    from datetime import datetime


def told(log: Log) -> list[tuple[Item, str]]:
    """Return what the operator was told of and was not told the end of, as (item, date), in order."""
    rows = log.rows("SELECT title, scope, value FROM overdue ORDER BY title, scope, value")
    return [(Item(row["title"], row["scope"], Field.RELEASE_DATE), row["value"]) for row in rows]


def begun(log: Log, item: Item, value: str, *, now: datetime) -> None:
    """Mark a date as told."""
    log.execute(
        "INSERT INTO overdue (title, scope, value, told_at) VALUES (?, ?, ?, ?)",
        (item.title, item.scope, value, stamp(now)),
    )


def over(log: Log, item: Item, value: str) -> None:
    """Forget a date: word of it came."""
    log.execute(
        "DELETE FROM overdue WHERE title = ? AND scope = ? AND value = ?", (item.title, item.scope, value)
    )
