"""Episode counts: the size of a season, part or series."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.headfinal import chatter, endings
from scraper.claims.headfinal.moods import mood
from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import Mood, speaker
from scraper.claims.sentence import LIMIT
from scraper.model import Field, Modality, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topic, Topics
    from scraper.claims.sentence import Sentence

_REACH = 3.0  # words behind a count in which its mood stands
_SOME = re.compile(
    r"(?: ?분량)?(?:의|을|를)? ?(?:촬영|대본|녹화)|까지 (?:대본|촬영|방송)"
    r"| ?분량(?:을|를) ?(?:지나|찍|마쳤|마치|소화)|(?: 이상)? 녹화"
)
_BATCHES = ("first", "more")  # "the first six make part 1"
_MOST = 300
_ENDED = re.compile(r"종영(?:한|했|된|됐|해)|끝으로|마지막으로|막을 내(?:린|렸)|문을 닫")
_COMPARED = re.compile(rf"{MARKS['scope']}(?:의|인)? ?(?:총 )?$")
_WAS = "였다"
_BOTH = re.compile(r"모두|다|전부")
_FEW = 3  # "두 회 모두 미룬다": both of those named before
_SOME_LAST = 6
_LAST_ONES = re.compile(r"(?:마지막|최종)")
_DONE_TO = re.compile(r" ?(?:[을를만] ?)?(?:[가-힣]+ )?(?:찍|촬영|녹화|남|앞)")
# "'A'를 재해석한 20부작", "'B'를 잇는 16부작": the size of what the clause modifies
_MODIFIED = re.compile(r"['\">》〉」』]*(?:을|를) (?:[가-힣]+(?:로|으로|에|에서) )?[가-힣]+ ")
# "'B'가 다음 주 종영하고 나면 16부로": a predecessor's end before the size
_ENDS = re.compile(r"['\">》〉」』]*(?:이|가) (?:[^ ]+ ){0,3}?(?:끝나|막을 내리|종영하)[가-힣]* ")
_AMONG = re.compile(r"(?: ?(?:중|가운데))? [0-9]+ ?편")  # "많이 본 15편 중 9편": so many works
_WORKS = re.compile(
    r"(?:시리즈|드라마|작품|영화|단편|신작|콘텐츠|오리지널|예능|후보작|상영작|초청작)"
    r"(?:을|를|은|는)? ?(?:총 |모두 )?$"
)
_THAN = rf"(?P<scope>{MARKS['scope']})(?:보다|에 비해) (?P<apart>{MARKS['count']})"
_WAY = "(?P<way>적|준|줄|짧|많|늘|길|긴)"
_MEASURED = re.compile(rf"{_THAN} {_WAY}[^ ]* (?:총 )?(?P<here>{MARKS['count']})")
_MEASURES = re.compile(rf"(?P<here>{MARKS['count']})[^ .]* (?:[^ .]+ )?{_THAN} {_WAY}")
_FEWER = "적준줄짧"
_LISTED = re.compile(r"['\">》〉」』](?:까지|등) (?:모두 |총 )?$")
_UNLIKE = re.compile(r"(?:였|이었)던 것(?:과|에|보다)")
_AT_ONCE = re.compile(r"(?:를|을|가|이)? ?(?:한꺼번|전편|전부|모두|동시|통째|한 번에|공개|풀)")
_OCCASION = re.compile(
    r"(?:공연|콘서트|팬미팅|투어|강연|전시|행사|시사회|상영회|무대|특집|운영|방송분)"
    r"(?:은|는|이|가|도) (?:[^ ]+ ){0,3}$"
)
_PLANNED = re.compile(r"(?:으로|로)? ?(?:기획|구상|계획|편성|출발|예정)")
_NAMES = "".join(MARKS[k] for k in ("title", "other", "scope"))
# "2부작 특집극 'X'", "8부작인 'X'": nothing but nouns between the count and the name
_BEFORE_NAME = re.compile(
    r"(?:인|였던|이었던|짜리|으로 (?:기획|제작|구성|편성)된)?(?: [가-힣a-z]+(?<![은는이가을를에])){0,4}"
    rf" ?['\"<(《〈]*[{_NAMES}]"
)


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the episode counts that a sentence states of the watched title."""
    if topics.scene.watch.kind == "film":
        return
    yield from _compared(topics, sentence)
    for mark, place in sentence.placed(Kind.COUNT):
        if chatter.no_size(topics, sentence, mark, place):
            sentence.passed[place] = LIMIT  # nor is it let in by what it looks like
            continue
        sizes = list(_sizes(mark))
        if not sizes or _elsewhere(topics, sentence, mark, place):
            continue
        topic = _topic(topics, sentence, place)
        if not topic.ours:
            continue
        how = mood(sentence, place, place, place + 1, _REACH)
        beside = _COMPARED.search(sentence.text, max(0, place - 8), place)
        if how.modality is Modality.PAST and (
            beside
            or (mark.name == "each" and how.why.endswith(_WAS))
            or _UNLIKE.match(sentence.text, place + 1)
            or _of_earlier(topics, topic, how)
        ):
            how = Mood(Modality.CONFIRMED)  # "시즌1의 8회에서 10회로": what the other season has
        if how.conditional or (how.asked and how.modality is Modality.CONFIRMED):
            continue
        who, name = speaker(sentence, place)
        for size, whole in sizes:
            for installment in _scopes(topics, sentence, mark, topic, whole=whole):
                yield Finding(
                    field=Field.EPISODE_COUNT,
                    installment=installment,
                    named=topic.named,
                    value=str(size),
                    modality=how.modality,
                    sentence=sentence,
                    at=mark.start,
                    rule=f"count.{mark.name}" + (f" ({how.why})" if how.why else ""),
                    speaker=who,
                    attribution=name,
                )


