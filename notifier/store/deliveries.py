"""Deliveries and attempts. The state machine itself is in outbox.py; here are its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notifier.backoff import LIFETIME
from notifier.model import Delivery, DeliveryState
from scraper.store import Log, moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from notifier.model import Draft, Outcome
    from notifier.outbox import Next


def add(log: Log, alert_id: int, draft: Draft, key: str, channel: str) -> int:
    """Write a new delivery of an alert and return its id."""
    cursor = log.execute(
        """INSERT INTO deliveries (key, alert_id, subscriber, channel, created_at, due_at, expires_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            key,
            alert_id,
            draft.subscriber,
            channel,
            stamp(draft.created_at),
            stamp(draft.due_at),
            stamp(draft.due_at + LIFETIME),
        ),
    )
    return int(cursor.lastrowid or 0)


def due(log: Log, *, now: datetime) -> Iterator[Delivery]:
    """Yield deliveries that may be tried, oldest first: of each line (subscriber and channel) the first.

    A line keeps its order: while its first delivery is being tried again, those behind it wait. One
    that is not due yet, and never failed, holds up nobody.
    """
    rows = log.execute(
        """SELECT d.* FROM deliveries d
            WHERE d.state = 'waiting' AND d.due_at <= :now AND NOT EXISTS (
                SELECT 1 FROM deliveries e
                WHERE e.subscriber = d.subscriber AND e.channel = d.channel AND e.id < d.id
                  AND e.state IN ('waiting', 'sending')
                  AND (e.state = 'sending' OR e.failures > 0 OR e.due_at <= :now))
            ORDER BY d.due_at, d.id""",
        {"now": stamp(now)},
    )
    return (delivery(row) for row in rows)


def get(log: Log, delivery_id: int) -> Delivery:
    """Return a delivery. Raises KeyError."""
    row = log.row("SELECT * FROM deliveries WHERE id = ?", (delivery_id,))
    if row is None:
        raise KeyError(delivery_id)
    return delivery(row)


def claim(log: Log, delivery_id: int, *, now: datetime) -> int | None:
    """Mark a waiting delivery as being sent, with a new attempt; returns its number, None if none waits."""
    row = log.row(
        """UPDATE deliveries SET state = 'sending', attempts = attempts + 1
           WHERE id = ? AND state = 'waiting' RETURNING attempts""",
        (delivery_id,),
    )
    if row is None:
        return None
    log.execute(
        "INSERT INTO attempts (delivery_id, number, started_at) VALUES (?, ?, ?)",
        (delivery_id, row["attempts"], stamp(now)),
    )
    return int(row["attempts"])


def answered(log: Log, delivery_id: int, number: int, outcome: Outcome) -> None:
    """Write down what an attempt came to."""
    log.execute(
        """UPDATE attempts SET verdict = ?, status = ?, seconds = ?, reason = ?
           WHERE delivery_id = ? AND number = ?""",
        (str(outcome.verdict), outcome.status, outcome.seconds, outcome.reason, delivery_id, number),
    )


def settle(log: Log, delivery_id: int, step: Next, *, now: datetime) -> None:
    """Write the next state of a delivery."""
    final = not step.state.open
    log.execute(
        """UPDATE deliveries SET state = ?, due_at = ?, failures = ?, refusals = ?, may_repeat = ?,
           reason = ?, finished_at = ? WHERE id = ?""",
        (
            str(step.state),
            stamp(step.due_at),
            step.failures,
            step.refusals,
            int(step.may_repeat),
            step.reason,
            stamp(now) if final else None,
            delivery_id,
        ),
    )


def sending(log: Log) -> list[Delivery]:
    """Return the deliveries that are on the wire, or were when the program was killed."""
    return [delivery(row) for row in log.rows("SELECT * FROM deliveries WHERE state = 'sending' ORDER BY id")]


def late(log: Log, subscriber: str, *, since: datetime) -> list[Delivery]:
    """Return a subscriber's last deliveries of messages that were given up, or failed and wait since then."""
    rows = log.rows(
        """SELECT * FROM deliveries d WHERE subscriber = :who
             AND (state IN ('dead', 'expired') OR
                  (state = 'waiting' AND created_at <= :since AND (failures > 0 OR due_at <= :since)))
             AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.alert_id = d.alert_id AND e.id > d.id)
             AND NOT EXISTS (SELECT 1 FROM deliveries e
                             WHERE e.alert_id = d.alert_id AND e.state = 'delivered')
           ORDER BY id""",
        {"who": subscriber, "since": stamp(since)},
    )
    return [delivery(row) for row in rows]


def superseded(log: Log, subscriber: str) -> list[Delivery]:
    """Return a subscriber's waiting deliveries of messages that arrived by another channel."""
    rows = log.rows(
        """SELECT d.* FROM deliveries d JOIN deliveries e ON e.alert_id = d.alert_id AND e.state = 'delivered'
           WHERE d.subscriber = ? AND d.state = 'waiting'""",
        (subscriber,),
    )
    return [delivery(row) for row in rows]


def channels_of(log: Log, alert_id: int) -> list[str]:
    """Return the channels that an alert was given to, in order."""
    rows = log.rows("SELECT channel FROM deliveries WHERE alert_id = ? ORDER BY id", (alert_id,))
    return [row["channel"] for row in rows]


def closed(log: Log, ids: Iterable[int] = (), states: Iterable[DeliveryState] = ()) -> list[Delivery]:
    """Return finished deliveries by id, or all of the given states."""
    found: list[sqlite3.Row] = []
    for one in ids:
        found += log.rows("SELECT * FROM deliveries WHERE id = ?", (one,))
    for state in states:
        found += log.rows("SELECT * FROM deliveries WHERE state = ? ORDER BY id", (str(state),))
    return [delivery(row) for row in found]


def revive(log: Log, delivery_id: int, *, now: datetime) -> None:
    """Make a finished delivery wait again, with a new life; its key and its attempts stay."""
    log.execute(
        """UPDATE deliveries SET state = 'waiting', due_at = ?, expires_at = ?, failures = 0, refusals = 0,
           finished_at = NULL WHERE id = ? AND state NOT IN ('waiting', 'sending')""",
        (stamp(now), stamp(now + LIFETIME), delivery_id),
    )


def counts(log: Log) -> dict[str, int]:
    """Return how many deliveries stand in each state."""
    return {
        row["state"]: row["n"]
        for row in log.rows("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
    }


def listed(
    log: Log, *, states: Iterable[DeliveryState] = (), subscriber: str = "", limit: int = 50
) -> list[dict[str, Any]]:
    """Return the newest deliveries for a table: what, to whom, how often tried, why not."""
    wanted = ",".join(str(state) for state in states)
    rows = log.rows(
        """SELECT * FROM v_deliveries
           WHERE (:states = '' OR instr(',' || :states || ',', ',' || state || ','))
             AND :who IN ('', subscriber)
           ORDER BY id DESC LIMIT :most""",
        {"states": wanted, "who": subscriber, "most": limit},
    )
    return [dict(row) for row in rows]


def delivery(row: sqlite3.Row) -> Delivery:
    """Read a row."""
    return Delivery(
        id=row["id"],
        key=row["key"],
        alert_id=row["alert_id"],
        subscriber=row["subscriber"],
        channel=row["channel"],
        state=DeliveryState(row["state"]),
        created_at=moment(row["created_at"]),
        due_at=moment(row["due_at"]),
        expires_at=moment(row["expires_at"]),
        attempts=row["attempts"],
        failures=row["failures"],
        refusals=row["refusals"],
        may_repeat=bool(row["may_repeat"]),
        reason=row["reason"],
    )
