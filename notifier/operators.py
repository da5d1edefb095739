"""Word to the operator: a message about the program's own work, by all channels of one subscriber.

It is written in the caller's transaction, beside the mark that it was told: neither is lost, none told twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier import outbox
from notifier.address import addresses
from notifier.model import AlertKind, Draft
from notifier.store import alerts, deliveries
from scraper.store import stamp

if TYPE_CHECKING:
    from datetime import datetime

    from config.model import Config, Subscriber
    from scraper.store import Log


def operator_of(config: Config) -> Subscriber | None:
    """Return the subscriber who runs the program, None where the configuration names nobody."""
    return next((s for s in config.subscribers if s.name == config.daemon.operator), None)


def write(  # noqa: PLR0913 - what the message says, where it goes and what makes it one
    log: Log,
    config: Config,
    operator: Subscriber,
    *,
    subject: str,
    text: str,
    about: tuple[str, ...],
    now: datetime,
    without: tuple[str, str] = ("", ""),
) -> None:
    """Queue a message. `about` makes its key, with `now`; a line (subscriber, channel) may be left out."""
    draft = Draft(
        key=outbox.alert_key(operator.name, AlertKind.OPERATOR, stamp(now), *about),
        subscriber=operator.name,
        kind=AlertKind.OPERATOR,
        created_at=now,
        due_at=now,
        urgent=False,
        subject=subject,
        text=text,
    )
    alert = alerts.add(log, draft)
    for address in addresses(operator, config):
        if (operator.name, address.channel) != without:
            key = outbox.delivery_key(draft.key, address.channel)
            deliveries.add(log, alert, draft, key, address.channel)
