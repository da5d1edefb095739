"""Which day a date is: the year that its verb's tense chooses, and whether it was moved there."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.model import DocumentKind, Modality
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.dates import DateMention
    from scraper.claims.languages import Cue
    from scraper.claims.marks import Mark
    from scraper.claims.modality import Mood
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_PLACE = re.compile(r"(?:in|on|into|onto|to) ")
_OBJECT = 24  # characters between a verb and where it brings the title
_AUXILIARY = 8  # characters before a verb: "will now premiere"
_WEEK = dt.timedelta(days=7)
_JUST = dt.timedelta(days=45)  # a day gone by no longer than this was meant, not the next one
_VERB = re.compile(
    r"will|'ll|\bwould\b|\bto |wait|hold out|look(?:ing)? (?:at|forward|for)|bet |\bis\b|\bare\b|'s\b|'re\b"
    r"|moved? |set "
    r"|push|shift|delay|postpon|put|slip|slid|bump|resched|chang|it's\b"
    r"|\bgets?\b|\ban? (?:broadcast|release|launch|bow|debut|premiere|return|roll)"
    r"|dated|slated|due|expect|pencil|slot|book|earmark|lock|points? to|eye|give|bear|mention| for$"
    r"|(?:open|arrive|return|land|drop|come|start|begin|air|premiere|debut|hit|launch|kick|bow|reach|follow|go|move)s\b"
)
_PLANNED = re.compile(r"release\.(?:have|never|placed)\.")  # families that only look ahead
_COMING = re.compile(
    r"(?<!\w)(?:will|'ll|follows|lands|drops|joins|continues?|returns?|arrives?|gets?|comes?|launches)(?!\w)"
)
_WILL = re.compile(r"\bwill\b|'ll\b|\bwould\b")
_AHEAD = re.compile(r" (?:is|will|would|could|may|might|looks|seems|remains) ")
_MOVE = re.compile(
    r"\b(?:mov|push|slid|slip|sen[dt]|throw|shift|delay|postpon|put|bump|reschedul|knock|jump|advanc|kick|h[eo]ld|chang|br(?:ing|ought))"
)
_ANAPHOR = re.compile(r" (?:that|this) (?:to|until|into)")
_STANDS = re.compile(r"\b(?:has|have|'s|will|is|now|to)\b[^.;]*$")
_MAY = re.compile(r"\b(?:could|may|might|would)\b[^.,;]*$")
_BEFORE = 24  # characters before a verb in which its auxiliary stands
_GONE = re.compile(  # a post without any of it is of what comes: "in theaters september 27"
    r"(?<!\w)(?:was|were|had|did|came|saw|began|ran|went|got|hit(?= (?:in|on|at))|since|ago|last"
    r"|back in|anniversary|old|[a-z]{2,}ed)(?!\w)"
)
_AFTER_ITS = re.compile(
    r"(?:days?|weeks?|months?|years?|fortnight) (?:after|since|on from|following|into) (?:its|the|their) $"
)
_WHEN = re.compile(r",? when ")
_WHEN_REACH = 60  # characters between a year and the day told of it
_RUN = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_BETWEEN = re.compile(r"\d.*(?:\band\b|\bto\b|through|[–—-]).*\d")


def long_ago(scene: Scene, mark: Mark, how: Mood) -> bool:
    """Whether a verb of the present or future stands with a day long gone: "it is the fall of 1987"."""
    date = mark.date
    if date is None or not how.modality.current or not date.year_stated:
        return False
    return date.value[:4] < str(scene.document.published.year - 1)


def moved(sentence: Sentence, deed: Cue | None) -> str:
    """Return how a date is told as moved: "has" been moved, "was" moved, or "" for not at all."""
    found = _MOVE.search(sentence.text, deed.start, deed.end) if deed is not None else None
    if found is None or _MAY.search(sentence.text, max(0, found.start() - _BEFORE), found.start()):
        return ""  # "they could hold it back until spring": not moved yet
    if _ANAPHOR.search(sentence.text, found.start(), deed.end if deed is not None else found.end()):
        return "has"  # "on Tuesday it changed that to August 2"
    return "has" if _STANDS.search(sentence.text, max(0, found.start() - 24), found.start()) else "was"


def calendar_day(scene: Scene, date: DateMention) -> str:
    """Return the day of a line in a calendar: calendars look ahead, and a little back."""
    if date.open and span(date.value).last < scene.document.published - _JUST:
        return date.future
    return date.value


def _told_back(scene: Scene, sentence: Sentence, mark: Mark) -> str:
    """Return the day that the sentence itself puts in the past, or "" where it does not.

    As in "three weeks after its May 30 opening" and "the surprise of fall 2022, when it began on October 8".
    """
    date, place = mark.date, sentence.masked.place(mark)
    if date is None or not date.open or len(date.value) < len("2024-05"):
        return ""
    if _AFTER_ITS.search(sentence.text, 0, place) and not _WILL.search(sentence.text):
        return date.past.partition("/")[0]
    for other, at in sentence.placed(Kind.DATE):
        found = _WHEN.match(sentence.text, at + 1)
        if found is None or other.date is None or not (found.end() <= place < at + _WHEN_REACH):
            continue
        frame = span(other.date.value)
        if not other.date.year_stated or frame.last >= scene.document.published:
            continue
        for year in (frame.first.year, frame.last.year):
            value = f"{year}{date.value[4:]}"
            if "/" not in value and frame.first <= span(value).first <= frame.last:
                return value
    return ""


def value_of(  # noqa: PLR0911 - each return is a ground of its own
    scene: Scene, sentence: Sentence, mark: Mark, deed: Cue | None, how: Mood
) -> str:
    """Return the date's value, its year chosen by tense where the text leaves it open."""
    date = mark.date
    assert date is not None  # noqa: S101 - only date marks come here
    published = scene.document.published
    if told := _told_back(scene, sentence, mark):
        return told
    if deed is not None and deed.name.endswith("past"):
        return date.past.partition("/")[0]  # "aired from October to December": it came out in October
    if how.modality in (Modality.EXPECTED, Modality.RUMOURED):
        return date.future
    if _RUN.fullmatch(date.value) and _BETWEEN.search(mark.name):
        return date.opening  # "will be released between May 2 and June 6"
    begin = max(deed.start - _AUXILIARY, sentence.clause(deed.start)[0]) if deed is not None else 0
    if deed is not None and _PLACE.match(sentence.text, deed.start):
        begin = max(sentence.clause(deed.start)[0], deed.start - _OBJECT)  # "opens it in US theaters on …"
    verb = deed is not None and (
        _PLANNED.match(deed.name)
        or _VERB.search(sentence.text, begin, deed.end)
        or _WILL.search(sentence.text, sentence.clause(deed.start)[0], deed.start)
        or _AHEAD.match(sentence.text, deed.end)
    )
    if deed is None:  # "will continue with part 2 in October"
        place = sentence.masked.place(mark)
        verb = _COMING.search(sentence.text, sentence.clause(place)[0], place)
    if verb and date.open and date.weekday is not None and span(date.future).first <= published + _WEEK:
        return date.future  # "starts Monday", said on a Tuesday
    if deed is None and "/" in date.value and span(date.value).last < published:
        return date.past.partition("/")[0]  # a row of the past: "13 episodes (July to October 2023)"
    leeway = dt.timedelta() if verb and verb[0].strip() in ("will", "'ll", "to") else _JUST
    if not date.open or span(date.value).last >= published - leeway:
        return date.value
    # "opens on August 9" looks ahead, unless the day has only just gone
    ahead = verb or (scene.document.kind is DocumentKind.POST and not _GONE.search(sentence.text))
    return date.future if ahead else date.value
