"""Telling: one change to many webhooks, beside bare apprise in the same run. `python -m bench.telling`.

Receiver: a small asyncio server in a process of its own; it answers at once, or after 100 ms, counts
what it got by Idempotency-Key, and keeps nothing else. Bare apprise is its fastest way as its users
call it: one `notify()` to N addresses, which its own thread pool sends. Ours does all of its work:
the log on disk with `synchronous=FULL`, a row and an attempt each, two commits around the wire, the
words, the sender children. Both send the same title and text. Memory is the sum over our processes
of what is theirs alone plus their share of common pages (PSS), sampled while they send.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from config.model import Config, Subscriber, Watch
from notifier.address import addresses
from notifier.model import AlertKind
from notifier.relay import Relay, order
from notifier.route import route
from notifier.store import open_log
from notifier.wording import Reader, note
from scraper.store import Log, stamp

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BARE = """
import json, logging, sys, time
import apprise
logging.disable(logging.CRITICAL)
url, count = sys.argv[1], int(sys.argv[2])
title, body = json.load(sys.stdin)
box = apprise.Apprise()
box.add(url); box.notify(body="warm", title="warm"); box.clear()
for number in range(count):
    box.add(f"{url}?-x={number}")
started = time.perf_counter()
ok = bool(box.notify(body=body, title=title))
print(json.dumps({"ok": ok, "seconds": time.perf_counter() - started}))
"""


async def receive(port: int) -> None:
    """Serve: `/fast`, `/slow` (100 ms), `/hang`; `GET /count` tells and forgets what was taken."""
    taken: Counter[str] = Counter()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                line, *fields = head.decode("latin-1").split("\r\n")
                headers = {k.lower(): v.strip() for k, _, v in (f.partition(":") for f in fields)}
                await reader.readexactly(int(headers.get("content-length") or 0))
                path = line.split()[1]
                body = b"{}"
                if path.startswith("/count"):
                    body = json.dumps([len(taken), taken.total()]).encode()
                    taken.clear()
                elif path.startswith("/hang"):
                    await asyncio.sleep(3600)
                else:
                    if path.startswith("/slow"):
                        await asyncio.sleep(0.1)
                    taken[headers.get("idempotency-key", "")] += 1
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def log_with_a_change(path: Path) -> Log:
    """Return a new log with one change to tell."""
    log = open_log(path)
    log.execute(
        """INSERT INTO changes (title, scope, field, kind, old, new, old_standing, standing, modality, rule,
           quote, published_at, seen_at, rules)
           VALUES ('the-glory', '', 'release_date', 'narrowed', '2022-12', '2022-12-30', 2, 2, 'expected',
                   'bench', 'It is due on Netflix just before the new year.', ?, ?, 'bench')""",
        (stamp(NOW), stamp(NOW)),
    )
    return log


def memory_mb(pids: list[int]) -> float:
    """Return the proportional set size of processes, in MB."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


def ours(url: str, count: int) -> tuple[float, float, list[str]]:
    """Tell one change to `count` subscribers; returns seconds, peak memory in MB, and the message."""
    config = Config(
        watches=(Watch(key="the-glory", name="The Glory"),),
        subscribers=tuple(Subscriber(name=f"s{i}", webhook=f"{url}?x={i}") for i in range(count)),
    )
    with tempfile.TemporaryDirectory() as place, log_with_a_change(Path(place) / "log.sqlite") as log:
        route(log, config, now=NOW)
        relay = Relay(log, config)
        warm_up(relay, url)
        peak, over = [0.0], threading.Event()

        def watch() -> None:
            while not over.wait(0.2):
                peak[0] = max(peak[0], memory_mb([os.getpid(), *relay.senders.pids]))  # type: ignore[attr-defined]

        watcher = threading.Thread(target=watch)
        watcher.start()
        started = time.perf_counter()
        done = relay.deliver_due(NOW)
        seconds = time.perf_counter() - started
        over.set()
        watcher.join()
        relay.close(NOW)
        assert done.delivered == count, done
        row = log.row("SELECT subject, text FROM alerts LIMIT 1")
        assert row is not None
        return seconds, peak[0], [row["subject"], row["text"]]


def warm_up(relay: Relay, url: str) -> None:
    """Start the children and have apprise loaded in both, as a daemon has them; bare apprise is warm, too."""
    subscriber = Subscriber(name="warm", webhook=url)
    [address] = addresses(subscriber, relay.config)
    message = note(AlertKind.TEST, "warm", "warm", Reader())
    count = relay.senders.capacity
    for number in range(count):
        relay.senders.submit(-1 - number, order("warm", address, message, sent_at=NOW))
    answered = 0
    while answered < count:
        answered += len(relay.senders.collect(1.0))


def bare(url: str, count: int, message: list[str]) -> float:
    """Return the seconds of one apprise `notify()` to `count` addresses."""
    ran = subprocess.run(
        [sys.executable, "-c", BARE, url.replace("http://", "json://"), str(count)],
        input=json.dumps(message), capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(ran.stdout)
    assert told["ok"]
    return float(told["seconds"])


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=500)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--receive", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.receive:
        asyncio.run(receive(0))
        return
    receiver = subprocess.Popen(
        [sys.executable, "-m", "bench.telling", "--receive"], stdout=subprocess.PIPE, text=True
    )
    assert receiver.stdout is not None
    root = f"http://127.0.0.1:{int(receiver.stdout.readline())}"
    try:
        for path, count in (("/fast", chosen.count), ("/slow", chosen.count)):
            rates: dict[str, list[float]] = {"ours": [], "bare apprise": []}
            peaks = []
            for _ in range(chosen.rounds):
                seconds, peak, message = ours(root + path, count)
                rates["ours"].append(count / seconds)
                peaks.append(peak)
                rates["bare apprise"].append(count / bare(root + path, count, message))
            middle = {name: statistics.median(found) for name, found in rates.items()}
            for name, found in rates.items():
                print(f"{path:<6} {name:<13} {middle[name]:6.0f}/s  [{min(found):.0f}..{max(found):.0f}]")
            ratio = middle["ours"] / middle["bare apprise"]
            print(f"{path:<6} ratio {ratio:.2f}, memory {max(peaks):.0f} MB, {count} messages", flush=True)
    finally:
        receiver.kill()
        receiver.wait()


if __name__ == "__main__":
    main()
