"""Production status: the state that a sentence says the production is in now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.concern import concerns
from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.locate import locate
from scraper.claims.modality import mood, speaker
from scraper.claims.tense import Phase, background, phase, terse
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_AFTER = re.compile(rf"after (?:the |its )?{MARKS['scope']}")
# What a cue comes to by the phase that it stands in; a phase that is missing says nothing.
_REPORTED = ("had been", "'d been")  # "it was announced that she had been cast": a perfect in reported speech
_DONE = (Phase.NOW, Phase.DONE, Phase.PAST)
_MEANING: Mapping[str, Mapping[Phase, Status]] = {
    "begin": {
        Phase.COMING: Status.PRE_PRODUCTION,
        Phase.NOT: Status.PRE_PRODUCTION,
        Phase.NOW: Status.PRE_PRODUCTION,
        Phase.LASTING: Status.FILMING,
        Phase.DONE: Status.FILMING,
    },
    "first": {
        Phase.COMING: Status.PRE_PRODUCTION,
        Phase.NOT: Status.PRE_PRODUCTION,
        **dict.fromkeys(_DONE, Status.FILMING),
    },
    "back": {
        Phase.COMING: Status.PRE_PRODUCTION,
        **dict.fromkeys(_DONE, Status.FILMING),
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
    "unfinished": dict.fromkeys((*_DONE, Phase.COMING, Phase.NOT), Status.FILMING),
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


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the states that a sentence states of the watched title."""
    for cue in sentence.states:
        found = _judge(scene, subjects, sentence, cue)
        if found:
            yield found


def _judge(scene: Scene, subjects: Subjects, sentence: Sentence, cue: Cue) -> Finding | None:
    name = cue.name.partition(".")[2]
    subject = subjects.of(sentence, cue.start, cue)
    slight = sentence.block is BlockKind.HEADLINE and name in ("casting", "script")
    if slight or not concerns(scene, sentence, cue, subject):
        return None
    how = mood(sentence, cue.start, cue)
    if any(m.name == "refuted" and m.start <= cue.start < m.end for m in sentence.modes):
        return None
    told = (
        how.modality is Modality.PAST
        and how.why in _REPORTED
        and name in ("casting", "announced", "wrapped", "cancelled")
    )
    if how.asked or how.conditional or (how.modality is Modality.PAST and not told):
        return None
    when = phase(scene, sentence, cue, own=name in _MEANING)
    status = _status(scene, sentence, cue, when)
    supposed = how.modality is Modality.RUMOURED and sentence.text.lstrip('"').startswith("if ")
    if status is None or supposed:
        return None
    modality = Modality.CONFIRMED if told else _modality(how.modality, name, when)
    who, named_speaker = speaker(sentence, cue.start)
    installment, named = locate(subjects, sentence, cue.start, cue, subject)
    if status is Status.CANCELLED and named and installment.season and _AFTER.search(sentence.text):
        # "cancelled after three seasons": what will not come
        installment = Installment(installment.season + 1)
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


def _status(scene: Scene, sentence: Sentence, cue: Cue, when: Phase) -> Status | None:
    name = cue.name.partition(".")[2]
    meaning = _MEANING.get(name)
    if when is Phase.DONE and name in ("begin", "wrapped") and background(sentence, cue):
        return None
    if meaning is None:
        whole = Status(name)
        return None if when in (Phase.COMING, Phase.NONE) else whole
    if name == "begin" and when is Phase.NOW and terse(scene, sentence):
        return Status.FILMING
    if name == "begin" and when is Phase.DONE and _on_paper(sentence):
        return Status.PRE_PRODUCTION  # "work has begun together with the writer"
    return meaning.get(when)


def _on_paper(sentence: Sentence) -> bool:
    """Whether the work spoken of is that of writers: "work has begun together with the writer"."""
    return any(c.name == "plan.script" for c in sentence.states) or any(
        t.name == "writing" for t in sentence.tenses
    )


def _modality(modality: Modality, name: str, when: Phase) -> Modality:
    """Return how sure a state is: what is planned or not yet over may be a fact about today."""
    if modality is Modality.DENIED and when is Phase.NOT and name in _MEANING:
        return Modality.CONFIRMED
    if modality is Modality.EXPECTED and name != "begin":
        return Modality.CONFIRMED
    return modality
