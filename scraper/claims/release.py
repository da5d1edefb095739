"""Release dates: which date is when the title reaches its audience.

Each date has a governor, the nearest cue of what happens: a release, or a trailer, a press event, an
episode, a shoot … Only a release of the watched title counts. A date that stands right behind the
title ("Part 2: March 10") needs no verb.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.installment import NOWHERE, Installment, foreign
from scraper.claims.marks import MARKS, Kind, Mark
from scraper.claims.modality import Mood, mood, speaker
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind, Field, Modality
from scraper.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_FAR = 9.0  # words; a governor farther off governs nothing
_FAR_WEAK = 6.0
_FAR_SCOPE = 45.0
_ELLIPSIS = 5.0
_T, _S, _D, _P = (MARKS[k] for k in ("title", "scope", "date", "platform"))
# "The Glory – Season 1, December 30" · "Part 2: March" · "Reacher S3: Feb 20"
_LABEL = re.compile(rf"[{_T}{_S}][\"')\]]*(?: ?[:,(—|-]+ ?| )(?:{_S}[,: —-]+|{_P}[,: —-]+)?(?:on |in |from )?$")
_LABEL_BRACKET = re.compile(rf"{_S}[\"')]*:? ?(?:{MARKS['count']} ?)?\((?:{_P},? )?$")  # "season one (2013)"
_TITLE_BRACKET = re.compile(rf"{_T}[\"')]* \((?:{_P},? )$")  # "Nine Rivers (Netflix, May 3)"
_LISTED = 400  # characters of a list in one sentence
_LABEL_IN_TEXT = re.compile(rf"[{_T}{_S}][\"')\]]*(?:,? \(|: | — |, )(?:{_S}[,: —-]+|{_P}[,: —-]+)?$")
_HABIT = re.compile(r"(?:-|/|s\b| (?:evenings|nights|mornings|afternoons)\b)")  # "Tuesday nights", "Monday-Tuesday"
# "📺 Dec 30, only on Netflix"
_PLACE_BEHIND = re.compile(rf"^[,:]? ?(?:\(?[\w :]{{0,12}}\)?[,:]? ?)?(?:only |exclusively )?(?:on|in) (?:{_P}|theat|cinema)")
_IN_BRACKETS = re.compile(r"\((?:\w+ )?$")
_NAME = re.compile(r"(?<![.!?] )\b[A-Z][a-z'’]\w*(?: (?:of|the|in|and|to|a))*(?: [A-Z][a-z'’]\w*)+")
_PREPOSITION = re.compile(r"\b(?:in|at|on|with|by|from|of|to|for|as|before|after|until|around|near|over|across|via|under|starring)\s+(?:the\s+)?$")
_OUR_MARK = re.compile(f"[{_T}{_S}]")
_NO_RIVALS = ("event.say", "event.story", "event.award", "event.byline")
_RIVAL = 7.0  # words
_POSSESSED = re.compile(
    rf"(?:{MARKS['count']}|finale|trailer|teaser|poster|episodes?|premiere event|screening|soundtrack|recap|special"
    r"|cut|version|edition|dvds?|re-release|remake|spin-off|prequel|sequel|adaptation)"
    r" (?:of|for|from|to) (?:the )?[\"']?$"
)
_JUST = dt.timedelta(days=45)
_VERB = re.compile(r"will|'ll|\bto |\bis |\bare |(?:open|arrive|return|land|drop|come|start|begin|air|premiere|debut|hit|launch|kick|bow|reach|follow|go|move)s\b|moved? |set |dated|slated|due|expect")
_MOVE = re.compile(
    r"(?:mov|push|slid|slip|sent|send|throw|shift|delay|postpon|put|bump|reschedul|knock|jump|advanc|kick|held|hold|br(?:ing|ought))"
)
_STANDS = re.compile(r"\b(?:has|have|'s|will|is|now|to)\b[^.;]*$")
_SHIFT = re.compile(r"mov|push|bump|shift|delay|postpon|slid|slip|brought|bring|resched|put |chang|미뤘|미뤄|연기|옮")
_FRESH = re.compile(r"now streaming|streaming now|out now")
_UNTIL = re.compile(r"\b(?:until|till|through) (?:the )?$")
_WAIT = re.compile(r"wait|not |n't |held|hold|delay|postpon|push|put |until recently|기다")


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the release dates that a sentence states of the watched title."""
    for mark, place in sentence.placed(Kind.DATE):
        if mark.date is None or (mark.date.bound.value in ("since", "before") and not _spanned(sentence, place)):
            continue
        if mark.numbers and not _SHIFT.search(sentence.text, 0, place):
            continue  # the end of a run: "aired from A to B"
        if (mark.date.bound.value == "until" or _UNTIL.search(sentence.text, 0, place)) and not _WAIT.search(sentence.text, 0, place):
            continue
        if mark.date.weekday is not None and (
            _HABIT.match(sentence.text, place + 1) or sentence.text[place - 1 : place] in ("-", "/")
        ):
            continue
        found = _judge(scene, subjects, sentence, mark, place)
        if found:
            yield found
    yield from _dateless(scene, subjects, sentence)


