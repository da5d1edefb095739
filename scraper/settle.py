"""Weighs the live claims about one title into what is held true of each of its items. Pure.

    votes ── installments.arrange ──> votes by item ── contest.hold, progress.progress ──> facts

The outcome depends on the set of votes alone: not on the order in which they arrived, nor on what was held
before. So a fold in memory, and one loaded from the log, come to the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from scraper.contest import hold
from scraper.installments import Home, arrange
from scraper.model import Fact, Field, Item, Standing, Status
from scraper.progress import progress
from scraper.scopes import key
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scraper.support import Held
    from scraper.votes import Vote

RULES = "2"  # version of settle and diff; raise it when the same claims would give other facts or changes


@dataclass(frozen=True, slots=True)
class Settled:
    """What is held of one title, and where each vote was counted."""

    facts: dict[Item, Fact]
    homes: Mapping[int, Home]
    rules: dict[Item, str]  # how each value came to be held
    rivals: dict[Item, dict[str, tuple[int, ...]]]  # values that are claimed beside the held one
    notes: dict[int, str] = field(default_factory=dict)  # the rule each claim met, where asked for


def settle(
    title: str, votes: Iterable[Vote], *, film: bool = False, known: Iterable[str] = (), explain: bool = False
) -> Settled:
    """Weigh all live votes about `title`. `film` and `known` scopes come from its watch."""
    ordered = sorted(votes, key=attrgetter("order"))
    homes = arrange(ordered, film=film, known=known)
    notes: dict[int, str] | None = {} if explain else None
    groups: dict[tuple[str, Field], list[Vote]] = defaultdict(list)
    unsure: set[int] = set()
    for vote in ordered:
        home = homes[vote.claim]
        groups[home.scope, vote.field].append(vote)
        if not home.sure:
            unsure.add(vote.claim)
    unsure |= _premature(ordered, homes)
    # A document that names the parts of a season knows that its size is another matter than a part's.
    split = frozenset(vote.document for vote in ordered if key(vote.scope).part)
    out = {
        homes[vote.claim].scope
        for vote in ordered
        if vote.value == Status.RELEASED and vote.current and vote.strength > Standing.RUMOURED
    }
    held: dict[tuple[str, Field], Held] = {}
    for (scope, kind), group in groups.items():
        if kind is not Field.PRODUCTION_STATUS:
            aware = split if kind is Field.EPISODE_COUNT else frozenset[str]()
            outcome = hold(group, unsure=unsure, aware=aware, out=scope in out, notes=notes)
            if outcome is not None:
                held[scope, kind] = outcome
    for (scope, kind), group in groups.items():
        if kind is Field.PRODUCTION_STATUS:
            outcome = progress(group, held.get((scope, Field.RELEASE_DATE)), unsure=unsure, notes=notes)
            if outcome is not None:
                held[scope, kind] = outcome
    facts: dict[Item, Fact] = {}
    rules: dict[Item, str] = {}
    rivals: dict[Item, dict[str, tuple[int, ...]]] = {}
    for scope, kind in sorted(held):
        one = held[scope, kind]
        item = Item(title, scope, kind)
        facts[item] = Fact(
            item=item,
            value=one.value,
            standing=one.standing,
            modality=one.modality,
            since=one.since,
            claims=one.claims,
            disputed_by=tuple(claim for rival in one.rivals for claim in rival.claims),
        )
        rules[item] = one.rule
        rivals[item] = {rival.value: rival.claims for rival in one.rivals}
    return Settled(facts=facts, homes=homes, rules=rules, rivals=rivals, notes=notes or {})


def _premature(votes: Sequence[Vote], homes: Mapping[int, Home]) -> set[int]:
    """Return the claims of "released" in documents that have the same installment still to come."""
    coming = {
        (vote.document, homes[vote.claim].scope)
        for vote in votes
        if vote.field is Field.RELEASE_DATE and vote.current and vote.value != PULLED
        if span(vote.value).first > vote.asserted.date()
    }
    return {
        vote.claim
        for vote in votes
        if vote.value == Status.RELEASED and (vote.document, homes[vote.claim].scope) in coming
    }
