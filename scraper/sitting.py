"""One sitting of the judge: a batch of revisions heard one after another inside a transaction of the log.

Memories of the titles that are touched are recalled from the log once, and what moved is written back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scraper.judge import Memory
from scraper.settle import RULES
from scraper.store import changes as change_rows
from scraper.store import claims as claim_rows
from scraper.store import facts as fact_rows
from scraper.votes import spoken_at, vote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from config.model import Watch
    from scraper.model import Change, Fact, Item, Reading
    from scraper.store.claims import Waiting
    from scraper.store.log import Log
    from scraper.votes import Vote


@dataclass(slots=True)
class _Baseline:
    """A title whose first pass is still going on."""

    before: dict[Item, Fact]
    last: Waiting
    now: datetime


class Sitting:
    """The memories of the titles that one batch touches, and what is written for them."""

    def __init__(
        self, log: Log, watches: Mapping[str, Watch], extractor: str, *, recorded: bool = True
    ) -> None:
        """Sit over a log; with `recorded` false the changes are returned, but not written."""
        self.log = log
        self.recorded = recorded
        self.watches = watches
        self.extractor = extractor
        self.now = datetime.min.replace(tzinfo=UTC)
        self.memories: dict[str, Memory] = {}
        self.stored: dict[str, dict[Item, Fact]] = {}  # facts as the log has them
        self.first: dict[str, _Baseline] = {}
        self.claims = 0
        self.changes = 0

    def hear(
        self, seen: Waiting, readings: Mapping[str, Reading], *, now: datetime, lone: bool = False
    ) -> list[Change]:
        """Judge one revision and return what changed, the baseline of new titles left out.

        One that cannot be read, or is not about a title (any more), retracts nothing: a page that moved
        on to other news did not say that it was wrong. Its document's last word on the title stands.

        What was fetched before a title's first change is part of its baseline; a `lone` revision is a
        pass of its own.
        """
        changes: list[Change] = []
        self.now = now
        for title, reading in sorted(readings.items()):
            votes = self._save(seen, title, reading)
            if reading.about:
                changes += self._judge(seen, title, votes, lone=lone)
        return changes

    def _save(self, seen: Waiting, title: str, reading: Reading) -> list[Vote]:
        reading_id = claim_rows.save_reading(
            self.log, seen.revision, title, reading, extractor=self.extractor, at=self.now
        )
        votes = []
        for claim in reading.claims:
            number = claim_rows.save_claim(self.log, reading_id, seen, title, claim, extractor=self.extractor)
            self.claims += 1
            one = vote(seen.document, claim, number)
            if one is not None:
                votes.append(one)
        return votes

    def _judge(self, seen: Waiting, title: str, votes: list[Vote], *, lone: bool) -> tuple[Change, ...]:
        memory = self.memories.get(title) or self._recall(title)
        baseline = memory.sighted is None or (not lone and seen.fetched_at <= memory.sighted)
        opening: tuple[Change, ...] = ()
        if not baseline and title in self.first:
            opening = self._first_sight(title)
        if baseline and votes:
            before = self.first[title].before if title in self.first else dict(memory.facts)
            self.first[title] = _Baseline(before, seen, self.now)
        outcome = memory.judge(
            seen.document.id, votes, published_at=spoken_at(seen.document), now=self.now, baseline=baseline
        )
        gone = outcome.dropped
        claim_rows.count(self.log, title, (v.claim for v in votes if v.claim not in gone))
        claim_rows.discount(self.log, title, gone)
        claim_rows.place(self.log, votes, outcome.homes)
        self._record(outcome.changes, seen.revision)
        return (*opening, *outcome.changes)

    def _recall(self, title: str) -> Memory:
        memory = self.memories[title] = Memory.of(self.watches[title])
        memory.recall(*claim_rows.live_votes(self.log, title))
        memory.facts = fact_rows.held(self.log, title)
        memory.rivals = change_rows.rivals(self.log, title) if self.recorded else {}
        memory.sighted = change_rows.sighted(self.log, title)
        self.stored[title] = dict(memory.facts)
        return memory

    def first_sights(self) -> list[Change]:
        """Return what was known of new titles at the end of their first pass."""
        return [change for title in sorted(self.first) for change in self._first_sight(title)]

    def _first_sight(self, title: str) -> tuple[Change, ...]:
        first = self.first.pop(title)
        memory = self.memories[title]
        changes = memory.first_sight(
            first.before,
            first.last.document.id,
            published_at=spoken_at(first.last.document),
            now=first.now,
        )
        if changes and memory.sighted is None:
            memory.sighted = first.now
        self._record(changes, first.last.revision)
        return changes

    def _record(self, changes: tuple[Change, ...], revision: int) -> None:
        self.changes += len(changes)
        if self.recorded:
            change_rows.append(self.log, changes, revision=revision, rules=RULES)

    def close(self) -> None:
        """Write the facts."""
        for title, memory in self.memories.items():
            fact_rows.save(self.log, self.stored[title], memory.facts, rules=RULES, at=self.now)
            self.stored[title] = dict(memory.facts)
