"""The learned weights: read once, added up in whole thousandths, so that order never matters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNIT = 1000.0  # weights are kept in thousandths of a logit
LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Scale:
    """A sum of weights over signs: a logit."""

    bias: int
    signs: Mapping[str, int]

    def sum(self, signs: Iterable[str]) -> int:
        """Return what these signs add, in thousandths of a logit."""
        return sum(map(self.signs.get, signs, repeat(0)))

    def weigh(self, signs: Iterable[str]) -> float:
        """Return the logit of what shows these signs."""
        return (self.bias + self.sum(signs)) / UNIT


@dataclass(frozen=True, slots=True)
class Scales:
    """One scale for each class, over the same signs."""

    bias: tuple[int, ...]
    signs: Mapping[str, tuple[int, ...]]

    def weigh(self, signs: Iterable[str]) -> list[float]:
        """Return the logit of each class."""
        rows = filter(None, map(self.signs.get, signs))
        return [sum(column) / UNIT for column in zip(self.bias, *rows, strict=True)]


@dataclass(frozen=True, slots=True)
class Fusion:
    """How an item's terms come to a probability, and what it takes to drop or to admit it."""

    bias: float
    terms: Mapping[str, float]
    drop: float  # what the rules found goes below this
    admit: float  # what they passed over comes in from this on

    def weigh(self, terms: Mapping[str, float]) -> float:
        """Return the logit of an item."""
        get = self.terms.get
        return self.bias + sum([get(name, 0.0) * value for name, value in terms.items()])


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was learned for a language."""

    known: frozenset[str]  # words that are seen as themselves; others only as a rare word or a name
    about: Scale
    release: Scale
    count: Scale
    state: Scales
    fusion: Mapping[str, Fusion]  # by field; "about" for the document
    features: str  # digest of the code that finds the signs


def parsed(raw: Mapping[str, Any]) -> Weights:
    """Return the weights of a file's JSON. Raises KeyError for a part that is missing."""
    return Weights(
        known=frozenset(raw["known"]),
        about=Scale(**raw["about"]),
        release=Scale(**raw["release"]),
        count=Scale(**raw["count"]),
        state=_scales(**raw["state"]),
        fusion={name: Fusion(**one) for name, one in raw["fusion"].items()},
        features=raw["features"],
    )


def _scales(bias: list[int], signs: Mapping[str, list[int]]) -> Scales:
    """Return the weights of several classes; the file lists for each sign class and weight by turns."""
    rows = {}
    for sign, told in signs.items():
        row = [0] * len(bias)
        for place, weight in zip(told[::2], told[1::2], strict=True):
            row[place] = weight
        rows[sign] = tuple(row)
    return Scales(tuple(bias), rows)


@cache
def of(language: str) -> Weights | None:
    """Return the weights of a language, or None where nothing was learned."""
    path = files(__package__) / f"{language}.json"
    if language not in LANGUAGES or not path.is_file():
        return None
    return parsed(json.loads(path.read_text(encoding="utf-8")))
