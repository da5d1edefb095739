"""States of a piece of the run: tonight's episode that makes way, one that is kept for the next season.

A series whose Saturday episode is cancelled goes on; one whose first two episodes are shot is not wrapped.
English only: in Korean an episode's own verbs tell it apart (`결방`, `휴방`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_STATES = ("announced", "cancelled", "wrapped", "completed", "pulled")  # of all that is made, or of nothing
_MADE = ("wrapped", "completed")
_ASIDE = (*_MADE, "cancelled")
_STOPPED = ("cancelled", "pulled")
_DAY = rf"(?:tonight|today|tomorrow|last night|(?:this|next|last) week|[a-z]+day|{MARKS['date']})'?s?"
_EPISODE = r"(?:episode|ep|instal?lment)(?![\w-])"
_TITLE = rf"[\"']?{MARKS['title']}"
_PIECE = re.compile(
    rf"(?<![\w\ue000-\uf8ff])(?:{_DAY} (?:[\w'-]+ ){{0,2}}?(?:{_EPISODE}|broadcast(?!\w))"
    rf"|(?:the|an?|this|that|its|one|number) (?:[\w'-]+ |{MARKS['date']} ){{0,2}}?{_EPISODE}"
    rf"|{_DAY} {_TITLE}"
    rf"|(?:the )?{MARKS['count']})"
)
_WHOSE = re.compile(
    rf"(?: (?:of|from|for) (?:the )?(?:drama |series |show )?{_TITLE}[\"']?)?(?: ?\([^()]*\))?,?"
)
# what may stand between a piece and what is said of it
_SAID = re.compile(
    r"(?: (?:is|was|are|were|has|have|had|been|being|gets?|got|will|be|now|already|just|also|then|which"
    r"|therefore|instead|both))*,? ?"
)
_DONE_TO = re.compile(r"(?: (?:up|off|on|out))? ?")
_ALL = re.compile(r"(?:all|every|each|whole|entire|after|since|until|in|with|by|for) (?:of )?(?:the |its )?$")
_LAST = re.compile(r"(?:last|final|closing)(?!\w)")
# "holding the last one, already in the can, for season 2"
_HELD = re.compile(
    r"(?:h[eo]ld|keep|kept|sav|shelv|bank|push)\w* (?:back |over )?(?:(?:the|an?|one|its) (?:[\w-]+ ){0,2}"
    rf"(?:one|episode|hour)|{MARKS['scope']}|{MARKS['count']}),? (?:which (?:is|was) )?(?:already )?$"
)


def of_portion(sentence: Sentence, cue: Cue) -> bool:
    """Whether a state, or a date's being called off, is told of an episode or of some of them."""
    name = cue.name.rpartition(".")[2]
    if name not in _STATES:
        return False
    text = sentence.text
    _, end = sentence.clause(cue.start)
    if name in _ASIDE and _HELD.search(text, 0, cue.start):
        return True
    for first, last in _pieces(sentence, end, name):
        if first < cue.start:
            said = _SAID.match(text, last)
            if last >= cue.start or (said and said.end() >= cue.start):
                return True
        elif first < cue.end or _DONE_TO.fullmatch(text, cue.end, first):
            return True
    return False


def _pieces(sentence: Sentence, end: int, name: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces of the run that are named before `end`, with what says whose they are."""
    text = sentence.text
    made = name in _MADE
    for found in _PIECE.finditer(text, 0, end):
        words = found[0]
        if _ALL.search(text, 0, found.start()) or (made and _LAST.search(words)):
            continue
        if words.endswith(MARKS["count"]) and not _counts_some(sentence, found.end() - 1, made=made):
            continue
        if words.endswith(MARKS["title"]) and (name not in _STOPPED or _dated(sentence, found.start())):
            continue
        whose = _WHOSE.match(text, found.end())
        yield found.start(), whose.end() if whose else found.end()


def _counts_some(sentence: Sentence, place: int, *, made: bool) -> bool:
    """Whether a count is one episode's number, one episode, or the first few."""
    for mark, at in sentence.placed(Kind.COUNT):
        if at == place:
            few = mark.name == "size" and mark.numbers == (1,)
            single = mark.name == "single" and not (made and not mark.numbers)  # "the last episode"
            later = not made and mark.name in ("latter", "others")  # "delays the final three episodes"
            return few or single or later or (made and mark.name == "first")
    return False


def _dated(sentence: Sentence, place: int) -> bool:
    """Whether a title stands behind a year or a date in figures: "2024's Lantern Street"."""
    body = sentence.masked.body(place)
    return any(m.start == body and any(c.isdigit() for c in m.name) for m, _ in sentence.placed(Kind.DATE))
