"""EDTF values as spans of days, and how two of them stand to each other.

The values that claims carry are few and plain, so they are converted here by arithmetic (about a
microsecond, then cached); everything else that ISO 8601-2 allows goes through the `edtf` library,
whose parser takes 5 ms a value. This is the only file that imports it.

    2022-12-30   2022-12   2023   2023-33 … 36 quarters   2023-40, 41 halves   2023-37 … 39 thirds
    2023-21 … 24 spring, summer, autumn, winter   2022-10/2022-12 from the first to the last
    XXXX pulled, with no new date: the whole of time
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from edtf import parse_edtf
from edtf.parser import EDTFParseException

PULLED = "XXXX"

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# First month and number of months. Quarters, thirds and halves: ISO 8601-2:2019, 4.8. Winter begins in
# December and ends in February of the next year, as release calendars use the word.
_GROUPS = {
    "21": (3, 3), "22": (6, 3), "23": (9, 3), "24": (12, 3),
    "33": (1, 3), "34": (4, 3), "35": (7, 3), "36": (10, 3),
    "37": (1, 4), "38": (5, 4), "39": (9, 4),
    "40": (1, 6), "41": (7, 6),
}  # fmt: skip


class Span(NamedTuple):
    """The first and the last day that a value allows, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds; 1 is a day."""
        return self.last.toordinal() - self.first.toordinal() + 1


ALWAYS = Span(date.min, date.max)


@lru_cache(maxsize=16384)
def span(value: str) -> Span:
    """Return the days that an EDTF value allows. Raises ValueError for text that is no EDTF date."""
    if value == PULLED:
        return ALWAYS
    first, slash, last = value.partition("/")
    if not slash:
        return _one(value)
    start = date.min if first in ("", "..") else _one(first).first
    end = date.max if last in ("", "..") else _one(last).last
    if end < start:
        msg = f"{value!r} ends before it begins"
        raise ValueError(msg)
    return Span(start, end)


def _one(value: str) -> Span:
    plain = _PLAIN.fullmatch(value)
    if plain is None:
        return _by_library(value)
    year, month, day = int(plain[1]), plain[2], plain[3]
    if not month:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if day:
        only = date(year, int(month), int(day))
        return Span(only, only)
    if month in _GROUPS:
        start, length = _GROUPS[month]
        return _months(year, start, length)
    return _months(year, int(month), 1)


def _months(year: int, start: int, length: int) -> Span:
    first = date(year, start, 1)
    beyond = start - 1 + length - 1
    year, month = year + beyond // 12, beyond % 12 + 1
    return Span(first, date(year, month, calendar.monthrange(year, month)[1]))


def _by_library(value: str) -> Span:
    try:
        parsed = parse_edtf(value)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return Span(date(*low[:3]), date(*high[:3]))
    except (EDTFParseException, ValueError, AttributeError, TypeError, NotImplementedError) as error:
        # edtf 5.0 answers some level-2 forms ("2022-1X", open intervals) with the middle two
        msg = f"{value!r} is no EDTF date"
        raise ValueError(msg) from error


def readable(value: str) -> bool:
    """Whether `span` can read the value."""
    try:
        span(value)
    except ValueError:
        return False
    return True


def contains(outer: str, inner: str) -> bool:
    """Whether every day of `inner` is a day of `outer`; equal values contain each other."""
    a, b = span(outer), span(inner)
    return a.first <= b.first and b.last <= a.last


def overlaps(one: str, other: str) -> bool:
    """Whether the two share a day."""
    a, b = span(one), span(other)
    return a.first <= b.last and b.first <= a.last
