"""Of which installment a state is told, and whether as news: what is seen before the latest one is chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.claims.installment import NOWHERE
from scraper.claims.marks import Kind
from scraper.model import Field, Modality, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installment
    from scraper.claims.scene import Scene

UNDONE = tuple(s.value for s in Status if s not in (Status.RELEASED, Status.CANCELLED))
MADE = tuple(s.value for s in (Status.PRE_PRODUCTION, Status.FILMING, Status.PAUSED, Status.POST_PRODUCTION))
# an order alone tells nothing of the season before
_BEING_MADE = tuple(
    s.value for s in (Status.PRE_PRODUCTION, Status.FILMING, Status.WRAPPED, Status.POST_PRODUCTION)
)
_SCREENED = ("status.released.ending", "status.released.airing")
MONTH = 40  # days of a date that says no more than the month
_RECENT = timedelta(days=10)
_HALF_YEAR = timedelta(days=180)
_HUNDRED = timedelta(days=100)
_BESIDE = 60  # characters between an order and its date
_HEAD = 1  # the headline and the first sentence
_ORDERED = 2  # and the one behind them


def resuming(findings: list[Finding]) -> list[Finding]:
    """Return work that is to go on as work to begin, where an order or an end, and no stop, is told."""
    stopped = {f.installment for f in findings if f.rule.startswith("status.paused")}
    ordered = {
        f.installment
        for f in findings
        if (f.value == Status.ANNOUNCED.value and f.modality.current)
        or f.value == Status.CANCELLED.value
        or f.rule.startswith(_SCREENED)
    }
    return [
        replace(f, value=Status.PRE_PRODUCTION.value)
        if f.value == Status.PAUSED.value
        and f.rule.startswith("status.resumed")
        and f.installment in ordered - stopped
        else f
        for f in findings
    ]


def before(scene: Scene, finding: Finding, findings: list[Finding], coming: set[Installment]) -> Finding:
    """Return an end on screen as one of the season before, where the season spoken of is yet to be made."""
    here = finding.installment
    later = here.season > 1 and not here.part
    ended = finding.rule.startswith(_SCREENED) and later
    undone = [f for f in findings if f.installment == here and f.value in UNDONE and f.modality.current]
    if finding.named:  # "after the last episode it was told that a second season …"
        ended = ended and any(f.sentence is finding.sentence and f.at > finding.at for f in undone)
    shown = ended and (here in coming or undone)
    if not shown and later and finding.value == Status.RELEASED.value:
        # "renewed for season 2 after the show topped the charts": what is only just ordered has no viewers
        shown = any(
            f.value == Status.ANNOUNCED.value
            and f.named
            and f.sentence.index <= _ORDERED
            and (not finding.named or finding.sentence.index <= _ORDERED)
            and not dated_before(scene, f)
            for f in undone
        )
    if not shown:
        return finding
    return replace(finding, installment=here._replace(season=here.season - 1) if here.season > 2 else NOWHERE)


def history(scene: Scene, finding: Finding, findings: list[Finding]) -> bool:
    """Whether a stop of long ago is of a season before the one being made: "2021 shut down season 2"."""
    if finding.value != Status.PAUSED.value or not _long_ago(finding, scene):
        return False
    return any(
        f.installment.season > finding.installment.season > 0
        and f.value in _BEING_MADE
        and f.modality.current
        for f in findings
    )


def _long_ago(finding: Finding, scene: Scene) -> bool:
    """Whether a date beside a state lies half a year or more before the document's."""
    return any(
        m.date and m.date.value != PULLED and span(m.date.value).last < scene.document.published - _HALF_YEAR
        for m, _ in finding.sentence.placed(Kind.DATE)
        if abs(m.start - finding.at) < _BESIDE
    )


def told_once(findings: list[Finding]) -> list[Finding]:
    """Return the findings without those of no installment that are told of a named one as well."""
    named = {
        (f.value, f.modality.current)
        for f in findings
        if f.named and (f.installment.season or f.installment.part)
    }
    return [f for f in findings if f.installment != NOWHERE or (f.value, f.modality.current) not in named]


def news(scene: Scene, finding: Finding, *, near: bool) -> bool:
    """Whether an order of something dated is told as news: not long ago and, with a day set, at the head."""
    return not dated_before(scene, finding) and (not near or finding.sentence.index <= _HEAD)


def dated_before(scene: Scene, finding: Finding) -> bool:
    """Whether a day that lies well before the document's stands beside a state."""
    beside = [
        m.date.value
        for m, _ in finding.sentence.placed(Kind.DATE)
        if abs(m.start - finding.at) < _BESIDE and m.date
    ]
    return any(v != PULLED and span(v).last < scene.document.published - _RECENT for v in beside)


def following(scene: Scene, finding: Finding, findings: list[Finding]) -> Finding:
    """Return an order or a fresh state as the next season's, where the season spoken of has been shown."""
    here = finding.installment
    fresh = finding.value == Status.ANNOUNCED.value or (
        finding.value in (*MADE, Status.WRAPPED.value) and _beside(finding, scene, timedelta(days=MONTH))
    )
    if not fresh or finding.named or not here.season or here.part:
        return finding
    shown = any(
        f.value == Status.RELEASED.value and f.installment == here and (f.named or "by" in f.rule.split())
        for f in findings
    )
    return replace(finding, installment=here._replace(season=here.season + 1)) if shown else finding


def _beside(finding: Finding, scene: Scene, reach: timedelta) -> bool:
    """Whether a day beside a state lies within so long before the document's."""
    return any(
        m.date and m.date.value != PULLED and scene.document.published - reach <= span(m.date.value).last
        for m, _ in finding.sentence.placed(Kind.DATE)
        if abs(m.start - finding.at) < _BESIDE
    )


def coming(scene: Scene, dates: Iterable[Finding]) -> set[Installment]:
    """Return the installments that are only to come: no word of viewers is of their release."""
    return {
        f.installment
        for f in dates
        if f.modality.current and f.value != PULLED and span(f.value).first > scene.document.published
    }


def soon(scene: Scene, dates: Iterable[Finding]) -> set[Installment]:
    """Return the installments that come so soon that a headline on their order tells of an old one."""
    last = scene.document.published + _HALF_YEAR
    return {
        f.installment
        for f in dates
        if f.modality.current and f.value != PULLED and span(f.value).first < last
    }


def at_hand(scene: Scene, dates: Iterable[Finding], installment: Installment) -> bool:
    """Whether all days of an installment lie so near that what is only now ordered cannot have them."""
    days = [f for f in dates if f.installment == installment and f.modality is Modality.CONFIRMED]
    return bool(days) and all(
        f.value != PULLED and span(f.value).last < scene.document.published + _HUNDRED for f in days
    )


def near(value: str, days: int) -> bool:
    """Whether a date is so exact that orders (a month), or planning and casting (a day), are long over."""
    return value != PULLED and (span(value).last - span(value).first).days < days


def released(scene: Scene, dates: Iterable[Finding]) -> Iterator[Finding]:
    """Yield "released" for every release that lies before the document's day."""
    for date in dates:
        if date.modality is not Modality.CONFIRMED or date.value == PULLED:
            continue
        past = span(date.value).last < scene.document.published
        if past or (date.perfect and span(date.value).first <= scene.document.published):
            yield replace(
                date,
                field=Field.PRODUCTION_STATUS,
                value=Status.RELEASED.value,
                rule=f"status.released by {date.rule}",
            )
