"""Production status: what a predicate says the production does now, or plans."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.claims.dates import Bound, Precision
from scraper.claims.finding import Finding
from scraper.claims.headfinal import endings
from scraper.claims.headfinal.governor import governor
from scraper.claims.headfinal.moods import mood
from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.modality import speaker
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Status
from scraper.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_PLANNED = re.compile(r"(?:(?!며|고 |,|지만|으나|면서)[^.!?\"]){0,14}?(?:예정|계획|앞두|앞둔|방침|목표)")
_CLOSED = re.compile(r"(?:[고며,]|했다|됐다|다)$")
_SOME = re.compile(
    rf"절반|일부|[0-9]%|국내 분량|해외 (?:촬영|분량)|첫 촬영|[0-9]/[0-9]|분의 ?[0-9]"
    rf"|{MARKS['count']} ?(?:분|까지)|세트장|종합촬영소|[가-힣]+(?:에서의|서의) 촬영"
)
_SINCE = re.compile(r"(?: ?(?:뒤|후|지 |지도|직후|다음|이후))")
_PERSONAL = re.compile(
    r"(?:제|내|자신의|본인의?|자기|그의|개인|맡은) ?(?:마지막 ?)?(?:분량|몫|촬영|장면)|소감|종영 인사"
)
_ENDED = ("wrapped", "post_production", "released")
_DONE = ("wrapped", "post_production", "completed", "paused", "released")
_NAMES = MARKS["title"] + MARKS["scope"]
_BARE = re.compile(r"(?:크랭크 ?인|첫 ?촬영|촬영 ?(?:돌입|시작|개시|스타트))$")
_READYING = re.compile(r"준비(?:에|로|가|를)? ")  # "촬영 준비에 한창"
_FACED = re.compile(r"카메라 앞에 ")  # "여름 내내 카메라 앞에 섰다" is no stop
_OCCASION = re.compile(r"제작 ?(?:보고|발표)회")
_REFUSED = re.compile(r"(?:만들|제작|진행|추진)(?:하|되)?지 않(?:기로|겠|는다)|안 만(?:든다|들기로|들겠)")
_MADE = ("wrapped", "post_production", "completed")
_TO_COME = re.compile(
    r"[가-힣]*(?: [가-힣]+){0,2}?(?:할|될|낼|칠|릴|을|갈|울|질) (?:것|예정|계획|전망|듯|수|때)"
)
_TO_END = re.compile(r"끝날|끝낼|마칠|마무리할|종료될|마무리될")
_STOPS = ("cancelled", "paused")
_RECENT = timedelta(days=30)  # casting and table reads are told of when they are new
# Rules whose finding stands even where the document dates the release.
_OWN_RULE = {
    "shoot": "status.plan.pre_production.dated",
    "pre_production": "status.plan.pre_production",
    "casting": "status.plan.casting",
    "script": "status.plan.script",
}


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the states that a sentence states of the watched title."""
    for cue in sentence.deeds:
        table, _, name = cue.name.partition(".")
        if table not in ("status", "plan") or _of_other(sentence, cue, name):
            continue
        if name := _told(topics, sentence, cue, name):
            found = _judge(topics, sentence, cue, name)
            if found:
                yield found


def settle(findings: list[Finding]) -> list[Finding]:
    """Drop a pause that the document itself ends: filming is told to go on behind it."""
    resumed = [f.at for f in findings if f.rule.startswith("status.resumed")]
    last = max(resumed, default=-1)
    return [f for f in findings if not (f.value == Status.PAUSED.value and f.at < last)]


def _told(  # noqa: PLR0911 - each return is a ground of its own
    topics: Topics, sentence: Sentence, cue: Cue, name: str
) -> str:
    """Return the state that the words around a cue leave of it ("" is none): a planned shoot is no shoot."""
    text = sentence.text
    if name == "shoot":
        return _shoot(topics, sentence, cue)
    if name in ("casting", "script"):
        told = sentence.block is not BlockKind.HEADLINE and not _long_ago(topics, sentence, cue)
        return name if told else ""
    if name in ("wrapped", "filming") and _personal(sentence, cue):
        return ""
    if name in _ENDED and _SINCE.match(text, endings.tail(text, cue.end)):
        filming = any(c.name == "status.filming" and c.start > cue.end for c in sentence.deeds)
        if name != "wrapped" or filming:
            return ""
    if name == "filming" and _READYING.search(text, cue.start, cue.end):
        return "pre_production"
    if _goes_on(topics, sentence, cue, name):
        return "filming"
    closed = _CLOSED.search(text, cue.start, cue.end + 1) is not None
    planned = not closed and _PLANNED.match(text, cue.end) is not None
    bare = _BARE.search(text, cue.start, cue.end) and mood(sentence, cue.start, cue.start, cue.end)
    if name == "filming" and bare and bare.modality is Modality.EXPECTED:
        return "pre_production"
    if name == "filming" and (planned or _ahead(topics, sentence, cue)):
        return "pre_production"
    return "" if planned and name in _DONE else name


