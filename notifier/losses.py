"""Channels that do not deliver: told to the operator once, and once when it is over.

    outcome | given up, or failing for an hour? | marked in `lines` | one message a channel

It runs in the transaction that marks the outcome: a channel's trouble is neither lost nor told twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from notifier import operators
from notifier.model import DeliveryState
from notifier.store import lines

if TYPE_CHECKING:
    from datetime import datetime

    from config.model import Config
    from notifier import outbox
    from notifier.model import Delivery
    from scraper.store import Log

PATIENCE = timedelta(hours=1)  # a shorter outage is nobody's business: the outbox bridges it
WORDS = {
    "en": {
        "begun": "Messages do not get through: {who} by {channel}",
        "why": "{who} has not been reached by {channel} since {since} UTC.\nLast answer: {reason}.",
        "mend": "Check with: glorywatch send-test {who}\nSend again what was given up: "
        "glorywatch redrive --all --subscriber {who}",
        "over": "Messages get through again: {who} by {channel}",
    },
    "ko": {
        "begun": "메시지 전달 실패: {who}, {channel}",
        "why": "{since} UTC부터 {channel}(으)로 {who}에게 전달되지 않습니다.\n마지막 응답: {reason}.",
        "mend": "확인: glorywatch send-test {who}\n포기한 메시지 다시 보내기: "
        "glorywatch redrive --all --subscriber {who}",
        "over": "메시지 전달 재개: {who}, {channel}",
    },
}


class Losses:
    """Which channels are in trouble; belongs to the thread of its log."""

    def __init__(self, log: Log) -> None:
        self._troubled = lines.troubled(log)

    def see(self, log: Log, config: Config, delivery: Delivery, step: outbox.Next, *, now: datetime) -> None:
        """Take note of what became of a delivery, and write to the operator if that is news."""
        line = (delivery.subscriber, delivery.channel)
        if step.state is DeliveryState.DELIVERED:
            if line in self._troubled:
                self._troubled.discard(line)
                lines.over(log, *line)
                _write(log, config, line, "over", {}, now)
            return
        given_up = step.state in (DeliveryState.DEAD, DeliveryState.EXPIRED)
        long = step.state is DeliveryState.WAITING and now - delivery.created_at >= PATIENCE
        if (given_up or long) and line not in self._troubled:
            self._troubled.add(line)
            lines.begun(log, *line, reason=step.reason, now=now)
            since = delivery.created_at.strftime("%Y-%m-%d %H:%M")
            _write(log, config, line, "begun", {"reason": step.reason, "since": since}, now)


def _write(  # noqa: PLR0913, PLR0917 - what the message says, and where it goes
    log: Log, config: Config, line: tuple[str, str], what: str, more: dict[str, str], now: datetime
) -> None:
    operator = operators.operator_of(config)
    if operator is None:
        return
    words = WORDS[operator.language]
    parts = {"who": line[0], "channel": line[1], **more}
    text = "\n\n".join(words[key] for key in ("why", "mend")) if what == "begun" else words["over"]
    operators.write(
        log,
        config,
        operator,
        subject=words[what].format(**parts),
        text=text.format(**parts),
        about=(what, *line),
        now=now,
        without=line,  # not by the channel that does not work
    )
