"""Release dates: which date is when the title reaches its audience.

Each date has a governor, the nearest cue of what happens: a release, or a trailer, a press event, an
episode, a shoot … Only a release of the watched title counts. A date that stands right behind the
title ("Part 2: March 10") needs no verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.broadcasts import one_of_many
from scraper.claims.finding import Finding
from scraper.claims.governing import Governed, governor
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.limits import limit
from scraper.claims.lines import heads, row
from scraper.claims.locate import locate
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import Mood, mood, speaker
from scraper.claims.nominal import carried_on, stranger
from scraper.claims.out_now import out_now
from scraper.claims.portion import of_portion
from scraper.claims.rivals import has_stage, of_something_else, unrivalled
from scraper.claims.sentence import LIMIT, ONE_OF_MANY
from scraper.claims.shoots import of_shoot
from scraper.claims.tensed import calendar_day, long_ago, moved, value_of
from scraper.claims.text import BlockKind
from scraper.claims.unmarked import before_verb
from scraper.model import DocumentKind, Field, Modality
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_FAR_WEAK = 6.0
_FULL = len("2024-05-03")
_MONTH = len("2024-05")
_YEAR = len("2024")
_TOLD = ("out", "acted", "count-back", "since")  # rules by which a release is told as done
# taken off the air, so out before
_RUNNING = re.compile(
    r"into its (?:\w+ )?run|after (?:just |only )?(?:\w+ ){1,2}(?:episodes?|weeks on)\b|mid-?(?:run|season)\b"
)
# "taken off the schedule, but is now due on May 3"
_ANEW = re.compile(r"(?<!\w)(?:but|now|and then|before)(?!\w)")
# what tells of a second way to see it, and the screen that it names
_ELSEWHERE = re.compile(
    r"[;,] (?:and |but |before |then |with )*(?:it |it's |it'll |which |[^.;,]{1,30} )?"
    r"(?:is|will be|lands|arrives|streams?|streaming|comes?|coming|goes|going|hits|drops|follows|moves"
    r"|available|on|to|heads)\b[^.;]*$"
)
_SCREEN = re.compile(
    rf"{MARKS['platform']}|stream|platform|service|digital|demand|online|cinema|theat(?:er|re)"
)
_UNSAID = re.compile(r"date|schedule|when |^(?:wo|will|is|yet|still|no)")
_AND_DATE = re.compile(rf"{MARKS['date']} and $")
_SHOWN = re.compile(
    r"(?:shown|aired|streamed|broadcast|ran)$"
)  # what was released in two months came in two parts
# "a trailer for <title> ahead of its May 3 premiere": whatever is told, it is the title that premieres
_AHEAD = re.compile(
    r"(?<!\w)(?:ahead of|before|prior to|leading up to|in time for|in the run-up to)"
    r" (?:(?:its|the|the (?:show|series|drama|film|movie|season)'s) )?$"
)
# "the trailer for <title>, which premieres on <date>": so it is here
_PRAISED = re.compile(
    rf"(?:trailer|teaser|clip|poster|still|photo|image|soundtrack|song|look)s? (?:for|of|at|from) (?:the )?"
    rf"[\"']?{MARKS['title']}[\"']?,[\"']? (?:which|that) $"
)
_PREMIERES = re.compile(
    r"(?:will )?(?:premieres?|returns?|launch(?:es)?|debuts?|begins?|starts?|bows?|opens?|hits?|arrives?"
    r"|is back)(?!\w)|is (?:set|due|slated|scheduled|expected) (?:for|to)"
)


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that a sentence states of the watched title."""
    dated: list[tuple[int, Finding]] = []
    for mark, place in sentence.placed(Kind.DATE):
        if limit(sentence, mark, place):
            sentence.passed[place] = LIMIT
        elif heads(scene, sentence):
            sentence.passed[place] = "heads"
        elif isinstance(found := _judge(scene, subjects, sentence, mark, place), str):
            sentence.passed[place] = found
        else:
            dated.append((place, found))
    stated = _screens(sentence, dated)
    stated += _listed(scene, subjects, sentence)
    yield from (f for f in stated if not any(_finer(g, f) for g in stated))
    if not any(f.modality in (Modality.CONFIRMED, Modality.RUMOURED) for f in stated):
        yield from _pulled(scene, subjects, sentence)
    free = all(sentence.passed.get(p) == LIMIT for _, p in sentence.placed(Kind.DATE))
    if scene.document.kind is DocumentKind.POST and free:
        yield from _today(scene, subjects, sentence)


