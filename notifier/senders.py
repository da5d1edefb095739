"""The parent's side of the sender children: a few limited processes, each with some threads.

    orders ──submit──> child … child ──collect──> (delivery id, Outcome)

A child is kept for a number of deliveries or a while of idleness, then ends. One that holds a
delivery past its deadline gets no more work and is killed as soon as its other deliveries are done;
the held one counts as unknown, for it may have arrived.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

from notifier.model import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

CHILDREN = 2  # one a core of the smallest machine we mean; a service costs 2 ms of CPU a message
THREADS = 24  # a child; a receiver that takes 100 ms is served 10 times a second by each
DEADLINE_S = 45.0  # longest life of one try: connect 10 + answer 20 s, and room for a greylisting mail server
LIFE = 1000  # deliveries served by one child
IDLE_S = 60.0
# What a child may know of our environment: where to find programs and certificates; no proxy, no secret.
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE")
# glibc reserves 64 MiB of addresses a thread arena, which the limit on them would take for growth.
OURS = {"PYTHONIOENCODING": "utf-8", "MALLOC_ARENA_MAX": "2"}
ROOT = Path(__file__).resolve().parents[1]


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    out: dict[int, float] = field(default_factory=dict)  # delivery id -> deadline, on the monotonic clock
    served: int = 0
    retired: bool = False
    buffer: bytes = b""  # of answers, up to the end of a line
    unsent: bytes = b""  # of orders: a child that does not read takes 64 kB, and must not hold us
    idle_since: float = 0.0


class Senders:
    """The pool. Belongs to one thread."""

    def __init__(
        self,
        *,
        children: int = CHILDREN,
        threads: int = THREADS,
        deadline_s: float = DEADLINE_S,
        life: int = LIFE,
    ) -> None:
        self.children, self.threads, self.deadline_s, self.life = children, threads, deadline_s, life
        self._pool: list[_Child] = []
        self._ready = selectors.DefaultSelector()
        self._waiting: set[IO[bytes]] = set()  # pipes to children that do not read just now
        self._lost: list[tuple[int, Outcome]] = []

    @property
    def capacity(self) -> int:
        """How many deliveries can be out at once."""
        return self.children * self.threads

    @property
    def out(self) -> int:
        """How many are out now."""
        return sum(len(child.out) for child in self._pool)

    @property
    def pids(self) -> list[int]:
        """The children, for memory figures."""
        return [child.process.pid for child in self._pool]

    def submit(self, delivery_id: int, order: Mapping[str, Any]) -> None:
        """Send one delivery; its outcome comes out of `collect`."""
        child = self._free()
        child.out[delivery_id] = monotonic() + self.deadline_s
        child.served += 1
        line = json.dumps({**order, "id": delivery_id}, ensure_ascii=False).encode() + b"\n"
        child.unsent += line
        self._write(child)

    def collect(self, timeout_s: float) -> list[tuple[int, Outcome]]:
        """Return the outcomes that are there, waiting at most `timeout_s` for the first."""
        done, self._lost = self._lost, []
        if not done and self._pool:
            soonest = min((d for child in self._pool for d in child.out.values()), default=None)
            wait = timeout_s if soonest is None else max(0.0, min(timeout_s, soonest - monotonic()))
            for key, ready in self._ready.select(wait):
                if ready & selectors.EVENT_WRITE:
                    self._write(key.data)
                else:
                    done += self._read(key.data)
        self._retire(monotonic())
        done += self._lost
        self._lost = []
        return done

    def close(self, *, grace_s: float = 0.0) -> list[tuple[int, Outcome]]:
        """End all children, after at most `grace_s` for what is out; returns the last outcomes."""
        until = monotonic() + grace_s
        done: list[tuple[int, Outcome]] = []
        while self.out and monotonic() < until:
            done += self.collect(max(0.0, until - monotonic()))
        for child in list(self._pool):
            self._bury(child, "the program ended while it was being sent")
        done += self._lost
        self._lost = []
        return done

    def _free(self) -> _Child:
        able = [c for c in self._pool if not c.retired and len(c.out) < self.threads]
        alive = sum(not c.retired for c in self._pool)
        if able and (alive >= self.children or min(len(c.out) for c in able) * 2 < self.threads):
            return min(able, key=lambda c: len(c.out))
        return self._start()

    def _start(self) -> _Child:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "notifier.sender", str(self.threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a crash could tell a secret
            env={**environment, **OURS, "PYTHONPATH": str(ROOT)},
            start_new_session=True,  # a Ctrl-C is for the parent, who ends its children in order
        )
        assert process.stdout is not None  # noqa: S101 - for mypy
        assert process.stdin is not None  # noqa: S101 - as above
        os.set_blocking(process.stdin.fileno(), False)
        os.set_blocking(process.stdout.fileno(), False)
        child = _Child(process=process, idle_since=monotonic())
        self._ready.register(process.stdout, selectors.EVENT_READ, child)
        self._pool.append(child)
        return child

    def _write(self, child: _Child) -> None:
        """Give a child as much as it takes now; the rest when it reads again."""
        pipe = child.process.stdin
        if pipe is None or pipe.closed:
            return
        try:
            while child.unsent:
                child.unsent = child.unsent[os.write(pipe.fileno(), child.unsent) :]
        except BlockingIOError:
            if pipe not in self._waiting:
                self._waiting.add(pipe)
                self._ready.register(pipe, selectors.EVENT_WRITE, child)
            return
        except OSError:  # it died; its last answers are still to be read, and the end of them buries it
            child.retired, child.unsent = True, b""
        self._forget(pipe)

    def _forget(self, pipe: IO[bytes]) -> None:
        if pipe in self._waiting:
            self._waiting.discard(pipe)
            self._ready.unregister(pipe)

    def _read(self, child: _Child) -> list[tuple[int, Outcome]]:
        assert child.process.stdout is not None  # noqa: S101 - for mypy
        piece = child.process.stdout.read(1 << 16)
        if not piece:
            self._bury(child, "the sender process ended")
            return []
        *lines, child.buffer = (child.buffer + piece).split(b"\n")
        done = []
        for line in lines:
            answer = json.loads(line)
            number = int(answer.pop("id"))
            if child.out.pop(number, None) is not None:  # one that was given up on is no news any more
                done.append((number, Outcome(**{**answer, "verdict": Verdict(answer["verdict"])})))
        child.idle_since = monotonic()
        return done

    def _retire(self, now: float) -> None:
        """Give up on what is past its deadline; end children that hang, are used up or idle."""
        for child in list(self._pool):
            late = [number for number, deadline in child.out.items() if deadline <= now]
            for number in late:
                del child.out[number]
                reason = f"no answer within {self.deadline_s:.0f} s"
                self._lost.append(
                    (number, Outcome(verdict=Verdict.UNKNOWN, reason=reason, seconds=self.deadline_s))
                )
            child.retired = child.retired or bool(late) or child.served >= self.life
            idle = not child.out and now - child.idle_since > IDLE_S
            if not child.out and (child.retired or idle):
                self._bury(child, "")

    def _bury(self, child: _Child, reason: str) -> None:
        """Kill a child; what it still had out may have arrived."""
        self._lost += [(n, Outcome(verdict=Verdict.UNKNOWN, reason=reason)) for n in child.out]
        child.out.clear()
        if child in self._pool:
            self._pool.remove(child)
        if child.process.stdout is not None:
            with contextlib.suppress(KeyError, ValueError):
                self._ready.unregister(child.process.stdout)
        child.process.kill()
        for pipe in (child.process.stdin, child.process.stdout):
            if pipe is not None:
                self._forget(pipe)
                with contextlib.suppress(OSError):
                    pipe.close()
        child.process.wait()
