"""What the verbs behind a bare noun of the making tell: "촬영은 코로나로 한 달 멈췄다가 6월 끝났다".

    noun (촬영, 후반 작업, 대본, 제작) -> the turns said of it, in order -> tense and dates -> state

The nouns are cues of the table plan, the turns those of the table course. A noun's last turn holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.dates import Bound
from scraper.claims.headfinal import endings
from scraper.claims.languages import Cue
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from scraper.claims.sentence import Sentence

STAGES = ("shoot", "start", "last", "post", "paper", "whole")


class Tense(Enum):
    """When a turn takes place."""

    DONE = auto()
    NOW = auto()
    COMING = auto()


class Turn(NamedTuple):
    """A turn of the making, such as its end, and its tense."""

    cue: Cue
    tense: Tense


_BOTH = (Tense.NOW, Tense.COMING)
_EVER = tuple(Tense)
_SHOOT: Mapping[str, Mapping[Tense, str]] = {
    "begin": {Tense.DONE: "filming", **dict.fromkeys(_BOTH, "shoot")},
    "last": {Tense.DONE: "filming", Tense.NOW: "filming", Tense.COMING: "shoot"},
    "film": {Tense.COMING: "shoot"},
    "set": dict.fromkeys(_EVER, "shoot"),
    "near": dict.fromkeys(_EVER, "shoot"),
    "gauge": dict.fromkeys(_EVER, "filming"),
    "end": {Tense.DONE: "wrapped", **dict.fromkeys(_BOTH, "filming")},
    "stop": dict.fromkeys(_EVER, "paused"),
    "move": {Tense.DONE: "shoot", Tense.NOW: "shoot", Tense.COMING: "shoot"},
    "resume": {Tense.DONE: "filming", **dict.fromkeys(_BOTH, "paused")},
}
_COURSES: Mapping[str, Mapping[str, Mapping[Tense, str]]] = {
    "shoot": _SHOOT,
    "start": {
        **_SHOOT,
        "end": {Tense.DONE: "filming"},
        "do": _SHOOT["begin"],
        "stop": dict.fromkeys(_EVER, "paused"),
    },
    "last": {
        "begin": dict.fromkeys(_EVER, "filming"),
        "last": {Tense.DONE: "wrapped", **dict.fromkeys(_BOTH, "filming")},
        "do": {Tense.DONE: "wrapped", **dict.fromkeys(_BOTH, "filming")},
        "end": {Tense.DONE: "wrapped", **dict.fromkeys(_BOTH, "filming")},
        "stop": dict.fromkeys(_EVER, "paused"),
        "near": dict.fromkeys(_EVER, "filming"),
        "move": dict.fromkeys(_EVER, "filming"),
    },
    "post": {
        "begin": {Tense.DONE: "post_production"},
        "last": {Tense.DONE: "post_production", Tense.NOW: "post_production"},
        "gauge": dict.fromkeys(_EVER, "post_production"),
        "need": dict.fromkeys(_EVER, "post_production"),
        "end": {Tense.DONE: "completed", **dict.fromkeys(_BOTH, "post_production")},
        "stop": dict.fromkeys(_EVER, "paused"),
        "move": dict.fromkeys(_EVER, "post_production"),
    },
    "paper": {
        "begin": {Tense.DONE: "script", Tense.NOW: "script"},
        "last": dict.fromkeys(_EVER, "script"),
        "gauge": dict.fromkeys(_EVER, "script"),
        "end": dict.fromkeys(_EVER, "script"),
    },
    "whole": {
        "end": {Tense.DONE: "completed"},
        "drop": {Tense.DONE: "cancelled", Tense.COMING: "cancelled", Tense.NOW: "cancelled"},
        "stop": dict.fromkeys(_EVER, "paused"),
        "resume": {Tense.DONE: "filming", **dict.fromkeys(_BOTH, "paused")},
    },
}
_REACH = 7.0  # words between a noun and its turn, or between one turn and the next
# A subject or object of its own before a turn: it is said of that.
_OTHER = re.compile(r"[^ ]*[^ 정량차업분](?:은|는|이|가|을|를) ")
_TOLD = re.compile(r"[^ ]*(?:라고|다고|며|면서)\"? ")
_COMING = re.compile(
    r"[가-힣]*(?:할|될|낼|칠|릴|을|갈|울|질|뜰|설) (?:것|예정|계획|전망|방침|수|때|듯)"
    r"|[가-힣]*(?:을|를|이)? ?(?:예정|계획|목표|앞두|앞둔|임박|준비)|[가-힣]*기로|[가-힣]*(?:려|고자) "
)
_GAP = re.compile(
    rf"(?:['\"<《〈]*{MARKS['title']}['\">》〉]*(?:의)? ?)?(?:{MARKS['scope']}(?:의)? ?)?(?:[가-힣]+ )?"
)
# "12월 말 끝나 제작진은 …", "끝이 났다": ends whose form has no tense of its own, or stands in the next word
_OVER = re.compile(r"(?:나|나서|내|내고|나고|하고) |(?:이|을) ?(?:났|난 |냈|낸 |나 |맺|봤|고했)")
_TOLD_OF = re.compile(r"(?:을|를) (?:알렸|알린|알리며|알렸)")  # "촬영 시작을 알렸다"
_AGAIN = (" 재개", "을 재개", "이 재개")
_MOMENT = re.compile(r"[가-힣]{0,2}[는던] (?:날|순간|때|자리)")  # "촬영이 끝나는 날 울었다"
_INDEFINITE = re.compile(r"무기한|잠정|기약|당분간")
_WHILE = re.compile(r"[가-힣0-9]+(?:일|주|달|개월|해|년|흘|틀|새|레)?간 |동안 |걸쳐 ")
_SCENERY = re.compile(
    r" ?(?:감독|현장|스튜디오|장소|비하인드|스틸|사진|영상|허가|팀"
    r"|장비|기법|당시|후기|비화|소감|지원|협조|유치|버스)"
)
_VERB = re.compile(r"촬영[한할합]|찍")
_OBJECT = re.compile(
    rf"(?:(?:[가-힣](?<!작품)(?<!드라마)(?<!영화)(?<!시리즈)(?<!분량)(?<!장면)|[0-9]편|{MARKS['count']})[을를]"
    rf"|(?:[0-9]편|{MARKS['count']})[은는]) (?:[^ ]+ ){{0,3}}$"
)
_NAMES = (Kind.TITLE, Kind.OTHER, Kind.SCOPE)


def course(sentence: Sentence, cue: Cue, today: date) -> tuple[str, Cue] | None:
    """Return the state that the turns of a noun of the making leave, with the words it stands in."""
    stage = cue.name.rpartition(".")[2]
    if of_another(sentence, cue):
        return None
    meaning = _COURSES[stage]
    state, told, before = "", cue, ""
    for turn in _turns(sentence, cue, today):
        name = turn.cue.name
        if name not in meaning:
            continue
        found = _special(sentence, noun=cue, turn=turn) or meaning[name].get(turn.tense, "")
        if name == "end" and turn.tense is not Tense.DONE and state == "shoot":
            continue  # "내년 1월 시작해 5월 끝낸다": the end of what has yet to begin
        if (state == "wrapped" and name in ("last", "begin", "stop")) or (before == "set" and name == "last"):
            continue  # "촬영을 마치고 휴식 중이다" is something else, "하반기로 계획하고 있다" the plan
        if before and name == "set":
            continue  # "이달 안에 마무리할 계획이다"
        before = name
        if found:
            state = found
            kind = "plan.moved" if name == "move" else cue.name
            told = Cue(min(cue.start, turn.cue.start), max(cue.end, turn.cue.end), kind)
        if name == "near":
            break  # "초읽기에 들어갔다": what is entered or gone on with is the wait
    return (state, told) if state else None


def of_another(sentence: Sentence, noun: Cue) -> bool:
    """Whether a camera crew or the like is spoken of, or another work: "감독 데뷔작을 촬영한다"."""
    if _SCENERY.match(sentence.text, noun.end):
        return True
    if noun.name != "plan.shoot" or not _VERB.match(sentence.text, noun.start):
        return False
    start, _ = sentence.clause(noun.start)
    return _OBJECT.search(sentence.text, start, noun.start) is not None


def _special(sentence: Sentence, *, noun: Cue, turn: Turn) -> str:
    """Return the state of a turn that the words between it and its noun change, or ""."""
    start, _ = sentence.clause(noun.start)
    dates = [m.date for m, p in sentence.placed(Kind.DATE) if start <= p < turn.cue.start and m.date]
    until = any(d.bound is Bound.UNTIL for d in dates)
    shoot = noun.name in ("plan.shoot", "plan.start")
    if not shoot:
        return ""
    if turn.cue.name == "move" and (
        _INDEFINITE.search(sentence.text, start, turn.cue.start) or sentence.text.startswith(_AGAIN, noun.end)
    ):
        return "paused"  # "촬영 재개는 4월로 미뤄졌다"
    if turn.cue.name == "film" and turn.tense is Tense.NOW and until:
        return "filming"
    if (
        turn.cue.name == "last"
        and turn.tense is Tense.DONE
        and (until or _WHILE.search(sentence.text, start, turn.cue.start))
    ):
        return "wrapped"
    return ""


def _turns(sentence: Sentence, noun: Cue, today: date) -> Iterator[Turn]:
    """Yield the turns said of a noun: of the clause that modifies it, then of the verbs behind it."""
    text = sentence.text
    found = sentence.turns
    start, _ = sentence.clause(noun.start)
    index = bisect_left(found, noun.end, key=_begin)
    last = next((c for c in reversed(found[max(0, index - 2) : index]) if c.end <= noun.start), None)
    if last is not None and last.start >= start:
        head = endings.modified(text, last.start, last.end)
        if head >= 0 and (head >= noun.start or _GAP.fullmatch(text, head, noun.start)):
            yield Turn(last, _tense(sentence, last, start, today))
    deeds = islice(sentence.deeds, bisect_left(sentence.deeds, noun.end, key=_begin), None)
    stop = next((c.start for c in deeds if c.name.startswith(("plan.", "status."))), len(text))
    at, since = noun.end, start
    for cue in islice(found, index, None):
        apart = text[at : cue.start]
        if (
            cue.start >= stop
            or len(apart.split()) > _REACH
            or _TOLD.search(text, at, cue.start)
            or _OTHER.search(apart, 2)
            or any(at <= p < cue.start for _, p in sentence.placed(*_NAMES))
            or _MOMENT.match(text, cue.end)
        ):
            return
        yield Turn(cue, _tense(sentence, cue, since, today))
        at = since = cue.end


def _over(text: str, cue: Cue) -> bool:
    """Whether a turn is over in a form without tense: "끝이 났다", "마치고 쉬고 있다", "시작을 알렸다"."""
    if cue.name == "begin":
        return _TOLD_OF.match(text, cue.end) is not None
    return text.startswith("고 ", cue.end - 1) or _OVER.match(text, cue.end) is not None


def _begin(cue: Cue) -> int:
    return cue.start


def _tense(sentence: Sentence, cue: Cue, since: int, today: date) -> Tense:
    """Return when a turn takes place: by its ending, else by the dates that stand before it."""
    text = sentence.text
    if _COMING.match(text, cue.end):
        dates = [m for m, p in sentence.placed(Kind.DATE) if since <= p < cue.start]
        until = any(m.date is not None and m.date.bound is Bound.UNTIL for m in dates)
        return Tense.NOW if until and cue.name == "last" else Tense.COMING
    days = [
        m.date
        for m, p in sentence.placed(Kind.DATE)
        if since <= p < cue.start and m.date is not None and m.date.value != PULLED
    ]
    if endings.past(text, cue.start, cue.end):
        return Tense.DONE
    if any(d.bound not in (Bound.UNTIL, Bound.SINCE) and span(d.value).last > today for d in days):
        return Tense.COMING
    over = _over(text, cue)
    linked = over or endings.linked(text, cue.start, cue.end)
    if (
        (linked and cue.name == "end")
        or (cue.name == "begin" and over)
        or (cue.name == "begin" and any(span(d.past).last <= today for d in days))
    ):
        return Tense.DONE  # "8월 시작해 현재": told of what is over in a form without tense
    return Tense.NOW
