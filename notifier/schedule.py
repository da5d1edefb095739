"""When a change is told: at once, with the next digest, after quiet hours. Pure; the clock is an argument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from config.moments import next_after, quiet_until
from notifier.model import AlertKind, Cause
from scraper.model import Field, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from config.model import Subscriber
    from notifier.model import Ruling
    from scraper.model import Change

BURST = 5  # messages about one title in an hour; what comes on top is gathered
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """In what kind of message a change goes out, and when."""

    kind: AlertKind
    due_at: datetime
    urgent: bool = False

    @property
    def gathers(self) -> bool:
        """Whether the message waits, so that more may join it."""
        return self.kind is AlertKind.DIGEST


def slot(change: Change, ruling: Ruling, subscriber: Subscriber, *, now: datetime, recent: int = 0) -> Slot:
    """Return when a subscriber is told; `recent`: how many messages on the title they had in an hour."""
    if urgent(change, subscriber, now=now) and ruling.cause is not Cause.SUMMARY:
        return Slot(AlertKind.INSTANT, now, urgent=True)
    if subscriber.digest and ruling.cause is not Cause.SUMMARY:
        due_at = next_after(subscriber.digest, subscriber.zone, now)
        return Slot(AlertKind.DIGEST, _awake(subscriber, due_at))
    quiet = quiet_until(subscriber.quiet, subscriber.zone, now) if subscriber.quiet else None
    if quiet is not None:
        return Slot(AlertKind.DIGEST, quiet)
    if ruling.cause is Cause.SUMMARY:
        return Slot(AlertKind.SUMMARY, now)
    if recent >= BURST:
        return Slot(AlertKind.DIGEST, _awake(subscriber, now + HOUR))
    return Slot(AlertKind.INSTANT, _awake(subscriber, now + subscriber.gather))


def urgent(change: Change, subscriber: Subscriber, *, now: datetime) -> bool:
    """Whether a change may wake somebody: a release so near that it is planned around, or called off."""
    if not subscriber.urgent:
        return False
    if change.new == Status.CANCELLED:
        return True
    if change.item.field is not Field.RELEASE_DATE:
        return False
    today = now.astimezone(ZoneInfo(subscriber.zone)).date()
    last = today + subscriber.urgent
    return any(
        value and value != PULLED and span(value).first <= last and span(value).last >= today
        for value in (change.old, change.new)
    )


def _awake(subscriber: Subscriber, at: datetime) -> datetime:
    """Return `at`, or the end of the quiet hours that it lies in."""
    until = quiet_until(subscriber.quiet, subscriber.zone, at) if subscriber.quiet else None
    return until or at
