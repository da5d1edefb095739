"""One crawl process (`child.py`) as its parent sees it: lines in, lines out, and an end."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

from scraper import jobs

if TYPE_CHECKING:
    from scraper.jobs import Job, Result

logger = logging.getLogger(__name__)

START_S = 60.0  # seconds before its first line: a loaded machine may take long to start an interpreter
DYING_S = 2.0  # seconds between a child's last line and its end


class CrawlProcess:
    """One crawl process and the thread that reads what it says."""

    def __init__(self, opening: jobs.Opening) -> None:
        self._cpu_s = opening.cpu_s
        self.resident = self.served = 0
        self.result: Result | None = None
        self._hung_up = self._spoke = False
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
        words = jobs.opening_line(opening)
        length = len(words.encode("utf-8", "replace"))
        self._say(f"{length}\n{words}", end="")

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

    def _say(self, line: str, end: str = "\n") -> None:
        assert self._process.stdin is not None  # noqa: S101 - for the type checker: it was asked for
        with contextlib.suppress(OSError, ValueError):  # dead, or closed by another thread
            self._process.stdin.write((line + end).encode("utf-8", "replace"))
            self._process.stdin.flush()

    def next_line(self, silent_s: float) -> dict[str, int] | None:
        """Return what it says next: a remark, or {} with `result` set. None if it hung, died or babbled."""
        until = monotonic() + (silent_s if self._spoke else max(silent_s, START_S))
        while True:
            try:
                line = self._lines.get(timeout=max(until - monotonic(), 0.0))
            except Empty:
                return None
            if not line:
                self._hung_up = True
                return None
            self._spoke = True
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
        if self._hung_up:  # it is dying; how, is known when it is dead
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=DYING_S)
        silent = process.poll() is None and self.busy
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        if process.poll() is None and not self.busy:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=DYING_S)
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
        for thread in self._threads:
            thread.join(timeout=DYING_S)
        if silent:
            return "reading it took too long; the crawl process was replaced"
        if code == -signal.SIGXCPU:
            return f"reading it took more than {self._cpu_s} s of CPU; the crawl process was replaced"
        return f"the crawl process died over it (exit {code}) and was replaced"
