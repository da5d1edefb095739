"""A name as outlets and fans write it: without its signs or accents, with a hyphen more, a space less."""

from __future__ import annotations

import re

from scraper.spelled import ACCENTED, AND, bare

LATIN = re.compile(r"[\x00-\u024f]*\Z")  # what all of a name in Latin letters matches
_LONG_WORD = 6  # letters of a word that may be written in two
_DROPPED = "'.,:!?"  # signs that are left out: "Ms Marvel", "the victims game"


def pattern_of(name: str) -> str:
    """Return the pattern, for a plain text, by which a plain name is found."""
    latin = bool(LATIN.match(name))
    # Fans leave the spaces out where the script has no capitals: 더글로리.
    body = (r"(?:\s+|-)" if latin else r"\s*").join(
        _carelessly(w) if latin else re.escape(w) for w in name.split()
    )
    if latin:
        ends = name[-1].isalnum() or name[-1] in _DROPPED
        return rf"(?<![\w#@]){body}(?!\w|-\w)" if ends else rf"(?<![\w#@]){body}"
    body = body.replace(r"\-", "[- ]").replace(":", ":?")
    # Hangul, kana, Thai: particles follow without a space, and other letters may not stand before.
    if len(name) == 1:  # one letter is a name only in quotes: '꾼'
        return rf"(?<=['\"<《〈「『]){body}(?=['\">》〉」』])"
    return rf"(?<![\w#@]){body}"


def _carelessly(word: str) -> str:
    """Return the pattern of one word of a name: outlets and fans leave out signs and accents, or add them."""
    if word in AND:
        return f"(?:{'|'.join(AND)})"
    letters = []
    for place, letter in enumerate(word):
        plainly = bare(letter)
        if letter == "-":
            letters.append("[- ]?" if 0 < place < len(word) - 1 else "-?")
        elif letter in _DROPPED:
            letters.append(re.escape(letter) + "?")
        elif plainly in ACCENTED:
            letters.append(f"[{plainly}{ACCENTED[plainly]}]")
        else:
            letters.append(re.escape(letter) if plainly == letter else f"[{letter}{plainly}]")
        if 1 < place + 1 < len(word) - 1 and len(word) >= _LONG_WORD and word.isalpha():
            letters.append("-?")  # romanised names are written with a hyphen or without
    return "".join(letters)


def spellings(name: str) -> frozenset[str]:
    """Return a name as it is, without accents, and without signs: "s.w.a.t." is "swat" too."""
    if not LATIN.match(name):
        return frozenset((name,))
    simple = "".join(map(bare, name))
    return frozenset((name, simple, "".join(c for c in simple if c not in _DROPPED)))
