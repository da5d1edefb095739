"""Release dates: each date waits for the verb behind it; a heading before it will do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.claims.dates import Bound, Precision
from scraper.claims.finding import Finding
from scraper.claims.headfinal import endings, occasions
from scraper.claims.headfinal.governor import governor
from scraper.claims.headfinal.moods import mood
from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.languages import Cue
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import Mood, speaker
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality, Status
from scraper.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scraper.claims.dates import DateMention
    from scraper.claims.headfinal.topics import Topic, Topics
    from scraper.claims.sentence import Sentence

_PULLED = "XXXX"
_FULL_DAYS = ("month-day", "month-day-way", "rmonth-day", "iso", "numeric-short")
_ARROW = re.compile(r"(?:에서|서)? ?(?:→|->|—>|➡)? ?$")
_COUNTED = (
    *("count", "day-count", "week-count", "month-count"),
    *("two-weeks", "three-weeks", "two-months", "three-months"),
)
_YEARLY = ("half-open", "quarter-open", "season-open", "month", "month-day")
_WHEN = re.compile(
    r"언제 (?:나|하|공개|개봉|방송|첫)|편성 ?(?:썰|설)"
    r"|(?:공개|개봉|방송|첫방|방영)(?:일|날짜| 날짜| 시기)|첫방 언제"
)
_BY_TITLE = re.compile(
    rf"(?:은|이|부터| 밤| 저녁)? {MARKS['title']}(?: ?{MARKS['scope']})?(?![가-힣'\" ]| [가-힣]+(?:에서|의) )"
)
_UNSURE = ("release.weak", "release.clock", "release.opening")  # verbs of many things
_ABOUT_DAY = re.compile(
    r"(?:공개|방송|개봉|방영|편성|컴백|복귀) ?(?:시기|시점|일정|일자|날짜)"
    r"|(?:만나|공개되|방송되|개봉하)는 (?:때|날|시점)"
)
_RECALLED = re.compile(
    r"(?:이야기|말|설|보도|소문|관측)(?:이|가|도)? ?(?:나왔|나온|돌았|있었|제기됐|흘러나왔)"
)
_TARGET = re.compile(rf"{MARKS['date']}(?: [^ ]+)?(?:로|으로|까지)[ ,]")
_PUT_OFF = re.compile(r"까지 (?:밀|미뤄|늦|연기)")
_YEAR = 300  # days: what opened so long ago is no new season
_THAT_IS = ("인 ", "인", "(", " (", ", ")
_BESIDE, _AND = 4, ("과", "와", "·", "및")
_DECIDED = re.compile(
    r"편성|배정|확정|정해|정했|잡|결정|예고|목표|예정|유력|낙점|꼽|날짜|(?:방송|공개|개봉|방영)(?:일|날짜|시기)"
)
_HEARSAY = re.compile(r"[가-힣]{0,2}설(?:을|은|이|에| )|[가-힣]{0,2} ?(?:이|은|는)? ?아(?:냐|니|님|닌)")


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that a sentence states of the watched title."""
    dates = [
        (m, p) for m, p in sentence.placed(Kind.DATE) if m.date is not None and not _ends(m, sentence.text, p)
    ]
    post = topics.scene.document.kind is DocumentKind.POST
    dates = [(_in_known_month(topics, m), p) for m, p in dates]
    dates = _ranged(dates if post else _carried(dates, sentence.text), sentence.text)
    places = [place for _, place in dates]
    for mark, place in dates:
        found = _judge(topics, sentence, mark, place, places)
        if found:
            yield found
    yield from _pulled(topics, sentence)


def settle(findings: list[Finding], today: date) -> list[Finding]:
    """Settle dates against each other and against states.

    A month or year goes where the document dates the same release to the day within it, and "put off"
    where it gives a new date, or tells the release or its end. A date that was rumoured once, or of
    what is cancelled, is past.
    """
    dates = [f for f in findings if f.field is Field.RELEASE_DATE and f.modality.current]
    settled = [_against(f, dates, findings, today) if f in dates else f for f in findings]
    return [f for f in settled if f is not None]


