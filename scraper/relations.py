"""How two values of one field stand to each other. Dates are spans of days; sizes are equal or not."""

from __future__ import annotations

from functools import lru_cache

from scraper.model import Field
from scraper.spans import PULLED, contains, overlaps


def inside(inner: str, outer: str, field: Field) -> bool:
    """Whether a value lies within another one. "Pulled, no new date" holds no date and lies in none."""
    return inner == outer or (field is Field.RELEASE_DATE and _within(inner, outer))


@lru_cache(maxsize=65536)
def _within(inner: str, outer: str) -> bool:
    return PULLED not in (inner, outer) and contains(outer, inner)


def compatible(one: str, other: str, field: Field) -> bool:
    """Whether both can be true."""
    return inside(one, other, field) or inside(other, one, field)


def may_be_one(one: str, other: str, field: Field) -> bool:
    """Whether two values can name the same thing."""
    if PULLED in (one, other) or field is not Field.RELEASE_DATE:
        return one == other
    return overlaps(one, other)
