"""When a shoot is or was: the dates that its words govern, and how long ago."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.claims.dates import Bound, Precision
from scraper.claims.headfinal import endings
from scraper.claims.headfinal.governor import governor
from scraper.claims.marks import Kind
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_LEADS = re.compile(r"[가-힣]*(?:가|서|해) ")
_SPELL = re.compile(
    r"(?:[0-9]+|한|두|세|석|넉|몇) ?(?:주|달|개월|일)(?:간|여)?(?:을|를)? "
    r"|(?:사흘|나흘|열흘|보름)(?:간|을)? "
)
_RECENT = timedelta(days=30)  # casting and table reads are told of when they are new
_STORY = timedelta(days=3650)  # before that a year is where the story is set
_RIGHT_BEFORE = 3  # "여름에 첫 삽을 떠"
_BESIDE = 8  # characters from a day to the work that begins on it


def ahead(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether the shoot is dated ahead: "5월 촬영 돌입", "크랭크인은 내년 봄이며" are plans."""
    if endings.past(sentence.text, cue.start, cue.end):
        return False
    today = topics.scene.document.published
    return any(
        m.date is not None
        and m.date.bound is not Bound.UNTIL
        and m.date.bound is not Bound.SINCE
        and span(m.date.value).last > today
        and (0 < cue.start - p <= _RIGHT_BEFORE or governor(sentence, m, p) == cue)
        for m, p in sentence.placed(Kind.DATE)
    )


def due(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether work is only to begin on a day ahead: "연말부터 준비에 들어가" is a plan, no state."""
    today = topics.scene.document.published
    return any(
        m.date is not None
        and m.date.bound is Bound.FROM
        and span(m.date.value).first > today
        and 0 < cue.start - p <= _BESIDE
        for m, p in sentence.placed(Kind.DATE)
    )


def begun(topics: Topics, sentence: Sentence, cue: Cue, ago: timedelta | None = _RECENT) -> bool:
    """Whether a first day of shooting is of today or of the last weeks: "오늘 첫 촬영"."""
    today = topics.scene.document.published
    return (ago is None or sentence.text.startswith("첫", cue.start)) and any(
        m.date is not None
        and m.date.precision is Precision.DAY
        and (today - ago if ago else date.min)
        <= span(m.date.value if ago is None else m.date.past).last
        <= today
        and governor(sentence, m, p) == cue
        for m, p in sentence.placed(Kind.DATE)
    )


def since(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether the day of a start told in a form without tense has gone: "11월 말 촬영에 들어가"."""
    today = topics.scene.document.published
    if not endings.linked(sentence.text, cue.start, cue.end) and not _LEADS.match(sentence.text, cue.end):
        return False
    days = [m.date for m, p in sentence.placed(Kind.DATE) if governor(sentence, m, p) == cue and m.date]
    return bool(days) and all(span(d.value).last <= today for d in days)


def spanned(topics: Topics, sentence: Sentence, cue: Cue) -> str:
    """Return the state that the days of a shoot come to: "촬영 기간: 2023년 4월 ~ 11월"."""
    today = topics.scene.document.published
    dates = [m.date for m, p in sentence.placed(Kind.DATE) if p >= cue.start and m.date is not None]
    days = [span(d.value) for d in dates if d.value != PULLED]
    if not days or days[0].first > today:
        return "pre_production" if days else ""
    ended = days[-1].last < today and (len(days) > 1 or days[0].first != days[0].last)
    return "wrapped" if ended else "filming"


def long_ago(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether the clause dates what it tells: a table read in April is no news in September."""
    start, end = sentence.clause(cue.start)
    today = topics.scene.document.published
    return any(
        start <= p < end
        and m.date is not None
        and m.date.past != PULLED
        and today - _STORY < span(m.date.past).last < today - _RECENT
        for m, p in sentence.placed(Kind.DATE)
    )


def for_a_while(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether a stop is told with its length as one that is over: "3주를 쉬었다"."""
    if _SPELL.search(sentence.text, max(0, cue.start - 6), cue.end) is None:
        return False
    if endings.past(sentence.text, cue.start, cue.end):
        return True
    finite = sentence.text[cue.start : endings.tail(sentence.text, cue.end)].endswith("다")
    return not finite and long_ago(topics, sentence, cue)
