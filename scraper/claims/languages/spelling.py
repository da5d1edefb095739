"""Many words as one pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def one_of(words: Iterable[str], spelled: Callable[[str], str] = re.escape) -> str:
    """Return words as alternatives by first letter, the longer first, so that most are skipped at one look.

    `spelled` gives the pattern of a word; it leaves the first letter as it is.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        first = re.escape(word[0])
        groups.setdefault(first, []).append(spelled(word)[len(first) :])
    return "|".join(f"{first}(?:{'|'.join(tails)})" for first, tails in groups.items())
