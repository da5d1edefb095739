"""What a cue of a state comes to, by the phase in which it stands and by the words around it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.tense import Phase, background, terse
from scraper.model import Modality, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_WORK = re.compile(r"(?:all )?work on .*(?:complete|completed|finished|done)$")
_WORKS = re.compile(r"(?<!\w)(?:work|production)")
_NO_SHOOT = re.compile(r"wrap\w*")
_MEANWHILE = re.compile(r"(?<!\w)(?:while|when|during|after|before) $")
_STILL = re.compile(r"(?<!\w)(?:not|yet|still|no|nothing|nobody|no ?one|unable)(?!\w)|n't")
_UNSTOPPED = re.compile(  # "shooting has not been interrupted"
    r"(?:n't|(?<!\w)(?:not|never))(?: been| yet| \w+ly)*"
    r" (?:halted|stopped|suspended|paused|shut|interrupted|stalled|broken)"
)
_FILMED = re.compile(r"(?<!\w)(?:filming|shooting|production|shoot)(?: (?:of|on|for))?(?: the)? [\"']?$")
# "finished its last shoot", "ended seven months of filming": what looks like the end of a run
_TO_FILM = re.compile(r"(?: [^ .;,]+){0,4}? (?:filming|shooting|shoot|photography)(?!\w)")
_ENDED = re.compile(r"(?:ended|finished|concluded|wrapped up|wound up|came to an end)(?!\w)")
_ENDS = re.compile(r"(?:ended|finished|closed|concluded|completed)(?: its| their)?$")
_WAS = re.compile(r"(?<!\w)(?:was|were)(?! (?:being|spotted|seen|pictured|caught|snapped))(?!\w)")
_LAST = re.compile(r"(?:the )?(?:very )?(?:last|final) (?:day|night|hour|week)")
_THEN = re.compile(r"(?<!\w)(?:on|during|about|of|at|from|until|for) $")
_SINCE = re.compile(
    r"(?<!\w)after (?:[^ .;,]+ ){0,8}(?:had|having) (?:[a-z]+ ){0,2}"
    r"(?:picked|resumed|restarted|started|gone|got)[^.;,]*$"
)
_BEFORE_IT = re.compile(r"before |ahead of ")
_STARTS = re.compile(r" (?:begins?|starts?|gets?|in|on|next|this)(?!\w)")
_HAPPENED = re.compile(r"(?<!\w)(?:was|were|had|[a-z]{3,}ed)(?!\w)")
# "day one in the can": a piece of the shoot
_PIECE = re.compile(
    r"(?<!\w)(?:(?:day|week|block|month) (?:one|two|three|four|five|six|\d+)"
    r"|(?:first|second|third|opening) (?:day|week|block|month|half|scenes?))(?!\w)[^.;,:!?]{0,60}$"
)
# what once happened on a set: "was killed on the set of"
_ONCE = re.compile(
    r"(?<!\w)(?:death|died|kill(?:ed|ing|s)|fatal(?:ly)?|manslaughter|injur\w+|sentenced|convicted|charged|sued"
    r"|lawsuit|met|fell in love|years? (?:ago|earlier)|assault\w*|harass\w*|accident)(?!\w)"
)
_ON_SET = re.compile(r"on (?:the )?set of")
_WHILE_IT = re.compile(
    rf"(?<!\w)(?:while|when|as) (?:it|they|{MARKS['title']}|the (?:[\w-]+ ){{1,3}})[\"']? ?$"
)
_WAS_BEING = re.compile(r"(?:was|were|'s) (?:still )?(?:being )?(?:\w+)")
_IT = re.compile(r"it(?!\w)")
_BEGAN = re.compile(r"(?:which|that) (?:has |had )?(?:began|begun|started|kicked off|got)(?!\w)")
_STOPS = re.compile(r"(?<!\w)(?:stop(?:s|ped)|closed|came to an? (?:abrupt|early|sudden))(?!\w)")
_CAUSE = re.compile(
    r"(?<!\w)(?:when|as|after|because|due to|amid|by|over) (?:[^ .;]+ ){0,5}"
    r"(?:strikes?|walk(?:ed)? ?outs?|struck|pandemic|covid|coronavirus|virus|lockdown|fires?|hurricane"
    r"|storms?|flood\w*|injur\w+|accident|quarantine)(?!\w)"
)
_CAUSE_REACH = 80  # characters behind a stop
_WEEKS = timedelta(days=30)
_HALF_YEAR = timedelta(days=180)
_ROW = re.compile(rf"[-•*·– ]*(?:in )?{MARKS['date']} ?[:—–-] ")
_DONE = (Phase.NOW, Phase.DONE, Phase.PAST)
# What a cue comes to by the phase that it stands in; a phase that is missing says nothing.
MEANING: Mapping[str, Mapping[Phase, Status]] = {
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
        Phase.LASTING: Status.FILMING,
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


def family(cue: Cue) -> str:
    """Return the state that a cue is of and its family of idioms: "released.ending"."""
    _, *families, name = cue.name.split(".")
    return ".".join([name, *families])


def status_of(scene: Scene, sentence: Sentence, cue: Cue, when: Phase) -> Status | None:
    """Return the state that a cue in this phase tells, or None where it tells none."""
    kind = family(cue)
    name = kind.partition(".")[0]
    meaning = MEANING.get(name)
    if meaning is None:  # said of the title as such, in a cue that holds its own tense
        if (
            name == "released"
            and _IT.match(sentence.text, cue.start)
            and _ENDED.search(sentence.text, cue.start, cue.end)
            and sentence.language.shoot.search(sentence.text, 0, cue.start)
        ):
            return Status.WRAPPED  # "filming began in May; it finished in December"
        shot = _FILMED.search(sentence.text, 0, cue.start) or _TO_FILM.match(sentence.text, cue.end)
        if shot and (kind == "released.ending" or _ENDS.search(sentence.text, cue.start, cue.end)):
            return Status.WRAPPED
        told = when not in (Phase.COMING, Phase.NONE)
        # "ahead of tonight's episode": what has episodes to come is on the air
        return Status(name) if told or (when is Phase.COMING and kind == "released.airing") else None
    if _otherwise(scene, sentence, cue, kind, when):
        return None
    return _told(scene, sentence, cue, kind, when)


def _told(scene: Scene, sentence: Sentence, cue: Cue, kind: str, when: Phase) -> Status | None:
    """Return the state that a cue of the making tells in its phase."""
    name = kind.partition(".")[0]
    if name == "wrapped" and when in _DONE:
        return _ended(sentence, cue)
    if kind == "paused.unable":
        return Status.PAUSED  # the words hold their own negation
    if kind == "filming.under" and _BEGAN.search(sentence.text, cue.start, cue.end):
        when = Phase.LASTING  # "the shoot, which began in May, will last until July"
    if name == "filming" and when is Phase.PAST:
        return Status.FILMING if _beside(scene, sentence, cue) else None
    if name == "paused" and _UNSTOPPED.search(sentence.text, cue.start, cue.end):
        return Status.FILMING
    if kind == "paused.stop" and _STILL.search(sentence.text, cue.start, cue.end):
        when = Phase.NOW  # "has not resumed": the words of the stop hold the negation themselves
    if name == "begin" and when in (Phase.NOW, Phase.DONE):
        # "work has begun together with the writer" is work on paper
        begun = terse(scene, sentence) if when is Phase.NOW else not _on_paper(sentence, cue)
        return Status.FILMING if begun else Status.PRE_PRODUCTION
    return MEANING[name].get(when)


def _ended(sentence: Sentence, cue: Cue) -> Status:
    """Return what an end comes to: of the shoot, of all work, or only a stop with a cause behind it."""
    if _WORK.match(sentence.text, cue.start, cue.end):
        return Status.COMPLETED
    if _STOPS.search(sentence.text, cue.start, cue.end) and _CAUSE.search(
        sentence.text, cue.end, cue.end + _CAUSE_REACH
    ):
        return Status.PAUSED  # "cameras stopped rolling when the actors walked out"
    return Status.WRAPPED


def modality_of(modality: Modality, kind: str, when: Phase) -> Modality:
    """Return how sure a state is: what is planned or not yet over may be a fact about today."""
    name = kind.partition(".")[0]
    if modality is Modality.DENIED and when in (Phase.NOT, Phase.NONE) and name in MEANING:
        return Modality.CONFIRMED
    if modality is Modality.EXPECTED and name != "begin":
        return Modality.CONFIRMED
    return modality


def _beside(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether a day of these weeks stands in the clause of a cue."""
    start, end = sentence.clause(cue.start)
    return any(
        m.date is not None
        and m.date.value != PULLED
        and abs(span(m.date.value).last - scene.document.published) <= _WEEKS
        for m, p in sentence.placed(Kind.DATE)
        if start <= p < end
    )


