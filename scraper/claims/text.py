"""Cuts a document into blocks and sentences. Offsets are code points of `Document.body`.

A block is one line: a headline, a heading, a row ("No. of episodes: 16"), a bullet or a paragraph.
Lines and sentences are cut by length too, so that a text without either costs no more than another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1200  # characters of a sentence; a longer one is cut at a space
_HEADING = 90  # characters of the longest heading

# A full stop ends a sentence when a space follows and then something that can begin one; "?!" and the
# ideographic stop need no more than the space, or nothing at all.
_END = re.compile(
    r"""(?:[.!?…]+|[。！？]+)["'”’)\]」』*]*(?=\s|$)|[。！？]""",
)
_BEGINS = re.compile(
    r"""\s*["'“‘(\[「『《<#@*-]*\s*(?:[^\sa-z]|[a-z]{1,3}[A-Z])"""
)  # "tvN airs it" begins too
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|vs|no|vol|ep|eps|jr|sr|prof|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
    r"|approx|inc|ltd|co|bros|(?<!['’])[a-z])|\b[ap]\.m|\bu\.s|\bu\.k)\.$",
    re.IGNORECASE,
)
# "eps. 3 and 4", but not "in six eps. She was good"
_NUMBERED = re.compile(r"\b(?:eps?|vol|no)\.$", re.IGNORECASE)
_LETTER = re.compile(r" [^\W\d_]")
# "(finally!!) and I have seen it": an exclamation in brackets ends nothing where small letters follow
_GOES_ON = re.compile(r" [a-z]")
_ASIDE = 80  # characters of the longest words in brackets
_ROW = re.compile(r"[^\s.!?:：][^.!?:：]{0,40}[:：][ \t]*\S")
_BULLET = re.compile(r"\s*(?:[-•*·▶■]|\d{1,2}[.)])\s+")
_SIGN = re.compile(r"[▲△▷▶](?=\S| \S)")
_SENTENCE_MARK = re.compile(r"""[.!…。]["'”’)\]]*\s*$""")


class BlockKind(StrEnum):
    """How a line is to be read."""

    HEADLINE = "headline"
    HEADING = "heading"
    ROW = "row"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the body and its sentences."""

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


def blocks(headline: str, text: str, *, post: bool = False) -> list[Block]:
    """Return the blocks of a document whose body is headline, newline, text."""
    found: list[Block] = []
    if headline.strip():
        found.append(_block(BlockKind.HEADLINE, headline, 0))
    base = len(headline) + 1
    lines = list(_lines(text))
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        last = index == len(lines) - 1
        kind = BlockKind.PARAGRAPH if post else _kind(line, last=last)
        found.append(_block(kind, line, base + start))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+", text):
        if not match[0].isspace():
            yield match.start(), match.end()


def _kind(line: str, *, last: bool) -> BlockKind:
    stripped = line.strip()
    if _BULLET.match(line):
        return BlockKind.BULLET
    if len(stripped) <= 4 * _HEADING and _ROW.match(stripped) and not _SENTENCE_MARK.search(stripped):
        return BlockKind.ROW
    if len(stripped) <= _HEADING and not last and not _SENTENCE_MARK.search(stripped):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _block(kind: BlockKind, line: str, base: int) -> Block:
    cuts = sorted({*_sentence_ends(line), *_items(line)}) if kind is not BlockKind.HEADLINE else []
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*cuts, len(line)]:
        spans.extend(_pieces(line, start, cut))
        start = cut
    return Block(kind, base, base + len(line), tuple((base + a, base + b) for a, b in spans))


def _sentence_ends(line: str) -> Iterator[int]:
    for match in _END.finditer(line):
        end = match.end()
        if match[0].startswith(".") and (
            not (_BEGINS.match(line, end) or "가" <= line[max(0, match.start() - 1)] <= "힣")
            or _abbreviates(line, match.start() + 1)
        ):
            continue
        if ")" in match[0] and _GOES_ON.match(line, end) and line.rfind("(", end - _ASIDE, end) >= 0:
            continue
        yield end


def _abbreviates(line: str, stop: int) -> bool:
    """Whether the full stop before `stop` ends an abbreviation."""
    before = max(0, stop - 7)
    if _ABBREVIATION.search(line, before, stop) is None:
        return False
    return not (_NUMBERED.search(line, before, stop) and _LETTER.match(line, stop))


def _items(line: str) -> list[int]:
    """Return where the items of a list in running text begin: "▲4월 3일 'A' ▲4월 12일 'B'"."""
    found = [match.start() for match in _SIGN.finditer(line)]
    return found if len(found) > 1 else []


def _pieces(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield `[start, end)` without outer blanks, cut into pieces of at most LONGEST characters."""
    while end - start > LONGEST:
        space = line.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield from _trimmed(line, start, cut)
        start = cut
    yield from _trimmed(line, start, end)


def _trimmed(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = line[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        yield start + left, start + right
