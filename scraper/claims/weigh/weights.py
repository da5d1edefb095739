"""The learned weights: read once, added up in whole thousandths, so that order never matters."""

from __future__ import annotations

import json
from base64 import b85decode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNIT = 1000.0  # weights are kept in thousandths of a logit
GRAIN, ZERO = 10, 128  # of the weights into units: thousandths to a step, the byte that is nothing
LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Scale:
    """A sum of weights over signs: a logit."""

    bias: int
    signs: Mapping[str, int]

    def sum(self, signs: Iterable[str]) -> int:
        """Return what these signs add, in thousandths of a logit."""
        return sum(map(self.signs.get, signs, repeat(0)))

    def logit(self, added: int) -> float:
        """Return the logit of what was added."""
        return (self.bias + added) / UNIT

    def weigh(self, signs: Iterable[str]) -> float:
        """Return the logit of what shows these signs."""
        return self.logit(self.sum(signs))


_LANE = 32  # bits for the sum of one class: room for half a million signs of four logits each
_HALF, _ONES = 1 << (_LANE - 1), (1 << _LANE) - 1


@dataclass(frozen=True, slots=True)
class Scales:
    """One scale for each class, over the same signs.

    The weights of a sign for all classes are kept in one whole number, a lane of bits for each class: one
    look-up and one addition a sign serve all of them.
    """

    classes: int
    bias: int  # with half a lane on top of each class: so no sum is below nothing and borrows from the next
    signs: Mapping[str, int]

    def sum(self, signs: Iterable[str]) -> int:
        """Return what these signs add, for all classes at once."""
        return sum(map(self.signs.get, signs, repeat(0)))

    def logits(self, added: int) -> list[float]:
        """Return the logit of each class for what was added."""
        left = self.bias + added
        return [((left >> (_LANE * at) & _ONES) - _HALF) / UNIT for at in range(self.classes)]


@dataclass(frozen=True, slots=True)
class Net:
    """A scale on which signs count together as well as alone: one hidden layer of units.

    The first lane is the sum of the weights alone, each other one what drives a unit; what drives a unit
    above nothing counts by the unit's weight in `out`.
    """

    lanes: Scales
    out: tuple[float, ...]

    def sum(self, signs: Iterable[str]) -> int:
        """Return what these signs add, in all lanes at once."""
        return self.lanes.sum(signs)

    def logit(self, added: int) -> float:
        """Return the logit of what was added."""
        alone, *units = self.lanes.logits(added)
        return alone + sum(
            [weight * unit for weight, unit in zip(self.out, units, strict=True) if unit > 0.0]
        )


def packed(row: Iterable[tuple[int, int]]) -> int:
    """Return the weights of a sign, each with its class, as one number."""
    return sum(weight << (_LANE * at) for at, weight in row)


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
    release: Net
    count: Scale
    state: Scales
    fusion: Mapping[str, Fusion]  # by field; "about" for the document
    features: str  # digest of the code that finds the signs


def parsed(raw: Mapping[str, Any]) -> Weights:
    """Return the weights of a file's JSON. Raises KeyError for a part that is missing."""
    return Weights(
        known=frozenset(raw["known"]),
        about=Scale(**raw["about"]),
        release=_net(**raw["release"]),
        count=Scale(**raw["count"]),
        state=_scales(**raw["state"]),
        fusion={name: Fusion(**one) for name, one in raw["fusion"].items()},
        features=raw["features"],
    )


def _scales(bias: list[int], signs: Mapping[str, list[int]]) -> Scales:
    """Return the weights of several classes; the file lists for each sign class and weight by turns."""
    rows = {sign: packed(zip(told[::2], told[1::2], strict=True)) for sign, told in signs.items()}
    return Scales(len(bias), packed(enumerate(weight + _HALF for weight in bias)), rows)


def _net(bias: list[int], out: list[float], signs: Mapping[str, int], together: Mapping[str, str]) -> Net:
    """Return a net; the file has the weights of a sign alone, and in base 85 a byte for each unit."""
    rows = dict(signs)
    for sign, told in together.items():
        into = enumerate(((byte - ZERO) * GRAIN for byte in b85decode(told)), start=1)
        rows[sign] = rows.get(sign, 0) + packed(into)
    return Net(Scales(len(bias), packed(enumerate(w + _HALF for w in bias)), rows), tuple(out))


@cache
def of(language: str) -> Weights | None:
    """Return the weights of a language, or None where nothing was learned."""
    path = files(__package__) / f"{language}.json"
    if language not in LANGUAGES or not path.is_file():
        return None
    return parsed(json.loads(path.read_text(encoding="utf-8")))
