"""Release dates: each date waits for the verb behind it; a heading before it will do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scraper.claims.dates import Bound, Precision
from scraper.claims.finding import Finding
from scraper.claims.headfinal import endings
from scraper.claims.headfinal.moods import mood
from scraper.claims.marks import MARKS, Kind, Mark
from scraper.claims.modality import Mood, speaker
from scraper.claims.languages import Cue
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality
from scraper.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topic, Topics
    from scraper.claims.sentence import Sentence

_FAR, _FAR_WEAK = 13.0, 5.0  # words between a date and its verb
_BESIDE, _AND = 4, ("과", "와", "·", "및")
_NAMED_DAYS = ("day-word", "weekday", "weekday-way", "week", "d-day", "day-count", "count")
_PULLED = "XXXX"
_COUNTED = ("day-count", "count", "d-day", "week-count", "month-count")
_T, _S, _D = (MARKS[k] for k in ("title", "scope", "date"))
_HEADING = re.compile(r"(?:은|는|이|가|을|를|일|일은|일이|:|：)? ?(?:오는 )?$")
_LABEL = re.compile(rf"[{_T}{_S}]['\")\]>》」』]*(?:은|는|이|가)?[ ,:·-]{{1,3}}(?:[가-힣]{{1,6}} )?$")
_SUBJECT = re.compile(r"[가-힣]{0,2}?(?:이|가|은|는|도) ")
_SPEAKER = re.compile(
    rf"(?:측|제작진|관계자|제작사|배급사|방송사|감독|작가|대표|코리아|{MARKS['platform']})(?:은|는|이|가|도)? $"
)
_DECIDED = re.compile(
    r"편성|확정|정해|정했|잡|결정|예고|목표|예정|유력|낙점|꼽|날짜|(?:방송|공개|개봉|방영)(?:일|날짜|시기)"
)
_OTHER_SUBJECT = re.compile(
    r"(?:특보|영상|예고|음원|행사|영화제|대회|공연|콘서트|팬미팅|전시|뮤직비디오|포스터|스틸|기사|보도|사진|편지|소설|웹툰|앨범|신곡|게임"
    r"|코너|회의|티저|ost|블루레이|굿즈|대본집|확장판|감독판|시상식|올림픽|월드컵|경기|선거|재판|수사|다큐|축제|중계|강연|투어|시즌권|예매)(?:이|가|은|는|도) "
)
_ANY_SUBJECT = re.compile(r"[가-힣]{2,}(?:이|가) ")
_FIRM = re.compile(r"첫|개봉|방영|편성|론칭|베일|안방|관객|시청자")
_WORK = re.compile(r"(?:드라마|작품|영화|시리즈|프로그램|극)(?:이|가) $")
_THIS = re.compile(r"(?:이|새|해당|본|그) ?$")
_OWN_SUBJECT = re.compile(
    r"(?:첫 ?방송|첫 ?방|공개|개봉|방송|편성|시즌|파트|본편|전편|회차|에피소드|이야기|날짜|일정|일"
    r"|제작진|측|사|감독|작가|배우|pd|대표|관계자|tv|누구|모두|우리|누)(?:이|가) $"
)
_WORKS = re.compile(
    r"(?:드라마|작품|영화|시리즈|시즌|방송|파트|본편|전편|에피소드|이야기|편성|사|진|회차)(?:이|가) $"
)
_BRACKET = re.compile(rf"[{_T}{_S}]['\")\]>》〉」』]*\($")
_HEARSAY = re.compile(r"[가-힣]{0,2}설(?:을|은|이|에| )|[가-힣]{0,2} ?(?:이|은|는)? ?아(?:냐|니|님|닌)")
_SAID = re.compile(r"(?: ?(?:오전|오후|밤))?,? ?(?:[가-힣a-z0-9]+(?:에|에게|와의|과의|본지)? )?[\"'<《]")


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that a sentence states of the watched title."""
    dates = [
        (m, p) for m, p in sentence.placed(Kind.DATE) if m.date is not None and not _ends(m, sentence.text, p)
    ]
    dates = _ranged(dates, sentence.text)
    places = [place for _, place in dates]
    for mark, place in dates:
        found = _judge(topics, sentence, mark, place, places)
        if found:
            yield found
    yield from _pulled(topics, sentence)


