"""A message sent now, beside the log: for tests of a channel, and for word that no log can hold."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from notifier.relay import order
from notifier.senders import Senders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from notifier.address import Address
    from notifier.model import Outcome
    from notifier.wording import Message


def send(
    key: str,
    addresses: Sequence[Address],
    message: Message,
    *,
    now: datetime,
    patience_s: float | None = None,
) -> dict[str, Outcome]:
    """Send a message to each address at the same time; returns what became of it, by channel.

    `key` goes along, with the channel, so that a receiver can drop a repeat. Waits for every answer, or
    at most `patience_s`; who had not answered by then is left out.
    """
    until = None if patience_s is None else time.monotonic() + patience_s
    senders = Senders(children=1)
    try:
        for number, address in enumerate(addresses):
            senders.submit(number, order(f"{key}-{address.channel}", address, message, sent_at=now))
        outcomes: dict[str, Outcome] = {}
        while len(outcomes) < len(addresses) and (until is None or time.monotonic() < until):
            for number, outcome in senders.collect(1.0):
                outcomes[addresses[number].channel] = outcome
        return outcomes
    finally:
        senders.close()
