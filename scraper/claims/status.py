"""Production status: the state that a sentence says the production is in now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.chatter import of_the_writer
from scraper.claims.concern import concerns
from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.locate import locate
from scraper.claims.marks import Kind
from scraper.claims.meaning import MEANING, family, modality_of, status_of
from scraper.claims.modality import Mood, asked, mood, overcome, speaker
from scraper.claims.subject import Subject
from scraper.claims.tense import phase
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

# "cameras began to turn in May, six months after the virus sent everyone home": a stop that is over
_LONG_AFTER = re.compile(r"(?<!\w)(?:weeks?|months?|years?) after (?:[^ .;,]+ ){0,6}$")
_WORK = ("begin", "resumed", "back", "filming")
_AFTER = re.compile(rf"after (?:the |its )?{MARKS['scope']}")
_WATCHED = ("status.watching.released", "status.rating.released")  # told whatever is denied of it
_SEEN = ("if you", "have you", "what did")  # "if you haven't seen it": it can be seen
# a headline over many titles: "Every broadcast show that isn't coming back", "What's filming in Cork in May"
_LIST = re.compile(
    r"[\w ]{0,30}:? ?(?:every|all (?:the|of)|which|what|\d+|these|the) (?:\S+ ){0,4}?"
    r"(?:shows?|series|dramas|films|movies|titles|k-dramas|originals|anime|productions|cancellations|renewals)"
    r"(?!\w)|what(?:'s| is) (?:filming|shooting)"
)
# what a cue begins with that names the shoot: whose it is stands before, "a start of production is set"
_SHOOT = re.compile(
    r"(?:the |its |their |an? |principal |full |main )*"
    r"(?:filming|shooting|production|photography|shoot|cameras?|start)(?!\w)"
)
# what people do to a title that stands behind the verb; an actor's own wrap is not among it
_OBJECTS = ("casting", "script", "post_production", "begin", "filming", "announced", "cancelled", "completed")
_NEAR = 6.0  # words
_SUBJECTED = ("status.ending.released", "status.out.released")
_ITSELF = re.compile(r"(?:the|this) ")  # "the MBC drama ended": the cue holds its own subject
_HAD = re.compile(r"(?<!\w)had (?:been )?(?:\w+ ){0,3}\w*$")
_WOULD = re.compile(r"'d (?:\w+ )?$")  # "I'd start tomorrow"
_POSSIBLE = re.compile(
    r"(?<!\w)(?:may|might|could|perhaps|possibl[ey]|likely|probably)(?: [\w']+){0,6}[^\w]*$"
)
# "have announced that part 3 starts on March 3", "the fourth season is coming next year": the day is the news
_TELLS_DAY = re.compile(r"(?:announced|confirmed|revealed|said) that|(?:is|are|'s) coming$")
_TO_DAY = re.compile(rf"[^.;,:]{{0,25}}{MARKS['date']}")
_REPORTED = ("had been", "'d been")  # "it was announced that she had been cast": a perfect in reported speech


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the states that a sentence states of the watched title."""
    for cue in sentence.states:
        if of_the_writer(scene, sentence, cue):
            sentence.passed[cue.start] = "chatter"
            continue
        found = _judge(scene, subjects, sentence, cue)
        if isinstance(found, str):
            sentence.passed[cue.start] = found
        else:
            yield found