def _against(finding: Finding, dates: list[Finding], findings: list[Finding], today: date) -> Finding | None:
    """Return a current date as the rest of the document leaves it, None where it falls away."""
    others = [f for f in dates if f is not finding and f.installment == finding.installment]
    known = [f for f in others if f.value != _PULLED]
    cancelled = any(
        f.field is Field.PRODUCTION_STATUS
        and f.value == Status.CANCELLED.value
        and f.modality is Modality.CONFIRMED
        and f.installment == finding.installment
        for f in findings
    )
    if finding.value == _PULLED:
        older = any(c.name == "once" for c in finding.sentence.modes)
        again = any(f.perfect or (older and f.sentence is not finding.sentence) for f in known)
        return None if cancelled or again else finding
    mine = span(finding.value)
    if any(
        f.value != finding.value and mine.first <= span(f.value).first and span(f.value).last <= mine.last
        for f in known
    ):
        return None
    recalled = finding.modality is Modality.RUMOURED and _RECALLED.search(finding.sentence.text)
    if (cancelled and not finding.perfect and mine.last >= today) or (
        recalled and any(f.modality is Modality.CONFIRMED and f.value != finding.value for f in known)
    ):
        return replace(finding, modality=Modality.PAST)
    return finding


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
        and day.value[8:] > before.value[8:]
        and _ARROW.fullmatch(text, first + 1, second) is not None
    )


def _in_known_month(topics: Topics, mark: Mark) -> Mark:
    """Give a bare day the month in which the headline or an earlier sentence has that day."""
    day = mark.date
    if day is None or day.form != "day":
        return mark
    known = {
        m.date.value
        for s in topics.scene.sentences
        for m, _ in s.placed(Kind.DATE)
        if m.start < mark.start
        and m.date is not None
        and m.date.form in _FULL_DAYS
        and m.date.value[8:] == day.value[8:]
    }
    if len(known) != 1:
        return mark
    value = known.pop()
    return replace(mark, date=replace(day, value=value, past=value, future=value))


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
            and _PULLED not in (before.value, day.value)
            and span(day.value).first < span(before.value).first
            and mark.kind is Kind.DATE
            and day.form in _YEARLY
        ):
            year = int(before.value[:4])
            later = f"{year}{day.value[4:]}"
            if span(later).last < span(before.value).last:
                later = f"{year + 1}{day.value[4:]}"
            mark = replace(mark, date=replace(day, value=later, past=later, future=later))  # noqa: PLW2901
        elif before is not None and day is not None and _same_month(kept[-1][1], place, before, day, text):
            later = before.value[:8] + day.value[8:]
            mark = replace(mark, date=replace(day, value=later, past=later, future=later))  # noqa: PLW2901
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
            kept[-1] = (replace(mark, date=replace(mark.date, value=value, past=value, future=value)), place)
        elif kept and text[kept[-1][1] + 1 : place] in _THAT_IS:
            again = mark.date is not None and mark.date.precision is Precision.DAY
            if again:
                kept[-1] = (mark, place)  # "두 달 뒤인 9월 6일": the same day, told better
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


def _judge(  # noqa: PLR0911 - each return is a ground of its own
    topics: Topics, sentence: Sentence, mark: Mark, place: int, places: list[int]
) -> Finding | None:
    deed = governor(sentence, mark, place) or _asked_for(topics, sentence, place)
    if deed is None or not deed.name.startswith("release."):
        return None
    if deed.name == "release.moved" and day_count(mark) and sentence.text.startswith("로", place + 1):
        return None  # "한 달 뒤로 밀렸다": counted from the old date, not from today
    if occasions.of_statement(topics, sentence, mark, place, deed):
        return None
    if occasions.of_something_else(sentence, place, deed) or occasions.of_one_evening(
        topics, sentence, mark, deed
    ):
        return None
    shared = topics.shared(sentence, places, place) if len(places) > 1 else None
    topic = shared or _topic(topics, sentence, place, deed)
    if not topic.ours or not _supported(topics, sentence, place, deed, topic):
        return None
    how = mood(sentence, place, deed.start, deed.end)
    idle = how.conditional and how.modality is not Modality.PAST
    if idle or (
        how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED
    ):
        return None
    value = _value(sentence, mark, place, deed, how)
    if deed.name == "release.opening" and span(value).first <= topics.scene.document.published:
        return None
    main = topics.installments.main
    if topic.installment == NOWHERE and main.season > 1 and _perfect(sentence, deed):
        today = topics.scene.document.published
        if (today - span(value).last).days > _YEAR:  # "2022년 첫선을 보인 'X'가 시즌2로 돌아온다"
            topic = replace(topic, installment=Installment(main.season - 1))
    return _finding(sentence, mark.start, topic, value, how, deed)


