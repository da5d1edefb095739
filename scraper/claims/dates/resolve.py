"""Slots to a date: which year, month or week is meant, seen from the publication day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.dates.mention import Precision
from scraper.claims.dates.periods import DAY, YEARS, Span, day_of, days_span, shift, within_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date


_EVENING = 5  # hours from a post, of no known time, to the end of its day
_SPRING = 3  # the last month in which a television season has its middle before it


class Resolved(NamedTuple):
    """A span chosen, and what tense would choose instead."""

    value: str
    past: str
    future: str
    precision: Precision
    year_stated: bool
    relative: bool


def resolve(slots: Mapping[str, int], today: date) -> Resolved | None:
    """Resolve one expression from the publication day. None for what no calendar has."""
    for name, reading in _RELATIVE.items():
        if name in slots:
            return reading(slots, today)
    if (year := stated_year(slots, today)) is not None:
        if "year3" in slots:
            return _years(year, slots["year3"])
        span, precision = within_year(slots, year)
        return _fixed(span, precision, relative="ryear" in slots)
    if "month" not in slots and "day" in slots:
        return _day_of_month(slots, today)
    if "month" not in slots and "weekday" in slots:
        return _weekday(slots["weekday"], slots.get("way"), today)
    return _in_some_year(slots, today)


def stated_year(slots: Mapping[str, int], today: date) -> int | None:
    """Return the year that the slots fix, if they do."""
    if "year" in slots:
        return slots["year"]
    if "year2" in slots:
        # Two digits are of this century, or of the last where that would lie far ahead.
        return 2000 + slots["year2"] if 2000 + slots["year2"] <= today.year + 20 else 1900 + slots["year2"]
    if "reiwa" in slots:
        return 2018 + slots["reiwa"]
    if "ryear" in slots:
        return today.year + slots["ryear"]
    return None


def _fixed(span: Span | None, precision: Precision, *, relative: bool) -> Resolved | None:
    if span is None:
        return None
    return Resolved(span.value, span.value, span.value, precision, year_stated=True, relative=relative)


def _years(first: int, last: int) -> Resolved | None:
    if not (first in YEARS and last in YEARS and first < last):
        return None
    value = f"{first}/{last}"
    return Resolved(value, value, value, Precision.RANGE, year_stated=True, relative=False)


def _counted(slots: Mapping[str, int], today: date) -> Resolved | None:
    """So many days, weeks, months or years from today, no more precise than the unit."""
    count = slots.get("n", 1) * slots.get("sign", 1)
    unit = slots.get("unit", 1)
    if "clock" in slots:  # so many hours are tomorrow, few of them and any minutes today
        return _fixed(day_of(today + slots["clock"] * (count > _EVENING) * DAY), Precision.DAY, relative=True)
    if unit <= 2:
        if abs(count) > 5000:
            return None
        return _fixed(day_of(today + count * (7 if unit == 2 else 1) * DAY), Precision.DAY, relative=True)
    if "exact" in slots:
        year, month = shift(today.year, today.month, count * (12 if unit == 4 else 1))
        return _fixed(*within_year({"month": month, "day": today.day}, year), relative=True)
    if unit == 4:
        return _fixed(*within_year({}, today.year + count), relative=True)
    year, month = shift(today.year, today.month, count)
    return _fixed(*within_year({"month": month}, year), relative=True)


def _in_week(slots: Mapping[str, int], today: date) -> Resolved | None:
    monday = today - today.weekday() * DAY + 7 * slots.get("week", slots.get("weekend", 0)) * DAY
    if "weekday" in slots:
        return _fixed(day_of(monday + slots["weekday"] * DAY), Precision.DAY, relative=True)
    if "weekend" in slots:
        return _fixed(days_span(monday + 5 * DAY, monday + 6 * DAY), Precision.DAYS, relative=True)
    return _fixed(days_span(monday, monday + 6 * DAY), Precision.DAYS, relative=True)


def _day_of_month(slots: Mapping[str, int], today: date) -> Resolved | None:
    """Look for a day without its month in the months around; a weekday beside it decides."""
    spans: list[Span] = []
    kept = Precision.DAY
    for months in range(-2, 3):
        year, month = shift(today.year, today.month, months)
        span, precision = within_year({**slots, "month": month}, year)
        if span is not None:
            spans.append(span)
            kept = precision
    if not spans:
        return None
    chosen = _choose(spans, slots, today, kept)
    return chosen._replace(year_stated=False)


def _weekday(weekday: int, way: int | None, today: date) -> Resolved:
    ahead = (weekday - today.weekday()) % 7
    coming, gone = today + ahead * DAY, today - ((7 - ahead) % 7) * DAY
    if way is None:
        near = coming if coming - today <= today - gone else gone
        return Resolved(str(near), str(gone), str(coming), Precision.DAY, year_stated=False, relative=True)
    if way == -1:
        day = gone if gone < today else gone - 7 * DAY
    elif way != 1:
        day = coming
    else:  # "next Friday" is next week's
        day = today - today.weekday() * DAY + (7 + weekday) * DAY
    return Resolved(str(day), str(day), str(day), Precision.DAY, year_stated=True, relative=True)


def _in_some_year(slots: Mapping[str, int], today: date) -> Resolved | None:
    """Resolve a month, season, quarter … without its year."""
    spans: list[Span] = []
    kept = Precision.YEAR
    # 29 February comes once in four years, or once in eight.
    reach = 8 if slots.get("day") == 29 and slots.get("month") == 2 else 2
    for year in range(today.year - reach, today.year + reach + 1):
        span, precision = within_year(slots, year)
        if span is not None:
            spans.append(span)
            kept = precision
    if not spans:
        return None
    return _choose(spans, slots, today, kept)


def _choose(spans: list[Span], slots: Mapping[str, int], today: date, precision: Precision) -> Resolved:
    """Among the occurrences: the last, the next, and the one that the words mean."""
    if "weekday" in slots and precision is Precision.DAY:
        named = [s for s in spans if s.first.weekday() == slots["weekday"]]
        near = [s for s in named if abs(s.first - today) < 400 * DAY]
        if len(near) == 1:
            return _all_one(near[0], precision)
        spans = named or spans
    past = _last(spans, lambda s: s.first <= today) or spans[0]
    future = _first(spans, lambda s: s.last >= today) or spans[-1]
    way = slots.get("way")
    if way == -1:
        gone = _last(spans, lambda s: s.last < today or (precision is Precision.DAY and s.first <= today))
        return _all_one(gone or past, precision)
    if way in (1, 2):
        # "next spring", said in spring, is a year off; "this coming spring" is not
        later = _first(spans, lambda s: s.first > today) if way == 1 else None
        return _all_one(later or future, precision)
    if way == 0 or precision in (Precision.HALF, Precision.QUARTER, Precision.THIRD) or "third" in slots:
        this = next((s for s in spans if s.first.year == today.year), future)
        if way == 0:
            return _all_one(this, precision)
        return Resolved(this.value, past.value, future.value, precision, year_stated=False, relative=False)
    nearest = min(spans, key=lambda s: (_distance(s, today), s.first < today))
    return Resolved(nearest.value, past.value, future.value, precision, year_stated=False, relative=False)


def _all_one(span: Span, precision: Precision) -> Resolved:
    return Resolved(span.value, span.value, span.value, precision, year_stated=True, relative=True)


def _last(spans: Iterable[Span], fits: Callable[[Span], bool]) -> Span | None:
    return next((s for s in reversed(list(spans)) if fits(s)), None)


def _first(spans: Iterable[Span], fits: Callable[[Span], bool]) -> Span | None:
    return next((s for s in spans if fits(s)), None)


def _distance(span: Span, today: date) -> int:
    if span.first <= today <= span.last:
        return 0
    return min(abs((span.first - today).days), abs((span.last - today).days))


def _in_days(slots: Mapping[str, int], today: date) -> Resolved | None:
    return _fixed(day_of(today + slots["rday"] * DAY), Precision.DAY, relative=True)


def _in_month(slots: Mapping[str, int], today: date) -> Resolved | None:
    year, month = shift(today.year, today.month, slots["rmonth"])
    span, precision = within_year({**slots, "month": month}, year)
    return _fixed(span, precision, relative=True)


def _in_midseason(slots: Mapping[str, int], today: date) -> Resolved | None:
    """Resolve the middle of a television season: the first months of the next year, or of this one."""
    year = today.year + slots["midseason"] * (today.month > _SPRING)
    return _fixed(*within_year({}, year), relative=True)


# What counts from today, by the slot that tells; the first that is there decides.
_RELATIVE: Mapping[str, Callable[[Mapping[str, int], date], Resolved | None]] = {
    "n": _counted,
    "sign": _counted,
    "rday": _in_days,
    "week": _in_week,
    "weekend": _in_week,
    "rmonth": _in_month,
    "midseason": _in_midseason,
}
