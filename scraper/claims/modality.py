"""How surely a sentence says something, and on whose word.

A mode cue counts for what stands in its clause. One that spans a mark itself ("from <date> to …",
"instead of <date>") speaks of that mark alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.model import Modality, Speaker

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

# Cues of these names cover the whole sentence when nothing else speaks of the clause.
_SENTENCE_WIDE = ("rumoured",)
_SPEAKERS = {s.value: s for s in Speaker}
_INFORMED = re.compile(r"sources (?:are )?(?:tell|told)|people familiar")
_OPENING = 2  # characters of quotes before the first word
_QUESTION = "?"
# "?!" and "??" exclaim more often than they ask, unless the words stand as in a question
_STOP = re.compile(r"[?!.…]+(?=[\"')*_]*(?:\s|$))")
_INVERTED = re.compile(
    r"[\s\"'(*_—-]*(?:wait|so|and|but|ok(?:ay)?|um|hey|guys|anyone know)?[ ,]*(?:so |if )?"
    r"(?:is|are|was|will|when|did|does|do|has|have|can|could|how|why|what|where|who|should|would)(?!\w)"
)
_OVERCOME = re.compile(r"(?<!\w)(?:after|despite|having|since|from) (?:having )?(?:been |being )?.?$")
# What somebody had said ends where another voice or the present comes in.
_TURN = re.compile(r"[;(]|\b(?:but|now|while|whereas|though|although|yet|instead)\b")
# "was due in May, then in June": the second date is as past as the first.
_STILL_PAST = re.compile(r"\b(?:then|later|before|again|first|once|original(?:ly)?)\b")
_ONLY_WHEN = re.compile(
    r"(?<!\w)(?:before|until|when|after) "
    rf"(?:it|they|(?:the )?[\"']?[\w{MARKS['title']}{MARKS['scope']}]+[\"']?) $"
)
_ALSO = re.compile(
    r"been? |(?:premiere|air|debut|launch|release|open|arrive|return|stream|drop|land|hit|come|bow"
    r"|start|begin)(?!\w)"
)
_SAID_TO = re.compile(r"(?:said|thought|believed|rumou?red|reported|understood) to|reportedly|apparently")
_BRACKETED = re.compile(r"[(](?:on |in |for |from )?(?:the )?$")
_BRACKET_REACH = 12  # characters
_RELATIVE_REACH = 40  # characters before a negation in which its relative pronoun stands
# "never quieter since it began"; fans begin sentences small: "never so tense. all 8 are up"
_STOPPED = re.compile(r"[a-z]{3}\. | since ")
_RELATED = re.compile(r"(?<!\w)(?:who|which|that|whose)(?: \w+){0,2} $")
_MARKED = (Kind.DATE, Kind.COUNT)


class Mood(NamedTuple):
    """What the mode cues around a claim come to."""

    modality: Modality
    asked: bool = False  # a question: nothing is claimed
    conditional: bool = False  # "if …", "would love": nothing is claimed
    why: str = ""


def mood(sentence: Sentence, place: int, deed: Cue | None = None) -> Mood:
    """Return the mood in which the mark or cue at `place`, governed by `deed`, stands."""
    found = sentence.moods.get((place, deed))
    if found is None:
        found = sentence.moods[place, deed] = _mood(sentence, place, deed)
    return found


def _mood(sentence: Sentence, place: int, deed: Cue | None) -> Mood:  # noqa: C901, PLR0912 - each test is one reason why a cue says nothing here
    start, end = sentence.clause(place)
    if (bracket := _BRACKETED.search(sentence.text, max(0, place - _BRACKET_REACH), place)) is not None:
        start = min(
            start, sentence.clause(max(0, bracket.start() - 1))[0]
        )  # "was due in theaters (March 20)"
    if deed is not None:
        begin, stop = sentence.clause(deed.start)
        start, end = min(start, begin), max(end, stop)
    names: dict[str, Cue] = {}
    for cue in sentence.modes:
        spans_mark = [
            p
            for m, p in zip(sentence.masked.marks, sentence.masked.places, strict=True)
            if cue.start <= p < cue.end and m.kind in _MARKED
        ]
        if spans_mark:
            if place in spans_mark:
                names[cue.name] = cue
                if cue.name == "refuted":
                    return Mood(Modality.DENIED, why=sentence.text[cue.start : cue.end])
                if cue.name == "past":
                    return Mood(Modality.PAST, why=sentence.text[cue.start : cue.end])
            continue
        if (
            deed is not None
            and deed.start <= cue.start
            and cue.end <= deed.end
            and cue.name not in ("expected", "past", "denied", "rumoured")
        ):
            continue
        if cue.name == "refuted" and cue.end <= place:
            return Mood(Modality.DENIED, why=sentence.text[cue.start : cue.end])
        inside = start <= cue.start < end or (
            # "had once hoped to": "once" begins no clause there
            cue.name == "past" and (cue.start < start < cue.end or _goes_on(sentence, cue, place))
        )
        opening = cue.name == "conditional" and cue.start <= _OPENING  # "if it is renewed, it would …"
        if not (inside or opening or cue.name in _SENTENCE_WIDE or cue.name == "asking"):
            continue
        if cue.name in ("past", "conditional") and _quoted(sentence.text, cue, place):
            continue
        if cue.name == "rumoured" and _of_another_verb(sentence, cue, place, deed):
            continue
        if cue.name == "denied" and not _negates(sentence, cue, place, deed):
            continue
        if cue.name == "expected" and not _reaches(sentence, cue, place, deed):
            continue
        if cue.name == "past" and (
            not _reaches(sentence, cue, place, deed) or _spent(sentence, cue, place, deed)
        ):
            continue
        names.setdefault(cue.name, cue)
    return _settle(sentence, names)


def _settle(sentence: Sentence, names: dict[str, Cue]) -> Mood:
    def why(name: str) -> str:
        return sentence.text[names[name].start : names[name].end]

    if {"rumoured", "expected"} <= names.keys() and _INFORMED.search(why("rumoured")):
        del names["rumoured"]  # "people familiar with the schedule say that it is due": somebody's schedule
    asked, conditional = (
        bool("asked" in names or ("asking" in names and _QUESTION in sentence.text[-3:])),
        "conditional" in names,
    )
    for name, modality in (
        ("past", Modality.PAST),
        ("denied", Modality.DENIED),
        ("rumoured", Modality.RUMOURED),
        ("expected", Modality.EXPECTED),
    ):
        if name in names:
            return Mood(modality, asked, conditional, why(name))
    return Mood(Modality.CONFIRMED, asked, conditional)


def _reaches(sentence: Sentence, cue: Cue, place: int, deed: Cue | None) -> bool:
    """Whether nothing else stands between a past or expected cue and what it is said of."""
    if sentence.language.verb_last:
        return True
    anchor = min(place, deed.start) if deed is not None else place
    if cue.start >= anchor and deed is not None and not (deed.start <= cue.start < max(deed.end, place)):
        return sentence.distance(min(place + 1, cue.start), cue.start) < 6
    return True


def _spent(sentence: Sentence, cue: Cue, place: int, deed: Cue | None) -> bool:
    """Whether a past plan has a date of its own before: "was first set for May 3, is now due on June 7"."""
    if deed is None or not cue.end <= deed.start:
        return False
    if "," in sentence.text[cue.end : deed.start] and _ONLY_WHEN.search(sentence.text, 0, cue.start):
        return True  # "just before it was to premiere, it was moved to March 22"
    if deed.start >= place:
        return False
    if _ALSO.match(sentence.text, deed.start) and sentence.text.endswith("and ", cue.end, deed.start):
        return False  # "was to have been shot in May and been released in June"
    own = [p for _, p in sentence.placed(Kind.DATE) if cue.start <= p < deed.start]
    return bool(own) and not _STILL_PAST.search(sentence.text, own[0], place)


def _goes_on(sentence: Sentence, cue: Cue, place: int) -> bool:
    """Whether what somebody had said goes on at `place`: "had written that …, and that it opens in May"."""
    if not sentence.text[cue.start : cue.end].endswith(" that"):
        return False
    between = sentence.text[cue.end : max(cue.end, place)]
    return " and that " in between and not _TURN.search(between)


def _quoted(text: str, cue: Cue, place: int) -> bool:
    """Whether a cue stands in a quote that ends before the place: '"Ten would be too many," he says of …'."""
    if place < cue.end or text.count('"', cue.end, place) % 2 == 0:
        return False
    return text.count('"', 0, cue.start) % 2 == 1


def _of_another_verb(sentence: Sentence, cue: Cue, place: int, deed: Cue | None) -> bool:
    """Whether what is "said to" be is told behind an aside: "the film, due on May 3, is said to run long"."""
    stop = max(place, deed.end) if deed is not None else place
    return (
        cue.start > stop
        and _SAID_TO.match(sentence.text, cue.start, cue.end) is not None
        and "," in sentence.text[stop : cue.start]
    )


def _negates(sentence: Sentence, cue: Cue, place: int, deed: Cue | None) -> bool:
    """Whether a negation stands where it turns the deed."""
    target = deed.start if deed is not None else place
    if sentence.language.verb_last:
        reach = sentence.distance(min(target, cue.start), max(target, cue.start))
        return cue.start >= min(target, place) - 2 and reach <= 8
    if deed is not None and deed.start <= cue.start < deed.end:
        return not deed.name.endswith(
            ("cancelled", "released", "paused")
        )  # "will not go ahead" is the state itself
    if deed is not None and 0 <= cue.start - deed.end <= 1:  # "has announced nothing of the kind"
        return sentence.text[cue.start : cue.end].startswith(("no", "neither"))
    if cue.start > max(target, place) or _STOPPED.search(sentence.text, cue.end, max(cue.end, target)):
        return False
    if "," in sentence.text[cue.end : target] and _RELATED.search(
        sentence.text, max(0, cue.start - _RELATIVE_REACH), cue.start
    ):
        return False  # "a nanny who never sleeps, comes to Hulu on …"
    return sentence.distance(cue.end, max(target, cue.end)) <= 6


def asked(sentence: Sentence, deed: Cue) -> bool:
    """Whether the deed stands in a question, though the sentence goes on: "Axed? Its star says no"."""
    found = _STOP.search(sentence.text, deed.end)
    if found is None or "?" not in found[0]:
        return False
    start = max((m.end() for m in _STOP.finditer(sentence.text, 0, deed.start)), default=0)
    return "??" not in found[0] or bool(_INVERTED.match(sentence.text, start))


def overcome(sentence: Sentence, deed: Cue) -> bool:
    """Whether a stop is told as one that is over: "after being shelved in January, it now opens in May"."""
    return bool(_OVERCOME.search(sentence.text, 0, deed.start + 1))


def speaker(sentence: Sentence, place: int) -> tuple[Speaker, str]:
    """Return on whose word the claim at `place` stands and how the text names them."""
    best: tuple[float, Cue] | None = None
    for cue in sentence.speakers:
        lo, hi = min(cue.end, place), max(cue.start, place)
        cost = sentence.distance(min(lo, hi), max(lo, hi))
        if best is None or cost < best[0]:
            best = (cost, cue)
    if best is None:
        return Speaker.OUTLET, ""
    cue = best[1]
    return _SPEAKERS.get(cue.name, Speaker.OUTLET), _named(sentence, cue)


def _named(sentence: Sentence, cue: Cue) -> str:
    """Return the speaker in the text's own words: the mark inside the cue, else the cue itself."""
    for mark, p in zip(sentence.masked.marks, sentence.masked.places, strict=True):
        if cue.start <= p < cue.end and mark.kind in (Kind.PLATFORM, Kind.PERSON, Kind.OUTLET, Kind.DATABASE):
            return mark.name
    return sentence.text[cue.start : cue.end].strip()
