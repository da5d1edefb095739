"""Which day a date of a release means, by whether its verb tells it as done."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.claims.headfinal import endings
from scraper.claims.languages.lexicon import MARKS
from scraper.model import Modality
from scraper.spans import span

if TYPE_CHECKING:
    from datetime import date

    from scraper.claims.dates import DateMention
    from scraper.claims.languages import Cue
    from scraper.claims.marks import Mark
    from scraper.claims.modality import Mood
    from scraper.claims.sentence import Sentence

_DECIDED = re.compile(
    r"편성|배정|낙착|배치|확정|정해|정했|잡|결정|예고|목표|예정|유력|낙점|꼽|날짜|(?:방송|공개|개봉|방영)(?:일|날짜|시기)"
)
# "첫 방송 때만 해도", "공개 후 사흘 만에", "개봉해 닷새 만에": what is dated has been
_THEN = re.compile(
    r"(?:했을|됐을|할|될|한|된|해)? ?(?:때(?:만|는|부터|엔|의| )|날(?:에|은|엔| )|당시"
    r"|(?:이후|후|뒤) [가-힣0-9 ]{1,8}?만에"
    r"|직후|첫 ?주|첫날|[가-힣0-9]{1,3} ?(?:일|주|주일|개월|달)? ?만에"
    r"|[0-9]+일째|\)(?:은|는|이|가)? [0-9]+만)"
)
_TO_COME = re.compile(r"(?:공개|방송|방영|서비스|스트리밍)(?:된다|한다|될|할|되며|하며|돼)")
_AFTERWARDS = re.compile(r" ?(?:뒤|후)(?:에|엔|에는)?,? ")
_FAR_BACK, _MONTHS = timedelta(days=60), 62
_BARE_DAYS = ("month-day", "month", "numeric-short")
# "1월 9일 개봉인데 벌써 …", "2월 14일 첫 방송…"
_NOMINAL = re.compile(
    r"(?:인데|이고|이며|이라|이었|했던|이|의|에서|부터)?(?=[ ,.…!~ㅋㅠ]|$)"
    r"(?! ?(?:예정|확정|목표|앞두|임박|된다|한다))"
)
_LATELY, _LAST_MONTH, _HALF_YEAR = timedelta(days=75), timedelta(days=45), timedelta(days=200)


def value_of(  # noqa: PLR0913, PLR0917 - the date, its verb and what both stand in
    sentence: Sentence, mark: Mark, place: int, deed: Cue, how: Mood, today: date
) -> str:
    """Return the day that a date means with this verb: one that has been, or one to come."""
    day = mark.date
    assert day is not None  # noqa: S101 - only date marks come here
    done = perfect(sentence, deed)
    if "/" in day.value and sentence.text.startswith("까지", place + 1):
        return (day.past if done else day.value).partition("/")[0]
    if how.modality is Modality.PAST:
        return day.value
    if done and _onward(sentence, day, deed, today):
        return day.future
    if not done and day.form == "day" and today - span(day.value).last > _FAR_BACK:
        # read in the month of a date before it, but to come: "지난해 10월 …, 26일 첫 방송하기로 했다"
        return _next(today, day.value)
    return day.past if done or _lately(sentence, day, deed, today) else day.future


def _next(today: date, value: str) -> str:
    """Return the next day with that number from today on."""
    number = span(value).first.day
    days = (today + timedelta(days=ahead) for ahead in range(_MONTHS))
    return next((d.isoformat() for d in days if d.day == number), value)


def _onward(sentence: Sentence, day: DateMention, deed: Cue, today: date) -> bool:
    """Whether "after" that day still lies ahead: "4월 3일 두 편을 공개한 뒤 매주 한 편씩 선보인다"."""
    if day.year_stated or not _AFTERWARDS.match(sentence.text, endings.tail(sentence.text, deed.end)):
        return False
    last = endings.LAST_WORD.search(sentence.text)
    if last is None or not endings.present(sentence.text, last.start(1), last.start(1) + 1):
        return False
    return span(day.future).first - today < today - span(day.past).last


def _lately(sentence: Sentence, day: DateMention, deed: Cue, today: date) -> bool:
    """Whether a bare noun is said of a day of the last weeks, the next one being most of a year away."""
    if day.year_stated or day.form not in _BARE_DAYS or not _NOMINAL.match(sentence.text, deed.end):
        return False
    lately = _LAST_MONTH if day.form == "month" else _LATELY
    return span(day.past).last >= today - lately and span(day.future).first > today + _HALF_YEAR


def perfect(sentence: Sentence, deed: Cue) -> bool:
    """Whether the verb tells the release as done."""
    if _DECIDED.match(sentence.text, deed.start) or sentence.text[deed.start] == MARKS["date"]:
        return False  # 편성됐다, 확정됐다: what is done is the decision
    if deed.name in ("release.strong", "release.weak") and (then := _THEN.match(sentence.text, deed.end)):
        # "16일 첫 방송 직후 넷플릭스에서도 공개된다": right after a day to come
        return "직후" not in then[0] or not _TO_COME.search(sentence.text, then.end())
    return deed.name in ("release.past", "release.strong", "release.weak") and endings.past(
        sentence.text, deed.start, deed.end
    )
