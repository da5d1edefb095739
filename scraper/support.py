"""Who stands behind one value: independent origins, counted so that copies never add.

Two votes are one origin when they are one outlet, or one text. Standing: rumoured < reported (one
credible origin) < corroborated (two) < official.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.model import Modality, SourceStanding, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from scraper.model import Field
    from scraper.votes import Vote

SURENESS = {Modality.RUMOURED: 0, Modality.EXPECTED: 1, Modality.CONFIRMED: 2}


@dataclass(slots=True)
class Support:
    """The votes for one value of one item since it was last beaten."""

    value: str
    votes: list[Vote] = field(default_factory=list)
    weak: set[int] = field(default_factory=set)  # claims that count as rumours here
    outlets: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    origins: int = 0  # independent and credible
    official: int = 0  # votes with the platform's or producer's word
    best: SourceStanding = SourceStanding.FAN
    beaten: int = 0  # times another value won against it
    denials: list[Vote] = field(default_factory=list)
    spent: set[str] = field(default_factory=set)  # texts that spoke before it was beaten

    @property
    def standing(self) -> Standing:
        """What these votes make of the value."""
        if self.official:
            return Standing.OFFICIAL
        return Standing(min(self.origins, 2) + 1)

    def add(self, vote: Vote, strength: Standing) -> bool:
        """Count a vote; say whether it is a new voice, or a surer one, rather than a repetition."""
        if vote.text in self.spent:
            return False
        self.votes.append(vote)
        if strength is Standing.RUMOURED:
            self.weak.add(vote.claim)
            return len(self.votes) == 1
        self.best = max(self.best, vote.weight)
        new = vote.outlet not in self.outlets and vote.text not in self.texts
        surer = strength is Standing.OFFICIAL and not self.official
        self.origins += new
        self.outlets.add(vote.outlet)
        self.texts.add(vote.text)
        self.official += strength is Standing.OFFICIAL
        return new or surer

    def lose(self) -> None:
        """Forget the votes so far: to come back, the value needs voices that speak anew."""
        self.beaten += 1
        self.clear()

    def clear(self) -> None:
        """Start counting again, without the texts that have spoken."""
        self.spent.update(vote.text for vote in self.votes)
        self.votes, self.weak = [], set()
        self.outlets, self.texts = set(), set()
        self.origins = self.official = 0
        self.best = SourceStanding.FAN
        self.denials = []

    def deny(self, vote: Vote) -> int:
        """Count a denial and return how many independent voices deny the value."""
        self.denials.append(vote)
        return origins(self.denials)

    def credible_since(self, at: datetime | None) -> int:
        """Count the origins that spoke after a moment."""
        late = [v for v in self.votes if v.claim not in self.weak and (at is None or v.asserted > at)]
        return origins(late)

    @property
    def last_official(self) -> datetime | None:
        """When the platform or producer last said it."""
        said = [
            v.asserted for v in self.votes if v.weight is SourceStanding.OFFICIAL and v.claim not in self.weak
        ]
        return max(said, default=None)


def origins(votes: Iterable[Vote]) -> int:
    """Count the independent voices among some votes."""
    outlets: set[str] = set()
    texts: set[str] = set()
    count = 0
    for vote in votes:
        count += vote.outlet not in outlets and vote.text not in texts
        outlets.add(vote.outlet)
        texts.add(vote.text)
    return count


def together(supports: Sequence[Support]) -> Standing:
    """Return the standing of a value that several supports imply: a day implies its month."""
    if len(supports) == 1:
        return supports[0].standing
    if any(support.official for support in supports):
        return Standing.OFFICIAL
    credible = sorted((v for s in supports for v in s.votes if v.claim not in s.weak), key=lambda v: v.order)
    return Standing(min(origins(credible), 2) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A value that is claimed beside the held one and did not win."""

    value: str
    standing: Standing
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the votes on one item come to."""

    field: Field
    value: str
    standing: Standing
    modality: Modality
    since: datetime
    rule: str  # how it came to be held
    claims: tuple[int, ...]  # that support it, the strongest first
    rivals: tuple[Rival, ...] = ()


def sealed(  # noqa: PLR0913 - all that a held value is
    field: Field,
    value: str,
    since: datetime,
    rule: str,
    *,
    supports: Sequence[Support],
    rivals: Sequence[Support],
) -> Held:
    """Put together what is held, its supporters sorted by weight and then by time."""
    standing = together(supports)
    pairs = [(vote, vote.claim in support.weak) for support in supports for vote in support.votes]
    pairs.sort(key=lambda pair: (pair[1], -pair[0].weight, pair[0].order))
    strong = [vote for vote, weak in pairs if not weak] or [vote for vote, _ in pairs]
    top = strong[0].weight
    modality = max((v.modality for v in strong if v.weight is top), key=SURENESS.__getitem__)
    return Held(
        field=field,
        value=value,
        standing=standing,
        modality=Modality.RUMOURED if standing is Standing.RUMOURED else modality,
        since=since,
        rule=rule,
        claims=tuple(vote.claim for vote, _ in pairs),
        rivals=tuple(
            Rival(value=r.value, standing=r.standing, claims=tuple(v.claim for v in r.votes))
            for r in sorted(rivals, key=lambda r: r.value)
        ),
    )
