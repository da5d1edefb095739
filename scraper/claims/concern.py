"""Whose state it is: the watched title's, or another work's, an episode's, one person's part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.bystanders import of_bystander
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.portion import of_portion
from scraper.claims.strangers import OF_WORKS, of_another_work, of_stranger
from scraper.claims.text import BlockKind
from scraper.claims.viewing import VIEWED, only_waited_for
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject

# One person as the subject, and a person's part as the object; who runs the production speaks for it.
_OWN = re.compile(
    rf"(?:{MARKS['person']}|(?<!\w)(?:i|he|she|i've|i'm|he's|she's))"
    r"(?: (?:has|have|had|'s|'ve|already|just|also|recently|officially|finally|is|was))*,? .?$"
)
# "my last day on the set", "the last day of <title> for me"
_ONES = re.compile(rf"(?:(?<!\w)(?:my|his|her)|{MARKS['person']}(?:'s|')) (?:own |very )*(?:the )?$")
_FOR_ONE = re.compile(rf"[\"']? for (?:me|him|her|{MARKS['person']})(?!\w)")
_DAY = re.compile(r"(?:the )?(?:very )?(?:last|final) (?:day|night|hour|week)(?!\w)")
_CHIEF = re.compile(r"director|showrunner|producer|creator|filmmaker|writer")
_PART = re.compile(
    r"(?<!\w)(?:his|her|my) (?:own )?(?:\w+ )?"
    r"(?:work|parts?|scenes?|roles?|bits?|shots?|stint|turn|character|side)"
)
# a cue that begins with the shoot itself is nobody's own: "…, filming of which ended in May"
_NOUN = re.compile(
    r"(?:the |its |all |principal )*(?:filming|shooting|production|photography|shoot|cameras?)(?!\w)"
)
_PRESENT = re.compile(r"(?:is|are|has|have) (?:currently|now|already|just|begun|started)(?!\w)|currently ")
_CUT = re.compile(r"(?<!\w)cut(?!\w)")  # who calls it, or hands it in, is the director
_POSSESSED = "only the "
_STRANGERS = re.compile(
    r"offshoot|spin-?off|prequel|remake|parody|musical|star|act(?:or|ress)|writer|author|creator|lead|fan|story|plot|maker|novel|book|song|soundtrack"
)
# what shows that a title is out: its finale, those who watch it
_SEEN = re.compile(
    r"finales?|viewers|audiences?|raving|scenes?|ending|performance|twist|gushing|critics|reviews?|ratings|chapter|hours?|send-off"
    r"|(?:re-?)?watch(?:es|ing)?|binge|marathon"
)
# what is decided on a title: "the cancellation of …"
_DECIDED = re.compile(
    r"renewal|cancell?ation|pick-?up|axing|scrapping|un-?renewal|reversal|loss|demise|order"
)
# what adds to what has been shot begins no shoot
_EXTRA = re.compile(r"(?:additional|extra) (?:photography|filming|shooting)|re-?shoots?|pick-?up shots?")
_SIZED = ("changed", "swapped", "split")  # how many there will be: nobody has watched them
_PLOT = re.compile(
    rf"^[\"']?in [\"']?{MARKS['title']}[\"']?,? (?!the (?:series|show|drama|film)|which)"
    r"|(?<!\w)(?:set in|follows|tells the|cent(?:re|er)s on|revolves|plays an?|story of|about an?) "
)
_LEADS = re.compile(
    r"[\"']?,?(?: (?:has|have|had|is|are|was|were|will|also|now|already|just|finally"
    r"|then|been|be|still|which|that"
    r"|being))*[ ]?"
)
_FOLLOWS = re.compile(
    r"(?: (?:on|of|for|in|the|a|film|series|drama|thriller|movie|his|her|next|new|comedy))*[ ]?[\"']?"
)
_MET = re.compile(r"(?<!\w)(?:met|fell in love|dat(?:ed|ing)|romance|friends?|married|wed|couple)(?!\w)")
_WHO = re.compile(r"(?<!\w)who(?:'s|'d| has| had| is| was)? ?(?:been |just |now )*$")
_BACK = re.compile(r"(?<!\w)(?:return|back|continu|coming|come)")
_SOMEBODY = re.compile(
    rf"(?:{MARKS['person']}|(?<!\w)(?:he|she|who|actor|actress|star|lead|showrunner|director|creator|character))"
    r"[\"']?(?: (?:has|have|had|also|said|says|says that|said that|confirmed|himself|herself))* ?$"
)
_FULL_NAME = re.compile(r"(?<![\w'’-] )([A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}) ?$")
_NEAR = 40  # characters before a verb in which its subject ends
# "was halted in March but has since resumed": without a stop it is anything that goes on
_THEN = re.compile(r"(?:but|and|before|then|though)(?!\w)")
_STOPPED = ("status.paused", "status.stop.paused")
_LABELS = (BlockKind.ROW, BlockKind.HEADING)
_SHORT = 40  # characters: "What a finale." is said of what the text is about
_RELEASE = re.compile(r"(?<!\w)(?:release|premiere|debut|launch|opening|broadcast|airing|date)(?!\w)")
_FIRM = ("wrapped", "filming", "post_production", "cancelled", "paused", "completed")
_THE_WORK = re.compile(
    r"(?<!\w)the (?:[\w-]+ ){0,2}"
    r"(?:series|show|drama|comedy|thriller|film|movie|sitcom|opera|anime|k-drama)(?!\w)"
)
_CLOSE = 30  # characters behind a verb in which its object ends
_ABOUT = ("casting", "script")
_SHOOT = ("begin", "first", "back", "resumed", "filming", "unfinished", "wrapped", "paused")


def concerns(scene: Scene, sentence: Sentence, cue: Cue, subject: Subject) -> bool:
    """Return whether the state of a cue with this subject is one of the watched title."""
    name = cue.name.rpartition(".")[2]
    if not (subject.ours or _works_on_it(subject, name) or _holds(sentence, cue, subject)):
        return False
    if (
        only_waited_for(scene, sentence, cue)
        or _of_another(sentence, cue)
        or of_stranger(scene, sentence, cue)
        or of_bystander(scene, sentence, cue)
        or (cue.name != VIEWED and _of_something_else(sentence, cue))
        or of_portion(sentence, cue)
        or (name in ("cancelled", "paused") and _of_release(sentence, cue))
        or (cue.name == "status.reception.released" and _of_trailer(sentence, cue))
        or (cue.name == "status.watching.released" and _of_size(sentence, cue))
        or _own(sentence, cue, name)
        or (name == "resumed" and _resumes_something_else(sentence, cue))
        or (name == "begin" and _EXTRA.search(sentence.text, cue.start, cue.end))
    ):
        return False
    if (name in OF_WORKS and of_another_work(sentence, cue)) or _in_life_or_plot(scene, sentence, cue, name):
        return False
    return subject.named or _anchored(scene, sentence, cue, name)


def _in_life_or_plot(scene: Scene, sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether it happens in the story that the title tells, or in somebody's own life."""
    if (
        name in (*_SHOOT, "cancelled")
        and _PLOT.search(sentence.text, 0, cue.start)
        and not _NOUN.match(sentence.text, cue.start)
        and not _PRESENT.match(sentence.text, cue.start)
    ):
        return True
    if name == "filming" and _MET.search(sentence.text, 0, cue.start):
        return True
    if name == "cancelled" and _leaves(scene, sentence, cue):
        return True
    return name == "paused" and (
        any(0 <= cue.start - p - 1 <= 1 for _, p in sentence.placed(Kind.PERSON))
        or bool(_WHO.search(sentence.text, max(0, cue.start - _NEAR), cue.start))
    )


