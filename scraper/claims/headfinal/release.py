"""Release dates: each date waits for the verb behind it; a heading before it will do."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.headfinal import chatter, endings, evenings, occasions
from scraper.claims.headfinal.governor import RUNNING, governor
from scraper.claims.headfinal.moods import mood
from scraper.claims.headfinal.pulled import pulled
from scraper.claims.headfinal.sequence import AND, told
from scraper.claims.headfinal.tensed import perfect, value_of
from scraper.claims.headfinal.topics import Topic
from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.languages import Cue
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import Mood, speaker
from scraper.claims.sentence import LIMIT, ONE_OF_MANY
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.sentence import Sentence

_COUNTED = (
    *("count", "day-count", "week-count", "month-count"),
    *("two-weeks", "three-weeks", "two-months", "three-months"),
)
_WHEN = re.compile(
    r"언제 (?:나|하|공개|개봉|방송|첫)|편성 ?(?:썰|설)"
    r"|(?:공개|개봉|방송|첫방|방영)(?:일|날짜| 날짜| 시기)|첫방 언제"
)
_BY_TITLE = re.compile(
    rf"(?:은|이|부터| 밤| 저녁)?(?: {MARKS['platform']}(?:에서)?)? {MARKS['title']}(?: ?{MARKS['scope']})?"
    r"(?:(?![가-힣'\" ]| [가-힣]+(?:에서|의) )|(?= (?:매주|정주행|시작|첫|달린다|달려)))"
)
_GREETING = re.compile(r"만나요|만나자|만납시다|봬|뵙|뵐")  # what only its makers say
_UNSURE = ("release.weak", "release.clock", "release.opening")  # verbs of many things
_ABOUT_DAY = re.compile(
    r"(?:공개|방송|개봉|방영|편성|컴백|복귀) ?(?:시기|시점|일정|일자|날짜|일(?=[은이을도]))"
    r"|(?:만나|공개되|방송되|개봉하)는 (?:때|날|시점)"
)
_SLOT_IS = re.compile(r"(?<![가-힣])(?:첫 ?방송|공개|방송|개봉|방영|편성)(?:은|는|이|도|시기는) ")
# "한 주 쉬고 5월 3일 방송된다": the next episode's day
_BREAK = re.compile(
    rf"{MARKS['count']}(?:를|을)? (?:쉬|거르)"
    r"|휴방|결방|(?:한|두|[12]) ?주(?:간)? ?(?:를 )?(?:쉬|쉰|휴식)|쉬어 ?(?:가|간)"
)
_YEAR = 300  # days: what opened so long ago is no new season

_RUN = re.compile(r".{0,2}? ?[~∼–] ?", re.DOTALL)
_FILM = re.compile(r"영화 ?['\"<《〈]*$")
_FIXED = re.compile(r"확정|결정|못 박|박았|잡았|정했|낙점|점찍")
# "시즌2를 내년 1월 12일로 못 박았다": the object right before its day
_HELD = re.compile(rf"[{MARKS['title']}{MARKS['scope']}]['\">》〉」』]*(?: ?\([^()]{{0,40}}\))?(?:을|를) $")


# "15일 뚜껑을 연 뒤 'X'는 …": the clause before has the subject of the main one
_SINCE_THEN = re.compile(
    rf" ?(?:뒤|후|이후|이래)(?:로)?,? (?:[^ ,.{MARKS['other']}{MARKS['person']}]+ ){{0,5}}"
    rf"['\"<《〈「『]*{MARKS['title']}['\">》〉」』]*(?:은|는|이|가) "
)
# "이 애니메이션은 1월 4일 국내에 상륙해"
_THIS_WORK = re.compile(
    r"(?<![가-힣])(?:이|해당) (?:드라마|작품|영화|시리즈|애니메이션|[가-힣]{1,3}[극물])(?:은|는|이|가) "
    r"(?:[^ ,.]+ ){0,4}$"
)
# "9일 나온 이 시리즈는": the clause modifies the work itself
_WORK_ITSELF = re.compile(
    r"(?:이|해당) (?:[가-힣]+ )?(?:드라마|시리즈|작품|영화|애니메이션|시즌|사극|[가-힣]{1,4}[극물])"
    r"(?:은|는|이|가|을|를|의|도) "
)

_BATCH = re.compile(rf"{MARKS['count']}(?:은|는|이|가|을|를)? (?:오는 )?$")
_LEAD = 8  # characters before a date


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that a sentence states of the watched title."""
    dates = told(topics, sentence)
    places = [place for _, place in dates]
    for mark, place in dates:
        found = _judge(topics, sentence, mark, place, places)
        if isinstance(found, str):
            sentence.passed[place] = found
        else:
            yield found
    if off := pulled(topics, sentence):
        cue, topic = off
        at = sentence.masked.body(cue.start)
        yield _finding(sentence, at, topic, PULLED, Mood(Modality.CONFIRMED), cue)
    day = topics.scene.document.published.isoformat()
    for cue, topic in chatter.out_now(topics, sentence):
        found = _finding(sentence, sentence.masked.body(cue.start), topic, day, Mood(Modality.CONFIRMED), cue)
        yield replace(found, rule="release.out", perfect=True)


