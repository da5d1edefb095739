"""Dates that count from another date of the text: "a week earlier", "that December", "the 21st"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from scraper.claims.dates.mention import Precision
from scraper.claims.dates.periods import DAY, shift
from scraper.claims.dates.resolve import Resolved, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping

_WEEK, _MONTH, _YEAR = 2, 3, 4  # units
_FULL, _MONTH_ONLY = len("2024-05-03"), len("2024-05")


def counts_from_another(slots: Mapping[str, int]) -> bool:
    """Whether the slots mean nothing without the date before."""
    return "ayear" in slots or "off" in slots or "back" in slots


def from_date(slots: Mapping[str, int], held: Resolved, today: date) -> Resolved | None:
    """Resolve slots that count from the date `held`. None where that is too coarse for it."""
    if "ayear" in slots:
        year = int(held.value[:4]) + slots["ayear"]
        return resolve({**slots, "year": year}, today)
    return moved(
        held, slots.get("n", 1) * (slots["back"] if "back" in slots else slots["off"]), slots["unit"]
    )


def day_of_month(day: int, held: Resolved) -> Resolved | None:
    """Resolve a bare day of the month that the date before lies in: "6월 10일에서 3일로"."""
    value, past, future = (v[:_MONTH_ONLY] for v in (held.value, held.past, held.future))
    return _day_in(day, held._replace(value=value, past=past, future=future))


def day_beside(day: int, held: Resolved) -> Resolved | None:
    """Resolve a bare day that stands behind a date: "March 14 … the 21st". None where that is no day."""
    if len(held.value) == _MONTH_ONLY:
        return _day_in(day, held)
    if any(len(value) != _FULL for value in (held.value, held.past, held.future)):
        return None
    value, past, future = (_day_after(value, day) for value in (held.value, held.past, held.future))
    return held._replace(value=value, past=past, future=future) if value and past and future else None


def _day_in(day: int, held: Resolved) -> Resolved | None:
    """Resolve a bare day that stands behind its month: "in its March line-up, on the 14th"."""
    try:
        value, past, future = (
            str(date.fromisoformat(f"{v}-{day:02}")) for v in (held.value, held.past, held.future)
        )
    except ValueError:
        return None
    return held._replace(value=value, past=past, future=future, precision=Precision.DAY)


def _day_after(value: str, day: int) -> str:
    year, month = int(value[:4]), int(value[5:7])
    if day < int(value[8:]):  # the same day is told again: "in eight days, on the 17th"
        year, month = shift(year, month, 1)
    try:
        return str(date(year, month, day))
    except ValueError:
        return ""


def moved(held: Resolved, count: int, unit: int) -> Resolved | None:
    """Return a date so many units later, as precise as it was. None where it is coarser than the unit."""
    if "/" in held.value:
        return None
    value = _moved(held.value, count, unit)
    return held._replace(value=value, past=value, future=value, year_stated=True) if value else None


def _moved(value: str, count: int, unit: int) -> str:
    if unit == _YEAR:
        later = f"{int(value[:4]) + count}{value[4:]}"
        return later if later[4:] != "-02-29" else ""
    if unit == _MONTH:
        months = value[5:7]
        if not months or int(months) > 12:
            return ""
        year, month = shift(int(value[:4]), int(months), count)
        return f"{year}-{month:02}"
    if len(value) != _FULL:
        return ""
    return str(date.fromisoformat(value) + count * (7 if unit == _WEEK else 1) * DAY)
