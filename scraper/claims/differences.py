"""Another season's size that is told by the difference: "twelve episodes, four fewer than the first season".

The sum is done only where the text says which season it is that had more or fewer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.marks import Mark
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_FAR = 110  # characters between a size and what it differs by
_CLOSE = 14  # characters between "than" and the season: "than there were in season one"
_PIECES = r"(?:episodes?|eps|instal?lments?|parts?|chapters?|hours?)"
# What a season was cut from is told as its own old size, even where another season's number is named.
_CUT = re.compile(r"(?:cut|trimmed|shortened|reduced|slashed|pared)(?: down)? to (?:just |only )?$")
_FEWER = ("fewer", "less", "shorter", "down", "down on", "short of", "shy of")
_WORDS = (" than ", "down", "up ", "short", "shy")
_RUN = r"(?: (?:season|series|run|one|outing|instal?lment|batch|time))?"
_FIRST = re.compile(
    rf"(?:the |its )?(?:(?:19|20)\d\d )?(?:first|original|debut|inaugural){_RUN}(?!\w)"
    r"(?! (?:order|plan|idea|number|count|pitch|script))"
)
_BEFORE = re.compile(
    rf"last (?:time|year|season)|a year (?:ago|earlier|before)|the (?:year|season|time) before"
    rf"|before(?=[.,;)]|$)"
    rf"|(?:the |its )?(?:predecessor|forerunner|one before"
    rf"|(?:previous|last|prior|preceding|earlier){_RUN})(?!\w)"
)


def differing(
    subjects: Subjects, sentence: Sentence, mark: Mark, here: Installment, value: int
) -> tuple[int, Installment] | None:
    """Return the size of another season that a size is compared with, and that season; None for none."""
    lowered, end = subjects.scene.lowered, min(sentence.end, mark.end + _FAR)
    behind = lowered[mark.end : end]
    if not any(word in behind for word in _WORDS):
        return None
    number = sentence.language.number.pattern
    found = _comparison(number).search(lowered, mark.end, end) or _measured(number).match(
        lowered, mark.end, end
    )
    if (
        found is None
        or _CUT.search(lowered, max(0, mark.start - _CLOSE), mark.start)
        or any(
            m.name == "size" and mark.end <= m.start < found.start() for m, _ in sentence.placed(Kind.COUNT)
        )
    ):
        return None
    said = {name: word for name, word in found.groupdict().items() if word}
    told = said.get("n") or said["m"]
    by = 1 if told in ("a", "an") else sentence.language.value(told) or 0
    other = _compared(subjects, sentence, found.end(), here)
    if not by or other is None or other in (here, subjects.installments.main if here == NOWHERE else here):
        return None
    size = value + by if (said.get("way") or said["behind"]) in _FEWER else value - by
    return (size, other) if size > 1 else None


def _compared(subjects: Subjects, sentence: Sentence, start: int, here: Installment) -> Installment | None:
    """Return the season that stands behind "than"; `start` is where it may begin."""
    named = [m for m, _ in sentence.placed(Kind.SCOPE) if start <= m.start <= start + _CLOSE]
    if named and named[0].name != "several" and (scope := subjects.installments.resolve(named[0])):
        return scope
    lowered = subjects.scene.lowered
    now = here.season or subjects.installments.main.season
    if now < 2:
        return None
    if _FIRST.match(lowered, start):
        return Installment(1)
    return Installment(now - 1) if _BEFORE.match(lowered, start) else None


@lru_cache
def _comparison(number: str) -> re.Pattern[str]:
    """Return the pattern of a difference; `number` finds a number."""
    return re.compile(
        rf"(?<!\w)(?P<n>an?(?= {_PIECES} )|{number}) (?:whole |full )?(?:{_PIECES} )?"
        rf"(?P<way>more|fewer|less|shorter|longer)(?: {_PIECES})? than "
        rf"(?:(?:in|for|of|there (?:were|was|had been)|(?:the show|it|we|they) had|those of|that of) ){{0,2}}"
    )


@lru_cache
def _measured(number: str) -> re.Pattern[str]:
    """Return the pattern of a difference told as a measure: "down two on the original"."""
    by = rf"an?(?= {_PIECES} )|{number}"
    return re.compile(
        rf"(?: [\w'-]+){{0,7}}?(?:,| -| —| –| \() ?(?:which is |or |that(?: is|'s) )?"
        rf"(?:(?P<way>up|down) (?P<n>{by})(?: {_PIECES})? (?:on|from) "
        rf"|(?P<m>{by})(?: {_PIECES})? (?P<behind>up on|down on|short of|shy of) )"
    )