def _judge(  # noqa: C901, PLR0911 - each return is a ground of its own
    topics: Topics, sentence: Sentence, mark: Mark, place: int, places: list[int]
) -> Finding | str:
    """Return what a date states of the title, or the ground on which it states nothing."""
    deed = governor(sentence, mark, place) or _asked_for(topics, sentence, place)
    if deed is None or not deed.name.startswith("release.") or _handed_over(sentence, place, deed):
        return LIMIT if chatter.leaves(deed) else "ungoverned"
    if _counted_on(sentence, mark, place, places, deed) or _BREAK.search(sentence.text, 0, place):
        return LIMIT
    if occasions.of_statement(topics, sentence, mark, place, deed):
        return "statement"
    if occasions.of_something_else(sentence, place, deed):
        return "something else"
    if evenings.of_one_evening(topics, sentence, mark, deed) or chatter.no_release(sentence, place, deed):
        return ONE_OF_MANY
    shared = topics.shared(sentence, places, place) if len(places) > 1 else None
    topic = shared or _topic(topics, sentence, place, deed)
    if not topic.ours:
        return "not ours"
    if not _supported(topics, sentence, place, deed, topic):
        return "not held"
    how = mood(sentence, place, deed.start, deed.end)
    if deed.name == "release.halted" and how.modality is Modality.DENIED:
        how = how._replace(modality=Modality.CONFIRMED)  # what is denied is the delay
    idle = how.conditional and how.modality is not Modality.PAST
    if idle or (
        how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED
    ):
        return "unclaimed"
    value = value_of(sentence, mark, place, deed, how, topics.scene.document.published)
    if _idle(topics, sentence, mark, deed, value):
        return "long ago"
    main = topics.installments.main
    if topic.installment == NOWHERE and main.season > 1 and perfect(sentence, deed):
        today = topics.scene.document.published
        if (today - span(value).last).days > _YEAR:  # "2022년 첫선을 보인 'X'가 시즌2로 돌아온다"
            topic = topic._replace(installment=Installment(main.season - 1))
    found = _finding(sentence, mark.start, topic, value, how, deed)
    return replace(found, rule=found.rule + occasions.region(sentence, place, deed))


