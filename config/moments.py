"""Rules of time in the operator's file: when a digest goes out, when somebody is not to be disturbed.

    daily 08:00   weekly mon 08:00   cron 0 8 1,15 * *        22:00-07:00

This is the only file of the configuration that knows APScheduler, whose cron it is (five fields as in
crontab(5), names of days and months allowed).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"


def crontab(rule: str) -> str:
    """Return a digest rule as five cron fields. Raises ValueError with a sentence for what is none."""
    plain = " ".join(rule.lower().split())
    if found := re.fullmatch(rf"daily {_CLOCK}", plain):
        return f"{int(found[2])} {int(found[1])} * * *"
    if found := re.fullmatch(rf"weekly ({'|'.join(DAYS)}) {_CLOCK}", plain):
        return f"{int(found[3])} {int(found[2])} * * {found[1]}"
    msg = "is no rule for a digest; write 'daily 08:00', 'weekly mon 08:00' or 'cron 0 8 * * 1-5'"
    if plain.startswith("cron "):
        fields = plain.removeprefix("cron ")
        comes = _comes(fields)
        if comes:
            return fields
        if comes is False:
            msg = "is a day that never comes; write for example 'cron 0 8 * * 1-5'"
    raise ValueError(msg)


@lru_cache(maxsize=256)
def _comes(fields: str) -> bool | None:
    """Whether five cron fields ever come true, as 30 February does not; None if they cannot be read."""
    try:
        trigger = _trigger(fields, "UTC")
    except ValueError:
        return None
    return trigger.get_next_fire_time(None, datetime(2000, 1, 1, tzinfo=UTC)) is not None


@lru_cache(maxsize=1024)
def next_after(rule: str, zone: str, after: datetime) -> datetime:
    """Return the first moment after `after`, in UTC, at which a digest rule holds in a zone."""
    trigger = _trigger(crontab(rule), zone)
    # A trigger gives the first moment at or after; a digest that is due now has been sent.
    found: datetime | None = trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
    if found is None:
        msg = f"the digest rule {rule!r} never comes true"
        raise ValueError(msg)
    return found.astimezone(UTC)


def _trigger(fields: str, zone: str) -> CronTrigger:
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 - 0.2 s, for those who use digests

    return CronTrigger.from_crontab(fields, timezone=ZoneInfo(zone))


def hours(text: str) -> tuple[time, time]:
    """Return the start and end of quiet hours. Raises ValueError with a sentence for what is none."""
    found = re.fullmatch(rf"\s*{_CLOCK}\s*-\s*{_CLOCK}\s*", text)
    if found is None or (found[1], found[2]) == (found[3], found[4]):
        msg = "are no quiet hours; write a start and an end on the clock, like 22:00-07:00"
        raise ValueError(msg)
    return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))


def quiet_until(text: str, zone: str, at: datetime) -> datetime | None:
    """Return the end of the quiet hours that `at` lies in, None if it lies in none."""
    start, end = hours(text)
    here = at.astimezone(ZoneInfo(zone))
    now = here.time().replace(tzinfo=None)
    within = start <= now < end if start < end else now >= start or now < end
    if not within:
        return None
    day = here.date() if now < end else here.date() + timedelta(days=1)
    until = datetime.combine(day, end, tzinfo=ZoneInfo(zone))
    if until.astimezone(UTC) <= at:  # the hour that comes twice in autumn: its second end
        until = until.replace(fold=1)
    return until.astimezone(at.tzinfo)
