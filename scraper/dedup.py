"""Texts of one origin: copies of a press release or wire story, however trimmed. Pure.

Two steps: 64-bit SimHash (Charikar 2002) over word shingles finds candidates by comparing one number;
the shared share of shingles decides. Korean and Japanese have no reliable spaces, so their shingles are
of characters.
"""

from __future__ import annotations

import re
from hashlib import blake2b, sha256

SHINGLE = 4  # words; the chance that two writers choose the same four in a row is small
DENSE_SHINGLE = 9  # characters of a script without reliable spaces, about as much text
FEW = 12  # shingles below which a text is too short to compare; only equal ones are copies then
NEAR_BITS = 18  # of 64 that may differ in a candidate: two texts that share two thirds of their shingles
# Share of the shorter text's shingles that must stand in the longer one. A trimmed wire story has nearly
# all, two reports of one statement that both quote it at length about a third.
SHARED = 0.6
# What is left out of a comparison: credits and datelines differ between copies.
CREDIT = re.compile(r"\((?:reuters|ap|afp|yonhap)[^)]*\)|^[A-Z ,]{3,40} [-—–] ", re.MULTILINE)
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WORD = re.compile(r"\w+")


def text_hash(headline: str, text: str) -> str:
    """Return what is equal for equal documents, whatever their spacing: 64 hex digits."""
    return sha256(f"{' '.join(headline.split())}\n{' '.join(text.split())}".encode()).hexdigest()


def shingles(text: str) -> frozenset[str]:
    """Return the runs of words (or characters) that a text is made of."""
    plain = CREDIT.sub(" ", text).casefold()
    words = WORD.findall(plain)
    if len(DENSE.findall(plain)) * 3 > len(plain):
        run = "".join(words)
        return frozenset(run[i : i + DENSE_SHINGLE] for i in range(max(len(run) - DENSE_SHINGLE + 1, 0)))
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 0)))


def fingerprint(text: str) -> int:
    """Return the text's SimHash as a signed 64-bit number (SQLite's INTEGER), 0 if too short to compare."""
    runs = shingles(text)
    if len(runs) < FEW:
        return 0
    # Each run's hash as 64 binary digits, all in one string: counting in its columns is the quick way.
    hashes = (int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)
    digits = "".join([f"{bits:064b}" for bits in hashes])
    value = sum(1 << place for place in range(64) if digits[63 - place :: 64].count("1") * 2 > len(runs))
    return (value - (1 << 64) if value >> 63 else value) or 1


def near(one: int, other: int) -> bool:
    """Whether two fingerprints are close enough to look at the texts."""
    return bool(one and other) and ((one ^ other) & 0xFFFFFFFFFFFFFFFF).bit_count() <= NEAR_BITS


def same_text(one: str, other: str) -> bool:
    """Whether one text is a copy of the other, trimmed or not."""
    if text_hash("", one) == text_hash("", other):
        return True
    first, second = sorted((shingles(one), shingles(other)), key=len)
    return len(first) >= FEW and len(first & second) / len(first) >= SHARED
