"""What governs a date: the nearest cue of what happens on it, or its place beside the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.acting import acts
from scraper.claims.labels import answers, counted_down, elliptic, labelled, lone
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.limits import shown_since
from scraper.claims.lines import row
from scraper.claims.marks import Kind, Mark
from scraper.claims.rivals import another_object
from scraper.claims.shoots import of_work
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_FAR = 9.0  # words; a governor farther off governs nothing
_FAR_CLAUSE = 10.5  # in one clause with its date
_SAID = 6  # characters: "announced its return"
_RIGHT_BEFORE = 2  # characters
# "premieres on <date>", "bowed on CBC on <date>"
_NEXT = re.compile(
    r"[\"')]{0,2} ?(?:(?:on|in|to|at|onto|into) (?:the )?[^ .,;:]{1,20} (?:[a-z]+ )?)?"
    r"(?:(?:on|in|from|at|by) )?(?:the )?"
)
_NEAR_LABEL = 4.0  # a verb nearer than this governs even a date that stands as a label
_RATING = re.compile(
    r" (?:with|to|at) (?:[^ ,;:]+ ){0,4}(?:ratings?|viewership|audiences?|\d[\d.]* ?(?:%|percent|per cent))"
    r"(?: [^ ,;:]+){0,8}? (?:on|last|in) (?:the )?"
)
_FRONT = re.compile(
    r"[\"'( ]*(?:on |in |this |and on |from |(?:starting|beginning|commencing) (?:on |from |in |this )?)?"
)
_STAGE = re.compile(r"(?:in|on|to|into|at|from)(?!\w)")
_DATED = re.compile(f"{MARKS['date']} [a-z]+")
_WHEN = re.compile(r",? when ")
_COLON = re.compile(r"(?: date| day| window)?[\"')]*: ")
_NOUN = re.compile(r"(?:release|premiere|debut|launch|return|bow|opening|arrival)(?! date)\b")
_BESIDE = re.compile(
    r"\b(?:ahead of|before|after|since|following|at|during|prior to|until|from|about|for|towards?) "
    r"(?:(?:the|its|their|his|her|a|an|[^\w\s])(?:'s)? ){1,2}(?:\S+ ){0,2}$"
)
_GREETING = re.compile(r"see you")
_AS_EARLY = re.compile(r"as (?:early|late|soon) as")
_IT_IS = re.compile(r"it(?:'s| is)$")
_THERE = re.compile(rf" in (?!(?:the )?(?:{MARKS['platform']}|cinema|theat|\w+ (?:cinema|theat)))[a-z]")
_TOLD = re.compile(r"announc|confirm|reveal|shar|say|said|listed|nam")
_STARTING = re.compile(
    r"\b(?:starting|beginning|commencing|kicking off)(?: on| from| in| this| next)* (?:the )?$"
)


class Governed(NamedTuple):
    """What governs a date: a release cue, or none where the date is a label."""

    deed: Cue | None
    cost: float
    rule: str


def _gone(scene: Scene, mark: Mark) -> bool:
    """Whether a date is told as a day gone by: "watched it yesterday"."""
    date = mark.date
    return date is not None and date.relative and date.value < scene.document.published.isoformat()


def _done_in(sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether something was done on or in the days: "eight episodes in two days", "rewatching S1 tonight"."""
    if mark.date is not None and mark.date.form == "count-in":
        counted = any(p < place for _, p in sentence.placed(Kind.COUNT))
        if counted or any(c.end <= place for c in sentence.deeds):
            return True
    return any(
        c.name == "event.rerun" and 0 <= p - c.end <= _RIGHT_BEFORE
        for c in sentence.deeds
        for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE)
    )


def _nearest(sentence: Sentence, place: int) -> tuple[Cue, float] | None:
    """Return what governs the date: no verb behind it that has a date of its own right behind."""
    free = [c for c in sentence.deeds if not _of_another_day(sentence, c, place)]
    told = _introduced(sentence, place) or _from(sentence, place) or _rated(sentence, place)
    nearest = told or _fronted(sentence, place) or sentence.governor(place, free)
    if nearest is not None and nearest[0].end <= place and nearest[0].name.startswith("release."):
        nearest = _verb_of(sentence, nearest[0]) or nearest
    if nearest is None or nearest[0].start <= place:
        return nearest
    deed = nearest[0]
    behind = [p for _, p in sentence.placed(Kind.DATE) if p >= deed.end]
    if any(_NEXT.fullmatch(sentence.text, deed.end, p) for p in behind):
        return sentence.governor(place, [c for c in free if c is not deed])
    return nearest