def _resumes_something_else(sentence: Sentence, cue: Cue) -> bool:
    """Whether no stop of the work stands before it: "ticket sales fell, but have since resumed"."""
    if not _THEN.match(sentence.text, cue.start):
        return False
    return not any(c.end <= cue.start and c.name.startswith(_STOPPED) for c in sentence.states)


def _leaves(scene: Scene, sentence: Sentence, cue: Cue) -> bool:
    """Whether it is one of the cast who won't be back: "Ann Lowe won't return for the second season"."""
    if not _BACK.search(sentence.text, cue.start, cue.end) or not sentence.language.capitals:
        return False
    if _SOMEBODY.search(sentence.text, max(0, cue.start - _NEAR), cue.start):
        return True
    at = sentence.masked.body(cue.start)
    found = _FULL_NAME.search(scene.body, max(sentence.start, at - _NEAR), at)
    return found is not None and not any(
        m.start < found.end(1) and found.start(1) < m.end for m in sentence.masked.marks
    )


def _holds(sentence: Sentence, cue: Cue, subject: Subject) -> bool:
    """Whether the words of the state hold the title themselves: "walked away from <title>"."""
    owned = subject.why.startswith(_POSSESSED) or cue.name.endswith("casting")
    return owned and any(cue.start < p < cue.end for _, p in sentence.placed(Kind.TITLE))


