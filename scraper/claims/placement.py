"""Places findings: the installment that each is of, where its sentence names none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.claims.installment import NOWHERE, Installment
from scraper.claims.marks import Kind
from scraper.model import Field, Modality, Status
from scraper.spans import span

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene

_LONG = 300  # days
_ANEW = re.compile(r"\bfor (?:a|the) ([a-z]+|\d+(?:nd|rd|th)) (?:and (?:final|last) )?time\b")
_PUT_OFF = re.compile(
    r"delay|postpon|mov(?:e|ing)|push|slip|bump|shift|resched|nominat|renew|put (?:off|back)"
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


def place(scene: Scene, installments: Installments, findings: list[Finding]) -> list[Finding]:
    """Return the findings with the installments they are of."""
    placed = [replace(f, installment=_scope(scene, installments, f)) for f in findings]
    placed = [both for f in placed for both in _both(f)]
    return _consistent(scene, placed)


def _both(finding: Finding) -> list[Finding]:
    """Return a finding of two seasons named together as one of each: "picked up for seasons 5 and 6"."""
    here = finding.installment
    if finding.field is Field.EPISODE_COUNT or not finding.named:
        return [finding]
    marks = [m for m, _ in finding.sentence.placed(Kind.SCOPE)]
    pair = next((m.numbers for m in marks if m.name in ("pair", "both") and m.numbers[0] == here.season), ())
    if not pair or any(m.season == here.season for m in marks):
        return [finding]
    return [replace(finding, installment=Installment(season)) for season in pair]


def _consistent(scene: Scene, findings: list[Finding]) -> list[Finding]:
    """Return the findings with releases of what is still to come moved to the season or part before."""
    day = scene.document.published
    coming = {
        f.installment
        for f in findings
        if f.field is Field.RELEASE_DATE
        and f.modality.current
        and f.value != "XXXX"
        and span(f.value).first > day
    } | {
        f.installment
        for f in findings
        if f.field is Field.PRODUCTION_STATUS and f.modality.current and f.value in _UNDONE and f.named
    }
    result = []
    for finding in findings:
        here = finding.installment
        told = (
            finding.field is Field.RELEASE_DATE
            and finding.perfect
            and not finding.named
            and finding.modality is Modality.CONFIRMED
        )
        if told and here in coming and not here.film and span(finding.value).last < day:
            if here.part > 1:
                finding = replace(finding, installment=here._replace(part=here.part - 1))  # noqa: PLW2901
            elif here.season > 1:
                earlier = (
                    1 if (day - span(finding.value).last).days > 600 and here.season > 3 else here.season - 1
                )
                finding = replace(finding, installment=here._replace(season=earlier))  # noqa: PLW2901
        result.append(finding)
    return result


def _scope(scene: Scene, installments: Installments, finding: Finding) -> Installment:  # noqa: PLR0911 - each return is a ground of its own
    """Return the installment of a finding, the document's own where the sentence names none."""
    if installments.film:
        return Installment(film=True)
    if finding.whole:
        return NOWHERE
    told = finding.perfect and finding.field is Field.RELEASE_DATE
    main = installments.main
    if (
        told
        and not finding.named
        and _days(finding.value, scene) > _LONG
        and max(main.season, finding.installment.season, *installments.seasons, 0) > 1
    ):
        return Installment(1)  # "The show began in 2021" in an article on season 3
    if not finding.named and (again := _anew(finding)):
        return Installment(again)
    if finding.installment != NOWHERE:
        return finding.installment
    if finding.field is Field.EPISODE_COUNT and main.part:
        return Installment(main.season or 1)
    if installments.asked and main.season > 1 and not finding.named:
        return Installment(main.season - 1) if told else NOWHERE
    if (
        installments.parts
        and finding.field is Field.RELEASE_DATE
        and main.part != 1
        and 2 in installments.parts
        and (told or not installments.firm)
    ):
        return Installment(0, 1)  # "The Glory arrived on …" where a second part is spoken of
    if installments.parts and finding.field is Field.EPISODE_COUNT and not main.season:
        return Installment(1)
    return main


def _anew(finding: Finding) -> int:
    """Return the season of "glows for a third time on May 3", or 0; what is put off again is no season."""
    text = finding.sentence.text
    found = _ANEW.search(text)
    if not found or _PUT_OFF.search(text):
        return 0
    return finding.sentence.language.value(found[1]) or 0


def _days(value: str, scene: Scene) -> int:
    return (scene.document.published - span(value).last).days if value != "XXXX" else 0
