"""One pass: ask every source that is due, read the articles they lead to, keep it all. Transaction 1.

    due sources | crawl | save: documents, leads, validators, next time, fetch row   (one transaction each)
                          | articles they lead to | crawl | save

An answer's validators are stored with its documents and leads or not at all; else a crash between the
two would be hidden by the 304 that follows it.
"""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING

from scraper import article, schedule, teaser, urls
from scraper.jobs import Job, Result
from scraper.kinds.interface import Link
from scraper.model import utc
from scraper.names import Names
from scraper.pacing import Pacing
from scraper.store import documents, pages, sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from config.model import Config, Source
    from scraper.crawl import Crawler
    from scraper.model import Document
    from scraper.store.log import Log
    from scraper.store.pages import Waiting
    from scraper.store.sources import Due

SOURCES = 2000  # asked in one pass at most; the others are due in the next
ARTICLES = 500  # waiting articles taken up in one pass, beside those that it finds
BUDGET_S = 60.0  # after which a pass starts nothing new: what it found should not wait for judgement
UNREAD = ("unreadable", "suspect")  # an answer came, but no text
BATCH = 100  # unchanged sources noted in one transaction: they bring nothing that could be lost


@dataclass(slots=True)
class PassReport:
    """What a pass did. `failed` counts sources, not articles; `documents` new and changed ones."""

    sources: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    documents: int = 0


def crawl_due(  # noqa: PLR0913 - two of them have defaults that only tests change
    log: Log,
    config: Config,
    crawler: Crawler,
    *,
    now: datetime,
    budget_s: float = BUDGET_S,
    dice: Callable[[], float] = random.random,
) -> PassReport:
    """Ask the sources that are due at `now` (aware) and keep what they bring.

    Never raises for what a source does; raises LogError or sqlite3.Error if the log cannot be written.
    """
    return _Pass(log, config, now=now, dice=dice).run(crawler, budget_s)


