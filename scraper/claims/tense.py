"""When a state of the production holds: now, done, still to come, not at all.

The verbs of a shoot say little by themselves ("will wrap", "has yet to wrap", "wraps in May"): their
tense is read from the auxiliaries and conjunctions around them and from the dates beside them.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_LEFT, _RIGHT = 4.0, 7.0  # words to either side of a cue that still tell its tense


class Phase(Enum):
    """How far what a verb names has come."""

    COMING = auto()  # planned, or so near its end that it is not over yet
    NOW = auto()
    DONE = auto()
    PAST = auto()  # told of some time before: says nothing of today
    NOT = auto()  # denied, or not yet
    NONE = auto()  # of none it is said


def phase(scene: Scene, sentence: Sentence, cue: Cue) -> Phase:
    """Return the phase in which the state of a cue stands."""
    start, _ = sentence.clause(cue.start)
    names: dict[str, Cue] = {}
    for tense in sentence.tenses:
        inside = cue.start <= tense.start and tense.end <= cue.end
        before = (
            start <= tense.start
            and tense.end <= cue.start
            and sentence.distance(tense.end, cue.start) <= _LEFT
        )
        if inside or (before and tense.name != "done"):
            names[tense.name] = tense
    if "none" in names:
        return Phase.NONE
    if "not" in names:
        return Phase.NOT
    if "future" in names or "closing" in names:
        return Phase.COMING
    done = "done" in names
    if "conjunction" in names and not done:
        return Phase.COMING
    if done:
        return Phase.DONE
    if "past" in names and "seen" not in names and "today" not in names:
        return Phase.PAST
    return _dated(scene, sentence, cue) or Phase.NOW


def _dated(scene: Scene, sentence: Sentence, cue: Cue) -> Phase | None:
    """Return the phase that a date or a word such as "soon" beside a present tense gives it."""
    start, end = sentence.clause(cue.start)
    today = scene.document.published
    for mark, place in sentence.placed(Kind.DATE):
        near = start <= place < end and sentence.distance(min(place, cue.end), max(place, cue.end)) <= _RIGHT
        if not near or mark.date is None:
            continue
        value = span(mark.date.future if mark.date.value == "XXXX" else mark.date.value)
        if value.first > today:
            return Phase.COMING
        if value.last <= today:
            return Phase.DONE
        return Phase.NOW if sentence.text[place - 3 : place] in ("in ", "is ") else None
    for tense in sentence.tenses:
        if cue.end <= tense.start < end and sentence.distance(cue.end, tense.start) <= _LEFT:
            if tense.name == "soon":
                return Phase.COMING
            if tense.name == "today":
                return Phase.DONE
    return None


def terse(scene: Scene, sentence: Sentence) -> bool:
    """Whether a plain present tells news: in headlines and posts "X starts filming" has happened."""
    return sentence.block is BlockKind.HEADLINE or scene.document.kind is DocumentKind.POST
