"""Dates of the shoot that are told with a verb of releases: it had begun, it moves to May."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_IT_BEGAN = re.compile(
    r"(?<!\w)after it (?:had |was )?(?:only |first |just )?(?:begun|began|started|kicked off)$"
)
# "shooting of <title>, due to begin in May, will be moved to January", "production moves to Busan in May"
_MOVES = re.compile(
    r"(?:will (?:now )?(?:be )?|to (?:be )?|has been |was |(?:is|are) (?:being |now )*|had |have )?"
    r"(?:pencil|slat|due|plan|schedul|expect|book|set for|ran|run|last|span|mov|push|postpon|delay"
    r"|shift|put (?:off|back)|bump|slip|slid|resched|brought|bring|relocat"
    r"|start|beg[aiu]n|kick|resum)"
)
# the writers' room opened in January, and nothing else did
_ROOM = re.compile(r"(?<!\w)(?:writers'?s?|writing) room[^.;]{0,12}$")
_OPENS = re.compile(r"(?:\w+ ){0,2}(?:open|start|beg[aiu]n|conven|launch|got|return|resum)")
_SHOOTS = re.compile(
    r"[ \"']*(?:(?:the|principal|all|additional|extra|more|further|another|its|up to|some|about"
    r"|around|a few|several"
    r"|two|three|four|five|six|\d+|days?|weeks?|months?|of|start|beginning) ){0,6}"
    r"(?:filming|shooting|production|photography|shoot|re-?shoots?|rehearsals|auditions)"
    r"(?: (?:of|on|for|in) [^;,]{1,60}?)?[ ,\"']*(?:[^;,]{1,120},)? ?"
    r"(?:(?:will|has|was|is|now|then|would|be|been|due|set|slated|scheduled|expected|planned|supposed"
    r"|likely) )*"
)

# "Filming was held up for months before it finally kicked off in April"
_HELD_UP = re.compile(
    r"[ \"']*(?:the |principal |main )?(?:filming|shooting|production|photography|shoot)"
    r"(?: (?:of|on|for) [^;,.]{1,60}?)? (?:was|had|has|did|didn't|could|got|is)(?!\w)[^;.]{1,120}?"
    r"(?:before|until|when|after|and|but) it (?:had |has )?"
    r"(?:finally |at last |eventually |only |then |actually |properly )?"
)
_STARTS = re.compile(r"kick|beg[aiu]n|start|resum|got|get|launch|open|return|mov|wrap")

_NOT_BEFORE = "release.never"
_NEAR = 40  # characters between what is said of a shoot and "isn't till"
# states that have days of their own, by the last word of their names
_WORK = (
    *("begin", "first", "filming", "wrapped", "post_production", "paused"),
    *("unfinished", "script", "casting"),
)


def of_work(sentence: Sentence, place: int) -> bool:
    """Whether a date without a verb of releases is when the title is worked on: "cameras roll in August"."""
    return any(
        c.name.endswith(_WORK) and sentence.clause(c.start) == sentence.clause(place) for c in sentence.states
    )


def of_shoot(sentence: Sentence, deed: Cue) -> bool:
    """Whether it is the shoot that began or is moved, and no title that comes out."""
    start, _ = sentence.clause(deed.start)
    before = (sentence.text[start : deed.start], sentence.text[: deed.start])
    if _ROOM.search(sentence.text, 0, deed.start) and _OPENS.match(sentence.text, deed.start):
        return True
    if _MOVES.match(sentence.text, deed.start) and any(_SHOOTS.fullmatch(words) for words in before):
        return True
    if _STARTS.match(sentence.text, deed.start) and _HELD_UP.fullmatch(sentence.text, 0, deed.start):
        return True
    if deed.name.startswith(_NOT_BEFORE) and any(
        0 <= deed.start - c.end <= _NEAR and sentence.language.shoot.search(sentence.text, c.start, c.end)
        for c in sentence.states
    ):
        return True  # "the first day of shooting isn't till October"
    return bool(_IT_BEGAN.search(sentence.text, 0, deed.end)) and any(
        c.end <= deed.start and sentence.language.shoot.search(sentence.text, c.start, c.end)
        for c in sentence.states
    )