class _Pass:
    """The state of one pass."""

    def __init__(self, log: Log, config: Config, *, now: datetime, dice: Callable[[], float]) -> None:
        self.log, self.now, self.dice = log, utc(now), dice
        self.sources = {source.name: source for source in config.sources if source.enabled}
        self.configured = config.sources
        self.watches = config.watches
        self.reader = reader_version(config)
        self.report = PassReport()
        self.pacing = Pacing(log, now=self.now, dice=dice)
        self._numbers = count(1)
        self._asked: dict[int, tuple[Source, Due | Waiting]] = {}
        self._waiting: deque[Job] = deque()
        self._articles: set[str] = set()  # asked in this pass
        self._unchanged: list[tuple[str, datetime]] = []
        self._resting: dict[str, datetime] = {}

    def run(self, crawler: Crawler, budget_s: float) -> PassReport:
        """Go through everything that is due."""
        sources.enlist(self.log, self.configured, now=self.now)
        self._resting = sources.resting(self.log, now=self.now)
        for due in sources.due(self.log, now=self.now, reader=self.reader, limit=SOURCES):
            if due.name in self.sources:
                self._ask(self.sources[due.name], due)
        for article_ in pages.waiting(
            self.log, now=self.now, reader=self.reader, limit=ARTICLES, served=self.sources
        ):
            self._ask(self.sources[article_.source], article_)
        ends = monotonic() + budget_s
        for result in crawler.crawl(self._waiting):
            source, asked = self._asked.pop(result.id)
            if result.outcome == "unchanged" and isinstance(asked, sources.Due):
                self._source_unchanged(source, asked, result)
            else:
                with self.log.transaction():
                    if isinstance(asked, sources.Due):
                        self._source_came(source, asked, result)
                    else:
                        self._article_came(source, asked, result)
            if monotonic() > ends:
                crawler.stop_giving()
        self._note_unchanged()
        return self.report

    def _ask(self, source: Source, asked: Due | Waiting) -> None:
        """Queue a job, unless its host asked for a rest a moment ago, or its article is asked already."""
        link, key = (None, "") if isinstance(asked, sources.Due) else (asked.link, asked.key)
        url = link.url if link is not None else source.url
        if urls.host(url) in self._resting or (key and key in self._articles):
            return
        self._articles.add(key)
        number = next(self._numbers)
        self._asked[number] = (source, asked)
        self._waiting.append(
            Job(
                id=number,
                source=source.name,
                url=url,
                now=self.now,
                link=link,
                etag=asked.etag,
                last_modified=asked.last_modified,
                body_hash=asked.body_hash,
                since=asked.since if isinstance(asked, sources.Due) else None,
            )
        )

    def _source_unchanged(self, source: Source, due: Due, result: Result) -> None:
        self.report.sources += 1
        self.report.unchanged += 1
        self._unchanged.append((source.name, self.pacing.source(source, due, result)))
        if len(self._unchanged) >= BATCH:
            self._note_unchanged()

    def _source_came(self, source: Source, due: Due, result: Result) -> None:
        """Keep what a source's own address answered. One whose host rests stays due: nothing came."""
        self._rest(result, source.url)
        if result.outcome == "resting":
            return
        self.report.sources += 1
        if result.outcome not in ("new", "nothing_new"):
            self._source_failed(source, due, result)
            return
        self.report.fetched += 1
        saved = self._save(result.documents, first_hand=source.kind != "feed")
        leads = pages.found(self.log, source.name, result.links, reader=self.reader, now=self.now)
        pages.answered(self.log, source.url, source.name, result, reader=self.reader, now=self.now)
        self.pacing.learn(source, result)
        new = bool(saved or leads)
        next_at = self.pacing.source(source, due, result, new=new)
        later = max(next_at, result.retry_at) if result.retry_at else next_at
        sources.answered(self.log, source.name, next_at=later, new=new, now=self.now)
        self._note(source, replace(result, outcome="new" if new else "nothing_new"), source.url, saved)
        for lead in leads:
            self._ask(source, lead)

    def _source_failed(self, source: Source, due: Due, result: Result) -> None:
        self.report.failed += 1
        wait = result.retry_at - self.now if result.retry_at else timedelta()
        next_at = schedule.after_failure(
            source,
            now=self.now,
            failures=due.failures + 1,
            lasting=result.lasting,
            spread=self.dice(),
            rest=wait,
        )
        state = "suspect" if result.outcome == "suspect" else "failing"
        pages.failed(self.log, source.url, source.name, result, now=self.now)
        sources.failed(
            self.log, source.name, next_at=next_at, state=state, reason=result.reason, now=self.now
        )
        self._note(source, result, source.url, 0)
        if source.kind == "page" and result.outcome in UNREAD:
            known = teaser.document(source, Link(url=source.url), now=self.now)
            documents.mark(self.log, known, reason=result.reason, reader=self.reader, now=self.now)

    def _article_came(self, source: Source, asked: Waiting, result: Result) -> None:
        """Keep what an article's address answered. Its failures are not its source's."""
        self._rest(result, asked.link.url)
        if result.outcome == "resting":
            return
        good = result.outcome in ("new", "nothing_new", "unchanged")
        if not good:
            wait = result.retry_at - self.now if result.retry_at else timedelta()
            passing = not result.lasting or result.outcome == "suspect"
            again = schedule.article_again(
                now=self.now, attempts=asked.attempts + 1, spread=self.dice(), rest=wait
            )
            again = again if passing else None
            pages.failed(self.log, asked.key, source.name, result, now=self.now, next_at=again)
            given_up = again is None and asked.first_read_at is None  # what was read once is not forgotten
            saved = self._given_up(source, asked.link, result) if given_up else 0
            self._note(source, result, asked.key, saved)
            return
        saved = self._save(result.documents, first_hand=True)
        at = self.pacing.article(asked, result)
        reread = (at, asked.link) if at is not None else None
        pages.answered(
            self.log, asked.key, source.name, result, reader=self.reader, now=self.now, again=reread
        )
        if saved:
            sources.brought(self.log, source.name, now=self.now)
        if result.outcome != "unchanged":
            self._note(source, replace(result, outcome="new" if saved else "nothing_new"), asked.key, saved)

    def _save(self, found: tuple[Document, ...], *, first_hand: bool) -> int:
        """Keep documents; return how many were new or changed."""
        saved = sum(
            bool(documents.save(self.log, one, reader=self.reader, now=self.now, second_hand=not first_hand))
            for one in found
        )
        self.report.documents += saved
        return saved

    def _given_up(self, source: Source, link: Link, result: Result) -> int:
        """Keep of an article that cannot be had what led to it; marked unread where that names no watch."""
        known = teaser.document(source, link, now=self.now)
        keys = source.titles or [watch.key for watch in self.watches]
        names = Names([watch for watch in self.watches if watch.key in keys])
        if names.in_text(known.body):
            return self._save((known,), first_hand=False)
        if result.outcome in UNREAD:
            documents.mark(self.log, known, reason=result.reason, reader=self.reader, now=self.now)
        return 0

    def _rest(self, result: Result, url: str) -> None:
        """Leave the host alone as long as it asked, for all of its addresses."""
        asked = result.outcome in ("failed", "resting") and not result.lasting
        if asked and result.retry_at is not None and result.retry_at > self.now:
            host = urls.host(result.url or url)
            until = min(result.retry_at, self.now + schedule.REST_CAP)
            if result.outcome == "failed" or host not in self._resting:
                self._resting[host] = until
                sources.rest(self.log, host, until=until, reason=result.reason)

    def _note(self, source: Source, result: Result, url: str, saved: int) -> None:
        outcome = "unreadable" if result.outcome == "suspect" else result.outcome
        reason = result.reason or (f"{result.dropped} entries were left out" if result.dropped else "")
        fetch = sources.Fetch(
            source=source.name,
            url=url,
            status=result.status,
            outcome=outcome,
            reason=reason,
            seconds=result.seconds,
            size=result.size,
            documents=saved,
        )
        sources.fetched(self.log, fetch, now=self.now)

    def _note_unchanged(self) -> None:
        if self._unchanged:
            with self.log.transaction():
                sources.unchanged(self.log, self._unchanged, now=self.now)
            self._unchanged.clear()


def reader_version(config: Config) -> str:
    """Return what stored validators depend on: the reader, and the names that were looked for.

    With another name to look for, an unchanged feed may hold news that was passed over before.
    """
    names = sorted((watch.key, *watch.names, *watch.people) for watch in config.watches)
    return f"{article.READER}-{sha256(repr(names).encode()).hexdigest()[:8]}"
