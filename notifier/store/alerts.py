"""Alerts and what they are about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from notifier.model import Alert, AlertKind
from scraper.store import Log, moment, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

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


def waiting(  # noqa: PLR0913 - what makes two messages one
    log: Log, subscriber: str, kind: AlertKind, *, now: datetime, until: datetime, title: str = ""
) -> int | None:
    """Return the alert of a subscriber that goes out after `now` and by `until`, unsent, that more may join.

    With `title` only one that is about that title.
    """
    row = log.row(
        """SELECT id FROM alerts a
           WHERE subscriber = :who AND kind = :kind AND due_at > :now AND due_at <= :until AND subject IS NULL
             AND EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id AND d.state = 'waiting')
             AND (:title = '' OR EXISTS (SELECT 1 FROM alert_changes x JOIN changes c ON c.id = x.change_id
                                         WHERE x.alert_id = a.id AND c.title = :title))
           ORDER BY due_at LIMIT 1""",
        {"who": subscriber, "kind": str(kind), "now": stamp(now), "until": stamp(until), "title": title},
    )
    return int(row["id"]) if row else None


def recent(log: Log, title: str, *, since: datetime) -> Counter[str]:
    """Count the messages of their own that each subscriber got about a title since a moment."""
    rows = log.rows(
        """SELECT a.subscriber, count(DISTINCT a.id) AS n FROM alerts a
           JOIN alert_changes x ON x.alert_id = a.id JOIN changes c ON c.id = x.change_id
           WHERE a.created_at > ? AND a.kind = 'instant' AND c.title = ? GROUP BY a.subscriber""",
        (stamp(since), title),
    )
    return Counter({row["subscriber"]: row["n"] for row in rows})


def seal(log: Log, alert_id: int, *, subject: str, text: str) -> None:
    """Write down the words of an alert as it is sent for the first time."""
    log.execute(
        "UPDATE alerts SET subject = ?, text = ? WHERE id = ? AND subject IS NULL", (subject, text, alert_id)
    )
