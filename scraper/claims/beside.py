"""Names beside the point: seasons measured against or seen before, works in brackets behind who made them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.sentence import Sentence

# "one fewer than the season before", "anyone who liked the first season", "in the middle of its third season"
_BEFORE = re.compile(
    r"\b(?:than|unlike)(?: in| for)?(?: the)? $"
    r"|\b(?:who|fans|those|you) (?:[a-z]+ ){0,2}"
    r"(?:lik|lov|enjoy|saw|seen|watch|finish|miss|bing|devour|ador)\w* (?:the )?$"
    r"|\b(?:middle|midst) of (?:the |its |their )?$"
    r"|\b(?:midway|halfway|partway|part-way) (?:through|into) (?:the |its )?$"
)
# "a scene in the season 1 finale shows that …"
_BEHIND = re.compile(r"(?:'s)? (?:finale|ending|cliffhanger|climax|bombshell|twist)(?!\w)")
# "after the first season's success, …", "despite season one's ratings": why it is told, and not of which
_WHY = re.compile(
    r"\b(?:after|following|despite|since|given(?: that)?|thanks to|because of|on the back of|building on"
    r"|in the wake of|riding) (?:the )?$"
)
_SUCCESS = re.compile(
    r"(?:'s|')? (?:[\w-]+ ){0,3}(?:success|ratings?|reception|acclaim|run|popularity|records?|viewership"
    r"|figures|awards?|wins?|reviews?|buzz|performance|numbers)(?!\w)[^,]{0,30},"
)
# "since the first series was shown in January, …": of which one it is reasoned from, not which comes
_GROUND = re.compile(
    r"^[\"' ]*(?:and |so |but )?(?:since|as|given(?: that)?|because|seeing(?: that)?|considering(?: that)?)"
    r" (?:both |the |it took )*$"
)
# "less well than the first, released in 2022": what follows is told of it all the same
_TOLD = re.compile(r", (?:which|released|out|shown|aired|broadcast|streamed|seen) ")
# "An entry in a shop's catalogue suggests twelve episodes"
_SOURCE = re.compile(
    r"(?:and |but )?(?:an?|another|one) (?:[a-z'-]+ ){0,3}?(?:listing|report|page|source|leak|poster"
    r"|document|retailer|website|site|entry|schedule|magazine|filing|synopsis|release) (?:[^.;,]{1,40} )?"
    r"(?:suggests?|says?|gives?|lists?|shows?|names?|puts?|points? to|mentions?|indicates?|speaks? of"
    r"|reveals?|confirms?)(?!\w)"
)
_MAKER = re.compile(
    r"(?<!\w)(?:director|writer|creator|screenwriter|producer|showrunner|by|and|duo)s? [\w. -]{3,40} ?$"
)
_NAMED = 60  # characters before a bracket in which a maker is named
_REACH = 48  # characters before a season in which such words stand


def a_reason(sentence: Sentence, place: int) -> bool:
    """Whether the season at `place` only says why another one is told of."""
    behind = _SUCCESS.match(sentence.text, place + 1)
    return behind is not None and _WHY.search(sentence.text, max(0, place - _REACH), place) is not None


def beside(sentence: Sentence, place: int, anchor: int = 0) -> bool:
    """Whether the season at `place` only says what something else, told at `anchor`, is measured by."""
    if _TOLD.match(sentence.text, place + 1):
        return False
    if a_reason(sentence, place):
        return True
    if "," in sentence.text[place:anchor] and _GROUND.search(sentence.text, 0, place):
        return True
    before = _BEFORE.search(sentence.text, max(0, place - _REACH), place)
    return bool(before or _BEHIND.match(sentence.text, place + 1))


def bracketed(sentence: Sentence, place: int) -> bool:
    """Whether a work stands alone in brackets behind who made it: "director Ann Lowe ('Copper Lane')"."""
    text = sentence.text
    opens, closes = text[max(0, place - 3) : place].rstrip("\"'"), text[place + 1 : place + 4].lstrip("\"',")
    if not (opens.endswith(" (") and closes.startswith(")")):
        return False
    before = place - 2 - (text[place - 1] in "\"'")
    return any(m.kind is Kind.PERSON and p == before - 1 for m, p in sentence.placed(Kind.PERSON)) or bool(
        _MAKER.search(text, max(0, place - _NAMED), before)
    )


def by_a_source(sentence: Sentence, begin: int, anchor: int) -> bool:
    """Whether what is new in a clause is only who says it: "a listing suggests twelve episodes"."""
    return begin < anchor and _SOURCE.match(sentence.text, begin, anchor + 1) is not None
