"""What Korean posts say in passing: that the title is out now, how far somebody has watched, what they wish.

"시즌2 나왔다", "넷플에 떴음" name no day and mean the day of the post; "8화까지 봤다" and "16부작으로 늘려줘"
hold numbers that are no size, and "작가 신작 5월 3일 공개" a day that is another work's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.headfinal.topics import Topic, Topics
    from scraper.claims.languages import Cue
    from scraper.claims.marks import Mark
    from scraper.claims.sentence import Sentence

_NAMED = f"[{MARKS['title']}{MARKS['scope']}]['\">》〉」』]*"
_REACH = 80  # characters before a day in which its owner stands
# works and people that only bear the title's name
_OFFSPRING = re.compile(
    rf"{_NAMED}(?:의)? ?(?:(?:작가|감독|피디|pd|제작진|배우|주연)(?:의)? ?(?:신작|차기작|새 [가-힣]+)"
    r"|(?:미국|일본|중국|영어|할리우드)판|다큐(?:멘터리)?(?! ?(?:시리즈|드라마)))"
    r"(?=[은는이가도를을의]?(?: |$))"
)
_SHOOT = re.compile(r"촬영(?:은|이|을|도)? ?$")
_STARTS = re.compile(r"시작|돌입|들어")
_EPISODE_BEFORE = re.compile(rf"{MARKS['count']}(?:은|는|이|가|도)? ?$")
_SEEN = re.compile(
    r"(?:까지(?!(?: [가-힣]+){0,2} (?:다|전부|완주|끝))|째|만에|쯤|부터|이?나)(?![가-힣]*공개)"
    r"|(?:가|는|를|을|도|이|만)? ?(?:남(?:았|음|은|겨|기)|봤|봄|보는|보고|보다|봐|달렸|정주행|몰아|시청)"
)
_A_DAY = re.compile(r"(?:하루(?:에|만에)?|밤새|오늘|어제|벌써|연속(?:으로)?|한 ?번에) ?$")
_WISHED = re.compile(
    r"(?:이었|였)으면|이면 (?:좋|얼마)|(?:으로|로)? ?(?:늘려|줄여|해)(?: ?주(?:세요|라|면)| ?줘|라|달라)"
    r"|은 (?:돼야|되어야|해야)"
)


def out_now(topics: Topics, sentence: Sentence) -> Iterator[tuple[Cue, Topic]]:
    """Yield the words by which a post without a date says that the title is out, with their subject."""
    if topics.scene.document.kind is not DocumentKind.POST or sentence.has(Kind.DATE):
        return
    if sentence.text.rstrip("\"' ").endswith("?"):
        return
    for cue in sentence.language.cues("available", sentence.text):
        names = [
            (m, p) for m, p in sentence.placed(Kind.TITLE, Kind.SCOPE, Kind.COUNT) if cue.start <= p < cue.end
        ]
        if any(m.single and m.numbers[:1] != (1,) for m, _ in names):
            continue  # "7화 떴다"
        mark, place = [(m, p) for m, p in names if m.kind is not Kind.COUNT][-1]  # each wording holds a name
        topic = topics.named(sentence, mark, place)
        if topic.ours:
            yield cue, topic
            return


def leaves(deed: Cue | None) -> bool:
    """Whether what governs a day takes the title off a platform."""
    return deed is not None and deed.name == "event.leaves"


def no_release(sentence: Sentence, place: int, deed: Cue) -> bool:
    """Whether a day is an episode's, of what bears the title's name, of its shoot, or its last one there."""
    text = sentence.text
    start, end = sentence.clause(place)
    start = max(start, place - _REACH)
    if _later_episode(sentence, place) or _OFFSPRING.search(text, start, max(place, deed.start)):
        return True
    if deed.name == "release.weak" and _SHOOT.search(text, start, place) and _STARTS.match(text, deed.start):
        return True
    return deed.start == place and any(leaves(c) and place < c.start < end for c in sentence.deeds)


def _later_episode(sentence: Sentence, place: int) -> bool:
    """Whether an episode that is not the first stands right before a day: "7화 오늘 방송"."""
    if not _EPISODE_BEFORE.search(sentence.text, max(0, place - 4), place):
        return False
    before = [m for m, p in sentence.placed(Kind.COUNT) if p < place]
    return before[-1].single and before[-1].numbers[:1] != (1,)


def no_size(topics: Topics, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a number in a post tells how far somebody watched, or what they would like."""
    if topics.scene.document.kind is not DocumentKind.POST:
        return False
    if _WISHED.match(sentence.text, place + 1):
        return True
    if mark.name in ("size", "each") and "부작" in topics.scene.lowered[mark.start : mark.end]:
        return False
    return bool(
        _SEEN.match(sentence.text, place + 1) or _A_DAY.search(sentence.text, max(0, place - 12), place)
    )
