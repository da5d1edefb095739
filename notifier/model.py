"""The nouns of telling, in path order. All frozen.

    Change ── rules.rule ──> Ruling ── route ──> Alert, Delivery … ── relay ──> Attempt

A change is told to a subscriber or kept quiet; either way one ruling says why. An alert is the
message, a delivery is that message for one channel, an attempt is one try to send it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from scraper.model import Change


class Cause(StrEnum):
    """Why a change was told, or kept quiet. The first four are told, the others are silence."""

    TOLD = "told"  # it is news to this subscriber
    SUMMARY = "summary"  # first sight of the title: told within one summary
    RESTORED = "restored"  # back to an earlier value: told, once, as a correction of what was said between
    CORRECTED = "corrected"  # what this subscriber was told proved wrong
    PAUSED = "paused"  # the subscriber asked for a rest
    TITLE = "title"  # another title than those asked for
    SCOPE = "scope"  # another season or part than those asked for
    FIELD = "field"  # another field than those asked for
    KIND = "kind"  # another kind of change than those asked for
    STANDING = "standing"  # less sure than the subscriber wants
    MUTED = "muted"  # an operator's mute covers it
    REPEAT = "repeat"  # this value is what the subscriber was told last
    FLAPPING = "flapping"  # a value that went back and forth and was already corrected once
    MINOR = "minor"  # same value, better supported
    DISPUTED = "disputed"  # a rival value that did not win: logged only
    OLD = "old"  # the document is too old for a push
    NOT_TOLD = "not_told"  # corrects something this subscriber was never told
    REPLAY = "replay"  # found by reading old pages again

    @property
    def told(self) -> bool:
        """Whether the subscriber gets a message."""
        return self in (Cause.TOLD, Cause.SUMMARY, Cause.RESTORED, Cause.CORRECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What was decided for one change and one subscriber, in a word and in a sentence."""

    cause: Cause
    reason: str  # a sentence fit to be shown by `why`

    @property
    def told(self) -> bool:
        """Whether the subscriber gets a message."""
        return self.cause.told


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change that a subscriber was told, and when it was decided. Oldest first in a history."""

    change: Change
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """What is kept quiet for a while, by whom and why; an empty part covers all."""

    id: int
    title: str
    field: str
    scope: str
    subscriber: str
    author: str
    reason: str
    begins_at: datetime
    ends_at: datetime


class AlertKind(StrEnum):
    """What sort of message it is."""

    INSTANT = "instant"
    SUMMARY = "summary"  # first sight of a title
    DIGEST = "digest"  # gathered: by the clock, through quiet hours, or after a burst
    OPERATOR = "operator"  # about this program itself
    TEST = "test"


class DeliveryState(StrEnum):
    """Where one delivery stands. The last four are final, but `redrive` revives the dead and expired."""

    WAITING = "waiting"
    SENDING = "sending"  # on the wire, or it was when the program was killed
    DELIVERED = "delivered"
    DEAD = "dead"  # refused for good
    EXPIRED = "expired"  # could not be delivered in time
    CANCELLED = "cancelled"  # its subscriber or channel is gone

    @property
    def open(self) -> bool:
        """Whether more is to come."""
        return self in (DeliveryState.WAITING, DeliveryState.SENDING)


class Verdict(StrEnum):
    """What one try came to, which says what to do next."""

    DELIVERED = "delivered"
    TRY_AGAIN = "try_again"  # refused or failed for now, or for a cause we do not know
    UNKNOWN = "unknown"  # it may have arrived: cut off after the message was out
    REFUSED = "refused"  # the receiver will never take it: unknown address, wrong token
    MISCONFIGURED = "misconfigured"  # we could not even try: the channel's settings are wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one try. `reason` holds no secret and fits a table."""

    verdict: Verdict
    reason: str = ""
    status: int | None = None  # HTTP or SMTP code, where there was one
    retry_after_s: float | None = None  # seconds the receiver asked us to wait
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An alert before the log has it. One that is about no change brings its own words."""

    key: str
    subscriber: str
    kind: AlertKind
    created_at: datetime
    due_at: datetime
    urgent: bool = False
    subject: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message for one subscriber, about one or more changes."""

    id: int
    key: str  # stable: the same decision gives the same key
    subscriber: str
    kind: AlertKind
    urgent: bool
    created_at: datetime
    due_at: datetime
    changes: tuple[int, ...]
    subject: str | None = None  # as sent; None until the first try
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An alert for one channel of its subscriber."""

    id: int
    key: str  # stable, sent along: Idempotency-Key, Message-ID
    alert_id: int
    subscriber: str
    channel: str  # the channel's name, never its address
    state: DeliveryState
    created_at: datetime
    due_at: datetime
    expires_at: datetime
    attempts: int  # tries so far, redriven ones included
    failures: int = 0  # failed tries since it was made or redriven
    refusals: int = 0  # of these, the last ones in a row that were for good
    may_repeat: bool = False  # it was on the wire once without an answer
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to send a delivery."""

    delivery_id: int
    number: int  # from 1
    started_at: datetime
    outcome: Outcome | None  # None while it is on the wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Who said what caused a change, in whose words."""

    quote: str
    publisher: str
    url: str
    headline: str = ""
    attribution: str = ""  # the speaker the text names
    standing: int = 0  # of the source: 1 fan … 4 official
    asserted_at: datetime | None = None  # when it was said


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a fact's history."""

    at: datetime  # of the document
    kind: str
    old: str | None
    new: str | None
    standing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A change with all that is needed to word it."""

    id: int
    change: Change
    evidence: Evidence
    history: tuple[Step, ...] = ()  # of the same item, oldest first, this change last
