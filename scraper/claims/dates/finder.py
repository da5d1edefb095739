"""Text to date mentions: fold | trigger | match | resolve | join ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from scraper.claims.dates.anchor import (
    counts_from_another,
    day_beside,
    day_of_month,
    from_date,
    moved,
)
from scraper.claims.dates.grammar import Compiled, Grammar, build
from scraper.claims.dates.mention import Bound, DateMention, Precision
from scraper.claims.dates.ranges import LOOK_BACK, Match, joined
from scraper.claims.dates.resolve import resolve
from scraper.claims.languages.derivatives import goes_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LANGUAGES = ("en", "ko", "id", "es", "ja")
# Characters that show nothing and yet stand between letters: soft hyphen, zero-width space and
# joiners, direction marks, byte order mark.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
FULL_WIDTH = {0xFF10 + i: 0x30 + i for i in range(10)} | {
    0xFF0F: "/",
    0xFF0E: ".",
    0xFF5E: "~",
    0x301C: "~",
    0x223C: "~",
}
SPACES = re.compile(r"[^\S\n]+")
QUOTES = "'\"‘’“”<>〈〉《》「」『』"
TITLE_LIKE = ("year", "day-word", "month", "season")
CAPITAL = re.compile(r"[^\S\n][A-Z][a-z]")
_INEXACT = re.compile(r"(?<!\w)(?:more than|less than|over|under|almost|nearly|about|around|some|barely) ?$")
_FIGURES = re.compile(r"\d+")
_AHEAD = 10  # characters by which most of what begins like a date and is none has parted from all forms
_NEAR = 160  # characters between a date and another one that counts from it
_AHEAD_YEARS = 2  # of a year in quotes that is told of what is to come


@cache
def compiled(language: str) -> Compiled:
    """Return the compiled grammar of a language; English where there is none of its own."""
    name = language if language in LANGUAGES else "en"
    grammar: Grammar = import_module(f"scraper.claims.dates.{name}").GRAMMAR
    return build(grammar)


def find(text: str, *, language: str, today: date, day_first: bool = False) -> list[DateMention]:
    """Find all date expressions, resolved from `today`, in order and without overlap.

    `today` is the publication day in the outlet's own zone; `day_first` says that the outlet writes
    3/10 for 3 October. An unknown language is read as English. Dates that no calendar has (31
    February, 2022-13-45) are left out. Time is linear in the length of the text.
    """
    grammar = compiled(language)
    if grammar.trigger.search(text) is None and grammar.trigger.search(text.lower()) is None:
        return []
    seen, places = _visible(text)
    folded = _fold(seen)
    matches = joined(
        list(_matches(seen, folded, grammar, today, day_first=day_first)), folded, grammar, today
    )
    return [_mention(m, folded, grammar, places) for m in matches]


def _visible(text: str) -> tuple[str, list[int] | None]:
    """Take out the characters that show nothing; the list says where each character stood."""
    if INVISIBLE.search(text) is None:
        return text, None
    places = [i for i, c in enumerate(text) if INVISIBLE.match(c) is None]
    return "".join(text[i] for i in places), [*places, len(text)]


def _fold(text: str) -> str:
    """Lower case and ASCII digits, letter for letter: offsets stay."""
    low = text.lower()
    if len(low) != len(text):  # some capitals become two letters
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low if low.isascii() else low.translate(FULL_WIDTH)


def _matches(seen: str, folded: str, known: Compiled, today: date, *, day_first: bool) -> Iterator[Match]:
    at = 0
    held: Match | None = None  # the date before, from which another one may count
    order = known.grammar.day_first
    while (begin := known.trigger.search(folded, at)) is not None:
        bundle = known.bundles[begin[1] or ""]
        start = begin.start()
        further = goes_on(bundle.begin, folded[start : start + _AHEAD])
        found = bundle.pattern.match(folded, start) if further is not None else None
        if found is None or found.lastindex is None:
            at = start + 1
            continue
        at = found.end()
        form = bundle.forms[found.lastindex]
        if not _licensed(found, form.name, seen, folded, known, today.year):
            at = _behind_number(folded, start, known) or at
            continue
        slots = dict(known.grammar.constants.get(form.name, {}))
        for slot, group, words in form.slots:
            if (word := found[group]) is not None:
                slots.setdefault(slot, int(word) if words is None else words[SPACES.sub(" ", word)])
        _order(slots, day_first=day_first if order is None else order)
        beside = held and found.start() - held.end <= _NEAR and "\n" not in seen[held.end : at]
        _carry(slots, form.name, held if beside else None, folded, found.start(), known)
        bare = held and beside and slots.keys() == {"day"}
        if held and bare and _moved_to(held, folded[held.end : found.start()], known):
            resolved = day_of_month(slots["day"], held.resolved)
        elif counts_from_another(slots):
            resolved = from_date(slots, held.resolved, today) if held and beside else None
        elif held and bare and _leads(held, slots["day"], known):
            resolved = day_beside(slots["day"], held.resolved) or resolve(slots, today)
        else:
            resolved = resolve(slots, today)
        if resolved is None:
            continue
        match = _shifted(Match(found.start(), found.end(), form.name, slots, resolved), folded, known)
        yield match
        held = match


def _behind_number(folded: str, start: int, known: Compiled) -> int:
    """Return where a number ends that counts seasons or episodes, 0 for any other: "season 2 march 10"."""
    if known.numbered is None or not known.numbered.search(folded[max(0, start - LOOK_BACK) : start]):
        return 0
    number = _FIGURES.match(folded, start)
    return number.end() if number else 0


def _carry(  # noqa: PLR0913, PLR0917 - a date, and all that is known of the one before
    slots: dict[str, int], form: str, held: Match | None, folded: str, start: int, known: Compiled
) -> None:
    """Take over from the date before what goes on from it."""
    if held and _within_year(held, slots, folded[held.end : start], known):
        slots["year"] = int(held.resolved.value[:4])
    if form == "that" and not held:
        del slots["ayear"]  # "a source says that January is the target"


def _within_year(held: Match, slots: dict[str, int], gap: str, known: Compiled) -> bool:
    """Whether a month or season is one of the year before it: "next year, most likely in autumn"."""
    return (
        held.resolved.precision is Precision.YEAR
        and held.resolved.year_stated
        and not slots.keys() & {"year", "ryear", "ayear", "way", "rmonth", "day", "n"}
        and bool(slots.keys() & {"month", "season", "quarter", "half"})
        and known.carried is not None
        and bool(known.carried.fullmatch(gap))
    )


def _moved_to(held: Match, gap: str, known: Compiled) -> bool:
    """Whether a bare day is one of the month before it: "6월 10일에서 3일로"."""
    return known.from_to is not None and "month" in held.slots and known.from_to.fullmatch(gap) is not None


def _leads(held: Match, day: int, known: Compiled) -> bool:
    """Whether a bare day counts from the date before it.

    Where days are told bare as a rule ("7일 … 6일 방송된"), each counts from the day of publication unless a
    month stands before it.
    """
    return known.grammar.spaced or ("month" in held.slots and day > held.slots.get("day", 0))


def _shifted(match: Match, folded: str, known: Compiled) -> Match:
    """Count on from a date that stands behind a length of time: "a year from this fall"."""
    before = folded[max(0, match.start - LOOK_BACK) : match.start]
    found = known.shift.search(before) if known.shift else None
    if found is None:
        return match
    begun = match.start - len(before) + found.start()
    if _INEXACT.search(folded, max(0, begun - LOOK_BACK), begun):
        return match  # "more than a week before July 2" is no day
    words = known.grammar.words
    number = int(found[1]) if found[1].isdecimal() else words["n"][SPACES.sub(" ", found[1])]
    resolved = moved(match.resolved, number * known.grammar.shift[found[3]], words["unit"][found[2]])
    if resolved is None:
        return match
    return replace(match, start=match.start - len(found[0]), form="shifted", resolved=resolved)


def _order(slots: dict[str, int], *, day_first: bool) -> None:
    """Read `a/b` as day and month in the outlet's order, or in the only order that works."""
    if "a" not in slots:
        return
    a, b = slots.pop("a"), slots.pop("b")
    if (day_first or a > 12) and b <= 12:
        a, b = b, a
    slots["month"], slots["day"] = a, b


