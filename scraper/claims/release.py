"""Release dates: which date is when the title reaches its audience.

Each date has a governor, the nearest cue of what happens: a release, or a trailer, a press event, an
episode, a shoot … Only a release of the watched title counts. A date that stands right behind the
title ("Part 2: March 10") needs no verb.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.finding import Finding
from scraper.claims.labels import acts, elliptic, labelled, lone
from scraper.claims.lines import row
from scraper.claims.locate import locate
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import Mood, mood, speaker
from scraper.claims.nominal import stranger
from scraper.claims.rivals import another_object, has_stage, of_something_else, unrivalled
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_FAR = 9.0  # words; a governor farther off governs nothing
_FAR_CLAUSE = 10.5  # in one clause with its date
_FAR_WEAK = 6.0
_AUXILIARY = 8  # characters before a verb: "will now premiere"
_NEXT = 4  # characters: "premieres on <date>"
_NEAR_LABEL = 4.0  # a verb nearer than this governs even a date that stands as a label
_WEEK = dt.timedelta(days=7)
_JUST = dt.timedelta(days=45)  # a day gone by no longer than this was meant, not the next one
_HABIT = re.compile(
    r"-|/|s\b| (?:evenings|nights|mornings|afternoons|slots?)\b"
)  # "Tuesday nights", "Monday-Tuesday"
_VERB = re.compile(
    r"will|'ll|\bto |wait|look(?:ing)? (?:at|forward|for)|bet |\bis |\bare |moved? |set "
    r"|dated|slated|due|expect"
    r"|(?:open|arrive|return|land|drop|come|start|begin|air|premiere|debut|hit|launch|kick|bow|reach|follow|go|move)s\b"
)
_WILL = re.compile(r"\bwill\b|'ll\b")
_MOVE = re.compile(
    r"\b(?:mov|push|slid|slip|sen[dt]|throw|shift|delay|postpon|put|bump|reschedul|knock|jump|advanc|kick|h[eo]ld|chang|br(?:ing|ought))"
)
_STANDS = re.compile(r"\b(?:has|have|'s|will|is|now|to)\b[^.;]*$")
_SHIFT = re.compile(r"mov|push|bump|shift|delay|postpon|slid|slip|brought|bring|resched|put |chang")
_NOUN = re.compile(r"(?:release|premiere|debut|launch|return|bow|opening|arrival)(?! date)\b")
_BESIDE = re.compile(
    r"\b(?:ahead of|before|after|since|following|at|during|prior to|until|from|about|for|towards?) "
    r"(?:(?:the|its|their|his|her|a|an|[^\w\s])(?:'s)? ){1,2}(?:\S+ ){0,2}$"
)
_GREETING = re.compile(r"see you")
_FRESH = re.compile(r"now streaming|streaming now|out now")
_RUN = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_BETWEEN = re.compile(r"\d.*(?:\band\b|\bto\b|through|[–—-]).*\d")
_UNTIL = re.compile(r"\b(?:until|till|through) (?:the )?$")
_WAIT = re.compile(r"wait|not |n't |held|hold|delay|postpon|push|put ")


class _Governed(NamedTuple):
    """What governs a date: a release cue, or none where the date is a label."""

    deed: Cue | None
    cost: float
    rule: str


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that a sentence states of the watched title."""
    for mark, place in sentence.placed(Kind.DATE):
        if mark.date is not None and not _limit(sentence, mark, place):
            found = _judge(scene, subjects, sentence, mark, place)
            if found:
                yield found
    yield from _listed(scene, subjects, sentence)
    yield from _pulled(scene, subjects, sentence)
    if scene.document.kind is DocumentKind.POST and not sentence.has(Kind.DATE):
        yield from _today(scene, subjects, sentence)