def _finer(one: Finding, two: Finding) -> bool:
    """Whether one date of a sentence only says another more closely: "next week, on Thursday, March 14"."""
    year = len(two.value) == _YEAR and two.value != PULLED
    if one.installment != two.installment:
        return False
    if one.value == two.value or one.modality is not two.modality or PULLED in (one.value, two.value):
        return False
    if len(one.value) != _FULL and not year:
        return False
    return span(two.value).first <= span(one.value).first <= span(two.value).last


def _screens(sentence: Sentence, stated: list[tuple[int, Finding]]) -> list[Finding]:
    """Leave out a second day on another screen: "in cinemas on …; it is on the platform from …"."""
    kept: list[tuple[int, Finding]] = []
    for place, found in stated:
        again = (
            not found.moved
            and found.modality is Modality.CONFIRMED
            and any(
                one.installment == found.installment
                and one.modality is found.modality
                and not one.moved
                and span(one.value).last < span(found.value).first
                and (told := _ELSEWHERE.search(sentence.text, before, place))
                and _SCREEN.search(told[0])
                for before, one in kept
            )
        )
        if not again:
            kept.append((place, found))
    return [f for _, f in kept]


def _judge(scene: Scene, subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> Finding | str:  # noqa: C901, PLR0911, PLR0912 - each return is a ground of its own
    """Return what a date states of the title, or the ground on which it states nothing."""
    governed = governor(scene, sentence, mark, place)
    if governed is None:
        return "ungoverned"
    deed = governed.deed
    listed = row(sentence, place)
    subject = subjects.known(listed) if listed else subjects.of(sentence, place, deed)
    awaited = _awaited(sentence, deed, place) if deed else None
    if awaited and not subject.ours:
        subject = subjects.known(awaited)
    if subjects.thread.digressing(sentence) and not subject.named:
        return "digression"
    if not subject.ours or (governed.rule == "since" and _anothers(scene, sentence, subject, place)):
        return "not ours"
    if not awaited and of_something_else(sentence, deed, place):
        return "something else"
    if one_of_many(sentence, deed, place, subjects.installments.parts):
        return ONE_OF_MANY
    if deed is not None and not awaited and stranger(scene, sentence, deed):
        return "stranger"
    if deed is not None and (of_shoot(sentence, deed) or _again(sentence, deed, mark, place)):
        return "again"
    if deed is not None and "weak" in deed.name and not _held(sentence, governed, subject, place):
        return "not held"
    how = mood(sentence, place, deed)
    if _unclaimed(sentence, how):
        return "unclaimed"
    if how.modality is Modality.EXPECTED and _taken_back(sentence, place):
        how = Mood(Modality.PAST, why="pulled")
    perfect = governed.rule in ("acted", "since") or (deed is not None and deed.name.endswith("past"))
    told = perfect or governed.rule == "label" or sentence.block is BlockKind.ROW
    if not told and long_ago(scene, mark, how):
        return "long ago"
    value = value_of(scene, sentence, mark, deed, how)
    if mark.date is not None and governed.rule in ("acts", "row"):
        value = mark.date.future if governed.rule == "acts" else calendar_day(scene, mark.date)
    if mark.date is not None and governed.rule == "since":
        value = mark.date.past
    if not told and _lapsed(scene, mark, value, how):
        how = Mood(Modality.PAST, why="gone by")
    return _finding(scene, subjects, sentence, place, governed, subject, value, how)


def _anothers(scene: Scene, sentence: Sentence, subject: Subject, place: int) -> bool:
    """Whether another name opens a sentence up to a comma: "Copper Hill, out since June 2, has topped …"."""
    apart = sentence.text.find(",", 0, place)
    return not subject.named and apart > 0 and bool(before_verb(scene, sentence, 0, apart))


def _taken_back(sentence: Sentence, place: int) -> bool:
    """Whether a date is taken away in its sentence, and not given anew behind a "but now"."""
    return any(
        c.name == "release.pulled" and not _ANEW.search(sentence.text, c.end, max(c.end, place))
        for c in sentence.deeds
    )


def _lapsed(scene: Scene, mark: Mark, value: str, how: Mood) -> bool:
    """Whether what is only planned or guessed lies behind the text's own day: that plan is over."""
    if how.modality not in (Modality.EXPECTED, Modality.RUMOURED) or mark.date is None:
        return False
    return mark.date.year_stated and span(value).last < scene.document.published


def _again(sentence: Sentence, deed: Cue, mark: Mark, place: int) -> bool:
    """Whether a month goes on with the one before, as in "was shown in May and June"."""
    month = mark.date is not None and len(mark.date.value) == _MONTH
    shown = month and deed.name.endswith("past") and _SHOWN.search(sentence.text, deed.start, deed.end)
    return bool(shown and _AND_DATE.search(sentence.text, deed.end, place))


def _held(sentence: Sentence, governed: Governed, subject: Subject, place: int) -> bool:
    """Whether a weak verb ("comes", "moves to") has what it needs: the title, a platform, or no rival."""
    deed = governed.deed
    if deed is None:
        return True
    ours = sentence.has(Kind.TITLE) or sentence.has(Kind.SCOPE)
    if governed.cost > _FAR_WEAK and not ours and not carried_on(sentence, deed):
        return False
    # a cue such as "weakpast" is held to the same
    held = subject.named or has_stage(sentence, deed, place) or carried_on(sentence, deed)
    return held or unrivalled(sentence)


def _unclaimed(sentence: Sentence, how: Mood) -> bool:
    """Whether a question or a condition leaves nothing claimed."""
    question = (
        how.asked and sentence.block not in (BlockKind.HEADLINE, BlockKind.ROW) and "?" in sentence.text[-3:]
    )
    if question and how.modality is Modality.CONFIRMED:
        return True
    return how.conditional and how.modality not in (Modality.PAST, Modality.RUMOURED)


def _finding(  # noqa: PLR0913, PLR0917 - everything that one statement is made of
    scene: Scene,
    subjects: Subjects,
    sentence: Sentence,
    place: int,
    governed: Governed,
    subject: Subject,
    value: str,
    how: Mood,
) -> Finding:
    deed = governed.deed
    perfect = governed.rule in _TOLD or (deed is not None and deed.name.endswith("past"))
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
        moved=moved(sentence, deed),
    )


