"""Release days told by how long the title has been out: "개봉 19일째인 30일" makes the 12th."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.claims.dates import Precision
from scraper.claims.finding import Finding
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.model import Field, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.sentence import Sentence

_NTH = re.compile(
    r"(?:개봉|공개|방송|방영|상영)(?: ?(?:한|된) ?지| ?시작| ?이후)? ?"
    r"(?:(?P<n>[0-9]{1,3}) ?일(?:째|차)|(?P<first>첫날))"
    rf"(?:인|이던|를 맞은|를 맞는|을 맞은)?,? ?(?:지난 )?(?P<date>{MARKS['date']})?"
)


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
        yield Finding(
            field=Field.RELEASE_DATE,
            installment=topic.installment,
            named=topic.named,
            value=(day - timedelta(days=int(found["n"] or 1) - 1)).isoformat(),
            modality=Modality.CONFIRMED,
            sentence=sentence,
            at=sentence.masked.body(found.start()),
            rule="release.nth_day",
            perfect=True,
        )
