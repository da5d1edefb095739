"""Episode counts: the size of a season, part or series; not one episode's number, nor some of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.claims.counted import owner
from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.locate import locate
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import Mood, mood, speaker
from scraper.claims.sizes import sizes
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_WHOLE = re.compile(
    r"[- ](?:\w+ )?(?:series|drama|show|k-drama|thriller)\b"
)  # "part 1 of the 16-episode drama"
_NEAR = 200  # characters around a bare number in which the word for episodes must stand
# The noun is left out or stands elsewhere.
_BARE = frozenset(("bare", "loose", "others", "swapped", "changed", "share", "earlier", "earlier_of"))
_LISTED = frozenset(("size", "bare", "loose", "range"))  # of a part only where it is said again
_EACH = re.compile(r"(?:^|[;,] |[\"'])(?:and )?each (?:is|will|has|runs?|of (?:them|the two)|consists)(?!\w)")
_MADE = re.compile(
    r"(?:had been|'d been) (?:completed|finished|shot|filmed|made|written|edited|delivered|produced|aired)"
)
_BELIEVED = re.compile(
    r"\b(?:thought|assumed|figured|believed) (?:that )?(?:it|there|the \w+) (?:was|were|would)"
)
_REACH = 40  # characters from a belief to its number
_QUESTION = re.compile(
    r"\bhow many (?:[a-z]+ )?(?:episodes|eps|parts|chapters|instal?lments)\b|\bepisode count\b"
)
_LEAD = (
    r"[^\w]*(?:(?:expect|just|only|about|around|exactly|likely|probably|presumably|officially|a total of"
    r"|all|again|there (?:are|will be|were|'ll be)|there'll be|it(?:'s| is|'ll be| will be| has| had)"
    r"|we(?:'ll| will)? get|we know of|in all"
    r"|(?:it|the season|the series|the show) (?:has|had|will have|runs to|consists of)),? )*"
)
_TAIL = (
    r"(?=[.,;:!)—]|$| (?:if|in|each|for|this|as|like|of them|at|and|with|according|per|instead|rather"
    r"|again)(?!\w))"
)


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the episode counts that a sentence states of the watched title."""
    if scene.watch.kind == "film":
        return
    for mark, place in sentence.placed(Kind.COUNT):
        if mark.name not in _BARE or _about_episodes(scene, mark):
            yield from _findings(subjects, sentence, mark, place)
    yield from _answer(scene, subjects, sentence)


def answers(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence may be the answer to "How many episodes are there?", by a number alone."""
    return _asked(scene, sentence) is not None


def _findings(subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> Iterator[Finding]:
    subject = owner(subjects, sentence, mark, place)
    how = mood(sentence, place, None)
    if not subject.ours or how.conditional or _questions(sentence, how):
        return
    who, name = speaker(sentence, place)
    here, named = locate(subjects, sentence, place, None, subject, perfect=True)
    if here.part and (
        (not named and mark.name in _LISTED) or _WHOLE.match(sentence.text, place + 1)
    ):  # a part goes on only where it is said again
        here = Installment(here.season or 1)
    each = mark.name in ("size", "bare", "loose") and bool(_EACH.search(sentence.text, 0, place))
    for size in sizes(subjects, sentence, mark, here, each=each):
        modality = size.modality or _modality(sentence, mark, place, how)
        if modality is Modality.CONFIRMED and who is Speaker.DATABASE:
            modality = Modality.EXPECTED  # anybody may write there
        for scope in (here,) if size.scopes is None else size.scopes:
            yield Finding(
                field=Field.EPISODE_COUNT,
                installment=scope,
                named=named or size.scopes is not None,
                value=str(size.value),
                modality=modality,
                sentence=sentence,
                at=mark.start,
                rule=f"count.{'each' if each else mark.name}" + (f" ({how.why})" if how.why else ""),
                speaker=who,
                attribution=name,
            )


def _questions(sentence: Sentence, how: Mood) -> bool:
    return how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED


def _modality(sentence: Sentence, mark: Mark, place: int, how: Mood) -> Modality:
    """Return the modality of a size: work that had been done is no plan given up, a belief is none now."""
    if mark.name in ("earlier", "earlier_of"):
        return Modality.CONFIRMED  # "down from the first run's ten"
    if _BELIEVED.search(sentence.text, max(0, place - _REACH), place):
        return Modality.PAST
    if how.modality is Modality.PAST and _MADE.search(sentence.text):
        return Modality.CONFIRMED
    return how.modality


def _answer(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the number that opens the answer to "How many episodes are there?"."""
    start = _asked(scene, sentence)
    if start is None:
        return
    found = _opening(sentence.language.number.pattern).match(sentence.text, start)
    value = sentence.language.value(found[1]) if found else None
    if not found or not value:
        return
    begin, end = sentence.masked.body(found.start(1)), sentence.masked.body(found.end(1))
    mark = Mark(Kind.COUNT, begin, end, name="answer", numbers=(value,))
    yield from _findings(subjects, sentence, mark, found.start(1))


def _asked(scene: Scene, sentence: Sentence) -> int | None:
    """Return where the answer to a question for the number of episodes begins, None where none was asked."""
    own = _QUESTION.search(sentence.text)
    if own:
        stop = sentence.text.find("?", own.end())
        return stop + 1 if stop >= 0 else None
    asked = scene.sentences[sentence.index - 1] if sentence.index else None
    if asked is None or not _QUESTION.search(asked.text):
        return None
    return 0 if asked.text.rstrip("*_ \"')").endswith("?") or asked.block is BlockKind.HEADING else None


@lru_cache
def _opening(number: str) -> re.Pattern[str]:
    """Return the pattern of an answer that opens with a number; `number` finds one."""
    return re.compile(rf"{_LEAD}({number}){_TAIL}")


def _about_episodes(scene: Scene, mark: Mark) -> bool:
    """Whether the word for episodes stands near a bare number."""
    near = scene.lowered[max(0, mark.start - _NEAR) : mark.end + _NEAR]
    return bool(scene.language.episode.search(near))
