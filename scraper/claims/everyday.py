"""Things of everyday life that are put on hold, called off, renewed, ordered and wrapped: no production is.

English only: Korean has verbs of its own for most of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS

if TYPE_CHECKING:
    from scraper.claims.languages import Cue

_REACH = 120  # characters around a cue
_DONE = ("cancelled", "announced", "paused", "wrapped")
_DAILY = (
    r"(?:gym|membership|subscription|dishes|laundry|marriage|divorce|diet|jury duty|school|class(?:es)?"
    r"|pilates|yoga|playgroup|swimming|swim(?: team| class)?|lunch|dinner|brunch|breakfast|flight|train|bus"
    r"|retreat|meet-?up|party|wedding|shower|newsletter|podcast|fan dub|gacha|exam|lesson|appointment|trip"
    r"|holiday|vacation|insurance|passport|licen[cs]e|lease|vows|dentist|gig|concert|kickstarter|bins|council"
    r"|car|phone)"
)
_SUBJECT = re.compile(  # "gym on hold", "jury duty got cancelled"
    rf"(?<!\w){_DAILY}s?"
    r"(?: (?:is|was|are|were|has been|have been|got|gets|getting|be|being|all|officially|now|also))*,? $"
)
_OBJECT = re.compile(  # "cancelled swim team"
    r"(?:cancel|paus|renew|wrapp|order|dropp|postpon)\w* (?:(?:the|a|an|his|her|their|all|every) )?"
    rf"{_DAILY}s?(?!\w)"
)
_GIFTS = re.compile(  # "wrapped 14 presents", "wrapped in a blanket"
    r" (?:up )?(?:(?:all|the|those|these|his|her|my|our|every|some|\d+|[\w-]+'s?|last of the)"
    r"(?: [\w-]+){0,3} )?"
    r"(?:present|gift|parcel|package|stocking|photo ?card|sandwich|box|book|bouquet|flowers|tree|mug)"
    r"(?:s|es)?(?!\w)"
    r"| (?:up )?in (?:an? |the |my |his |her |two |three )?(?:[\w-]+ )?"
    r"(?:blanket|towel|foil|plastic|bubble|tissue|paper|bacon|duvet|tinsel|scarf|coat|cling ?film|fleece)"
)
_OF_YEAR = re.compile(r"(?:spotify|letterboxd|apple music|steam|youtube|goodreads|listening|my|\d{4}) $")
_GIVEN = re.compile(
    r"(?:christmas|xmas|presents?|gifts?)(?: (?:is|are|all|basically|finally|now|already))* $"
)
_CALL = re.compile(r" (?:to|with) (?!be(?!\w)|no )")  # "on hold to the council"
_BOUGHT = re.compile(  # "ordered the <title> script book"
    rf"order(?:ed|s|ing)? (?:the |an? |my |some |two |\d+ )?[\"'#]*{MARKS['title']}[\"']*(?:'s)? (?:[\w-]+ )?"
    r"(?:noveli[sz]ation|book|novel|clock|poster|mug|figure|tote|hoodie|shirt|tee|jacket|vinyl|pillow|candle"
    r"|cake|pin|badge|plush|calendar|tarot|dvd|blu-?ray)"
)


def everyday(text: str, cue: Cue, name: str) -> bool:
    """Whether a cue of the state `name` is said of something of everyday life."""
    before, behind = max(0, cue.start - _REACH), cue.end + _REACH
    return bool(
        _SUBJECT.search(text, before, cue.start)
        or (name in _DONE and _OBJECT.search(text, cue.start, behind))
        or (name == "announced" and _BOUGHT.search(text, cue.start, behind))
        or (name == "paused" and text.endswith("on hold", 0, cue.end) and _CALL.match(text, cue.end))
        or (name == "wrapped" and _of_gifts(text, cue, before))
    )


def _of_gifts(text: str, cue: Cue, before: int) -> bool:
    """Whether what is wrapped lies under a tree, or sums up a year: "Spotify Wrapped"."""
    return bool(
        _GIFTS.match(text, cue.end)
        or _OF_YEAR.search(text, before, cue.start)
        or _GIVEN.search(text, before, cue.start)
    )
