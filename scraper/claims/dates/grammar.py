"""A language's dates as data, and their compilation to one pattern.

A grammar names its words (slot → word → number) and its forms, the longer before the shorter. In a
form's template `{slot}` stands for any word of that slot and `{#slot}` for its digits, a space for
one to three spaces and `~` for none to two: nothing in a template repeats without limit, so that
matching stays linear on any text.

Slots: `year` `year2` (two digits) `ryear` (0 is this year) `reiwa` (Japan's era, 1 is 2019) · `month`
`rmonth` · `day` `rday` · `week` (0 is this week) `weekend` `weekday` (Monday is 0) ·
`nth` (which of those weekdays in its month, 5 is the last) · `season` `quarter`
`half` · `feast` (1 lunar New Year, 2 Chuseok, 3 Diwali) · `midseason` ·
`third` (1 early, 2 middle, 3 late, 4 end) ·
`way` (-1 last, 0 this, 1 next, 2 the coming) · `n`
`unit` (1 day, 2 week, 3 month, 4 year) `clock` (0 minutes, 1 hours) `sign` `exact` (the very day) ·
`a` `b` (day and month in the outlet's order) · `day2`
`month2` `year3` (the far end of a range) · `holiday` (a code of `holidays.py`), `about` (its month only) ·
`ayear` (years after that of the date before) · `off` (1 later, -1 earlier than that date)
`back` (the same, where the text tells it the other way round: "a day after its debut").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.claims.languages.derivatives import State, States
from scraper.claims.languages.spelling import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.claims.dates.mention import Bound

DIGITS = {
    "year": r"(?:19|20)[0-9]{2}(?![0-9])",
    "year2": r"[0-9]{2}(?![0-9])",
    "year3": r"(?:19|20)[0-9]{2}(?![0-9])",
    "month": r"[0-9]{1,2}(?![0-9])",
    "month2": r"[0-9]{1,2}(?![0-9])",
    "day": r"[0-9]{1,2}(?![0-9])",
    "day2": r"[0-9]{1,2}(?![0-9])",
    "a": r"[0-9]{1,2}(?![0-9])",
    "b": r"[0-9]{1,2}(?![0-9])",
    "n": r"[0-9]{1,3}(?![0-9])",
    "quarter": r"[1-4](?![0-9])",
    "half": r"[12](?![0-9])",
    "reiwa": r"[0-9]{1,2}(?![0-9])",
}
SPACE = r"[^\S\n]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """How one language writes dates. Words are lower case."""

    language: str
    words: Mapping[str, Mapping[str, int]]
    forms: tuple[tuple[str, str], ...]
    digits: str  # template of the numbers that can begin a date, with as much after them as tells
    spaced: bool = True  # words stand apart, so a form begins and ends at a word's edge
    join: str = r"[-–—~]"  # template between the two sides of a range
    paired_join: str = ""  # the same where `pair` stands before the first side ("between … and")
    pair: str = ""
    before: Mapping[str, Bound] = field(default_factory=dict)  # words that stand before a bounded date
    after: Mapping[str, Bound] = field(default_factory=dict)  # words or endings that follow one
    not_before: str = ""  # pattern that must not stand directly before: "every"
    numbered: str = ""  # pattern that must not stand directly before a figure: "episode"
    not_after: str = ""  # pattern that must not follow: "28일간" is a length of time
    day_first: bool | None = None  # None: the outlet decides
    # Form → pattern sought right before it. What lacks its licence is dropped, or, of form "year", bare.
    licence: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # form → slots it implies
    ambiguous: frozenset[str] = frozenset()  # months that are other words too: they need "month"'s licence
    modal: frozenset[str] = frozenset()  # … even with a capital, unless "modal"'s licence stands before
    never_alone: frozenset[str] = frozenset()  # short weekdays that are words: "the Sun"
    shift: Mapping[str, int] = field(
        default_factory=dict
    )  # "a week" + word + date: how far it moves the date
    carried: str = ""  # template between a year and a month of it: "next year, probably in"
    from_to: str = ""  # template between two days of one month: "6월 10일에서 3일로"
    either: str = ""  # template of "or": joins months alone, "February or March"


@dataclass(frozen=True, slots=True)
class Form:
    """One compiled form: where its slots' groups are in the bundle's pattern."""

    name: str
    slots: tuple[tuple[str, int, Mapping[str, int] | None], ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The forms that can begin with the same word, as one pattern: far fewer to try than all."""

    pattern: re.Pattern[str]
    forms: Mapping[int, Form]  # by the number of the form's own group
    begin: State  # from which a text is followed letter by letter


