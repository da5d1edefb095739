"""What the words around a cue leave of the state that it names: a planned shoot is no shoot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.headfinal import endings, making
from scraper.claims.headfinal.moods import mood
from scraper.claims.headfinal.occasions import remade
from scraper.claims.headfinal.timing import ahead, begun, due, for_a_while, long_ago, since, spanned
from scraper.claims.languages import Cue
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.model import Modality

if TYPE_CHECKING:
    from datetime import date

    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.sentence import Sentence

_PLANNED = re.compile(
    r"(?:(?!며|고 |,|지만|으나|면서|(?<=중)(?:으로|인데) )[^.!?\"]){0,14}?(?:예정|계획|앞두|앞둔|방침|목표)"
)
_CLOSED = re.compile(r"(?:[고며,]|했다|됐다|다)$")
_SOME = re.compile(
    rf"절반|일부|[0-9]차 |(?<![0-9.])[0-9]{{1,2}}(?:\.[0-9])?%|[0-9]할|국내 분량|해외 (?:촬영|분량)"
    rf"|첫 촬영|[0-9]/[0-9]|분의 ?[0-9]"
    rf"|{MARKS['count']} ?(?:분|까지)|[0-9]+[부회화]까지"
    rf"|(?<!총 )(?<!체 )(?<!전 )(?:{MARKS['count']}차?|[0-9]+회차) 촬영"
    rf"|세트장|종합촬영소|[가-힣]+(?:에서의|서의) 촬영"
)
_SINCE = re.compile(r"(?: ?(?:뒤|후|지 |지도|직후|다음|이후))")
_PERSONAL_SHARE = re.compile(
    r"(?:먼저|혼자|홀로) ?"
    r"|(?:제|내|자신의|본인의?|자기|그의|개인|맡은) ?(?:마지막 ?)?(?:분량|몫|촬영|장면)|소감|종영 인사"
)
_ENDED = ("wrapped", "post_production", "released")
_DONE = ("wrapped", "post_production", "completed", "paused", "released")
_BARE = re.compile(r"(?:크랭크 ?인|첫 ?촬영|촬영 ?(?:돌입|시작|개시|스타트))$")
_UNDER_WAY = re.compile(r"(?:[가-힣]{0,3}고)? 있(?:다|는|으|습|어)")
_PARTLY = re.compile(rf"{MARKS['count']} ?(?:분|까지)|절반|일부")
_ALL = re.compile(r"모든|모두|전부|전편|전체|완전히")
_READYING = re.compile(r"준비(?:에|로|가|를)? ")  # "촬영 준비에 한창"
_WAS = re.compile(
    r"[^ ]*(?: 상태| 상황| 참| 중)?(?:였|이었)"
)  # "70%를 소화한 상태였다": told of a time before
_SCREENED = re.compile(r"대본|시사|선공개|선행|각본|상영회|원작|웹툰")
_SHOT = re.compile(r"촬영|크랭크")
_RECALLED = re.compile(r"바 있(?:다|으|지|는|었)")
_NO_MORE = re.compile(
    r"(?:[가-힣]* )?[가-힣]*던 |[가-힣]*(?:기도|기) 전|[^.!?]{0,24}기도 전(?![가-힣])"
    r"|[^.!?]{0,12}(?:불발|고사했|고사한|거절)"
)  # "물망에 올랐던 배우", "제안을 받은 것은 맞지만 검토에 들어가기도 전"
_SOMEBODY = re.compile(rf"(?:배우 )?{MARKS['person']}")
_AGAIN = re.compile(r"다시 ")
_FEW = ("some", "weekly")
_NOUN = re.compile(r"촬영|녹화")
_TURNING = ("filming", "wrapped", "paused", "resumed", "pre_production")
_LONG = re.compile(r"길어|늦어|지연")
# "감독이 2019년 찍은 멜로는 …", "전작은 …": a work of theirs that is told of without its name
_THEIR_WORK = re.compile(
    r"(?:찍은|만든|연출한|쓴|출연한|주연한|선보인) (?!이 )(?:[가-힣]+ )?"
    r"(?:멜로|시대극|영화|작품|드라마|사극|스릴러|코미디|데뷔작|시리즈)(?:은|는) "
)
_THEIR_SHOOT = re.compile(
    r"(?:은|는) (?:[^ ]+ )?(?:월화극|수목극|금토극|토일극|주말극|일일극|사극|예능|단편|다큐)(?:을|를) (?:[^ ]+ ){0,2}$"
)
_RESTLESS = re.compile(r"(?:쉬|멈추)$")
_NOT = re.compile(r"[가-힣]{0,2}지 (?:않|못)")
# What is only called for is no stop: "촬영을 멈추라고 요구했다", "촬영 중단을 촉구했다".
_DEMANDED = re.compile(
    r"[가-힣]{0,3}라(?:고|며|는) |(?:[가-힣]+ )?(?:을|를|할 것을|하자고|해야) ?(?:한다고 )?(?:[가-힣]+ )?"
    r"(?:요구|촉구|권고|요청|건의|주장|압박|호소)"
)
_NEAR = re.compile(r"초읽기|임박|코앞|눈앞|준비")
_SLOT = re.compile(
    r"(?:개봉|공개|방송|첫 ?방송|첫 ?방|방영|편성)(?:일|일정|계획)?"
    r"(?:은|는|이|을|도|마저|까지)? (?:[가-힣]+ ){0,2}$"
)
_ASKED = re.compile(r"[^.!?\"]{0,14}?(?:묻자|묻는|물음|질문|냐는|인가 |궁금|소문|에 대(?:해|한))")
_FACED = re.compile(r"카메라 앞에 ")  # "여름 내내 카메라 앞에 섰다" is no stop
_OCCASION = re.compile(r"제작 ?(?:보고|발표)회")
_NEXT_WORK = re.compile(
    r"(?:차기작|다음 작품|새 작품|다른 작품|신작|새 드라마|새 영화)(?:을|를|인|의|으로)? ?$"
)
_CREW = re.compile(
    rf"{MARKS['title']}['\">》〉」』]*(?:의)? ?(?:제작진|팀|주역|콤비|배우|배우들|출연진|감독과 작가)"
    r"(?:이|가|은|는|들이)? (?:[가-힣]+ )?(?:다시 )?뭉"
)
_SUBJECT = re.compile(r"([가-힣]{2,4})(?:은|는|이|가|도) ")
_TO_COME = re.compile(
    r"[가-힣]*(?: [가-힣]+){0,2}?(?:할|될|낼|칠|릴|을|갈|울|질) (?:것|예정|계획|전망|듯|수|때)"
)
_TO_END = re.compile(r"끝날|끝낼|마칠|마무리할|종료될|마무리될")
_STOPS = ("cancelled", "paused")
_SPAN = "span"
MADE = ("wrapped", "post_production", "completed")


def told(  # noqa: PLR0911 - each return is a ground of its own
    topics: Topics, sentence: Sentence, cue: Cue, name: str
) -> str:
    """Return the state that the words around a cue leave of it, "" for none."""
    if name == "shoot":
        return "" if _RECALLED.search(sentence.text, cue.end) else name
    if _set_aside(topics, sentence, cue, name):
        return ""
    if name == "filming" and (
        cue.name.rpartition(".")[2] in making.STAGES or begun(topics, sentence, cue, ago=None)
    ):
        return name  # its tense has been read from the verb, or its day has gone
    if turned := _turned(topics, sentence, cue, name):
        return turned
    closed = _CLOSED.search(sentence.text, cue.start, cue.end + 1) is not None
    done = name in MADE and endings.past(sentence.text, cue.start, cue.end)
    planned = not (closed or done) and _PLANNED.match(sentence.text, cue.end) is not None
    if name == "filming" and _UNDER_WAY.match(sentence.text, cue.end):
        return name  # "이번 주부터 카메라를 돌리고 있다"
    if name == "filming" and (planned or ahead(topics, sentence, cue) or _expected(topics, sentence, cue)):
        return "pre_production"
    return "" if planned and name in _DONE else name


def _set_aside(  # noqa: PLR0911 - each return is a ground of its own
    topics: Topics, sentence: Sentence, cue: Cue, name: str
) -> bool:
    """Whether a state is told of one person, of a time before, of a screening, or only to date another."""
    text = sentence.text
    if name != "released" and _RECALLED.search(text, cue.end):
        return True  # "마치겠다는 계획을 밝힌 바 있다"
    if name in ("casting", "script"):
        idle = _NO_MORE.match(text, cue.end) is not None or sentence.block is BlockKind.HEADLINE
        return idle or long_ago(topics, sentence, cue) or due(topics, sentence, cue)
    if name == "filming":
        share = _PERSONAL_SHARE.search(text, max(0, cue.start - 30), cue.end)
        return share is not None or _WAS.match(text, cue.end) is not None
    if name == "announced" and long_ago(topics, sentence, cue):
        return True
    if name == "paused" and _DEMANDED.match(text, cue.end):
        return True
    if name == "post_production" and _LONG.search(text, cue.start, cue.end):
        return any(c.name == "once" for c in sentence.modes)  # why it was put off once
    if name == "wrapped" and (_personal(sentence, cue) or _of_actor(topics, sentence, cue)):
        return True
    if name == "released" and any(p == cue.start and m.name in _FEW for m, p in sentence.placed(Kind.COUNT)):
        return True  # "1~2회 먼저 본 기자들"
    if name == "released" and _SCREENED.search(text, max(0, cue.start - 16), cue.start):
        return True
    if name in _ENDED and _SINCE.match(text, endings.tail(text, cue.end)):
        return name != "wrapped" or any(
            c.name == "status.filming" and c.start > cue.end for c in sentence.deeds
        )
    return False


def _turned(topics: Topics, sentence: Sentence, cue: Cue, name: str) -> str:
    """Return another state that a cue comes to by the words in and around it, "" where it stays."""
    text = sentence.text
    if name == "paused" and for_a_while(topics, sentence, cue):
        return "filming"
    if name == "pre_production":
        if _SHOT.search(text, cue.start, cue.end) and since(topics, sentence, cue):
            return "filming"
        if _AGAIN.search(text, cue.start, cue.end):
            return "paused"
    if name == "filming" and _READYING.search(text, cue.start, cue.end):
        return "pre_production"
    if not _goes_on(topics, sentence, cue, name):
        return ""
    return "post_production" if name == "completed" else "filming"


def _expected(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether a bare start of the shoot is told as due, and none of its dates has gone."""
    if not _BARE.search(sentence.text, cue.start, cue.end) or begun(topics, sentence, cue, ago=None):
        return False
    return mood(sentence, cue.start, cue.start, cue.end).modality is Modality.EXPECTED


