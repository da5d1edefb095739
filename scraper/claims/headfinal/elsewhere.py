"""Another work than the title: its sequel, its maker's next one, one that is named in passing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.headfinal import endings
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark

if TYPE_CHECKING:
    from scraper.claims.headfinal.names import Names
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_SEQUEL = re.compile(r"(?<![0-9가-힣])([1-9])편(?=[은이을의도] )")
_LATER_FILM = re.compile(
    r"(?:속편|후속편|후속작|프리퀄|스핀오프)(?:(?:을|를|이|가|은|는|도|의) "
    rf"| ?['\"<《〈「『][^'\">》〉」』{MARKS['title']}]{{1,40}}['\">》〉」』][은는이가을를] )"
)
_IS_SEQUEL = re.compile(
    r"(?:속편|후속작|후속편|프리퀄|스핀오프)(?:인|이자|으로|이다|격)|[0-9]+ ?년 만의 속편"
)
_NEWS_OF = re.compile(
    rf"(?:다른|차기작|신작|새|후속작|복귀작)(?:으로|인|은|이|로)? "
    r"(?:(?:드라마|영화|작품|예능|시리즈)(?:인|은|는)? ?)?"
    rf"['\"<《〈「『]*{MARKS['other']}"
)
_NUMBERED = re.compile(rf"{MARKS['title']}['\">》〉」』]*([2-9])(?![0-9])")
_REACH_SEQUEL = 60  # characters between a film's number and its verb
# A book or a song has no shoot and no episodes.
_WRITTEN = re.compile(r"(?:소설|웹툰|만화|희곡|동화|시집|에세이|노래|신곡|앨범|게임) ?['\"<《〈「『]*$")
_THIS = re.compile(r"이 (?:작품|드라마|영화|시리즈)|이번(?:에는|엔|에|은| 작품은?| 드라마는?) ")
_NEWS = ("release.", "status.")  # what is told of the other work itself
# A predecessor goes off the air or leaves its slot: the text goes on about the title.
_LEAVES = re.compile(
    r"['\">》〉」』]*(?:(?:이|가|은|는|도)? (?:[^ ]+ ){0,3}?"
    r"(?:끝(?:나|난)|막을 내|종영|자리를 (?:넘|비우|내주|물려)|퇴장|문을 닫|떠나)"
    r"|(?:을|를) 끝으로 |의? ?(?:자리|시간대|후속|뒤|바통|배턴|다음))"
)
_LEAD = 8


def news_of_another(sentence: Sentence, named: list[tuple[Mark, int]]) -> bool:
    """Whether a sentence is news of another work alone: "차기작 'B'의 주연을 맡았다"."""
    return all(m.kind is Kind.OTHER for m, _ in named) and _NEWS_OF.search(sentence.text) is not None


def in_passing(names: Names, sentence: Sentence, place: int) -> bool:
    """Whether another work is named for what its makers did before, or for the slot that it leaves.

    "두 사람은 'A'를 만들었다", "'B'를 바탕으로 했다", "'C'가 다음 주 끝난다".
    """
    written = _WRITTEN.search(sentence.text, max(0, place - _LEAD), place)
    if written or _LEAVES.match(sentence.text, place + 1) or _THIS.search(sentence.text, place + 1):
        return True
    if names.role(sentence, place) in ("topic", "subject"):
        return False
    last = endings.LAST_WORD.search(sentence.text)
    return (
        last is not None
        and endings.past(sentence.text, last.start(1), last.end(1))
        and not any(c.name.startswith(_NEWS) and c.start > place for c in sentence.deeds)
    )


def own_numbers(scene: Scene) -> set[str]:
    """Return the figures in the names of the title, "1" where they have none."""
    names = (scene.watch.name, *scene.watch.aliases)
    told = _NUMBERED.search(scene.sentences[0].text)
    return {c for name in names for c in name if c.isdigit()} or {told[1] if told else "1"}


def another_film(scene: Scene, numbers: set[str], sentence: Sentence, clause: int, start: int) -> bool:
    """Whether a film of another number is the subject: "4편은 올 하반기 촬영한다"."""
    found = list(_SEQUEL.finditer(sentence.text, max(clause, start - _REACH_SEQUEL), start))
    if found and found[-1][1] not in numbers:
        return True
    if numbers != {"1"} or _IS_SEQUEL.search(scene.lowered):
        return False
    later = list(_LATER_FILM.finditer(sentence.text, max(0, start - _REACH_SEQUEL), start))
    return bool(later) and not any(later[-1].end() <= p < start for _, p in sentence.placed(Kind.TITLE))
