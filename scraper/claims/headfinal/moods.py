"""How surely a predicate says it: mood cues stand behind the verb, setting-aside ones before or around the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.modality import Mood
from scraper.model import Modality

if TYPE_CHECKING:
    from scraper.claims.sentence import Sentence

_REACH = 7.0  # words behind the verb in which its mood can stand
_BEYOND = 12.0  # … behind a clause's border: "… 예정이라며, … 것으로 알려졌다"
_DENIAL = 4.0
_MARKED = (Kind.DATE, Kind.COUNT)
# Later ones give way: a denial of a rumour is a denial.
_ORDER = (
    ("denied", Modality.DENIED),
    ("rumoured", Modality.RUMOURED),
    ("expected", Modality.EXPECTED),
)


def mood(sentence: Sentence, place: int, start: int, end: int, reach: float = _REACH) -> Mood:
    """Return the mood of the cue `[start, end)` that governs the mark at `place`."""
    names: dict[str, str] = {}
    own = _own(sentence, place)
    if own:
        return Mood(Modality.PAST, why=own)
    _, border = sentence.clause(max(start, end - 1))
    for cue in sentence.modes:
        if any(cue.start <= p < cue.end and m.kind in _MARKED for m, p in sentence.placed(*_MARKED)):
            continue
        word = sentence.text[cue.start : cue.end]
        if cue.name == "once":
            if cue.end <= max(start, place) and _aside_holds(sentence, cue.end, place):
                names.setdefault("past", word)
            continue
        if cue.name == "past":
            if cue.start >= start and sentence.distance(min(end, cue.start), cue.start) <= 3:
                names.setdefault("past", word)
            continue
        if cue.name == "refuted":
            if cue.start >= start and '"' not in sentence.text[end : cue.start].replace('"라', ""):
                names.setdefault("denied", word)
            continue
        if cue.name in ("asked",):
            names.setdefault(cue.name, word)
            continue
        if cue.start < min(start, place + 1) and cue.name not in ("conditional",):
            continue
        far = sentence.distance(min(end, cue.start), cue.start)
        if far > reach and cue.start >= border or (cue.start < border and reach < _REACH and far > reach):
            continue
        if cue.start >= border and not (cue.name == "rumoured" and far <= _BEYOND):
            continue
        if cue.name == "denied" and far > _DENIAL:
            continue
        names.setdefault(cue.name, word)
    asked, conditional = "asked" in names, "conditional" in names
    if "past" in names:
        return Mood(Modality.PAST, asked, conditional, names["past"])
    for name, modality in _ORDER:
        if name in names:
            return Mood(modality, asked, conditional, names[name])
    return Mood(Modality.CONFIRMED, asked, conditional)


def _own(sentence: Sentence, place: int) -> str:
    """Return the words that set aside the very mark at `place`, or ""."""
    for cue in sentence.modes:
        if cue.name == "past" and cue.start <= place < cue.end:
            spanned = [p for _, p in sentence.placed(*_MARKED) if cue.start <= p < cue.end]
            if spanned and spanned[0] == place:
                return sentence.text[cue.start : cue.end]
    return ""


def _aside_holds(sentence: Sentence, end: int, place: int) -> bool:
    """Whether "originally" still holds at `place`: no date or count of its kind stands between."""
    kind = next((m.kind for m, p in sentence.placed(*_MARKED) if p == place), None)
    if kind is None:
        return sentence.distance(end, max(end, place)) <= _REACH
    return place == next((p for m, p in sentence.placed(kind) if p >= end), -1)
