"""Release dates: each date waits for the verb behind it; a heading before it will do."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.headfinal import endings
from scraper.claims.headfinal.moods import mood
from scraper.claims.marks import MARKS, Kind, Mark
from scraper.claims.modality import Mood, speaker
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topic, Topics
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_FAR, _FAR_WEAK = 9.0, 5.0  # words between a date and its verb
_COUNTED = ("day-count", "count", "d-day", "week-count", "month-count")
_T, _S, _D = (MARKS[k] for k in ("title", "scope", "date"))
_HEADING = re.compile(r"(?:은|는|이|가|을|를|일|일은|일이|:|：)? ?(?:오는 )?$")
_LABEL = re.compile(rf"[{_T}{_S}]['\")\]>》」』]*(?:은|는|이|가)?[ ,:·-]{{1,3}}(?:[가-힣]{{1,6}} )?$")
_SAID = re.compile(r"(?: ?(?:오전|오후|밤))?,? ?(?:[가-힣a-z0-9]+(?:에|에게|와의|과의|본지)? )?[\"'<《]")


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that a sentence states of the watched title."""
    for mark, place in sentence.placed(Kind.DATE):
        if mark.date is not None and mark.date.bound.value != "since":
            found = _judge(topics, sentence, mark, place)
            if found:
                yield found
    yield from _pulled(topics, sentence)


def settle(findings: list[Finding]) -> list[Finding]:
    """Leave out "pulled" where the same installment has a new date."""
    return findings


def _judge(topics: Topics, sentence: Sentence, mark: Mark, place: int) -> Finding | None:
    deed = _governor(sentence, mark, place)
    if deed is None or _byline(topics, sentence, mark, place, deed):
        return None
    if not deed.name.startswith("release.") or deed.name == "release.pulled" and False:
        return None
    if deed.name == "release.moved" and not _of_release(topics, sentence, deed, place):
        return None
    topic = None if deed.start > place and endings.modified(sentence.text, deed.start, deed.end) >= 0 else topics.near(sentence, place)
    topic = topic or topics.of(sentence, max(deed.start, place), max(deed.end, place + 1))
    if not topic.ours:
        return None
    if deed.name == "release.weak" and not (topic.named or topics.scene.document.kind is DocumentKind.POST):
        return None
    how = mood(sentence, place, deed.start, deed.end)
    if how.conditional and how.modality is not Modality.PAST:
        return None
    if how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED:
        return None
    return _finding(sentence, mark.start, place, topic, _value(sentence, mark, deed, how), how, deed)


def _governor(sentence: Sentence, mark: Mark, place: int) -> Cue | None:
    """Return the deed that the date belongs to, or None."""
    best: tuple[float, Cue] | None = None
    counted = mark.date is not None and mark.date.form in _COUNTED
    for cue in sentence.deeds:
        if cue.name == "status.resumed":
            continue
        if cue.start <= place < cue.end:
            cost = -2.0
        elif cue.start > place:
            cost = sentence.distance(place + 1, cue.start) + (3 if counted else 0)
        elif _HEADING.fullmatch(sentence.text, cue.end, place) and cue.name.startswith(("release.", "event.", "status.")):
            cost = 0.5 if counted else 1.5
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, cue)
    if best is None:
        return None
    limit = _FAR_WEAK if best[1].name == "release.weak" else _FAR
    return best[1] if best[0] <= limit else None


def _byline(topics: Topics, sentence: Sentence, mark: Mark, place: int, deed: Cue) -> bool:
    """Whether the date is the day of the statement: "넷플릭스는 18일 …라고 밝혔다"."""
    day = mark.date
    if day is None or day.form != "day" or not any(c.name == "event.say" for c in sentence.deeds):
        return False
    published = topics.scene.document.published
    if not published - timedelta(days=2) <= date.fromisoformat(day.past) <= published:
        return False
    if _SAID.match(sentence.text, place + 1):
        return True
    others = [p for m, p in sentence.placed(Kind.DATE) if place < p <= deed.start]
    return bool(others) or sentence.distance(place + 1, max(place + 1, deed.start)) > 3


def _of_release(topics: Topics, sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether what is moved is a release: its noun stands before, or the title is what moves."""
    if any(c.name.startswith("release.") and c.start < deed.start and c is not deed for c in sentence.deeds):
        return True
    return sentence.has(Kind.TITLE) or topics.thread.ours


def _value(sentence: Sentence, mark: Mark, deed: Cue, how: Mood) -> str:
    day = mark.date
    assert day is not None  # noqa: S101 - only date marks come here
    if how.modality is Modality.PAST:
        return day.value
    if _perfect(sentence, deed):
        return day.past
    return day.future


def _perfect(sentence: Sentence, deed: Cue) -> bool:
    return deed.name in ("release.past", "release.strong", "release.weak") and endings.past(sentence.text, deed.start, deed.end)


def _finding(sentence: Sentence, at: int, place: int, topic: Topic, value: str, how: Mood, deed: Cue) -> Finding:
    who, name = speaker(sentence, place)
    return Finding(
        field=Field.RELEASE_DATE,
        installment=topic.installment,
        named=topic.named,
        value=value,
        modality=how.modality,
        sentence=sentence,
        at=at,
        rule=deed.name + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=name,
        perfect=_perfect(sentence, deed) and how.modality is Modality.CONFIRMED,
    )


def _pulled(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield "put off, with no new date"."""
    for cue in sentence.deeds:
        if cue.name != "release.pulled":
            continue
        topic = topics.of(sentence, cue.start, cue.end)
        if not topic.ours:
            continue
        how = mood(sentence, cue.start, cue.start, cue.end)
        if how.asked or how.conditional:
            continue
        how = Mood(Modality.CONFIRMED)
        yield _finding(sentence, sentence.masked.body(cue.start), cue.start, topic, "XXXX", how, cue)
        return
