"""Paragraphs of a list of works, each under its name: "Copper Lane (May 2, Netflix). A clerk cooks."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_ITEM = re.compile(r"[\"'“‘*_]*[A-Z0-9][^\n()!?:;]{0,60}?[\"'”’*_]* \((?=[^\s()])")
_SOME = 3  # paragraphs that begin so make a list


def item(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence opens with a name and, in brackets, the day or the platform of its release."""
    if sentence.block is not BlockKind.PARAGRAPH:
        return False
    found = _ITEM.match(scene.body, sentence.start, sentence.end)
    if found is None:
        return False
    return any(m.start == found.end() and m.kind in (Kind.DATE, Kind.PLATFORM) for m in sentence.masked.marks)


def listed(scene: Scene) -> bool:
    """Whether a text is a list of works, a paragraph for each."""
    firsts: dict[int, Sentence] = {}
    for sentence in scene.sentences:
        firsts.setdefault(sentence.paragraph, sentence)
    return sum(item(scene, sentence) for sentence in firsts.values()) >= _SOME
