"""What becomes of a delivery after a try. Pure: no clock, no SQL, the dice passed in.

waiting ──claim──> sending ──delivered──> delivered
   ^                  ├─────for now, unknown──> waiting (later), or expired
   └──redrive── dead <┴─────refused for good, three times──
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from notifier.backoff import REFUSALS, wait_s
from notifier.model import DeliveryState, Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from notifier.model import Delivery, Outcome


INTERRUPTED = "the program was stopped while it was being sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The next state of a delivery."""

    state: DeliveryState
    due_at: datetime
    failures: int
    refusals: int
    may_repeat: bool
    reason: str


def after(delivery: Delivery, outcome: Outcome, *, now: datetime, spread: float) -> Next:
    """Return what follows from the outcome of a try; `spread` is a draw from [0, 1)."""
    if outcome.verdict is Verdict.DELIVERED:
        return _next(delivery, DeliveryState.DELIVERED, reason="")
    failures = delivery.failures + 1
    final = outcome.verdict in (Verdict.REFUSED, Verdict.MISCONFIGURED)
    refusals = delivery.refusals + 1 if final else 0
    repeat = delivery.may_repeat or outcome.verdict is Verdict.UNKNOWN
    if outcome.verdict is Verdict.MISCONFIGURED or refusals >= REFUSALS:
        return _next(delivery, DeliveryState.DEAD, outcome.reason, failures, refusals, repeat=repeat)
    wait = wait_s(failures, spread=spread, retry_after_s=outcome.retry_after_s)
    due_at = now + timedelta(seconds=wait)
    if due_at >= delivery.expires_at:
        return _next(delivery, DeliveryState.EXPIRED, outcome.reason, failures, refusals, repeat=repeat)
    return Next(
        state=DeliveryState.WAITING,
        due_at=due_at,
        failures=failures,
        refusals=refusals,
        may_repeat=repeat,
        reason=outcome.reason,
    )


def interrupted(delivery: Delivery, *, now: datetime) -> Next:
    """Return what follows for a delivery that was cut off on the wire: again at once, marked."""
    return Next(
        state=DeliveryState.WAITING,
        due_at=min(delivery.due_at, now),
        failures=delivery.failures,
        refusals=delivery.refusals,
        may_repeat=True,
        reason=INTERRUPTED,
    )


def ended(delivery: Delivery, state: DeliveryState, reason: str) -> Next:
    """Return a final state that no try led to: cancelled or expired."""
    return _next(delivery, state, reason, delivery.failures, delivery.refusals, repeat=delivery.may_repeat)


def alert_key(subscriber: str, kind: str, *content: str) -> str:
    """Return an alert's stable key: the same decision about the same changes gives the same one."""
    return _digest("alert", subscriber, kind, *content)


def delivery_key(alert: str, channel: str) -> str:
    """Return the stable key of one channel's delivery of an alert."""
    return _digest("delivery", alert, channel)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _next(  # noqa: PLR0913 - the fields of Next
    delivery: Delivery,
    state: DeliveryState,
    reason: str,
    failures: int | None = None,
    refusals: int = 0,
    *,
    repeat: bool = False,
) -> Next:
    return Next(
        state=state,
        due_at=delivery.due_at,
        failures=delivery.failures if failures is None else failures,
        refusals=refusals,
        may_repeat=repeat,
        reason=reason,
    )
