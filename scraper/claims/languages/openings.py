"""With which characters a pattern can begin, so that a scan tries only the patterns that can match.

Understands the fragments of `lexicon.toml`: literals, escapes, classes, `(?:…)` groups, lookarounds
and quantifiers. What it does not understand may be anything: correct, only slower.
"""

from __future__ import annotations

import re

DEPTH = 3  # characters that are looked at
_MOST = 600  # openings of one pattern; with more of them it is known by its first character only
_DIGITS = tuple("0123456789")
_ANY_ESCAPES = frozenset("wWsSD")
_WIDTHLESS = frozenset("bB")
_SIGN = re.compile(r"\\([\"'?!.,:;()])")  # stands for itself, escaped or not
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_RANGE = re.compile(r"([0-9a-z])-([0-9a-z])")

# What a match begins with -> whether that is all that is known, so that anything may follow.
Openings = dict[str, bool]


def openings(fragment: str, depth: int = DEPTH) -> frozenset[str]:
    """Return texts of at most `depth` characters, with one of which every match begins; "" for any."""
    found = _alternatives(fragment, depth)
    if len(found) > _MOST:
        return openings(fragment, depth - 1) if depth > 1 else frozenset({""})
    return frozenset(found)


def _alternatives(text: str, depth: int) -> Openings:
    found: Openings = {}
    for alternative in split(text):
        _add(found, _sequence(alternative, depth))
    return found


def _sequence(text: str, depth: int) -> Openings:
    found: Openings = {"": False}
    at = 0
    while at < len(text) and not all(found.values()):
        atom, end = _atom(text, at, depth)
        optional, repeated, at = quantifier(text, end)
        if atom is None:  # it takes no character
            continue
        longer: Openings = {}
        for begun, closed in found.items():
            if closed:
                _add(longer, {begun: True})
                continue
            if optional:
                _add(longer, {begun: False})
            for more, ended in atom.items():
                whole = (begun + more)[:depth]
                _add(longer, {whole: ended or repeated or len(begun + more) >= depth})
        found = longer
        if len(found) > _MOST:
            break
    return found


def _add(found: Openings, more: Openings) -> None:
    for text, closed in more.items():
        found[text] = found.get(text, False) or closed


def _atom(text: str, at: int, depth: int) -> tuple[Openings | None, int]:
    """Return what the atom at `at` can be, None if it takes no character, and where it ends."""
    char = text[at]
    if char == "(":
        end = closing(text, at)
        return (_alternatives(text[at + 3 : end - 1], depth) if text.startswith("(?:", at) else None), end
    if char == "\\":
        return _escaped(text[at + 1]), at + 2
    if char == "[":
        end = class_end(text, at)
        return _class(text[at + 1 : end - 1]), end
    if char in "^$":
        return None, at + 1
    return ({"": True} if char == "." else {char: False}), at + 1


def _class(inner: str) -> Openings:
    inner = _SIGN.sub(r"\1", inner)
    if inner.startswith("^") or "\\" in inner:
        return {"": True}
    spread = _RANGE.sub(lambda m: "".join(chr(c) for c in range(ord(m[1]), ord(m[2]) + 1)), inner)
    return {"": True} if len(spread) > _MOST or "-" in spread[1:-1] else dict.fromkeys(spread, False)


def _escaped(char: str) -> Openings | None:
    if char in _WIDTHLESS:
        return None
    if char == "d":
        return dict.fromkeys(_DIGITS, False)
    return {"": True} if char in _ANY_ESCAPES else {char: False}


def quantifier(text: str, at: int) -> tuple[bool, bool, int]:
    """Return whether the atom before `at` may be missing or repeated, and where its quantifier ends."""
    if at >= len(text) or text[at] not in "?*+{":
        return False, False, at
    optional = text[at] in "?*" or text.startswith(("{0", "{,"), at)
    repeated = text[at] != "?"
    end = text.index("}", at) + 1 if text[at] == "{" else at + 1
    if end < len(text) and text[end] in "?+":
        end += 1
    return optional, repeated, end


def class_end(text: str, at: int) -> int:
    """Return where the class that opens at `at` has ended."""
    found = _CLASS.match(text, at)
    return found.end() if found else len(text)


def closing(text: str, at: int) -> int:
    """Return where the group that opens at `at` has ended."""
    depth, index = 0, at
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = class_end(text, index) - 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return index + 1
        index += 1
    return len(text)


def split(text: str) -> list[str]:
    """Return the alternatives of a fragment at its top level."""
    parts, start, index = [], 0, 0
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = class_end(text, index) - 1
        elif char == "(":
            index = closing(text, index) - 1
        elif char == "|":
            parts.append(text[start:index])
            start = index + 1
        index += 1
    parts.append(text[start:])
    return parts
