"""Settles what a document says of a production's state: the latest one of each installment holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.claims.installment import NOWHERE
from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installment
    from scraper.claims.scene import Scene

# Weak states: they go without saying once the production is farther on.
_EARLY = (Status.ANNOUNCED.value, Status.PRE_PRODUCTION.value)
_PLANNED = ("status.begin", "status.back", "status.plan.pre_production")
_RESUMED = (*_PLANNED, "status.filming", "status.resumed", "status.back")
_BEGUN = ("status.begin", "status.filming.under")  # what had been done before the stop
_BACK = ("status.resumed", "status.back")
_LASTING = ("status.filming now", "status.filming.set now", "status.unfinished")
_ONCE = ("status.paused.once",)
_SIGHTED = ("status.filming.set",)  # pictures from the set are shown before a premiere too
_SCREENED = ("status.released.ending", "status.released.airing")
_RESCUED = ("status.announced.rescue",)
_STOPS = (Status.CANCELLED.value, Status.PAUSED.value)
_AGAIN = ("status.filming.reshoot",)
_AFTER_SHOOT = (Status.WRAPPED.value, Status.POST_PRODUCTION.value)
_UNDONE = tuple(s.value for s in Status if s not in (Status.RELEASED, Status.CANCELLED))
_MADE = tuple(s.value for s in (Status.PRE_PRODUCTION, Status.FILMING, Status.PAUSED, Status.POST_PRODUCTION))
_BEING_MADE = (
    *_EARLY[1:],
    Status.FILMING.value,
    *_AFTER_SHOOT,
)  # an order alone tells nothing of the season before
# an order that is the news: the shoot planned with it is told of both seasons
_TOGETHER = re.compile(r"back[ -]to[ -]back|at the same time as|in one go|(?:together|along) with")
# what a stop broke off, told behind it
_SINCE = re.compile(
    r"(?:has|have|had|'s|'ve|'d) been (?:[a-z]+ )?(?:filming|shooting|rolling|in production) since "
)
_NEWS = ("status.announced", "status.begin", "status.filming")
_TALK = ("status.script", "status.casting")  # whom it is told of is seldom said
_LEAD = 2  # the headline and the first two sentences
_MONTH, _DAYS = 40, 3  # how wide a date may be
_RECENT = timedelta(days=10)
_HALF_YEAR = timedelta(days=180)
_BESIDE = 60  # characters between an order and its date
_HEAD = 1  # the headline and the first sentence
_ORDER = {status.value: rank for rank, status in enumerate(Status)}


def settled(scene: Scene, findings: list[Finding], dates: list[Finding]) -> list[Finding]:
    """Return the latest state of each installment; a release that has been is one."""
    released = list(_released(scene, dates))
    groups: dict[Installment, list[Finding]] = {}
    coming = _coming(scene, dates)
    # What is only to come has not been: a day that has passed was another land's, a trailer's, a festival's.
    making = {f.sentence.index for f in findings if f.value in (*_MADE, Status.WRAPPED.value)}
    released = [
        f
        for f in released
        if f.installment not in coming and not ("weak" in f.rule and f.sentence.index in making)
    ]
    findings = _resuming(findings)
    findings = [_before(f, findings, coming) for f in findings]
    findings = _told_once([_next(scene, f, [*findings, *released]) for f in findings])
    findings = [f for f in findings if not _history(scene, f, findings)]
    for finding in [*findings, *released]:
        groups.setdefault(finding.installment, []).append(finding)
    dated = {f.installment for f in dates if f.modality.current and _near(f.value, _MONTH)}
    soon = _soon(scene, dates) & dated
    fixed = {f.installment for f in dates if f.modality.current and _near(f.value, _DAYS)}
    result: list[Finding] = []
    for installment, group in groups.items():
        result += [f for f in group if not f.modality.current]
        current = _standing([f for f in group if f.modality.current], coming=installment in coming)
        current = _weightier(current)
        headed = any(
            f.value == Status.ANNOUNCED.value and f.sentence.block is BlockKind.HEADLINE for f in current
        )
        if any(f.sentence.block is not BlockKind.HEADLINE and not f.rule.startswith(_TALK) for f in current):
            current = [
                f
                for f in current
                if f.sentence.block is not BlockKind.HEADLINE or f.value == Status.CANCELLED.value
            ]
        if installment in coming or (installment.season > 1 and any(f.value in _UNDONE for f in current)):
            # viewers and ratings are of the season before
            current = [f for f in current if f.value != Status.RELEASED.value or f in released or f.named]
        if installment in coming:
            current = [f for f in current if f.value != Status.RELEASED.value or f in released]
        if any(_present(f) for f in current) or _wrapped_news(group):
            current = [f for f in current if f.value != Status.RELEASED.value]
        if installment in dated or installment in coming:
            current = [
                f
                for f in current
                if f.value != Status.ANNOUNCED.value
                or _news(scene, f, near=installment in (soon if headed else dated))
            ]
        if installment in fixed:
            current = [
                f
                for f in current
                if not f.rule.startswith(_SIGHTED) and (f.value not in _EARLY or f.rule.startswith(_PLANNED))
            ]
        if current:
            result.append(_latest(current))
    return result


def _standing(findings: list[Finding], *, coming: bool) -> list[Finding]:
    """Return the findings without an end that was only rumoured, or that the title was saved from."""
    firm = [f for f in findings if f.modality is Modality.CONFIRMED]
    headed = any(
        f.value == Status.CANCELLED.value and f.sentence.block is BlockKind.HEADLINE for f in findings
    )
    saved = (coming and not headed) or any(f.rule.startswith(_RESCUED) for f in firm)
    return [
        f
        for f in findings
        if not (f.value == Status.CANCELLED.value and saved)
        and not (
            f.value in _STOPS and f.modality is Modality.RUMOURED and any(g.value not in _STOPS for g in firm)
        )
    ]


def _weightier(findings: list[Finding]) -> list[Finding]:
    """Return the findings without what stands beside the news of an order: cast, scripts, a joint shoot."""
    ordered = [f for f in findings if f.value == Status.ANNOUNCED.value and f.named]
    if any(f.sentence.index <= _LEAD for f in ordered):
        findings = [
            f
            for f in findings
            if not (f.rule.startswith("status.begin") and _TOGETHER.search(f.sentence.text))
        ]
    if any(f.rule.startswith(_NEWS) and f.named and f.sentence.index <= _LEAD for f in findings):
        return [f for f in findings if f.named or not f.rule.startswith(_TALK)]
    return findings


def _resuming(findings: list[Finding]) -> list[Finding]:
    """Return work that is to go on as work to begin, where an order and no stop is told."""
    stopped = {f.installment for f in findings if f.rule.startswith("status.paused")}
    ordered = {f.installment for f in findings if f.value == Status.ANNOUNCED.value and f.modality.current}
    return [
        replace(f, value=Status.PRE_PRODUCTION.value)
        if f.value == Status.PAUSED.value
        and f.rule.startswith("status.resumed")
        and f.installment in ordered - stopped
        else f
        for f in findings
    ]


def _before(finding: Finding, findings: list[Finding], coming: set[Installment]) -> Finding:
    """Return an end on screen as one of the season before, where the season spoken of is yet to be made."""
    here = finding.installment
    ended = finding.rule.startswith(_SCREENED) and here.season > 1 and not here.part
    undone = [f for f in findings if f.installment == here and f.value in _UNDONE and f.modality.current]
    if finding.named:  # "after the last episode it was told that a second season …"
        ended = ended and any(f.sentence is finding.sentence and f.at > finding.at for f in undone)
    if not ended or not (here in coming or undone):
        return finding
    return replace(finding, installment=here._replace(season=here.season - 1) if here.season > 2 else NOWHERE)


def _history(scene: Scene, finding: Finding, findings: list[Finding]) -> bool:
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


def _told_once(findings: list[Finding]) -> list[Finding]:
    """Return the findings without those of no installment that are told of a named one as well."""
    named = {
        (f.value, f.modality.current)
        for f in findings
        if f.named and (f.installment.season or f.installment.part)
    }
    return [f for f in findings if f.installment != NOWHERE or (f.value, f.modality.current) not in named]


def _news(scene: Scene, finding: Finding, *, near: bool) -> bool:
    """Whether an order of something dated is told as news: not long ago and, with a day set, at the head."""
    beside = [
        m.date.value
        for m, _ in finding.sentence.placed(Kind.DATE)
        if abs(m.start - finding.at) < _BESIDE and m.date
    ]
    if any(v != PULLED and span(v).last < scene.document.published - _RECENT for v in beside):
        return False
    return not near or finding.sentence.index <= _HEAD


def _next(scene: Scene, finding: Finding, findings: list[Finding]) -> Finding:
    """Return an order or a fresh state as the next season's, where the season spoken of has been shown."""
    here = finding.installment
    fresh = finding.value == Status.ANNOUNCED.value or (
        finding.value in (*_MADE, Status.WRAPPED.value) and _beside(finding, scene, timedelta(days=_MONTH))
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


def _wrapped_news(findings: list[Finding]) -> bool:
    """Whether the headline and the text both tell the end of the shoot: it is news though the run goes on."""
    told = {f.sentence.block is BlockKind.HEADLINE for f in findings if f.value == Status.WRAPPED.value}
    dated = any(f.rule.startswith("status.released by") for f in findings)
    return len(told) > 1 and not dated


def _present(finding: Finding) -> bool:
    """Whether a state is told in the present: what is being made now cannot be out."""
    return finding.value in _MADE and finding.rule.split(" ")[1:2] in (["now"], ["coming"], ["not"])


def _coming(scene: Scene, dates: Iterable[Finding]) -> set[Installment]:
    """Return the installments that are only to come: no word of viewers is of their release."""
    return {
        f.installment
        for f in dates
        if f.modality.current and f.value != PULLED and span(f.value).first > scene.document.published
    }


def _soon(scene: Scene, dates: Iterable[Finding]) -> set[Installment]:
    """Return the installments that come so soon that a headline on their order tells of an old one."""
    last = scene.document.published + _HALF_YEAR
    return {
        f.installment
        for f in dates
        if f.modality.current and f.value != PULLED and span(f.value).first < last
    }


def _near(value: str, days: int) -> bool:
    """Whether a date is so exact that orders (a month), or planning and casting (a day), are long over."""
    return value != PULLED and (span(value).last - span(value).first).days < days


def _latest(findings: list[Finding]) -> Finding:
    """Return the state that holds now: the farthest on, but a stop beats what went before it."""
    top = max(findings, key=lambda f: (_ORDER[f.value], -f.at))
    if top.value == Status.CANCELLED.value:
        return top
    again = [f for f in findings if f.rule.startswith(_AGAIN) and f.value == Status.FILMING.value]
    if again and top.value in _AFTER_SHOOT and _present(again[-1]):
        return again[-1]  # shot once more after the wrap
    paused = [f for f in findings if f.value == Status.PAUSED.value]
    if paused and _ORDER[top.value] <= _ORDER[Status.COMPLETED.value]:
        later = [
            f
            for f in findings
            if f.at > paused[-1].at
            and not _SINCE.search(f.sentence.text)
            and f.rule.startswith(_RESUMED)
            and not (f.rule.startswith(_BEGUN) and " done" in f.rule)
        ]
        back = [
            f
            for f in findings
            if f.value == Status.FILMING.value and (f.rule.startswith(_BACK) or f.rule.startswith(_LASTING))
        ]
        if [f for f in back if f.rule.startswith(_BACK)] and not any(_present(f) for f in paused):
            return back[-1]  # "went back to filming yesterday. It had been stopped in March"
        if back and all(f.rule.startswith(_ONCE) for f in paused):
            return back[-1]
        return later[-1] if later else paused[-1]
    return top


def _released(scene: Scene, dates: Iterable[Finding]) -> Iterator[Finding]:
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
