"""A masked sentence with its cues, and the geometry that ties a date, count or state to them.

Nearness is counted in words; borders between phrases and clauses cost extra, and so does standing on
the side where this language does not put its verbs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.claims.once import Once
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.claims.languages import Cue, Language
    from scraper.claims.marks import Kind, Mark, Masked
    from scraper.claims.modality import Mood

_LONG, _VARIETY = 60, 0.4  # words; the share of different ones in prose of that length is above a half
_STRONG, _WEAK = 8.0, 2.5  # what a border costs, in words
# What is said of the shoot is said of nothing else: no release is meant inside it.
_MAKING = (
    "begin",
    "first",
    "back",
    "unfinished",
    "resumed",
    "filming",
    "wrapped",
    "paused",
    "post_production",
    "casting",
    "script",
)
# What viewers felt happens on no day that another word tells of.
_FELT = ".post.released"
# Grounds on which no date is one of release: it is an episode's or another thing's, or a limit.
ONE_OF_MANY, LIMIT = "one of many", "limit"
_SPACE = re.compile(" ")
_WRONG_SIDE = {False: 2.0, True: 5.0}  # by verb_last: how strange a verb on the other side is


@dataclass
class Sentence:
    """One sentence as the rules see it."""

    language: Language
    masked: Masked
    block: BlockKind
    paragraph: int  # index of its block
    index: int  # in the document
    _by_kind: dict[tuple[Kind, ...], list[tuple[Mark, int]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    foreign: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)  # by a mark's start
    # By place: on which ground rules made nothing of a date or a cue that stands there.
    passed: dict[int, str] = field(default_factory=dict, repr=False, compare=False)
    # By place and what governs it.
    moods: dict[tuple[int, Cue | None], Mood] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take what is asked for most out of the mask: text, and its offsets in the body."""
        self.text, self.start, self.end = self.masked.text, self.masked.start, self.masked.end
        self._kinds = {mark.kind for mark in self.masked.marks}

    @Once
    def deeds(self) -> list[Cue]:
        """Cues of what happens: releases, other occasions, plans and states."""
        if _rambles(self.text):
            return []
        found = self.language.cues("deed", self.text)
        if not self.states:
            return found
        made = [s for s in self.states if s.name.endswith(_MAKING)]
        kept = [c for c in found if not any(s.start <= c.start and c.end <= s.end for s in made)]
        released = any(c.name.startswith("release.") for c in kept)
        said = [
            s
            for s in self.states
            if not (released and s.name.endswith(_FELT))
            and (s in made or not any(_touch(s, c) for c in kept))
        ]
        return sorted([*kept, *said])

    @Once
    def states(self) -> list[Cue]:
        """Cues of states and plans of the production."""
        return [] if _rambles(self.text) else self.language.states(self.text)

    @Once
    def tenses(self) -> list[Cue]:
        """Cues of when a state holds: future, done, denied."""
        return self.language.cues("tense", self.text)

    @Once
    def modes(self) -> list[Cue]:
        """Cues of how sure it is."""
        return self.language.cues("mode", self.text)

    @Once
    def speakers(self) -> list[Cue]:
        """Cues of on whose word."""
        return self.language.cues("speaker", self.text)

    @Once
    def turns(self) -> list[Cue]:
        """Cues of the turns that a making takes, where they are read apart from its nouns."""
        return self.language.cues("course", self.text)

    @Once
    def carries(self) -> list[Cue]:
        """Words that carry a subject on: pronouns, "the series"."""
        return self.language.cues("subject", self.text)

    @Once
    def _strong(self) -> list[int]:
        cuts = [m.start() + 1 for m in self.language.strong_break.finditer(self.text)]
        # In a row ("Release date: …") the label governs what stands behind it.
        return [c for c in cuts if self.text[c - 1] != ":"] if self.block is BlockKind.ROW else cuts

    @Once
    def _weak(self) -> list[int]:
        return [m.start() for m in self.language.weak_break.finditer(self.text)]

    @Once
    def _spaces(self) -> list[int]:
        return [m.start() for m in _SPACE.finditer(self.text)]

    def placed(self, *kinds: Kind) -> list[tuple[Mark, int]]:
        """Return the marks of these kinds with their places; asked many times, so kept."""
        if not self._kinds:  # most lines of a text without end name nothing
            return []
        try:
            return self._by_kind[kinds]
        except KeyError:
            marks = zip(self.masked.marks, self.masked.places, strict=True)
            none = self._kinds.isdisjoint(kinds)
            found = self._by_kind[kinds] = [] if none else [(m, p) for m, p in marks if m.kind in kinds]
            return found

    def has(self, kind: Kind) -> bool:
        """Whether the sentence names something of this kind."""
        return kind in self._kinds

    def clause(self, place: int) -> tuple[int, int]:
        """Return the clause around a place, as `[start, end)` of the masked text."""
        cuts = self._strong
        index = bisect_right(cuts, place)
        return (cuts[index - 1] if index else 0, cuts[index] if index < len(cuts) else len(self.text))

    def distance(self, a: int, b: int) -> float:
        """Return the distance from `a` to `b` (a <= b) in words, borders counted extra."""
        found = float(_between(self._spaces, a, b))
        if strong := self._strong:
            found += _STRONG * _between(strong, a, b)
        if weak := self._weak:
            found += _WEAK * _between(weak, a, b)
        return found

    def cost(self, cue: Cue, place: int) -> float:
        """Return how far a cue is from governing the mark at `place`."""
        if cue.start <= place < cue.end:
            return -4.0
        verb_last = self.language.verb_last
        if cue.end <= place:
            return self.distance(cue.end, place) + (_WRONG_SIDE[True] if verb_last else 0.0)
        return self.distance(place + 1, cue.start) + (0.0 if verb_last else _WRONG_SIDE[False])

    def governor(self, place: int, cues: Sequence[Cue] | None = None) -> tuple[Cue, float] | None:
        """Return the cue that governs the mark at `place` and its cost, or None."""
        best: tuple[Cue, float] | None = None
        for cue in self.deeds if cues is None else cues:
            cost = self.cost(cue, place)
            if best is None or cost < best[1]:
                best = (cue, cost)
        return best


def _touch(one: Cue, two: Cue) -> bool:
    return one.start < two.end and two.start < one.end


def _rambles(text: str) -> bool:
    """Whether a long text only repeats itself: no sentence, and costly for patterns that look ahead."""
    words = text.split()
    return len(words) > _LONG and len(set(words)) < len(words) * _VARIETY


def _between(places: list[int], a: int, b: int) -> int:
    return bisect_left(places, b) - bisect_left(places, a)
