"""Sends what is due.

    deliveries.due | claim (sending + attempt row, committed) ──> senders ──> outcome | outbox.after

The promise: a delivery is on the wire only while its row says `sending`, and the row is committed
before. Killed at any point, nothing is lost, and only what was on the wire is sent again: with the
same key, so that a receiver that keys drops it, and marked for those that cannot.
"""

from __future__ import annotations

import random
import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from notifier import outbox
from notifier.address import Address, Form, addresses
from notifier.composing import Composer
from notifier.fallback import fall_back
from notifier.lanes import Lanes
from notifier.losses import Losses
from notifier.model import Delivery, DeliveryState, Outcome, Verdict
from notifier.senders import Senders
from notifier.store import alerts, deliveries
from scraper.store import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from config.model import Config
    from notifier.wording import Message
    from scraper.store import Log

GLANCE_S = 0.25  # how long to wait for an outcome before looking for new work
LOOK_S, LONGEST_LOOK_S = 0.05, 1.0  # pause between two looks for due deliveries while some are out
FALL_BACK_S = 1.0  # pause between two looks for messages that should take another channel
PARTS = {  # what each form needs of a message; the rest is not sent through the pipe
    Form.MAIL: ("subject", "text", "html", "thread", "urgent"),
    Form.JSON: ("subject", "text", "values", "urgent"),
    Form.PUSH: ("subject", "title", "short", "click", "tags", "urgent"),
    Form.CHAT: ("subject", "title", "chat", "click", "urgent"),
}


class Pool(Protocol):
    """What sends; `senders.Senders`, or a simulated one."""

    @property
    def capacity(self) -> int: ...  # noqa: D102
    @property
    def out(self) -> int: ...  # noqa: D102
    def submit(self, delivery_id: int, order: Mapping[str, Any]) -> None: ...  # noqa: D102
    def collect(self, timeout_s: float) -> list[tuple[int, Outcome]]: ...  # noqa: D102
    def close(self, *, grace_s: float = 0.0) -> list[tuple[int, Outcome]]: ...  # noqa: D102


@dataclass(slots=True, kw_only=True)
class Relayed:
    """What one pass came to."""

    delivered: int = 0
    deferred: int = 0  # to be tried again
    dead: int = 0  # refused for good, or expired
    cancelled: int = 0

    def count(self, state: DeliveryState) -> None:
        """Count one delivery's next state."""
        if state is DeliveryState.DELIVERED:
            self.delivered += 1
        elif state is DeliveryState.CANCELLED:
            self.cancelled += 1
        elif state in (DeliveryState.DEAD, DeliveryState.EXPIRED):
            self.dead += 1
        else:
            self.deferred += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Out:
    """A delivery on the wire."""

    delivery: Delivery
    number: int
    endpoint: str


