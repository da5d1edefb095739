"""What the text takes back: "It was announced for May 3. That date no longer holds.", "That is false."."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.model import Field, Modality
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.scene import Scene


def _dated_anew(scene: Scene, pulled: Finding, findings: list[Finding]) -> bool:
    """Whether a document that tells of a date taken away gives a new one, of which it is sure."""
    today = scene.document.published
    return any(
        f.field is Field.RELEASE_DATE
        and f.modality in (Modality.CONFIRMED, Modality.EXPECTED)
        and f.value != PULLED
        and (f.installment == pulled.installment or scene.watch.kind == "film")
        and span(f.value).last > today
        for f in findings
    )


def settle(scene: Scene, findings: list[Finding]) -> list[Finding]:
    """Return the findings, past or denied where the sentence behind them takes them back."""
    known = scene.language.phrases
    if known is None:
        return findings
    findings = [f for f in findings if f.value != PULLED or not _dated_anew(scene, f, findings)]
    gone = {s.index - 1 for s in scene.sentences if known.retraction.match(s.text)}
    untrue = {s.index - 1 for s in scene.sentences if known.denial.match(s.text)}
    findings = [
        replace(f, modality=Modality.DENIED, rule=f"{f.rule} (denied)")
        if f.modality.current and f.sentence.index in untrue
        else f
        for f in findings
    ]
    return [
        replace(f, modality=Modality.PAST, rule=f"{f.rule} (retracted)")
        if f.field is Field.RELEASE_DATE and f.modality.current and f.sentence.index in gone
        else f
        for f in findings
    ]
