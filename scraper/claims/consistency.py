"""Puts right what does not fit in time: a past release of a season still to come is the one's before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.installment import NOWHERE, Installment
from scraper.model import Field, Modality, Status
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene

_ERA, _THIRD = 600, 3  # days after which "it began" means the first season, of a long run
_UNDONE = tuple(
    s.value
    for s in (
        Status.ANNOUNCED,
        Status.PRE_PRODUCTION,
        Status.FILMING,
        Status.WRAPPED,
        Status.POST_PRODUCTION,
        Status.PAUSED,
    )
)


class _State(NamedTuple):
    """What the findings together say of each installment."""

    coming: set[Installment]  # not out yet
    shown: set[Installment]
    ordered: set[Installment]


def consistent(scene: Scene, installments: Installments, findings: list[Finding]) -> list[Finding]:
    """Return the findings with what is past of a season still to come, and the other way, put right."""
    coming = _coming(scene, findings)
    shown = {f.installment for f in findings if _told(f)} - coming
    ordered = {f.installment for f in findings if f.value == Status.ANNOUNCED.value and f.modality.current}
    state = _State(coming, shown, ordered)
    moved = [_moved(scene, installments.main, f, state) for f in findings]
    told = {f.sentence.index: f for f in moved if _told(f)}
    return [_counted(installments.main, f, told) for f in moved]


def _counted(main: Installment, finding: Finding, told: dict[int, Finding]) -> Finding:
    """Return a size at the earlier season whose release its sentence tells.

    As in "The eight episodes came out last May" in a text on season 2.
    """
    release = told.get(finding.sentence.index)
    if release is None or finding.field is not Field.EPISODE_COUNT or finding.named:
        return finding
    there = release.installment
    earlier = finding.installment in (main, NOWHERE) and 0 < there.season < main.season
    return replace(finding, installment=there) if earlier else finding


def _coming(scene: Scene, findings: list[Finding]) -> set[Installment]:
    """Return the installments that are still to come."""
    return {
        f.installment
        for f in findings
        if f.modality.current
        and (
            (
                f.field is Field.RELEASE_DATE
                and f.value != "XXXX"
                and span(f.value).first > scene.document.published
            )
            or (f.field is Field.PRODUCTION_STATUS and f.value in _UNDONE and f.named)
        )
    }


def _told(finding: Finding) -> bool:
    """Whether a release is told as done."""
    return (
        finding.field is Field.RELEASE_DATE
        and finding.perfect
        and finding.modality is Modality.CONFIRMED
        and finding.value != "XXXX"
    )


def _moved(scene: Scene, main: Installment, finding: Finding, state: _State) -> Finding:
    """Return a finding at the installment that fits its tense."""
    here = finding.installment
    if finding.named or here.film:
        return _ahead(scene, main, finding, state.shown)
    if here not in state.coming:
        return finding
    if finding.rule.startswith("count.last") and here.season > 1 and here in state.ordered:
        return replace(finding, installment=NOWHERE)  # "after today's 13th and last episode, a second …"
    if not _told(finding) or (days := (scene.document.published - span(finding.value).last).days) <= 0:
        return finding
    if here.part > 1:
        here = here._replace(part=here.part - 1)
    elif here.season > 1:
        here = here._replace(season=1 if days > _ERA and here.season > _THIRD else here.season - 1)
    return replace(finding, installment=here)


def _ahead(scene: Scene, main: Installment, finding: Finding, shown: set[Installment]) -> Finding:
    """Return a date to come that stands beside a season already out as the season's that is spoken of.

    As in "The first run went out in January, so this November is our hunch" in a text on season 2.
    """
    here = finding.installment
    if (
        finding.field is Field.RELEASE_DATE
        and here in shown
        and 0 < here.season < main.season
        and not finding.perfect
        and finding.value != "XXXX"
        and span(finding.value).first > scene.document.published
    ):
        return replace(finding, installment=main)
    return finding
