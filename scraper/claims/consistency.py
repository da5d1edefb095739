"""Puts right what does not fit in time: a past release of a season still to come is the one's before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.marks import Kind
from scraper.model import Field, Modality, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene

_ERA, _THIRD = 600, 3  # days after which "it began" means the first season, of a long run
# What has been watched is out: "all eight episodes have been reviewed, dissected and turned into memes".
_SEEN = re.compile(
    r"\b(?:(?:have|has) (?:all |now |already |since )*(?:been (?:\w+ )?(?:reviewed|watched|streamed|seen"
    r"|devoured|binged|aired|shown|released|viewed|consumed|gobbled|broadcast)|aired|dropped|come out)"
    r"|(?:viewers|critics|audiences|fans|subscribers|people|households|i|we|they|you|(?:i|we|they|you)'ve)"
    r" (?:have |had |already |all |just |both )*(?:watched|devoured|finished|binged|raced through"
    r"|tore through|got through|sat through|saw|seen|loved)"
    r"|(?:are|is) (?:all |now |already |still )*(?:streaming|out|available|up|on demand)"
    r"|(?:was|were) (?:all |then )*(?:watched|viewed|seen|streamed|devoured|released|aired|shown|dropped)"
    r"|took it|(?:took|drew|topped|reached|racked up|became|gripped|hooked))(?!\w)"
)
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
    told = {f.sentence.index: f for f in moved if _told(f) or _past(scene, f)}
    ahead = state.coming | state.ordered
    sized = {(f.at, f.installment) for f in moved if f.field is Field.EPISODE_COUNT}
    return [_counted(installments.main, f, told, sized, seen=installments.main in ahead) for f in moved]


def _counted(
    main: Installment,
    finding: Finding,
    told: dict[int, Finding],
    sized: set[tuple[int, Installment]],
    *,
    seen: bool,
) -> Finding:
    """Return a size at the earlier season whose release its sentence tells, or that has been seen.

    As in "The eight episodes came out last May" in a text on season 2. Where season 2 is still to come
    (`seen`), what has been watched is of the one before.
    """
    if (
        finding.field is not Field.EPISODE_COUNT
        or finding.named
        or finding.installment not in (main, NOWHERE)
    ):
        return finding
    release = told.get(finding.sentence.index)
    if release is not None:
        there = release.installment
        earlier = 0 < there.season < main.season and (finding.at, there) not in sized
        return replace(finding, installment=there) if earlier else finding
    confirmed = finding.modality is Modality.CONFIRMED and not finding.whole
    if seen and confirmed and main.season > 1 and not main.part and _SEEN.search(finding.sentence.text):
        return replace(finding, installment=Installment(main.season - 1))
    return finding


def _coming(scene: Scene, findings: list[Finding]) -> set[Installment]:
    """Return the installments that are still to come."""
    return {
        f.installment
        for f in findings
        if f.modality.current
        and (
            (
                f.field is Field.RELEASE_DATE
                and f.value != PULLED
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
        and finding.value != PULLED
    )


def _past(scene: Scene, finding: Finding) -> bool:
    """Whether a date of release lies behind the text's own day."""
    return (
        finding.field is Field.RELEASE_DATE
        and finding.modality.current
        and finding.value != PULLED
        and span(finding.value).last < scene.document.published
    )


def _moved(scene: Scene, main: Installment, finding: Finding, state: _State) -> Finding:
    """Return a finding at the installment that fits its tense."""
    here = finding.installment
    if here.film or (finding.named and not (here in state.coming and _of_new(finding))):
        return _ahead(scene, main, finding, state.shown)
    if here not in state.coming:
        return finding
    if finding.rule.startswith("count.last") and here.season > 1 and here in state.ordered:
        return replace(finding, installment=NOWHERE)  # "after today's 13th and last episode, a second …"
    if not _past(scene, finding):
        return finding
    days = (scene.document.published - span(finding.value).last).days
    if here.part > 1:
        here = here._replace(part=here.part - 1)
    elif here.season > 1:
        here = here._replace(season=1 if days > _ERA and here.season > _THIRD else here.season - 1)
    return replace(finding, installment=here)


def _of_new(finding: Finding) -> bool:
    """Whether a season is meant only by being new: "the new episodes, which began streaming in June"."""
    marks = [m for m, _ in finding.sentence.placed(Kind.SCOPE)]
    return any(m.name == "next" for m in marks) and not any(
        m.season == finding.installment.season for m in marks
    )


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
        and finding.value != PULLED
        and span(finding.value).first > scene.document.published
    ):
        return replace(finding, installment=main)
    return finding
