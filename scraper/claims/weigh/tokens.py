"""Words of a masked sentence, each once and with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.languages.lexicon import MARKS

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[가-힣]+|[\ue000-\ue008]|[^\w\s]")
_NAMES = {sign: kind.upper() for kind, sign in MARKS.items()}
_REACH = 7  # words on each side


class Around(NamedTuple):
    """The words around a place, the nearest first."""

    left: list[str]
    right: list[str]


class Words:
    """The words of one sentence."""

    def __init__(self, scene: Scene, sentence: Sentence, known: frozenset[str]) -> None:
        self.places: list[int] = []
        self.words: list[str] = []
        body, masked = scene.body, sentence.masked
        capitals = sentence.language.capitals
        for match in _WORD.finditer(sentence.text):
            word, at = match[0], match.start()
            if word in _NAMES:
                word = _NAMES[word]
            elif word.isdigit():
                word = "NUM" if len(word) < 4 else "YEAR"
            elif known and word not in known and word[0].isalpha():
                large = capitals and at and body[masked.body(at)].isupper()
                word = "Name" if large else ("rare" if word[0] < "가" else "rare" + word[-1])
            self.places.append(at)
            self.words.append(word)

    def around(self, place: int) -> Around:
        """Return the words on both sides of a place."""
        at = bisect_left(self.places, place)
        right = at + 1 if at < len(self.places) and self.places[at] == place else at
        return Around(self.words[max(0, at - _REACH) : at][::-1], self.words[right : right + _REACH])

    def between(self, start: int, end: int) -> list[str]:
        """Return the words in `[start, end)` of the masked text."""
        return self.words[bisect_left(self.places, start) : bisect_left(self.places, end)]


def vocabulary(sentence: Sentence, known: frozenset[str]) -> set[str]:
    """Return the different words of a sentence: those known, or all where none are."""
    found = set(_WORD.findall(sentence.text))
    return found & known if known else found
