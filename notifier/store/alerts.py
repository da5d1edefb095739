"""Alerts and what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier.model import Alert, AlertKind
from scraper.store import Log, moment, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifier.model import Draft


def add(log: Log, draft: Draft) -> int:
    """Write a new alert and return its id."""
    cursor = log.execute(
        """INSERT INTO alerts (key, subscriber, kind, urgent, created_at, due_at, subject, text)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            draft.key,
            draft.subscriber,
            str(draft.kind),
            int(draft.urgent),
            stamp(draft.created_at),
            stamp(draft.due_at),
            draft.subject,
            draft.text,
        ),
    )
    return int(cursor.lastrowid or 0)


def attach(log: Log, alert_id: int, change_ids: Sequence[int]) -> None:
    """Put changes into an alert."""
    log.connection.executemany(
        "INSERT OR IGNORE INTO alert_changes (alert_id, change_id) VALUES (?, ?)",
        [(alert_id, change_id) for change_id in change_ids],
    )


def get(log: Log, alert_id: int) -> Alert:
    """Return an alert. Raises KeyError."""
    row = log.row("SELECT * FROM alerts WHERE id = ?", (alert_id,))
    if row is None:
        raise KeyError(alert_id)
    ids = log.rows("SELECT change_id FROM alert_changes WHERE alert_id = ? ORDER BY change_id", (alert_id,))
    return Alert(
        id=row["id"],
        key=row["key"],
        subscriber=row["subscriber"],
        kind=AlertKind(row["kind"]),
        urgent=bool(row["urgent"]),
        created_at=moment(row["created_at"]),
        due_at=moment(row["due_at"]),
        changes=tuple(int(i["change_id"]) for i in ids),
        subject=row["subject"],
        text=row["text"],
    )


def known(log: Log, key: str) -> int | None:
    """Return the id of the alert of that key, if there is one."""
    row = log.row("SELECT id FROM alerts WHERE key = ?", (key,))
    return int(row["id"]) if row else None


def seal(log: Log, alert_id: int, *, subject: str, text: str) -> None:
    """Write down the words of an alert as it is sent for the first time."""
    log.execute(
        "UPDATE alerts SET subject = ?, text = ? WHERE id = ? AND subject IS NULL", (subject, text, alert_id)
    )
