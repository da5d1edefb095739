"""Dates that stand as labels: right behind the title, in a list, a row or a post, without any verb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_T, _S, _P, _C = (MARKS[k] for k in ("title", "scope", "platform", "count"))
_LISTED = 400  # characters of a list in one sentence
_SHORT = 60  # characters before a label in prose
_BEHIND = rf"(?:{_S}[,: —-]+|{_P}[,: —-]+)?"
# "The Glory – Season 1, December 30" · "Part 2: March" · "Reacher S3: Feb 20"
_LABEL = re.compile(rf"[{_T}{_S}][\"')\]]*(?: ?[:,(—|-]+ ?| ){_BEHIND}(?:on |in |from )?$")
_IN_TEXT = re.compile(rf"[{_T}{_S}][\"')\]]*(?:,? \(|: | — |, ){_BEHIND}$")
_COLON = re.compile(rf"[{_T}{_S}][\"')\]]*: $")
# "Paper Lanterns glows for a third time on September 7"
_ACTS = re.compile(
    rf"(?<! of )(?<! for )(?<! to )(?<! about )[{_T}{_S}][\"')]* (?:[a-z'-]+ ){{1,7}}"
    rf"(?:{_P} )?(?:on |in |from |this )?$"
)
_SEASON_BRACKET = re.compile(rf"{_S}[\"')]*:? ?(?:{_C} ?)?\((?:{_P},? )?$")  # "season one (2013)"
_TITLE_BRACKET = re.compile(rf"{_T}[\"')]* \((?:{_P},? )$")  # "Nine Rivers (Netflix, May 3)"
# "Dec 30, only on Netflix"
_PLACE = re.compile(
    rf"^[,:]? ?(?:\(?[\w :]{{0,12}}\)?[,:]? ?)?(?:only |exclusively )?(?:on|in) (?:{_P}|theat|cinema)"
)


def labelled(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether the date stands as a label of the title: right behind it, in a list, a row or a post."""
    before, after = sentence.text[:place], sentence.text[place + 1 :]
    free = sentence.block is not BlockKind.PARAGRAPH or scene.document.kind is DocumentKind.POST
    if _TITLE_BRACKET.search(before) and len(before) < _LISTED:
        return True
    if _SEASON_BRACKET.search(before) or (free and _LABEL.search(before)):
        return True
    if _COLON.search(before):
        return True
    if _IN_TEXT.search(before):
        return len(before) < _SHORT or not sentence.deeds
    return free and bool(_PLACE.match(after))


def acts(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether the title does something unheard of on a day to come, and nothing else in its clause does."""
    date = mark.date
    if date is None or date.bare or date.precision.value not in ("day", "month"):
        return False
    start, end = sentence.clause(place)
    if any(start <= c.start < end and c.name != "event.say" for c in sentence.deeds):
        return False
    ahead = date.future >= scene.document.published.isoformat()[: len(date.future)]
    return ahead and bool(_ACTS.search(sentence.text, start, place))


def lone(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a post gives this one day and nothing else that could happen on it."""
    date = mark.date
    if (
        scene.document.kind is not DocumentKind.POST
        or date is None
        or sentence.deeds
        or sentence.has(Kind.OTHER)
    ):
        return False
    dates = [m for s in scene.sentences for m, _ in s.placed(Kind.DATE)]
    exact = date.precision.value == "day" and date.weekday is None and not date.relative
    return (
        exact and len(dates) == 1 and date.future >= scene.document.published.isoformat()[: len(date.future)]
    )
