"""The former and the latter: which of the two works that were named last a statement is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.sentence import Sentence

_ORDER = re.compile(r"(?<!\w)the (?:(?P<first>former|first-named)|latter|second-named)(?!\w)")
_TWO = 2


class Pair:
    """Follows the two works that a sentence names side by side."""

    def __init__(self) -> None:
        self._named: tuple[bool, ...] = ()  # whether each is the watched title, in order

    def follow(self, sentence: Sentence) -> None:
        """Note a sentence: one that names works sets the pair, one that names none keeps it."""
        marks = sorted(sentence.placed(Kind.TITLE, Kind.OTHER), key=lambda placed: placed[1])
        # The watched title may be called by several names.
        named = {"" if mark.kind is Kind.TITLE else mark.name.casefold(): mark.kind for mark, _ in marks}
        if named:
            self._named = tuple(kind is Kind.TITLE for kind in named.values())

    def ours(self, sentence: Sentence, anchor: int) -> bool | None:
        """Return whether the former or the latter before `anchor` is the watched title; None without them."""
        if len(self._named) != _TWO or sentence.has(Kind.TITLE):
            return None
        spoken = list(_ORDER.finditer(sentence.text, 0, anchor))
        return self._named[0 if spoken[-1]["first"] else 1] if spoken else None
