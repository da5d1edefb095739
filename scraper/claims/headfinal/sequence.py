"""The dates of a sentence as they stand to each other: a month or year that the next one shares, ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.claims.dates import Bound, Precision
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.model import DocumentKind
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from scraper.claims.dates import DateMention
    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.sentence import Sentence

AND = ("과", "와", "·", "및")
_BESIDE = 4  # characters between two dates that are told together
_LONG_AGO, _SOON = timedelta(days=60), timedelta(days=10)
_ARROW = re.compile(r"(?:에서|서)? ?(?:→|->|—>|➡)? ?$")
_LISTED = re.compile(rf"(?:\([^()]*\))?, ?[{MARKS['scope']}{MARKS['count']}](?:은|는|이|가)? ")
_YEARLY = ("half-open", "quarter-open", "season-open", "month", "month-day")
_PUT_OFF = re.compile(r"까지 (?:밀|미뤄|늦|연기)")
_THAT_IS = ("인 ", "인", "(", " (", ", ")


def told(topics: Topics, sentence: Sentence) -> list[tuple[Mark, int]]:
    """Return the dates of a sentence that can be a beginning, with their places."""
    text = sentence.text
    dates = [
        (_in_known_month(topics, m), p)
        for m, p in sentence.placed(Kind.DATE)
        if m.date is not None and not _ends(m, text, p)
    ]
    post = topics.scene.document.kind is DocumentKind.POST
    return _ranged(dates if post else _carried(dates, text), text)


def _ends(mark: Mark, text: str, place: int) -> bool:
    """Whether a date is where something ends ("2월 말까지 방송"); a range opens with its first side."""
    if mark.date is None or mark.date.bound is Bound.SINCE:
        return True
    return (
        text.startswith("까지", place + 1)
        and "/" not in mark.date.value
        and not _PUT_OFF.match(text, place + 1)
    )


def _same_month(first: int, second: int, before: DateMention, day: DateMention, text: str) -> bool:
    """Whether a bare day is of the month of the date that it replaces: "7월 5일→19일"."""
    return (
        day.form == "day"
        and before.precision is Precision.DAY
        and before.value[8:] < day.value[8:] <= f"{monthrange(*map(int, before.value[:7].split('-')))[1]}"
        and (_ARROW.fullmatch(text, first + 1, second) or _LISTED.fullmatch(text, first + 1, second))
        is not None
    )


def _in_known_month(topics: Topics, mark: Mark) -> Mark:
    """Give a bare day the month in which the document has that day in full, if there is one such month."""
    day = mark.date
    if day is None or day.form != "day":
        return mark
    known = topics.full_days.get(day.value[8:], set())
    if len(known) != 1:
        return mark
    (value,) = known
    today = topics.scene.document.published
    if today - span(value).last > _LONG_AGO and span(day.future).first - today < _SOON:
        return mark  # a day long gone is another one than that of this week
    return mark._replace(date=replace(day, value=value, past=value, future=value))


def _carried(dates: list[tuple[Mark, int]], text: str) -> list[tuple[Mark, int]]:
    """Give a date without a year that of the date before it: "내년 2월 첫 삽을 뜨고 하반기 전파를 탄다"."""
    kept: list[tuple[Mark, int]] = []
    for mark, place in dates:
        before = kept[-1][0].date if kept else None
        day = mark.date
        if (
            before is not None
            and day is not None
            and before.year_stated
            and not day.year_stated
            and not day.relative
            and "/" not in before.value + day.value
            and PULLED not in (before.value, day.value)
            and span(day.value).first < span(before.value).first
            and mark.kind is Kind.DATE
            and day.form in _YEARLY
        ):
            year = int(before.value[:4])
            later = f"{year}{day.value[4:]}"
            moved = _ARROW.fullmatch(text, kept[-1][1] + 1, place) is not None  # "7월 18일에서 5월 23일로"
            if span(later).last < span(before.value).first and not moved:
                later = f"{year + 1}{day.value[4:]}"
            mark = mark._replace(date=replace(day, value=later, past=later, future=later))  # noqa: PLW2901
        elif before is not None and day is not None and _same_month(kept[-1][1], place, before, day, text):
            later = before.value[:8] + day.value[8:]
            mark = mark._replace(date=replace(day, value=later, past=later, future=later))  # noqa: PLW2901
        kept.append((mark, place))
    return kept


def _ranged(dates: list[tuple[Mark, int]], text: str) -> list[tuple[Mark, int]]:
    """Put "as early as A, at the latest B" together as the range A/B, in months."""
    kept: list[tuple[Mark, int]] = []
    for mark, place in dates:
        first = kept[-1][0].date if kept else None
        if (
            first
            and mark.date
            and first.bound is Bound.FROM
            and mark.date.bound is Bound.BY
            and first.future < mark.date.future
        ):
            begin, end = span(first.future).first, span(mark.date.future).last
            value = f"{begin:%Y-%m}/{end:%Y-%m}"
            kept[-1] = (mark._replace(date=replace(mark.date, value=value, past=value, future=value)), place)
        elif kept and text[kept[-1][1] + 1 : place] in _THAT_IS:
            again = mark.date is not None and mark.date.precision is Precision.DAY
            if again:
                kept[-1] = (mark, place)  # "두 달 뒤인 9월 6일": the same day, told better
        elif (
            kept
            and "각각" not in text
            and place - kept[-1][1] <= _BESIDE
            and text[kept[-1][1] + 1 : place].strip() in AND
        ):
            continue  # "29일과 5일 방송된": it opened on the first
        else:
            kept.append((mark, place))
    return kept
