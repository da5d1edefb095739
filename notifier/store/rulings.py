"""Rulings: one row for each change and subscriber, silence included."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from notifier.model import Cause, Ruling, Told
from notifier.store.news import CHANGES, changes
from scraper.store import Log, moment, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from scraper.model import Field


def add(log: Log, change_id: int, rulings: Iterable[tuple[str, Ruling]], *, now: datetime) -> None:
    """Write what was ruled on one change for each subscriber."""
    log.connection.executemany(
        """INSERT INTO rulings (change_id, subscriber, told, cause, reason, ruled_at)
           VALUES (?, ?, ?, ?, ?, ?)""",
        [(change_id, who, int(r.told), str(r.cause), r.reason, stamp(now)) for who, r in rulings],
    )


def told(log: Log, title: str, field: Field) -> defaultdict[str, list[Told]]:
    """Return what each subscriber was told about a field of a title, oldest first."""
    select = f"SELECT t.subscriber, t.ruled_at, x.* FROM rulings t JOIN ({CHANGES}) x ON x.id = t.change_id"  # noqa: S608 - our own constant
    rows = log.rows(
        f"{select} WHERE t.told = 1 AND x.title = ? AND x.field = ? ORDER BY t.id", (title, str(field))
    )
    history: defaultdict[str, list[Told]] = defaultdict(list)
    for row, change in zip(rows, changes(rows), strict=True):
        history[row["subscriber"]].append(Told(change=change, at=moment(row["ruled_at"])))
    return history


def after(log: Log, position: int, *, subscriber: str) -> list[tuple[int, int, Ruling]]:
    """Return what was ruled for a subscriber since a ruling, in order: its id, its change's id, itself."""
    rows = log.rows(
        "SELECT id, change_id, cause, reason FROM rulings WHERE id > ? AND subscriber = ? ORDER BY id",
        (position, subscriber),
    )
    return [
        (row["id"], row["change_id"], Ruling(cause=Cause(row["cause"]), reason=row["reason"])) for row in rows
    ]
