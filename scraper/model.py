"""The nouns, in path order. All frozen; each name says how much is known.

    Document ── claims.read ──> Reading(about, Claim …) ── settle ──> Fact ── diff ──> Change

A document *claims*, we *hold* facts, and only a *change* can alert. Times are aware and UTC; the
name says whose clock: `published_at` (theirs), `fetched_at` (ours), `asserted_at` (when the claim
was made). Values are text: EDTF (ISO 8601-2:2019) for dates, decimal digits for counts, a `Status`
for production.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum


def utc(at: datetime) -> datetime:
    """`at` in UTC. Raises ValueError for a naive datetime: guessing a zone moves a release by a day."""
    if at.tzinfo is None:
        msg = f"naive datetime: {at!r}"
        raise ValueError(msg)
    return at.astimezone(UTC)


class Field(StrEnum):
    """What a claim can be about. The order is the order of display."""

    RELEASE_DATE = "release_date"
    EPISODE_COUNT = "episode_count"
    PRODUCTION_STATUS = "production_status"


class Status(StrEnum):
    """Where a production stands, in the order in which productions move."""

    ANNOUNCED = "announced"
    PRE_PRODUCTION = "pre_production"
    FILMING = "filming"
    PAUSED = "paused"
    WRAPPED = "wrapped"
    POST_PRODUCTION = "post_production"
    COMPLETED = "completed"
    RELEASED = "released"
    CANCELLED = "cancelled"


class Modality(StrEnum):
    """How surely a document says it. The last two are not current: they are never a fact's value."""

    CONFIRMED = "confirmed"
    EXPECTED = "expected"
    RUMOURED = "rumoured"
    PAST = "past"
    DENIED = "denied"

    @property
    def current(self) -> bool:
        """Whether the document holds the value to be true at its own time."""
        return self not in (Modality.PAST, Modality.DENIED)


class SourceStanding(IntEnum):
    """How much a source's word weighs; set by the operator, never learned."""

    FAN = 1
    DATABASE = 2
    TRADE = 3
    OFFICIAL = 4


class Standing(IntEnum):
    """How well a held fact is supported."""

    RUMOURED = 1
    REPORTED = 2
    CORROBORATED = 3
    OFFICIAL = 4


class Speaker(StrEnum):
    """On whose word a claim rests, where the document names somebody else than itself."""

    OUTLET = "outlet"  # the document's own statement
    GUESS = "guess"  # the outlet's own inference: "we expect", "likely"
    PLATFORM = "platform"  # the streaming service or broadcaster
    PRODUCER = "producer"  # the production company, director, writer
    PERSON = "person"  # a member of the cast or their agency
    MEDIA = "media"  # another outlet
    DATABASE = "database"  # MyDramaList, IMDb, Wikipedia …
    SOURCES = "sources"  # unnamed people in the know
    FAN = "fan"  # fan accounts, online communities


class DocumentKind(StrEnum):
    """What was read: prose with a headline, a social post, or one record of a database."""

    ARTICLE = "article"
    POST = "post"
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, post or record as read at one moment (one revision)."""

    id: str  # canonical URL, or the interface's own id; the same page keeps it when edited
    kind: DocumentKind
    source: str  # name of the source that led here, or the publisher's host
    url: str
    language: str  # ISO 639-1, lower case; "" where nobody says
    published: date  # the calendar day in the outlet's own zone: relative dates count from it
    headline: str
    text: str  # paragraphs separated by a blank line
    published_at: datetime | None = None  # theirs, UTC; None where only the day is known
    updated_at: datetime | None = None  # theirs, UTC
    fetched_at: datetime | None = None  # ours, UTC
    author: str = ""
    publisher: str = ""  # name or host of who speaks; falls back to `source`
    standing: SourceStanding = SourceStanding.TRADE
    origin: str = ""  # key of the first document of the same text; "" is its own origin
    parent: str = ""  # id of the article in which this post is embedded

    @property
    def body(self) -> str:
        """What quotes and offsets refer to: headline, newline, text."""
        return f"{self.headline}\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one document says about one item. Never edited: a later claim supersedes it.

    `quote` is `body[start:end]` letter for letter, offsets in code points of `Document.body`.
    """

    field: Field
    scope: str  # "", "S1", "S1P2", "film"
    value: str
    modality: Modality
    quote: str
    start: int
    end: int
    rule: str  # name of the rule that read it, for `extract --explain`
    speaker: Speaker = Speaker.OUTLET
    attribution: str = ""  # the named speaker in the text's own words ("Netflix", "MyDramaList")
    asserted_on: date | None = None  # where the text dates the statement; else the document's day


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one document says about one watched title."""

    about: bool
    claims: tuple[Claim, ...] = ()
    reason: str = ""  # why `about` came out as it did


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """What a fact is about."""

    title: str  # the watch's key
    scope: str
    field: Field

    def __str__(self) -> str:
        return f"{self.title}[{self.scope}].{self.field}" if self.scope else f"{self.title}.{self.field}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is held true of an item now, and by which claims."""

    item: Item
    value: str
    standing: Standing
    modality: Modality
    since: datetime  # when this value was first held, by the asserting document's clock
    claims: tuple[int, ...] = ()  # ids of the live claims that support the value
    disputed_by: tuple[int, ...] = ()  # ids of live claims for another value that did not win


class ChangeKind(StrEnum):
    """How a fact moved."""

    BASELINE = "baseline"  # known when the title was first looked at
    FIRST = "first"  # the item had no value
    NARROWED = "narrowed"  # the new date lies inside the old one
    MOVED_LATER = "moved_later"
    MOVED_EARLIER = "moved_earlier"
    REVISED = "revised"  # another count, or a date that neither moves cleanly nor narrows
    PROGRESSED = "progressed"  # status forward
    REGRESSED = "regressed"  # status back, paused or cancelled
    CONFIRMED = "confirmed"  # same value, now official
    UPGRADED = "upgraded"  # same value, better supported
    DISPUTED = "disputed"  # another value is claimed with equal right; logged, the held one stays
    WITHDRAWN = "withdrawn"  # a value without a successor: pulled, denied, edited away
    CORRECTION = "correction"  # what we told proved wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact before and after. Append-only."""

    item: Item
    kind: ChangeKind
    old: str | None
    new: str | None
    old_standing: Standing | None
    standing: Standing
    modality: Modality
    rule: str  # the rule of settle or diff that made it
    causes: tuple[int, ...]  # claim ids, the deciding one first
    document: str  # id of the causing document
    quote: str
    published_at: datetime  # theirs, UTC: the causing document's time
    seen_at: datetime  # ours, UTC
