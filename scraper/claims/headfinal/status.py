"""Production status: what a predicate says the production does now, or plans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.headfinal import endings, telling
from scraper.claims.headfinal.besides import MADE, of_other
from scraper.claims.headfinal.moods import mood
from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.languages import Cue
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.modality import speaker
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Status
from scraper.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.sentence import Sentence

_NAMES = MARKS["title"] + MARKS["scope"]
_SHOWN = re.compile(r"(?:이|가)? ?(?:방송|방영)(?:된|됐)")
_SEEN = re.compile(r"(?:본|봤|보고|달렸|끝낸|마친|마쳤|완주)$")
_THOUGH = re.compile(r"(?:지만|으나|고도|는데)$")
_VIEWERS = re.compile(r" ?(?:다 )?(?:본 )?(?:사람|덬|분들?|애들?)")  # "다 본 사람?": some have
# "후반 작업 중이며 하반기 공개될 예정": what is expected is told behind it
_UNDER_WAY = re.compile(r"중(?:이며|이고|으로|인)|한창|(?:갔|했|됐|었|았|겼)(?:으며|고|고,)$")
_TODAY = re.compile(r"지금[은도]|현재|이제는? ")
_DROPPED = re.compile(r"철회|백지|접|무산|취소|포기|없던 일")
# the preparation, or its beginning, is what is planned
_PREPARES = re.compile(
    rf"{MARKS['date']}(?:부터|에|께|쯤)? (?:[가-힣]+ ){{0,2}}준비에 (?:들어[가갈]|(?:착수|돌입)[하할])"
)
_REFUSED = re.compile(r"(?:만들|제작|진행|추진)(?:하|되)?지 않(?:기로|겠|는다)|안 만(?:든다|들기로|들겠)")
_MAKING = (
    *(Status.PRE_PRODUCTION, Status.FILMING, Status.PAUSED),
    *(Status.WRAPPED, Status.POST_PRODUCTION, Status.COMPLETED),
)
# Rules whose finding stands even where the document dates the release.
_OWN_RULE = {
    "shoot": "status.plan.pre_production.dated",
    "pre_production": "status.plan.pre_production",
    "casting": "status.plan.casting",
    "script": "status.plan.script",
}


def read(topics: Topics, sentence: Sentence) -> Iterator[Finding]:
    """Yield the states that a sentence states of the watched title."""
    planned, kind = False, topics.scene.watch.kind
    for cue in (*sentence.deeds, *_watched(topics, sentence)):
        table, _, name = cue.name.partition(".")
        if table not in ("status", "plan") or of_other(sentence, cue, name, kind):
            continue
        told = telling.course(topics, sentence, cue)
        if told and (name := telling.told(topics, sentence, told[1], told[0])):
            found = _judge(topics, sentence, told[1], name)
            if isinstance(found, str):
                sentence.passed[cue.start] = found
            elif not (planned and name == "filming" and found.modality is Modality.EXPECTED):
                yield found  # else "여름에 첫 삽을 떠 … 촬영을 끝낼 계획이다"
            planned = planned or (name == "shoot" and cue.name == "plan.start")


def _watched(topics: Topics, sentence: Sentence) -> Iterator[Cue]:
    """Yield a release for each size that is told as seen: "8화 다 본 사람"."""
    for mark, place in sentence.placed(Kind.COUNT):
        seen = mark.name == "size" and _SEEN.search(topics.scene.lowered, mark.start, mark.end)
        shown = mark.name == "single" and mark.numbers and _SHOWN.match(sentence.text, place + 1)
        if seen or shown:
            yield Cue(place, place + 1, "status.released")


def settle(findings: list[Finding]) -> list[Finding]:
    """Drop a pause that the document itself ends: filming is told to go on behind it."""
    resumed = [f.at for f in findings if f.rule.startswith("status.resumed")]
    last = max(resumed, default=-1)
    return [f for f in findings if not (f.value == Status.PAUSED.value and f.at < last)]


def _judge(topics: Topics, sentence: Sentence, cue: Cue, name: str) -> Finding | str:
    """Return the state that a cue tells of the title, or the ground on which it tells none."""
    # A cue that begins with the name of the work is said of that name.
    start = cue.start + (sentence.text[cue.start] in _NAMES)
    topic = topics.of(sentence, start, cue.end)
    # What is said of the noun behind a clause is not said of the clause: "크랭크업한 제작진은 … 못했다".
    apart = name in (*MADE, "filming", "released") and (
        endings.modified(sentence.text, cue.start, cue.end) >= 0
        or _THOUGH.search(sentence.text, cue.start, endings.tail(sentence.text, cue.end)) is not None
    )
    how = mood(sentence, cue.start, cue.start, cue.end, *((1.0,) if apart else ()))
    headline = sentence.block is BlockKind.HEADLINE
    asked = how.asked and (headline or how.modality is Modality.CONFIRMED)
    asked = asked and not _VIEWERS.match(sentence.text, cue.end)
    state = _state(name)
    refuted = any(c.name == "refuted" for c in sentence.modes)
    # 계획을 접었다: what is past there is the plan, and given up
    if state is Status.ANNOUNCED and how.modality is Modality.PAST and _DROPPED.search(how.why):
        state = Status.CANCELLED
    over = how.modality is Modality.PAST and (refuted or state is not Status.CANCELLED)
    over = over and cue.name != "plan.moved"  # what was planned before is told beside the move
    if not topic.ours:
        return "not ours"
    if asked or how.conditional or over:
        return "past" if over else "unclaimed"
    if state is Status.CANCELLED and not topic.named and not topics.alone:
        return "another's"
    if state is Status.PRE_PRODUCTION and _prepares_later(topics, sentence):
        return "coming"
    modality = Modality.CONFIRMED if how.modality is Modality.PAST else how.modality
    if modality is Modality.DENIED and _refused(sentence, cue, name):
        state, modality = Status.CANCELLED, Modality.CONFIRMED
    tail = endings.tail(sentence.text, cue.end)
    sure = (
        state in (Status.RELEASED, Status.PRE_PRODUCTION)
        or _UNDER_WAY.search(sentence.text, cue.start, tail)
        or (state is Status.PAUSED and how.why == "잠정")  # it stops, if not for good
    )
    if sure and modality is Modality.EXPECTED:
        modality = Modality.CONFIRMED  # the plan itself is sure; "종영할 예정" is said of what is on air
    installment = topic.installment
    main = topics.installments.main
    if state is Status.RELEASED and installment == NOWHERE and main.season > 1:
        installment = Installment(main.season - 1)  # what has been shown, where the next season is the topic
    if state in _MAKING and _earlier(installment, main) and not (topic.named and not _now(sentence, cue)):
        installment = main  # "시즌1은 2022년 공개됐다. 현재 촬영 중이다.": of the one that comes
    who, named_speaker = speaker(sentence, cue.start)
    return Finding(
        field=Field.PRODUCTION_STATUS,
        installment=installment,
        named=topic.named,
        value=state.value,
        modality=modality,
        sentence=sentence,
        at=sentence.masked.body(cue.start),
        rule=_OWN_RULE.get(name, f"status.{name}")
        + (" now" if name == "paused" else "")
        + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=named_speaker,
        perfect=True,
    )


def _now(sentence: Sentence, cue: Cue) -> bool:
    """Whether a clause without a name of its own tells of today: "지금은 편집실에 있다"."""
    start, end = sentence.clause(cue.start)
    named = any(start <= p < end for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE))
    return not named and _TODAY.search(sentence.text, start, end) is not None


def _prepares_later(topics: Topics, sentence: Sentence) -> bool:
    """Whether even the preparation is still to come: "연말부터 준비에 들어가 여름에 첫 촬영에 나선다"."""
    found = _PREPARES.search(sentence.text)
    if found is None:
        return False
    days = [m.date for m, p in sentence.placed(Kind.DATE) if p == found.start() and m.date]
    return any(span(d.future).first > topics.scene.document.published for d in days)


def _refused(sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether the making is refused, not a rumour of it: "시즌3를 만들지 않기로 했다"."""
    if name not in ("announced", "pre_production") or any(c.name == "refuted" for c in sentence.modes):
        return False
    return _REFUSED.search(sentence.text, cue.start, sentence.clause(cue.start)[1]) is not None


def _earlier(one: Installment, main: Installment) -> bool:
    """Whether an installment comes before the one that the document is about."""
    if 0 < one.season < main.season:
        return True
    return one.season in (0, main.season) and 0 < one.part < main.part


def _state(name: str) -> Status:
    if name in _OWN_RULE:
        return Status.PRE_PRODUCTION
    return Status.FILMING if name in ("resumed", "progress") else Status(name)
