"""Marks installments: "season 2", "the second half of season 2", "the former" of two that were named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue, Language

_NEAR = 900  # characters within which "the second" still means a season or part
_GAP = 12  # characters between a season and its part
_JOINS = re.compile(r"[\s:,'\"()\-]{0,3}(?:of (?:the )?|의 ?)?")
_NUMBERED = ("season", "part")
_PARTS = {"opening_part": 1, "second_part": 2, "season_a": 1, "season_b": 2}
_SEASONS = frozenset(("season", "season_a", "season_b"))
# "OST Part 3", "the manga, volume 2": a part of something else
_OTHERS = re.compile(
    r"(?<![a-z])(?:ost|o\.s\.t\.?|soundtrack|album|manga|comics?|novels?|books?"
    r"|앨범|음원|사운드트랙|만화|웹툰|소설)[,:]? ?$"
)
_REACH = 12  # characters that name it
_OF = 9  # characters: "the first half of the third season" goes on as a part


def scopes(language: Language, body: str, lowered: str) -> Iterator[Mark]:
    """Yield installments; a season and a part side by side are one mark."""
    pending: Mark | None = None
    spoken = _Spoken()
    for cue in language.scope.iter(lowered):
        mark = spoken.mark(cue, tuple(language.values(lowered[cue.start : cue.end])))
        if mark is None or (mark.part and _OTHERS.search(lowered, max(0, cue.start - _REACH), cue.start)):
            continue
        if pending is not None:
            if _join(pending, mark, body):
                pending = Mark(
                    Kind.SCOPE,
                    pending.start,
                    mark.end,
                    "season",
                    pending.numbers + mark.numbers,
                    pending.season or mark.season,
                    pending.part or mark.part,
                )
                continue
            yield pending
        pending = mark
    if pending is not None:
        yield pending


@dataclass
class _Spoken:
    """What was numbered last: "the second" and "the latter" go back to it."""

    kind: str = ""
    end: int = -_NEAR
    pair: tuple[int, ...] = ()  # the last two seasons that were named together

    def mark(self, cue: Cue, numbers: tuple[int, ...]) -> Mark | None:
        """Return the mark of a cue, None where it goes back to nothing."""
        kind = cue.name
        if kind == "pieces":  # "in two volumes: the first on May 3"
            self.kind, self.end = "part", cue.end
            return None
        if kind in ("same", "former", "latter"):
            if cue.start - self.end > _NEAR or not (self.kind if kind == "same" else self.pair):
                return None
            if kind != "same":  # "the first season came in 2012 and the second a year later"
                numbers = self.pair[:1] if kind == "former" else self.pair[-1:]
            kind = self.kind if kind == "same" else "season"
        season = numbers[0] if kind in _SEASONS and numbers else 0
        part = numbers[0] if kind == "part" and numbers else _PARTS.get(kind, 0)
        if kind == "both":
            numbers = self.pair or (1, 2)
        if kind == "pair":
            self.kind, self.end, self.pair = "season", cue.end, numbers
        elif kind in _NUMBERED and (season or part):
            inside = kind == "season" and self.kind == "part" and cue.start - self.end < _OF
            self.kind, self.end = "part" if inside else kind, cue.end
        return Mark(Kind.SCOPE, cue.start, cue.end, cue.name, numbers, season, part)


def _join(one: Mark, two: Mark, body: str) -> bool:
    """Whether a season and a part stand side by side."""
    gap = body[one.end : two.start].lower()
    return (
        len(gap) < _GAP
        and "\n" not in gap
        and bool(_JOINS.fullmatch(gap))
        and bool(one.season) != bool(two.season)
        and bool(one.part) != bool(two.part)
    )