def _rated(sentence: Sentence, place: int) -> tuple[Cue, float] | None:
    """Return the start whose rating stands before its day: "opened with ratings of 3.2 percent on May 3"."""
    for cue in reversed(sentence.deeds):
        if cue.end <= place and cue.name.startswith("release."):
            return (cue, 1.0) if _RATING.fullmatch(sentence.text, cue.end, place) else None
    return None


def _fronted(sentence: Sentence, place: int) -> tuple[Cue, float] | None:
    """Return the verb of a sentence that a day opens: "On May 3, the channel's new drama … aired"."""
    if sentence.text[place + 1 : place + 2] != "," or not _FRONT.fullmatch(sentence.text, 0, place):
        return None
    behind = next((c for c in sentence.deeds if c.start > place), None)
    if behind is None or not behind.name.startswith("release.") or _NOUN.match(sentence.text, behind.start):
        return None
    if behind.name.startswith("release.weak"):
        return None  # "On May 3, fans began posting that it was finished"
    free = len(sentence.placed(Kind.DATE)) == 1 and sentence.text.count(",", place, behind.start) == 1
    return (behind, 3.0) if free else None


def _verb_of(sentence: Sentence, stage: Cue) -> tuple[Cue, float] | None:
    """Return the release verb right before a stage that is a cue itself: "arrived in British cinemas"."""
    if not _STAGE.match(sentence.text, stage.start):
        return None
    verb = next((c for c in sentence.deeds if 0 <= stage.start - c.end <= 1), None)
    return (verb, 2.0) if verb is not None and verb.name.startswith("release.") else None


