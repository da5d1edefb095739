"""How surely a predicate says it.

Mood cues stand behind the verb, those that set a date aside before or around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.modality import Mood
from scraper.model import Modality

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_REACH = 7.0  # words behind the verb in which its mood can stand
_BEYOND = 7.0  # … behind a clause's border: "… 예정이라며, … 것으로 알려졌다"
_DENIAL = 4.0
_CLOSE = 3.0
# What is said to be lacking so that all goes as planned: "첫 방송에 변동이 없다".
_UNHARMED = re.compile(
    r"(?:변동|변화|변경|차질|문제|이상|지장|이견|흔들림|무리|영향|틀림|변함|어김|이변"
    r"|가능성을 (?:배제|부인|부정)하지|걸림돌|의심할 여지|이의|정신|여념)(?:이|은|가|도)? ?$"
)
# "연기되지 않았다": what is denied is the delay, and the date stands
_UNDELAYED = re.compile(
    r"(?:(?:연기|취소|무산|불발|보류|철회|중단|변경)(?:되|하)|미루|미뤄지|늦추|늦어지|바꾸|바뀌)"
    r"지(?:는|도)? ?$"
    r"|(?:연기|취소|무산|불발|보류|철회|변경)(?:설|된다는 (?:소문|보도|루머|이야기))"
    r"(?:은|는|이|가|을|를|도|에 대해)?[^.\"']{0,6}[\"']?$"
)
_OWN_SUBJECT = re.compile(r"[가-힣]+(?:이|가) $")  # "16부작 내내 악역이 없는 드라마"
_MARKED = (Kind.DATE, Kind.COUNT)
# Later ones give way: a denial of a rumour is a denial.
_ORDER = (
    ("past", Modality.PAST),
    ("denied", Modality.DENIED),
    ("rumoured", Modality.RUMOURED),
    ("expected", Modality.EXPECTED),
)


def mood(sentence: Sentence, place: int, start: int, end: int, reach: float = _REACH) -> Mood:
    """Return the mood of the cue `[start, end)` that governs the mark at `place`.

    `reach` is how many words behind the cue its mood can stand.
    """
    if own := _own(sentence, place):
        return Mood(Modality.PAST, why=own)
    names: dict[str, str] = {}
    for cue in sentence.modes:
        if any(cue.start <= p < cue.end for _, p in sentence.placed(*_MARKED)):
            continue
        if name := _holds(sentence, cue, place, start, end, reach):
            names.setdefault(name, sentence.text[cue.start : cue.end])
    asked, conditional = "asked" in names, "conditional" in names
    for name, modality in _ORDER:
        if name in names:
            return Mood(modality, asked, conditional, names[name])
    return Mood(Modality.CONFIRMED, asked, conditional)


def _holds(  # noqa: PLR0911, PLR0913, PLR0917 - a cue and all that it can be said of, and each ground
    sentence: Sentence, cue: Cue, place: int, start: int, end: int, reach: float
) -> str:
    """Return the mood that a cue gives, or "" where it speaks of something else."""
    far = sentence.distance(min(end, cue.start), cue.start)
    if cue.name == "once":
        return "past" if cue.end <= max(start, place) and _aside_holds(sentence, cue.end, place) else ""
    if cue.name == "past":
        return "past" if cue.start >= start and far <= _CLOSE else ""
    if cue.name in ("refuted", "denied") and any(
        found.start() >= end  # "시즌2는 무산되지 않았다" denies what it is asked of
        for unsaid in (_UNHARMED, _UNDELAYED)
        if (found := unsaid.search(sentence.text, max(0, cue.start - 16), cue.start))
    ):
        return ""
    if cue.name == "refuted":
        spoken = '"' in sentence.text[end : cue.start - 1].replace('"라', "")
        return "denied" if cue.start >= start and not spoken else ""
    if cue.name == "conditional" and far > _BEYOND:
        return ""  # in a post without full stops, another sentence
    if cue.name == "asked":
        return "asked"
    if (
        cue.name == "denied"
        and _OWN_SUBJECT.search(sentence.text, end, cue.start)
        and _counted(sentence, place)
    ):
        return ""
    if cue.start < min(start, place + 1) and cue.name != "conditional":
        return ""
    own = cue.name == "denied" and start <= cue.start and cue.end <= end  # 없던 일이 됐다: the verb's own
    return cue.name if not own and _reaches(sentence, cue, max(start, end - 1), far, reach) else ""


def _counted(sentence: Sentence, place: int) -> bool:
    return any(p == place for _, p in sentence.placed(Kind.COUNT))


def _reaches(sentence: Sentence, cue: Cue, verb: int, far: float, reach: float) -> bool:
    """Whether a cue behind the verb is near enough; hearsay reaches over a clause's border."""
    _, border = sentence.clause(verb)
    if cue.start >= border:
        return cue.name == "rumoured" and far <= (_BEYOND if reach >= _REACH else reach)
    if reach < _REACH and far > reach:
        return False
    return cue.name != "denied" or far <= _DENIAL


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
