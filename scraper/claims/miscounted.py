"""Numbers that look like a size and are none: two that are thought possible, people in a room, volumes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.claims.marks import Mark
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

# "eight or nine episodes", "six to eight episodes", "6-8 episodes": nobody knows
_EITHER = re.compile(r"(?:(?<!\w)[a-z0-9-]+ (?:or|to) (?:maybe |perhaps |even |possibly )?|\d ?[–—-] ?)$")
_FROM = re.compile(r"(?<!\w)(?:from|ages?|aged) [^.;]{0,30}$")  # "aged from about twenty to 40"
_GROUP = re.compile(
    r"(?<!\w)(?:rooms?|teams?|casts?|groups?|famil(?:y|ies)|crews?|gangs?|bands?|parties|party|pairs?|panels?|squads?"
    r"|staff|mother|father|parents?|circle|ensemble|jury|household|class|age|top|best) of \w+$"
)
# "There are 26 of them", after a word of the books
_OF_THINGS = re.compile(
    r"(?<!\w)(?:volumes|novels|books|comics|manga|webtoon|songs|tracks|trailers|teasers|posters|contestants|couples"
    r"|characters|actors|roles|films|movies|awards|nominations|cameras|sets|extras|languages|countries|markets)(?!\w)"
)
_OF_THEM = (" of them", " of these", " of those")
_BEFORE = 22  # characters before a number in which the other one stands
_REACH = 40  # characters before a number in which the word for a group stands


def vague(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a number is one of two that are thought possible: "eight or nine episodes"."""
    before = scene.lowered[max(sentence.start, mark.start - _BEFORE) : mark.start]
    found = _EITHER.search(before)
    return found is not None and bool(sentence.language.values(found[0]))


def miscounted(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a number without a noun counts people or books: "a room of four", "there are 26 of them"."""
    if mark.name not in ("bare", "loose"):
        return False
    written = scene.lowered[mark.start : mark.end]
    if mark.name == "loose":
        before = scene.lowered[max(sentence.start, mark.start - _REACH) : mark.end]
        return bool(_GROUP.search(before)) or (
            written.startswith("to ") and bool(_FROM.search(sentence.text, max(0, place - _REACH), place))
        )
    if not sentence.index or not scene.lowered.startswith(_OF_THEM, mark.end):
        return False
    last = scene.sentences[sentence.index - 1].text
    return bool(_OF_THINGS.search(last)) and not sentence.language.episode.search(last)
