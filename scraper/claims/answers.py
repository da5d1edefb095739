"""Answers to "How many episodes are there?": there a number stands alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_QUESTION = re.compile(
    r"\bhow many (?:[a-z]+ )?(?:episodes|eps|parts|chapters|instal?lments)\b|\bepisode count\b"
)
_LEAD = (
    r"[^\w]*(?:(?:expect|just|only|about|around|exactly|likely|probably|presumably|officially|a total of"
    r"|all|again|the answer is|there (?:are|will be|were|'ll be)|there'll be"
    r"|it(?:'s| is|'ll be| will be| has| had)|we(?:'ll| will)? get|we know of|in all"
    r"|(?:it|the season|the series|the show) (?:has|had|will have|runs to|consists of)),? )*"
)
_TAIL = (
    r"(?=[.,;:!)—]|$| (?:if|in|each|for|this|as|like|of them|at|and|with|according|per|instead|rather"
    r"|again)(?!\w))"
)


def answer(scene: Scene, sentence: Sentence) -> tuple[Mark, int] | None:
    """Return the number that opens the answer to a question for the number of episodes, and its place."""
    start = asked(scene, sentence)
    if start is None:
        return None
    found = _opening(sentence.language.number.pattern).match(sentence.text, start)
    value = sentence.language.value(found[1]) if found else None
    if not found or not value:
        return None
    begin, end = sentence.masked.body(found.start(1)), sentence.masked.body(found.end(1))
    return Mark(Kind.COUNT, begin, end, name="answer", numbers=(value,)), found.start(1)


def asked(scene: Scene, sentence: Sentence) -> int | None:
    """Return where in the sentence the answer begins, None where nobody asked."""
    own = _QUESTION.search(sentence.text)
    if own:
        stop = sentence.text.find("?", own.end())
        return stop + 1 if stop >= 0 else None
    before = scene.sentences[sentence.index - 1] if sentence.index else None
    if before is None or not _QUESTION.search(before.text):
        return None
    return 0 if before.text.rstrip("*_ \"')").endswith("?") or before.block is BlockKind.HEADING else None


@lru_cache
def _opening(number: str) -> re.Pattern[str]:
    """Return the pattern of an answer that opens with a number; `number` finds one."""
    return re.compile(rf"{_LEAD}({number}){_TAIL}")
