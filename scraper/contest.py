"""Which of several values of a release date or an episode count is held: a fold over votes in order of time.

Dates are compared as spans of days, counts for equality:
    the same            supports
    inside the held     narrows it, once a credible source says so
    around the held     supports it, unless the document retires the held value ("no longer 10 March")
    anything else       contradicts: wins with higher standing, or with equal standing and said later

A contradiction of a value that two or more origins hold, or the platform itself, needs more than one
carrier's word, or a document that shows that it knows the old value ("originally 10 March"): a misread
date is far commoner than a change that only one outlet noticed. A value once beaten comes back only with
higher standing, or with the official word, so that two outlets which disagree for weeks do not flap.
The platform's old word yields to two credible origins that speak later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.model import Field, Modality, SourceStanding, Standing
from scraper.relations import compatible, inside, may_be_one
from scraper.spans import PULLED, span
from scraper.support import SURENESS, Support, sealed
from scraper.tally import RETIRES, Tally

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scraper.support import Held
    from scraper.votes import Vote


def hold(
    votes: Sequence[Vote],
    *,
    unsure: Collection[int] = (),
    aware: Collection[str] = (),
    out: bool = False,
    notes: dict[int, str] | None = None,
) -> Held | None:
    """Weigh the votes on one date or count, given in order of time. None if nothing is held.

    `unsure` are claims whose installment is a guess: they count as rumours. `aware` are documents that
    show otherwise that they know the old value; `out` says that the thing is released. `notes` is filled
    with the rule that each claim met.
    """
    if not votes:
        return None
    contest = _Contest(votes, unsure, aware, notes)
    contest.out = out
    return contest.outcome()


class _Contest(Tally):
    def __init__(
        self,
        votes: Sequence[Vote],
        unsure: Collection[int],
        aware: Collection[str],
        notes: dict[int, str] | None,
    ) -> None:
        super().__init__(votes, notes)
        self.unsure = unsure
        self.aware = aware
        self.out = False

    def outcome(self) -> Held | None:
        for vote in self.votes:
            if vote.current:
                self._assert(vote)
            elif vote.modality is Modality.DENIED:
                self._deny(vote)
            else:
                self.note(vote, "past: told of a former plan")
                if (
                    self.value
                    and vote.weight > SourceStanding.FAN
                    and inside(vote.value, self.value, self.field)
                ):
                    self.called_past = self.value
        if self.value is None:
            return None
        held = self.around(self.value)
        rivals = [
            s
            for s in self.supports.values()
            if s.votes
            and not inside(self.value, s.value, self.field)
            and s not in held
            and max(v.asserted for v in s.votes) >= self.since
        ]
        return sealed(self.field, self.value, self.since, self.rule, supports=held, rivals=rivals)

    # -- what a document asserts -------------------------------------------------------------------

    def _assert(self, vote: Vote) -> None:
        strength = self._strength(vote)
        support = self.supports.setdefault(vote.value, Support(vote.value))
        fresh = support.add(vote, strength)
        if not support.votes:
            self.note(vote, "copies a text whose word was beaten or denied")
        elif self.value is None:
            self.take(vote, "first")
        elif vote.value == self.value:
            self.note(vote, "supports the held value")
        elif inside(vote.value, self.value, self.field) or self.value == PULLED:
            self._narrow(vote)
        elif inside(self.value, vote.value, self.field):
            self._widen(vote, strength)
        elif not fresh:
            self.note(vote, "repeats what this origin said before")
        elif self._wins(vote, support):
            self.take(vote, "contradicts")
        else:
            self.note(vote, "contradicts, but weighs less than the held value")

    def _strength(self, vote: Vote) -> Standing:
        if vote.claim in self.unsure:
            return Standing.RUMOURED
        said = self.says[vote.document]
        if len(said) == 1:
            return vote.strength
        others = [v for v in said if not compatible(v.value, vote.value, self.field)]
        if self._out_of_place(vote, others):
            return Standing.RUMOURED
        others = [v for v in others if not self._out_of_place(v, [vote])]
        # A document that contradicts itself is believed only where it speaks more surely.
        if any(SURENESS[v.modality] >= SURENESS[vote.modality] for v in others):
            return Standing.RUMOURED
        return vote.strength

    def _out_of_place(self, vote: Vote, others: Sequence[Vote]) -> bool:
        """Whether a document gives a thing that it has still to come a day long gone: another's day."""
        day = vote.asserted.date()
        return (
            self.field is Field.RELEASE_DATE
            and span(vote.value).last < day
            and any(span(v.value).first > day for v in others)
        )

    def _narrow(self, vote: Vote) -> None:
        if self.standing(vote.value) >= Standing.REPORTED or self.held_standing() is Standing.RUMOURED:
            self.take(vote, "narrows")
        else:
            self.note(vote, "would narrow, but is only a rumour")

    def _widen(self, vote: Vote, strength: Standing) -> None:
        if self.held_standing() is Standing.RUMOURED and strength > Standing.RUMOURED:
            self.take(vote, "coarser, but credible")
        elif (
            self._retires_held(vote)
            and strength > Standing.RUMOURED
            and strength >= min(self.held_standing(), Standing.REPORTED)
        ):
            self.take(vote, RETIRES)
        else:
            self.note(vote, "coarser: supports the held value")

    def _wins(self, vote: Vote, support: Support) -> bool:  # noqa: PLR0911 - a return a rule
        mine, held = self.standing(vote.value), self.held_standing()
        if mine > Standing.RUMOURED and self._lapsed(vote):
            return True
        if mine is Standing.RUMOURED:
            return held is Standing.RUMOURED and not support.beaten
        knows = self._knows_the_old(vote)
        # What one carrier says weighs no less than what another one said alone.
        sure = knows or vote.first_hand or support.origins > 1 or self.carriers() < 2
        if support.beaten and mine <= held:
            return mine is Standing.OFFICIAL and (knows or vote.first_hand or support.origins > 1)
        if mine > held:
            return sure
        if mine is held:
            return sure and (
                mine is Standing.OFFICIAL or support.best >= min(SourceStanding.TRADE, self.best_held())
            )
        if held is Standing.OFFICIAL:
            return support.credible_since(self.last_official()) > 1
        return knows

    def _lapsed(self, vote: Vote) -> bool:
        """Whether the held window closed before this was said, and nothing came out in it."""
        if (
            self.field is not Field.RELEASE_DATE
            or self.out
            or not self.value
            or PULLED in (self.value, vote.value)
        ):
            return False
        days = span(self.value)
        return days.days > 1 and days.last < vote.asserted.date() < span(vote.value).last

    def _knows_the_old(self, vote: Vote) -> bool:
        """Whether the document itself calls the held value past or denies it, or others did before."""
        held = self.value
        if vote.document in self.aware or vote.value == PULLED or (held and self.called_past == held):
            return True
        return held is not None and any(
            compatible(old, held, self.field) and old != vote.value
            for old in self.retires.get(vote.document, ())
        )

    def _retires_held(self, vote: Vote) -> bool:
        """Whether the document calls past, or denies, a value no wider than the held one."""
        held = self.value
        return held is not None and any(
            inside(old, held, self.field) for old in self.retires.get(vote.document, ())
        )

    # -- what a document denies --------------------------------------------------------------------

    def _deny(self, vote: Vote) -> None:
        if vote.weight < SourceStanding.TRADE or vote.claim in self.unsure:
            self.note(vote, "a denial without standing")
            return
        self.note(vote, "denies a value")
        for support in list(self.supports.values()):
            if not support.votes or not inside(support.value, vote.value, self.field):
                continue
            if vote.value == PULLED and support.value != PULLED:
                continue
            if any(may_be_one(v.value, support.value, self.field) for v in self.says.get(vote.document, ())):
                continue
            voices = support.deny(vote)
            held = self.value is not None and inside(self.value, support.value, self.field)
            if not held or self._falls(vote, voices):
                support.lose()
        if self.value is not None and not any(s.votes for s in self.around(self.value)):
            self._fall_back(vote)

    def _falls(self, vote: Vote, voices: int) -> bool:
        """Whether a denial is enough against the held value."""
        standing = self.held_standing()
        if standing is Standing.RUMOURED or vote.first_hand:
            return True
        official = vote.weight is SourceStanding.OFFICIAL
        if standing is Standing.OFFICIAL:
            return official and voices > 1
        return official or voices > 1

    def _fall_back(self, vote: Vote) -> None:
        """Hold what else stands, now that the held value fell."""
        rest = [s for s in self.supports.values() if s.votes]
        if not rest:
            self.value, self.rule, self.since = None, "denied", vote.asserted
            return
        best = max(rest, key=lambda s: (self.standing(s.value), max(v.asserted for v in s.votes), s.value))
        self.value, self.rule, self.since = best.value, "denied", vote.asserted