def settle(findings: list[Finding]) -> list[Finding]:
    """Drop a month or year where the document dates the same release to the day within it."""
    dates = [
        f for f in findings if f.field is Field.RELEASE_DATE and f.modality.current and f.value != _PULLED
    ]

    def coarse(one: Finding) -> bool:
        mine = span(one.value)
        return any(
            other.installment == one.installment
            and other.value != one.value
            and mine.first <= span(other.value).first
            and span(other.value).last <= mine.last
            for other in dates
        )

    gone = {id(f) for f in dates if coarse(f)}
    return [f for f in findings if id(f) not in gone]


def _ends(mark: Mark, text: str, place: int) -> bool:
    """Whether a date is where something ends or went on from: "2월 말까지 방송"; a range opens with its first side."""
    if mark.date is None or mark.date.bound is Bound.SINCE:
        return True
    return text.startswith("까지", place + 1) and "/" not in mark.date.value


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
            kept[-1] = (replace(mark, date=replace(mark.date, value=value, past=value, future=value)), place)
        elif (
            kept
            and "각각" not in text
            and place - kept[-1][1] <= _BESIDE
            and text[kept[-1][1] + 1 : place].strip() in _AND
        ):
            continue  # "29일과 5일 방송된": it opened on the first
        else:
            kept.append((mark, place))
    return kept


def _judge(topics: Topics, sentence: Sentence, mark: Mark, place: int, places: list[int]) -> Finding | None:
    deed = _labelled(sentence, place) or _governor(sentence, mark, place) or _countdown(sentence, mark, place)
    if deed is None or not deed.name.startswith("release.") or _byline(topics, sentence, mark, place, deed):
        return None
    if deed.name == "release.moved" and not _of_release(topics, sentence, deed):
        return None
    if _of_event(sentence, place, deed) or _of_episode(sentence, deed):
        return None
    topic = (topics.shared(sentence, places, place) if len(places) > 1 else None) or _topic(
        topics, sentence, place, deed
    )
    if not topic.ours or (
        not topic.named and (_unnamed_subject(sentence, place, deed) or _loose(sentence, deed))
    ):
        return None
    if deed.name == "release.weak" and not (topic.firm or topics.scene.document.kind is DocumentKind.POST):
        return None
    article = topics.scene.document.kind is not DocumentKind.POST and sentence.block is BlockKind.PARAGRAPH
    if article and topic.named and not topic.firm and deed.name != "release.moved" and _loose(sentence, deed):
        return None
    how = mood(sentence, place, deed.start, deed.end)
    if how.conditional and how.modality is not Modality.PAST:
        return None
    if how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED:
        return None
    return _finding(sentence, mark.start, place, topic, _value(sentence, mark, deed, how), how, deed)


def _topic(topics: Topics, sentence: Sentence, place: int, deed: Cue) -> Topic:
    if deed.name == "release.label":
        mark, p = [(m, p) for m, p in sentence.placed(Kind.TITLE, Kind.SCOPE) if p < place][-1]
        return topics.named(sentence, mark, p)
    if deed.start <= place or endings.modified(sentence.text, deed.start, deed.end) < 0:
        near = topics.near(sentence, place)
        if near is not None:
            return near
    dates = [p for _, p in sentence.placed(Kind.DATE)]
    if any(place < p < deed.start for p in dates):
        return topics.before(sentence, place)
    topic = topics.of(sentence, max(deed.start, place), max(deed.end, place + 1))
    if topic.ours:
        # "3월 파트2까지 모두 공개된 'X'": the installment stands between the date and the verb.
        for mark, p in sentence.placed(Kind.SCOPE):
            if place < p < deed.start and (installment := topics.installments.resolve(mark)):
                return replace(topic, installment=installment, named=True)
    return topic


