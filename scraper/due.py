"""Held dates that passed without a word of release: a question for operators, never a change. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.model import Field, Item, Standing, Status
from scraper.scopes import key
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scraper.model import Fact

GRACE = timedelta(days=1)  # a day that is still today somewhere
FORGOTTEN = timedelta(days=60)  # after this nobody will write of it any more; it is not asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePassed:
    """A date that passed in silence."""

    item: Item
    value: str
    days: int  # since the last day it allowed


def due_passed(
    facts: Mapping[Item, Fact], *, on: date, within: timedelta = FORGOTTEN
) -> tuple[DuePassed, ...]:
    """Return the credible dates that passed at most `within` before `on` while nobody wrote of a release."""
    out = {
        (item.title, item.scope)
        for item, fact in facts.items()
        if item.field is Field.PRODUCTION_STATUS and fact.value in (Status.RELEASED, Status.CANCELLED)
    }
    found = []
    for item, fact in sorted(facts.items()):
        if item.field is not Field.RELEASE_DATE or fact.value == PULLED or fact.standing is Standing.RUMOURED:
            continue
        season, part = key(item.scope)
        whole = f"S{season}" if part else item.scope
        if {(item.title, item.scope), (item.title, whole), (item.title, "")} & out:
            continue
        late = on - span(fact.value).last
        if GRACE < late <= within:
            found.append(DuePassed(item=item, value=fact.value, days=late.days))
    return tuple(found)
