"""When a state of the production holds: now, done, still to come, not at all.

The verbs of a shoot say little by themselves ("will wrap", "has yet to wrap", "wraps in May"): their
tense is read from the auxiliaries and conjunctions around them and from the dates beside them.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from scraper.claims.dates.mention import Bound
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.dates.mention import DateMention
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_TURNS = (
    "begin",
    "wrapped",
    "resumed",
    "back",
)  # what happens at one time, so that a date beside it tells when
_FIRM, _READY = ("completed", "cancelled"), ("ready", "plans for", "planned")
# "on the set", "at the <title> set" plans nothing
_STAGE = re.compile(
    r"(?<!\w)(?:(?:the|on|film|off|her|his|our|a|new)"
    rf"|(?:the|on|at|from|off|their|to) [\"']?{MARKS['title']}[\"']?(?:'s)?) $"
)
_PAST = re.compile(
    r"(?<!\w)(?:[a-z]{3,}ed|held|threw|hosted|shot|wound|left|came|drew|went|took|fell|struck)(?!\w)"
)
_END = re.compile(r"(?:the )?(?:end|close|wrap|completion|conclusion|last|final)(?![a-z])")
_IS = re.compile(r"(?<!\w)(?:is|are)(?!\w)|'(?:s|re)(?!\w)")
_UNTIL = ("into", "until", "till", "through")  # "runs on into August"
_TOLD = re.compile(
    r"(?<!\w)(?:called|held|threw|hosted|fell|was|were|celebrated|marked|took|gathered|came)(?!\w)"
)
# "the cast will film until the end of the month": they are at it
_SHOOTS_ON = re.compile(
    r"(?:will|'ll|is to|are to) (?:continue to |keep |go on )?(?:be )?(?:film|shoot)(?:ing)?"
    r"(?: (?!from |not |start|begin|resum)[^ .,;]+){0,5}? (?:until|till|through)(?!\w)"
)
_UNTIL_DAY = re.compile(
    rf"(?: (?!until|till|before)[^ .;,]+){{0,4}} (?:until|till|before) (?:late |early )?{MARKS['date']}"
)
_DID_NOT = re.compile(r"(?<!\w)(?:didn't|did not|hadn't|had not|wasn't|was not|weren't|were not) ")
_DOES_NOT = re.compile(
    r"(?<!\w)(?:(?:do|does|wo|ca)n't|(?:do|does|will|can) not|cannot|never|not)(?: [a-z]+)? $"
)
_ISNT_UNTIL = re.compile(
    r"(?: [^ .,;]+){0,4}? (?:isn't|is not|won't be|not) (?:un)?(?:til|till) (?:late |early |mid-?)?"
    rf"{MARKS['date']}"
)
_VERB = 12  # characters before a noun in which its verb stands
_WEEK = 7  # days of which a verb in the present tells what happens in them: "begins filming this week"
_LEFT, _RIGHT = 4.0, 7.0  # words to either side of a cue that still tell its tense


class Phase(Enum):
    """How far what a verb names has come."""

    COMING = auto()  # planned, or so near its end that it is not over yet
    NOW = auto()
    LASTING = auto()  # until a day to come
    DONE = auto()
    PAST = auto()  # told of some time before: says nothing of today
    NOT = auto()  # denied, or not yet
    NONE = auto()  # of none it is said


def phase(  # noqa: PLR0911 - each return is one ground for a phase
    scene: Scene, sentence: Sentence, cue: Cue, *, own: bool = True
) -> Phase:
    """Return the phase in which the state of a cue stands; `own` is false where it holds its own tense."""
    if _SHOOTS_ON.match(sentence.text, cue.start):
        return Phase.LASTING
    if cue.name.endswith(("begin", ".first")) and _not_before(sentence, cue):
        return Phase.COMING
    if own and _at_last(scene, sentence, cue):
        return Phase.DONE
    names = _around(sentence, cue, own=own)
    if "none" in names:
        return Phase.NONE
    if "not" in names:
        return Phase.NOT
    ending = cue.name.endswith("wrapped")
    if (
        "future" in names
        or (cue.name.endswith(".first") and _planned(sentence, cue))
        or (ending and "closing" in names)
        or ("conjunction" in names and "done" not in names)
    ):
        return Phase.COMING
    if "done" in names:
        return Phase.DONE
    if "past" in names and not names & {"seen", "today"}:
        return Phase.PAST
    if cue.name.endswith("filming") and _ahead(scene, sentence, cue):
        return Phase.COMING
    return (_dated(scene, sentence, cue) if cue.name.endswith(_TURNS) else None) or Phase.NOW


def _not_before(sentence: Sentence, cue: Cue) -> bool:
    """Whether a shoot has yet to begin: "they don't start filming until October"."""
    text = sentence.text
    if _ISNT_UNTIL.match(text, cue.end):
        return True
    return bool(_DOES_NOT.search(text, 0, cue.start)) and bool(_UNTIL_DAY.match(text, cue.end))


def _at_last(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether what is denied came about on a day gone by: "filming didn't begin until May 2023"."""
    found = _UNTIL_DAY.match(sentence.text, cue.end)
    if not found or not _DID_NOT.search(sentence.text, max(0, cue.start - _VERB), cue.end):
        return False
    days = [m.date for m, p in sentence.placed(Kind.DATE) if p == found.end() - 1 and m.date]
    return any(span(d.past or d.value).last < scene.document.published for d in days)


