"""Lines of a calendar: a day and the titles of that day, in one line or under a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_T, _S, _P, _D = (MARKS[k] for k in ("title", "scope", "platform", "date"))
_ALL = "".join(MARKS.values())
_LINES = (BlockKind.HEADING, BlockKind.BULLET, BlockKind.ROW)
# Like "October 18" with a colon and the name and the platform of what is out that day
_BEFORE = re.compile(rf"^[^\w{_T}]*(?:(?:only )?on {_P} )?(?:on |from )?$")
_BEHIND = re.compile(
    rf"^[\"')]*(?::| —| -) [\"'<]*{_T}(?:[:,]? {_S})?[\"'>]*(?: {_S})?[\"']*"
    rf"(?:[.!;]?$| ?\((?:{_P}|{_S}|[^()]*premiere)|,? (?:on )?{_P}|, {_S})"
)
_CLOCK = r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?(?: —| -|:)? "
# In a line of its own anything may follow: "Nov. 14 – Palisade season 2 (first three episodes)"
_LINE_BEHIND = re.compile(
    rf"^[\"']*(?::| —| -|,| \||\))[\"']* ?(?:[^{_T}{_D}]{{1,80}}; )?(?:{_CLOCK})?(?:{_P}'?s?:? )?[\"'<]*{_T}"
)
_DAY = re.compile(
    rf"^[^\w{_ALL}]*(?:(?:on|from|available|arriving|coming|premiering|streaming|landing|released|out|new"
    rf"|to {_P}) )*{_D}[^\w{_ALL}]*$"
)
_OTHERS = re.compile(rf"^[^\w{_ALL}]*(?:coming|arriving|new|landing) (?:(?:on|to {_P}) )*{_D}[\"']*: \S")
_LISTED = re.compile(rf"^[^\w{_T}]*(?:{_CLOCK})?(?:{_P}(?:'s)?:? )?[\"'<]*{_T}")
_LONG = 150  # characters of a line that is no longer one of a calendar


def row(sentence: Sentence, place: int) -> Mark | None:
    """Return the title of a line in a calendar ("May 3: Nine Rivers, Netflix"), or None."""
    behind = sentence.text[place + 1 :]
    line = sentence.block in _LINES and _LINE_BEHIND.match(behind) and not _episode(sentence)
    if not (_BEFORE.match(sentence.text[:place]) and (line or _BEHIND.match(behind))):
        return None
    return next(m for m, p in sentence.placed(Kind.TITLE) if p > place)


def _episode(sentence: Sentence) -> bool:
    """Whether a line is of an episode, a finale, a trailer: not of the title itself."""
    return any(m.single and m.numbers != (1,) for m, _ in sentence.placed(Kind.COUNT)) or any(
        c.name.startswith(("event.", "status.", "plan.")) and c.name != "event.byline" for c in sentence.deeds
    )


def heads(scene: Scene, sentence: Sentence) -> bool:
    """Whether a day is that of the lines below it, or of others: "Coming on May 30th: Copper Hill"."""
    if _OTHERS.match(sentence.text) and not sentence.has(Kind.TITLE):
        return True
    if sentence.block is not BlockKind.HEADING or not _DAY.match(sentence.text):
        return False
    below = scene.sentences[sentence.index + 1 : sentence.index + 2]
    return any(b.block in _LINES for b in below)


@dataclass
class Calendar:
    """Follows the day that stands as a heading over the lines below it."""

    day: Mark | None = None

    def follow(self, sentence: Sentence) -> None:
        """Note a sentence that is nothing but a day; running text ends the list."""
        days = sentence.placed(Kind.DATE)
        if len(days) == 1 and _DAY.match(sentence.text):
            self.day = days[0][0]
        elif sentence.block is BlockKind.PARAGRAPH and len(sentence.text) > _LONG:
            self.day = None

    def listed(self, sentence: Sentence) -> tuple[Mark, int] | None:
        """Return the title with which a line under a day begins, and its place; None where none does."""
        dated = any(m.date is not None and not m.date.bare for m, _ in sentence.placed(Kind.DATE))
        if self.day is None or dated or sentence.block is BlockKind.HEADLINE:
            return None
        if sentence.block is BlockKind.PARAGRAPH and sentence.text.endswith("."):
            return None
        if not _LISTED.match(sentence.text) or len(sentence.text) > _LONG or _episode(sentence):
            return None
        return next(iter(sentence.placed(Kind.TITLE)))
