"""How outlets and fans write a name otherwise than it is configured: accents, "and" for "&"."""

from __future__ import annotations

import re
import unicodedata

# Letters of Latin names that are written with an accent or without: "Shōgun".
ACCENTED = {"a": "àáâãäå", "c": "ç", "e": "èéêëē", "i": "ìíîïī", "n": "ñ", "o": "òóôõöō", "u": "ùúûüū"}
AND = ("and", "&")
_LINKS = re.compile(r"(?<= )(?:&|and)(?= )", re.IGNORECASE)


def bare(letter: str) -> str:
    """Return a letter without its accent, itself where it is of another script."""
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isascii() else letter


def linked(name: str) -> str:
    """Return a name with "and" for "&" and the other way round."""
    return _LINKS.sub(lambda link: "and" if link[0] == "&" else "&", name)


def accented(word: str) -> set[str]:
    """Return a word with an accent on one of its letters, each in turn."""
    return {
        word[:place] + (other.upper() if letter.isupper() else other) + word[place + 1 :]
        for place, letter in enumerate(word)
        for other in ACCENTED.get(letter.lower(), "")
    }