def _around(sentence: Sentence, cue: Cue, *, own: bool) -> set[str]:
    """Return the names of the tenses in a cue and shortly before it."""
    start, _ = sentence.clause(cue.start)
    names: set[str] = set()
    for tense in sentence.tenses:
        if sentence.text.startswith("set", tense.start) and _STAGE.search(sentence.text, 0, tense.start):
            continue
        if cue.name.endswith(_FIRM) and sentence.text.startswith(_READY, tense.start):
            continue  # "is ready to air", "plans for more have been scrapped"
        if own and cue.start <= tense.start < cue.end:
            if tense.name != "conjunction" or cue.name.endswith("begin"):
                names.add(tense.name)
        elif (
            start <= tense.start < cue.start
            and tense.name != "done"
            and sentence.distance(min(tense.end, cue.start), cue.start) <= _LEFT
        ):
            names.add(tense.name)
    if own and cue.name.endswith("wrapped") and _past(sentence, cue, start):
        names.add("done")
    return names


def _planned(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb of a noun is of what is to come: "the first clap is slated for May"."""
    _, end = sentence.clause(cue.start)
    return any(
        t.name == "future" and cue.end <= t.start < end and sentence.distance(cue.end, t.start) <= _LEFT
        for t in sentence.tenses
    )


def _past(sentence: Sentence, cue: Cue, start: int) -> bool:
    """Whether an end is told in the past: by its own verb, or by the one whose object it is."""
    if _PAST.search(sentence.text, cue.start, cue.end):
        return True
    return bool(_END.match(sentence.text, cue.start)) and bool(_PAST.search(sentence.text, start, cue.start))


def _ahead(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether a present tense is of a day to come, as in "is filming in Cork from March 4"."""
    end = _end(sentence, cue)
    beside = [(m.date, p) for m, p in sentence.placed(Kind.DATE) if m.date and cue.end <= p < end]
    if not beside or sentence.text.endswith(_UNTIL, cue.start, cue.end):
        return False
    date, place = beside[0]
    return (
        date.bound in (Bound.NONE, Bound.FROM, Bound.AFTER)
        and span(date.value).first > scene.document.published
        and sentence.distance(cue.end, place) <= _RIGHT
        and not any(cue.end <= d.start < place and "weak" not in d.name for d in sentence.deeds)
    )


def _end(sentence: Sentence, cue: Cue) -> int:
    """Return where the clause of a cue ends; "goes before the cameras" holds a border itself."""
    return sentence.clause(max(cue.start, cue.end - 1))[1]


def _dated(scene: Scene, sentence: Sentence, cue: Cue) -> Phase | None:
    """Return the phase that a date or a word such as "soon" beside a present tense gives it."""
    end = _end(sentence, cue)
    if cue.name.endswith("wrapped") and _IS.search(sentence.text, cue.start, cue.end):
        return None  # "is in the can. Edit from Monday": over whatever comes next
    for mark, place in sentence.placed(Kind.DATE):
        if (
            mark.date is None
            or not cue.start <= place < end
            or sentence.distance(cue.end, max(place, cue.end)) > _RIGHT
        ):
            continue
        if mark.date.open and _happened(sentence, cue, place):
            return Phase.DONE
        return _by_day(scene, mark.date)
    for tense in sentence.tenses:
        if cue.end <= tense.start < end and sentence.distance(cue.end, tense.start) <= _LEFT:
            if tense.name == "soon":
                return Phase.COMING
            if tense.name == "today":
                return Phase.DONE
    return None


def _by_day(scene: Scene, date: DateMention) -> Phase:
    """Return the phase of what a verb in the present tells for a day."""
    if date.bound == Bound.UNTIL:
        return Phase.LASTING
    today, value = scene.document.published, span(date.value)
    if value.last < today and date.open:
        value = span(date.future)
    under_way = value.first <= today <= value.last and (value.last - value.first).days < _WEEK
    return Phase.DONE if value.last <= today or under_way else Phase.COMING


def _happened(sentence: Sentence, cue: Cue, place: int) -> bool:
    """Whether a verb in the past stands around a cue and its date: "called a wrap on Friday"."""
    return bool(_TOLD.search(sentence.text, max(0, cue.start - _VERB), place))


def background(sentence: Sentence, cue: Cue) -> bool:
    """Whether what is done only dates something else: "when filming began", "before it wrapped"."""
    return "conjunction" in _around(sentence, cue, own=False)


def terse(scene: Scene, sentence: Sentence) -> bool:
    """Whether a plain present tells news: in headlines and posts "X starts filming" has happened."""
    return sentence.block is BlockKind.HEADLINE or scene.document.kind is DocumentKind.POST
