"""What people call a long name by: "Only Murders" of "Only Murders in the Building"."""

from __future__ import annotations

import re

# What stands before "in the Building", "on You". What stands before a colon is often another work's name.
_HEAD = re.compile(r"((?:[\w'’-]+ )*?[\w'’-]+) (?:in|on|of|for|from|with|to|at|by|and) [^:]*$", re.IGNORECASE)
_SMALL = frozenset(
    ("a", "an", "the", "all", "those", "this", "that", "what", "when", "how", "about", "is", "are")
)
_WORDS, _LETTERS = 2, 9  # content words and characters below which a head is no name


def clipped(name: str) -> str:
    """Return the head of a long English name, "" where people would not call it so."""
    found = _HEAD.match(name) if name.isascii() else None
    if found is None:
        return ""
    content = [word for word in found[1].lower().split() if word not in _SMALL]
    return found[1] if len(content) >= _WORDS and len(found[1]) >= _LETTERS else ""