def _judge(scene: Scene, subjects: Subjects, sentence: Sentence, cue: Cue) -> Finding | str:
    """Return the state that a cue tells of the title, or the ground on which it tells none."""
    name = cue.name.rpartition(".")[2]
    subject = subjects.of(sentence, cue.start, cue)
    if cue.name in _SUBJECTED and _ITSELF.match(sentence.text, cue.start):
        subject = Subject(subjects.thread.ours, named=False, why="its own subject")
    if subject.why == "something new" and _SHOOT.match(sentence.text, cue.start):
        subject = Subject(subjects.thread.ours, named=False, why="its shoot")
    elif subject.why.startswith("another name") and name in _OBJECTS:
        subject = _made(subjects, sentence, cue) or subject
    slight = sentence.block is BlockKind.HEADLINE and (
        name in ("casting", "script") or (_LIST.match(sentence.text) and not sentence.has(Kind.TITLE))
    )
    if slight or not concerns(scene, sentence, cue, subject):
        return "another's" if subject.ours else "not ours"
    how = mood(sentence, cue.start, cue)
    told = (
        how.modality is Modality.PAST
        and how.why in _REPORTED
        and name in ("casting", "announced", "wrapped", "completed", "cancelled")
    )
    if _unsaid(sentence, cue, name, how):
        return "unclaimed"
    if how.modality is Modality.PAST and not told:
        return "past"
    when = phase(scene, sentence, cue, own=name in MEANING)
    status = status_of(scene, sentence, cue, when)
    if status is None:
        return when.name.lower()
    seen = sentence.text.startswith(_SEEN, cue.start) or cue.name in _WATCHED
    modality = Modality.CONFIRMED if told or seen else modality_of(how.modality, family(cue), when)
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
        rule=f"status.{family(cue)}{_once(sentence, cue, name)} {when.name.lower()}"
        + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=named_speaker,
        perfect=True,
    )


def _made(subjects: Subjects, sentence: Sentence, cue: Cue) -> Subject | None:
    """Return the title where it is what somebody works on: "Vane has been cast in …", "has begun …"."""
    _, end = sentence.clause(cue.start)
    for mark, place in sentence.placed(Kind.TITLE):
        if cue.start <= place < max(end, cue.end) and sentence.distance(min(cue.end, place), place) <= _NEAR:
            return subjects.known(mark)
    return None


def _once(sentence: Sentence, cue: Cue, name: str) -> str:
    """Return ".once" for a stop told as one before another past: "had shut down the film"."""
    return ".once" if name == "paused" and _HAD.search(sentence.text, 0, cue.end) else ""


def _unsaid(sentence: Sentence, cue: Cue, name: str, how: Mood) -> bool:
    """Whether a cue is only asked, supposed, refuted or held possible, or told of a stop that is over."""
    if sentence.text.startswith(_SEEN, cue.start):
        return False
    if how.asked or any(m.name == "refuted" and m.start <= cue.start < m.end for m in sentence.modes):
        return True
    if name == "released":
        return how.conditional and (cue.name.endswith("reception.released") or not _aside(sentence, cue))
    if (
        how.conditional
        or asked(sentence, cue)
        or (name == "announced" and _dating(sentence, cue))
        or (name == "begin" and _WOULD.search(sentence.text, 0, cue.start))
        or (name in ("cancelled", "paused") and overcome(sentence, cue))
        or (name == "paused" and _outlasted(sentence, cue))
    ):
        return True
    return how.modality is Modality.RUMOURED and (
        sentence.text.lstrip('"').startswith("if ")
        or (name == "announced" and bool(_POSSIBLE.search(sentence.text, 0, cue.end)))
    )


def _outlasted(sentence: Sentence, cue: Cue) -> bool:
    """Whether work that has gone on is dated by a stop: "began to film, months after it was halted"."""
    return _LONG_AFTER.search(sentence.text, 0, cue.start) is not None and any(
        c.start < cue.start and c.name.endswith(_WORK) for c in sentence.states
    )


def _dating(sentence: Sentence, cue: Cue) -> bool:
    """Whether a day is what is announced, and no order: "they announced that part 3 starts on March 3"."""
    told = _TELLS_DAY.search(sentence.text, cue.start, cue.end)
    return told is not None and _TO_DAY.match(sentence.text, cue.end) is not None


def _aside(sentence: Sentence, cue: Cue) -> bool:
    """Whether all that is supposed comes later: "after the finale viewers ask whether she lives"."""
    return all(m.start >= cue.end for m in sentence.modes if m.name == "conditional")
