"""Production status: the state that a sentence says the production is in now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.locate import locate
from scraper.claims.marks import Kind
from scraper.claims.modality import mood, speaker
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_AFTER = re.compile(rf"after (?:the |its )?{MARKS['scope']}")
_PLANNED = {
    "pre_production": Status.PRE_PRODUCTION,
    "casting": Status.PRE_PRODUCTION,
    "script": Status.PRE_PRODUCTION,
}
_FIRM = ("wrapped", "filming", "post_production", "cancelled", "paused", "completed")


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the states that a sentence states of the watched title."""
    for cue in sentence.deeds:
        table, _, name = cue.name.partition(".")
        if table == "status":
            status = Status(name)
        elif table == "plan":
            status = _PLANNED[name]
        else:
            continue
        found = _judge(scene, subjects, sentence, cue, status, name)
        if found:
            yield found


def _judge(  # noqa: PLR0913, PLR0917 - what a state is made of
    scene: Scene, subjects: Subjects, sentence: Sentence, cue: Cue, status: Status, name: str
) -> Finding | None:
    if sentence.block is BlockKind.HEADLINE and name in ("casting", "script"):
        return None
    subject = subjects.of(sentence, cue.start, cue)
    if not subject.ours or _of_something_else(sentence, cue):
        return None
    if not (subject.named or _anchored(scene, sentence, cue)):
        return None
    how = mood(sentence, cue.start, cue)
    if how.asked or (how.conditional and how.modality is not Modality.PAST):
        return None
    if how.modality is Modality.PAST:
        return None
    modality = how.modality
    if cue.name.startswith("plan.") and modality in (Modality.EXPECTED, Modality.DENIED):
        modality = Modality.CONFIRMED
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
        rule=f"status.{cue.name.removeprefix('status.')}" + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=named_speaker,
        perfect=True,
    )


def _anchored(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether a state says by itself what is in it: it names the shoot, or "the series" stands before it."""
    if scene.document.kind is DocumentKind.POST or sentence.language.verb_last:
        return True
    if sentence.language.shoot.search(sentence.text, cue.start, cue.end):
        return True
    start, _ = sentence.clause(cue.start)
    return any(start <= c.start and c.end <= cue.start + 1 and c.name == "carry" for c in sentence.carries)


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
