"""Changes to deliveries: walks a cursor along `changes`, in order.

    changes behind the cursor | asked.wanted, rules.rule | schedule.slot | grouped | a delivery a channel

All that one batch of changes leads to is one transaction with the cursor, so nothing falls between
the reading half and the telling half: killed anywhere, the batch is dealt with wholly or not yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from notifier import outbox
from notifier.address import addresses
from notifier.asked import wanted
from notifier.grouping import grouped
from notifier.model import Draft, Told
from notifier.rules import rule
from notifier.schedule import HOUR, slot
from notifier.store import alerts, cursors, deliveries, mutes, news, rulings
from scraper.store import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from config.model import Config, Subscriber
    from notifier.grouping import Group
    from notifier.model import News
    from notifier.schedule import Slot
    from scraper.model import Field
    from scraper.store import Log

CURSOR = "route"
BATCH = 200  # changes in one transaction


def route(log: Log, config: Config, *, now: datetime) -> int:
    """Rule on all changes behind the cursor; returns how many alerts were made."""
    made = 0
    while True:
        with log.transaction():
            batch = news.after(log, cursors.position(log, CURSOR), limit=BATCH)
            if not batch:
                return made
            made += _batch(log, config, batch, now)
            cursors.move(log, CURSOR, batch[-1].id, now=now)


def _batch(log: Log, config: Config, batch: Sequence[News], now: datetime) -> int:
    told: dict[str, list[tuple[News, Slot]]] = defaultdict(list)
    histories: dict[tuple[str, Field], dict[str, list[Told]]] = {}
    recent: dict[str, Counter[str]] = {}
    quiet = mutes.standing(log, now=now)
    for one in batch:
        change = one.change
        thing = (change.item.title, change.item.field)
        if thing not in histories:
            histories[thing] = rulings.told(log, *thing)
        if change.item.title not in recent:
            recent[change.item.title] = alerts.recent(log, change.item.title, since=now - HOUR)
        history = histories[thing]
        ruled = []
        for subscriber in config.subscribers:
            ruling = wanted(change, subscriber, quiet) or rule(
                change, subscriber, history[subscriber.name], now=now
            )
            ruled.append((subscriber.name, ruling))
            if ruling.told:
                history[subscriber.name].append(Told(change=change, at=now))
                had = recent[change.item.title][subscriber.name]
                told[subscriber.name].append((one, slot(change, ruling, subscriber, now=now, recent=had)))
        rulings.add(log, one.id, ruled, now=now)
    return sum(
        _tell(log, config, subscriber, group, now)
        for subscriber in config.subscribers
        for group in grouped(told[subscriber.name])
    )


def _tell(log: Log, config: Config, subscriber: Subscriber, group: Group, now: datetime) -> int:
    """Write one alert with its deliveries, or add to one that still waits; returns how many are new."""
    ids = [one.id for one in group.news]
    due_at = group.slot.due_at
    if due_at > now:
        title = "" if group.slot.gathers else group.news[0].change.item.title
        waiting = alerts.waiting(log, subscriber.name, group.slot.kind, now=now, until=due_at, title=title)
        if waiting is not None:
            alerts.attach(log, waiting, ids)
            return 0
    first = group.news[0].change
    # The content beside the id: a log restored from a backup may give an id a second time.
    content = (str(ids[0]), str(first.item), str(first.new), stamp(first.seen_at))
    draft = Draft(
        key=outbox.alert_key(subscriber.name, str(group.slot.kind), *content),
        subscriber=subscriber.name,
        kind=group.slot.kind,
        created_at=now,
        due_at=due_at,
        urgent=group.slot.urgent,
    )
    alert_id = alerts.add(log, draft)
    alerts.attach(log, alert_id, ids)
    channels = [address.channel for address in addresses(subscriber, config)]
    for channel in channels[:1] if subscriber.fallback_after else channels:
        deliveries.add(log, alert_id, draft, outbox.delivery_key(draft.key, channel), channel)
    return 1
