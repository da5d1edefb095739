"""What a date expression in a text comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """The size of the span that the source gave, the smallest first."""

    DAY = "day"
    DAYS = "days"  # a range of days: a week, a weekend, "3-5 July"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    THIRD = "third"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"  # between months, quarters, years …


class Bound(StrEnum):
    """The word that turns a date into a limit."""

    NONE = ""
    BEFORE = "before"
    AFTER = "after"
    BY = "by"
    SINCE = "since"
    UNTIL = "until"
    FROM = "from"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """One date expression: `text[start:end]`, resolved to EDTF (ISO 8601-2:2019, level 1).

    `value` is the nearest sensible reading from the publication day. Where the text leaves the year
    (or month, or week) open, `past` is the last occurrence up to that day and `future` the next one
    from that day on, so that a caller who knows the tense can choose; else all three are equal.
    """

    start: int  # code points in the text that was given
    end: int
    value: str
    past: str
    future: str
    precision: Precision
    form: str  # name of the grammar's form that matched, for explanations
    year_stated: bool  # the text itself fixes the year, in figures or as "next year"
    relative: bool  # counted from the publication day: "tomorrow", "next month", "오는 30일"
    weekday: int | None = None  # Monday is 0, where the text names one
    bound: Bound = Bound.NONE
    bare: bool = False  # a year with nothing around it that makes it a date ("2024 Awards")

    @property
    def opening(self) -> str:
        """Where the span begins: the first side of a range, else the value."""
        return self.value.partition("/")[0]

    @property
    def open(self) -> bool:
        """Whether tense decides: the text leaves the year, month or week open."""
        return self.past != self.future