def _licensed(  # noqa: PLR0913, PLR0917 - a match, and all that stands around
    found: re.Match[str], form: str, seen: str, folded: str, known: Compiled, year: int
) -> bool:
    """Whether what stands around lets this be a date; `year` is the one of publication."""
    start, end = found.span()
    if form == "day-word" and known.grammar.spaced and _named(seen, start, end):
        return False  # the Today show, a series called Tomorrow
    before = folded[max(0, start - LOOK_BACK) : start]
    # "episode 5", but "the first episode tonight"
    barred = (known.not_before, known.numbered if folded[start].isdigit() else None)
    if any(pattern is not None and pattern.search(before) for pattern in barred):
        return False
    if known.not_after is not None and known.not_after.match(folded, end):
        return False
    if form in TITLE_LIKE and start and before[-1] in QUOTES and folded[end : end + 1] in tuple(QUOTES):
        # a title in quotes: '1987', "Tomorrow"; but all that they said was "2025"
        return form == "year" and year <= int(found[0]) <= year + _AHEAD_YEARS
    if form == "month" or found[0].rstrip(".") in known.grammar.ambiguous:
        licensed = _has_licence("month", before, known)
        verb = _modal(found, known) and not _has_licence("modal", before, known)
        return licensed if verb else _alone(found, seen, known, licensed=licensed)
    return form == "year" or _has_licence(form, before, known)