@dataclass(frozen=True, slots=True)
class Compiled:
    """A grammar ready for use."""

    grammar: Grammar
    trigger: re.Pattern[str]  # finds where a form may begin; cheap
    bundles: Mapping[str, Bundle]  # by the word that the trigger found; "" is for digits
    join: re.Pattern[str]
    from_to: re.Pattern[str] | None
    either: re.Pattern[str] | None
    carried: re.Pattern[str] | None
    paired_join: re.Pattern[str] | None
    pair: re.Pattern[str] | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    numbered: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    licence: Mapping[str, re.Pattern[str]]
    shift: re.Pattern[str] | None  # groups: number, unit, word


def numbered(*rows: str, start: int = 1) -> dict[str, int]:
    """Return words with their numbers, one number a row: months, weekdays (`start=0`) …."""
    return {word: number for number, row in enumerate(rows, start) for word in row.split()}


def spell(template: str) -> str:
    """Turn the template's own signs for space into bounded patterns."""
    signs = {" ": SPACE + "{1,3}", "~": SPACE + "{0,2}"}
    return re.sub(r"\[[^\]]*\]|[ ~]", lambda found: signs.get(found[0], found[0]), template)


def alternatives(words: Mapping[str, object]) -> str:
    """All words as one alternation, the longest first."""
    return "|".join(
        re.escape(w).replace(r"\ ", SPACE + "{1,3}") for w in sorted(words, key=lambda w: (-len(w), w))
    )


def build(grammar: Grammar) -> Compiled:
    """Compile a grammar. Raises KeyError for a slot that it has no words for."""
    # A number never begins inside another one: 2,024 and 10:30 hold no year and no day.
    edge = r"(?<!\w)(?<![0-9][-.,:/–])" if grammar.spaced else r"(?<![0-9])(?<![0-9][.,:/])"
    begins = [_starts(template, grammar) for _, template in grammar.forms]
    words = sorted({word for starts in begins for word in starts}, key=lambda w: (-len(w), w))
    known: dict[tuple[int, ...], Bundle] = {}
    states = States()
    bundles: dict[str, Bundle] = {}
    for word in ("", *words):
        chosen = tuple(i for i, starts in enumerate(begins) if _may_begin(word, starts, grammar.forms[i][1]))
        if chosen not in known:
            known[chosen] = _bundle(grammar, chosen, states)
        bundles[word] = known[chosen]
    spelled = one_of(words)
    return Compiled(
        grammar=grammar,
        trigger=re.compile(f"{edge}(?:(?=[0-9])(?:{spell(grammar.digits)})|({spelled}))"),
        bundles=bundles,
        join=re.compile(spell(grammar.join)),
        from_to=_optional(grammar.from_to),
        either=_optional(grammar.either),
        carried=_optional(grammar.carried),
        paired_join=_optional(grammar.paired_join),
        pair=_optional(grammar.pair, "$"),
        before=re.compile(rf"(?<!\w)({alternatives(grammar.before)}){SPACE}{{0,3}}$")
        if grammar.before
        else None,
        after=re.compile(rf"{SPACE}{{0,2}}({alternatives(grammar.after)})") if grammar.after else None,
        not_before=_optional(grammar.not_before, "$"),
        numbered=_optional(grammar.numbered, "$"),
        not_after=_optional(grammar.not_after),
        shift=re.compile(
            rf"(?<!\w)([0-9]{{1,2}}|{alternatives(grammar.words['n'])}){SPACE}"
            rf"({alternatives(grammar.words['unit'])}){SPACE}({alternatives(grammar.shift)}){SPACE}(?:the{SPACE})?$"
        )
        if grammar.shift
        else None,
        licence={name: re.compile(spell(f"(?:{p})") + "$") for name, p in grammar.licence.items()},
    )


