"""Mutes and feedback: what operators decide about telling, and what people say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notifier.model import Mute
from scraper.store import Log, moment, stamp

if TYPE_CHECKING:
    from datetime import datetime


def add(log: Log, mute: Mute) -> int:
    """Write a mute and return its id."""
    cursor = log.execute(
        """INSERT INTO mutes (title, field, scope, subscriber, author, reason, begins_at, ends_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            mute.title,
            mute.field,
            mute.scope,
            mute.subscriber,
            mute.author,
            mute.reason,
            stamp(mute.begins_at),
            stamp(mute.ends_at),
        ),
    )
    return int(cursor.lastrowid or 0)


def standing(log: Log, *, now: datetime) -> list[Mute]:
    """Return the mutes that hold at `now`, oldest first."""
    rows = log.rows(
        "SELECT * FROM mutes WHERE begins_at <= ? AND ends_at > ? ORDER BY id", (stamp(now), stamp(now))
    )
    return [
        Mute(
            id=row["id"],
            title=row["title"],
            field=row["field"],
            scope=row["scope"],
            subscriber=row["subscriber"],
            author=row["author"],
            reason=row["reason"],
            begins_at=moment(row["begins_at"]),
            ends_at=moment(row["ends_at"]),
        )
        for row in rows
    ]


def expire(log: Log, mute_id: int, *, now: datetime) -> bool:
    """End a mute now; returns whether it held."""
    done = log.execute(
        "UPDATE mutes SET ends_at = ? WHERE id = ? AND ends_at > ?", (stamp(now), mute_id, stamp(now))
    )
    return done.rowcount == 1


def say(log: Log, change_id: int, verdict: str, *, author: str, reason: str, now: datetime) -> bool:  # noqa: PLR0913 - a row
    """Write what somebody says of a change; returns whether the log has that change."""
    if log.row("SELECT 1 FROM changes WHERE id = ?", (change_id,)) is None:
        return False
    log.execute(
        """INSERT INTO feedback (change_id, author, verdict, reason, given_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (change_id, author) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason,
           given_at = excluded.given_at""",
        (change_id, author, verdict, reason, stamp(now)),
    )
    return True


def track_record(log: Log) -> list[dict[str, Any]]:
    """Return how often each publisher's changes were called right or wrong."""
    return [dict(row) for row in log.rows("SELECT * FROM v_feedback ORDER BY called_wrong DESC, publisher")]