def _handed_over(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether the particle before the verb tells to whom, and not to which day: "방송사에 넘긴다"."""
    apart = deed.name == "release.moved" and deed.start > place + 1
    return apart and sentence.text.startswith("에 ", deed.start)


def _idle(topics: Topics, sentence: Sentence, mark: Mark, deed: Cue, value: str) -> bool:
    """Whether a day gone by stands with a verb of what is to come: "1926년의 실화를 스크린에 옮긴다"."""
    today = topics.scene.document.published
    if deed.name == "release.opening":
        return span(value).first <= today
    if perfect(sentence, deed):
        return False
    if deed.name == "release.strong" and endings.present(sentence.text, deed.start, deed.end):
        # a day gone by with a verb of what is to come: it is of something else
        return value != PULLED and span(value).last < today
    if deed.name not in ("release.moved", "release.weak"):
        return False
    return mark.date is not None and mark.date.year_stated and span(value).last.year < today.year - 1


def _counted_on(sentence: Sentence, mark: Mark, place: int, places: list[int], deed: Cue) -> bool:
    """Whether a date is the far end of a run, or counted from the old date: "한 달 뒤로 밀렸다"."""
    before = places[max(0, places.index(place) - 1)]
    if _RUN.fullmatch(sentence.text, max(before, place - 4), place):
        return True
    return deed.name == "release.moved" and day_count(mark) and sentence.text.startswith("로", place + 1)


def day_count(mark: Mark) -> bool:
    """Whether a date is told as so many days, weeks or months from another."""
    return mark.date is not None and mark.date.form in _COUNTED


def _asked_for(topics: Topics, sentence: Sentence, place: int) -> Cue | None:
    """Return a deed for a date in a post that is about nothing but when: "편성 썰", "언제 나와"."""
    post = topics.scene.document.kind is DocumentKind.POST
    start, end = sentence.clause(place)
    if not post or any(start <= c.start < end and c.name != "event.say" for c in sentence.deeds):
        return None
    if _asks_when(topics.scene.lowered) or _BY_TITLE.match(sentence.text, place + 1):
        return Cue(place, place + 1, "release.thread")
    return None


@lru_cache(maxsize=1)  # asked for each date of a document
def _asks_when(lowered: str) -> bool:
    return _WHEN.search(lowered) is not None


def _supported(topics: Topics, sentence: Sentence, place: int, deed: Cue, topic: Topic) -> bool:
    """Whether the verb is plain enough for how well its subject is known."""
    loose = occasions.loose(sentence, deed)
    slot = _SLOT_IS.search(sentence.text, sentence.clause(deed.start)[0], place) is not None
    post = topics.scene.document.kind is DocumentKind.POST
    head = endings.modified(sentence.text, deed.start, deed.end)
    itself = head >= 0 and _WORK_ITSELF.match(sentence.text, head)
    if itself or (deed.start > place and _THIS_WORK.search(sentence.text, 0, place)):
        return True
    carried = post and topics.thread.ours and not topics.crowded
    if not topic.named and (
        (loose and not carried) or (not slot and occasions.unnamed_subject(sentence, place, deed))
    ):
        return False
    if post:
        return True
    if deed.name == "release.moved":
        return sentence.has(Kind.TITLE) or topics.thread.ours
    greeted = _GREETING.match(sentence.text, deed.start) and topics.thread.ours and not topics.crowded
    fixed = topic.named and _FIXED.match(sentence.text, deed.start) and _HELD.search(sentence.text, 0, place)
    if (
        deed.name in _UNSURE
        and not greeted
        and not fixed
        and not topic.firm
        and not _ABOUT_DAY.search(sentence.text)
        and not slot
    ):
        return False
    return topic.firm or not topic.named or not loose or sentence.block is not BlockKind.PARAGRAPH


def _topic(topics: Topics, sentence: Sentence, place: int, deed: Cue) -> Topic:
    if deed.name == "release.label":
        mark, p = [(m, p) for m, p in sentence.placed(Kind.TITLE, Kind.SCOPE) if p < place][-1]
        film = _FILM.search(sentence.text, 0, p) and topics.scene.watch.kind != "film"
        return Topic(ours=False) if film else topics.named(sentence, mark, p)
    if deed.name == "release.opening" and (ahead := topics.ahead(sentence, place)) is not None:
        return ahead
    if (beside := _beside(topics, sentence, place, deed)) is not None:
        return beside
    dates = [p for _, p in sentence.placed(Kind.DATE)]
    if any(
        place < p < deed.start and sentence.text[place + 1 : p].strip() not in (*AND, ",", "인", "(")
        for p in dates
    ):
        return topics.before(sentence, place)
    topic = topics.of(sentence, max(deed.start, place), max(deed.end, place + 1))
    if topic.ours:
        # "3월 파트2까지 모두 공개된 'X'": the installment stands between the date and the verb.
        for mark, p in sentence.placed(Kind.SCOPE):
            if place < p < deed.start and (installment := topics.installments.resolve(mark)):
                return topic._replace(installment=installment, named=True)
    return topic


def _beside(topics: Topics, sentence: Sentence, place: int, deed: Cue) -> Topic | None:
    """Return the subject that stands right behind a date, right before it, or behind its clause."""
    text = sentence.text
    head = endings.modified(text, deed.start, deed.end)
    near = deed.start <= place or head < 0
    if found := (topics.near(sentence, place) if near else None) or _batch(topics, sentence, place):
        return found
    if (
        head >= 0
        and text.startswith(RUNNING, deed.start)
        and topics.names.next(sentence, head) is None
        and not _WORK_ITSELF.match(text, head)
    ):
        return Topic(ours=False, why="another thing has run since then")
    then = place < deed.start and _SINCE_THEN.match(text, endings.tail(text, deed.end))
    return topics.ahead(sentence, deed.end) if then else None


def _batch(topics: Topics, sentence: Sentence, place: int) -> Topic | None:
    """Return the part that so many episodes before a date make: "앞의 네 편은 1월 29일"."""
    found = _BATCH.search(sentence.text, max(0, place - _LEAD), place)
    mark = found and next((m for m, p in sentence.placed(Kind.COUNT) if p == found.start()), None)
    part = topics.installments.resolve(mark) if mark and mark.name in ("first", "more") else None
    if part is None:
        return None
    topic = topics.before(sentence, place)
    part = part._replace(season=part.season or topic.installment.season)
    return topic._replace(installment=part, named=True, firm=True)


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
        perfect=perfect(sentence, deed) and how.modality is Modality.CONFIRMED,
    )
