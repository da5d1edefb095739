"""The daemon's end of the crawl process: gives it jobs, takes its results, replaces it when it fails.

    crawl(jobs) ──lines──> child process (Scrapy) ──lines──> results, as they come

One source can neither hold up nor bring down the others: hosts take turns, a process that is silent for
too long or dies is replaced, and the job whose answer killed it is its own failure; jobs that were
merely under way then are given to the next process one at a time.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
from collections import deque
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Self

from scraper import jobs, settings, urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.model import Config
    from scraper.jobs import Job, Result

logger = logging.getLogger(__name__)

MEMORY = 1024 * 1024 * 1024  # bytes of address space; a warm child has 90 MB resident, 500 mapped
GROWN = 300 * 1024 * 1024  # resident bytes after which a child is replaced when it is next idle
SERVED = 50_000  # jobs after which it is replaced, whatever it looks like
CPU_S = 10  # seconds of CPU for reading one answer
SILENT_S = 30.0  # without a line for so long a child with work is hung; it says that it lives every 5 s
WINDOW = settings.CONCURRENT_REQUESTS  # jobs under way
PER_HOST = 2  # of these, of one host: the next is there when the delay ends, and no host fills the window


class Crawler:
    """Keeps one crawl process warm. Belongs to one thread; close it when done."""

    def __init__(self, config: Config, *, silent_s: float = SILENT_S) -> None:
        named = sorted((s for s in config.sources if s.enabled), key=lambda s: s.name)
        self._opening = jobs.Opening(
            settings=settings.operator(config),
            sources=[_revealed(source) for source in named],
            watches=[watch.model_dump(mode="json") for watch in config.watches],
            memory=MEMORY,
            cpu_s=CPU_S,
        )
        self._silent_s = silent_s
        self._child: _Child | None = None
        self._giving = self._open = True
        self.replaced = 0  # children that had to be ended

    def crawl(self, waiting: deque[Job]) -> Iterator[Result]:
        """Yield a result for each job, as they come. More jobs may be appended to `waiting` meanwhile.

        Never raises for what a source does. Stopping the iteration early abandons what is under way; so
        does `close` from another thread, after which no more results come. Raises RuntimeError if closed.
        """
        if not self._open:
            msg = "the crawler is closed"
            raise RuntimeError(msg)
        self._giving = True
        turns, alone = _Turns(), deque[jobs.Job]()
        out: dict[int, Job] = {}
        in_turn: set[int] = set()  # of these, the ones that hold a host's room
        reading = 0
        try:
            while self._open and (out or (self._giving and (waiting or turns or alone))):
                while waiting:
                    turns.add(waiting.popleft())
                child = self._ready()
                while self._giving and not alone and len(out) < WINDOW and (job := turns.take()) is not None:
                    out[job.id] = job
                    in_turn.add(job.id)
                    child.give(job)
                if self._giving and alone and not out:
                    job = alone.popleft()
                    out[job.id] = job
                    child.give(job)
                line = child.next_line(self._silent_s)
                if not self._open:
                    return
                if line is None:
                    failed, again = _blame(out, reading, child.end())
                    self._child, reading = None, 0
                    self.replaced += 1
                    alone.extend(again)
                    for number in in_turn:
                        turns.done(out[number])
                    out.clear()
                    in_turn.clear()
                    yield from failed
                    continue
                if line.get("reading"):
                    reading = line["reading"]
                elif "alive" in line:
                    child.resident = line["alive"]
                elif (done := child.result) is not None and done.id in out:
                    job = out.pop(done.id)
                    if done.id in in_turn:
                        in_turn.remove(done.id)
                        turns.done(job)
                    yield done
        finally:
            if (
                out
            ):  # abandoned half-way: what this child still brings would be taken for answers to the next jobs
                self._drop()

    def _ready(self) -> _Child:
        """Return a living child that may serve on, a new one if need be."""
        child = self._child
        if child is not None and not child.busy and (child.resident > GROWN or child.served > SERVED):
            child.end()
            child = None
        if child is None:
            child = self._child = _Child(self._opening)
        return child

    def stop_giving(self) -> None:
        """Start none of the jobs that still wait; those under way are finished."""
        self._giving = False

    def close(self) -> None:
        """End the child for good; safe to call twice, and from another thread while a crawl runs."""
        self._open = False
        self._drop()

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _revealed(source: object) -> dict[str, object]:
    """Return a source as plain values, its secrets in the clear. Its rhythm is not the child's matter."""
    values: dict[str, object] = source.model_dump(mode="json", exclude={"every"})  # type: ignore[attr-defined] # config.model.Source
    values["token"] = source.token.get_secret_value()  # type: ignore[attr-defined]
    values["headers"] = {name: value.get_secret_value() for name, value in source.headers.items()}  # type: ignore[attr-defined]
    return values


