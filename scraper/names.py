"""Which watches may be named in a page: one pass of an automaton over its raw bytes, another over its text.

A filter, not a judgement: `in_bytes` must never miss a name in any encoding that browsers read, so it
says yes when unsure; `in_text` ignores case, accents, spaces and punctuation ("#TheGlory", "the-glory").
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

from scraper.clipped import clipped, headless, sides
from scraper.spelled import accented, linked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from config.model import Watch

# What pages of the watched scripts are written in. UTF-7 is read by no browser.
ENCODINGS = (
    "utf-8",
    "utf-16-le",
    "utf-16-be",
    "cp949",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "cp1252",
    "cp1251",
)
SHIFTED = (
    b"\x1b$",
    b"\x1b(",
    b"\x0e",
)  # ISO-2022-KR and -JP switch alphabets in mid-text: not searched, always yes
ESCAPED = re.compile(
    rb"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?|\\u([0-9a-f]{4})|%([0-9a-f]{2})|&([a-z]+[0-9]*);", re.IGNORECASE
)
GLUE = re.compile(rb"&(?:shy|zwj|zwnj);?|\xc2\xad|\xe2\x80[\x8b-\x8d]|<wbr ?/?>", re.IGNORECASE)
WORD = re.compile(r"\w+")
Literal = TypeVar("Literal", str, bytes)


class Names:
    """The names of some watches. `people` adds cast and makers, for links that may be worth following."""

    def __init__(self, watches: Iterable[Watch], *, people: bool = False) -> None:
        spelled: list[tuple[str, str]] = []
        for watch in watches:
            called = [c for n in watch.names for c in (clipped(n), headless(n), *sides(n)) if c]
            names = (*watch.names, *called, *map(linked, watch.names), *(watch.people if people else ()))
            spelled += [(name, watch.key) for name in names if squeezed(name)]
        self.keys = frozenset(key for _, key in spelled)
        self._text_keys, texts = _grouped((squeezed(name), key) for name, key in spelled)
        self._byte_keys, literals = _grouped(
            (literal, key) for name, key in spelled for literal in _literals(_distinctive(name))
        )
        self._texts = AhoCorasick(texts)
        self._bytes = BytesAhoCorasick(literals)

    def in_bytes(self, body: bytes) -> frozenset[str]:
        """Return the keys of the watches that a page of any encoding may name. `body` is not compressed."""
        if any(shift in body for shift in SHIFTED):
            return self.keys
        plain = GLUE.sub(b"", ESCAPED.sub(_unescaped, body)).lower()
        return _found(self._bytes.find_matches_as_indexes(plain, overlapping=True), self._byte_keys)

    def in_text(self, text: str) -> frozenset[str]:
        """Return the keys of the watches whose name stands in `text`, however spaced or hyphenated."""
        return _found(self._texts.find_matches_as_indexes(squeezed(text), overlapping=True), self._text_keys)


def squeezed(text: str) -> str:
    """Return letters and digits only, without case, accents or width: "The-Glory’s" gives "theglorys"."""
    if text.isascii():
        return "".join(WORD.findall(text.lower())).replace("_", "")
    split = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in split if not unicodedata.combining(c))
    return "".join(WORD.findall(unicodedata.normalize("NFC", bare))).replace("_", "")


def _distinctive(name: str) -> str:
    """Return the longest word of a name: markup and entities may stand between words, hardly inside one."""
    words: list[str] = WORD.findall(unicodedata.normalize("NFC", name))
    return max(words, key=lambda word: len(word.encode()))


def _literals(word: str) -> set[bytes]:
    """Return how a word can stand in lower-cased bytes: in each encoding, case, width and Unicode form."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    spellings = {word, bare, unicodedata.normalize("NFD", word), unicodedata.normalize("NFKC", word)}
    spellings |= accented(bare)
    spellings |= {"".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)}  # full width
    spellings |= {form(s) for s in tuple(spellings) for form in (str.lower, str.upper, str.title)}
    literals = set()
    for spelling in spellings:
        for encoding in ENCODINGS:
            try:
                literals.add(spelling.encode(encoding).lower())
            except UnicodeEncodeError:
                continue
    return literals


def _unescaped(match: re.Match[bytes]) -> bytes:
    """Return one entity, JSON escape or percent escape as UTF-8, or unchanged where it is no letter."""
    hexadecimal, decimal, unit, percent, named = match.groups()
    if percent:
        return bytes((int(percent, 16),))
    if named:
        text = html.unescape(f"&{named.decode()};")
        return text.encode() if text.isalnum() else match[0]
    point = int(hexadecimal or unit, 16) if hexadecimal or unit else int(decimal)
    if point > 0x10FFFF or 0xD800 <= point < 0xE000:
        return match[0]
    return chr(point).encode()


def _grouped(pairs: Iterable[tuple[Literal, str]]) -> tuple[list[frozenset[str]], list[Literal]]:
    """Return the distinct patterns, and at the same index the keys that each stands for."""
    keys: dict[Literal, set[str]] = {}
    for pattern, key in pairs:
        keys.setdefault(pattern, set()).add(key)
    return [frozenset(found) for found in keys.values()], list(keys)


def _found(matches: list[tuple[int, int, int]], keys: list[frozenset[str]]) -> frozenset[str]:
    """Return the keys of all patterns that matched."""
    return frozenset().union(*(keys[index] for index in {index for index, _, _ in matches}))
