"""The state of a contest: which value is held, who supports which, and what each document says of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scraper.model import SourceStanding, Standing
from scraper.relations import compatible, inside
from scraper.support import Support, origins, together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scraper.votes import Vote

RETIRES = "retires the held value"


class Tally:
    """Counts the votes on one date or size."""

    def __init__(self, votes: Sequence[Vote], notes: dict[int, str] | None) -> None:
        self.votes = votes
        self.field = votes[0].field
        self.notes = notes
        self.supports: dict[str, Support] = {}
        self.value: str | None = None
        self.since: datetime = votes[0].asserted
        self.rule = ""
        self.called_past = ""  # the held value, once somebody credible told of it as a former plan
        self.says: dict[str, list[Vote]] = defaultdict(list)  # current votes by document
        self.retires: dict[str, list[str]] = defaultdict(list)  # values that a document calls past or denies
        for vote in votes:
            if vote.current:
                self.says[vote.document].append(vote)
            else:
                self.retires[vote.document].append(vote.value)

    def take(self, vote: Vote, rule: str) -> None:
        """Hold a vote's value from now on; what contradicts it is beaten."""
        old = self.value
        self.value, self.rule, self.since, self.called_past = vote.value, rule, vote.asserted, ""
        self.note(vote, f"{rule}: holds")
        if old is None or compatible(old, vote.value, self.field):
            if rule == RETIRES and old is not None:
                self.supports[old].lose()
            return
        for support in self.supports.values():
            if support.votes and not compatible(support.value, vote.value, self.field):
                support.lose()

    def around(self, value: str) -> list[Support]:
        """Return the supports that imply a value: its own, and those inside it."""
        return [s for s in self.supports.values() if s.votes and inside(s.value, value, self.field)]

    def standing(self, value: str) -> Standing:
        """Return the standing of a value."""
        around = self.around(value)
        return together(around) if around else Standing.RUMOURED

    def held_standing(self) -> Standing:
        """Return the standing of the held value."""
        return self.standing(self.value or "")

    def carriers(self) -> int:
        """Count the independent voices behind the held value."""
        votes = [v for s in self.around(self.value or "") for v in s.votes if v.claim not in s.weak]
        return origins(sorted(votes, key=lambda v: v.order))

    def best_held(self) -> SourceStanding:
        """Return the weight of the best voice behind the held value."""
        return max((s.best for s in self.around(self.value or "")), default=SourceStanding.FAN)

    def last_official(self) -> datetime | None:
        """Return when the platform or producer last said the held value."""
        said = [s.last_official for s in self.around(self.value or "")]
        return max((at for at in said if at is not None), default=None)

    def note(self, vote: Vote, text: str) -> None:
        """Keep the rule that a claim met."""
        if self.notes is not None:
            self.notes[vote.claim] = text
