"""Days of the year that have names: fixed ones, and those that are a certain weekday of a month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

# A code is month * 100 + day; from COUNTED on it is (month * 10 + which) * 10 + weekday, with `which`
# 1 to 4, or 5 for the last one of the month.
COUNTED = 2000
_LAST = 5
HOLIDAYS: dict[str, int] = {
    "new year's day": 101,
    "new year's eve": 1231,
    "christmas day": 1225,
    "christmas": 1225,
    "xmas": 1225,
    "christmas eve": 1224,
    "boxing day": 1226,
    "halloween": 1031,
    "valentine's day": 214,
    "valentines day": 214,
    "april fools' day": 401,
    "st. patrick's day": 317,
    "st patrick's day": 317,
    "independence day": 704,
    "the fourth of july": 704,
    "veterans day": 1111,
    "armistice day": 1111,
    "martin luther king day": COUNTED + 130,
    "presidents' day": COUNTED + 230,
    "memorial day": COUNTED + 550,
    "labor day": COUNTED + 910,
    "columbus day": COUNTED + 1020,
    "thanksgiving day": COUNTED + 1143,
    "thanksgiving": COUNTED + 1143,
}


def day_in(year: int, code: int) -> tuple[int, int]:
    """Return month and day of a holiday in a year."""
    if code < COUNTED:
        return code // 100, code % 100
    month, which, weekday = (code - COUNTED) // 100, (code - COUNTED) // 10 % 10, (code - COUNTED) % 10
    last = monthrange(year, month)[1]
    if which == _LAST:
        return month, last - (date(year, month, last).weekday() - weekday) % 7
    return month, 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (which - 1)
