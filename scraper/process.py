"""Revisions that wait to changes:

    revisions.judged_at IS NULL | names | claims.read | votes | judge (settle, diff)

Reading is done before the transaction opens; claims, live claims, facts, changes and the read mark are
written in one (transaction 2 of the walk), so a killed daemon reads a revision again or not at all.
"""  # noqa: D400 - a pipe, drawn

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.judge import Memory
from scraper.names import Names
from scraper.settle import RULES
from scraper.store import changes as change_rows
from scraper.store import claims as claim_rows
from scraper.store import facts as fact_rows
from scraper.votes import spoken_at, vote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from config.model import Watch
    from scraper.model import Document, Fact, Item, Reading
    from scraper.store.claims import Waiting
    from scraper.store.log import Log
    from scraper.votes import Vote


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads claims, and its version: the stored claims say which one made them."""

    version: str
    read: Callable[[Document, Watch], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Processed:
    """What one call did."""

    revisions: int
    claims: int
    changes: int


@dataclass(slots=True)
class _Baseline:
    """A title whose first pass is still going on."""

    before: dict[Item, Fact]
    last: Waiting | None = None


def standard_reader() -> Reader:
    """Return the reader of claims that this version ships."""
    from scraper.claims import EXTRACTOR, read  # noqa: PLC0415 - its grammars take a while to load

    return Reader(EXTRACTOR, read)


def process(
    log: Log, watches: Sequence[Watch], *, now: datetime, limit: int = 500, reader: Reader | None = None
) -> Processed:
    """Judge up to `limit` waiting revisions, oldest first, in one transaction. Call it until it returns 0 revisions.

    Raises LogError's cause (sqlite3.Error) with nothing written.
    """
    waiting = claim_rows.waiting(log, limit)
    if not waiting:
        return Processed(revisions=0, claims=0, changes=0)
    reader = reader or standard_reader()
    names = Names(watches)
    by_key = {watch.key: watch for watch in watches}
    read = [_read(seen, by_key, names, reader) for seen in waiting]
    with log.transaction():
        bench = _Bench(log, by_key, reader.version, now)
        for seen, readings in zip(waiting, read, strict=True):
            bench.hear(seen, readings)
        bench.close()
        claim_rows.mark_judged(log, [seen.revision for seen in waiting], at=now)
    return Processed(revisions=len(waiting), claims=bench.claims, changes=bench.changes)


def _read(seen: Waiting, watches: dict[str, Watch], names: Names, reader: Reader) -> dict[str, Reading]:
    """Read a revision for each title that it names."""
    if seen.unreadable:
        return {}
    return {
        key: reader.read(seen.document, watches[key]) for key in sorted(names.in_text(seen.document.body))
    }


class _Bench:
    """The memories of the titles that one batch touches, and what is written for them."""

    def __init__(self, log: Log, watches: dict[str, Watch], extractor: str, now: datetime) -> None:
        self.log = log
        self.watches = watches
        self.extractor = extractor
        self.now = now
        self.memories: dict[str, Memory] = {}
        self.stored: dict[str, dict[Item, Fact]] = {}  # facts as the log has them
        self.first: dict[str, _Baseline] = {}
        self.claims = 0
        self.changes = 0

    def hear(self, seen: Waiting, readings: dict[str, Reading]) -> None:
        """Judge one revision.

        One that cannot be read, or is not about a title (any more), retracts nothing: a page that moved
        on to other news did not say that it was wrong. Its document's last word on the title stands.
        """
        for title, reading in sorted(readings.items()):
            votes = self._save(seen, title, reading)
            if reading.about:
                self._judge(seen, title, votes)

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

    def _judge(self, seen: Waiting, title: str, votes: list[Vote]) -> None:
        memory = self.memories.get(title) or self._recall(title)
        baseline = memory.sighted is None or seen.fetched_at <= memory.sighted
        if baseline and votes:
            self.first.setdefault(title, _Baseline(dict(memory.facts))).last = seen
        outcome = memory.judge(
            seen.document.id, votes, published_at=spoken_at(seen.document), now=self.now, baseline=baseline
        )
        gone = outcome.dropped
        claim_rows.count(self.log, title, (v.claim for v in votes if v.claim not in gone))
        claim_rows.discount(self.log, title, gone)
        claim_rows.place(self.log, votes, outcome.homes)
        self.changes += len(
            change_rows.append(self.log, outcome.changes, revision=seen.revision, rules=RULES)
        )

    def _recall(self, title: str) -> Memory:
        memory = self.memories[title] = Memory.of(self.watches[title])
        memory.recall(claim_rows.live_votes(self.log, title))
        memory.facts = fact_rows.held(self.log, title)
        memory.rivals = change_rows.rivals(self.log, title)
        memory.sighted = change_rows.sighted(self.log, title)
        self.stored[title] = dict(memory.facts)
        return memory

    def close(self) -> None:
        """Say what was known at first sight, and write the facts."""
        for title, first in self.first.items():
            if first.last is None:
                continue
            changes = self.memories[title].first_sight(
                first.before,
                first.last.document.id,
                published_at=spoken_at(first.last.document),
                now=self.now,
            )
            self.changes += len(
                change_rows.append(self.log, changes, revision=first.last.revision, rules=RULES)
            )
        for title, memory in self.memories.items():
            fact_rows.save(self.log, self.stored[title], memory.facts, rules=RULES, at=self.now)
