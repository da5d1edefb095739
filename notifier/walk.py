"""The walk, step by step, as the daemon's ticks and `once` take it.

    crawl ──> documents ── judge ──> changes ── route ──> deliveries ── deliver ──> attempts

Each step takes an open log and the present, does what is due, and returns what it did in numbers;
`failed` among them is what did not go well. A step raises only when it could not do its work at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from notifier.upkeep import upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from config.model import Config
    from scraper.crawl import Crawler
    from scraper.store import Log

    Numbers = dict[str, int]
    Step = Callable[[Log, datetime], Numbers]

AT_ONCE = 500  # revisions judged between two looks at the clock; a transaction each


class Walker(Protocol):
    """What the daemon needs of a walk; tests put their own in."""

    config: Config

    def steps(self) -> Mapping[str, Step]:
        """Return the steps in order, by name: crawl, judge, route, deliver, upkeep."""

    def close(self) -> None:
        """End what still runs, from any thread."""


class Walk:
    """The real steps. `config` may be replaced between two steps."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._crawler: Crawler | None = None
        self._crawler_config: Config | None = None

    def steps(self) -> Mapping[str, Step]:
        """Return the steps in order, by name."""
        return {
            "crawl": self.crawl,
            "judge": self.judge,
            "route": self.route,
            "deliver": self.deliver,
            "upkeep": upkeep,
        }

    def crawl(self, log: Log, now: datetime) -> Numbers:
        """Fetch the sources that are due and save what they brought."""
        from scraper.crawl_pass import crawl_due  # noqa: PLC0415 - half a second, which --help need not pay

        report = crawl_due(log, self.config, self._crawler_now(), now=now)
        return {
            "sources": report.sources,
            "unchanged": report.unchanged,
            "documents": report.documents,
            "failed": report.failed,
        }

    def judge(self, log: Log, now: datetime) -> Numbers:
        """Read claims from new revisions and settle them into facts and changes."""
        from scraper.process import process  # noqa: PLC0415 - as above

        told = {"revisions": 0, "claims": 0, "changes": 0}
        while True:
            done = process(log, self.config.watches, now=now, limit=AT_ONCE)
            told["revisions"] += done.revisions
            told["claims"] += done.claims
            told["changes"] += done.changes
            if done.revisions < AT_ONCE:
                return told

    def route(self, log: Log, now: datetime) -> Numbers:
        """Rule on new changes, subscriber by subscriber."""
        from notifier.route import route  # noqa: PLC0415 - as above

        return {"alerts": route(log, self.config, now=now)}

    def deliver(self, log: Log, now: datetime) -> Numbers:
        """Send what is due."""
        from notifier.relay import Relay  # noqa: PLC0415 - as above

        done = Relay(log, self.config).deliver_due(now)
        return {"delivered": done.delivered, "failed": done.deferred + done.dead, "dead": done.dead}

    def close(self) -> None:
        """End the crawl process; a crawl that runs fails at once."""
        crawler, self._crawler = self._crawler, None
        if crawler:
            crawler.close()

    def _crawler_now(self) -> Crawler:
        """Return the crawl process for the configuration as it is now."""
        from scraper.crawl import Crawler  # noqa: PLC0415 - as above

        if self._crawler is None or self._crawler_config is not self.config:
            self.close()
            self._crawler, self._crawler_config = Crawler(self.config), self.config
        return self._crawler
