"""What moved between two sets of facts about one title. Pure; says the rule and the claims behind each move.

A fact that only went to another home ("The Glory" became season 1, part 1) is recognised by the claims
that it shares with the old one, and is no change. A change of something long out is marked as history:
it is true, but no news.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.model import Change, ChangeKind, Field, Item, Modality, Standing, Status
from scraper.progress import RANK
from scraper.scopes import is_season, key
from scraper.spans import PULLED, contains, span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from scraper.model import Fact
    from scraper.settle import Settled
    from scraper.votes import Vote

HISTORY = ".history"  # ends the rule of a change that is no news
NEWS_FOR = timedelta(days=7)  # after its release, what is first heard of an installment is history


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The document whose reading caused the move."""

    document: str
    published_at: datetime
    seen_at: datetime  # ours
    gone: Mapping[int, Vote]  # votes that it no longer casts
    logged: Mapping[Item, frozenset[str]] = field(default_factory=dict)  # rival values already logged


def diff(
    before: Mapping[Item, Fact],
    after: Settled,
    votes: Mapping[int, Vote],
    trigger: Trigger,
    *,
    baseline: bool = False,
) -> list[Change]:
    """Return the changes from `before` to `after`, in order of field and scope.

    `votes` are the live votes by claim id. With `baseline`, everything is what was known when the title
    was first looked at.
    """
    moves = _Moves(before, after, votes, trigger)
    changes = []
    for item in sorted(before.keys() | after.facts.keys()):
        change = moves.of(item, baseline=baseline)
        logged = trigger.logged.get(item, frozenset())
        if change is not None:
            changes.append(change)
            if change.old != change.new:
                logged = frozenset()
        changes += moves.disputes(item, logged)
    order = list(Field)
    return sorted(changes, key=lambda c: (order.index(c.item.field), key(c.item.scope), c.item.scope))


def moved(before: Mapping[Item, Fact], after: Settled) -> dict[Item, Fact]:
    """Return, by its new item, each fact whose claims are counted for another installment now."""
    found: dict[Item, Fact] = {}
    for item, fact in sorted(before.items()):
        homes = Counter(after.homes[c].scope for c in fact.claims if c in after.homes)
        if not homes or item.scope in homes:
            continue
        scope = max(homes, key=lambda s: (homes[s], s))
        found.setdefault(Item(item.title, scope, item.field), fact)
    return found