def _has_licence(form: str, before: str, known: Compiled) -> bool:
    """Whether the form needs no licence, or has it right before it."""
    return form not in known.licence or known.licence[form].search(before) is not None


def _alone(found: re.Match[str], seen: str, known: Compiled, *, licensed: bool) -> bool:
    """Whether a month or short weekday alone is one: not in "August Wilson", "may", "they march"."""
    start, end = found.span()
    ambiguous = found[0].rstrip(".") in known.grammar.ambiguous
    if known.grammar.spaced and CAPITAL.match(seen, end) and seen[start].isupper():
        return licensed and not ambiguous
    if found[0].rstrip(".") in known.grammar.never_alone:
        return False
    if licensed or not ambiguous:
        return True
    return _named(seen, start, end)


def _modal(found: re.Match[str], known: Compiled) -> bool:
    """Whether a month is a verb too, so that a capital does not tell: "May release in June"."""
    return found[0].rstrip(".") in known.grammar.modal


def _named(seen: str, start: int, end: int) -> bool:
    """Whether a word bears a capital that neither its sentence nor its headline gives it."""
    before = seen[:start].rstrip() if start < LOOK_BACK else seen[start - LOOK_BACK : start].rstrip()
    return seen[start:end].istitle() and before[-1:] not in ("", ".", "!", "?", "\n", *QUOTES)


def _mention(match: Match, folded: str, known: Compiled, places: list[int] | None) -> DateMention:
    before = folded[max(0, match.start - LOOK_BACK) : match.start]
    start, end = match.start, match.end
    year = known.licence.get("year")
    return DateMention(
        start=start if places is None else places[start],
        end=end if places is None else places[end - 1] + 1,
        value=match.resolved.value,
        past=match.resolved.past,
        future=match.resolved.future,
        precision=match.resolved.precision,
        form=match.form,
        year_stated=match.resolved.year_stated,
        relative=match.resolved.relative,
        weekday=match.slots.get("weekday"),
        bound=_bound(before, folded, end, known),
        bare=match.form == "year" and (year is None or year.search(before) is None),
    )


def _bound(before: str, folded: str, end: int, known: Compiled) -> Bound:
    grammar = known.grammar
    if known.before is not None and (found := known.before.search(before)):
        return grammar.before[SPACES.sub(" ", found[1])]
    if known.after is not None and (found := known.after.match(folded, end)):
        return grammar.after[SPACES.sub(" ", found[1])]
    return Bound.NONE
