"""The cues of one kind and how a text is scanned for them: only where one can begin and goes on as one.

Of all wordings that begin as a text does, the first six letters leave two or three; longer patterns stand
before shorter ones, so they win.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.languages.derivatives import State, States, goes_on
from scraper.claims.languages.openings import DEPTH, openings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_GROUP = re.compile(r"(?<!\\)\((?!\?)(?![^\[\]]*\])")  # a group that captures; not inside a class
# Letters by which most of what is no cue has parted from nearly all cues; a language has some 50,000
# beginnings of six letters.
_FAR = 6
# Numbers and names are what dozens of wordings begin with; a few more letters tell most of those apart.
_FARTHER = 10
_KEPT = 60_000  # beginnings that are remembered
_FEW = 6  # wordings that are tried sooner than told apart by more letters


class Cue(NamedTuple):
    """A cue in a masked sentence: `[start, end)` in masked characters, and its name in the layer."""

    start: int
    end: int
    name: str


class Wording:
    """One pattern of a cue."""

    def __init__(self, fragment: str, name: str, right: str) -> None:
        self.fragment = fragment
        self.name = name  # of the cue in its layer
        self.right = right  # what must hold where it ends
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text first needs it: compiling costs more than reading."""
        if self._pattern is None:
            self._pattern = re.compile(f"(?:{self.fragment}){self.right}")
        return self._pattern


class Bucket:
    """The wordings that a text can be after its first letters; the first that matches wins.

    They are tried one by one: as one alternation each of thousands of buckets would be compiled anew, and
    on texts that are new that took longer than all else.
    """

    def __init__(self, wordings: tuple[Wording, ...]) -> None:
        self.wordings = wordings
        self._tried: list[tuple[re.Pattern[str], str]] | None = None  # with the names of the cues

    def cue(self, text: str, at: int) -> Cue | None:
        """Return the cue that begins at a place."""
        tried = self._tried
        if tried is None:
            tried = self._tried = [(wording.pattern, wording.name) for wording in self.wordings]
        for pattern, name in tried:
            match = pattern.match(text, at)
            if match:
                return Cue(at, match.end(), name)
        return None


# A way to begin: the number of the layer, and what it may be; or every wording with what it still asks.
_Way = tuple[int, Bucket]
_Begun = tuple[int, list[tuple[Wording, State]]]


_CROWDED: tuple[_Way, ...] = ((-1, Bucket(())),)  # so many ways that a longer look is worth it


class Index(dict[str, tuple[_Way, ...]]):
    """The cues of all layers of a language by the first _FAR letters of a text. Filled in as texts ask.

    One look for all layers: nearly always the answer is that no cue of any layer begins so.
    """

    def __init__(self, *, spaced: bool) -> None:
        super().__init__()
        self.right = r"(?!\w)" if spaced else ""
        # Cues begin at a word's first letter or a sign where words are spaced.
        self._starts = re.compile(r"\w+|[^\w\s]" if spaced else r"\S")
        self._layers: list[Mapping[str, tuple[Wording, ...]]] = []  # by up to DEPTH letters; "" is any
        self._longer: dict[str, tuple[_Way, ...]] = {}  # by more letters
        self._known: dict[str, list[_Begun]] = {}  # by fewer letters
        self._buckets: dict[tuple[Wording, ...], Bucket] = {}
        self._states = States()
        # The layers look at one sentence after another.
        self.places = lru_cache(maxsize=64)(self._places)

    def add(self, wordings: Mapping[str, tuple[Wording, ...]]) -> Layer:
        """Take in the wordings of a layer, by up to DEPTH letters."""
        self._layers.append(wordings)
        return Layer(self, len(self._layers) - 1)

    def _places(self, text: str) -> dict[int, list[tuple[int, Bucket]]]:
        """Return by layer where a cue may begin, and its bucket."""
        held: dict[int, list[tuple[int, Bucket]]] = {}
        starts = [match.start() for match in self._starts.finditer(text)]
        for at, ways in [(at, ways) for at in starts if (ways := self[text[at : at + _FAR]])]:
            if ways is _CROWDED:
                ways = self._further(text[at : at + _FARTHER])  # noqa: PLW2901 - the same look, longer
            for number, bucket in ways:
                held.setdefault(number, []).append((at, bucket))
        return held

    def __missing__(self, text: str) -> tuple[_Way, ...]:
        """Return the ways in which a text may go on as a cue; keep them unless it is made to fill us."""
        begun = self._begun(text) if len(text) <= DEPTH else self._after(self._begun(text[:-1]), text[-1])
        ways = self._ways(begun)
        if len(text) == _FAR and any(len(bucket.wordings) > _FEW for _, bucket in ways):
            ways = _CROWDED
        if len(self) < _KEPT:
            self[text] = ways
        return ways

    def _further(self, text: str) -> tuple[_Way, ...]:
        """Return the ways in which a text may go on that begins as many cues do."""
        ways = self._longer.get(text)
        if ways is None:
            begun = self._begun(text[:_FAR])
            for char in text[_FAR:]:
                begun = self._after(begun, char)
            ways = self._ways(begun)
            if len(self._longer) < _KEPT:
                self._longer[text] = ways
        return ways

    def _ways(self, begun: list[_Begun]) -> tuple[_Way, ...]:
        found: list[_Way] = []
        for number, wordings in begun:
            left = tuple([wording for wording, _ in wordings])
            found.append((number, self._buckets.get(left) or self._bucket(left)))
        return tuple(found)

    def _begun(self, text: str) -> list[_Begun]:
        """Return what a text of fewer letters may be the beginning of, from what one letter less may be."""
        begun = self._known.get(text)
        if begun is None:
            further = len(text) > DEPTH
            begun = self._after(self._begun(text[:-1]), text[-1]) if further else self._begin(text)
            if len(self._known) < _KEPT:
                self._known[text] = begun
        return begun

    @staticmethod
    def _after(begun: list[_Begun], char: str) -> list[_Begun]:
        """Return what is left of what has begun when one more letter follows."""
        found: list[_Begun] = []
        for number, wordings in begun:
            left = [
                (wording, after)
                for wording, state in wordings
                if (after := state if state.ends else state[char]) is not None
            ]
            if left:
                found.append((number, left))
        return found

    def _bucket(self, wordings: tuple[Wording, ...]) -> Bucket:
        bucket = Bucket(wordings)
        if len(self._buckets) < _KEPT:
            self._buckets[wordings] = bucket
        return bucket

    def _begin(self, begun: str) -> list[_Begun]:
        parts = [begun[:length] for length in range(len(begun), -1, -1)]
        ways: list[_Begun] = []
        for number, known in enumerate(self._layers):
            wordings = next((known[part] for part in parts if part in known), ())
            after = [(w, goes_on(self._states.of(w.fragment), begun)) for w in wordings]
            if left := [(w, state) for w, state in after if state is not None]:
                ways.append((number, left))
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
            if at >= done and (cue := bucket.cue(text, at)) and cue.end > at:
                done = cue.end
                yield cue


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
    wordings = [Wording(expand(fragment), name, index.right) for fragment, name in patterns]
    begins = [openings(wording.fragment) for wording in wordings]
    by_beginning: dict[str, tuple[Wording, ...]] = {}
    for begun in frozenset().union(*begins):
        parts = {begun[:length] for length in range(len(begun) + 1)}
        by_beginning[begun] = tuple(w for w, b in zip(wordings, begins, strict=True) if b & parts)
    return index.add(by_beginning)
