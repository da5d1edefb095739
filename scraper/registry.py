"""Which installments of a title exist, and what is known of each from the votes that name it.

Worked out from all votes of a title each time; pure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.contest import hold
from scraper.model import Field, Standing, Status
from scraper.scopes import FILM, NO_SEASON, key
from scraper.spans import PULLED, Span, overlaps, span
from scraper.support import origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scraper.votes import Vote

LINGER = 45  # days after Part 2 came out in which "season 2" may still mean it


@dataclass(slots=True)
class Installment:
    """What the votes that name it say of one installment."""

    scope: str
    first_named: date
    held_date: str = ""
    held_count: str = ""
    released: date | None = None
    votes: list[Vote] = field(default_factory=list)

    @property
    def days(self) -> Span | None:
        """When it comes out, as far as known."""
        return span(self.held_date) if self.held_date and self.held_date != PULLED else None

    def out_by(self, day: date) -> bool:
        """Whether it was out on that day."""
        days = self.days
        return bool(days and days.last <= day) or bool(self.released and self.released <= day)


class Registry:
    """All installments of one title.

    `line` are those that attract what is said without a scope, in order of appearance: seasons, or the
    parts of a season in parts. `parts` are the parts of each such season, `split_on` the day on which the
    first of them was named, `aliases` the seasons that are Part 2 of the season before.
    """

    def __init__(self, votes: Sequence[Vote], known: Iterable[str]) -> None:
        self.all: dict[str, Installment] = {}
        for vote in votes:
            if vote.scope:
                if vote.scope not in self.all:
                    self.all[vote.scope] = Installment(vote.scope, vote.asserted.date())
                self.all[vote.scope].votes.append(vote)
        self.beside: dict[str, set[str]] = defaultdict(set)  # named together in one document
        self.loose = hold([v for v in votes if not v.scope and v.field is Field.EPISODE_COUNT])
        established = self._established(frozenset(known))
        self.parts = self._parts(established)
        for installment in self.all.values():
            self._look(installment)
        self._untwin()
        self._fit()
        self.aliases = {scope for scope in self.all if self._alias(scope)}
        self.line = [
            self.all[scope]
            for scope in sorted(established.union(*self.parts.values()), key=key)
            if scope != FILM and (key(scope).part or not self.parts.get(key(scope).season))
            if scope not in self.aliases
        ]
        self.split_on = {
            season: min(self.all[scope].first_named for scope in scopes)
            for season, scopes in self.parts.items()
        }

    def total(self, season: int) -> str:
        """Return the size of a whole season, as far as known."""
        whole = self.all.get(f"S{season}")
        return (whole.held_count if whole else "") or (self.loose.value if self.loose else "")

    def whole(self, scope: str) -> str:
        """Return the season that a part belongs to, and anything else as it is."""
        season, _ = key(scope)
        return f"S{season}" if self.parts.get(season) else scope

    def second_part(self, scope: str) -> Installment | None:
        """Return part 2 of the season before, which some call season n: S1P2 for S2."""
        season, part = key(scope)
        if part or season < 2 or season == NO_SEASON:
            return None
        other = f"S{season - 1}P2"
        return self.all.get(other) if other in self.parts.get(season - 1, ()) else None

    def _alias(self, scope: str) -> bool:
        """Whether nothing sets this season apart from Part 2 of the season before."""
        second = self.second_part(scope)
        if second is None:
            return False
        own, other = self.all[scope], second
        if scope in self.beside.get(other.scope, ()):
            return False  # somebody names both: they are two things
        if own.held_date and other.held_date:
            return overlaps(own.held_date, other.held_date)
        return not any(self.after_part(vote, other) for vote in own.votes)

    @staticmethod
    def after_part(vote: Vote, second: Installment) -> bool:
        """Whether a vote was cast so long after a part came out that it cannot mean that part."""
        days = second.days
        return days is not None and (vote.asserted.date() - days.last).days > LINGER

    # -- looking -----------------------------------------------------------------------------------

    def _established(self, known: frozenset[str]) -> set[str]:
        """Return the installments that surely exist, and so attract what is said without a scope.

        Configured ones and season 1 always; another one when two origins name it, or one credible
        document names it beside a sibling. A lone misread "part 2" keeps its own vote, and no other.
        """
        beside: dict[str, set[str]] = defaultdict(set)
        for scope, installment in self.all.items():
            for vote in installment.votes:
                if vote.strength > Standing.RUMOURED:
                    beside[vote.document].add(scope)
        for scopes in beside.values():
            for scope in scopes:
                self.beside[scope] |= scopes - {scope}
        paired = {scope for scopes in beside.values() if len(scopes) > 1 for scope in scopes}
        found = set(known & self.all.keys())
        for scope, installment in self.all.items():
            credible = [v for v in installment.votes if v.strength > Standing.RUMOURED]
            if credible and (scope == "S1" or scope in paired or origins(credible) > 1):
                found.add(scope)
        return found

    def _untwin(self) -> None:
        """Take a day away from the installment that has fewer votes for it: two never come out on one day."""
        by_day: dict[str, list[Installment]] = defaultdict(list)
        for one in self.all.values():
            if one.days is not None and one.days.days == 1 and key(one.scope).part == 0:
                by_day[one.held_date].append(one)
        for same in by_day.values():
            ranked = sorted(same, key=lambda i: (-sum(v.value == i.held_date for v in i.votes), key(i.scope)))
            for other in ranked[1:]:
                other.held_date = ""

    def _look(self, installment: Installment) -> None:
        dates = [v for v in installment.votes if v.field is Field.RELEASE_DATE]
        counts = [v for v in installment.votes if v.field is Field.EPISODE_COUNT]
        if dates:
            held = hold(dates)
            if held is not None and held.standing >= Standing.REPORTED:
                installment.held_date = held.value
        if counts:
            held = hold(counts)
            if held is not None:
                installment.held_count = held.value
        installment.released = min(
            (
                v.asserted.date()
                for v in installment.votes
                if v.value == Status.RELEASED and v.current and v.strength >= Standing.REPORTED
            ),
            default=None,
        )

    def _parts(self, established: set[str]) -> dict[int, list[str]]:
        """Return the parts of each season in parts; "part 2" says that there is a part 1."""
        parts: dict[int, list[str]] = defaultdict(list)
        for scope in sorted(established, key=key):
            if key(scope).part:
                parts[key(scope).season].append(scope)
        for season, scopes in parts.items():
            first = f"S{season}P1"
            if first not in scopes:
                scopes.insert(0, first)
                self.all.setdefault(first, Installment(first, self.all[scopes[-1]].first_named))
        return parts

    def _fit(self) -> None:
        """Forget the size of a part that is as large as the whole: it was misread."""
        for season, scopes in self.parts.items():
            total = self.total(season)
            for one in (self.all[scope] for scope in scopes):
                if one.held_count and total and int(one.held_count) == int(total) * len(scopes):
                    one.held_count = ""