def _ahead(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether a day to come stands in the clause of a cue: "has its world premiere on Friday"."""
    start, end = sentence.clause(cue.start)
    return any(
        m.date is not None
        and m.date.value != PULLED
        and span(m.date.past or m.date.value).first > scene.document.published
        for m, p in sentence.placed(Kind.DATE)
        if start <= p < end
    )


def _otherwise(  # noqa: PLR0911 - each return is a ground of its own
    scene: Scene, sentence: Sentence, cue: Cue, kind: str, when: Phase
) -> bool:
    """Whether the cue only dates something else, is of the run on screen, or of a set to come."""
    if when is Phase.DONE and kind.startswith(("begin", "wrapped")) and background(sentence, cue):
        return True
    if kind.startswith("resumed") and _SINCE.search(sentence.text, 0, cue.end):
        return True  # "was halted last week, days after it had picked up again"
    if kind.startswith("wrapped") and when in (Phase.COMING, Phase.NOW) and _run(sentence, cue):
        return True
    if kind == "completed.festival" and _ahead(scene, sentence, cue):
        return True
    if kind.startswith("post_production") and _MEANWHILE.search(sentence.text, 0, cue.start):
        return True
    if kind == "begin" and _in_the_past(sentence, cue):
        return True
    text = sentence.text
    if _of_a_day(sentence, cue, kind) or (when is Phase.COMING and _chronicled(scene, sentence)):
        return True
    if (
        kind.startswith("filming")
        and _WHILE_IT.search(text, 0, cue.start)
        and _WAS_BEING.match(text, cue.start)
    ):
        return True
    if (
        when in _DONE
        and not _beside(scene, sentence, cue)
        and (
            (kind.startswith("filming") and _WAS.search(text, cue.start, cue.end))
            or (
                kind.startswith("wrapped")
                and _LAST.match(text, cue.start)
                and _THEN.search(text, 0, cue.start)
            )
        )
    ):
        return True
    return kind == "filming.set" and when is Phase.COMING


def _chronicled(scene: Scene, sentence: Sentence) -> bool:
    """Whether a row of a chronicle tells it: "• May 2022: the director left, weeks before the first day"."""
    row = _ROW.match(sentence.text)
    days = [m.date for m, p in sentence.placed(Kind.DATE) if m.date and row and p < row.end()]
    return any(
        d.value != PULLED and span(d.past or d.value).last < scene.document.published - _HALF_YEAR
        for d in days
    )


def _of_a_day(sentence: Sentence, cue: Cue, kind: str) -> bool:
    """Whether a cue tells the end of a day's work, or what once happened on the set."""
    text = sentence.text
    if kind.startswith("wrapped"):
        return _PIECE.search(text, 0, cue.start) is not None
    return kind == "filming.set" and bool(_ON_SET.match(text, cue.start) and _ONCE.search(text))


def _in_the_past(sentence: Sentence, cue: Cue) -> bool:
    """Whether a shoot only dates what was done before it: "was recast ten days before filming."."""
    return bool(
        _BEFORE_IT.match(sentence.text, cue.start)
        and not _STARTS.match(sentence.text, cue.end)
        and _HAPPENED.search(sentence.text, sentence.clause(cue.start)[0], cue.start)
    )


def _run(sentence: Sentence, cue: Cue) -> bool:
    """Whether what ends is the run on screen: "rolls out on Sundays and wraps up on April 27"."""
    named = sentence.language.shoot.search(_NO_SHOOT.sub("", sentence.text[cue.start : cue.end]))
    return not named and any(d.name.startswith("release.") and d.start < cue.start for d in sentence.deeds)


def _on_paper(sentence: Sentence, cue: Cue) -> bool:
    """Whether the work spoken of is that of writers: "work has begun together with the writer"."""
    if not _WORKS.search(sentence.text, cue.start, cue.end):
        return False  # what names the shoot is no work on paper: "filming began as the scripts were done"
    return any(c.name.endswith("script") for c in sentence.states) or any(
        t.name == "writing" for t in sentence.tenses
    )