class _Moves:
    def __init__(
        self,
        before: Mapping[Item, Fact],
        after: Settled,
        votes: Mapping[int, Vote],
        trigger: Trigger,
    ) -> None:
        self.before = before
        self.after = after
        self.votes = votes
        self.trigger = trigger
        self.moved = moved(before, after)

    def of(self, item: Item, *, baseline: bool) -> Change | None:
        """Return what happened to one item, or None."""
        old, new = self.before.get(item), self.after.facts.get(item)
        if new is None:
            return self._lost(item, old) if old is not None else None
        if old is None:
            old = self.moved.get(item)
        if old is not None and old.value == new.value:
            if new.standing <= old.standing or old.item != item:
                return None
            kind = ChangeKind.CONFIRMED if new.standing is Standing.OFFICIAL else ChangeKind.UPGRADED
            past = HISTORY if self._is_history(new) else ""
            return self._change(item, kind, old, new, f"standing rose{past}")
        rule = self.after.rules[item]
        if old is None:
            kind = ChangeKind.BASELINE if baseline else ChangeKind.FIRST
            return self._change(item, kind, None, new, rule + (HISTORY if self._is_history(new) else ""))
        kind = ChangeKind.BASELINE if baseline else self._kind(old, new)
        return self._change(item, kind, old, new, rule + (HISTORY if self._is_history(new) else ""))

    def disputes(self, item: Item, logged: frozenset[str]) -> list[Change]:
        """Return a change for each rival value that this document brought up."""
        fact = self.after.facts.get(item)
        if fact is None:
            return []
        found = []
        for value, claims in sorted(self.after.rivals.get(item, {}).items()):
            mine = [c for c in claims if self.votes[c].document == self.trigger.document]
            if value in logged or not mine:
                continue
            best = max(mine, key=lambda c: self.votes[c].strength)
            rest = tuple(c for c in claims if c != best)
            vote = self.votes[best]
            found.append(
                Change(
                    item=item, kind=ChangeKind.DISPUTED, old=fact.value, new=value,
                    old_standing=fact.standing, standing=vote.strength, modality=vote.modality,
                    rule="rival", causes=(best, *rest),
                    document=vote.document, quote=vote.quote, published_at=vote.published,
                    seen_at=self.trigger.seen_at,
                )
            )  # fmt: skip
        return found

    # -- kinds -------------------------------------------------------------------------------------

    def _kind(self, old: Fact, new: Fact) -> ChangeKind:
        if not self._asserted_here(new) and not self._alive(old):
            return ChangeKind.CORRECTION
        if new.item.field is Field.RELEASE_DATE:
            return date_kind(old.value, new.value)
        if new.item.field is Field.EPISODE_COUNT:
            return ChangeKind.REVISED
        forward = RANK[Status(new.value)] > RANK[Status(old.value)] and new.value != Status.CANCELLED
        return ChangeKind.PROGRESSED if forward else ChangeKind.REGRESSED

    def _asserted_here(self, fact: Fact) -> bool:
        return any(self.votes[c].document == self.trigger.document for c in fact.claims)

    def _alive(self, fact: Fact) -> bool:
        """Whether somebody still says the old value, and nothing but age or weight beat it."""
        return self.after.rules.get(fact.item) != "denied" and any(c in self.votes for c in fact.claims)

    def _lost(self, item: Item, old: Fact | None) -> Change | None:
        """Say what became of a fact that has no successor: it moved to another home, or fell."""
        if old is None:
            return None
        if any(fact is old for fact in self.moved.values()):
            return None
        cause = self._causes(None, old)
        vote = self._vote(cause[0])
        return Change(
            item=item, kind=ChangeKind.WITHDRAWN, old=old.value, new=None, old_standing=old.standing,
            standing=vote.strength, modality=Modality.DENIED, rule="nobody says it any more", causes=cause,
            document=self.trigger.document, quote=vote.quote, published_at=self.trigger.published_at,
            seen_at=self.trigger.seen_at,
        )  # fmt: skip

    # -- history -----------------------------------------------------------------------------------

    def _is_history(self, new: Fact) -> bool:
        """Whether the installment was long out when this was said, or a later one is under way."""
        day = self.trigger.published_at.date()
        scope = new.item.scope
        if new.item.field is Field.RELEASE_DATE:
            return self._out_before(new.value, day)
        date = self.after.facts.get(Item(new.item.title, scope, Field.RELEASE_DATE))
        if date is not None and date.standing is Standing.RUMOURED:
            date = None
        underway = new.item.field is Field.PRODUCTION_STATUS and new.value != Status.RELEASED
        if date is not None and self._out_before(date.value, day):
            return not underway  # what is being made after its date is late, not history
        if date is not None and date.value != PULLED:
            return False
        return self._overtaken(new)

    @staticmethod
    def _out_before(value: str, day: date) -> bool:
        return value != PULLED and span(value).last + NEWS_FOR < day

    def _overtaken(self, new: Fact) -> bool:
        """Whether a later season is being made or dated while this one has no word of being made."""
        item = new.item
        if not is_season(item.scope):
            return False
        own = self.after.facts.get(Item(item.title, item.scope, Field.PRODUCTION_STATUS))
        if own is not None and own.value != Status.RELEASED:
            return False
        released = own is not None
        mine = key(item.scope)
        return any(
            is_season(other.scope)
            and other.field is not Field.EPISODE_COUNT
            and (
                key(other.scope).season > mine.season or (released and key(other.scope) > mine and mine.part)
            )
            for other in self.after.facts
        )

    # -- evidence ----------------------------------------------------------------------------------

    def _vote(self, claim: int) -> Vote:
        return self.votes.get(claim) or self.trigger.gone[claim]

    def _causes(self, new: Fact | None, old: Fact | None) -> tuple[int, ...]:
        """Return the claims behind a move, the deciding one first."""
        if new is not None:
            here = [c for c in new.claims if self.votes[c].document == self.trigger.document]
            exact = [c for c in here if self.votes[c].value == new.value]
            first = (exact or here or list(new.claims))[0]
            return (first, *(c for c in new.claims if c != first))[:12]
        fallen = old.claims if old is not None else ()
        return tuple(c for c in fallen if c in self.votes or c in self.trigger.gone)[:12]

    def _change(self, item: Item, kind: ChangeKind, old: Fact | None, new: Fact, rule: str) -> Change:
        causes = self._causes(new, old)
        if kind is ChangeKind.CORRECTION and old is not None:
            causes = (*causes, *(c for c in self._causes(None, old) if c not in causes))
        vote = self._vote(causes[0])
        if old is not None and new.value == PULLED and old.value != PULLED:
            kind = ChangeKind.WITHDRAWN
        here = vote.document == self.trigger.document
        return Change(
            item=item, kind=kind, old=None if old is None else old.value, new=new.value,
            old_standing=None if old is None else old.standing, standing=new.standing, modality=new.modality,
            rule=rule, causes=causes, document=self.trigger.document, quote=vote.quote,
            published_at=vote.published if here else self.trigger.published_at, seen_at=self.trigger.seen_at,
        )  # fmt: skip


def date_kind(old: str, new: str) -> ChangeKind:
    """Name the move from one date to another, by their ends."""
    if PULLED in (old, new):
        return ChangeKind.WITHDRAWN if new == PULLED else ChangeKind.NARROWED
    if contains(old, new):
        return ChangeKind.NARROWED
    a, b = span(old), span(new)
    if b.first >= a.first and b.last > a.last and b.first != a.first:
        return ChangeKind.MOVED_LATER
    if b.first < a.first and b.last <= a.last and b.last != a.last:
        return ChangeKind.MOVED_EARLIER
    return ChangeKind.REVISED
