"""A release that is put off, with no new date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.headfinal.governor import governor
from scraper.claims.headfinal.moods import mood
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.headfinal.topics import Topic, Topics
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_TARGET = re.compile(
    rf"{MARKS['date']}(?: [^ ]+)?(?:로|으로|까지)(?! ?(?:예정|잡|계획|준비|약속|공지|예고|확정))[ ,]"
)
_OCCASIONS = {"event.press", "event.trailer", "event.award"}
_BROADCAST = re.compile("방[송영]")
_THAT_DAY = re.compile(
    rf"(?:오늘|금일|이날|내일|어제|(?:이번|금|다음|지난) ?주|{MARKS['date']}|{MARKS['count']})"
    r" ?(?:의|에|자|밤|저녁)? ?(?:나갈 |예정(?:된|됐던|이던|이었던) )?$"
)
_HEARSAY = re.compile(
    r"\?| (?:보도|소문|루머|논란|의혹|기사)"
    r"|[가-힣]{0,2}설(?:을|은|이|에| )|[가-힣]{0,2} ?(?:이|은|는)? ?아(?:냐|니|님|닌)"
)
_SLOT = re.compile(r"개봉|공개|방송|방영|편성|첫 ?방")
_OUTLET = re.compile(r"한 매체|일부 매체|일각에서")  # on whose word no release is called off
_LEAD = 2  # sentences before one in which what has lost its day is named
_NEW_DAY = re.compile(r"(?:새|바뀐|변경|대체|옮|미뤄진)")
_OCCASION = re.compile(
    r"(?:영화제|페스티벌|시상식|후보|행사|콘서트|팬미팅|시사회?|발표회)(?:의)? ?(?:[가-힣]+ )?$"
)


def pulled(topics: Topics, sentence: Sentence) -> tuple[Cue, Topic] | None:
    """Return what puts the release off, with no new date, and whose it is."""
    for cue in sentence.deeds:
        if cue.name not in ("release.pulled", "release.halted"):
            continue
        if cue.name == "release.halted" and _TARGET.search(sentence.text):
            continue  # put off to a day that is named
        if cue.name == "release.halted" and _one_broadcast(sentence, cue):
            continue  # "오늘 방송이 취소됐다": one evening's
        if _anew(topics, sentence, cue):
            continue  # "물 건너갔고, 내년 설 연휴를 새 목표로 삼았다"
        topic = topics.of(sentence, cue.start, cue.end)
        if not topic.ours or _of_shoot(sentence, cue) or _of_occasion(topics, sentence, cue):
            continue
        how = mood(sentence, cue.start, cue.start, cue.end)
        if how.asked or how.conditional:
            continue
        refuted = any(c.name == "refuted" and c.start >= cue.end for c in sentence.modes)
        if refuted or _HEARSAY.match(sentence.text, cue.end) or _OUTLET.search(sentence.text, 0, cue.start):
            continue
        return cue, topic
    return None


def _one_broadcast(sentence: Sentence, cue: Cue) -> bool:
    """Whether an episode makes way, and not the series: "이번 주 방송 취소", "3회 방송을 취소하고"."""
    return bool(_BROADCAST.match(sentence.text, cue.start) and _THAT_DAY.search(sentence.text, 0, cue.start))


def _of_occasion(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether a festival or a meeting has lost its day: "영화제 라인업에서 빠졌다"."""
    if _OCCASION.search(sentence.text, 0, cue.start):
        return True
    if not _NEW_DAY.match(sentence.text, cue.start):
        return False
    lead = topics.scene.sentences[max(0, sentence.index - _LEAD) : sentence.index]
    before = {c.name for s in lead if s.paragraph == sentence.paragraph for c in s.deeds}
    return bool(before & _OCCASIONS) and "release.strong" not in before


def _of_shoot(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is the shoot that is put off: "도쿄 촬영이 무기한 연기됐다"."""
    if _SLOT.match(sentence.text, cue.start):
        return False
    start, _ = sentence.clause(cue.start)
    return any(c.name.startswith("plan.") and start <= c.start < cue.start for c in sentence.deeds)


def _anew(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether a new date stands behind what is called off; the day of the statement is none."""
    today = topics.scene.document.published
    return any(
        p > cue.end
        and m.date is not None
        and span(m.date.value).first > today
        and ((deed := governor(sentence, m, p)) is None or deed.name != "event.say")
        for m, p in sentence.placed(Kind.DATE)
    )