def _compared(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the size of the season that another one is measured by: "시즌1보다 두 편 적은 6부작"."""
    counts = {p: m.numbers[-1] for m, p in sentence.placed(Kind.COUNT) if m.numbers}
    scopes = {p: m for m, p in sentence.placed(Kind.SCOPE)}
    for pattern in (_MEASURED, _MEASURES):
        for found in pattern.finditer(sentence.text) if len(counts) > 1 else ():
            mark = scopes.get(found.start("scope"))
            here, apart = counts.get(found.start("here")), counts.get(found.start("apart"))
            topic = mark and topics.named(sentence, mark, found.start("scope"))
            if not topic or not topic.ours or here is None or apart is None:
                continue
            size = here + apart if found["way"] in _FEWER else here - apart
            if size > 1:
                yield Finding(
                    field=Field.EPISODE_COUNT,
                    installment=topic.installment,
                    named=True,
                    value=str(size),
                    modality=Modality.CONFIRMED,
                    sentence=sentence,
                    at=sentence.masked.body(found.start("scope")),
                    rule="count.compared",
                )


def _elsewhere(topics: Topics, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether the number measures something else: an occasion, a list of works, one evening, the script."""
    if _LISTED.search(sentence.text, max(0, place - 16), place) or _SOME.match(sentence.text, place + 1):
        return True
    if _WORKS.search(sentence.text, max(0, place - 12), place) and topics.scene.lowered[mark.end - 1] == "편":
        return True  # "한국 시리즈 9편을 한꺼번에 공개했다"
    if _AMONG.match(sentence.text, place + 1):
        return True  # "…까지 여섯 편": so many works
    written = topics.scene.lowered[mark.start : mark.end]
    number = mark.numbers[-1]
    if number <= _FEW and _BOTH.search(written):
        return True
    if number <= _SOME_LAST and _LAST_ONES.match(written) and _DONE_TO.match(sentence.text, place + 1):
        return True  # "마지막 두 회를 남겼다"
    evening = mark.name == "range" and _part_of(topics, sentence, mark, place)
    return evening or _of_occasion(sentence, place)


def _of_occasion(sentence: Sentence, place: int) -> bool:
    """Whether an occasion is what is counted: "팬미팅은 총 4회 열린다"."""
    start, _ = sentence.clause(place)
    return _OCCASION.search(sentence.text, start, place) is not None


def _part_of(topics: Topics, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a range from the first episode on is only what one evening shows."""
    whole = topics.installments.parts or mark.numbers[:1] != (1,)
    return not whole and _AT_ONCE.match(sentence.text, place + 1) is None


def _sizes(mark: Mark) -> Iterator[tuple[int, bool]]:
    """Yield the sizes that a count states, and whether each is of the whole."""
    numbers = mark.numbers
    if mark.name in ("size", "each") and numbers and 1 < numbers[-1] <= _MOST:
        yield numbers[-1], False
    elif mark.name in ("range", "last_range") and len(numbers) == 2 and 1 <= numbers[0] < numbers[1] <= _MOST:
        yield numbers[1] - numbers[0] + 1, False
        if mark.name == "last_range" and numbers[0] > 1:
            yield numbers[1], True
    elif mark.name in _BATCHES and numbers and 1 < numbers[-1] <= _MOST:
        yield numbers[-1], False
    elif mark.name == "product" and len(numbers) > 1 and 1 < numbers[-2] * numbers[-1] <= _MOST:
        yield numbers[-2] * numbers[-1], True  # "한 주 두 편씩 5주": the week counts nothing
    elif mark.name == "last" and numbers and 1 < numbers[-1] <= _MOST:
        yield numbers[-1], False


def _topic(topics: Topics, sentence: Sentence, place: int) -> Topic:
    if beside := _COMPARED.search(sentence.text, max(0, place - 8), place):
        mark = next(m for m, p in sentence.placed(Kind.SCOPE) if p == beside.start())
        return topics.named(sentence, mark, beside.start())
    found = _BEFORE_NAME.match(sentence.text, place + 1)
    if found and not sentence.text.startswith(("보다", "에 비해"), found.end()):
        topic = topics.near(sentence, found.end() - 2, set_aside=False)
        if topic is not None:
            return topic
    for _, p in topics.names.others(sentence):
        if p < place and (
            (_MODIFIED.fullmatch(sentence.text, p + 1, place) and _adnominal(sentence, place))
            or _ENDS.match(sentence.text, p + 1, place)
        ):
            return topics.of(sentence, p, p + 1)
    return topics.of(sentence, place, place + 1)


def _adnominal(sentence: Sentence, place: int) -> bool:
    """Whether the clause right before a count modifies it: "'A'를 재해석한 20부작"."""
    start = sentence.text.rfind(" ", 0, place - 1) + 1
    return endings.modified(sentence.text, start, place - 1) >= 0


def _of_earlier(topics: Topics, topic: Topic, how: Mood) -> bool:
    """Whether what is past is the season itself, whose size stands: "시즌1은 39회였다"."""
    season = topic.installment.season
    return how.why.endswith(_WAS) and topic.named and 0 < season < max(topics.installments.main.season, 2)


def _scopes(  # noqa: PLR0911 - each return is a ground of its own
    topics: Topics, sentence: Sentence, mark: Mark, topic: Topic, *, whole: bool
) -> list[Installment]:
    installment, known = topic.installment, topics.installments
    if mark.name in _BATCHES:
        batch = known.resolve(mark)
        return [batch._replace(season=batch.season or installment.season)] if batch else []
    if whole and mark.name == "product":
        return [Installment(installment.season or (1 if known.parts else 0))]
    if whole:
        return [Installment(installment.season or known.main.season or 1)]
    if mark.name == "each" and len(several := _several(topics, sentence, mark)) > 1:
        return several
    if mark.name == "each" and known.parts:
        return [Installment(installment.season, part) for part in sorted(known.parts | {1, 2})[:3]]
    if (
        not topic.named
        and known.main.part
        and (mark.name == "last_range" or (mark.name == "range" and mark.numbers[0] > 1))
    ):
        return [known.main]
    if mark.name == "size" and not topic.named and known.parts and installment.part:
        return [Installment(installment.season or 1)]
    written = topics.scene.lowered[mark.start : mark.end]
    if installment == NOWHERE and known.main.season > 1 and _ENDED.search(sentence.text + written):
        return [Installment(known.main.season - 1)]  # "16회를 끝으로 종영한 'X', 시즌2는 …"
    return [installment]


def _several(topics: Topics, sentence: Sentence, mark: Mark) -> list[Installment]:
    """Return the installments before "각각 12부"."""
    found = (topics.installments.resolve(m) for m, _ in sentence.placed(Kind.SCOPE) if m.end <= mark.start)
    return [i for i in found if i is not None]


def settle(findings: list[Finding]) -> list[Finding]:
    """Set aside a planned size where the document states another, or drops the installment."""
    counts = [f for f in findings if f.field is Field.EPISODE_COUNT and f.modality.current]
    firm = {(f.installment, f.value) for f in counts if not _planned(f)}
    dropped = {
        f.installment
        for f in findings
        if f.value == Status.CANCELLED.value and f.modality is Modality.CONFIRMED
    }
    return [
        replace(f, modality=Modality.PAST)
        if f in counts
        and _planned(f)
        and (f.installment in dropped or any(i == f.installment and v != f.value for i, v in firm))
        else f
        for f in findings
    ]


def _planned(finding: Finding) -> bool:
    masked = finding.sentence.masked
    place = next((p for m, p in zip(masked.marks, masked.places, strict=True) if m.start == finding.at), None)
    return place is not None and _PLANNED.match(masked.text, place + 1) is not None
