"""Production status: the state that a sentence says the production is in now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.marks import MARKS, Kind
from scraper.claims.modality import mood, speaker
from scraper.claims.release import locate
from scraper.claims.tense import Phase, background, phase, terse
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_AFTER = re.compile(rf"after (?:the |its )?{MARKS['scope']}")
# One person as the subject, and a person's part as the object; who runs the production speaks for it.
_OWN = re.compile(
    rf"(?:{MARKS['person']}|(?<!\w)(?:i|he|she|i've|i'm|he's|she's))(?: (?:has|have|had|'s|'ve|already|just|also|recently|officially|finally|is|was|have just))*,? .?$"
)
_CHIEF = re.compile(r"director|showrunner|producer|creator|filmmaker|writer")
_PART = re.compile(
    r"(?<!\w)(?:his|her|my) (?:own )?(?:\w+ )?(?:work|parts?|scenes?|roles?|bits?|shots?|stint|turn|character|side)"
)
_POSSESSED = "only the "
_WORK = (
    "begin",
    "first",
    "back",
    "resumed",
    "filming",
    "unfinished",
    "wrapped",
    "paused",
    "post_production",
    "completed",
    "casting",
    "script",
)
_STRANGERS = re.compile(
    r"star|act(?:or|ress)|writer|author|creator|lead|fan|story|plot|maker|novel|book|song|soundtrack"
)
_LEADS = re.compile(
    r"[\"']?,?(?: (?:has|have|had|is|are|was|were|will|also|now|already|just|finally|then|been|be|still|which|that|being))*[ ]?"
)
_FOLLOWS = re.compile(
    r"(?: (?:on|of|for|the|a|film|series|drama|thriller|movie|his|her|next|new|comedy))*[ ]?[\"']?"
)
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
_LABELS = (BlockKind.ROW, BlockKind.HEADING)
_SHORT = 40  # characters: "What a finale." is said of what the text is about
_FIRM = ("wrapped", "filming", "post_production", "cancelled", "paused", "completed")
_SHOOT = ("begin", "first", "back", "resumed", "filming", "unfinished", "wrapped", "paused")


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
    if (
        not (subject.ours or _works_on_it(subject, name))
        or _of_another(sentence, cue)
        or _of_something_else(sentence, cue)
        or _own(sentence, cue, name)
    ):
        return None
    if not (subject.named or _anchored(scene, sentence, cue, name)):
        return None
    how = mood(sentence, cue.start, cue)
    told = (
        how.modality is Modality.PAST
        and how.why in _REPORTED
        and name in ("casting", "announced", "wrapped", "cancelled")
    )
    if how.asked or how.conditional or (how.modality is Modality.PAST and not told):
        return None
    when = phase(scene, sentence, cue, own=name in _MEANING)
    status = _status(scene, sentence, cue, when)
    if status is None:
        return None
    if how.modality is Modality.RUMOURED and sentence.text.lstrip('"').startswith("if "):
        return None
    modality = Modality.CONFIRMED if told else _modality(how.modality, name, when)
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


def _anchored(scene: Scene, sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether a state says by itself what is in it: it names the shoot, or "the series" stands before it."""
    if scene.document.kind is DocumentKind.POST or name in (*_SHOOT, "post_production", "completed"):
        return True
    if sentence.language.shoot.search(sentence.text, cue.start, cue.end):
        return True
    if _at_home(scene) and (sentence.block in _LABELS or len(sentence.text) < _SHORT):
        return True
    start, _ = sentence.clause(cue.start)
    return any(start <= c.start and c.end <= cue.start + 1 and c.name == "carry" for c in sentence.carries)


def _works_on_it(subject: Subject, name: str) -> bool:
    """Whether what the title only possesses is the making of it: "the crew of", "the last scene of", "the score for"."""
    head = subject.why.removeprefix(_POSSESSED).split(" ")[0] if subject.why.startswith(_POSSESSED) else ""
    return bool(head) and name in _WORK and (name == "script" or not _STRANGERS.match(head))


def _of_another(sentence: Sentence, cue: Cue) -> bool:
    """Whether another work stands right before or behind the verb, as its subject or object."""
    for _, place in sentence.placed(Kind.OTHER):
        if place < cue.start and _LEADS.fullmatch(sentence.text, place + 1, cue.start):
            return True
        if place >= cue.end and _FOLLOWS.fullmatch(sentence.text, cue.end, place):
            return True
    return False


def _at_home(scene: Scene) -> bool:
    """Whether the headline names the title: what follows is about it unless it names another."""
    return any(m.end <= len(scene.document.headline) for m in scene.titles)


def _own(sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether it is one person's own part that is over, not the production's."""
    if name not in ("wrapped", "completed"):
        return False
    start, end = sentence.clause(cue.start)
    if _OWN.search(sentence.text, start, cue.start + 1) and not _CHIEF.search(
        sentence.text, start, cue.start
    ):
        return True
    return bool(_PART.search(sentence.text, cue.start, end))


def _of_something_else(sentence: Sentence, cue: Cue) -> bool:
    """Whether the state is an episode's, a trailer's, a disc's."""
    start, end = sentence.clause(cue.start)
    ours = [p for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE) if start <= p < end]
    for other in sentence.deeds:
        if not start <= other.start < end or cue.start <= other.start < cue.end:
            continue
        if other.name in ("event.rerun", "event.trailer", "event.press") and cue.name == "status.released":
            return True
        if other.name == "event.rerun" and not ours:
            return True
        if (
            other.name in ("event.press", "event.trailer")
            and other.end <= cue.start
            and not cue.name.startswith("plan.")
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
