"""The daemon's end of the crawl process: gives it jobs, takes its results, replaces it when it fails.

    crawl(jobs) ──lines──> child process (Scrapy) ──lines──> results, as they come

One source can neither hold up nor bring down the others: hosts take turns, a process that is silent for
too long or dies is replaced, and the job whose answer killed it is its own failure; jobs that were
merely under way then are given to the next process one at a time.
"""

from __future__ import annotations

from collections import deque
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Self

from scraper import jobs, settings
from scraper.crawl_process import CrawlProcess
from scraper.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.model import Config, Source
    from scraper.jobs import Job, Result

MEMORY = 1024 * 1024 * 1024  # bytes of address space; a warm child has 90 MB resident, 500 mapped
GROWN = 300 * 1024 * 1024  # resident bytes after which a child is replaced when it is next idle
SERVED = 50_000  # jobs after which it is replaced, whatever it looks like
CPU_S = 10  # seconds of CPU for reading one answer
SILENT_S = 30.0  # without a line for so long a child with work is hung; it says that it lives every 5 s
STUCK_S = 600.0  # without a result for so long it is stuck, however lively; no visit takes as much
WINDOW = settings.CONCURRENT_REQUESTS  # jobs under way


class Crawler:
    """Keeps one crawl process warm. Belongs to one thread; close it when done."""

    def __init__(self, config: Config, *, silent_s: float = SILENT_S) -> None:
        named = sorted((s for s in config.sources if s.enabled), key=lambda s: s.name)
        self._opening = jobs.Opening(
            settings=settings.operator(config),
            sources=[_revealed(source) for source in named],
            watches=[watch.model_dump(mode="json") for watch in config.watches],
            memory=0 if settings.rendered(config) else MEMORY,
            cpu_s=CPU_S,
        )
        self._silent_s = silent_s
        self._child: CrawlProcess | None = None
        self._giving = True
        self._closed = Event()
        self.replaced = 0  # children that had to be ended

    def crawl(self, waiting: deque[Job]) -> Iterator[Result]:
        """Yield a result for each job, as they come. More jobs may be appended to `waiting` meanwhile.

        Never raises for what a source does. Stopping the iteration early abandons what is under way; so
        does `close` from another thread, after which no more results come. Raises RuntimeError if closed.
        """
        if self._closed.is_set():
            msg = "the crawler is closed"
            raise RuntimeError(msg)
        self._giving = True
        under_way = _UnderWay()
        try:
            while not self._closed.is_set() and (
                under_way.out or (self._giving and (waiting or under_way.waiting))
            ):
                under_way.take(waiting)
                child = self._ready()
                if self._giving:
                    under_way.give(child)
                said = child.next_line(min(self._silent_s, under_way.patience_s()))
                if self._closed.is_set():
                    return
                if said is None:
                    self._child = None
                    self.replaced += 1
                    yield from under_way.lost(child.end())
                elif (result := under_way.heard(child, said)) is not None:
                    yield result
        finally:
            if under_way.out:  # given up half-way: late results would pass for answers to the next jobs
                self._drop()

    def _ready(self) -> CrawlProcess:
        """Return a living child that may serve on, a new one if need be."""
        child = self._child
        if child is not None and not child.busy and (child.resident > GROWN or child.served > SERVED):
            child.end()
            child = None
        if child is None:
            child = self._child = CrawlProcess(self._opening)
        return child

    def stop_giving(self) -> None:
        """Start none of the jobs that still wait; those under way are finished."""
        self._giving = False

    def close(self) -> None:
        """End the child for good; safe to call twice, and from another thread while a crawl runs."""
        self._closed.set()
        self._drop()

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _UnderWay:
    """The jobs of one crawl: those that wait, those that are out, and those to be tried alone."""

    def __init__(self) -> None:
        self.out: dict[int, Job] = {}
        self._turns = Turns()
        self._in_turn: set[int] = set()  # of those out, the ones that hold a host's room
        self._alone: deque[Job] = deque()
        self._reading = 0
        self._last = monotonic()

    @property
    def waiting(self) -> bool:
        """Whether a job is still to be given."""
        return bool(self._turns or self._alone)

    def patience_s(self) -> float:
        """Return the seconds that are left until a result must come."""
        return max(self._last + STUCK_S - monotonic(), 0.0)

    def take(self, waiting: deque[Job]) -> None:
        """Put all of `waiting` in line."""
        while waiting:
            self._turns.add(waiting.popleft())

    def give(self, child: CrawlProcess) -> None:
        """Give the child what it has room for; a job that is tried alone, nothing else beside it."""
        if not self.out:
            self._last = monotonic()
        if self._alone:
            if not self.out:
                self._send(child, self._alone.popleft())
            return
        while len(self.out) < WINDOW and (job := self._turns.take()) is not None:
            self._in_turn.add(job.id)
            self._send(child, job)

    def _send(self, child: CrawlProcess, job: Job) -> None:
        self.out[job.id] = job
        child.give(job)

    def heard(self, child: CrawlProcess, said: dict[str, int]) -> Result | None:
        """Take what a child said; returns the result if it was one of ours."""
        if "reading" in said:
            self._reading = said["reading"]
            return None
        if "alive" in said:
            child.resident = said["alive"]
            return None
        result = child.result
        if result is None or result.id not in self.out:
            return None
        self._last = monotonic()
        job = self.out.pop(result.id)
        if job.id in self._in_turn:
            self._in_turn.remove(job.id)
            self._turns.done(job)
        return result

    def lost(self, cause: str) -> list[Result]:
        """Return the failed result of whose fault a child's end was; the others are tried again alone.

        The answer being read is to blame; if none was, a single job under way is; of several, nobody yet.
        """
        guilty = self._reading if self._reading in self.out else 0
        if not guilty and len(self.out) == 1:
            guilty = next(iter(self.out))
        self._alone.extend(job for job in self.out.values() if job.id != guilty)
        for number in self._in_turn:
            self._turns.done(self.out[number])
        self.out.clear()
        self._in_turn.clear()
        self._reading, self._last = 0, monotonic()
        return [jobs.Result(id=guilty, outcome="unreadable", reason=cause, lasting=True)] if guilty else []


def _revealed(source: Source) -> dict[str, object]:
    """Return a source as plain values, its secrets in the clear. Its rhythm is not the child's matter."""
    values: dict[str, object] = source.model_dump(mode="json", exclude={"every"})
    values["token"] = source.token.get_secret_value()
    values["headers"] = {name: value.get_secret_value() for name, value in source.headers.items()}
    return values
