"""Settles what the sentences of a document say into its claims: one row for each (field, scope, value)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.claims.installment import Installment, Installments
from scraper.claims.text import BlockKind
from scraper.model import Claim, Field, Modality, Status

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.scene import Scene


def resolve(scene: Scene, installments: Installments, findings: list[Finding]) -> tuple[Claim, ...]:
    """Return the claims of a document, in order of place."""
    rows: dict[tuple[Field, str, str], Claim] = {}
    placed = [(f, _scope(scene, installments, f)) for f in findings]
    for finding, scope in placed:
        if finding.sentence.block is BlockKind.HEADLINE and any(
            g.field is finding.field and g.sentence.block is not BlockKind.HEADLINE for g, _ in placed
        ):
            continue
        start, end = finding.sentence.start, finding.sentence.end
        claim = Claim(
            field=finding.field,
            scope=str(scope),
            value=finding.value,
            modality=finding.modality,
            quote=scene.body[start:end],
            start=start,
            end=end,
            rule=finding.rule,
            speaker=finding.speaker,
            attribution=finding.attribution,
            asserted_on=finding.asserted_on,
        )
        key = (claim.field, claim.scope, claim.value)
        if key not in rows:
            rows[key] = claim
    return tuple(rows.values())


def _scope(scene: Scene, installments: Installments, finding: Finding) -> Installment:
    if installments.film:
        return Installment(film=True)
    if finding.installment != Installment():
        return finding.installment
    return installments.main


_ = (Modality, Status)
