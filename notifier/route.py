"""Changes to deliveries: walks a cursor along `changes`, in order.

    changes behind the cursor | rules.rule for each subscriber | grouped into alerts | a delivery a channel

All that one batch of changes leads to is one transaction with the cursor, so nothing falls between
the reading half and the telling half: killed anywhere, the batch is dealt with wholly or not yet.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from notifier import outbox
from notifier.address import addresses
from notifier.grouping import grouped
from notifier.model import Draft, Told
from notifier.rules import rule
from notifier.store import alerts, cursors, deliveries, news, rulings
from scraper.store import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from config.model import Config, Subscriber
    from notifier.grouping import Group
    from notifier.model import News, Ruling
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
    told: dict[str, list[tuple[News, Ruling]]] = defaultdict(list)
    histories: dict[tuple[str, Field], dict[str, list[Told]]] = {}
    for one in batch:
        change = one.change
        thing = (change.item.title, change.item.field)
        if thing not in histories:
            histories[thing] = rulings.told(log, *thing)
        history = histories[thing]
        ruled = []
        for subscriber in config.subscribers:
            ruling = rule(change, subscriber, history[subscriber.name], now=now)
            ruled.append((subscriber.name, ruling))
            if ruling.told:
                history[subscriber.name].append(Told(change=change, at=now))
                told[subscriber.name].append((one, ruling))
        rulings.add(log, one.id, ruled, now=now)
    return sum(
        _tell(log, config, subscriber, group, now)
        for subscriber in config.subscribers
        for group in grouped(told[subscriber.name])
    )


def _tell(log: Log, config: Config, subscriber: Subscriber, group: Group, now: datetime) -> int:
    """Write one alert with a delivery for each channel; returns how many alerts are new."""
    first = group.news[0]
    # The content beside the id: a log restored from a backup may give an id a second time.
    content = (str(first.id), str(first.change.item), str(first.change.new), stamp(first.change.seen_at))
    key = outbox.alert_key(subscriber.name, str(group.kind), *content)
    draft = Draft(key=key, subscriber=subscriber.name, kind=group.kind, created_at=now, due_at=now)
    alert_id = alerts.add(log, draft)
    alerts.attach(log, alert_id, [one.id for one in group.news])
    for address in addresses(subscriber, config):
        deliveries.add(log, alert_id, draft, outbox.delivery_key(key, address.channel), address.channel)
    return 1
