"""A replay that keeps everything in a log, and goes on where a run was cut off."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from notifier.replay import Fold
from notifier.store import rulings
from scraper.sitting import Sitting
from scraper.store import changes as change_rows
from scraper.store import claims as claim_rows
from scraper.store.kept import claimed, keep, revision_of
from scraper.votes import spoken_at

if TYPE_CHECKING:
    from config.model import Watch
    from notifier.replay import Folded
    from scraper.model import Change, Document
    from scraper.process import Reader
    from scraper.store.log import Log

WHO = "default (replay)"  # whose rulings the log keeps; no configured subscriber can have this name
BATCH = 200  # documents in one transaction: what a cut costs at most


class LogFold(Fold):
    """Folds documents into a log. What is in it already is not judged again, only said again."""

    def __init__(self, log: Log, reader: Reader | None = None) -> None:
        super().__init__(reader)
        self.log = log
        self.sitting = Sitting(log, self.titles.watches, self.reader.version)
        self.waiting = 0
        self.times: Counter[str] = Counter()  # how often each document came: its revision's number

    def hear(self, document: Document, watch: Watch) -> list[Folded]:
        """Keep and judge one document and return what changed; from the log if it was judged before."""
        if not self.waiting:
            self.log.connection.execute("BEGIN IMMEDIATE")
        self.waiting += 1
        self.titles.watches[watch.key] = watch
        at = spoken_at(document)
        self.times[document.id] += 1
        number = self.times[document.id]
        changes: list[Change]
        stored = revision_of(self.log, document, number)
        if stored is not None:
            if claimed(self.log, stored, watch.key):
                self.copies.tied(document, watch.key)
            changes = change_rows.caused_by(self.log, stored, watch.key)
        else:
            reading = self.reader.read(document, watch)
            tied = self.copies.tied(document, watch.key) if reading.claims else document
            # The origin's publisher is for counting voices; the log keeps who published it.
            seen, _ = keep(self.log, replace(tied, publisher=document.publisher), at=at, number=number)
            changes = self.sitting.hear(replace(seen, document=tied), {watch.key: reading}, now=at, lone=True)
            changes += self.sitting.first_sights()
            claim_rows.mark_judged(self.log, [seen.revision], at=at)
        folded = self.rule(watch, tuple(changes))
        if stored is None and folded:
            numbers = change_rows.numbers(self.log, seen.revision, watch.key)
            for number, one in zip(numbers, folded, strict=True):
                rulings.add(self.log, number, [(WHO, one.ruling)], now=at)
        if self.waiting >= BATCH:
            self.commit()
        return folded

    def commit(self) -> None:
        """Write down what was judged so far."""
        self.sitting.close()
        self.log.connection.execute("COMMIT")
        self.waiting = 0

    def close(self) -> None:
        """Write the rest and close the log."""
        if self.waiting:
            self.commit()
        self.log.close()
