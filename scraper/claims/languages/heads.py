"""Which characters a pattern can begin with, so that a scan tries only the patterns that can match.

Understands the fragments of `lexicon.toml`: literals, escapes, classes, `(?:…)` groups, lookarounds
and quantifiers. `None` means any character: correct, only slower.
"""

from __future__ import annotations

_DIGITS = frozenset("0123456789")
_ANY_ESCAPES = frozenset("wWsSDbB")


def heads(fragment: str) -> frozenset[str] | None:
    """Return the characters with which a match of the fragment can begin, or None for any."""
    found: set[str] = set()
    for alternative in _split(fragment):
        part = _sequence(alternative)
        if part is None:
            return None
        found |= part
    return frozenset(found)


def _sequence(text: str) -> frozenset[str] | None:
    found: set[str] = set()
    at = 0
    while at < len(text):
        first, end, consumes = _atom(text, at)
        optional, end = _quantifier(text, end)
        if not consumes:
            at = end
            continue
        if first is None:
            return None
        found |= first
        if not optional:
            return frozenset(found)
        at = end
    return None  # it can match nothing: what follows is unknown


def _atom(text: str, at: int) -> tuple[frozenset[str] | None, int, bool]:  # noqa: PLR0911 - each return is a ground of its own
    """Return the heads of the atom at `at`, its end, and whether it consumes a character."""
    char = text[at]
    if char == "(":
        end = _closing(text, at)
        if text.startswith("(?:", at):
            return heads(text[at + 3 : end - 1]), end, True
        return None, end, False
    if char == "\\":
        escaped = text[at + 1]
        if escaped == "d":
            return _DIGITS, at + 2, True
        return (None if escaped in _ANY_ESCAPES else frozenset(escaped)), at + 2, escaped not in "bB"
    if char == "[":
        end = text.index("]", at + 2) + 1
        inner = text[at + 1 : end - 1]
        plain = not inner.startswith("^") and "-" not in inner[1:-1] and "\\" not in inner
        return (frozenset(inner) if plain else None), end, True
    if char in "^$":
        return None, at + 1, False
    return (None if char == "." else frozenset(char)), at + 1, True


def _quantifier(text: str, at: int) -> tuple[bool, int]:
    """Return whether the atom before `at` may be missing, and where its quantifier ends."""
    if at >= len(text) or text[at] not in "?*+{":
        return False, at
    optional = text[at] in "?*" or text.startswith(("{0", "{,"), at)
    end = text.index("}", at) + 1 if text[at] == "{" else at + 1
    if end < len(text) and text[end] == "?":
        end += 1
    return optional, end


def _closing(text: str, at: int) -> int:
    depth, index = 0, at
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = text.index("]", index + 2)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return index + 1
        index += 1
    return len(text)


def _split(text: str) -> list[str]:
    """Return the alternatives of a fragment at its top level."""
    parts, start, index = [], 0, 0
    while index < len(text):
        char = text[index]
        if char == "\\":
            index += 1
        elif char == "[":
            index = text.index("]", index + 2)
        elif char == "(":
            index = _closing(text, index) - 1
        elif char == "|":
            parts.append(text[start:index])
            start = index + 1
        index += 1
    parts.append(text[start:])
    return parts
