"""What one evening of a series showed: an episode, some of them, never the release."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from scraper.claims.dates import Bound, Precision
from scraper.claims.headfinal import endings
from scraper.claims.headfinal.governor import SIZES
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark

if TYPE_CHECKING:
    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

NAMES = (Kind.TITLE, Kind.OTHER, Kind.SCOPE)
SUBJECT = re.compile(r"[가-힣]{0,2}?(?:이|가|은|는|도) ")
_RUN = 90  # days that a series may be on air
_AIRED = re.compile(r"방송(?!을 시작|이 시작)|방영(?!을 시작|이 시작)|전파")
_EPISODE_BEHIND = re.compile(rf"['\"’>》〉]*(?: ?\([^()]{{0,40}}\))? ?{MARKS['count']}")
_FIRST_BEHIND = re.compile(
    rf"['\"’>》〉]*(?: ?\([^()]{{0,40}}\))?(?:의)? ?(?:첫 ?(?:회|화|방송)|{MARKS['count']})"
)
_WITHIN = re.compile(r"['\"’>》〉]*(?: ?\([^()]{0,40}\))?에서")
_PARTIAL = ("single", "weekly", "last")  # the first episodes open the series: "첫 두 회"
_OF_SCOPE = re.compile(rf"{MARKS['scope']}['\">》〉」』]*(?:의)? ?$")  # all that the part has
_ARGUMENT = re.compile(
    r"(?:이|가|은|는|도|을|를|만|로|으로|에서)? (?!동안|내내|연속(?! ?(?:으로 )?(?:방송|방영|편성|공개)))"
)


def of_episode(sentence: Sentence, deed: Cue) -> bool:
    """Whether the clause modifies an episode: "14일 방송된 16회"."""
    head = endings.modified(sentence.text, deed.start, deed.end)
    return head >= 0 and any(
        head <= p <= head + 1 and mark.numbers[:1] != (1,) and mark.name not in SIZES
        for mark, p in sentence.placed(Kind.COUNT)
    )


def of_broadcast(sentence: Sentence, deed: Cue) -> bool:
    """Whether the clause tells what an evening showed: "6일 방송된 'X' 5회", "6일 방송된 'X'에서는"."""
    text = sentence.text
    if text.startswith("첫", deed.start):
        return False
    head = endings.modified(text, deed.start, deed.end)
    place = next((p for _, p in sentence.placed(Kind.TITLE) if p >= head), -1) if head >= 0 else -1
    if place < 0:
        return False
    if first_episode(sentence, place + 1):
        return False
    if _EPISODE_BEHIND.match(text, place + 1):
        return True
    return _AIRED.match(text, deed.start) is not None and _WITHIN.match(text, place + 1) is not None


def first_episode(sentence: Sentence, start: int) -> bool:
    """Whether the first episode stands right behind: "6일 방송된 'X' 1회는"."""
    found = _FIRST_BEHIND.match(sentence.text, start)
    if found is None:
        return False
    counts = {p: m for m, p in sentence.placed(Kind.COUNT)}
    mark = counts.get(found.end() - 1)
    return mark is None or mark.numbers[:1] == (1,)


def of_one_evening(topics: Topics, sentence: Sentence, mark: Mark, deed: Cue) -> bool:
    """Whether a series was on air on a day not long ago, and nobody says for the first time: an episode."""
    day, text = mark.date, sentence.text
    weekly = any(m.name == "weekly" for m, _ in sentence.placed(Kind.COUNT))
    if day is not None and day.form == "weekday" and weekly:
        return True  # "매주 한 편씩 금요일에 공개된다"
    if (
        topics.scene.watch.kind == "film"
        or day is None
        or day.bound is Bound.FROM
        or day.precision is not Precision.DAY
    ):
        return False
    head = endings.modified(text, deed.start, deed.end)
    title = next((p for _, p in sentence.placed(Kind.TITLE) if p >= head), -1) if head >= 0 else -1
    if title >= 0 and first_episode(sentence, title + 1):
        return False
    told = _AIRED.match(text, deed.start) is not None and endings.past(text, deed.start, deed.end)
    days = (topics.scene.document.published - date.fromisoformat(day.past)).days
    return told and days <= _RUN


def of_part(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether some episodes are the subject: "5회는 오는 9일 방송된다"."""
    names = [p for _, p in sentence.placed(*NAMES)]
    if any(
        place < p <= deed.start
        and mark.name == "single"
        and mark.numbers[:1] != (1,)
        and _ARGUMENT.match(sentence.text, p + 1)
        and not _OF_SCOPE.search(sentence.text, max(0, p - 6), p)
        for mark, p in sentence.placed(Kind.COUNT)
    ):
        return True
    return any(
        p < min(place, deed.start)
        and mark.name in _PARTIAL
        and SUBJECT.match(sentence.text, p + 1)
        and not any(p < name < deed.start for name in names)
        and not _OF_SCOPE.search(sentence.text, max(0, p - 6), p)
        for mark, p in sentence.placed(Kind.COUNT)
    )
