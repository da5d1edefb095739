"""Which production status is held: a fold over votes in order of time.

Status moves forward on one credible word. It moves back only to paused or cancelled, or when two
independent origins say so after it moved; nothing but the official word moves it back from released.
`cancelled` takes two origins or the official word, as does a revival; where one origin called it cancelled
before anybody said anything else, that is a rumour.

`released` is never deduced from the calendar. A word of it from before the held date counts as a rumour,
and so does one without any date that has come, unless it is official: "has released a trailer" is misread
easily, and who reports a release names its day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.model import Field, Modality, SourceStanding, Standing, Status
from scraper.spans import PULLED, span
from scraper.support import Support, sealed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from scraper.support import Held
    from scraper.votes import Vote

RANK = {
    Status.ANNOUNCED: 0, Status.PRE_PRODUCTION: 1, Status.PAUSED: 2, Status.FILMING: 3, Status.WRAPPED: 4,
    Status.POST_PRODUCTION: 5, Status.COMPLETED: 6, Status.RELEASED: 7, Status.CANCELLED: 8,
}  # fmt: skip
MONTH = 31  # days
EVE = timedelta(days=1)  # a release may be the day after in our zone


def progress(
    votes: Sequence[Vote],
    date: Held | None,
    *,
    unsure: Collection[int] = (),
    notes: dict[int, str] | None = None,
) -> Held | None:
    """Weigh the votes on one production status, given in order of time; `date` is the item's held date."""
    return _Progress(votes, date, unsure, notes).outcome() if votes else None