def _governor(sentence: Sentence, mark: Mark, place: int) -> Cue | None:
    """Return the deed that the date belongs to, or None."""
    best: tuple[float, Cue] | None = None
    counted = mark.date is not None and mark.date.form in _COUNTED
    taken = next((c.end for c in sentence.modes if c.name == "past" and c.start <= place < c.end), -1)
    others = [p for _, p in sentence.placed(Kind.DATE)]
    for cue in sentence.deeds:
        if cue.name == "status.resumed" or (
            place < cue.start < taken and not cue.name.startswith("release.")
        ):
            continue
        if cue.start <= place < cue.end:
            cost = 2.0 if cue.name == "release.weak" else -2.0
        elif cue.start > place:
            cost = sentence.distance(max(place + 1, min(taken, cue.start)), cue.start) + (3 if counted else 0)
            if any(place < p < cue.start for p in others) and not _coordinate(sentence, place, cue.start):
                cost += 5
        elif _HEADING.fullmatch(sentence.text, cue.end, place) and cue.name.startswith(
            ("release.", "event.", "status.")
        ):
            cost = 0.5 if counted or cue.name == "release.strong" else 1.5
        else:
            continue
        if best is None or cost < best[0]:
            best = (cost, cue)
    if best is None:
        return None
    limit = _FAR_WEAK if best[1].name == "release.weak" else _FAR
    if counted and mark.name.rstrip().endswith("전"):
        limit = 1.5  # "30년 전 그해의 …" tells a story; "3년 전 공개된" a release
    return best[1] if best[0] <= limit else None


def _countdown(sentence: Sentence, mark: Mark, place: int) -> Cue | None:
    """Return a deed for "D-3" beside the title: nothing else is counted down to."""
    if mark.date is None or mark.date.form != "d-day" or not sentence.has(Kind.TITLE):
        return None
    return Cue(place, place + 1, "release.countdown")


