"""Whether a change is news to one subscriber. Pure: the clock is an argument, the past is a list.

Each ruling names its cause and says in a sentence why; silence has a reason too. In order:

    what the subscriber asked for     title, field
    rivals and better support         logged; told only where asked for
    corrections                       of what fell, to exactly those who were told it; what stands instead is
                                      news like any other to the others
    old news                          true, but out for longer than a week: no push
    standing                          waits until somebody is as sure as the subscriber wants
    repeats                           the value told last is not told again; one that flips back is told
                                      once, as a correction of what was said between
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier.model import Cause, Ruling
from notifier.wording.pieces import value_of
from scraper.diff import HISTORY
from scraper.model import ChangeKind, Field, Standing
from scraper.scopes import key
from scraper.spans import contains, span
from scraper.tally import RETIRES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from config.model import Subscriber
    from notifier.model import Told
    from scraper.model import Change

MINIMUM = {
    "rumoured": Standing.RUMOURED,
    "reported": Standing.REPORTED,
    "corroborated": Standing.CORROBORATED,
    "official": Standing.OFFICIAL,
}


def rule(change: Change, subscriber: Subscriber, history: Sequence[Told], *, now: datetime) -> Ruling:
    """Rule on one change. `history` is what this subscriber was told so far, oldest first."""
    del now  # no rule looks at the clock yet; mutes and rests do so before this is asked
    refused = _not_asked_for(change, subscriber)
    if refused is not None:
        return refused
    told = [t.change for t in history if same_thing(t.change, change)]
    if change.kind is not ChangeKind.DISPUTED:  # a rival was told beside what is held, not instead of it
        told = [t for t in told if t.kind is not ChangeKind.DISPUTED]
    corrected = _correction(change, told, subscriber)
    if corrected is not None:
        return corrected
    if change.rule.endswith(HISTORY):
        return Ruling(cause=Cause.OLD, reason="it is true, but was out long before this was read")
    wanted = MINIMUM[subscriber.minimum]
    if change.kind is ChangeKind.DISPUTED and wanted > Standing.RUMOURED:
        return Ruling(
            cause=Cause.DISPUTED,
            reason=f"{_new(change)} is claimed beside the held {_old(change)}, which stands",
        )
    if change.standing < wanted:
        return Ruling(
            cause=Cause.STANDING,
            reason=f"only {change.standing.name.lower()}; {subscriber.name} waits for {subscriber.minimum}",
        )
    return _coarser(change, told[-1].new if told else None) or _repeat(change, told) or _news(change)


def same_thing(told: Change, change: Change) -> bool:
    """Whether two changes are about one thing, whatever each document called its installment."""
    a, b = told.item, change.item
    if a.title != b.title or a.field is not b.field:
        return False
    if a.scope == b.scope or _may_be_one(a.scope, b.scope, a.field):
        return True
    # Two installments never come out on one day: a date told under another name is the same date.
    return a.field is Field.RELEASE_DATE and told.new == change.new and _is_day(change.new)


def _may_be_one(one: str, other: str, field: Field) -> bool:
    """Whether two scopes may name one installment: "" and any; a season and its first part; S2 and S1P2."""
    if not one or not other:
        return True
    a, b = sorted((key(one), key(other)))
    if a.season == b.season:
        # The size of a season is not that of its parts, but its date and state are those of the first.
        return field is not Field.EPISODE_COUNT and a.part == 0 and b.part == 1
    return a.part > 1 and b == (a.season + a.part - 1, 0)


def _not_asked_for(change: Change, subscriber: Subscriber) -> Ruling | None:
    if subscriber.titles and change.item.title not in subscriber.titles:
        return Ruling(cause=Cause.TITLE, reason=f"{subscriber.name} does not follow this title")
    if subscriber.fields and change.item.field not in subscriber.fields:
        return Ruling(cause=Cause.FIELD, reason=f"{subscriber.name} does not follow this field")
    return None


def _correction(change: Change, told: Sequence[Change], subscriber: Subscriber) -> Ruling | None:
    """Rule on the fall of a value: those hear of it who were told it last."""
    last = told[-1].new if told else None
    if _fell(change, last):
        return Ruling(
            cause=Cause.CORRECTED,
            reason=f"{_worded(last, change.item.field)} was told, and proved wrong or was withdrawn",
        )
    if change.kind is ChangeKind.WITHDRAWN:
        pulled = change.new is not None and last != change.new
        if pulled and change.standing >= MINIMUM[subscriber.minimum]:
            return Ruling(cause=Cause.TOLD, reason="the date was pulled")
        return Ruling(cause=Cause.NOT_TOLD, reason=f"{subscriber.name} was not told {_old(change)}")
    if (
        change.kind is ChangeKind.CORRECTION
        and subscriber.kinds
        and change.kind.value not in subscriber.kinds
    ):
        return Ruling(cause=Cause.NOT_TOLD, reason=f"{subscriber.name} was not told {_old(change)}")
    return None


def _fell(change: Change, last: str | None) -> bool:
    """Whether `last`, which the subscriber was told last, fell with this change."""
    if last is None or last == change.new or change.kind is ChangeKind.DISPUTED:
        return False
    if change.new is None and change.item.field is Field.RELEASE_DATE and change.old is not None:
        return contains(change.old, last)  # the exact day as well, where only its month was held since
    if last != change.old:
        return False
    if change.kind in (ChangeKind.CORRECTION, ChangeKind.WITHDRAWN):
        return True
    # A rumour never beats what is reported: it is held where the other lost all who said it.
    rumour = change.standing is Standing.RUMOURED < (change.old_standing or Standing.RUMOURED)
    return rumour and change.kind is not ChangeKind.PROGRESSED and _coarser(change, last) is None


def _repeat(change: Change, told: Sequence[Change]) -> Ruling | None:
    """Rule on a value that this subscriber has heard before."""
    mine = [t for t in told if t.item.scope == change.item.scope] or list(told)
    heard = [t for t in told if t.new == change.new]
    if not heard:
        return None
    if mine[-1].new != change.new and heard[-1].item.scope == change.item.scope:
        if any(t.rule == change.rule and t.kind is ChangeKind.CORRECTION for t in told) or _flips(mine) > 0:
            return Ruling(
                cause=Cause.FLAPPING,
                reason=f"{_new(change)} came back before, and was corrected once",
            )
        return Ruling(
            cause=Cause.RESTORED,
            reason=f"back to {_new(change)}, which was told before {_new(mine[-1])}",
        )
    if change.old == change.new:
        return _raise(change, heard)
    return Ruling(cause=Cause.REPEAT, reason=f"{_new(change)} was told already")


def _coarser(change: Change, last: str | None) -> Ruling | None:
    """Rule on a date that is less exact than `last`, which was told, where nobody took that one back."""
    new = change.new
    if change.item.field is not Field.RELEASE_DATE or new is None or last is None or new == last:
        return None
    if RETIRES in change.rule or not contains(new, last):
        return None
    return Ruling(
        cause=Cause.MINOR,
        reason=f"{_new(change)} only says {_worded(last, change.item.field)} less exactly",
    )


def _flips(told: Sequence[Change]) -> int:
    """Count how often a value came back after another one."""
    seen: list[str | None] = []
    flips = 0
    for change in told:
        if change.new in seen and seen[-1] != change.new:
            flips += 1
        seen.append(change.new)
    return flips


def _raise(change: Change, heard: Sequence[Change]) -> Ruling:
    """Rule on better support for a value that was told: the official word on a date is told, once."""
    confirmed = (
        change.kind is ChangeKind.CONFIRMED
        and change.item.field is Field.RELEASE_DATE
        and _is_day(change.new)
    )
    if confirmed and len(heard) == 1 and heard[0].standing < Standing.OFFICIAL:
        return Ruling(
            cause=Cause.TOLD,
            reason=f"{_new(change)} was told as {heard[0].standing.name.lower()}; now it is official",
        )
    return Ruling(
        cause=Cause.MINOR,
        reason=f"{_new(change)} was told already; it is only better supported now",
    )


def _new(change: Change) -> str:
    return _worded(change.new, change.item.field)


def _old(change: Change) -> str:
    return _worded(change.old, change.item.field)


def _worded(value: str | None, field: Field) -> str:
    """Return a value in words; a bare number is word enough for a count."""
    if value is None or field is Field.RELEASE_DATE:
        return value_of(value, field, "en")
    return f'"{value_of(value, field, "en")}"' if field is Field.PRODUCTION_STATUS else value


def _is_day(value: str | None) -> bool:
    return value is not None and span(value).days == 1


def _news(change: Change) -> Ruling:
    if change.kind is ChangeKind.BASELINE:
        return Ruling(cause=Cause.SUMMARY, reason="known at first sight of the title")
    return Ruling(
        cause=Cause.TOLD, reason=f"{change.kind.value.replace('_', ' ')}, {change.standing.name.lower()}"
    )
