"""Which installment a vote is about: documents say "", "season 1", "part 2", "season 2" for one thing.

    votes ──explicit──> established installments, with their dates and sizes
          ──the rest──> the installment that value, time and words point at

Worked out anew from all votes of a title each time, so that a later word ("what we called The Glory is
Part 1") re-homes what was said before it. Nothing here depends on the order of arrival.

* Dates and status of a season in parts are those of its parts; its size stays with the whole, so that
  8 (part 1) and 16 (all) do not fight.
* "Season 2" is Part 2 of season 1 while its date is Part 2's, or while Part 2 is still to come.
* A value that contradicts its own installment and is exactly its sibling's belongs to the sibling.
* What is unscoped goes where its date lies; else to the next one to come, or for "released" to the last
  one out. A guess of that kind is marked: it supports what is known, but is no news by itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scraper.contest import hold
from scraper.model import Field, Standing, Status
from scraper.scopes import FILM, UNNAMED, key
from scraper.spans import PULLED, Span, overlaps, span
from scraper.support import origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scraper.votes import Vote

LINGER = 45  # days after Part 2 came out in which "season 2" may still mean it


class Home(NamedTuple):
    """The installment that a vote is counted for; not `sure` where that is a guess."""

    scope: str
    sure: bool = True


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


def arrange(votes: Sequence[Vote], *, film: bool = False, known: Iterable[str] = ()) -> dict[int, Home]:
    """Return the home of each vote, by claim id. `votes` are in order; `known` are configured scopes."""
    named = {vote.scope for vote in votes if vote.scope}
    if not named:
        return {vote.claim: Home(UNNAMED) for vote in votes}
    if film:
        main = FILM if FILM in named else UNNAMED
        return {vote.claim: Home(main if vote.scope in (UNNAMED, FILM) else vote.scope) for vote in votes}
    if len(named) == 1 and named <= {"S1"}:
        return {vote.claim: Home("S1") for vote in votes}
    return _Cast(votes, frozenset(known)).homes()


class _Cast:
    """All installments of one title, and the rules that give each vote to one of them."""

    def __init__(self, votes: Sequence[Vote], known: frozenset[str]) -> None:
        self.votes = votes
        self.all: dict[str, Installment] = {}
        for vote in votes:
            if vote.scope:
                here = self.all.get(vote.scope)
                if here is None:
                    here = self.all[vote.scope] = Installment(vote.scope, vote.asserted.date())
                here.votes.append(vote)
        self.beside: dict[str, set[str]] = defaultdict(set)  # named in one document
        self.loose = hold([v for v in votes if not v.scope and v.field is Field.EPISODE_COUNT])
        established = self._established(known)
        self.parts: dict[int, list[str]] = defaultdict(list)
        for scope in sorted(established, key=key):
            if key(scope).part:
                self.parts[key(scope).season].append(scope)
        for season, scopes in self.parts.items():
            first = f"S{season}P1"
            if first not in scopes:  # "part 2" says that there is a part 1
                scopes.insert(0, first)
                self.all.setdefault(first, Installment(first, self.all[scopes[-1]].first_named))
        for installment in self.all.values():
            self._look(installment)
        self._untwin()
        self.line = [
            self.all[scope]
            for scope in sorted(established | {s for scopes in self.parts.values() for s in scopes}, key=key)
            if scope != FILM and (key(scope).part or not self.parts.get(key(scope).season))
            if not self._alias(scope)
        ]
        self.split_on = {
            season: min(self.all[scope].first_named for scope in scopes)
            for season, scopes in self.parts.items()
        }
        # A document that says "season 2" of something dated like Part 2 means Part 2 throughout.
        self.means: dict[tuple[str, str], str] = {}

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
                if v.value == Status.RELEASED and v.modality.current and v.strength >= Standing.REPORTED
            ),
            default=None,
        )

    # -- names for the same thing ------------------------------------------------------------------

    def _second_part(self, scope: str) -> Installment | None:
        """Part n of the season before, which some call season n: S2 for S1P2."""
        season, part = key(scope)
        if part or season < 2 or season == 99:
            return None
        other = f"S{season - 1}P{2}"
        return self.all.get(other) if other in self.parts.get(season - 1, ()) else None

    def _alias(self, scope: str) -> bool:
        """Whether nothing sets this season apart from Part 2 of the season before."""
        second = self._second_part(scope)
        if second is None:
            return False
        own, other = self.all[scope], second
        if scope in self.beside.get(other.scope, ()):
            return False  # somebody names both: they are two things
        if own.held_date and other.held_date:
            return overlaps(own.held_date, other.held_date)
        return not any(self._after_part(vote, other) for vote in own.votes)

    @staticmethod
    def _after_part(vote: Vote, second: Installment) -> bool:
        days = second.days
        return days is not None and (vote.asserted.date() - days.last).days > LINGER

    # -- homes -------------------------------------------------------------------------------------

    def homes(self) -> dict[int, Home]:
        """Return the home of each vote."""
        for vote in self.votes:
            if vote.scope and vote.field is Field.RELEASE_DATE:
                second = self._second_part(vote.scope)
                if (
                    second
                    and second.held_date
                    and overlaps(vote.value, second.held_date)
                    and vote.value != PULLED
                ):
                    self.means[vote.document, vote.scope] = second.scope
        return {vote.claim: self._named(vote) if vote.scope else self._unnamed(vote) for vote in self.votes}

    def _named(self, vote: Vote) -> Home:
        scope = vote.scope
        second = self._second_part(scope)
        if second is not None and (
            (vote.document, scope) in self.means
            or (self._alias(scope) and not self._after_part(vote, second))
        ):
            scope = second.scope
        season, part = key(scope)
        parts = self.parts.get(season, [])
        if vote.field is Field.EPISODE_COUNT:
            return Home(self._sized(vote, scope, parts))
        if parts and not part:
            return Home(self._part_of(vote, parts))
        if vote.value == Status.RELEASED:
            return Home(self._out_now(vote, scope))
        return Home(self._sibling(vote, scope))

    def _sibling(self, vote: Vote, scope: str) -> str:
        """Return the scope itself, unless the date is plainly another installment's."""
        own = self.all.get(scope)
        if vote.field is not Field.RELEASE_DATE or own is None or vote.value == PULLED:
            return scope
        lone = all(i is not own for i in self.line)
        if not lone and (not own.held_date or overlaps(vote.value, own.held_date)):
            return scope
        twins = [i.scope for i in self.line if i.held_date == vote.value and i.scope != scope]
        return twins[0] if twins else scope

    def _out_now(self, vote: Vote, scope: str) -> str:
        """Return the scope itself, unless the one before it has just come out and this one is not due."""
        own, day = self.all.get(scope), vote.asserted.date()
        if own is None or own not in self.line or own.out_by(day):
            return scope
        place = self.line.index(own)
        before = self.line[place - 1] if place else None
        if before is None or before.days is None or not 0 <= (day - before.days.first).days < LINGER:
            return scope
        return before.scope

    def _part_of(self, vote: Vote, parts: Sequence[str]) -> str:
        """Which part of a season in parts a word about the season is about."""
        these = [self.all[scope] for scope in parts]
        day = vote.asserted.date()
        if vote.field is Field.RELEASE_DATE and vote.value != PULLED:
            for one in these:
                if one.held_date and overlaps(vote.value, one.held_date):
                    return one.scope
        if vote.value == Status.RELEASED:
            out = [one for one in these if one.out_by(day)]
            return out[-1].scope if out else these[0].scope
        return next((one.scope for one in these if not one.out_by(day)), these[0].scope)

    def _sized(self, vote: Vote, scope: str, parts: Sequence[str]) -> str:
        """Return the whole or the part that a size belongs to: 8 beside 16 in two parts is a part's."""
        season, part = key(scope)
        if not parts:
            return scope
        whole = self.all.get(f"S{season}")
        total = (whole.held_count if whole else "") or (self.loose.value if self.loose else "")
        if part:
            if total and int(vote.value) == int(total) * len(parts):  # no part is larger than the whole
                return f"S{season}"
            return f"S{season}" if total == vote.value and self.all[scope].held_count != vote.value else scope
        if vote.asserted.date() < self.split_on[season] or not total or vote.value == total:
            return scope
        same = [p for p in parts if self.all[p].held_count == vote.value]
        if same:
            return same[0]
        return self._part_of(vote, parts) if int(vote.value) * len(parts) == int(total) else scope

    def _unnamed(self, vote: Vote) -> Home:
        if not self.line:
            return Home(UNNAMED)
        if vote.field is Field.RELEASE_DATE:
            return self._by_date(vote)
        if vote.field is Field.EPISODE_COUNT:
            return self._by_size(vote)
        return self._by_status(vote)

    def _known(self, day: date) -> list[Installment]:
        """Those that had been named by then; before any was, the first is meant."""
        return [i for i in self.line if i.first_named <= day] or self.line[:1]

    def _coming(self, day: date) -> Installment | None:
        return next((i for i in self._known(day) if not i.out_by(day)), None)

    def _before_first(self) -> str:
        """Return the season before the first one named: it must exist, but has no votes of its own."""
        season = self.line[0]
        number = key(season.scope).season
        return f"S{number - 1}" if 1 < number < 99 else ""

    def _by_date(self, vote: Vote) -> Home:
        day = vote.asserted.date()
        if vote.value == PULLED:
            coming = self._coming(day)
            return Home(coming.scope if coming else UNNAMED, sure=len(self.line) == 1)
        same = [i for i in self.line if i.held_date and overlaps(vote.value, i.held_date)]
        if same:
            exact = [i for i in same if i.held_date == vote.value]
            fresh = [i for i in exact or same if not i.out_by(day)]
            return Home((fresh[0] if fresh else (exact or same)[-1]).scope)
        if span(vote.value).last >= day:
            coming = self._coming(day)
            return Home(coming.scope if coming else UNNAMED)
        earlier = self._before_first()
        if earlier:
            return Home(earlier, sure=False)
        return Home(self._known(day)[0].scope, sure=len(self.line) == 1)

    def _by_status(self, vote: Vote) -> Home:
        day = vote.asserted.date()
        if vote.value == Status.RELEASED:
            out = [i for i in self._known(day) if i.out_by(day)]
            if out:
                return Home(out[-1].scope)
            earlier = self._before_first()
            return Home(earlier, sure=False) if earlier else Home(self._known(day)[0].scope)
        coming = self._coming(day)
        return Home(coming.scope if coming else UNNAMED)

    def _by_size(self, vote: Vote) -> Home:
        day = vote.asserted.date()
        whole = list(dict.fromkeys(self._whole(i.scope) for i in self.line))
        sized = {s: self.all[s].held_count for s in (*whole, *(i.scope for i in self.line)) if s in self.all}
        same = [scope for scope, count in sized.items() if count == vote.value]
        if same:
            return Home(same[0])
        known = self._known(day)
        coming = self._coming(day) or known[-1]
        return Home(
            self._sized(vote, self._whole(coming.scope), self.parts.get(key(coming.scope).season, [])),
            sure=len(whole) == 1,
        )

    def _whole(self, scope: str) -> str:
        season, _ = key(scope)
        return f"S{season}" if self.parts.get(season) else scope