def _unnamed_subject(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether a noun of its own is the subject, where the sentence names no work: "드라마들이 5월 공개된다"."""
    start, _ = sentence.clause(deed.start)
    found = list(_ANY_SUBJECT.finditer(sentence.text, min(start, place), deed.start))
    return bool(found) and not any(_own(sentence.text, f) for f in found)


def _loose(sentence: Sentence, deed: Cue) -> bool:
    """Whether a verb that things of all kinds have is told as done, in a sentence that names no work."""
    firm = _FIRM.match(sentence.text, deed.start) is not None
    return not firm and endings.past(sentence.text, deed.start, deed.end) and not sentence.carries


def _own(text: str, found: re.Match[str]) -> bool:
    """Whether a subject is the work itself or who makes it: "이 드라마가", "첫 방송이", "제작진이"."""
    if _WORK.match(found[0]):
        return _THIS.search(text, max(0, found.start() - 4), found.start()) is not None
    return _OWN_SUBJECT.search(found[0]) is not None


def _coordinate(sentence: Sentence, place: int, stop: int) -> bool:
    """Whether the next date is on a par with this one: "파트1은 30일, 파트2는 3월께 공개"."""
    after = next(p for _, p in sentence.placed(Kind.DATE) if p > place)
    gap = sentence.text[place + 1 : after]
    return "," in gap and len(gap.split()) <= 3 and after < stop


def _byline(topics: Topics, sentence: Sentence, mark: Mark, place: int, deed: Cue) -> bool:
    """Whether the date is the day of the statement: "넷플릭스는 18일 …라고 밝혔다"."""
    day = mark.date
    if day is None or day.precision is not Precision.DAY or day.form in _NAMED_DAYS:
        return False
    published = topics.scene.document.published
    if not published - timedelta(days=2) <= date.fromisoformat(day.past) <= published:
        return False
    after = sentence.text[place + 1 : place + 3]
    if after.strip().startswith(_D) or (after.startswith(",") and deed.start > place):
        return True  # "27일 3월 개봉 소식을 알리며", "18일, 배급사는 …"
    spoken = any(c.name == "event.say" for c in sentence.deeds)
    if _SPEAKER.search(sentence.text, 0, place) and (
        spoken or any(p > place for _, p in sentence.placed(Kind.DATE))
    ):
        return True
    if not spoken:
        return False
    if _SAID.match(sentence.text, place + 1):
        return True
    others = [p for m, p in sentence.placed(Kind.DATE) if place < p <= deed.start]
    return bool(others) or sentence.distance(place + 1, max(place + 1, deed.start)) > 3


def _of_release(topics: Topics, sentence: Sentence, deed: Cue) -> bool:
    """Whether what is moved is a release: its noun stands before, or the title is what moves."""
    if any(c.name.startswith("release.") and c.start < deed.start and c is not deed for c in sentence.deeds):
        return True
    return sentence.has(Kind.TITLE) or topics.thread.ours


def _labelled(sentence: Sentence, place: int) -> Cue | None:
    """Return a deed for a year in brackets right behind a name: "'X'(2018)"."""
    if sentence.text.startswith(")", place + 1) and _BRACKET.search(sentence.text, 0, place):
        return Cue(place, place + 1, "release.label")
    return None


def _of_episode(sentence: Sentence, deed: Cue) -> bool:
    """Whether the clause modifies an episode: "14일 방송된 16회"."""
    head = endings.modified(sentence.text, deed.start, deed.end)
    return head >= 0 and any(head <= p <= head + 1 for _, p in sentence.placed(Kind.COUNT))


def _of_event(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether another occasion is the subject of the verb: "영화제가 17일 막을 올린다"."""
    names = [p for _, p in sentence.placed(Kind.TITLE, Kind.OTHER, Kind.SCOPE) if p < deed.start]
    start = max(sentence.clause(deed.start)[0], names[-1] + 1 if names else 0)
    if _OTHER_SUBJECT.search(sentence.text, start, deed.start):
        return True
    if sentence.text.startswith("편성", deed.start) and (
        found := next(reversed(list(_ANY_SUBJECT.finditer(sentence.text, start, deed.start))), None)
    ):
        return not _WORKS.search(found[0])
    for mark, p in sentence.placed(Kind.COUNT):
        if (
            p < min(place, deed.start)
            and mark.name in ("single", "some", "weekly", "last")
            and _SUBJECT.match(sentence.text, p + 1)
        ):
            if not any(p < q < deed.start for _, q in sentence.placed(Kind.TITLE, Kind.OTHER, Kind.SCOPE)):
                return True
    for cue in sentence.deeds:
        if cue.name.startswith("event.") and cue.name != "event.say" and cue.end <= min(place, deed.start):
            if not _SUBJECT.match(sentence.text, cue.end) and sentence.text[cue.end : place].strip():
                continue
            between = [
                p for _, p in sentence.placed(Kind.TITLE, Kind.OTHER, Kind.SCOPE) if cue.end <= p < deed.start
            ]
            if not between and sentence.clause(cue.end) == sentence.clause(deed.start):
                return True
    return False


def _value(sentence: Sentence, mark: Mark, deed: Cue, how: Mood) -> str:
    day = mark.date
    assert day is not None  # noqa: S101 - only date marks come here
    if "/" in day.value and sentence.text.startswith("까지", _place(sentence, mark) + 1):
        return day.opening if not _perfect(sentence, deed) else day.past.partition("/")[0]
    if how.modality is Modality.PAST:
        return day.value
    if _perfect(sentence, deed):
        return day.past
    return day.future


def _place(sentence: Sentence, mark: Mark) -> int:
    return next(
        p for m, p in sentence.placed(Kind.DATE) if m.start <= mark.start < m.end or m.start == mark.start
    )


def _perfect(sentence: Sentence, deed: Cue) -> bool:
    if _DECIDED.match(sentence.text, deed.start):
        return False  # 편성됐다, 확정됐다: what is done is the decision
    return deed.name in ("release.past", "release.strong", "release.weak") and endings.past(
        sentence.text, deed.start, deed.end
    )


def _finding(
    sentence: Sentence, at: int, place: int, topic: Topic, value: str, how: Mood, deed: Cue
) -> Finding:
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
        refuted = any(c.name == "refuted" and c.start >= cue.end for c in sentence.modes)
        if refuted or _HEARSAY.match(sentence.text, cue.end):
            continue
        how = Mood(Modality.CONFIRMED)
        yield _finding(sentence, sentence.masked.body(cue.start), cue.start, topic, _PULLED, how, cue)
        return