def course(topics: Topics, sentence: Sentence, cue: Cue) -> tuple[str, Cue] | None:
    """Return the state that the verbs or the date of a noun of the making come to, and its words."""
    today = topics.scene.document.published
    name = cue.name.rpartition(".")[2]
    if name == _SPAN:
        return spanned(topics, sentence, cue), cue
    if name not in making.STAGES:
        return _onward(sentence, cue, name, today)
    other = "영화 " if topics.scene.watch.kind != "film" else "드라마 "
    if making.of_another(sentence, cue) or sentence.text.endswith(other, 0, cue.start):
        return None
    found = making.course(sentence, cue, today)
    if (
        found is None
        and cue.name in ("plan.shoot", "plan.start")
        and (state := _shoot(topics, sentence, cue))
    ):
        return state, cue
    return found


def _onward(sentence: Sentence, cue: Cue, name: str, today: date) -> tuple[str, Cue] | None:
    """Return a state as the verbs behind it leave it: "촬영은 한 달 멈췄다가 6월 끝났다"."""
    noun = _NOUN.search(sentence.text, cue.start, cue.end)
    if noun is None or name not in _TURNING:
        return name, cue
    bare = Cue(noun.start(), noun.end(), "plan.shoot")
    if making.of_another(sentence, bare):
        return None
    later = making.course(sentence, bare, today)
    denied = _NOT.match(sentence.text, cue.end) is not None
    if denied and _RESTLESS.search(sentence.text, cue.start, cue.end):
        return later  # "촬영은 쉬지 않고 이어지고 있다"
    near = _NEAR.search(sentence.text, cue.start, cue.end) is not None
    further = near or (later is not None and later[1].end > endings.tail(sentence.text, cue.end))
    return later if later and further and not denied else (name, cue)


