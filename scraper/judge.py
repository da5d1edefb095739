"""The judge's memory of one title: its live votes and what is held. Pure; the log only keeps it.

A document votes with its latest revision. Of many votes that say the same, a few are enough: the memory
of a title stays small whether a rumour is copied a thousand times or a page edited ten thousand times.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.diff import Trigger, diff
from scraper.model import ChangeKind, Standing
from scraper.settle import settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from config.model import Watch
    from scraper.model import Change, Fact, Field, Item, Modality
    from scraper.settle import Settled
    from scraper.votes import Vote

# Votes kept that say the same thing, and values kept for one scope and field. 6 origins are four more than
# any rule asks for; no honest story has 40 values for one field. bench/judging.py measures what they cost.
KEPT = 6
VALUES = 40

Group = tuple["Field", str, str, "Modality"]


@dataclass(slots=True)
class Memory:
    """What is remembered of one title between documents."""

    title: str
    film: bool = False
    known: tuple[str, ...] = ()
    votes: dict[int, Vote] = field(default_factory=dict)
    facts: dict[Item, Fact] = field(default_factory=dict)
    rivals: dict[Item, frozenset[str]] = field(default_factory=dict)  # values already logged as disputed
    homes: dict[int, str] = field(default_factory=dict)  # the installment each live claim is counted for
    sighted: datetime | None = None  # when the first change was made: what was read before is the baseline
    by_document: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[Group, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, watch: Watch) -> Memory:
        """Return the empty memory of a watch."""
        return cls(watch.key, watch.kind == "film", tuple(i.scope for i in watch.installments))

    def recall(self, votes: Sequence[Vote], homes: dict[int, str]) -> None:
        """Take in live votes, and where they were counted, as the log kept them."""
        self.homes = homes
        for vote in votes:
            self._keep(vote)

    def judge(
        self,
        document: str,
        votes: Sequence[Vote],
        *,
        published_at: datetime,
        now: datetime,
        baseline: bool = False,
    ) -> Outcome:
        """Let a document's latest revision vote, and say what changed.

        `votes` are all of that revision, none if it says nothing (any more). With `baseline` the facts are
        settled, but nothing is compared: call `first_sight` when the first pass is over.
        """
        gone, dropped = self.recast(document, votes)
        if not gone and dropped == {vote.claim for vote in votes}:  # nothing, or nothing that counts
            return Outcome((), frozenset(dropped), {})
        settled = self.settled()
        homes = self._rehome(settled)
        if baseline:
            self.facts = settled.facts
            return Outcome((), frozenset(dropped), homes)
        trigger = Trigger(
            document=document, published_at=published_at, seen_at=now, gone=gone, logged=self.rivals
        )
        changes = diff(self.facts, settled, self.votes, trigger)
        self._remember(settled, changes)
        return Outcome(tuple(changes), frozenset(dropped), homes)

    def recast(self, document: str, votes: Sequence[Vote]) -> tuple[dict[int, Vote], set[int]]:
        """Put a document's votes in place of its old ones; return those, and all that stopped counting."""
        gone = {claim: self._drop(claim) for claim in tuple(self.by_document.get(document, ()))}
        dropped = set(gone)
        for vote in votes:
            dropped |= self._admit(vote)
        return gone, dropped

    def first_sight(
        self, before: dict[Item, Fact], document: str, *, published_at: datetime, now: datetime
    ) -> tuple[Change, ...]:
        """Return the baseline: all that the first pass added to `before`, as one change an item."""
        settled = self.settled()
        trigger = Trigger(document=document, published_at=published_at, seen_at=now, gone={})
        changes = diff(before, settled, self.votes, trigger, baseline=True)
        self._remember(settled, changes)
        return tuple(changes)

    def settled(self, *, explain: bool = False) -> Settled:
        """Weigh the live votes."""
        return settle(self.title, self.votes.values(), film=self.film, known=self.known, explain=explain)

    def _rehome(self, settled: Settled) -> dict[int, str]:
        """Return the homes that are new or moved."""
        homes = {claim: home.scope for claim, home in settled.homes.items()}
        moved = {claim: scope for claim, scope in homes.items() if self.homes.get(claim) != scope}
        self.homes = homes
        return moved

    def _remember(self, settled: Settled, changes: Sequence[Change]) -> None:
        self.facts = settled.facts
        for change in changes:
            if change.kind is ChangeKind.DISPUTED and change.new is not None:
                self.rivals[change.item] = self.rivals.get(change.item, frozenset()) | {change.new}
            elif change.old != change.new:
                self.rivals.pop(change.item, None)

    # -- keeping it small --------------------------------------------------------------------------

    def _admit(self, vote: Vote) -> set[int]:
        """Take a vote in and return the claims that no longer count for it."""
        self._keep(vote)
        dropped: set[int] = set()
        same = self.groups[_group(vote)]
        if len(same) > KEPT:
            dropped.add(self._spare(same, vote))
        values = {g[2] for g in self.groups if g[0] is vote.field and g[1] == vote.scope and self.groups[g]}
        if len(values) > VALUES:
            held = {fact.value for fact in self.facts.values()} | {vote.value}
            spare = sorted(values - held, key=lambda value: self._weight_of(vote.field, vote.scope, value))
            for group in [
                g for g in self.groups if g[0] is vote.field and g[1] == vote.scope and g[2] == spare[0]
            ]:
                dropped |= set(self.groups[group])
        for claim in dropped:
            self._drop(claim)
        return dropped

    def _spare(self, same: Sequence[int], new: Vote) -> int:
        """Return which of many claims that say the same is missed least.

        One whose outlet says it elsewhere, else the weakest. One more voice for what is held adds
        nothing; of other values the first and the last voices are kept, for those may yet decide.
        """
        votes = sorted((self.votes[c] for c in same), key=lambda v: (-v.strength, v.order))
        outlets: set[str] = set()
        again = []
        for vote in votes:
            if vote.outlet in outlets:
                again.append(vote)
            outlets.add(vote.outlet)
        least = min(vote.strength for vote in votes)
        spare = again or [vote for vote in votes if vote.strength is least]
        held = any(f.value == new.value and f.item.field is new.field for f in self.facts.values())
        return spare[-1 if held else len(spare) // 2].claim

    def _weight_of(self, kind: Field, scope: str, value: str) -> tuple[Standing, datetime, str]:
        votes = [
            self.votes[c]
            for g, claims in self.groups.items()
            if g[:3] == (kind, scope, value)
            for c in claims
        ]
        return max(v.strength for v in votes), max(v.asserted for v in votes), value

    def _keep(self, vote: Vote) -> None:
        self.votes[vote.claim] = vote
        self.by_document[vote.document].append(vote.claim)
        self.groups[_group(vote)].append(vote.claim)

    def _drop(self, claim: int) -> Vote:
        vote = self.votes.pop(claim)
        mine = self.by_document[vote.document]
        mine.remove(claim)
        if not mine:
            del self.by_document[vote.document]
        group = self.groups[_group(vote)]
        group.remove(claim)
        if not group:
            del self.groups[_group(vote)]
        return vote


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document did: changes in order, and claims that stopped counting."""

    changes: tuple[Change, ...]
    dropped: frozenset[int]
    homes: dict[int, str]  # the installments of claims, where those are new or moved


def _group(vote: Vote) -> Group:
    return (vote.field, vote.scope, vote.value, vote.modality)
