"""Settles what the sentences of a document say into its claims: one row for each (field, scope, value)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.claims.placement import place
from scraper.claims.states import settled
from scraper.claims.text import BlockKind
from scraper.model import Claim, Field, Modality
from scraper.spans import PULLED, contains, overlaps

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene

_NOW = re.compile(r"\b(?:now|finally|new date)\b")


def resolve(scene: Scene, installments: Installments, findings: list[Finding]) -> tuple[Claim, ...]:
    """Return the claims of a document, in order of place."""
    placed = place(scene, installments, findings)
    dates = _dates([f for f in placed if f.field is Field.RELEASE_DATE])
    counts = _counts([f for f in placed if f.field is Field.EPISODE_COUNT])
    states = settled(scene, [f for f in placed if f.field is Field.PRODUCTION_STATUS], dates)
    rows: dict[tuple[Field, str, str], Claim] = {}
    for finding in sorted([*dates, *counts, *states], key=lambda f: f.at):
        claim = _claim(scene, finding)
        key = (claim.field, claim.scope, claim.value)
        held = rows.get(key)
        if held is None or (not held.modality.current and claim.modality.current):
            rows[key] = claim
    return tuple(rows.values())


def _claim(scene: Scene, finding: Finding) -> Claim:
    start, end = finding.sentence.start, finding.sentence.end
    return Claim(
        field=finding.field,
        scope=str(finding.installment),
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


def _dates(findings: list[Finding]) -> list[Finding]:
    """Drop what the headline says more loosely than the text, and what the text itself takes back."""
    text = [f for f in findings if f.sentence.block is not BlockKind.HEADLINE]
    loose = [f for f in findings if f.sentence.block is BlockKind.HEADLINE]
    kept = text + [f for f in loose if not any(_within(g.value, f.value) for g in text)]
    kept = [_superseded(f, kept) for f in kept]
    gone = [f for f in kept if not f.modality.current]
    return [
        f
        for f in kept
        if not f.modality.current
        or f.modality is Modality.CONFIRMED
        or not any(_takes_back(g, f) for g in gone)
    ]


def _takes_back(one: Finding, two: Finding) -> bool:
    """Whether a date that is past or denied is another's own, or denied with all that lies in it."""
    if one.installment != two.installment:
        return False
    if one.value == two.value:
        return True
    return one.modality is Modality.DENIED and _within(two.value, one.value)


def _superseded(finding: Finding, dates: list[Finding]) -> Finding:
    """Return a date as past where the text gives another one as the present date."""
    if not finding.modality.current or finding.perfect:
        return finding
    for other in dates:
        if (
            other is finding
            or not other.modality.current
            or other.perfect
            or other.installment != finding.installment
            or _overlap(other.value, finding.value)
        ):
            continue
        replaced = finding.moved != "has" and other.moved == "has" and other.at > finding.at
        history = finding.moved == "was" and not _NOW.search(finding.sentence.text) and other.moved != "was"
        if replaced or history:
            return replace(finding, modality=Modality.PAST, rule=f"{finding.rule} (superseded)")
    return finding


def _overlap(one: str, two: str) -> bool:
    """Whether two days may be one; a date that was pulled is no day, though it excludes none."""
    return PULLED not in (one, two) and overlaps(one, two)


def _within(fine: str, coarse: str) -> bool:
    return fine == coarse if PULLED in (fine, coarse) else contains(coarse, fine)


def _counts(findings: list[Finding]) -> list[Finding]:
    text = [f for f in findings if f.sentence.block is not BlockKind.HEADLINE]
    seen = {f.value for f in text}
    return text + [
        f for f in findings if f.sentence.block is BlockKind.HEADLINE and (not text or f.value in seen)
    ]
