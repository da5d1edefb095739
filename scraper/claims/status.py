"""Production status: the state that a sentence says the production is in now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.marks import MARKS, Kind
from scraper.claims.modality import mood, speaker
from scraper.claims.release import locate
from scraper.claims.tense import Phase, phase, terse
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_AFTER = re.compile(rf"after (?:the |its )?{MARKS['scope']}")
# What a cue comes to by the phase that it stands in; a phase that is missing says nothing.
_DONE = (Phase.NOW, Phase.DONE, Phase.PAST)
_MEANING: Mapping[str, Mapping[Phase, Status]] = {
    "begin": {
        Phase.COMING: Status.PRE_PRODUCTION,
        Phase.NOT: Status.PRE_PRODUCTION,
        Phase.NOW: Status.PRE_PRODUCTION,
        Phase.DONE: Status.FILMING,
    },
    "resumed": {
        Phase.COMING: Status.PAUSED,
        Phase.NOT: Status.PAUSED,
        Phase.NOW: Status.FILMING,
        Phase.DONE: Status.FILMING,
    },
    "filming": {
        Phase.COMING: Status.PRE_PRODUCTION,
        Phase.NOW: Status.FILMING,
        Phase.DONE: Status.FILMING,
    },
    "wrapped": {
        Phase.COMING: Status.FILMING,
        Phase.NOT: Status.FILMING,
        **dict.fromkeys(_DONE, Status.WRAPPED),
    },
    "paused": dict.fromkeys((*_DONE, Phase.COMING), Status.PAUSED),
    "post_production": dict.fromkeys(_DONE, Status.POST_PRODUCTION),
    "completed": dict.fromkeys(_DONE, Status.COMPLETED),
    "casting": dict.fromkeys((*_DONE, Phase.COMING), Status.PRE_PRODUCTION),
    "script": dict.fromkeys((*_DONE, Phase.COMING, Phase.NOT), Status.PRE_PRODUCTION),
    "pre_production": dict.fromkeys((*_DONE, Phase.COMING, Phase.NOT), Status.PRE_PRODUCTION),
}
# Said of the title as such, in cues that hold their own tense.
_WHOLE = (Status.ANNOUNCED, Status.CANCELLED, Status.RELEASED)
_FIRM = ("wrapped", "filming", "post_production", "cancelled", "paused", "completed")
_SHOOT = ("begin", "resumed", "filming", "wrapped", "paused")


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the states that a sentence states of the watched title."""
    for cue in sentence.states:
        found = _judge(scene, subjects, sentence, cue)
        if found:
            yield found


def _judge(scene: Scene, subjects: Subjects, sentence: Sentence, cue: Cue) -> Finding | None:
    name = cue.name.partition(".")[2]
    if sentence.block is BlockKind.HEADLINE and name in ("casting", "script"):
        return None
    subject = subjects.of(sentence, cue.start, cue)
    if not subject.ours or _of_something_else(sentence, cue) or _own(sentence, cue, name):
        return None
    if not (subject.named or _anchored(scene, sentence, cue, name)):
        return None
    how = mood(sentence, cue.start, cue)
    if how.asked or how.conditional or how.modality is Modality.PAST:
        return None
    when = phase(scene, sentence, cue)
    status = _status(scene, sentence, name, when)
    if status is None:
        return None
    modality = _modality(how.modality, name, when)
    who, named_speaker = speaker(sentence, cue.start)
    installment, named = locate(subjects, sentence, cue.start, cue, subject)
    if status is Status.CANCELLED and named and installment.season and _AFTER.search(sentence.text):
        installment = Installment(
            installment.season + 1
        )  # "cancelled after three seasons": what will not come
    return Finding(
        field=Field.PRODUCTION_STATUS,
        installment=installment,
        named=named,
        value=status.value,
        modality=modality,
        sentence=sentence,
        at=sentence.masked.body(cue.start),
        rule=f"status.{name} {when.name.lower()}" + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=named_speaker,
        perfect=True,
    )


def _status(scene: Scene, sentence: Sentence, name: str, when: Phase) -> Status | None:
    meaning = _MEANING.get(name)
    if meaning is None:
        whole = Status(name)
        return None if when is Phase.COMING and whole is not Status.CANCELLED else whole
    if name == "begin" and when is Phase.NOW and terse(scene, sentence):
        return Status.FILMING
    return meaning.get(when)


def _modality(modality: Modality, name: str, when: Phase) -> Modality:
    """Return how sure a state is: what is planned or not yet over may be a fact about today."""
    if modality is Modality.DENIED and when is Phase.NOT and name in _MEANING:
        return Modality.CONFIRMED
    if modality is Modality.EXPECTED and name != "begin":
        return Modality.CONFIRMED
    return modality


def _anchored(scene: Scene, sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether a state says by itself what is in it: it names the shoot, or "the series" stands before it."""
    if scene.document.kind is DocumentKind.POST or name in _SHOOT:
        return True
    if sentence.language.shoot.search(sentence.text, cue.start, cue.end):
        return True
    start, _ = sentence.clause(cue.start)
    return any(start <= c.start and c.end <= cue.start + 1 and c.name == "carry" for c in sentence.carries)


def _own(sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether it is one person's own part that is over, not the production's."""
    if name not in ("wrapped", "completed"):
        return False
    start, end = sentence.clause(cue.start)
    return any(c.name == "own" and start <= c.start < end for c in sentence.carries)


def _of_something_else(sentence: Sentence, cue: Cue) -> bool:
    """Whether the state is an episode's, a trailer's, a disc's."""
    start, end = sentence.clause(cue.start)
    ours = [p for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE) if start <= p < end]
    for other in sentence.deeds:
        if not start <= other.start < end or other is cue:
            continue
        if other.name in ("event.rerun", "event.trailer", "event.press") and cue.name == "status.released":
            return True
        if other.name == "event.rerun" and not ours:
            return True
        if (
            other.name in ("event.press", "event.trailer")
            and other.end <= cue.start
            and sentence.distance(other.end, cue.start) < 5
        ):
            return True
        if other.name == "event.own" and cue.name != "status.released":
            return True
        if (
            other.name == "event.episode"
            and cue.name.removeprefix("status.") in _FIRM
            and not ours
            and other.end <= cue.start
        ):
            return True
    return False