def _limit(sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a date only limits something or comes again and again: "until May", "on Tuesday nights"."""
    date, text = mark.date, sentence.text
    if date is None:
        return True
    if date.bound.value in ("since", "before") and not _spanned(sentence, place):
        return True
    if mark.numbers and not _SHIFT.search(text, 0, place):
        return True  # the end of a run: "aired from A to B"
    if (date.bound.value == "until" or _UNTIL.search(text, 0, place)) and not _WAIT.search(text, 0, place):
        return True
    weekly = _HABIT.match(text, place + 1) or text[place - 1 : place] in ("-", "/")
    return date.weekday is not None and bool(weekly)


def _spanned(sentence: Sentence, place: int) -> bool:
    """Whether a release cue names the date itself: "in theaters since <date>"."""
    return any(c.start <= place < c.end and c.name.startswith("release.") for c in sentence.deeds)


def _gone(scene: Scene, mark: Mark) -> bool:
    """Whether a date is told as a day gone by: "watched it yesterday"."""
    date = mark.date
    return date is not None and date.relative and date.value < scene.document.published.isoformat()


def _governor(sentence: Sentence, place: int) -> tuple[Cue, float] | None:
    """Return what governs the date: no verb behind it that has a date of its own right behind."""
    nearest = sentence.governor(place)
    if nearest is None or nearest[0].start <= place:
        return nearest
    deed = nearest[0]
    if any(deed.end <= p <= deed.end + _NEXT for _, p in sentence.placed(Kind.DATE)):
        return sentence.governor(place, [c for c in sentence.deeds if c is not deed])
    return nearest


def _governed(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> _Governed | None:  # noqa: C901, PLR0911 - each return is a ground of its own
    """Return what makes the date a release date, or None."""
    if row(sentence, place):
        return _Governed(None, 0.0, "row")
    if elliptic(sentence, place):
        return _Governed(None, 0.0, "label")
    label = labelled(scene, sentence, place) and not _gone(scene, mark)
    nearest = _governor(sentence, place)
    if not label and (how := acts(scene, sentence, mark, place)):
        return _Governed(None, 0.0, how)
    if nearest is None:
        if label or lone(scene, sentence, mark):
            return _Governed(None, 0.0, "label" if label else "lone")
        return None
    deed, cost = nearest
    release = deed.name.startswith("release.")
    if mark.date is not None and mark.date.bare and cost >= 0 and not label:
        return None  # a year with nothing around it: "the 2024 awards"
    if label and (not release or cost > _NEAR_LABEL):
        return _Governed(None, 0.0, "label")
    together = deed.name == "release.strong" and sentence.clause(deed.start) == sentence.clause(place)
    if not release or deed.name == "release.pulled" or cost > (_FAR_CLAUSE if together else _FAR):
        return None
    if mark.date is not None and mark.date.relative and _GREETING.match(sentence.text, deed.start):
        return None  # "see you tomorrow"
    if deed.name == "release.named" and _only_said(scene, mark):
        return None
    if another_object(scene, sentence, deed, place) or (deed.start > place and _in_passing(sentence, deed)):
        return None
    return _Governed(deed, cost, f"{deed.name}: {sentence.text[deed.start : deed.end]}")


def _in_passing(sentence: Sentence, deed: Cue) -> bool:
    """Whether a noun behind the date is only mentioned beside it: "… in February, ahead of the premiere"."""
    return bool(_NOUN.match(sentence.text, deed.start)) and bool(
        _BESIDE.search(sentence.text, max(0, deed.start - 60), deed.start)
    )


def _judge(scene: Scene, subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> Finding | None:  # noqa: PLR0911 - each return is a ground of its own
    governed = _governed(scene, sentence, mark, place)
    if governed is None:
        return None
    deed = governed.deed
    listed = row(sentence, place)
    subject = subjects.known(listed) if listed else subjects.of(sentence, place, deed)
    if not subject.ours or of_something_else(sentence, deed, place):
        return None
    if deed is not None and stranger(scene, sentence, deed):
        return None
    if deed is not None and "weak" in deed.name and not _held(sentence, governed, subject, place):
        return None
    how = mood(sentence, place, deed)
    if _unclaimed(sentence, how):
        return None
    if how.modality is Modality.EXPECTED and any(c.name == "release.pulled" for c in sentence.deeds):
        how = Mood(Modality.PAST, why="pulled")
    perfect = governed.rule == "acted" or (deed is not None and deed.name.endswith("past"))
    if not perfect and governed.rule != "label" and _long_ago(scene, mark, how):
        return None
    ahead = governed.rule == "acts" and mark.date is not None
    value = mark.date.future if ahead and mark.date else _value(scene, sentence, mark, deed, how)
    return _finding(scene, subjects, sentence, place, governed, subject, value, how)


def _held(sentence: Sentence, governed: _Governed, subject: Subject, place: int) -> bool:
    """Whether a weak verb ("comes", "moves to") has what it needs: the title, a platform, or no rival."""
    deed = governed.deed
    if deed is None:
        return True
    if governed.cost > _FAR_WEAK and not sentence.has(Kind.TITLE):
        return False
    # a cue such as "weakpast" is held to the same
    return subject.named or has_stage(sentence, deed, place) or unrivalled(sentence)


def _unclaimed(sentence: Sentence, how: Mood) -> bool:
    """Whether a question or a condition leaves nothing claimed."""
    question = (
        how.asked and sentence.block not in (BlockKind.HEADLINE, BlockKind.ROW) and "?" in sentence.text[-3:]
    )
    if question and how.modality is Modality.CONFIRMED:
        return True
    return how.conditional and how.modality not in (Modality.PAST, Modality.RUMOURED)


def _long_ago(scene: Scene, mark: Mark, how: Mood) -> bool:
    """Whether a verb of the present or future stands with a day long gone: "it is the fall of 1987"."""
    date = mark.date
    if date is None or not how.modality.current or not date.year_stated:
        return False
    return date.value[:4] < str(scene.document.published.year - 1)


def _only_said(scene: Scene, mark: Mark) -> bool:
    """Whether a date behind "announced" is the day of saying so: a weekday, today, a day gone by."""
    date = mark.date
    return (
        date is None
        or (date.weekday is not None and not date.year_stated)
        or date.value <= scene.document.published.isoformat()
    )


def _finding(  # noqa: PLR0913, PLR0917 - everything that one statement is made of
    scene: Scene,
    subjects: Subjects,
    sentence: Sentence,
    place: int,
    governed: _Governed,
    subject: Subject,
    value: str,
    how: Mood,
) -> Finding:
    deed = governed.deed
    perfect = governed.rule in ("out", "acted") or (deed is not None and deed.name.endswith("past"))
    who, name = speaker(sentence, place)
    installment, named = locate(subjects, sentence, place, deed, subject, perfect=perfect)
    modality = how.modality
    past = value <= scene.document.published.isoformat()
    if perfect and past and modality in (Modality.EXPECTED, Modality.RUMOURED):
        modality = Modality.CONFIRMED
    return Finding(
        field=Field.RELEASE_DATE,
        installment=installment,
        named=named,
        value=value,
        modality=modality,
        sentence=sentence,
        at=sentence.masked.body(place),
        rule=f"release.{governed.rule.removeprefix('release.')}" + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=name,
        perfect=perfect,
        moved=_moved(sentence, deed),
    )


def _moved(sentence: Sentence, deed: Cue | None) -> str:
    """Return how a date is told as moved: "has" been moved, "was" moved, or "" for not at all."""
    found = _MOVE.search(sentence.text, deed.start, deed.end) if deed is not None else None
    if found is None:
        return ""
    return "has" if _STANDS.search(sentence.text, max(0, found.start() - 24), found.start()) else "was"


def _value(scene: Scene, sentence: Sentence, mark: Mark, deed: Cue | None, how: Mood) -> str:
    """Return the date's value, its year chosen by tense where the text leaves it open."""
    date = mark.date
    assert date is not None  # noqa: S101 - only date marks come here
    published = scene.document.published
    if deed is not None and deed.name.endswith("past"):
        return date.past.partition("/")[0]  # "aired from October to December": it came out in October
    if how.modality in (Modality.EXPECTED, Modality.RUMOURED):
        return date.future
    if _RUN.fullmatch(date.value) and _BETWEEN.search(mark.name):
        return date.opening  # "will be released between May 2 and June 6"
    begin = max(deed.start - _AUXILIARY, sentence.clause(deed.start)[0]) if deed is not None else 0
    verb = deed is not None and (
        _VERB.search(sentence.text, begin, deed.end)
        or _WILL.search(sentence.text, sentence.clause(deed.start)[0], deed.start)
    )
    if verb and date.open and date.weekday is not None and span(date.future).first <= published + _WEEK:
        return date.future  # "starts Monday", said on a Tuesday
    leeway = dt.timedelta() if verb and verb[0].strip() in ("will", "'ll", "to") else _JUST
    if verb and date.open and span(date.value).last < published - leeway:
        return date.future  # "opens on August 9" looks ahead, unless the day has only just gone
    return date.value


def _listed(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the day under which a calendar lists the title."""
    found, day = subjects.calendar.listed(sentence), subjects.calendar.day
    if found is None or day is None or day.date is None:
        return
    title, place = found
    governed, how = _Governed(None, 0.0, "listed"), mood(sentence, place)
    value = day.date.value
    yield _finding(scene, subjects, sentence, place, governed, subjects.known(title), value, how)


def _pulled(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield "pulled, with no new date"."""
    if any(
        mood(sentence, p).modality not in (Modality.PAST, Modality.EXPECTED)
        for _, p in sentence.placed(Kind.DATE)
    ):
        return
    for cue in sentence.deeds:
        if cue.name == "release.pulled":
            subject = subjects.of(sentence, cue.start, cue)
            how = mood(sentence, cue.start, cue)
            if subject.ours and not how.asked and not how.conditional:
                governed = _Governed(cue, 0.0, "pulled")
                yield _finding(scene, subjects, sentence, cue.start, governed, subject, PULLED, how)


def _today(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield today where a post says only that the title is out."""
    for cue in sentence.deeds:
        fresh = cue.name == "status.released" and _FRESH.search(sentence.text)
        if cue.name != "release.today" and not fresh:
            continue
        subject = subjects.of(sentence, cue.start, cue)
        how = mood(sentence, cue.start, cue)
        if not (subject.ours and subject.named and how.modality is Modality.CONFIRMED):
            continue
        if not of_something_else(sentence, cue, cue.start):
            out = "here" not in sentence.text[cue.start : cue.end]
            governed = _Governed(cue, 0.0, "out" if out else "today")
            day = scene.document.published.isoformat()
            yield _finding(scene, subjects, sentence, cue.start, governed, subject, day, how)
