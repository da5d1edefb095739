"""Channels one after another: the next one when the one before has failed for a while.

A subscriber with `fallback_after` gets a delivery for the first channel only. When it is refused for
good, or not delivered that long after it was due, the next channel gets one too; what arrives first
cancels what still waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier import outbox
from notifier.address import addresses
from notifier.model import DeliveryState, Draft
from notifier.store import alerts, deliveries

if TYPE_CHECKING:
    from datetime import datetime

    from config.model import Config
    from scraper.store import Log


def fall_back(log: Log, config: Config, *, now: datetime) -> int:
    """Give late messages to the next channel, drop what is no longer needed; returns how many were given."""
    given = 0
    for subscriber in config.subscribers:
        if not subscriber.fallback_after:
            continue
        channels = [address.channel for address in addresses(subscriber, config)]
        with log.transaction():
            for arrived in deliveries.superseded(log, subscriber.name):
                reason = "another channel took the message"
                deliveries.settle(
                    log, arrived.id, outbox.ended(arrived, DeliveryState.CANCELLED, reason), now=now
                )
            for late in deliveries.late(log, subscriber.name, since=now - subscriber.fallback_after):
                tried = deliveries.channels_of(log, late.alert_id)
                left = [channel for channel in channels if channel not in tried]
                if left and tried[-1] == late.channel:
                    alert = alerts.get(log, late.alert_id)
                    draft = Draft(
                        key=alert.key,
                        subscriber=alert.subscriber,
                        kind=alert.kind,
                        created_at=now,
                        due_at=now,
                    )
                    key = outbox.delivery_key(alert.key, left[0])
                    deliveries.add(log, alert.id, draft, key, left[0])
                    given += 1
    return given