def _anchored(scene: Scene, sentence: Sentence, cue: Cue, name: str) -> bool:
    """Whether a state says by itself what is in it: it names the shoot, or "the series" stands before it."""
    if cue.name == "status.episode.released":
        return False  # "the next episode" may be a podcast's
    if scene.document.kind is DocumentKind.POST or name in (*_SHOOT, "post_production", "completed"):
        return True
    if sentence.language.shoot.search(sentence.text, cue.start, cue.end):
        return True
    if _at_home(scene) and (sentence.block in _LABELS or len(sentence.text) < _SHORT):
        return True
    if (
        _at_home(scene)
        and not sentence.has(Kind.OTHER)
        and (
            cue.name.count(".") > 1
            or name in _ABOUT
            or _THE_WORK.search(sentence.text, cue.start, cue.end + _CLOSE)
        )
    ):
        return True
    start, _ = sentence.clause(cue.start)
    return any(start <= c.start < cue.end and c.name == "carry" for c in sentence.carries)


def _works_on_it(subject: Subject, name: str) -> bool:
    """Whether what the title only possesses is its making: "the crew of", "the last scene of"."""
    head = subject.why.removeprefix(_POSSESSED).split(" ")[0] if subject.why.startswith(_POSSESSED) else ""
    if name == "released":
        return bool(_SEEN.fullmatch(head))
    if name in ("announced", "cancelled"):
        return bool(_DECIDED.fullmatch(head))
    return bool(head) and name in OF_WORKS and (name == "script" or not _STRANGERS.match(head))


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
    if name not in ("wrapped", "completed") or _NOUN.match(sentence.text, cue.start):
        return False
    if _CUT.search(sentence.text, cue.start, cue.end):
        return False
    if _DAY.match(sentence.text, cue.start) and (
        _ONES.search(sentence.text, 0, cue.start) or _FOR_ONE.match(sentence.text, cue.end)
    ):
        return True
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
        if other.name in ("event.rerun", "event.trailer", "event.press") and cue.name.endswith("released"):
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
        if other.name == "event.own" and not cue.name.endswith("released"):
            return True
        if (
            other.name == "event.episode"
            and cue.name.rpartition(".")[2] in _FIRM
            and not ours
            and other.end <= cue.start
        ):
            return True
    return False


def _of_release(sentence: Sentence, cue: Cue) -> bool:
    """Whether a date is called off and no production: "scraps the May 3 release"."""
    return any(
        d.name == "release.pulled"
        and d.start < cue.end
        and cue.start < d.end
        and _RELEASE.search(sentence.text, d.start, d.end)
        for d in sentence.language.cues("deed", sentence.text)
    )


def _of_size(sentence: Sentence, cue: Cue) -> bool:
    """Whether the episodes that seem to be watched are those of an order: "cut <title> from ten to eight"."""
    return any(cue.start <= p < cue.end and m.name in _SIZED for m, p in sentence.placed(Kind.COUNT))


def _of_trailer(sentence: Sentence, cue: Cue) -> bool:
    """Whether those who watch a trailer are counted: "the trailer, out on Sunday, has 20 million views"."""
    return any(
        d.name == "event.trailer"
        and d.end <= cue.start
        and not any(d.end <= p < cue.start for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE))
        for d in sentence.deeds
    )
