"""Posts that stand in an article's plain text: whose they are, and of which day.

"On August 16th, fan accounts began posting that …", then the post itself as paragraphs with hashtags.
What these say is the fans' word, and as old as the post. (Pages with markup give posts as documents of
their own; this is for texts that lost it.)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.model import Speaker

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.sentence import Sentence

_DAY = len("2022-08-16")


@dataclass
class Embedded:
    """Follows who is being quoted from paragraph to paragraph."""

    name: str = ""
    day: date | None = None
    _last: int = -2  # the paragraph that named them, or the last one of their post
    _tagged: int = -2  # the last paragraph with hashtags

    def follow(self, sentence: Sentence, findings: list[Finding]) -> list[Finding]:
        """Return the findings of a sentence with the quoted speaker and day."""
        fans = [c for c in sentence.speakers if c.name == "fan"] if findings or "fan" in sentence.text else []
        if fans:
            self.name = sentence.text[fans[0].start : fans[0].end]
            self.day = _stated_on(sentence)
            self._last = sentence.paragraph
            return [replace(f, asserted_on=self.day) if f.speaker is Speaker.FAN else f for f in findings]
        if not self._goes_on(sentence):
            return findings
        return [
            replace(f, speaker=Speaker.FAN, attribution=self.name, asserted_on=self.day) for f in findings
        ]

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether the post goes on here: a paragraph with hashtags, or the one behind it."""
        if not self.name or sentence.block is not BlockKind.PARAGRAPH:
            return False
        tagged = "#" in sentence.text or any(m.name == "tag" for m, _ in sentence.placed(Kind.TITLE))
        if tagged and sentence.paragraph <= self._last + 1:
            self._last = sentence.paragraph
            self._tagged = sentence.paragraph
            return True
        return sentence.paragraph == self._tagged + 1


def _stated_on(sentence: Sentence) -> date | None:
    """Return the day on which the sentence says that something was said."""
    for mark, place in sentence.placed(Kind.DATE):
        fan = next((c for c in sentence.speakers if c.name == "fan"), None)
        if mark.date is not None and fan is not None and place < fan.start and len(mark.date.past) == _DAY:
            return date.fromisoformat(mark.date.past)
    return None