def _of_another_day(sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether a cue names another date itself: "a May delivery and a June launch", "given a 2025 date"."""
    if deed.start <= place < deed.end:
        return False
    if deed.name != "release.named" and not _DATED.match(sentence.text, deed.start):
        return False
    return any(deed.start <= p < deed.end for _, p in sentence.placed(Kind.DATE))


def _from(sentence: Sentence, place: int) -> tuple[Cue, float] | None:
    """Return the release to which "starting <date>" goes back, however much stands between."""
    if not _STARTING.search(sentence.text, max(0, place - 24), place):
        return None
    before = [c for c in sentence.deeds if c.end <= place and c.name not in ("event.say", "event.byline")]
    return (before[-1], 1.0) if before and before[-1].name.startswith("release.") else None


def _introduced(sentence: Sentence, place: int) -> tuple[Cue, float] | None:
    """Return the release that a colon or a "when" ties to the date: "on May 3, when season 2 lands"."""
    when = _WHEN.match(sentence.text, place + 1)
    start, _ = sentence.clause(place)
    if when and any(start <= c.start < place for c in sentence.deeds):
        return None
    if when is None and not sentence.text.endswith(": ", 0, place):
        return None
    for cue in sentence.deeds:
        if not cue.name.startswith("release.") or cue.name == "release.pulled":
            continue
        if when and when.end() <= cue.start and not any(p > place for _, p in sentence.placed(Kind.DATE)):
            return cue, 1.0
        if not when and _COLON.fullmatch(sentence.text, cue.end, place):
            return cue, 1.0
    return None


def governor(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> Governed | None:  # noqa: C901, PLR0911 - each return is a ground of its own
    """Return what makes the date a release date, or None."""
    if plainly := _plainly(scene, sentence, mark, place):
        return Governed(None, 0.0, plainly)
    label = labelled(scene, sentence, place) and not (
        _gone(scene, mark) or _done_in(sentence, mark, place) or of_work(sentence, place)
    )
    nearest = _nearest(sentence, place)
    if not label and (how := acts(scene, sentence, mark, place)):
        return Governed(None, 0.0, how)
    if nearest is None:
        if label or (lone(scene, sentence, mark) and not of_work(sentence, place)):
            return Governed(None, 0.0, "label" if label else "lone")
        return None
    deed, cost = nearest
    release = deed.name.startswith("release.")
    if (
        mark.date is not None
        and mark.date.bare
        and cost >= 0
        and not label
        and not _right_behind(sentence, deed, place)
    ):
        return None  # a year with nothing around it: "the 2024 awards"
    if label and (not release or cost > _NEAR_LABEL):
        return Governed(None, 0.0, "label")
    sure = deed.name.endswith((".strong", ".past"))
    together = sure and sentence.clause(deed.start) == sentence.clause(place)
    if not release or deed.name == "release.pulled" or cost > (_FAR_CLAUSE if together else _FAR):
        return None
    if mark.date is not None and mark.date.relative and _GREETING.match(sentence.text, deed.start):
        return None  # "see you tomorrow"
    if _only_when(scene, sentence, mark, deed, place):
        return None
    if deed.name == "release.named" and _only_said(scene, mark, sentence.text[deed.start : deed.end]):
        return None
    if _announced(scene, sentence, mark, deed) or another_object(scene, sentence, deed, place):
        return None
    if deed.start > place and _in_passing(sentence, deed):
        return None
    return Governed(deed, cost, f"{deed.name}: {sentence.text[deed.start : deed.end]}")


def _only_when(scene: Scene, sentence: Sentence, mark: Mark, deed: Cue, place: int) -> bool:
    """Whether a phrase of time says when something else is: "it's 2024, and nobody has heard a thing"."""
    if _AS_EARLY.match(sentence.text, deed.start):  # "were given back as early as last winter"
        others = any(c is not deed and c.name.startswith("release.") for c in sentence.deeds)
        return not others and _over(scene, mark)
    if not _IT_IS.match(sentence.text, deed.start, deed.end):
        return False
    return _now(scene, mark) or _THERE.match(sentence.text, place + 1) is not None


def _over(scene: Scene, mark: Mark) -> bool:
    """Whether a date is told as one gone by."""
    date = mark.date
    return date is not None and date.relative and span(date.value).last < scene.document.published


def _now(scene: Scene, mark: Mark) -> bool:
    """Whether a month or year is the one in which the document is written."""
    if mark.date is None or mark.date.precision not in ("month", "year") or mark.date.relative:
        return False
    return span(mark.date.value).first <= scene.document.published <= span(mark.date.value).last


def _right_behind(sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether a bare year stands right behind a release: "Premiere: 2025", "premiere 2025"."""
    return deed.name.startswith("release.") and sentence.text[deed.end : place] in (" ", ": ")


def _plainly(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> str:
    """Return the rule by which a date needs no verb whatever stands around it, or ""."""
    if row(sentence, place):
        return "row"
    if elliptic(sentence, place) or (mark.date is not None and answers(scene, sentence, place)):
        return "label"
    if shown_since(sentence, mark, place):
        return "since"
    if mark.date is not None and mark.date.form == "count-back":
        return "count-back"  # "three weeks after its American debut"
    return "countdown" if counted_down(sentence, mark) else ""


def _in_passing(sentence: Sentence, deed: Cue) -> bool:
    """Whether a noun behind the date is only mentioned beside it: "… in February, ahead of the premiere"."""
    return bool(_NOUN.match(sentence.text, deed.start)) and bool(
        _BESIDE.search(sentence.text, max(0, deed.start - 60), deed.start)
    )


def _announced(scene: Scene, sentence: Sentence, mark: Mark, deed: Cue) -> bool:
    """Whether the day is that of saying so: "announced the return on Twitter on May 9"."""
    if mark.date is None or not _NOUN.match(sentence.text, deed.start):
        return False
    if span(mark.date.value).last > scene.document.published:
        return False
    return any(c.name == "event.say" and 0 <= deed.start - c.end <= _SAID for c in sentence.deeds)


def _only_said(scene: Scene, mark: Mark, deed: str) -> bool:
    """Whether a date behind "announced" is the day of saying so: a weekday, today, a day gone by."""
    date = mark.date
    if date is None or date.form == "count-off":
        return True
    told = _TOLD.match(deed) is not None
    if (date.form == "midseason" and told) or (date.weekday is not None and not date.year_stated):
        return True
    return span(date.value if told else date.future).last <= scene.document.published
