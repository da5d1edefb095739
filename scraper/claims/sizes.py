"""What a count is the size of: the installment spoken of, its parts, each of several, or another season.

A construction's name is the name of its list in the language's [count] table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.differences import differing
from scraper.claims.installment import Installment
from scraper.claims.marks import Kind, Mark
from scraper.model import Modality

if TYPE_CHECKING:
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_MOST = 300  # episodes; more is a daily soap, and more likely a misreading
_MOST_NUMBERED = 30  # episodes of a later season; a higher number counts on from the first
_MOST_HOURS = 60  # "locked in for over 100 hours" is the story's own time
_PIECES = 4  # parts or seasons that one number is said of
_IN_PARTS = re.compile(r"\b(?:two|three) (?:parts|halves|volumes)\b")
_SEASONS = re.compile(r"\b(two|three|four|2|3|4) seasons\b")
_HALF = 3  # episodes; fewer are those of a premiere or a finale
_WEEKLY = re.compile(r"week|(?:mon|tues|wednes|thurs|fri|satur|sun)days(?!\w)|nightly|daily")
_GOES_ON = ("more", "others")
_ORIGINAL = re.compile(r"original|inaugural|with which")
_USUAL = re.compile(r"usual|customary|normal|standard|traditional|typical")
# Smaller numbers are the episodes of a premiere, or not episodes at all.
_LEAST = {
    "first": 3,
    "latter": 3,
    "others": 3,
    "loose": 4,
    "hours": 4,
    "stated": 4,
    "listed": 3,
    "sole": 1,
    "range": 1,
    "after": 3,
    "more": 3,
    "single": 3,
    "nights": 2,
    "scoped": 3,
}
_WHOLE = frozenset(
    (
        *("size", "listed", "hours", "nights", "stated", "last", "more", "others", "bare", "loose", "answer"),
        *("bracket", "after", "scoped", "single"),
    )
)


_COMPARED = frozenset(("size", "hours", "bare", "stated", "scoped", "more", "answer"))
_AFTER = re.compile(r"(?<!\w)after (?:just |only )?[^ ]+ [a-z]+$")  # "ended on May 3 after 16 episodes"
_LAST_NUMBER = frozenset(("bare", "loose", "listed", "stated", "scoped", "single"))


class Size(NamedTuple):
    """A size that a count states, and of what; without scopes it is the installment spoken of."""

    value: int
    modality: Modality | None = None  # where the form itself decides it
    scopes: tuple[Installment, ...] | None = None


def sizes(subjects: Subjects, sentence: Sentence, mark: Mark, here: Installment, *, each: bool) -> list[Size]:
    """Return the sizes that a count states; `here` is the installment spoken of, `each` is said before it."""
    found = _stated(subjects, sentence, mark, here, each=each)
    most = _MOST_HOURS if mark.name == "hours" else _MOST
    if mark.name == "single" and here.season > 1:
        most = _MOST_NUMBERED
    if mark.name == "single" and len(mark.numbers) > 1 and subjects.installments.parts:
        return []  # "part 2 ends with episodes 9 to 16": numbers of the whole, not the size of the part
    kept = [s for s in found if _LEAST.get(mark.name, 2) <= s.value <= most]
    if len(kept) == 1 and mark.name in _COMPARED and kept[0].scopes is None:
        other = differing(subjects, sentence, mark, here, kept[0].value)
        kept += [Size(other[0], Modality.CONFIRMED, (other[1],))] if other else []
    return kept


def _stated(  # noqa: PLR0911 - each return is a construction of its own
    subjects: Subjects, sentence: Sentence, mark: Mark, here: Installment, *, each: bool
) -> list[Size]:
    name = mark.name
    numbers = tuple(n for n in mark.numbers if n > 1) if name == "first" else mark.numbers
    if name == "sole":
        return [Size(1)]
    if not numbers:
        return []
    if name in ("product", "sum"):
        one, two = numbers[0], numbers[-1]
        return [Size(one * two if name == "product" else one + two)] if len(numbers) > 1 else []
    if name in ("swapped", "changed", "share", "range"):
        return _paired(subjects, mark, here) if len(numbers) > 1 else []
    if name in ("split", "twice"):
        pieces = range(1, min(numbers[0] if len(numbers) > 1 else 2, _PIECES) + 1)
        split = name == "split"
        scopes = (here._replace(part=p) if split else Installment(p) for p in pieces)
        return [Size(numbers[-1], None, tuple(scopes))]
    if name in ("earlier", "earlier_of"):
        return _earlier(subjects, mark, here)
    if name == "each" or each:
        return [Size(numbers[0], None, _each(subjects, here, sentence))]
    halves = _halves(sentence, mark, here)
    if part := _part(subjects, sentence, mark, here):
        scope = Installment(here.season or subjects.installments.season, part)
        return [*halves, Size(numbers[0], None, (scope,))]
    if halves:
        return halves
    last = name in _LAST_NUMBER or (
        len(numbers) > 1 and bool(_AFTER.search(subjects.scene.lowered, mark.start, mark.end))
    )
    return [Size(numbers[-1 if last else 0])] if name in _WHOLE else []


def _halves(sentence: Sentence, mark: Mark, here: Installment) -> list[Size]:
    """Return the sum of two halves with a day each: "the first four on May 3, the last four on June 7"."""
    if mark.name not in ("latter", "others", "more"):
        return []
    place = sentence.masked.place(mark)
    before = [(m, p) for m, p in sentence.placed(Kind.COUNT) if m.name == "first" and p < place]
    days = [p for _, p in sentence.placed(Kind.DATE)]
    if not before or not before[-1][0].numbers or _WEEKLY.search(sentence.text):
        return []
    one, two = before[-1][0].numbers[-1], mark.numbers[-1]
    between = any(before[-1][1] < p < place for p in days) and any(p > place for p in days)
    if not between or min(one, two) < _HALF:
        return []
    return [Size(one + two, None, (here._replace(part=0),))]


def _part(subjects: Subjects, sentence: Sentence, mark: Mark, here: Installment) -> int:
    """Return the part that a number of episodes makes up, where it comes in parts; 0 for none."""
    parts, name = subjects.installments.parts, mark.name
    if not parts:
        return 0
    if name in ("first", "latter"):
        return 1 if name == "first" else max(parts)
    if name in _GOES_ON:
        return 2 if here.part <= 1 else 0
    later = (m.name for m, _ in sentence.placed(Kind.COUNT) if m.start > mark.start)
    # "five episodes on May 3 and three more on June 7"
    return int(name == "size" and not here.part and any(n in (*_GOES_ON, "latter") for n in later))


def _paired(subjects: Subjects, mark: Mark, here: Installment) -> list[Size]:
    """Return the sizes of a construction that names two numbers."""
    one, two = mark.numbers[-2:] if mark.name == "range" else mark.numbers[:2]
    if mark.name == "range":
        return [Size(two - one + 1)]
    if mark.name == "changed":
        return [Size(one, Modality.PAST), Size(two)]
    if mark.name == "swapped":
        written = subjects.scene.lowered[mark.start : mark.end]
        return [Size(one)] + ([] if _USUAL.search(written) else [Size(two, Modality.PAST)])
    whole = Size(mark.numbers[-1], None, (here._replace(part=0),))
    return [whole, Size(one)] if here.part and one < whole.value else [whole]


def _each(subjects: Subjects, here: Installment, sentence: Sentence) -> tuple[Installment, ...]:
    """Return the parts or seasons that a size is said of one by one."""
    parts = subjects.installments.parts
    if parts or _IN_PARTS.search(sentence.text):
        return tuple(Installment(here.season, p) for p in sorted(parts | {1, 2})[:3])
    spoken = next((m for m, _ in sentence.placed(Kind.SCOPE) if m.name in ("several", "both", "pair")), None)
    if spoken is not None:  # "the first two seasons had ten each"
        last = max((2, *spoken.numbers))
        numbers = spoken.numbers if spoken.name != "several" else tuple(range(1, last + 1))
        return tuple(Installment(s) for s in numbers[:_PIECES])
    if plural := _SEASONS.search(sentence.text):
        last = sentence.language.value(plural[1]) or 2
        return tuple(Installment(s) for s in range(1, last + 1))
    near = [sentence, *subjects.scene.sentences[max(0, sentence.index - 1) : sentence.index]]
    for told in near:
        marks = [m for m, _ in told.placed(Kind.SCOPE)]
        named = {m.season for m in marks if m.season} | {
            n for m in marks if m.name == "pair" for n in m.numbers
        }
        if len(named) > 1:
            return tuple(Installment(s) for s in sorted(named)[:_PIECES])
    seasons = sorted(subjects.installments.seasons) or [1, 2]
    return tuple(Installment(s) for s in seasons[:3])


def _earlier(subjects: Subjects, mark: Mark, here: Installment) -> list[Size]:
    """Return the size of another season that stands beside this one's: "to the first run's nine"."""
    numbers = mark.numbers
    written = subjects.scene.lowered[mark.start : mark.end]
    if len(numbers) > 1:
        value, season = (numbers[-1], numbers[0]) if mark.name == "earlier" else (numbers[0], numbers[1])
    else:
        value = numbers[0]
        now = here.season or subjects.installments.main.season
        season = 1 if _ORIGINAL.search(written) else now - 1
    return [Size(value, None, (Installment(season),))] if season > 0 else []
