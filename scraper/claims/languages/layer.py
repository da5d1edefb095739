"""The cues of one kind and how a text is scanned for them: only where one can begin and goes on as one.

One alternation for each way to begin; longer patterns stand first in it, so they win.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.languages.derivatives import State, States, goes_on
from scraper.claims.languages.openings import DEPTH, openings, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_GROUP = re.compile(r"(?<!\\)\((?!\?)(?![^\[\]]*\])")  # a group that captures; not inside a class
_WORDS = re.compile(r"\w+|[^\w\s]")
_LETTERS = re.compile(r"\S")
# Letters by which most of what is no cue has parted from all cues. Of 337 places of a text that begin with
# three letters of a cue, 157 still go on as one after six letters and 115 after eight; 26 are cues. Of six
# letters a language has some 50,000 beginnings, of eight too many to remember.
_NEAR, _FAR = 6, 8
_KEPT = 60_000  # beginnings that are remembered


class Cue(NamedTuple):
    """A cue in a masked sentence: `[start, end)` in masked characters, and its name in the layer."""

    start: int
    end: int
    name: str


@dataclass
class Bucket:
    """The patterns that can begin in one way, as one alternation."""

    cues: tuple[tuple[str, str], ...]  # pattern and name of the cue
    right: str  # what must hold where a cue ends

    @cached_property
    def fragments(self) -> frozenset[str]:
        """The alternatives of the patterns."""
        return frozenset(part for fragment, _ in self.cues for part in split(fragment))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The alternation, compiled when a text first needs it: compiling costs more than reading."""
        return re.compile(f"(?:{'|'.join(f'({fragment})' for fragment, _ in self.cues)}){self.right}")


# A way to begin: the number of the layer, the bucket, and what may follow.
_Way = tuple[int, Bucket, State]


class Index(dict[str, tuple[_Way, ...]]):
    """The cues of all layers of a language by the first _NEAR letters of a text. Filled in as texts ask.

    One look for all layers: nearly always the answer is that no cue of any layer begins so.
    """

    def __init__(self, *, spaced: bool) -> None:
        super().__init__()
        self.right = r"(?!\w)" if spaced else ""
        # Cues begin at a word's first letter or a sign where words are spaced.
        self._starts = re.compile(r"\w+|[^\w\s]" if spaced else r"\S")
        self._layers: list[Mapping[str, Bucket]] = []  # by up to DEPTH letters; "" is any
        self._first: dict[str, list[_Way]] = {}  # by DEPTH letters
        self._states = States()
        # The layers look at one sentence after another.
        self.places = lru_cache(maxsize=64)(self._places)

    def add(self, buckets: Mapping[str, Bucket]) -> Layer:
        """Take in the buckets of a layer, by up to DEPTH letters."""
        self._layers.append(buckets)
        return Layer(self, len(self._layers) - 1)

    def _places(self, text: str) -> dict[int, list[tuple[int, Bucket]]]:
        """Return by layer where a cue may begin, and its bucket."""
        held: dict[int, list[tuple[int, Bucket]]] = {}
        starts = [match.start() for match in self._starts.finditer(text)]
        for at, ways in [(at, ways) for at in starts if (ways := self[text[at : at + _NEAR]])]:
            further = text[at + _NEAR : at + _FAR]
            for number, bucket, state in ways:
                if state.ends or goes_on(state, further) is not None:
                    held.setdefault(number, []).append((at, bucket))
        return held

    def __missing__(self, text: str) -> tuple[_Way, ...]:
        """Return the ways in which a text may go on as a cue; keep them unless it is made to fill us."""
        begun = text[:DEPTH]
        first = self._first.get(begun)
        if first is None:
            first = self._begin(begun)
            if len(self._first) < _KEPT:
                self._first[begun] = first
        after = [(number, bucket, goes_on(state, text[DEPTH:])) for number, bucket, state in first]
        ways = tuple([(number, bucket, state) for number, bucket, state in after if state is not None])
        if len(self) < _KEPT:
            self[text] = ways
        return ways

    def _begin(self, begun: str) -> list[_Way]:
        parts = [begun[:length] for length in range(len(begun), -1, -1)]
        ways: list[_Way] = []
        for number, known in enumerate(self._layers):
            bucket = next((known[part] for part in parts if part in known), None)
            if bucket is not None and (state := self._states.after(begun, bucket.fragments)) is not None:
                ways.append((number, bucket, state))
        return ways


@dataclass(frozen=True)
class Layer:
    """The cues of one kind, e.g. deed or mode."""

    index: Index
    number: int

    def scan(self, text: str) -> list[Cue]:
        """Return the cues of a masked sentence in order, not overlapping."""
        return list(self.iter(text))

    def iter(self, text: str) -> Iterator[Cue]:
        """Yield the cues of a masked sentence in order."""
        done = 0
        for at, bucket in self.index.places(text).get(self.number, ()):
            if at >= done and (match := bucket.pattern.match(text, at)) and match.end() > at:
                done = match.end()
                yield Cue(at, done, bucket.cues[(match.lastindex or 1) - 1][1])


def layer(
    index: Index, cues: Mapping[str, Sequence[str]], expand: Callable[[str], str], *, ranked: bool = False
) -> Layer:
    """Compile cues; of patterns that match at one place the one with a mark wins, then the longer.

    If `ranked`, the earlier list wins before all else. Raises ValueError for a pattern with a group.
    """
    patterns = [(fragment, name) for name, fragments in cues.items() for fragment in fragments]
    rank = {name: place for place, name in enumerate(cues)} if ranked else {}
    patterns.sort(
        key=lambda p: (rank.get(p[1], 0), "<scope>" not in p[0] and "<date>" not in p[0], -len(p[0]))
    )
    for fragment, name in patterns:
        if _GROUP.search(fragment):
            msg = f"{name}: {fragment!r} has a group; write (?:…)"
            raise ValueError(msg)
    expanded = [(expand(fragment), name) for fragment, name in patterns]
    begins = [openings(fragment) for fragment, _ in expanded]
    shared: dict[tuple[int, ...], Bucket] = {}
    buckets: dict[str, Bucket] = {}
    for begun in sorted(frozenset().union(*begins)):
        parts = {begun[:length] for length in range(len(begun) + 1)}
        chosen = tuple(i for i, b in enumerate(begins) if b & parts)
        buckets[begun] = shared.setdefault(chosen, Bucket(tuple(expanded[i] for i in chosen), index.right))
    return index.add(buckets)