class Relay:
    """Owns the senders. Belongs to one thread, but `stop` may be called from any."""

    def __init__(
        self,
        log: Log,
        config: Config,
        *,
        senders: Pool | None = None,
        dice: Callable[[], float] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.log = log
        self.senders: Pool = senders or Senders()
        self._dice = dice or random.SystemRandom().random
        self._clock = clock
        self._lanes = Lanes(self.senders.capacity)
        self._out: dict[int, _Out] = {}
        self._recovered = False
        self._fell_back = float("-inf")
        self._losses = Losses(log)
        self._looked, self._pause_s = float("-inf"), LOOK_S
        self._stopping = threading.Event()
        self.configure(config)

    def configure(self, config: Config) -> None:
        """Take a new configuration: deliveries of removed subscribers and channels are cancelled when due."""
        self.config = config
        self._composer = Composer(self.log, config)
        self._queues: defaultdict[str, deque[tuple[Delivery, Address]]] = defaultdict(deque)
        self._addresses = {
            (subscriber.name, address.channel): address
            for subscriber in config.subscribers
            for address in addresses(subscriber, config)
        }

    def deliver_due(self, now: datetime, *, patience_s: float | None = None) -> Relayed:
        """Send everything that is due at `now` or becomes due meanwhile; returns when all is answered.

        With `patience_s` it returns that many seconds after the last answer, and the next call goes
        on with what is still out: a receiver that hangs then holds up nobody but itself.
        """
        done = Relayed()
        start = last = self._clock()
        while not self._stopping.is_set():
            moved = self.step(now + timedelta(seconds=self._clock() - start), done)
            if not self.senders.out and not moved:
                break
            last = self._clock() if moved else last
            if patience_s is not None and self._clock() - last > patience_s:
                break
        return done

    def step(self, now: datetime, done: Relayed | None = None) -> bool:
        """Take in outcomes and send what is due, once; returns whether anything moved."""
        done = done if done is not None else Relayed()
        if not self._recovered:
            self._recover(now)
        if self._clock() - self._fell_back >= FALL_BACK_S:
            self._fell_back = self._clock()
            fall_back(self.log, self.config, now=now)
        outcomes = self.senders.collect(GLANCE_S if self._out else 0.0)
        if self._out and not outcomes and self._clock() - self._looked < self._pause_s:
            return False
        with self.log.transaction():
            self._take_in(outcomes, now, done)
            orders = list(self._claim(now, done))
        for delivery_id, order in orders:  # only now, after the commit, may anything be on the wire
            self.senders.submit(delivery_id, order)
        return bool(outcomes or orders)

    def stop(self) -> None:
        """Let `deliver_due` return soon; what is out stays out until `close`."""
        self._stopping.set()

    def close(self, now: datetime, *, grace_s: float = 5.0) -> None:
        """Wait a little for what is out, then end the senders; what is still out is sent again, marked."""
        outcomes = self.senders.close(grace_s=grace_s)
        with self.log.transaction():
            self._take_in(outcomes, now, Relayed())

    def _recover(self, now: datetime) -> None:
        """Put back what was on the wire when an earlier process ended without marking it."""
        with self.log.transaction():
            for delivery in deliveries.sending(self.log):
                if delivery.id not in self._out:
                    cut_off = Outcome(verdict=Verdict.UNKNOWN, reason=outbox.INTERRUPTED)
                    deliveries.answered(self.log, delivery.id, delivery.attempts, cut_off)
                    deliveries.settle(self.log, delivery.id, outbox.interrupted(delivery, now=now), now=now)
        self._recovered = True

    def _take_in(self, outcomes: Iterable[tuple[int, Outcome]], now: datetime, done: Relayed) -> None:
        for delivery_id, outcome in outcomes:
            out = self._out.pop(delivery_id)
            self._lanes.leave(out.endpoint, outcome)
            deliveries.answered(self.log, delivery_id, out.number, outcome)
            step = outbox.after(out.delivery, outcome, now=now, spread=self._dice())
            deliveries.settle(self.log, delivery_id, step, now=now)
            self._losses.see(self.log, self.config, out.delivery, step, now=now)
            done.count(step.state)

    def _claim(self, now: datetime, done: Relayed) -> Iterable[tuple[int, dict[str, Any]]]:
        """Claim what is due and has room, in turn over the endpoints."""
        if not any(self._queues.values()) or self._clock() - self._looked >= self._pause_s:
            self._look(now, done)
        for endpoint, queue in list(self._queues.items()):
            while queue and self._lanes.free(endpoint):
                delivery, address = queue.popleft()
                number = deliveries.claim(self.log, delivery.id, now=now)
                if number is not None:
                    self._lanes.enter(endpoint)
                    self._out[delivery.id] = _Out(delivery=delivery, number=number, endpoint=endpoint)
                    yield delivery.id, self._order(delivery, address, now)
            if not queue:
                del self._queues[endpoint]

    def _look(self, now: datetime, done: Relayed) -> None:
        """Look for what is due, and check it again: who was removed meanwhile is not told.

        Looking costs time with a long queue, so it is done a twentieth of the time, and once a second.
        """
        started = self._clock()
        self._queues = defaultdict(deque)
        for delivery in list(deliveries.due(self.log, now=now)):
            address = self._addresses.get((delivery.subscriber, delivery.channel))
            ended = self._ended(delivery, address, now)
            if ended is not None:
                deliveries.settle(self.log, delivery.id, ended, now=now)
                self._losses.see(self.log, self.config, delivery, ended, now=now)
                done.count(ended.state)
            elif address is not None:
                self._queues[address.endpoint].append((delivery, address))
        self._looked = self._clock()
        self._pause_s = max(LOOK_S, min(LONGEST_LOOK_S, 20 * (self._looked - started)))

    def _ended(self, delivery: Delivery, address: Address | None, now: datetime) -> outbox.Next | None:
        if address is None:
            reason = "its subscriber or channel is no longer configured"
            return outbox.ended(delivery, DeliveryState.CANCELLED, reason)
        if now >= delivery.expires_at:
            reason = delivery.reason or "it could not be sent in time"
            return outbox.ended(delivery, DeliveryState.EXPIRED, reason)
        return None

    def _order(self, delivery: Delivery, address: Address, now: datetime) -> dict[str, Any]:
        alert = alerts.get(self.log, delivery.alert_id)
        message = self._composer.message(alert, repeat=delivery.may_repeat)
        if alert.subject is None:
            alerts.seal(self.log, alert.id, subject=message.subject, text=message.text)
        return order(delivery.key, address, message, sent_at=now)


def order(key: str, address: Address, message: Message, *, sent_at: datetime) -> dict[str, Any]:
    """Return what a sender needs for one delivery, as plain values (see sender.py)."""
    return {
        "key": key,
        "form": str(address.form),
        "settings": address.settings,
        "message": {part: getattr(message, part) for part in PARTS[address.form]},
        "sent_at": stamp(sent_at),
    }
