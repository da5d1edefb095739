"""What is wrong with the machine, so that the operator hears of it once. Table alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.store import Log, stamp

if TYPE_CHECKING:
    from datetime import datetime


def rung(log: Log, name: str) -> bool:
    """Return whether an alarm was told and is not over."""
    return log.row("SELECT 1 FROM alarms WHERE name = ?", (name,)) is not None


def begun(log: Log, name: str, *, now: datetime) -> None:
    """Mark an alarm as told."""
    log.execute("INSERT INTO alarms (name, told_at) VALUES (?, ?)", (name, stamp(now)))


def over(log: Log, name: str) -> None:
    """Forget an alarm."""
    log.execute("DELETE FROM alarms WHERE name = ?", (name,))
