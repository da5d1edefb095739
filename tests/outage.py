"""An outage drill in virtual time: many subscribers, five channels each, one server down for hours, one flapping.

The relay, the outbox and the log are the real ones; the senders and the clock are simulated, so a day
takes seconds. Used by test_outage.py, and at full size by bench/outage.py.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from telling import NOW, change

from config.model import Config, Smtp, Subscriber, Watch
from notifier.model import Outcome, Verdict
from notifier.relay import Relay
from notifier.route import route
from notifier.store import open_log
from scraper.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TITLES = 40  # so that no subscriber has a burst about one title
DELIVERED = Outcome(verdict=Verdict.DELIVERED, status=200, seconds=0.05)
REFUSED = Outcome(verdict=Verdict.TRY_AGAIN, status=503, reason="HTTP 503", seconds=0.01)
HANGS = Outcome(verdict=Verdict.UNKNOWN, reason="no answer within 15 s", seconds=15.0)
DOWN, FLAPPING = "webhook", "ntfy"


@dataclass(slots=True)
class Drill:
    """The world of a drill and what came of it."""

    hours_down: float
    taken: Counter[str] = field(default_factory=Counter)  # by key
    arrivals: dict[str, list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by channel: seconds late
    order: dict[tuple[str, str], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by line: change ids
    drained_after: float = 0.0  # seconds from the end of the outage
    tries: int = 0

    def answer(self, channel: str, at: float) -> Outcome:
        """Return how a channel's server answers at a moment, in seconds from the start."""
        if channel == DOWN and at < self.hours_down * 3600:
            return HANGS
        if channel == FLAPPING and int(at // 300) % 2:
            return REFUSED
        return DELIVERED


class Pool:
    """Simulated senders: an answer comes when its time has come."""

    capacity = 48

    def __init__(self, drill: Drill, start: datetime) -> None:
        self.drill, self.start, self.now = drill, start, start
        self._coming: list[tuple[datetime, int, Outcome]] = []
        self.due: dict[str, float] = {}  # by key of a delivery: seconds from the start at which it was made

    @property
    def out(self) -> int:
        return len(self._coming)

    def seconds(self) -> float:
        return (self.now - self.start).total_seconds()

    def next(self) -> datetime | None:
        return self._coming[0][0] if self._coming else None

    def submit(self, delivery_id: int, order: Mapping[str, Any]) -> None:
        channel = order["channel"]
        at = (self.now - self.start).total_seconds()
        outcome = self.drill.answer(channel, at)
        self.drill.tries += 1
        if outcome is DELIVERED:
            self.drill.taken[order["key"]] += 1
            self.drill.arrivals[channel].append(at + outcome.seconds - order["made"])
            self.drill.order[order["subscriber"], channel].append(order["change"])
        heapq.heappush(self._coming, (self.now + timedelta(seconds=outcome.seconds), delivery_id, outcome))

    def collect(self, _timeout_s: float) -> list[tuple[int, Outcome]]:
        done = []
        while self._coming and self._coming[0][0] <= self.now:
            _, number, outcome = heapq.heappop(self._coming)
            done.append((number, outcome))
        return done

    def close(self, *, grace_s: float = 0.0) -> list[tuple[int, Outcome]]:
        return self.collect(grace_s)


class Traced(Relay):
    """The relay, whose orders also say what they are, for the drill's books."""

    def _order(self, delivery, address, now):
        order = super()._order(delivery, address, now)
        row = self.log.row(
            "SELECT min(change_id) AS first FROM alert_changes WHERE alert_id = ?", (delivery.alert_id,)
        )
        made = (delivery.created_at - NOW).total_seconds()
        return order | {
            "channel": address.channel,
            "subscriber": delivery.subscriber,
            "change": row["first"],
            "made": made,
        }


def run(path: Path, *, subscribers: int, hours_down: float, every_minutes: int) -> Drill:
    """Let changes come at a rhythm until an hour after the outage, then let the queue drain; returns the books."""
    names = [f"s{number:04}" for number in range(subscribers)]
    config = Config(
        watches=tuple(Watch(key=f"t{n}", name=f"Title {n}") for n in range(TITLES)),
        smtp=Smtp(host="mail.example"),
        subscribers=tuple(
            Subscriber(
                name=name,
                email=f"{name}@example.org",
                webhook=f"https://hook.example/{name}",
                ntfy=f"https://ntfy.example/{name}",
                gotify=f"https://gotify.example/{'t' * 12}",
                telegram=f"12345:{'a' * 20}/{1 + int(name[1:])}",
            )
            for name in names
        ),
    )
    drill = Drill(hours_down=hours_down)
    pool = Pool(drill, NOW)
    end = NOW + timedelta(hours=hours_down)
    coming = [NOW + timedelta(minutes=m) for m in range(0, int(hours_down * 60) + 60, every_minutes)]
    with open_log(path) as log:
        log.execute("PRAGMA synchronous = OFF")  # the drill is about time, not about power cuts
        relay = Traced(log, config, senders=pool, dice=Dice(), clock=pool.seconds)
        number = 0
        while True:
            while coming and coming[0] <= pool.now:
                coming.pop(0)
                number += 1
                change(
                    log, f"20{30 + number % 60}-01", old="2029", kind=ChangeKind.REVISED, title=f"t{number % TITLES}",
                    page=f"https://p.example/{number}", at=pool.now,
                )  # fmt: skip
                route(log, config, now=pool.now)
            relay.step(pool.now)
            if not relay.senders.out or pool.next() > pool.now:
                row = log.row(
                    "SELECT min(due_at) AS due FROM deliveries WHERE state = 'waiting' AND due_at > ?",
                    (stamp_of(pool.now),),
                )
                moments = [m for m in (pool.next(), coming[0] if coming else None) if m is not None]
                if row["due"]:
                    moments.append(datetime.fromisoformat(row["due"]))
                if not moments:
                    break
                pool.now = max(min(moments), pool.now + timedelta(milliseconds=1))
        last = log.row(
            "SELECT max(finished_at) AS last FROM deliveries WHERE channel = ? AND created_at <= ?",
            (DOWN, stamp_of(end)),
        )
        drill.drained_after = (datetime.fromisoformat(last["last"]) - end).total_seconds()
        states = {
            row["state"]: row["n"]
            for row in log.rows("SELECT state, count(*) AS n FROM deliveries GROUP BY state")
        }
        assert states == {"delivered": number * subscribers * 5}, states
    return drill


class Dice:
    """The same draws in every run."""

    def __init__(self) -> None:
        self._state = 1

    def __call__(self) -> float:
        self._state = (self._state * 48271) % 2147483647
        return self._state / 2147483647


def stamp_of(at: datetime) -> str:
    """A stamp, for comparing with the log's."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of all lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
