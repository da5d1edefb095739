"""Marks other works: what stands in title quotes, so that its dates are not taken for ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Language

# On plain text (ASCII quotes). Apostrophes inside a name stand between letters.
_QUOTED = re.compile(
    r"""(?<![\w'])'(?=\S)((?:[^'\n]|(?<=\w)'(?=\w)){1,60}?)(?<=\S)'(?!\w)"""
    r"""|(?<![\w"])"(?=\S)([^"\n]{1,60}?)(?<=\S)"(?!\w)"""
    r"""|[<《〈「『]([^<>《》〈〉「」『』\n]{1,60})[>》〉」』]"""
)
_QUOTED_SCRIPT = re.compile(
    r"""'(?=\S)([^'\n]{1,40}?)(?<=\S)'|[<《〈「『]([^<>《》〈〉「」『』\n]{1,60})[>》〉」』]"""
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an and at by for from in into is it my no not of off on one or so the to up us we with you".split())


def works(body: str, lowered: str, language: Language) -> Iterator[Mark]:
    """Yield marks for quoted names of works."""
    pattern = _QUOTED if language.capitals else _QUOTED_SCRIPT
    for match in pattern.finditer(lowered):
        group = match.lastindex or 1
        start, end = match.span(group)
        if language.capitals and not _named(body[start:end]):
            continue
        # a trailing comma inside the quotes belongs to the sentence
        yield Mark(Kind.OTHER, start, end, name=body[start:end])


def _named(written: str) -> bool:
    """Whether a quoted text is written as a title: few words, capitals, no sentence."""
    words = _WORD.findall(written)
    if not words or len(words) > 9 or written.rstrip().endswith((".", "…")):
        return False
    large = [w for w in words if w.lower() not in _SMALL]
    if not large or not all(w[0].isupper() or w[0].isdigit() for w in large):
        return False
    return words[0][0].isupper() or words[0][0].isdigit()
