"""Dates that the next sentence takes back: "It was announced for May 3. That date no longer holds."."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.model import Field, Modality

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.scene import Scene


def settle(scene: Scene, findings: list[Finding]) -> list[Finding]:
    """Return the findings with dates as past where the sentence behind them says that they are gone."""
    known = scene.language.phrases
    if known is None:
        return findings
    gone = {s.index - 1 for s in scene.sentences if known.retraction.match(s.text)}
    return [
        replace(f, modality=Modality.PAST, rule=f"{f.rule} (retracted)")
        if f.field is Field.RELEASE_DATE and f.modality.current and f.sentence.index in gone
        else f
        for f in findings
    ]
