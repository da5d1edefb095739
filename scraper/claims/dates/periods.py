"""Periods of the calendar and their EDTF spelling (ISO 8601-2:2019).

Seasons are 21-24, quarters 33-36, thirds ("quadrimesters") 37-39, halves 40-41, ranges `a/b`. "End of
a year" is its December: that is what people mean by it.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.claims.dates.holidays import day_in
from scraper.claims.dates.mention import Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

YEARS = range(1900, 2100)
DAY = timedelta(days=1)
# A season's first month; winter runs into the next year.
SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
# Feasts of the moon: the month, and the years in which it is the other one (2000-2032): the New Year
# and Chuseok by the Korean calendar, Diwali by the Indian one.
FEASTS = {
    1: (2, 1, frozenset((2001, 2004, 2006, 2009, 2012, 2014, 2017, 2020, 2023, 2025, 2028, 2031))),
    2: (9, 10, frozenset((2001, 2006, 2009, 2017, 2020, 2025, 2028, 2031))),
    3: (
        11,
        10,
        frozenset((2000, 2003, 2006, 2008, 2009, 2011, 2014, 2016, 2017, 2019, 2022, 2025, 2027, 2028, 2030)),
    ),
}
YEAR_END = 4  # the "third" that is no third


@dataclass(frozen=True, slots=True)
class Span:
    """A value with its first and last day."""

    value: str
    first: date
    last: date


def day_of(day: date) -> Span:
    """Wrap a day."""
    return Span(day.isoformat(), day, day)


@lru_cache(maxsize=4096)
def day_span(year: int, month: int, day: int) -> Span | None:
    """One day; None where the calendar has no such day."""
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    the_day = date(year, month, day)
    return Span(the_day.isoformat(), the_day, the_day)


def days_span(first: date, last: date) -> Span:
    """Consecutive days."""
    return Span(f"{first}/{last}" if first != last else str(first), first, last)


@lru_cache(maxsize=4096)
def months_span(year: int, month: int, months: int, code: int | None = None) -> Span | None:
    """`months` months from `month` on, written with the EDTF code if one is given."""
    if year not in YEARS or not 1 <= month <= 12:
        return None
    end_year, end_month = shift(year, month, months - 1)
    if end_year not in YEARS:
        return None
    last = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Span(f"{year}-{code or month:02}", date(year, month, 1), last)


def shift(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month so many months later."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def within_year(slots: Mapping[str, int], year: int) -> tuple[Span | None, Precision]:
    """Read what the slots say, in that year. The span is None where no calendar has it."""
    if "month" in slots:
        return _of_month(slots, year)
    if "feast" in slots:
        month, other, years = FEASTS[slots["feast"]]
        return months_span(year, other if year in years else month, 1), Precision.MONTH
    if "holiday" in slots:
        month, day = day_in(year, slots["holiday"])
        return _of_month({"month": month} if "about" in slots else {"month": month, "day": day}, year)
    for name, reading in _PARTS.items():
        if name in slots:
            first, months, code, precision = reading(slots[name])
            return months_span(year, first, months, code), precision
    if year not in YEARS:
        return None, Precision.YEAR
    return Span(f"{year}", date(year, 1, 1), date(year, 12, 31)), Precision.YEAR


# Part of a year → its first month, how many months, its EDTF code, its precision.
_PARTS: Mapping[str, Callable[[int], tuple[int, int, int, Precision]]] = {
    "season": lambda season: (SEASON_STARTS[season], 3, season, Precision.SEASON),
    "quarter": lambda quarter: (3 * quarter - 2, 3, 32 + quarter, Precision.QUARTER),
    "half": lambda half: (6 * half - 5, 6, 39 + half, Precision.HALF),
    "third": lambda third: (
        (12, 1, 12, Precision.MONTH) if third == YEAR_END else (4 * third - 3, 4, 36 + third, Precision.THIRD)
    ),
}


def _of_month(slots: Mapping[str, int], year: int) -> tuple[Span | None, Precision]:
    month = slots["month"]
    if "day2" in slots:
        first, last = day_span(year, month, slots["day"]), day_span(year, month, slots["day2"])
        ordered = first is not None and last is not None and first.first < last.first
        return (days_span(first.first, last.last) if ordered and first and last else None), Precision.DAYS
    if "nth" in slots:
        return _nth_weekday(year, month, slots["weekday"], slots["nth"]), Precision.DAY
    if "day" in slots:
        return day_span(year, month, slots["day"]), Precision.DAY
    if "month2" in slots:
        return _month_range(year, month, slots["month2"]), Precision.RANGE
    return months_span(year, month, 1), Precision.MONTH


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> Span | None:
    """Return the nth Monday … Sunday (0 … 6) of a month; the fifth is the last, of four as well."""
    if year not in YEARS:
        return None
    first, days = monthrange(year, month)
    day = 1 + (weekday - first) % 7 + 7 * (nth - 1)
    return day_span(year, month, day if day <= days else day - 7)


def _month_range(year: int, month: int, month2: int) -> Span | None:
    first = months_span(year, month, 1)
    last = months_span(year + (month2 <= month), month2, 1)
    if first is None or last is None or month == month2:
        return None
    return Span(f"{first.value}/{last.value}", first.first, last.last)
