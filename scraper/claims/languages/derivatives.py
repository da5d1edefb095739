"""Whether a text can still be the beginning of a match, letter by letter, without trying the match.

A pattern stands for what is still asked of the text; its derivative by a letter, for what is asked behind
that letter (Antimirov's partial derivatives). Most places that begin like a cue part from it within a few
letters, and a look-up a letter costs less than a match that fails.

Understands the fragments that `openings` does. It never denies a match: lookarounds are taken for granted,
counted repetitions for any number, and what it does not understand for anything.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.languages.openings import class_end, closing, quantifier, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What is still asked of the text, the next fragment first; nothing where a match may end.
Asked = tuple[str, ...]
_MOST = 60_000  # states; the texts of a language need some thousands
_WIDTHLESS = ("(?=", "(?!", "(?<=", "(?<!")


class _Step(NamedTuple):
    """What is asked of the next letter."""

    ends: bool  # nothing need be
    letters: Mapping[str, Sequence[Asked]]  # by the letter, what is asked behind it
    classes: Sequence[tuple[re.Pattern[str], Asked]]


class State(dict[str, "State | None"]):
    """What may follow a beginning: by the next letter, None where nothing may. Filled in as texts ask."""

    __slots__ = ("_states", "_steps", "ends")

    def __init__(self, states: States, asked: frozenset[Asked]) -> None:
        super().__init__()
        self._states = states
        self._steps = [_step(one) for one in asked]
        self.ends = any(step.ends for step in self._steps)  # whether a match may end here

    def __missing__(self, char: str) -> State | None:
        """Return the state behind a letter."""
        after: set[Asked] = set()
        for step in self._steps:
            after.update(step.letters.get(char, ()))
            after.update(rest for pattern, rest in step.classes if pattern.fullmatch(char))
        return self._states.keep(self, char, frozenset(after))


class States:
    """The states of a layer, each once."""

    def __init__(self) -> None:
        self._known: dict[frozenset[Asked], State] = {}
        self._begins: dict[str, State] = {}
        self._unknown = State(self, frozenset({()}))

    def of(self, fragment: str) -> State:
        """Return the state in which a fragment is asked."""
        found = self._begins.get(fragment)
        if found is None:
            found = self._begins[fragment] = self._of(frozenset((part,) for part in split(fragment)))
        return found

    def keep(self, state: State, char: str, asked: frozenset[Asked]) -> State | None:
        """Return what follows a state and a letter, and note it unless a text is made to fill us."""
        if len(self._known) >= _MOST:
            return self._unknown
        found = state[char] = self._of(asked) if asked else None
        return found

    def _of(self, asked: frozenset[Asked]) -> State:
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = State(self, asked)
        return found


def goes_on(state: State, text: str) -> State | None:
    """Return what may follow a text that goes on from a state: where a match may end sooner, that end."""
    for char in text:
        if state.ends:
            break
        after = state[char]
        if after is None:
            return None
        state = after
    return state


@cache
def _step(asked: Asked) -> _Step:
    ends = False
    letters: dict[str, list[Asked]] = {}
    classes: list[tuple[re.Pattern[str], Asked]] = []
    seen, ahead = {asked}, [asked]

    def ask(*more: Asked) -> None:
        ahead.extend(one for one in more if one not in seen)
        seen.update(more)

    while ahead:
        text, *others = ahead.pop() or ("",)
        if not text:
            ends = ends or not others
            ask(*([tuple(others)] if others else ()))
            continue
        atom, without, behind = _first(text, others)
        ask(*without)
        if atom.startswith("(?:") or (atom.startswith("(") and atom[1] != "?"):
            ask(*((part, *behind) for part in split(atom[1:-1].removeprefix("?:"))))
        elif atom.startswith("("):
            ends = True  # not understood: has to be tried
        elif len(atom) == 1 and atom != ".":
            letters.setdefault(atom, []).append(behind)
        elif atom:
            classes.append((re.compile(atom), behind))
    return _Step(ends, letters, classes)


def _first(text: str, others: Sequence[str]) -> tuple[str, Sequence[Asked], Asked]:
    """Return the first atom of a text, "" for none, what is asked where it is missing, and what behind it."""
    end = _atom(text)
    atom = text[:end]
    optional, repeated, stop = quantifier(text, end)
    rest = (text[stop:], *others)
    if atom in ("^", "$", r"\b", r"\B") or atom.startswith(_WIDTHLESS):
        return "", (rest,), rest
    return atom, (rest,) if optional else (), (f"{atom}*{text[stop:]}", *others) if repeated else rest


def _atom(text: str) -> int:
    """Return where the first atom of a fragment ends."""
    if text[0] == "(":
        return closing(text, 0)
    if text[0] == "[":
        return class_end(text, 0)
    if text[0] == "\\":
        return 4 if text[1] == "x" else 2
    return 1
