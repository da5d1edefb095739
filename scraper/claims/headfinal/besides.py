"""What a word of the making is said of besides the title's: an occasion, another work, a demand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.headfinal.occasions import remade
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_RECALLED = re.compile(r"바 있(?:다|으|지|는|었)")
# "그가 전에 만든 스릴러는 …": a work of theirs that is told of without its name
_THEIR_WORK = re.compile(
    r"(?:찍은|만든|연출한|쓴|출연한|주연한|선보인) (?!이 )(?:[가-힣]+ )?"
    r"(?:멜로|시대극|영화|작품|드라마|사극|스릴러|코미디|데뷔작|시리즈)(?:은|는) "
)
_SEEN_THERE = re.compile(
    r"(?:종영한|방송된|방영된|흥행한|개봉한|출연한) (?!이 )(?:[가-힣]+ )?"
    r"(?:주말극|일일극|사극|드라마|영화|예능|시리즈)(?:에서|로|으로) "
)
_THEIR_SHOOT = re.compile(
    r"(?:은|는) (?:[^ ]+ )?(?:월화극|수목극|금토극|토일극|주말극|일일극|사극|예능|단편|다큐)(?:을|를) "
    r"(?:[^ ]+ ){0,2}$"
)
# What is only called for is no stop: "촬영을 멈추라고 요구했다", "촬영 중단을 촉구했다".
_DEMANDED = re.compile(
    r"[가-힣]{0,3}라(?:고|며|는) |(?:[가-힣]+ )?(?:을|를|할 것을|하자고|해야) ?(?:한다고 )?(?:[가-힣]+ )?"
    r"(?:요구|촉구|권고|요청|건의|주장|압박|호소)"
)
_SLOT = re.compile(
    r"(?:개봉|공개|방송|첫 ?방송|첫 ?방|방영|편성)(?:일|일정|계획)?"
    r"(?:은|는|이|을|도|마저|까지)? (?:[가-힣]+ ){0,2}$"
)
_ASKED = re.compile(r"[^.!?\"]{0,14}?(?:묻자|묻는|물음|질문|냐는|인가 |궁금|소문|에 대(?:해|한))")
_FACED = re.compile(r"카메라 앞에 ")  # "석 달을 카메라 앞에 섰다" is no stop
_OCCASION = re.compile(r"제작 ?(?:보고|발표)회")
_NEXT_WORK = re.compile(
    r"(?:차기작|경쟁작|신작|(?:다음|다른) (?:작품|영화|드라마)|해외 (?:영화|드라마)|스핀오프"
    r"|새 (?:작품|드라마|영화|시리즈|사극|예능|주말극|일일극|월화극|수목극|금토극|토일극))"
    r"(?:을|를|인|의|으로)? ?$"
)
_CREW = re.compile(
    rf"{MARKS['title']}['\">》〉」』]*(?:의)? ?(?:제작진|팀|주역|콤비|배우|배우들|출연진|감독과 작가)"
    r"(?:이|가|은|는|들이)? (?:[가-힣]+ )?(?:다시 )?뭉"
)
_TO_COME = re.compile(
    r"[가-힣]*(?: [가-힣]+){0,2}?(?:할|될|낼|칠|릴|을|갈|울|질) (?:것|예정|계획|전망|듯|수|때)"
)
_STOPS = ("cancelled", "paused")
_LONG = re.compile(r"길어|늦어|지연")
MADE = ("wrapped", "post_production", "completed")


def of_other(sentence: Sentence, cue: Cue, name: str, kind: str) -> bool:
    """Whether an occasion is spoken of, or what is only to come: "편집실에서 긴 겨울을 보낼 것".

    A film's script is another's where the title, of the `kind`, is no film, and the other way.
    """
    text = sentence.text
    if text.endswith("드라마 " if kind == "film" else "영화 ", 0, cue.start):
        return True
    if (
        _OCCASION.match(text, cue.start)
        or remade(sentence)
        or _NEXT_WORK.search(text, max(0, cue.start - 16), cue.start)
        or (name in ("casting", "announced") and _crew(sentence))
        or _FACED.match(text, cue.start)
        or (name == "announced" and _ASKED.match(text, cue.end))
        or (name == "cancelled" and _SLOT.search(text, max(0, cue.start - 24), cue.start))
        or (name in _STOPS and _of_occasion(sentence, cue))
        or _of_their_work(sentence, cue)
    ):
        return True
    return name in MADE and _TO_COME.match(sentence.text, cue.end) is not None


def _of_their_work(sentence: Sentence, cue: Cue) -> bool:
    """Whether another work of its people is the subject, or what one of them is shooting."""
    if sentence.has(Kind.TITLE):
        return False
    text, start = sentence.text, sentence.clause(cue.start)[0]
    shot = cue.name == "status.filming" and text.startswith("찍", cue.start)
    if _SEEN_THERE.search(text, start, cue.start):
        return True
    return _THEIR_WORK.search(text, 0, cue.start) is not None or (
        shot and _THEIR_SHOOT.search(text, start, cue.start) is not None
    )


def _crew(sentence: Sentence) -> bool:
    """Whether those who made the title come together for something else: "'X' 제작진이 다시 뭉친다"."""
    return not sentence.has(Kind.SCOPE) and _CREW.search(sentence.text) is not None


def _of_occasion(sentence: Sentence, cue: Cue) -> bool:
    """Whether a press event or the like is what was called off: "제작보고회도 없던 일이 됐다"."""
    start, _ = sentence.clause(cue.start)
    return any(
        c.name in ("event.press", "event.trailer") and start <= c.start and c.end <= cue.start
        for c in sentence.deeds
    )


def unreal(sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether a state is recalled, only called for, or why something was put off once."""
    text = sentence.text
    if name != "released" and recalled(sentence, cue):
        return True  # "마치겠다는 계획을 밝힌 바 있다"
    if name == "post_production" and _LONG.search(text, cue.start, cue.end):
        return any(c.name == "once" for c in sentence.modes)  # "당초 …였으나 후반 작업이 길어졌다"
    return name == "paused" and _DEMANDED.match(text, cue.end) is not None


def recalled(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is told as said before: "찍겠다고 밝힌 바 있다"."""
    return _RECALLED.search(sentence.text, cue.end) is not None