def _optional(template: str, tail: str = "") -> re.Pattern[str] | None:
    return re.compile(f"(?:{spell(template)}){tail}") if template else None


def _may_begin(word: str, starts: set[str], template: str) -> bool:
    """Whether a form can begin with the word that the trigger saw ("" is a number)."""
    if not word:
        return "{#" in template
    return any(start.startswith(word) or word.startswith(start) for start in starts)


def _bundle(grammar: Grammar, chosen: tuple[int, ...], states: States) -> Bundle:
    branches: list[str] = []
    forms: dict[int, Form] = {}
    group = 0
    for index in chosen:
        name, template = grammar.forms[index]
        group += 1
        body, slots = _grouped(template, grammar, group)
        forms[group] = Form(name, slots)
        branches.append(f"({body})" + (r"(?!\w)" if grammar.spaced else ""))
        group += len(slots)
    pattern = "|".join(branches) or "(?!)"
    return Bundle(re.compile(pattern), forms, states.of(pattern))


def _grouped(
    template: str, grammar: Grammar, before: int
) -> tuple[str, tuple[tuple[str, int, Mapping[str, int] | None], ...]]:
    """Replace the slots by groups, and say which group (counted on from `before`) is which slot."""
    slots: list[tuple[str, int, Mapping[str, int] | None]] = []

    def group(found: re.Match[str]) -> str:
        words = None if found[1] else grammar.words[found[2]]
        slots.append((found[2], before + len(slots) + 1, words))
        return f"({DIGITS[found[2]] if words is None else alternatives(words)})"

    return re.sub(r"\{(#?)([a-z][a-z0-9]*)\}", group, spell(template)), tuple(slots)


def _starts(template: str, grammar: Grammar) -> set[str]:
    """Literal beginnings of what a form can match; digits go without saying."""
    if not template or template.startswith("{#"):
        return set()
    if slot := re.match(r"\{([a-z][a-z0-9]*)\}", template):
        return {word.split(" ")[0] for word in grammar.words[slot[1]]}
    if template[0] in "([":
        inner, rest = _bracketed(template)
        if inner.startswith(("?!", "?<!")):
            return _starts(rest, grammar)
        parts = inner if template[0] == "[" else _alternatives(inner.removeprefix("?:"))
        first = {
            start for part in parts for start in (_starts(part, grammar) if template[0] == "(" else {part})
        }
        return first | (_starts(rest[1:].lstrip("~ "), grammar) if rest.startswith("?") else set())
    if literal := re.match(r"[^\W\d_]+", template):
        follower = template[literal.end() : literal.end() + 1]
        return {literal[0][:-1] if follower == "?" else literal[0]}
    msg = f"a form begins with a slot, a word or a group: {template!r}"
    raise ValueError(msg)


def _bracketed(template: str) -> tuple[str, str]:
    """Split "(…)rest" or "[…]rest" into the inside and the rest."""
    if template[0] == "[":
        inner, _, rest = template[1:].partition("]")
        return inner, rest
    depth = 0
    for at, sign in enumerate(template):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return template[1:at], template[at + 1 :]
    msg = f"unbalanced: {template!r}"
    raise ValueError(msg)


def _alternatives(inner: str) -> list[str]:
    """Split at the bars that stand in no inner group."""
    parts, depth = [""], 0
    for sign in inner:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
