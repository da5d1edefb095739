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

from typing import TYPE_CHECKING, NamedTuple

from scraper.model import Field, SourceStanding, Status
from scraper.registry import LINGER, Registry
from scraper.scopes import FILM, NO_SEASON, UNNAMED, key
from scraper.spans import PULLED, overlaps, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scraper.registry import Installment
    from scraper.votes import Vote


class Home(NamedTuple):
    """The installment that a vote is counted for; not `sure` where that is a guess."""

    scope: str
    sure: bool = True


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
    return _Homes(votes, Registry(votes, known)).all()


class _Homes:
    """The rules that give each vote to an installment of the registry."""

    def __init__(self, votes: Sequence[Vote], registry: Registry) -> None:
        self.votes = votes
        self.registry = registry
        self.line = registry.line
        # A document that says "season 2" of something dated like Part 2 means Part 2 throughout.
        self.means: set[tuple[str, str]] = set()

    def all(self) -> dict[int, Home]:
        """Return the home of each vote."""
        for vote in self.votes:
            if vote.scope and vote.field is Field.RELEASE_DATE:
                second = self.registry.second_part(vote.scope)
                if (
                    second
                    and second.held_date
                    and overlaps(vote.value, second.held_date)
                    and vote.value != PULLED
                ):
                    self.means.add((vote.document, vote.scope))
        return {vote.claim: self._named(vote) if vote.scope else self._unnamed(vote) for vote in self.votes}

    def _named(self, vote: Vote) -> Home:
        scope = vote.scope
        second = self.registry.second_part(scope)
        if second is not None and (
            (vote.document, scope) in self.means
            or (scope in self.registry.aliases and not self.registry.after_part(vote, second))
        ):
            scope = second.scope
        season, part = key(scope)
        parts = self.registry.parts.get(season, [])
        if vote.field is Field.EPISODE_COUNT:
            return Home(self._sized(vote, scope, parts))
        if parts and not part:
            return Home(self._part_of(vote, parts))
        if vote.value == Status.RELEASED:
            return Home(self._out_now(vote, scope))
        return Home(self._sibling(vote, scope))

    def _sibling(self, vote: Vote, scope: str) -> str:
        """Return the scope itself, unless the date is plainly another installment's."""
        own = self.registry.all.get(scope)
        if vote.field is not Field.RELEASE_DATE or own is None or vote.value == PULLED:
            return scope
        lone = all(i is not own for i in self.line)
        if not lone and (not own.held_date or overlaps(vote.value, own.held_date)):
            return scope
        twins = [i.scope for i in self.line if i.held_date == vote.value and i.scope != scope]
        return twins[0] if twins else scope

    def _out_now(self, vote: Vote, scope: str) -> str:
        """Return the scope itself, unless the one before it has just come out and this one is not due."""
        own, day = self.registry.all.get(scope), vote.asserted.date()
        if own is None or own not in self.line or own.out_by(day):
            return scope
        place = self.line.index(own)
        before = self.line[place - 1] if place else None
        if before is None or before.days is None or not 0 <= (day - before.days.first).days < LINGER:
            return scope
        return before.scope

    def _part_of(self, vote: Vote, parts: Sequence[str]) -> str:
        """Return the part that a word about a season in parts is about."""
        these = [self.registry.all[scope] for scope in parts]
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
        total = self.registry.total(season)
        if part:
            misread = vote.scope == scope and self.registry.all[scope].held_count != vote.value
            return f"S{season}" if misread and self._is_whole(vote.value, total, parts) else scope
        early = vote.asserted.date() < self.registry.split_on[season]
        if early or not total or vote.value == total or int(vote.value) == int(total) * len(parts):
            return scope
        same = [p for p in parts if self.registry.all[p].held_count == vote.value]
        if same:
            return same[0]
        return self._part_of(vote, parts) if int(vote.value) * len(parts) == int(total) else scope

    @staticmethod
    def _is_whole(count: str, total: str, parts: Sequence[str]) -> bool:
        """Whether a part's size is the whole season's: the same, or the old one times the parts."""
        return bool(total) and int(count) in (int(total), int(total) * len(parts))

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

    def _next(self, vote: Vote) -> Home:
        """Return the next to come; when all are out it has no name, and only the official word is sure."""
        coming = self._coming(vote.asserted.date())
        return Home(coming.scope) if coming else Home(UNNAMED, sure=vote.weight is SourceStanding.OFFICIAL)

    def _before_first(self) -> str:
        """Return the season before the first one named: it must exist, but has no votes of its own."""
        season = self.line[0]
        number = key(season.scope).season
        return f"S{number - 1}" if 1 < number < NO_SEASON else ""

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
            return self._next(vote)
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
        return self._next(vote)

    def _by_size(self, vote: Vote) -> Home:
        day = vote.asserted.date()
        whole = list(dict.fromkeys(self.registry.whole(i.scope) for i in self.line))
        sized = {
            s: self.registry.all[s].held_count
            for s in (*whole, *(i.scope for i in self.line))
            if s in self.registry.all
        }
        same = [scope for scope, count in sized.items() if count == vote.value]
        if same:
            return Home(same[0])
        known = self._known(day)
        coming = self._coming(day) or known[-1]
        return Home(
            self._sized(
                vote, self.registry.whole(coming.scope), self.registry.parts.get(key(coming.scope).season, [])
            ),
            sure=len(whole) == 1,
        )
