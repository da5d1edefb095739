"""Lines (a subscriber's channel) that do not deliver, so that the operator hears of each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store import Log, stamp

if TYPE_CHECKING:
    from datetime import datetime


def troubled(log: Log) -> set[tuple[str, str]]:
    """Return the lines in trouble, as (subscriber, channel)."""
    return {(row["subscriber"], row["channel"]) for row in log.rows("SELECT subscriber, channel FROM lines")}


def begun(log: Log, subscriber: str, channel: str, *, reason: str, now: datetime) -> None:
    """Mark a line as being in trouble."""
    log.execute(
        "INSERT OR IGNORE INTO lines (subscriber, channel, since, reason) VALUES (?, ?, ?, ?)",
        (subscriber, channel, stamp(now), reason),
    )


def over(log: Log, subscriber: str, channel: str) -> None:
    """Mark a line as delivering again."""
    log.execute("DELETE FROM lines WHERE subscriber = ? AND channel = ?", (subscriber, channel))