def _spanned(sentence: Sentence, place: int) -> bool:
    """Whether a release cue names the date itself: "in theaters since <date>"."""
    return any(c.start <= place < c.end and c.name.startswith("release.") for c in sentence.deeds)


def _judge(scene: Scene, subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> Finding | None:
    labelled = _labelled(scene, sentence, place)
    governed = sentence.governor(place)
    if mark.date is not None and mark.date.bare and not (governed and governed[1] < 0) and not labelled:
        return None  # a year with nothing around it: "the 2024 awards"
    if governed is None and not labelled and not _lone(scene, sentence, mark):
        return None
    deed, cost = governed or (None, 0.0)
    if deed is not None and not deed.name.startswith("release.") and not labelled:
        return None
    if deed is not None and deed.name == "release.pulled":
        return None
    if deed is None or (labelled and (not deed.name.startswith("release.") or cost > 4)):
        deed, rule = None, "label" if labelled else "lone"
    else:
        rule = f"{deed.name}: {sentence.text[deed.start : deed.end]}"
        if cost > _FAR:
            return None
    if deed is not None and deed.name == "release.named" and _only_said(scene, mark):
        return None
    if deed is not None and _another_object(scene, sentence, deed, place):
        return None
    subject = subjects.of(sentence, place, deed)
    if deed is not None and "weak" in deed.name and cost > _FAR_WEAK and not sentence.has(Kind.TITLE):
        return None
    if not subject.ours or _of_something_else(sentence, deed, place):
        return None
    if (
        deed is not None
        and deed.name.startswith("release.weak")
        and not subject.named
        and not _has_stage(sentence, deed, place)
        and not _unrivalled(sentence)
    ):
        return None
    how = mood(sentence, place, deed)
    if how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED and "?" in sentence.text[-3:]:
        return None
    if how.conditional and how.modality not in (Modality.PAST, Modality.RUMOURED):
        return None
    perfect = deed is not None and deed.name.endswith("past")
    if not perfect and not labelled and _long_ago(scene, mark, how):
        return None
    verb = deed is not None and bool(_VERB.search(sentence.text, deed.start, deed.end))
    value = _value(mark, how, scene.document.published, perfect=perfect, verb=verb)
    return _finding(scene, subjects, sentence, mark.start, place, deed, subject, value, how, rule, perfect=perfect)


def _long_ago(scene: Scene, mark: Mark, how: Mood) -> bool:
    """Whether a verb of the present or future stands with a day long gone: "it is the fall of 1987"."""
    date = mark.date
    if date is None or not how.modality.current or not date.year_stated:
        return False
    return date.value[:4] < str(scene.document.published.year - 1)


def _lone(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a post gives this one day and nothing else that could happen on it: "july 19 is going to finish me"."""
    date = mark.date
    if scene.document.kind is not DocumentKind.POST or date is None or sentence.deeds or sentence.has(Kind.OTHER):
        return False
    dates = [m for s in scene.sentences for m, _ in s.placed(Kind.DATE)]
    exact = date.precision.value == "day" and date.weekday is None and not date.relative
    return exact and len(dates) == 1 and date.future >= scene.document.published.isoformat()[: len(date.future)]


def _only_said(scene: Scene, mark: Mark) -> bool:
    """Whether a date behind "announced" or "said" is the day of saying so: a weekday, today, a day gone by."""
    date = mark.date
    return date is None or date.weekday is not None and not date.year_stated or date.value <= scene.document.published.isoformat()


def _another_object(scene: Scene, sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether an unknown name stands between verb and date: "will open its comedy Han River Police on …"."""
    if not sentence.language.capitals or deed.end > place or sentence.block is BlockKind.HEADLINE:
        return False
    verb = sentence.text.find(" ", deed.start, deed.end)  # "opens in South Korea": the preposition is the cue's
    begin = sentence.masked.body(verb if verb > 0 else deed.end)
    between = scene.body[begin : sentence.masked.body(place)]
    found = _NAME.search(between)
    if not found or _OUR_MARK.search(sentence.text, deed.start, place):
        return False
    return not _PREPOSITION.search(between[: found.start()])


def _finding(  # noqa: PLR0913 - everything that one statement is made of
    scene: Scene,
    subjects: Subjects,
    sentence: Sentence,
    at: int,
    place: int,
    deed: Cue | None,
    subject: Subject,
    value: str,
    how: Mood,
    rule: str,
    *,
    perfect: bool,
) -> Finding:
    who, name = speaker(sentence, place)
    installment, named = locate(subjects, sentence, place, deed, subject, perfect=perfect)
    modality = how.modality
    if perfect and modality in (Modality.EXPECTED, Modality.RUMOURED) and value <= scene.document.published.isoformat():
        modality = Modality.CONFIRMED
    return Finding(
        field=Field.RELEASE_DATE,
        installment=installment,
        named=named,
        value=value,
        modality=modality,
        sentence=sentence,
        at=at,
        rule=f"release.{rule.removeprefix('release.')}" + (f" ({how.why})" if how.why else ""),
        speaker=who,
        attribution=name,
        perfect=perfect,
        moved=_moved(sentence, deed),
    )


def _moved(sentence: Sentence, deed: Cue | None) -> str:
    """Return how a date is told as moved: "has" been moved, "was" moved, or "" for not at all."""
    if deed is None or not _MOVE.match(sentence.text, deed.start):
        return ""
    return "has" if _STANDS.search(sentence.text, max(0, deed.start - 24), deed.start) else "was"


def locate(
    subjects: Subjects, sentence: Sentence, place: int, deed: Cue | None, subject: Subject, *, perfect: bool = False
) -> tuple[Installment, bool]:
    """Return the installment of a statement, and whether the sentence names it."""
    anchor = deed.start if deed is not None else place
    if deed is not None and (own := _elliptic(subjects, sentence, deed, place)):
        return own, True
    if subject.installment:
        return subject.installment, True
    best: tuple[float, Installment] | None = None
    for mark, p in sentence.placed(Kind.SCOPE, Kind.TITLE):
        installment = subjects.installments.resolve(mark)
        if installment is None or (mark.kind is Kind.SCOPE and foreign(subjects.scene, sentence, mark, p)):
            continue
        if p > max(anchor, place) and sentence.clause(p) != sentence.clause(anchor):
            continue
        cost = sentence.distance(min(p, anchor), max(p, anchor)) + (8 if p > anchor else 0)
        if best is None or cost < best[0]:
            best = (cost, installment)
    if best is not None and best[0] < _FAR_SCOPE:
        return best[1], True
    if not subject.named and subjects.thread.ours and (
        perfect or not subjects.installments.firm or subjects.installments.asked
    ):
        return subjects.thread.installment, False
    return NOWHERE, False


def _elliptic(subjects: Subjects, sentence: Sentence, deed: Cue, place: int) -> Installment | None:
    """Return the installment that stands before its date without a verb: "part 1 is out on A, part 2 on B"."""
    last: Installment | None = None
    for mark, p in sentence.placed(Kind.SCOPE):
        if deed.end <= p < place and sentence.distance(p, place) <= _ELLIPSIS:
            last = subjects.installments.resolve(mark) or last
    return last


def _value(mark: Mark, how: Mood, today: dt.date, *, perfect: bool, verb: bool) -> str:
    date = mark.date
    assert date is not None  # noqa: S101 - only date marks come here
    if perfect:
        return date.past.partition("/")[0]  # "aired from October to December": it came out in October
    if how.modality in (Modality.EXPECTED, Modality.RUMOURED):
        return date.future
    if verb and date.open and span(date.value).last < today - _JUST:
        return date.future  # "opens on August 9" looks ahead, unless the day has only just gone
    return date.value


def _labelled(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether the date stands as a label of the title: right behind it, in a list, a row or a post."""
    before, after = sentence.text[:place], sentence.text[place + 1 :]
    free = sentence.block is not BlockKind.PARAGRAPH or scene.document.kind is DocumentKind.POST
    if _TITLE_BRACKET.search(before) and len(before) < _LISTED:
        return True
    if _LABEL_BRACKET.search(before) or (free and _LABEL.search(before)):
        return True
    if _LABEL_IN_TEXT.search(before):
        return len(before) < 60 or not sentence.deeds
    return free and bool(_PLACE_BEHIND.match(after))


def _has_stage(sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether a weak verb has a platform or an audience beside it."""
    start, end = sentence.clause(place)
    return any(start <= p < end for _, p in sentence.placed(Kind.PLATFORM)) or any(
        start <= c.start < end and c.name == "carry" and c.end <= deed.start for c in sentence.carries
    )


def _unrivalled(sentence: Sentence) -> bool:
    """Whether nothing else in the sentence could begin, come or be moved."""
    return not sentence.has(Kind.OTHER) and not any(
        c.name.startswith(("event.", "status.", "plan.")) and c.name != "event.say" for c in sentence.deeds
    )


def _of_something_else(sentence: Sentence, deed: Cue | None, place: int) -> bool:
    """Whether the subject of the release verb is a trailer, a screening, an episode, a disc …"""
    if deed is None:
        return False
    start, end = sentence.clause(deed.start)
    heads = [p for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE) if start <= p < deed.start and not _possessed(sentence, p)]
    shields = [c for c in sentence.carries if start <= c.start < deed.start and c.name == "carry"]
    if not heads and not any(c.end - c.start > 4 for c in shields):
        start = 0  # "the finale gets the same treatment: it drops on …"
    best: float | None = None
    for other, stop in _rivals(sentence, deed, place):
        if not start <= other < end:
            continue
        cost = sentence.distance(min(stop, deed.start), max(stop, deed.start))
        if best is None or cost < best:
            best = cost
    if best is None:
        return False
    if any(sentence.distance(p, deed.start) < best for p in heads):
        return False
    if any(c.end - c.start > 4 and sentence.distance(c.end, max(deed.start, c.end)) < best for c in shields):
        return False
    return best <= _RIVAL


def _rivals(sentence: Sentence, deed: Cue, place: int) -> Iterator[tuple[int, int]]:
    """Yield where trailers, screenings, episodes and discs stand that could be the verb's subject or object."""
    for cue in sentence.deeds:
        if cue is deed or cue.name in _NO_RIVALS or cue.name.startswith("release."):
            continue
        if not cue.name.startswith("event.") and "weak" not in deed.name:
            continue  # only a weak verb can be the shoot's: "work on the episodes started in October"
        if cue.end <= deed.start:
            yield cue.start, cue.end
        elif cue.start >= deed.end and cue.start < place + 6 and cue.name == "event.rerun":
            yield cue.start, deed.start
    for mark, p in sentence.placed(Kind.COUNT):
        if mark.name in ("single", "weekly", "partial", "last") and p < place and mark.numbers != (1,):
            yield p, p  # the first episode is the premiere


def _possessed(sentence: Sentence, place: int) -> bool:
    """Whether the title at `place` only says whose episode, trailer or finale it is."""
    return bool(_POSSESSED.search(sentence.text, max(0, place - 30), place))


def _dateless(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield "pulled, with no new date", and "today" where a post says only that it is out."""
    for cue in sentence.deeds:
        fresh = cue.name == "release.today" or (cue.name == "status.released" and _FRESH.search(sentence.text))
        if fresh and scene.document.kind is DocumentKind.POST and not sentence.has(Kind.DATE):
            subject = subjects.of(sentence, cue.start, cue)
            how = mood(sentence, cue.start, cue)
            if subject.ours and subject.named and how.modality is Modality.CONFIRMED and not _of_something_else(sentence, cue, cue.start):
                yield _finding(
                    scene, subjects, sentence, sentence.masked.body(cue.start), cue.start, cue, subject,
                    scene.document.published.isoformat(), how, "today", perfect="here" not in sentence.text[cue.start : cue.end],
                )
        if cue.name != "release.pulled":
            continue
        if sentence.has(Kind.DATE):
            continue
        subject = subjects.of(sentence, cue.start, cue)
        if not subject.ours:
            continue
        how = mood(sentence, cue.start, cue)
        if how.asked or how.conditional:
            continue
        yield _finding(
            scene, subjects, sentence, sentence.masked.body(cue.start), cue.start, cue, subject, "XXXX", how, "pulled", perfect=False
        )
