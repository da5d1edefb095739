"""Settles what a document says of a production's state: the latest one of each installment holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Status
from scraper.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installment
    from scraper.claims.scene import Scene

# Weak states: they go without saying once the production is farther on.
_EARLY = (Status.ANNOUNCED.value, Status.PRE_PRODUCTION.value)
_RESUMED = ("status.begin", "status.filming", "status.resumed")
_ORDER = {status.value: rank for rank, status in enumerate(Status)}


def settled(scene: Scene, findings: list[Finding], dates: list[Finding]) -> list[Finding]:
    """Return the latest state of each installment; a release that has been is one."""
    released = list(_released(scene, dates))
    groups: dict[Installment, list[Finding]] = {}
    for finding in [*findings, *released]:
        groups.setdefault(finding.installment, []).append(finding)
    dated = {f.installment for f in dates if f.modality.current and _near(f.value)}
    result: list[Finding] = []
    for installment, group in groups.items():
        result += [f for f in group if not f.modality.current]
        current = [f for f in group if f.modality.current]
        if any(f.sentence.block is not BlockKind.HEADLINE for f in current):
            current = [f for f in current if f.sentence.block is not BlockKind.HEADLINE]
        if installment in dated:
            current = [f for f in current if f.value not in _EARLY or f.rule.startswith("status.begin")]
        if current:
            result.append(_latest(current))
    return result


def _near(value: str) -> bool:
    """Whether a date is so exact that planning and casting are long over: a month or less."""
    return value != "XXXX" and (span(value).last - span(value).first).days < 40


def _latest(findings: list[Finding]) -> Finding:
    """Return the state that holds now: the farthest on, but a stop beats what went before it."""
    top = max(findings, key=lambda f: (_ORDER[f.value], -f.at))
    if top.value == Status.CANCELLED.value:
        return top
    paused = [f for f in findings if f.value == Status.PAUSED.value]
    if paused and _ORDER[top.value] <= _ORDER[Status.COMPLETED.value]:
        later = [f for f in findings if f.at > paused[-1].at and f.rule.startswith(_RESUMED)]
        return later[-1] if later else paused[-1]
    return top


def _released(scene: Scene, dates: Iterable[Finding]) -> Iterator[Finding]:
    """Yield "released" for every release that lies before the document's day."""
    for date in dates:
        if date.modality is not Modality.CONFIRMED or date.value == "XXXX":
            continue
        past = span(date.value).last < scene.document.published
        if past or (date.perfect and span(date.value).first <= scene.document.published):
            yield replace(
                date,
                field=Field.PRODUCTION_STATUS,
                value=Status.RELEASED.value,
                rule=f"status.released by {date.rule}",
            )
