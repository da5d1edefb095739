"""A spider drives one kind of source: it asks, hands answers to the kind's adapter, follows what is worth it.

Two ways to run. `scrapy crawl feed -a source=NAME` takes one source from the operator's file and yields
its documents as items; nothing is stored. The crawl process (`child.py`) drives the same requests for all
sources that are due.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

import scrapy
from scrapy.exceptions import CloseSpider

import config as operator_files
from scraper import guard, reasons, render, settings, urls, visit
from scraper.kinds.interface import Answer, Ask, Link

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings

    from config.model import Source
    from scraper.model import Document


def request(
    ask: Ask, source: Source, callback: Callable[..., Any], errback: Callable[..., Any], meta: dict[str, Any]
) -> scrapy.Request:
    """Make the request that an adapter asks for. The source's own headers go to its own origin only."""
    headers = dict(ask.headers)
    if urls.origin(ask.url) == urls.origin(source.url):
        headers |= {name: value.get_secret_value() for name, value in source.headers.items()}
    own = {"dont_obey_robotstxt": not ask.robots, "own_headers": tuple(headers)}
    meta = {**own, **meta, **render.meta(source)}
    return scrapy.Request(
        ask.url, headers=headers, callback=callback, errback=errback, meta=meta, dont_filter=True
    )


def answer(response: Response, now: datetime) -> Answer:
    """Return a response as plain values; `now` (aware) is when it is taken to have come."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return Answer(
        url=response.url, status=response.status, headers=headers, body=response.body, fetched_at=now
    )


class SourceSpider(scrapy.Spider):
    """The base of all kinds: a subclass is a name, which is also the name of its adapter in `kinds/`."""

    def __init__(self, source: str = "", **arguments: Any) -> None:  # noqa: ANN401 - Scrapy's interface
        super().__init__(**arguments)
        self.wanted = source
        self.seen: set[str] = set()

    @classmethod
    def update_settings(cls, settings_: BaseSettings) -> None:
        """Lay the operator's file over the settings module."""
        super().update_settings(settings_)
        settings_.setdict(settings.operator(operator_files.load()), priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *arguments: Any, **named: Any) -> Self:  # noqa: ANN401 - Scrapy's interface
        """Make the spider with the operator's sources and watches."""
        spider = super().from_crawler(crawler, *arguments, **named)
        spider.operator = operator_files.load()
        guard.allow(spider.operator.crawl.allow_networks)
        spider.interests = visit.Interests(spider.operator.watches)
        return spider

    operator: Any
    interests: visit.Interests

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Ask the source that was named."""
        ours = {s.name: s for s in self.operator.sources if s.kind == self.name}
        if self.wanted not in ours:
            self.logger.error(
                "name a source of kind %s: -a source=NAME, of %s",
                self.name,
                ", ".join(ours) or "none configured",
            )
            reason = "no such source"
            raise CloseSpider(reason)
        source = ours[self.wanted]
        self.seen.add(urls.canonical(source.url))
        yield self._request(visit.adapter(self.name).ask(source), source)

    def _request(self, ask: Ask, source: Source, **meta: Any) -> scrapy.Request:  # noqa: ANN401 - Scrapy's meta
        return request(ask, source, self.parse, self.failed, {"source": source, **meta})

    def parse(self, response: Response) -> Iterator[Document | scrapy.Request]:
        """Yield the documents of an answer and requests for the pages and articles it leads to."""
        source: Source = response.meta["source"]
        link: Link | None = response.meta.get("link")
        interest, came = self.interests.of(source), answer(response, datetime.now(UTC))
        try:
            page, remark = (
                visit.read_article(came, source, interest, link)
                if link
                else visit.read(came, source, interest)
            )
        except Exception as error:  # noqa: BLE001 - worded for the user, whatever it was
            self.logger.warning("%s: %s", response.url, reasons.of(error, response.url).reason)
            return
        if remark:
            self.logger.info("%s: %s", response.url, remark)
        yield from page.documents
        for ask in page.more:
            yield self._request(ask, source)
        for found in page.links:
            if (key := urls.canonical(found.url)) not in self.seen:
                self.seen.add(key)
                yield self._request(Ask(url=found.url), source, link=found)

    def failed(self, failure: Any) -> None:  # noqa: ANN401 - Twisted's Failure
        """Say why an address could not be fetched."""
        url = failure.request.url
        self.logger.warning("%s: %s", url, reasons.of(failure.value, url).reason)
