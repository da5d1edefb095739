"""What the words around a cue leave of the state that it names: a planned shoot is no shoot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.headfinal import endings, making
from scraper.claims.headfinal.besides import MADE, recalled, unreal
from scraper.claims.headfinal.moods import mood
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
_SCREENED = re.compile(r"대본|시사|선공개|선행|각본|상영회|원작|웹툰|웹소설|연재")
_SHOT = re.compile(r"촬영|크랭크")
_NO_MORE = re.compile(
    r"(?:[가-힣]* )?[가-힣]*던 |[가-힣]*(?:기도|기) 전|[^.!?]{0,24}기도 전(?![가-힣])"
    r"|[^.!?]{0,12}(?:불발|고사했|고사한|거절)"
)  # "물망에 올랐던 배우", "제안을 받은 것은 맞지만 검토에 들어가기도 전"
_SOMEBODY = re.compile(rf"(?:배우 )?{MARKS['person']}")
_AGAIN = re.compile(r"다시 ")
_STILL = re.compile(r"지금도|여전히|쉬지 않고|쉼 없이|계속 ")  # "카메라는 지금도 돌아간다"
_FEW = ("some", "weekly")
_NOUN = re.compile(r"촬영|녹화")
_TURNING = ("filming", "wrapped", "paused", "resumed", "pre_production")
_RESTLESS = re.compile(r"(?:쉬|멈추)$")
_NOT = re.compile(r"[가-힣]{0,2}지 (?:않|못)")
_NEAR = re.compile(r"초읽기|임박|코앞|눈앞|준비")
_SUBJECT = re.compile(r"([가-힣]{2,4})(?:은|는|이|가|도) ")
_TO_END = re.compile(r"끝날|끝낼|마칠|마무리할|종료될|마무리될")
_SPAN = "span"


def told(  # noqa: PLR0911 - each return is a ground of its own
    topics: Topics, sentence: Sentence, cue: Cue, name: str
) -> str:
    """Return the state that the words around a cue leave of it, "" for none."""
    if name == "shoot":
        return "" if recalled(sentence, cue) else name
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
    if unreal(sentence, cue, name):
        return True
    if name in ("casting", "script"):
        idle = _NO_MORE.match(text, cue.end) is not None or sentence.block is BlockKind.HEADLINE
        return idle or long_ago(topics, sentence, cue) or due(topics, sentence, cue)
    if name == "filming":
        share = _PERSONAL_SHARE.search(text, max(0, cue.start - 30), cue.end)
        return share is not None or _WAS.match(text, cue.end) is not None
    if name == "announced" and long_ago(topics, sentence, cue):
        return True
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
        shot = _SHOT.search(text, cue.start, cue.end) and since(topics, sentence, cue)
        if shot or _STILL.search(text, cue.start, cue.end):
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
        return later  # "촬영은 쉬지 않고 계속된다"
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
