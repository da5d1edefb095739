"""Korean particles, which depend on how the word before them ends."""

from __future__ import annotations

import re

# How the digits and letters are read aloud: whether that ends in a consonant, and whether in ㄹ.
_CONSONANT = set("013678lmnrLMNR")
_L = set("178lrLR")
_PAIRS = {
    "을(를)": ("을", "를"),
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
_MARK = re.compile(r"(\S?)(을\(를\)|은\(는\)|이\(가\)|와\(과\)|\(으\)로)")


def joined(text: str) -> str:
    """Return `text` with every open particle, like "을(를)", settled by the letter before it.

    After a letter whose reading is not known (a bracket, kanji) it stays open, as print does it.
    """
    return _MARK.sub(lambda found: found[1] + _settled(found[1], found[2]), text)


def _settled(before: str, particle: str) -> str:
    after_consonant, after_vowel = _PAIRS[particle]
    if "가" <= before <= "힣":
        final = (ord(before) - ord("가")) % 28
        consonant, is_l = final > 0, final == 8
    elif before and before.isascii() and before.isalnum():
        consonant, is_l = before in _CONSONANT, before in _L
    else:
        return particle
    if particle == "(으)로" and is_l:  # 서울로, 1일로
        return after_vowel
    return after_consonant if consonant else after_vowel
