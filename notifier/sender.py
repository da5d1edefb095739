"""The sender child: reads deliveries as JSON lines, sends them, answers with outcomes as JSON lines.

    {"id", "key", "form", "settings", "message", "sent_at"} ──> {"id", "verdict", "reason", …}

A process of its own, because what it calls may hang, crash or grow: the parent (senders.py) limits
it, kills it when a delivery passes its deadline, and replaces it after a number of deliveries.
Secrets come through standard input and stay in memory; standard error leads nowhere, so that not
even a crash tells them. Run as `python -m notifier.sender THREADS`.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import sys
import threading
from collections import deque
from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING, Any

from notifier import mail
from notifier.model import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

# Bytes of address space, seconds of CPU, bytes in a file, open files. A reply of 1 GiB that apprise
# reads whole (2.1 GB without a limit) ends as a MemoryError in its thread. A service costs 3 ms of
# CPU a message, so 120 s are far beyond any honest life.
LIMITS = {
    resource.RLIMIT_AS: 1024 * 1024 * 1024,
    resource.RLIMIT_CPU: 120,
    resource.RLIMIT_FSIZE: 1024 * 1024,
    resource.RLIMIT_NOFILE: 256,
    resource.RLIMIT_CORE: 0,
}
STACK = 1024 * 1024  # bytes a thread; the default of 8 MiB would eat the address space
_armed = threading.Lock()


def limit() -> None:
    """Lower this process's limits; never above what it was given."""
    for name, most in LIMITS.items():
        _, hard = resource.getrlimit(name)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (lower, lower))


def deliver(order: dict[str, Any]) -> Outcome:
    """Send one delivery. Never raises."""
    started = monotonic()
    try:
        outcome = mail.send(order) if order["settings"].get("schema") == "smtp" else _service(order)
    except MemoryError:
        outcome = Outcome(verdict=Verdict.UNKNOWN, reason="the answer did not fit in memory")
    except Exception as error:  # noqa: BLE001 - whatever a service's code raises, this delivery failed and no other
        outcome = Outcome(
            verdict=Verdict.TRY_AGAIN, reason=f"the channel's code failed ({type(error).__name__})"
        )
    return Outcome(**{**_plain(outcome), "seconds": round(monotonic() - started, 4)})


def _service(order: dict[str, Any]) -> Outcome:
    with _armed:  # loading apprise takes 0.4 s and 25 MB; a child that only mails does without
        from notifier import channels  # noqa: PLC0415

        channels.arm()
    return channels.deliver(order)


def _plain(outcome: Outcome) -> dict[str, Any]:
    return asdict(outcome)


class Crew:
    """Threads that work on orders: made when needed, and the one that worked last works next.

    A rotation over all of them would keep every thread's connection and memory cold: with 24 threads
    and a fast receiver that costs 2.5 ms of CPU a message, this way 0.9 ms.
    """

    def __init__(self, most: int, work: Callable[[dict[str, Any]], None]) -> None:
        self._left, self._work = most, work
        self._idle: list[queue.SimpleQueue[dict[str, Any]]] = []
        self._backlog: deque[dict[str, Any]] = deque()
        self._lock = threading.Lock()

    def give(self, order: dict[str, Any]) -> None:
        """Let a thread work on an order, as soon as one is free."""
        with self._lock:
            if self._idle:
                self._idle.pop().put(order)
            elif self._left:
                self._left -= 1
                threading.Thread(target=self._run, args=(order,), daemon=True).start()
            else:
                self._backlog.append(order)

    def _run(self, order: dict[str, Any]) -> None:
        mine: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        while True:
            self._work(order)
            with self._lock:
                if self._backlog:
                    order = self._backlog.popleft()
                    continue
                self._idle.append(mine)
            order = mine.get()


def main() -> None:
    """Serve until standard input ends."""
    limit()
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a service's code prints must not garble the answers
    turn = threading.Lock()

    def work(order: dict[str, Any]) -> None:
        line = json.dumps({"id": order["id"], **_plain(deliver(order))}, ensure_ascii=False)
        with turn:
            answers.write(line + "\n")
            answers.flush()

    threading.stack_size(STACK)
    crew = Crew(threads, work)
    for line in sys.stdin:
        crew.give(json.loads(line))
    os._exit(0)  # the parent is gone or done with us: nobody waits for a hanging thread


if __name__ == "__main__":
    main()
