"""Room on the disk: told to the operator once when it runs low, and once when there is enough again.

    bytes free | below `daemon.disk_low`? | marked in `alarms` | one message

It is told while there is still room to write it down: crawling stops only below `upkeep.LOW`. It is over when
a fifth more than the limit is free, so that a disk at the limit is no chain of messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier import operators
from notifier.store import alarms

if TYPE_CHECKING:
    from datetime import datetime

    from config.model import Config
    from scraper.store import Log

DISK = "disk"
WORDS = {
    "en": {
        "low": "The disk is nearly full: {free} MB left",
        "what": "{free} MB are free where the log lies ({path}).\n"
        "Below {stop} MB nothing new is crawled; what is known is still told.",
        "over": "The disk has room again: {free} MB",
    },
    "ko": {
        "low": "디스크 공간 부족: {free} MB 남음",
        "what": "로그가 있는 곳({path})에 {free} MB가 남아 있습니다.\n"
        "{stop} MB 미만이 되면 새로운 수집이 멈추고, 이미 알려진 내용만 전달됩니다.",
        "over": "디스크 공간 회복: {free} MB",
    },
}
_MB = 1024 * 1024


def tell(log: Log, config: Config, *, free: int, stop: int, now: datetime) -> int:
    """Write to the operator if the disk runs low or has room again; returns how many messages that were.

    `free` and `stop`, below which nothing is crawled, are bytes. Without an operator nothing is marked.
    """
    operator = operators.operator_of(config)
    limit = config.daemon.disk_low
    if operator is None:
        return 0
    rung = alarms.rung(log, DISK)
    if rung == (free < (limit + limit // 5 if rung else limit)):
        return 0
    words = WORDS[operator.language]
    said = {"free": free // _MB, "path": config.log_path.parent, "stop": stop // _MB}
    with log.transaction():
        if rung:
            alarms.over(log, DISK)
        else:
            alarms.begun(log, DISK, now=now)
        operators.write(
            log,
            config,
            operator,
            subject=words["over" if rung else "low"].format(**said),
            text=words["what"].format(**said),
            about=(DISK, "over" if rung else "low"),
            now=now,
        )
    return 1
