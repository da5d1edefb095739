"""Release days told by how long the title has been out: "개봉 19일째인 30일" makes the 12th."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.claims.dates import Precision
from scraper.claims.dates.ko import DAYS
from scraper.claims.finding import Finding
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.model import DocumentKind, Field, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topic, Topics
    from scraper.claims.sentence import Sentence

_NTH = re.compile(
    r"(?:개봉|공개|방송|방영|상영)(?: ?(?:한|된) ?지| ?시작| ?이후)? ?"
    r"(?:(?P<n>[0-9]{1,3}) ?일(?:째|차)|(?P<first>첫날|당일|일(?=인 )))"
    rf"(?:인|이던|를 맞은|를 맞는|을 맞은)?,? ?(?:지난 )?(?P<date>{MARKS['date']})?"
)

_DAYS = DAYS | {"일주일": 7}
_SINCE = re.compile(
    r"(?:개봉|공개|방송|방영)(?:한|된) ?지 (?:딱 |벌써 |이제 |오늘로 )?"
    rf"(?P<n>{'|'.join(_DAYS)}|[0-9]{{1,2}} ?일)"
    r"(?:째|이)? ?(?:됐|된|인데|지났)"
)
_NOW = re.compile(
    r"방금 (?:다 |막 )?(?:풀렸|올라왔|떴|공개됐)|개봉 ?날!"
    r"|첫 ?방(?:송)?까지 (?:[0-9]+|한|두|세|네|다섯) ?시간"
)
_NEAR = 3  # words from a day to the first episode of it: "어제 'X' 1회"
_COUNTED = ("day-count", "week-count")
_BEFORE = re.compile(rf"(?:{MARKS['title']}|{MARKS['scope']}|개봉|공개|첫 ?방송|첫방|방송)(?:까지|이|가)? ?$")
_GOES_ON = re.compile(r" ?[가-힣]")


def ahead(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that the days before them tell: "'X' 하루 전!" in a fan's post."""
    if topics.scene.document.kind is not DocumentKind.POST:
        return
    published = topics.scene.document.published
    for mark, place in sentence.placed(Kind.DATE):
        if mark.date is None or mark.date.form not in _COUNTED or not mark.name.rstrip().endswith("전"):
            continue
        before = _BEFORE.search(sentence.text, 0, place)
        if before is None or _GOES_ON.match(sentence.text, place + 1):
            continue
        topic = topics.of(sentence, place, place + 1)
        if topic.ours:
            day = published + (published - date.fromisoformat(mark.date.past))
            yield _finding(topic, sentence, place, day, "release.days_before")


def _today(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release that a fan's post tells of its own day, or of the day of a first episode."""
    if topics.scene.document.kind is not DocumentKind.POST:
        return
    published = topics.scene.document.published
    for found in _NOW.finditer(sentence.text):
        topic = topics.of(sentence, found.start(), found.end())
        if topic.ours:
            yield _finding(topic, sentence, found.start(), published, "release.today")
    firsts = [p for m, p in sentence.placed(Kind.COUNT) if m.numbers[:1] == (1,) and m.name == "single"]
    for mark, place in sentence.placed(Kind.DATE):
        if (
            mark.date is not None
            and mark.date.form == "day-word"
            and mark.date.past <= published.isoformat()
            and any(place < p and len(sentence.text[place:p].split()) <= _NEAR for p in firsts)
        ):
            topic = topics.of(sentence, place, place + 1)
            if topic.ours:
                first = date.fromisoformat(mark.date.past)
                yield replace(_finding(topic, sentence, place, first, "release.first"), perfect=True)


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that the days since then tell."""
    dates = {p: m for m, p in sentence.placed(Kind.DATE)}
    for found in _NTH.finditer(sentence.text):
        mark = dates.get(found.start("date")) if found["date"] else None
        if found["first"] and mark is None:
            continue  # whose first day nobody says
        day = topics.scene.document.published
        if mark is not None and mark.date is not None:
            if mark.date.precision is not Precision.DAY:
                continue
            day = date.fromisoformat(mark.date.past)
        topic = topics.of(sentence, found.start(), found.end())
        if not topic.ours:
            continue
        first = day - timedelta(days=int(found["n"] or 1) - 1)
        yield replace(_finding(topic, sentence, found.start(), first, "release.nth_day"), perfect=True)
    for found in _SINCE.finditer(sentence.text):
        topic = topics.of(sentence, found.start(), found.end())
        if topic.ours:
            days = _DAYS.get(found["n"]) or int(found["n"].rstrip("일 "))
            first = topics.scene.document.published - timedelta(days=days)
            yield replace(_finding(topic, sentence, found.start(), first, "release.since"), perfect=True)
    yield from ahead(topics, sentence)
    yield from _today(topics, sentence)


def _finding(topic: Topic, sentence: Sentence, place: int, day: date, rule: str) -> Finding:
    return Finding(
        field=Field.RELEASE_DATE,
        installment=topic.installment,
        named=topic.named,
        value=day.isoformat(),
        modality=Modality.CONFIRMED,
        sentence=sentence,
        at=sentence.masked.body(place),
        rule=rule,
    )