class _Progress:
    def __init__(
        self, votes: Sequence[Vote], date: Held | None, unsure: Collection[int], notes: dict[int, str] | None
    ) -> None:
        self.votes = votes
        self.date = date
        self.unsure = unsure
        self.notes = notes
        self.supports: dict[str, Support] = {}
        self.path: list[tuple[str, datetime, str]] = []  # value, since, rule; the last is held
        self.latest: dict[str, str] = {}  # the furthest status each document names: the others led to it
        for vote in votes:
            if vote.current:
                known = self.latest.get(vote.document, vote.value)
                self.latest[vote.document] = max(known, vote.value, key=_reach)

    def outcome(self) -> Held | None:
        for vote in self.votes:
            if vote.current:
                self._assert(vote)
            elif vote.modality is Modality.DENIED:
                self._deny(vote)
            else:
                self._note(vote, "past: told of a former state")
        if not self.path:
            return None
        value, since, rule = self.path[-1]
        held = self.supports[value]
        rivals = [
            s
            for s in self.supports.values()
            if s is not held
            and s.votes
            and s.standing > Standing.RUMOURED
            and max(v.asserted for v in s.votes) > since
            and s.value in (Status.CANCELLED, Status.PAUSED)
        ]
        one = sealed(Field.PRODUCTION_STATUS, value, since, rule, supports=[held], rivals=rivals)
        if self._doubtful(value, one.standing, since):
            return replace(one, standing=Standing.RUMOURED)
        return one

    def _doubtful(self, value: str, standing: Standing, since: datetime) -> bool:
        """Whether what is held is no more than a rumour, credible though its voices are."""
        if value == Status.CANCELLED:
            return standing is Standing.REPORTED
        # Nobody ever said a date that has come.
        return value == Status.RELEASED and standing < Standing.OFFICIAL and not self._dated(since)

    def _assert(self, vote: Vote) -> None:
        if vote.value != self.latest[vote.document]:
            self._note(vote, "the same document names a later status")
            return
        strength = Standing.RUMOURED if vote.claim in self.unsure else vote.strength
        if vote.value == Status.RELEASED and self._too_early(vote):
            strength = Standing.RUMOURED
        support = self.supports.setdefault(vote.value, Support(vote.value))
        fresh = support.add(vote, strength)
        if not support.votes:
            self._note(vote, "copies a text whose word was beaten or denied")
        elif not self.path:
            self._take(vote, "first")
        elif vote.value == self.path[-1][0]:
            self._note(vote, "supports the held status")
        elif not (fresh or strength > Standing.RUMOURED):
            self._note(vote, "repeats what this origin said before")
        else:
            rule = self._moves(vote, support)
            if rule:
                self._take(vote, rule)
            else:
                self._note(vote, "does not move the held status")

    def _too_early(self, vote: Vote) -> bool:
        """Whether the held date says that it cannot be out yet."""
        date = self.date
        if date is None or date.value == PULLED or date.standing is Standing.RUMOURED:
            return False
        return vote.asserted.date() + EVE < span(date.value).first

    def _dated(self, at: datetime) -> bool:
        """Whether the held date, exact to the month or better, has come; or a coarser one has passed."""
        date = self.date
        if date is None or date.value == PULLED:
            return False
        days, eve = span(date.value), at.date() + EVE
        return days.last <= eve or (days.days <= MONTH and days.first <= eve)

    def _moves(self, vote: Vote, support: Support) -> str:  # noqa: C901, PLR0911 - a return a rule
        """Return the rule by which a vote moves the status, or nothing."""
        held, since, _ = self.path[-1]
        mine, theirs = support.standing, self.supports[held].standing
        if theirs is Standing.REPORTED and self._doubtful(held, theirs, since):
            theirs = Standing.RUMOURED
        if mine is Standing.RUMOURED:
            return (
                "forward"
                if theirs is Standing.RUMOURED and RANK[Status(vote.value)] > RANK[Status(held)]
                else ""
            )
        if held == Status.CANCELLED and theirs > Standing.RUMOURED:
            return "revived" if mine >= Standing.CORROBORATED else ""
        if vote.value == Status.CANCELLED:
            enough = Standing.OFFICIAL if held == Status.RELEASED else Standing.CORROBORATED
            return "cancelled" if mine >= enough else ""
        if vote.value == Status.PAUSED:
            return (
                "paused" if RANK[Status(held)] <= RANK[Status.FILMING] or theirs is Standing.RUMOURED else ""
            )
        if held == Status.RELEASED and theirs > Standing.RUMOURED:
            return "back, officially" if mine is Standing.OFFICIAL and vote.first_hand else ""
        if RANK[Status(vote.value)] > RANK[Status(held)]:
            if vote.value == Status.RELEASED and not self._dated(vote.asserted) and mine is Standing.REPORTED:
                return ""
            return "forward"
        if theirs is Standing.RUMOURED:
            return "credible"
        if RANK[Status(vote.value)] < RANK[Status.FILMING]:
            return ""
        if self._denied_by(vote, held) and theirs <= Standing.REPORTED:
            return "back, with the held status denied"
        late = support.credible_since(since)
        return "back, corroborated" if late > 1 and theirs < Standing.OFFICIAL else ""

    def _denied_by(self, vote: Vote, value: str) -> bool:
        """Whether the same document denies a value."""
        return any(
            v.document == vote.document and v.value == value and v.modality is Modality.DENIED
            for v in self.votes
        )

    def _deny(self, vote: Vote) -> None:
        self._note(vote, "denies a status")
        if (
            not self.path
            or self.path[-1][0] != vote.value
            or vote.weight < SourceStanding.TRADE
            or vote.claim in self.unsure
        ):
            return
        support = self.supports[vote.value]
        if any(v.document == vote.document and v.current and v.value == vote.value for v in self.votes):
            return
        voices = support.deny(vote)
        official = vote.weight is SourceStanding.OFFICIAL
        if (
            support.standing is Standing.RUMOURED
            or vote.first_hand
            or (official and support.standing < Standing.OFFICIAL)
            or voices > 1
        ):
            support.lose()
            self.path.pop()
            while self.path and not self.supports[self.path[-1][0]].votes:
                self.path.pop()

    def _take(self, vote: Vote, rule: str) -> None:
        for support in self.supports.values():
            if support.votes and RANK[Status(support.value)] > RANK[Status(vote.value)]:
                support.clear()  # what lies ahead must be said anew
        self.path.append((vote.value, vote.asserted, rule))
        self._note(vote, f"{rule}: holds")

    def _note(self, vote: Vote, text: str) -> None:
        if self.notes is not None:
            self.notes[vote.claim] = text


def _reach(value: str) -> float:
    """Order the statuses that one document names: who has filming paused says both."""
    return RANK[Status.FILMING] + 0.5 if value == Status.PAUSED else RANK[Status(value)]
