"""Marks what a sentence names (title, other work, date, installment, count, platform, person) and masks it.

In a masked sentence each mark is one placeholder character, so cue patterns see the shape of a
sentence ("from <date> to <date>") and a distance is not stretched by a long name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.languages.lexicon import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.claims.dates import DateMention

_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_EMPHASIS = re.compile(r"(?<=\S)\*|\*(?=\S)")  # Markdown's; a bullet has a space behind it
# One character for one, so that offsets hold. Zero-width characters become spaces: they would hide words.
_PLAIN = {
    **dict.fromkeys(map(ord, "‘’‛`´ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟＂"), '"'),
    **dict.fromkeys(map(ord, "–—―‒"), "—"),
    **dict.fromkeys(map(ord, "‐‑‐−"), "-"),
    **dict.fromkeys(
        map(ord, "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\n\r\u200b\u200e\u200f\u2060\ufeff"), " "
    ),
}


class Kind(StrEnum):
    """What a mark stands for; the value is the placeholder's name."""

    DATE = "date"
    TITLE = "title"
    OTHER = "other"
    SCOPE = "scope"
    COUNT = "count"
    PLATFORM = "platform"
    PERSON = "person"
    OUTLET = "outlet"
    DATABASE = "database"


# Who wins where marks overlap, and what is kept beside what.
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            Kind.TITLE,
            Kind.SCOPE,
            Kind.COUNT,
            Kind.DATE,
            Kind.OUTLET,
            Kind.DATABASE,
            Kind.PLATFORM,
            Kind.PERSON,
            Kind.OTHER,
        )
    )
}


_DIGIT = re.compile(r"\d")
# Among these the longer reading is the right one: "second half of 2024", "all 8 new episodes".
_LONGEST_WINS = frozenset((Kind.DATE, Kind.SCOPE, Kind.COUNT))


_SINGLE = ("single", "last")


class Mark(NamedTuple):
    """A named thing at `[start, end)` of the body."""

    kind: Kind
    start: int
    end: int
    name: str = ""  # TITLE: how it was written; SCOPE: the layer's cue; COUNT: the layer's cue
    numbers: tuple[int, ...] = ()  # SCOPE, COUNT: the numbers inside
    season: int = 0  # SCOPE, TITLE: 0 where none is named
    part: int = 0
    date: DateMention | None = None

    @property
    def single(self) -> bool:
        """Whether it names episodes by their numbers, and tells no size: "episode 7"."""
        return self.name in _SINGLE and self.kind is Kind.COUNT


class Masked(NamedTuple):
    """A sentence with its marks replaced; `text` is lower case."""

    start: int  # of the sentence in the body
    end: int
    text: str
    marks: tuple[Mark, ...]
    places: tuple[int, ...]  # position of each mark's placeholder in `text`

    def place(self, mark: Mark) -> int:
        """Return where the placeholder of one of its marks stands in `text`."""
        return self.places[self.marks.index(mark)]

    def body(self, position: int) -> int:
        """Return the offset in the body of a position in the masked text."""
        index = bisect_right(self.places, position - 1)
        if index == 0:
            return self.start + position
        return self.marks[index - 1].end + position - self.places[index - 1] - 1


def plain(text: str) -> str:
    """Return the text in lower case with ASCII quotes and hyphens, of the same length.

    Emphasis is read as quotes: a title stands in either.
    """
    text = _PRIVATE.sub(" ", text).translate(_PLAIN)
    if "*" in text:
        text = _EMPHASIS.sub('"', text)
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when lowered, e.g. İ
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lower


def settle_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in order of place; of overlapping ones the better kind stays, then the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        while kept and mark.start < kept[-1].end:
            if _loses(kept[-1], mark):
                kept.pop()
                continue
            break
        else:
            kept.append(mark)
    return kept


def _loses(held: Mark, mark: Mark) -> bool:
    """Whether the mark held so far gives way: a date may hold a part ("second half of 2024")."""
    kinds = {held.kind, mark.kind}
    if held.kind is Kind.OTHER and mark.kind is Kind.DATE and not _DIGIT.search(mark.name):
        return mark.end - mark.start == held.end - held.start  # "Winter Lobby" names no winter
    if len(kinds) == 2 and kinds <= _LONGEST_WINS:
        return mark.end - mark.start > held.end - held.start
    return (_RANK[mark.kind], held.end - held.start) < (_RANK[held.kind], mark.end - mark.start)


def masked(lowered: str, start: int, end: int, marks: Sequence[Mark]) -> Masked:
    """Return the sentence `[start, end)` of the lowered body with its marks masked."""
    pieces: list[str] = []
    places: list[int] = []
    at, length = start, 0
    for mark in marks:
        piece = lowered[at : mark.start]
        pieces += (piece, MARKS[mark.kind])
        length += len(piece)
        places.append(length)
        length += 1
        at = mark.end
    pieces.append(lowered[at:end])
    return Masked(start, end, "".join(pieces), tuple(marks), tuple(places))