class _Turns:
    """Jobs in order of arrival, hosts in turn: one slow host holds up nobody else."""

    def __init__(self) -> None:
        self._by_host: dict[str, deque[Job]] = {}
        self._free: deque[str] = deque()  # hosts with a job waiting and room for it
        self._out: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._by_host)

    def add(self, job: Job) -> None:
        """Take a job in."""
        host = urls.host(job.url)
        if host not in self._by_host:
            self._by_host[host] = deque()
            if self._out.get(host, 0) < PER_HOST:
                self._free.append(host)
        self._by_host[host].append(job)

    def take(self) -> Job | None:
        """Return the next job of the host whose turn it is, None if every host is busy."""
        if not self._free:
            return None
        host = self._free.popleft()
        job = self._by_host[host].popleft()
        self._out[host] = self._out.get(host, 0) + 1
        if not self._by_host[host]:
            del self._by_host[host]
        elif self._out[host] < PER_HOST:
            self._free.append(host)
        return job

    def done(self, job: Job) -> None:
        """Give the host its room back."""
        host = urls.host(job.url)
        full = self._out[host] >= PER_HOST
        self._out[host] -= 1
        if not self._out[host]:
            del self._out[host]
        if full and host in self._by_host:
            self._free.append(host)


def _blame(out: dict[int, Job], reading: int, cause: str) -> tuple[list[Result], list[Job]]:
    """Return failed results for whose fault a child's end was, and the jobs to try again alone.

    The answer being read is to blame; if none was, a single job under way is; of several, nobody yet.
    """
    guilty = reading if reading in out else next(iter(out), 0) if len(out) == 1 else 0
    failed = [jobs.Result(id=guilty, outcome="unreadable", reason=cause, lasting=True)] if guilty else []
    return failed, [job for job in out.values() if job.id != guilty]


class _Child:
    """One crawl process and the thread that reads what it says."""

    def __init__(self, opening: jobs.Opening) -> None:
        self.resident = self.served = 0
        self.result: Result | None = None
        self._given = 0
        self._answered = 0
        # -P keeps the working directory out of its imports; the environment is empty but for glibc's arenas,
        # of which each thread would map 64 MB, and for where the interpreter finds what is installed.
        environment = {"MALLOC_ARENA_MAX": "2", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "scraper.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        self._threads = [Thread(target=t, daemon=True, name="crawl") for t in (self._listen, self._overhear)]
        for thread in self._threads:
            thread.start()
        self._say(jobs.opening_line(opening))

    def _listen(self) -> None:
        """Move lines from the pipe to the queue; b"" is its end."""
        assert self._process.stdout is not None  # noqa: S101 - for the type checker: it was asked for
        with self._process.stdout as pipe:
            for line in pipe:
                self._lines.put(line)
        self._lines.put(b"")

    def _overhear(self) -> None:
        """Hand on what the child and its libraries print; it may not write files, so not into ours either."""
        assert self._process.stderr is not None  # noqa: S101 - for the type checker: it was asked for
        with self._process.stderr as pipe:
            for line in pipe:
                logger.warning("crawl process: %s", line.decode("utf-8", "replace").rstrip())

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._given > self._answered

    def give(self, job: Job) -> None:
        """Send a job; a dead child is noticed when its lines end."""
        self._given += 1
        self._say(jobs.job_line(job))

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101 - for the type checker: it was asked for
        with contextlib.suppress(OSError, ValueError):  # dead, or closed by another thread
            self._process.stdin.write(line.encode("utf-8", "replace") + b"\n")
            self._process.stdin.flush()

    def next_line(self, silent_s: float) -> dict[str, int] | None:
        """Return the next remark ({"reading": …}, {"alive": …}), or {} with `result` set. None: it hung or died."""
        until = monotonic() + silent_s
        while True:
            try:
                line = self._lines.get(timeout=max(until - monotonic(), 0.0))
            except Empty:
                return None
            if not line:
                return None
            self.result = None
            try:
                if line.startswith((b'{"reading"', b'{"alive"')):
                    remark: dict[str, int] = json.loads(line)
                    return remark
                self.result = jobs.read_result(line)
            except (ValueError, TypeError, KeyError):
                return None  # a child that talks nonsense is no better than a dead one
            self._answered += 1
            self.served += 1
            return {}

    def end(self) -> str:
        """End it and say why it had to be, in words for the source whose answer did it."""
        process = self._process
        silent = process.poll() is None and self.busy
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        if process.poll() is None and not self.busy:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        for thread in self._threads:
            thread.join(timeout=2)
        if silent:
            return "reading it took too long; the crawl process was replaced"
        if code == -signal.SIGXCPU:
            return f"reading it took more than {CPU_S} s of CPU; the crawl process was replaced"
        return f"the crawl process died over it (exit {code}) and was replaced"