def day_count(mark: Mark) -> bool:
    """Whether a date is told as so many days, weeks or months from another."""
    return mark.date is not None and mark.date.form in _COUNTED


def _asked_for(topics: Topics, sentence: Sentence, place: int) -> Cue | None:
    """Return a deed for a date in a post that is about nothing but when: "편성 썰", "언제 나와"."""
    post = topics.scene.document.kind is DocumentKind.POST
    start, end = sentence.clause(place)
    if not post or any(start <= c.start < end and c.name != "event.say" for c in sentence.deeds):
        return None
    if _WHEN.search(topics.scene.lowered) or _BY_TITLE.match(sentence.text, place + 1):
        return Cue(place, place + 1, "release.thread")
    return None


def _supported(topics: Topics, sentence: Sentence, place: int, deed: Cue, topic: Topic) -> bool:
    """Whether the verb is plain enough for how well its subject is known."""
    loose = occasions.loose(sentence, deed)
    if not topic.named and (loose or occasions.unnamed_subject(sentence, place, deed)):
        return False
    if topics.scene.document.kind is DocumentKind.POST:
        return True
    if deed.name == "release.moved":
        return sentence.has(Kind.TITLE) or topics.thread.ours
    if deed.name in _UNSURE and not topic.firm and not _ABOUT_DAY.search(sentence.text):
        return False
    return topic.firm or not topic.named or not loose or sentence.block is not BlockKind.PARAGRAPH


def _topic(topics: Topics, sentence: Sentence, place: int, deed: Cue) -> Topic:
    if deed.name == "release.label":
        mark, p = [(m, p) for m, p in sentence.placed(Kind.TITLE, Kind.SCOPE) if p < place][-1]
        return topics.named(sentence, mark, p)
    if deed.name == "release.opening" and (ahead := topics.ahead(sentence, place)) is not None:
        return ahead
    if deed.start <= place or endings.modified(sentence.text, deed.start, deed.end) < 0:
        near = topics.near(sentence, place)
        if near is not None:
            return near
    dates = [p for _, p in sentence.placed(Kind.DATE)]
    if any(
        place < p < deed.start and sentence.text[place + 1 : p].strip() not in (*_AND, ",", "인", "(")
        for p in dates
    ):
        return topics.before(sentence, place)
    topic = topics.of(sentence, max(deed.start, place), max(deed.end, place + 1))
    if topic.ours:
        # "3월 파트2까지 모두 공개된 'X'": the installment stands between the date and the verb.
        for mark, p in sentence.placed(Kind.SCOPE):
            if place < p < deed.start and (installment := topics.installments.resolve(mark)):
                return replace(topic, installment=installment, named=True)
    return topic


def _value(sentence: Sentence, mark: Mark, place: int, deed: Cue, how: Mood) -> str:
    day = mark.date
    assert day is not None  # noqa: S101 - only date marks come here
    perfect = _perfect(sentence, deed)
    if "/" in day.value and sentence.text.startswith("까지", place + 1):
        return (day.past if perfect else day.value).partition("/")[0]
    if how.modality is Modality.PAST:
        return day.value
    return day.past if perfect else day.future


def _perfect(sentence: Sentence, deed: Cue) -> bool:
    if _DECIDED.match(sentence.text, deed.start) or sentence.text[deed.start] == MARKS["date"]:
        return False  # 편성됐다, 확정됐다: what is done is the decision
    return deed.name in ("release.past", "release.strong", "release.weak") and endings.past(
        sentence.text, deed.start, deed.end
    )


def _finding(  # noqa: PLR0913, PLR0917 - everything that one statement is made of
    sentence: Sentence, at: int, topic: Topic, value: str, how: Mood, deed: Cue
) -> Finding:
    who, name = speaker(sentence, deed.start)
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
        if cue.name not in ("release.pulled", "release.halted"):
            continue
        if cue.name == "release.halted" and _TARGET.search(sentence.text):
            continue  # put off to a day that is named
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
        yield _finding(sentence, sentence.masked.body(cue.start), topic, _PULLED, how, cue)
        return
