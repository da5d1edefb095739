"""A claim as a vote: how much it weighs, whose voice it is, and when it was said.

Second hand counts as first hand where the text names the platform or the producer, but never more than
the carrier deserves: a fan who writes "Netflix said" is a fan. Voices that repeat one another are one
origin: the same outlet, the same text (near-duplicates), or the same outlet named as the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as later
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from scraper.model import DocumentKind, Field, Modality, SourceStanding, Speaker, Standing
from scraper.spans import readable
from scraper.standing import outlet

if TYPE_CHECKING:
    from scraper.model import Claim, Document

COUNTS = range(1, 1001)  # sizes a season can have


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A live claim with all that judgement needs and nothing else."""

    claim: int  # the claim's id
    document: str  # the document's id
    field: Field
    scope: str  # as the document says it
    value: str
    modality: Modality
    weight: SourceStanding  # what it votes with, second hand included
    own: SourceStanding  # of the document's source itself
    outlet: str  # whose voice; "" where nobody is named
    text: str  # origin of the text
    speaker: Speaker
    asserted: datetime
    published: datetime
    start: int  # where the quote stands: order inside a document
    quote: str

    # Worked out once, for a vote is weighed hundreds of times:
    order: tuple[datetime, str, bool, str, int, str, str, int] = later(init=False, repr=False, compare=False)
    strength: Standing = later(init=False, repr=False, compare=False)  # of a value that nobody else supports
    current: bool = later(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # When it was said; ties are broken by what it is, never by when it arrived: a text before its copies.
        text = (self.text, self.document != self.text, self.document)
        order = (self.asserted, *text, self.start, self.value, self.scope, self.claim)
        object.__setattr__(self, "order", order)
        object.__setattr__(self, "strength", _strength(self.modality, self.weight))
        object.__setattr__(self, "current", self.modality.current)

    @property
    def first_hand(self) -> bool:
        """Whether the platform or producer itself is speaking."""
        return self.own is SourceStanding.OFFICIAL


def _strength(modality: Modality, weight: SourceStanding) -> Standing:
    if modality is Modality.RUMOURED or weight is SourceStanding.FAN:
        return Standing.RUMOURED
    return Standing.OFFICIAL if weight is SourceStanding.OFFICIAL else Standing.REPORTED


def spoken_at(document: Document) -> datetime:
    """When the document was published: its own time, or the start of its day, and never after we read it."""
    said = document.published_at or datetime.combine(document.published, time(), UTC)
    return min(said, document.fetched_at) if document.fetched_at else said


def vote(document: Document, claim: Claim, number: int) -> Vote | None:
    """Turn claim `number` of a document into a vote; None for a value that nothing can be made of."""
    if not sensible(claim):
        return None
    published = spoken_at(document)
    asserted = published
    if claim.asserted_on is not None:
        asserted = min(published, datetime.combine(claim.asserted_on, time(), UTC))
    return Vote(
        claim=number,
        document=document.id,
        field=claim.field,
        scope=claim.scope,
        value=claim.value,
        modality=claim.modality,
        weight=weight(document, claim),
        own=document.standing,
        outlet=_voice(document, claim),
        text=document.origin or document.id,
        speaker=claim.speaker,
        asserted=asserted,
        published=published,
        start=claim.start,
        quote=claim.quote,
    )


def sensible(claim: Claim) -> bool:
    """Whether the value is one that its field can have."""
    if claim.field is Field.RELEASE_DATE:
        return readable(claim.value)
    if claim.field is Field.EPISODE_COUNT:
        return claim.value.isascii() and claim.value.isdigit() and int(claim.value) in COUNTS
    return True


def weight(document: Document, claim: Claim) -> SourceStanding:
    """Weigh a claim by who carries it and on whose word."""
    own = document.standing
    match claim.speaker:
        case Speaker.FAN | Speaker.GUESS:
            return SourceStanding.FAN
        case Speaker.DATABASE:
            return min(own, SourceStanding.DATABASE)
        case Speaker.PLATFORM | Speaker.PRODUCER:
            return SourceStanding.OFFICIAL if own >= SourceStanding.TRADE else own
        case Speaker.PERSON if _own_words(document, claim):
            # Who posts from the set knows that cameras roll; of dates they know no more than a fan.
            return max(own, SourceStanding.TRADE)
    return own


def _own_words(document: Document, claim: Claim) -> bool:
    return document.kind is DocumentKind.POST and claim.field is Field.PRODUCTION_STATUS


def _voice(document: Document, claim: Claim) -> str:
    """Whose voice it is: the outlet or catalogue that the text names, or the document's publisher."""
    if claim.speaker in (Speaker.MEDIA, Speaker.DATABASE) and claim.attribution:
        return outlet(claim.attribution)
    if document.kind is DocumentKind.POST:
        return f"@{document.author}" if document.author else document.origin or document.id
    return outlet(document.publisher or document.source)