def _judge(topics: Topics, sentence: Sentence, cue: Cue, name: str) -> Finding | None:
    # A cue that begins with the name of the work is said of that name.
    start = cue.start + (sentence.text[cue.start] in _NAMES)
    topic = topics.of(sentence, start, cue.end)
    how = mood(sentence, cue.start, cue.start, cue.end)
    headline = sentence.block is BlockKind.HEADLINE
    asked = how.asked and (headline or how.modality is Modality.CONFIRMED)
    state = _state(name)
    refuted = any(c.name == "refuted" for c in sentence.modes)
    # 계획을 접었다: what is past there is the plan, and given up
    over = how.modality is Modality.PAST and (refuted or state is not Status.CANCELLED)
    if not topic.ours or asked or how.conditional or over:
        return None
    if state is Status.CANCELLED and not topic.named and not topics.alone:
        return None
    modality = Modality.CONFIRMED if how.modality is Modality.PAST else how.modality
    if modality is Modality.DENIED and _refused(sentence, cue, name):
        state, modality = Status.CANCELLED, Modality.CONFIRMED
    if state in (Status.RELEASED, Status.PRE_PRODUCTION) and modality is Modality.EXPECTED:
        modality = Modality.CONFIRMED  # the plan itself is sure; "종영할 예정" is said of what is on air
    installment = topic.installment
    main = topics.installments.main
    if state is Status.RELEASED and installment == NOWHERE and main.season > 1:
        installment = Installment(main.season - 1)  # what has been shown, where the next season is the topic
    who, named_speaker = speaker(sentence, cue.start)
    return Finding(
        field=Field.PRODUCTION_STATUS,
        installment=installment,
        named=topic.named,
        value=state.value,
        modality=modality,
        sentence=sentence,
        at=sentence.masked.body(cue.start),
        rule=_OWN_RULE.get(name, f"status.{name}") + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=named_speaker,
        perfect=True,
    )


def _refused(sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether the making is refused, not a rumour of it: "시즌3를 만들지 않기로 했다"."""
    if name not in ("announced", "pre_production") or any(c.name == "refuted" for c in sentence.modes):
        return False
    return _REFUSED.search(sentence.text, cue.start, sentence.clause(cue.start)[1]) is not None


def _state(name: str) -> Status:
    if name in _OWN_RULE:
        return Status.PRE_PRODUCTION
    return Status.FILMING if name in ("resumed", "progress") else Status(name)


def _of_other(sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether an occasion is spoken of, or what is only to come: "편집실에서 긴 겨울을 보낼 것"."""
    if _OCCASION.match(sentence.text, cue.start) or (
        name in _STOPS and (_of_occasion(sentence, cue) or _FACED.match(sentence.text, cue.start))
    ):
        return True
    return name in _MADE and _TO_COME.match(sentence.text, cue.end) is not None


def _of_occasion(sentence: Sentence, cue: Cue) -> bool:
    """Whether a press event or the like is what was called off: "제작보고회도 없던 일이 됐다"."""
    start, _ = sentence.clause(cue.start)
    return any(
        c.name in ("event.press", "event.trailer") and start <= c.start and c.end <= cue.start
        for c in sentence.deeds
    )


def _goes_on(topics: Topics, sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether the shoot is not over yet: "촬영은 1월 말 끝난다", "절반 촬영을 마쳤다"."""
    if name == "pre_production":
        return _TO_END.search(sentence.text, cue.start, cue.end + 1) is not None
    partly = _SOME.search(sentence.text, max(0, cue.start - 16), cue.end) is not None
    return name == "wrapped" and (partly or _ahead(topics, sentence, cue))


def _personal(sentence: Sentence, cue: Cue) -> bool:
    """Whether one actor's share of the shoot is spoken of."""
    mine = _PERSONAL.search(sentence.text, max(0, cue.start - 30), cue.end)
    return mine is not None or _of_person(sentence, cue)


def _of_person(sentence: Sentence, cue: Cue) -> bool:
    """Whether a person alone is the sentence's subject: an actor's own wrap is not the production's."""
    start, _ = sentence.clause(cue.start)
    people = [p for _, p in sentence.placed(Kind.PERSON) if start <= p < cue.start]
    names = [p for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE, Kind.OTHER) if p < cue.start]
    return (
        bool(people)
        and not names
        and sentence.text[people[-1] + 1 : people[-1] + 2] in ("은", "는", "이", "가", "도")
    )


def _long_ago(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether the clause dates what it tells: a table read in April is no news in September."""
    start, end = sentence.clause(cue.start)
    limit = topics.scene.document.published - _RECENT
    return any(
        start <= p < end and m.date is not None and m.date.past != "XXXX" and span(m.date.past).last < limit
        for m, p in sentence.placed(Kind.DATE)
    )


def _shoot(topics: Topics, sentence: Sentence, cue: Cue) -> str:
    """Return the state that a bare word for the shoot and its date come to."""
    if not _ahead(topics, sentence, cue):
        return "filming" if _begun(topics, sentence, cue) else ""
    closing = _TO_END.search(sentence.text, cue.start, sentence.clause(cue.start)[1])
    return "filming" if closing else "shoot"  # "촬영은 10월 말 끝날 예정이다"


def _begun(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether a first day of shooting is of today or of the last weeks: "오늘 첫 촬영"."""
    today = topics.scene.document.published
    return sentence.text.startswith("첫", cue.start) and any(
        m.date is not None
        and m.date.precision is Precision.DAY
        and today - _RECENT <= span(m.date.past).last <= today
        and governor(sentence, m, p) == cue
        for m, p in sentence.placed(Kind.DATE)
    )


def _ahead(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether the shoot is dated ahead: "5월 촬영 돌입", "크랭크인은 내년 봄이며" are plans."""
    if endings.past(sentence.text, cue.start, cue.end):
        return False
    today = topics.scene.document.published
    return any(
        m.date is not None
        and m.date.bound is not Bound.UNTIL
        and m.date.bound is not Bound.SINCE
        and span(m.date.value).first > today
        and governor(sentence, m, p) == cue
        for m, p in sentence.placed(Kind.DATE)
    )
