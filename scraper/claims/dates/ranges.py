"""Two dates that are one span: "October to December", "5월 3일부터 7일", "in July or August"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.claims.dates.mention import Precision
from scraper.claims.dates.resolve import Resolved, resolve

if TYPE_CHECKING:
    from datetime import date

    from scraper.claims.dates.grammar import Compiled

LOOK_BACK = 24  # characters before a date in which a bounding word is sought


@dataclass(slots=True)
class Match:
    """A date as it stands in the folded text, with what its form said and the days it means."""

    start: int
    end: int
    form: str
    slots: dict[str, int]
    resolved: Resolved


def joined(matches: list[Match], folded: str, known: Compiled, today: date) -> list[Match]:
    """Put two matches together where a joining word stands between them; `folded` is the text they are of."""
    kept: list[Match] = []
    for match in matches:
        if kept and match.start - kept[-1].end <= 2 * LOOK_BACK:
            joined = _range(kept[-1], match, folded, known, today)
            if joined is not None:
                kept[-1] = joined
                continue
        kept.append(match)
    return kept


def _range(one: Match, other: Match, folded: str, known: Compiled, today: date) -> Match | None:
    gap = folded[one.end : other.start]
    months = one.resolved.precision is Precision.MONTH and other.resolved.precision is Precision.MONTH
    before = folded[max(0, one.start - LOOK_BACK) : one.start]
    paired = known.paired_join is not None and known.pair is not None and known.pair.search(before)
    either = months and known.either is not None and known.either.fullmatch(gap)
    if not (
        known.join.fullmatch(gap)
        or either
        or (paired and known.paired_join and known.paired_join.fullmatch(gap))
    ):
        return None
    first, last = one.resolved, other.resolved
    if "/" in first.value or "/" in last.value:
        return None
    if last.year_stated and not first.year_stated:
        # "July to October 2024": the year counts for both; "November to March 2024" began before it.
        year = int(last.value[:4])
        first = resolve({**one.slots, "year": year}, today) or first
        if first.value > last.value:
            first = resolve({**one.slots, "year": year - 1}, today) or first
    elif not last.year_stated:
        far = _following(first, other, today)
        last = far._replace(year_stated=first.year_stated) if far is not None else last
    if first.precision is not last.precision or first.value >= last.value:
        return None
    value = f"{first.value}/{last.value}"
    precision = Precision.DAYS if first.precision is Precision.DAY else Precision.RANGE
    sides = []
    for side in (first.past, first.future):
        far = last if side == first.value else _following(first._replace(value=side), other, today)
        sides.append(f"{side}/{far.value}" if far is not None and side < far.value else value)
    resolved = Resolved(
        value,
        sides[0],
        sides[1],
        precision,
        year_stated=first.year_stated,
        relative=first.relative or last.relative,
    )
    return Match(one.start, other.end, "range", {**one.slots}, resolved)


def _following(first: Resolved, other: Match, today: date) -> Resolved | None:
    """Read the far side of a range as the first occurrence after its near side."""
    if "month" not in other.slots and "day" in other.slots and len(first.value) == 10:
        slots = {**other.slots, "year": int(first.value[:4]), "month": int(first.value[5:7])}
        return resolve(slots, today)
    year = int(first.value[:4])
    for later in (year, year + 1):
        last = resolve({**other.slots, "year": later}, today)
        if last is not None and last.value > first.value:
            return last
    return None
