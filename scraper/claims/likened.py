"""What a size is likened to: "ten, like its predecessor", "as ever", "like the first two, it has four".

The size holds for those seasons too; and it is not said of them alone where they stand nearest to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from scraper.claims.installment import Installment
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.marks import Mark
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_AGAIN = re.compile(r" (?:again|this time|next time)(?!\w)")
_SAME = (
    r"(?:(?:just |much )?like|as (?:with|in|for|did|had|was|were)|(?:the|that) same (?:number |length )?as"
    r"|same (?:number )?as|match\w*|mirror\w*|equall\w*|in line with)(?: in)?"
)
_LIKE = re.compile(rf"\b{_SAME}(?: the)? $")
# "one more than season two"
_THAN = re.compile(
    r"(?<!\w)(?:than|(?:up|down) (?:[a-z0-9]+ )?(?:on|from)|(?:short|shy) of) "
    r"(?:(?:in|for|of|those of|that of|there were in) )?(?:the |its )?$"
)
_OPENS = re.compile(r"[\"'(]*(?:just |much )?like ")
_ALWAYS = re.compile(r"(?: (?:episodes|parts|hours|chapters))?,? as (?:always|ever|usual)\b")
# What went before without a number: all of it, the one before only, or a bare ordinal.
_GONE = r"(?:ones|seasons|series|runs|outings|instal?lments|times)"
_BEFORE = re.compile(
    rf"\b(?:{_SAME}|as) (?:"
    r"(?P<all>(?:(?:all|both|each|every one) (?:of )?)?(?:its|the|those|their)"
    rf" (?:(?:two|three|four|five|six|seven|\d) )?(?:predecessors|forerunners|others|(?:\w+ )?{_GONE} before"
    rf"|(?:earlier|previous|other|preceding|prior|past) {_GONE})"
    r"|(?:all|both|each|every (?:one|season|series)|those) (?:of )?(?:them )?before|always before)"
    r"|(?:its |the )?(?:immediate )?(?:predecessor(?!s)|forerunner(?!s))"
    r"|last (?:time|year)|before(?=[.,;!]|$)"
    r"|(?P<nth>the (?:first|second|third|fourth|fifth))(?: one| time(?: (?:round|around))?)?"
    r"(?=[.,;!]|$| (?:did|had|was)\b))"
)
_LIKENED = 90  # characters between a size and what it is likened to
_REACH = 40
_MOST = 12  # seasons; nobody counts on "as always" for more


def unlike(
    subjects: Subjects, sentence: Sentence, place: int, here: Installment, *, named: bool
) -> tuple[Installment, bool]:
    """Return the installment that a size is of, not the one that it is likened to.

    As in "season one had ten, so expect ten again" and "like the first, the second season has eight".
    """
    main = subjects.installments.main
    if main.season and _AGAIN.match(sentence.text, place + 1):
        return main, False
    marks = _near(sentence, place)
    lowered = subjects.scene.lowered
    likened = [
        m
        for m, p in marks
        if _LIKE.search(sentence.text, max(0, p - _REACH), p)
        or _THAN.search(lowered, max(0, m.start - _REACH), m.start)
    ]
    if not any(subjects.installments.resolve(m) == here for m in likened):
        return here, named
    others = [i for m, _ in marks if m not in likened and (i := subjects.installments.resolve(m))]
    if others:
        return others[0], True
    return (main, False) if main.season else (here, named)


def alike_to(
    subjects: Subjects, sentence: Sentence, mark: Mark, place: int, here: Installment
) -> tuple[Installment, ...]:
    """Return the installments besides `here` that a count is said to hold for."""
    return (
        *_named(subjects, sentence, place),
        *_unnamed(subjects, sentence, place, here),
        *_always(subjects, sentence, mark, here),
    )


def _unnamed(subjects: Subjects, sentence: Sentence, place: int, here: Installment) -> list[Installment]:
    """Return the earlier seasons that no mark names: "like its two predecessors", "the same as last time"."""
    season = 0 if here.part else here.season or subjects.installments.main.season
    if not 1 < season <= _MOST:
        return []
    found = _BEFORE.search(sentence.text, max(0, place - _LIKENED), min(len(sentence.text), place + _LIKENED))
    if not found:
        return []
    if found["nth"]:
        named = sentence.language.value(found["nth"].removeprefix("the ")) or 0
        return [Installment(named)] if 0 < named < season else []
    return [Installment(n) for n in range(1 if found["all"] else season - 1, season)]


def _named(subjects: Subjects, sentence: Sentence, place: int) -> tuple[Installment, ...]:
    """Return the installments that are said to be of the same size: "like the first two, it has four"."""
    found: dict[Installment, None] = {}
    for mark, p in _near(sentence, place):
        if not _LIKE.search(sentence.text, max(0, p - _REACH), p):
            continue
        if mark.name == "several":
            found |= {Installment(n): None for n in range(1, max(mark.numbers) + 1)}
        elif same := subjects.installments.resolve(mark):
            found[same] = None
    return tuple(found)


def _near(sentence: Sentence, place: int) -> list[tuple[Mark, int]]:
    """Return the installments named within a few words of a place."""
    marks = sentence.placed(Kind.SCOPE)
    opens = (
        _OPENS.match(sentence.text) is not None
    )  # "Like the first season, which …, it is six episodes long"
    first = 0 if opens else bisect_left(marks, place - _LIKENED, key=lambda placed: placed[1])
    last = bisect_left(marks, place + _LIKENED, key=lambda placed: placed[1])
    return marks[first:last]


def _always(subjects: Subjects, sentence: Sentence, mark: Mark, here: Installment) -> list[Installment]:
    """Return the earlier seasons that are said to be of the same size: "six, as always"."""
    season = 0 if here.part else here.season or subjects.installments.main.season
    end = min(sentence.end, mark.end + _REACH)
    if not _ALWAYS.match(subjects.scene.lowered, mark.end, end):
        return []
    return [Installment(n) for n in range(1, min(season, _MOST))]
