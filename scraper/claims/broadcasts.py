"""Dates of one broadcast among many: the fifth episode, the last one, the return from a week's break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_LINK = r"(?:will|is|then|now|to|has|had|was|'ll|only|airs|comes|drops|goes out|due|shown)"
_WHEN = rf"(?:{_LINK} )*(?:on |this |next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
# "episodes 5 and 6 make way, and the fifth will go out on …"
_ORDINAL = re.compile(
    rf"\bthe (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th) (?:{_LINK} )*$"
)
# What goes on from the finale: "the finale gets the same treatment: it drops on …"
_FINALE = re.compile(
    r"\b(?:finale|(?:last|final|closing) episode)\b[^.;:—]{0,60}[:;—] (?:and |so |but )?"
    r"(?:it|that)(?: [a-z']+){0,2} $"
)
# "18 episodes and out, last one on …"
_LAST = re.compile(
    rf"(?:, |; |\band |\bwith )(?:the )?(?:very )?(?:last|final|closing) (?:one |of them )?{_WHEN}$"
)
_THEN = re.compile(f" {_WHEN}")
_EPISODES = re.compile(r"\b(?:episodes?|eps?|left|to go)\b")
# A short break: "after a pause of one week, the drama returned on …"
_BREAK = re.compile(
    r"\bafter (?:[\w'-]+ ){0,4}(?:pause|break|rest|week off|pre-?emption|interruption)s?\b"
    r"(?: (?:of|for))?(?: [\w'-]+){0,2}"
)
_SHORT = re.compile(
    r"\b(?:week|weeks?'s?|one-week|two-week|week-long|weekend|olympics?|elections?|holiday)\b"
)
# "two days before it went up, on March 8, the streamer held a press day": the date is the other event's
_AWAY = re.compile(
    r"(?:^|[.;:\"] ?)(?:(?:just|only|about|barely|some) )?[\w-]+ (?:days?|weeks?|months?) "
    r"(?:before|after|ahead of) [^,;:]*$"
)
_BACK = re.compile(r"return|back")
_REACH = 120  # characters before a verb or date


def one_of_many(sentence: Sentence, deed: Cue | None, place: int, parts: set[int]) -> bool:
    """Whether a date at `place` is one episode's, or the return from a short break, not the title's release.

    `parts` are those in which the title is known to come: "the last on June 7" may be one of them.
    """
    text = sentence.text
    if not parts and (last := _last(sentence, place)):
        return _counted(sentence, last)
    if deed is None:
        return False
    start = max(0, deed.start - _REACH)
    if (found := _ORDINAL.search(text, start, deed.start)) and not any(
        found.start() <= p < deed.start for _, p in sentence.placed(Kind.SCOPE)
    ):
        return _counted(sentence, found.start())
    if _FINALE.search(text, start, deed.start):
        return True
    if text[max(0, place - 5) : place].startswith(", on ") and _AWAY.search(text, 0, place - 5):
        return text[place + 1 : place + 2] == ","
    pause = _BREAK.search(text) if _BACK.search(text, deed.start, deed.end) else None
    return bool(pause and _SHORT.search(pause[0]))


def _last(sentence: Sentence, place: int) -> int:
    """Return where "the last one" stands right before a date, 0 where it does not."""
    if found := _LAST.search(sentence.text, max(0, place - _REACH), place):
        return found.start()
    before = [p for m, p in sentence.placed(Kind.SCOPE) if m.name == "previous" and p < place]
    return before[-1] if before and _THEN.fullmatch(sentence.text, before[-1] + 1, place) else 0


def _counted(sentence: Sentence, stop: int) -> bool:
    """Whether episodes are spoken of before `stop`."""
    return bool(_EPISODES.search(sentence.text, 0, stop)) or any(
        p < stop and m.name in ("single", "range", "last", "size") for m, p in sentence.placed(Kind.COUNT)
    )
