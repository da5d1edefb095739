"""Whether a document is about the watched title, by what stands right before and behind its name.

"영화 'X'" of a watched series, "뮤지컬 'X'", "현실판 'X'": another work, or a comparison.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims import about as general
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_FILM = re.compile(r"영화|개봉|극장|스크린|관객")
_SERIES = re.compile(r"드라마|시리즈|방송|방영|시즌|부작|회차|[0-9] ?[회화]|파트|시청|ott|티빙|넷플")
# Words of the trade: no port, pub or bank has them.
_TRADE = re.compile(
    r"드라마|시리즈|영화|극본|연출|배우|주연|출연|시즌|예능|부작|첫 ?방송|시청률|시청자|종영|크랭크|캐스팅"
    r"|편성|방영|개봉|예고편|관객|웹툰|감독|작가|극장|스크린|박스오피스|대본|제작사|제작진|촬영|결방|본방|에피소드|회차|톱10|ott"
    r"|애니|극장판|제작위원회|작화|성우|통편집|[회화편]씩|[0-9] ?[회화] (?:방송|공개)"
    rf"|{MARKS['scope']}"
)
_LIFE = re.compile(r"입대|전역|결혼|열애|출산|팬미팅|연극|뮤지컬|화보|광고 모델|홍보대사|별세|부친상|모친상")
_LIST = re.compile(
    rf"['\">》〉」』]*(?: ?{MARKS['scope']})?(?:·|,|와|과) ?(?:(?:영화|드라마|시리즈|예능|애니메이션) )?"
    rf"['\"<《〈「『]*{MARKS['other']}"
)
_LISTED = re.compile(rf"{MARKS['other']}['\">》〉」』]*(?:·|,|, ) ?['\"<《〈「『]*$")
_CREDIT = re.compile(
    rf"['\">》〉」』)\]]*(?: ?\([^()]{{0,30}}\))? ?(?:{MARKS['person']}|작가|감독|배우|주역|출신|스타|촬영지"
    r"|이후|종영 ?후|(?:에 )?이어|신드롬|열풍|때부터|때 |[가-힣]{2,4} 역"
    r"|(?:의|속) (?!출연진|주연|주인공|캐스팅|제작진|대본|촬영|방송|공개|개봉|편성|예고|포스터|티저)"
    r"[가-힣]{2,4}(?:로|으로|으로서|을|를|이|가)? "
    r"|(?:로|으로) (?!돌아|찾|컴백|바뀌|바꾼|바꿔|변경|확정|정해|제목|이름을 바)|에서 "
    r"|(?:을|를) (?:마친|끝낸|통해|찍은|찍고|함께|연출|집필|쓴|성공)|(?:이|가) 끝)"
)
_ADAPTED = re.compile(r"(?:드라마|영상|영화|시리즈)(?:화|로 (?:옮|제작|만들|만든|재탄생))|실사화|리메이크")
# A name that is a sentence ("감사합니다") may end one and mean that; so may a noun that somebody owns.
_PREDICATE = re.compile(r"(?:니다|[가-힣]요|죠)$")
_ENDS = re.compile(rf" ?(?:[~!.?…^)ㅠㅜㅎㅋ♥❤]|{MARKS['title']}|$)")
_OWNED = re.compile(r"(?<![가-힣])(?:내|제|우리|저희|네|니) $")
_ENOUGH = 2
_LIVE = "실사판"
_CAST = 4  # so many of its people named are a report on it


def decide(  # noqa: PLR0911 - each return is a ground of its own
    scene: Scene, findings: list[Finding]
) -> tuple[bool, str]:
    """Return whether the document is about the title, and why."""
    kinds = [c.name for s in scene.sentences for c in s.language.cues("kind", s.text)]
    own = "film" if scene.watch.kind == "film" else "series"
    foreign = sum(kind not in (own, "like") for kind in kinds)
    if foreign and own not in kinds and not scene.people and not _ADAPTED.search(scene.lowered):
        return False, "the name is said of another kind of work"
    if scene.watch.people and not scene.people and not scene.platform and not _plausible(scene):
        return False, "none of its people, not its platform, little of the screen"
    if scene.document.kind is not DocumentKind.POST and _unlikely(scene):
        return False, "its name is never written as a name, and little speaks of the screen"
    if not scene.people and not scene.platform and scene.titles and _plain_words(scene):
        return False, "the words of its name mean what they say"
    mentions = [m for m in scene.titles if m.name != "tag"]
    known = scene.people >= _ENOUGH
    if mentions and _likened(scene) * 2 >= len(mentions) and not known and not scene.platform:
        return False, "named only to compare"
    named = [s for s in scene.sentences if s.has(Kind.TITLE)]
    elsewhere = any(s.has(Kind.OTHER) for s in scene.sentences) or _LIFE.search(scene.lowered)
    stated = any(f.sentence.has(Kind.TITLE) for f in findings)
    head = scene.sentences[0]
    rival = head.block is BlockKind.HEADLINE and head.has(Kind.OTHER)
    # Who names two of its people, or it and nothing else in the headline, reports on it all the same.
    reported = known or (head.block is BlockKind.HEADLINE and head.has(Kind.TITLE) and not rival)
    if named and elsewhere and not reported and (rival or not stated) and all(_credits(s) for s in named):
        return False, "named only as somebody's credit"
    about, reason = general.decide(scene, findings)
    if not about and scene.titles and scene.people >= _CAST and _spoken(scene):
        return True, "its people and its name stand together"
    return about, reason


def _likened(scene: Scene) -> int:
    """Return how often something is likened to the title; a "live-action X" with its own people is X."""
    own = scene.platform or scene.people
    return sum(
        c.name == "like" and not (own and s.text.startswith(_LIVE, c.start))
        for s in scene.sentences
        for c in s.language.cues("kind", s.text)
    )


def _plain_words(scene: Scene) -> bool:
    """Whether the name is never set off and always part of a sentence: "정말 감사합니다!", "내 연인이랑"."""
    return all(
        mark.name == "script"
        and (
            _ENDS.match(s.text, place + 1)
            if _PREDICATE.search(scene.lowered, mark.start, mark.end)
            else _OWNED.search(s.text, 0, place)
        )
        for s in scene.sentences
        for mark, place in s.placed(Kind.TITLE)
    )


def _spoken(scene: Scene) -> bool:
    """Whether a sentence names the title and one of its people."""
    return any(s.has(Kind.TITLE) and s.has(Kind.PERSON) for s in scene.sentences)


def _credits(sentence: Sentence) -> bool:
    """Whether the title stands there only to say who somebody is: "'X' 한서진", "'X'로 이름을 알린"."""
    text = sentence.text
    asides = [c for c in sentence.language.cues("role", text) if c.name == "aside"]
    return all(
        _CREDIT.match(text, p + 1)
        or _LIST.match(text, p + 1)
        or _LISTED.search(text, max(0, p - 12), p)
        or any(c.start <= p < c.end for c in asides)
        for _, p in sentence.placed(Kind.TITLE)
    )


def _plausible(scene: Scene) -> bool:
    """Whether a text that names nobody can yet be about the title: it speaks of the screen and its kind."""
    cues = [c.name for s in scene.sentences for c in s.language.cues("about", s.text)]
    # Papers write a work's name in quotes; without them the words mean what they say.
    quoted = any(m.name in ("quoted", "tag") for m in scene.titles)
    post = scene.document.kind is DocumentKind.POST
    if not post and (not quoted or _of_other_kind(scene)):
        return False
    return cues.count("screen") > 2 * cues.count("else")


def _unlikely(scene: Scene) -> bool:
    """Whether an article sets the name in no quotes, or names nobody of it, and lacks words of the trade."""
    trade = {m[0] for s in scene.sentences for m in _TRADE.finditer(s.text)}
    if not scene.people and not scene.platform:
        return not trade or (not scene.watch.people and _of_other_kind(scene))
    quoted = any(m.name in ("quoted", "tag") for m in scene.titles)
    return bool(scene.titles) and not quoted and scene.people < 2 and len(trade) < _ENOUGH


def _of_other_kind(scene: Scene) -> bool:
    """Whether the text speaks of films alone and the title is a series, or the other way round."""
    film = len(_FILM.findall(scene.lowered))
    series = len(_SERIES.findall(scene.lowered))
    return (not film and series > 1) if scene.watch.kind == "film" else (not series and film > 1)
