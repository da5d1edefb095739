"""robots.txt after RFC 9309: an answer rules, an absence allows, silence forbids.

Scrapy's own middleware reads an error page as rules and takes a dead server for a yes. Here 2xx is
parsed, 4xx allows all (section 2.3.1.3), 5xx and no answer forbid all (2.3.1.4), 429 too, for it is no
absence. An answer is used for a day at most (2.4), a silence is asked about again after minutes.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK

from scraper import reasons
from scraper.middlewares import RefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from scrapy.crawler import Crawler
    from scrapy.http import Response

READ = 500 * 1024  # bytes that must at least be parsed (2.5); no more are
FRESH_S = 24 * 3600.0
SILENT_S = 300.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin lets us do, and until when (time.monotonic()) that may be relied on."""

    until: float
    rules: Protego | None = None  # None where `silence` decides
    silence: str = ""  # why all is forbidden; "" with no rules is all allowed
    lasting: bool = True  # whether asking again soon is useless

    def refusal(self, url: str, product: str) -> str:
        """Say why `url` may not be asked, "" if it may."""
        if self.rules is not None and not self.rules.can_fetch(url, product):
            return "robots.txt forbids it"
        return self.silence


class StrictRobots:
    """Asks each origin's robots.txt before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._product: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._known: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take ROBOTSTXT_OBEY and ROBOTSTXT_USER_AGENT."""
        return cls(crawler)

    def process_request(self, request: Request) -> Awaitable[None] | None:
        """Refuse what the rules forbid; ask where there are none yet. `dont_obey_robotstxt` skips it."""
        if request.meta.get("dont_obey_robotstxt"):
            return None
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        known = self._known.get(origin)
        if known is None or known.until < monotonic():
            return self._ask_first(origin, request)
        self._judge(known, request)
        return None

    async def _ask_first(self, origin: str, request: Request) -> None:
        asking = self._asking.get(origin)
        if asking is None:
            asking = self._asking[origin] = asyncio.get_running_loop().create_future()
            rules = await self._ask(origin)
            self._known[origin] = rules
            del self._asking[origin]
            asking.set_result(rules)
        self._judge(await asking, request)

    def _judge(self, rules: Rules, request: Request) -> None:
        if reason := rules.refusal(request.url, self._product):
            raise RefusedError(reason, lasting=rules.lasting)

    async def _ask(self, origin: str) -> Rules:
        asked = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            meta={"dont_obey_robotstxt": True, "may_be_cut": True},
        )
        now = monotonic()
        try:
            answer = await self._crawler.engine.download_async(asked)
        except Exception as error:  # noqa: BLE001 - whatever kept it from us, it was not an answer
            if isinstance(error, RefusedError) and "redirects" in error.reason:
                return Rules(now + FRESH_S)  # more than five: as good as none (2.3.1.2)
            why = reasons.of(error, asked.url)
            silence = (
                why.reason if why.outcome == "refused" else f"robots.txt cannot be reached: {why.reason}"
            )
            return Rules(now + SILENT_S, silence=silence, lasting=why.outcome == "refused")
        return read(answer, now)


def read(answer: Response, now: float) -> Rules:
    """Turn an answer for robots.txt into rules; `now` is time.monotonic()."""
    if 200 <= answer.status < 300:
        text = answer.body[:READ].decode("utf-8", "replace")
        return Rules(now + FRESH_S, rules=Protego.parse(text))
    if answer.status == 429 or answer.status >= 500:
        return Rules(now + SILENT_S, silence=f"robots.txt answers {answer.status}", lasting=False)
    return Rules(now + FRESH_S)
