"""The walk, step by step, as the daemon's ticks and `once` take it.

    crawl ──> documents ── judge ──> changes ── route ──> deliveries ── deliver ──> attempts

Each step takes an open log and the present, does what is due, and returns what it did in numbers;
`failed` among them is what did not go well. A step raises only when it could not do its work at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from notifier import upkeep
from notifier.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from config.model import Config
    from notifier.relay import Relay
    from scraper.crawl import Crawler
    from scraper.push.listener import Listener
    from scraper.store import Log

    Numbers = dict[str, int]
    Step = Callable[[Log, datetime], Numbers]

AT_ONCE = 500  # revisions judged in one call
SENDERS_GRACE_S = 4.0  # that messages on the wire get to be answered when all is over


class Walker(Protocol):
    """What the daemon needs of a walk; tests put their own in."""

    config: Config

    def steps(self) -> Mapping[str, Step]:
        """Return the steps in order, by name: alarms, crawl, judge, route, deliver, upkeep."""

    def interrupt(self) -> None:
        """Let the steps that run end soon; may be called from any thread."""

    def finish(self, step: str, now: datetime) -> None:
        """Give up what a step holds, in the thread that took it."""


class Walk:
    """The real steps. `config` may be replaced between two steps; each step is always taken in one thread."""

    def __init__(
        self,
        config: Config,
        *,
        patience_s: float | None = None,
        crawler: Callable[[Config], Crawler] | None = None,
        listen: bool = False,
    ) -> None:
        """Prepare.

        `patience_s` is how long `deliver` waits after the last answer, None is for all answers;
        `crawler` makes the crawl process, for who wants to watch it; with `listen`, sources that can
        tell us are listened to between the steps.
        """
        self.config = config
        self._patience_s = patience_s
        self._make_crawler = crawler
        self._crawler: Crawler | None = None
        self._crawler_config: Config | None = None
        self._relay: Relay | None = None
        self._listen = listen
        self._listener: Listener | None = None
        self._listener_config: Config | None = None

    def steps(self) -> Mapping[str, Step]:
        """Return the steps in order, by name."""
        return {
            "alarms": self.alarms,
            "crawl": self.crawl,
            "judge": self.judge,
            "route": self.route,
            "deliver": self.deliver,
            "upkeep": self.upkeep,
        }

    def alarms(self, log: Log, now: datetime) -> Numbers:
        """Look at the machine, and tell the operator of a disk that runs full."""
        from notifier import alarms  # noqa: PLC0415 - as below

        if log.path is None:  # in memory
            return {}
        free = upkeep.disk_free(log.path)
        return {"told": alarms.tell(log, self.config, free=free, stop=upkeep.LOW, now=now)}

    def crawl(self, log: Log, now: datetime) -> Numbers:
        """Fetch the sources that are due and save what they brought."""
        from scraper.crawl_pass import crawl_due  # noqa: PLC0415 - half a second, which --help need not pay

        heard = self._nudged(log, now) if self._listen else 0
        report = crawl_due(log, self.config, self._crawler_now(), now=now)
        return {
            "sources": report.sources,
            **({"heard": heard} if heard else {}),
            "unchanged": report.unchanged,
            "documents": report.documents,
            "failed": report.failed,
        }

    def _nudged(self, log: Log, now: datetime) -> int:
        """Make the sources that were heard of due; returns how many."""
        if self._listener is None or self._listener_config is not self.config:
            from scraper.push.listener import Listener  # noqa: PLC0415 - aiohttp is for who wants it

            if self._listener:
                self._listener.close()
            self._listener, self._listener_config = Listener(self.config), self.config
            if self._listener.wanted:
                self._listener.start()
        names = self._listener.taken()
        if not names:
            return 0
        from scraper.store.sources import nudge  # noqa: PLC0415 - as above

        with log.transaction():
            return nudge(log, names, now=now)

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

        if self._relay is None:
            self._relay = Relay(log, self.config)
        elif self._relay.config is not self.config:
            self._relay.configure(self.config)
        done = self._relay.deliver_due(now, patience_s=self._patience_s)
        return {"delivered": done.delivered, "failed": done.deferred + done.dead, "dead": done.dead}

    def upkeep(self, log: Log, now: datetime) -> Numbers:
        """Keep the log in shape, and tell the operator of sources and release dates that fell silent."""
        from notifier import overdue, troubles  # noqa: PLC0415 - as above

        return {
            **upkeep.upkeep(log, now),
            "troubled": troubles.tell(log, self.config, now=now),
            "overdue": overdue.tell(log, self.config, now=now),
        }

    def interrupt(self) -> None:
        """Let a delivery round return, and end the crawl process: a crawl that runs fails at once."""
        if self._relay:
            self._relay.stop()
        if self._crawler:
            self._crawler.close()

    def finish(self, step: str, now: datetime) -> None:
        """Give up the senders, or the crawl process."""
        if step == "deliver" and self._relay:
            relay, self._relay = self._relay, None
            relay.close(now, grace_s=SENDERS_GRACE_S)
        elif step == "crawl":
            crawler, self._crawler = self._crawler, None
            listener, self._listener = self._listener, None
            if crawler:
                crawler.close()
            if listener:
                listener.close()

    def close(self) -> None:
        """Give up everything, where all steps were taken in this thread."""
        for step in self.steps():
            self.finish(step, utc_now())

    def _crawler_now(self) -> Crawler:
        """Return the crawl process for the configuration as it is now."""
        from scraper.crawl import Crawler  # noqa: PLC0415 - as above

        if self._crawler is None or self._crawler_config is not self.config:
            if self._crawler:
                self._crawler.close()
            make = self._make_crawler or Crawler
            self._crawler, self._crawler_config = make(self.config), self.config
        return self._crawler
