"""Quiet hours and digests on a reader's clock, across midnight and when the clocks are changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from config.moments import next_after, quiet_until


def utc(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "zone", "at", "until"),
    [
        ("22:00-07:00", "Asia/Seoul", utc(1, 5, 12, 59), None),
        ("22:00-07:00", "Asia/Seoul", utc(1, 5, 13), utc(1, 5, 22)),  # 22:00 there
        ("22:00-07:00", "Asia/Seoul", utc(1, 5, 21, 59), utc(1, 5, 22)),
        ("22:00-07:00", "Asia/Seoul", utc(1, 5, 22), None),
        ("12:00-14:00", "UTC", utc(1, 5, 13), utc(1, 5, 14)),
        # 29 March: from 02:00 to 03:00 in Berlin there is no time
        ("22:00-07:00", "Europe/Berlin", utc(3, 28, 21), utc(3, 29, 5)),
        ("22:00-07:00", "Europe/Berlin", utc(3, 29, 4, 59), utc(3, 29, 5)),
        ("23:00-02:30", "Europe/Berlin", utc(3, 28, 23, 30), utc(3, 29, 1, 30)),
        # 25 October: from 02:00 to 03:00 twice
        ("22:00-07:00", "Europe/Berlin", utc(10, 24, 22), utc(10, 25, 6)),
        ("23:00-02:30", "Europe/Berlin", utc(10, 24, 23, 30), utc(10, 25, 0, 30)),
        ("23:00-02:30", "Europe/Berlin", utc(10, 25, 1, 10), utc(10, 25, 1, 30)),
    ],
)
def test_quiet_hours_end_by_the_readers_clock_and_never_before_now(hours, zone, at, until):
    assert quiet_until(hours, zone, at) == until


@pytest.mark.parametrize(
    ("rule", "zone", "after", "due"),
    [
        ("daily 08:00", "Asia/Seoul", utc(1, 5, 22, 59), utc(1, 5, 23)),
        ("daily 08:00", "Asia/Seoul", utc(1, 5, 23), utc(1, 6, 23)),
        ("weekly mon 08:00", "UTC", utc(1, 5, 8), utc(1, 12, 8)),
        ("cron 0 8 1,15 * *", "Asia/Seoul", utc(1, 5, 0), utc(1, 14, 23)),
        ("cron 0 8 29 2 *", "UTC", utc(1, 5, 0), datetime(2028, 2, 29, 8, tzinfo=UTC)),
        ("daily 08:00", "Europe/Berlin", utc(3, 28, 7), utc(3, 29, 6)),
        ("daily 08:00", "Europe/Berlin", utc(10, 24, 6), utc(10, 25, 7)),
        ("daily 02:30", "Europe/Berlin", utc(3, 28, 12), utc(3, 29, 1, 30)),
    ],
)
def test_a_digest_is_due_by_the_readers_clock(rule, zone, after, due):
    assert next_after(rule, zone, after) == due