def _listed(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the day under which a calendar lists the title."""
    found, day = subjects.calendar.listed(sentence), subjects.calendar.day
    if found is None or day is None or day.date is None:
        return
    title, place = found
    governed, how = Governed(None, 0.0, "listed"), mood(sentence, place)
    value = calendar_day(scene, day.date)
    yield _finding(scene, subjects, sentence, place, governed, subjects.known(title), value, how)


def _awaited(sentence: Sentence, deed: Cue, place: int) -> Mark | None:
    """Return the only work named before a premiere that something else goes ahead of, if it is ours."""
    ahead = deed.start == place and _AHEAD.search(sentence.text, 0, place)
    if not ahead and not (
        _PREMIERES.match(sentence.text, deed.start) and _PRAISED.search(sentence.text, 0, deed.start)
    ):
        return None
    before = [m for m, p in sentence.placed(Kind.TITLE, Kind.OTHER) if p < place]
    return before[0] if len(before) == 1 and before[0].kind is Kind.TITLE else None


def _pulled(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield "pulled, with no new date"."""
    for cue in sentence.deeds:
        if (
            cue.name == "release.pulled"
            and not _RUNNING.search(sentence.text)
            and not of_portion(sentence, cue)
        ):
            subject = subjects.of(sentence, cue.start, cue)
            how = mood(sentence, cue.start, cue)
            within = cue.start <= sentence.text.find(how.why) < cue.end
            if how.modality in (Modality.PAST, Modality.EXPECTED) and within:
                how = Mood(Modality.CONFIRMED)  # "has lost its date": what is past is the date
            if how.modality is Modality.RUMOURED and "," in sentence.text[cue.end :].partition(how.why)[0]:
                how = Mood(Modality.CONFIRMED)  # "…, giving no word on when it might be revived"
            if how.modality is Modality.DENIED and _UNSAID.search(sentence.text[cue.start : cue.end]):
                how = Mood(Modality.CONFIRMED)  # "a new date has not been fixed" denies no delay
            if subject.ours and not how.asked and not how.conditional:
                governed = Governed(cue, 0.0, "pulled")
                yield _finding(scene, subjects, sentence, cue.start, governed, subject, PULLED, how)


def _today(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the day of a post that says only that the title is out."""
    day = scene.document.published.isoformat()
    for said in out_now(subjects, sentence):
        governed = Governed(said.cue, 0.0, "out" if said.done else "today")
        yield _finding(scene, subjects, sentence, said.place, governed, said.subject, day, said.how)
