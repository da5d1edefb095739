"""What people call a long name by: its head, its tail, one side of its colon.

"Only Murders" of "Only Murders in the Building", "valley of nettles" of "Our Valley of Nettles",
"Jeongnyeon" of "Jeongnyeon: The Star Is Born".
"""

from __future__ import annotations

import re

# What stands before "in the Building", "on You". What stands before a colon is often another work's name.
_HEAD = re.compile(r"((?:[\w'’-]+ )*?[\w'’-]+) (?:in|on|of|for|from|with|to|at|by|and) [^:]*$", re.IGNORECASE)
# "Our Valley of Nettles" without its first word
_LEAD = re.compile(r"(?:our|my|your|his|her|their|a|an) (.+)", re.IGNORECASE)
_SIDES = re.compile(r"(.+?)(?:: | [–—-] |, (?=the ))(.+)", re.IGNORECASE)
_SMALL = frozenset(
    ("a", "an", "the", "all", "those", "this", "that", "what", "when", "how", "about", "is", "are")
)
_WORDS, _LETTERS = 2, 9  # content words and characters below which a head is no name
_LONG = 12  # characters below which a name does without its first word only in full
_SINGLE = 8  # letters of one word that is a name alone


def clipped(name: str) -> str:
    """Return the head of a long English name, "" where people would not call it so."""
    found = _HEAD.match(name) if name.isascii() else None
    if found is None:
        return ""
    content = [word for word in found[1].lower().split() if word not in _SMALL]
    return found[1] if len(content) >= _WORDS and len(found[1]) >= _LETTERS else ""


def headless(name: str) -> str:
    """Return an English name without its first small word, "" where the rest alone could be anything."""
    found = _LEAD.fullmatch(name) if name.isascii() else None
    return found[1] if found and len(found[1]) >= _LONG and len(_content(found[1])) >= _WORDS else ""


def sides(name: str) -> tuple[str, ...]:
    """Return what stands on either side of the colon of a Latin name and may be called by itself."""
    found = _SIDES.fullmatch(name)
    return tuple(side for side in found.groups() if _callable(side)) if found and name < "\u0250" else ()


def _callable(side: str) -> bool:
    content = _content(side)
    if len(content) < _WORDS:
        return len(content) == 1 and len(side) >= _SINGLE and side.isalpha() and " " not in side
    return len(side) >= _LONG


def _content(name: str) -> list[str]:
    return [word for word in name.lower().split() if word not in _SMALL and len(word) > 2]
