"""Looking without keeping: ask one address once, and say what it would bring. Writes no log.

`sources test` and `sources add` show it, `watch add` takes a title's names from it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scraper.crawl import Crawler
from scraper.jobs import Job

if TYPE_CHECKING:
    from datetime import datetime

    from config.model import Config, Source
    from scraper.jobs import Result
    from scraper.kinds.interface import Link
    from scraper.model import Document

ARTICLES = 3  # of the articles that a source leads to, how many are read for a look


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look brought. `outcome` is that of `scraper.jobs.Result`."""

    outcome: str
    reason: str
    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    unread: tuple[tuple[str, str], ...] = ()  # articles that could not be read, and why


def look(config: Config, source: Source, *, now: datetime, articles: int = ARTICLES) -> Look:
    """Ask a source once and read the first articles that it leads to. Never raises for what it answers."""
    alone = config.model_copy(update={"sources": (source.model_copy(update={"enabled": True}),)})
    with Crawler(alone) as crawler:
        first = _one(crawler, Job(id=1, source=source.name, url=source.url, now=now))
        documents, unread = list(first.documents), []
        for number, link in enumerate(first.links[:articles], 2):
            came = _one(crawler, Job(id=number, source=source.name, url=link.url, now=now, link=link))
            documents += came.documents
            if came.outcome not in ("new", "nothing_new"):
                unread.append((link.url, came.reason))
    return Look(
        outcome=first.outcome,
        reason=first.reason,
        documents=tuple(documents),
        links=first.links,
        unread=tuple(unread),
    )


def offers(config: Config, source: Source, *, now: datetime) -> Look:
    """Say what kinds of source stand at an address, and which sitemaps its site names in robots.txt.

    `links` hold them: address, title, and the kind in `summary`.
    """
    alone = config.model_copy(update={"sources": (source,)})
    with Crawler(alone) as crawler:
        first = _one(crawler, Job(id=1, source=source.name, url=source.url, now=now, look=True))
        links = list(first.links)
        if links and all(link.summary != "sitemap" for link in links):
            robots = urljoin(source.url, "/robots.txt")
            links += _one(crawler, Job(id=2, source=source.name, url=robots, now=now, look=True)).links
    return Look(outcome=first.outcome, reason=first.reason, documents=(), links=tuple(links))


def _one(crawler: Crawler, job: Job) -> Result:
    return next(iter(crawler.crawl(deque([job]))))