def _shoot(topics: Topics, sentence: Sentence, cue: Cue) -> str:
    """Return the state that a bare word for the shoot and its date come to."""
    if not ahead(topics, sentence, cue):
        return "filming" if begun(topics, sentence, cue) else ""
    end = sentence.clause(cue.start)[1]
    closing = cue.name == "plan.shoot" and _TO_END.search(sentence.text, cue.start, end)
    return "filming" if closing else "shoot"  # "촬영은 10월 말 끝날 예정이다"


def of_other(sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether an occasion is spoken of, or what is only to come: "편집실에서 긴 겨울을 보낼 것"."""
    text = sentence.text
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


def _goes_on(topics: Topics, sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether the shoot is not over yet: "촬영은 1월 말 끝난다", "절반 촬영을 마쳤다"."""
    if name == "pre_production":
        return _TO_END.search(sentence.text, cue.start, cue.end + 1) is not None
    if name == "completed" and _PARTLY.search(sentence.text, cue.start, cue.end):
        return True
    start = cue.start if _ALL.search(sentence.text, cue.start, cue.end) else max(0, cue.start - 16)
    partly = _SOME.search(sentence.text, start, cue.end) is not None
    return name == "wrapped" and (partly or ahead(topics, sentence, cue))


def _personal(sentence: Sentence, cue: Cue) -> bool:
    """Whether one actor's share of the shoot is spoken of."""
    mine = _PERSONAL_SHARE.search(sentence.text, max(0, cue.start - 30), cue.end)
    head = endings.modified(sentence.text, cue.start, cue.end)
    if head >= 0 and _SOMEBODY.match(sentence.text, head):
        return True  # "촬영을 마친 한서진"
    return mine is not None or _of_person(sentence, cue)


def _of_actor(topics: Topics, sentence: Sentence, cue: Cue) -> bool:
    """Whether somebody whom the text calls an actor is the subject: "배우 A가 … A는 최근 촬영을 마쳤다"."""
    start, _ = sentence.clause(cue.start)
    found = _SUBJECT.match(sentence.text, start + (sentence.text[start : start + 1] == " "))
    return found is not None and found[1] in topics.actors


def _of_person(sentence: Sentence, cue: Cue) -> bool:
    """Whether a person alone is the sentence's subject: an actor's own wrap is not the production's."""
    start, _ = sentence.clause(cue.start)
    people = [p for _, p in sentence.placed(Kind.PERSON) if start <= p < cue.start]
    names = [p for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE, Kind.OTHER) if p < cue.start]
    return (
        bool(people)
        and not names
        and '"' not in sentence.text[people[-1] : cue.start]
        and not any(c.name == "carry" and people[-1] < c.start < cue.start for c in sentence.carries)
        and sentence.text[people[-1] + 1 : people[-1] + 2] in ("은", "는", "이", "가", "도")
    )
