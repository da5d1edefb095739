"""A replay that keeps everything in a log, and goes on where a run was cut off."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from notifier.replay import Fold
from scraper.sitting import Sitting
from scraper.store import changes as change_rows
from scraper.store import claims as claim_rows
from scraper.store.kept import keep
from scraper.votes import spoken_at

if TYPE_CHECKING:
    from config.model import Watch
    from notifier.replay import Folded
    from scraper.model import Change, Document
    from scraper.process import Reader
    from scraper.store.log import Log

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
        own = document.publisher
        document = self.copies.tied(document, watch.key)
        at = spoken_at(document)
        self.times[document.id] += 1
        given = replace(document, publisher=own)
        seen, new = keep(self.log, given, at=at, number=self.times[document.id])
        changes: list[Change]
        if not new:
            changes = change_rows.caused_by(self.log, seen.revision, watch.key)
        else:
            reading = self.reader.read(document, watch)
            seen = replace(seen, document=document)
            changes = self.sitting.hear(seen, {watch.key: reading}, now=at, lone=True)
            changes += self.sitting.first_sights()
            claim_rows.mark_judged(self.log, [seen.revision], at=at)
        if self.waiting >= BATCH:
            self.commit()
        return self.rule(watch, tuple(changes))

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
