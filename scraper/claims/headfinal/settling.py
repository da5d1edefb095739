"""Settles dates against each other and against states, once all sentences are read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.model import Field, Modality, Status
from scraper.spans import span

if TYPE_CHECKING:
    from datetime import date

    from scraper.claims.finding import Finding

_PULLED = "XXXX"
_RECALLED = re.compile(
    r"(?:이야기|말|설|보도|소문|관측)(?:이|가|도)? ?(?:나왔|나온|돌았|있었|제기됐|흘러나왔)"
)


def settle(findings: list[Finding], today: date) -> list[Finding]:
    """Settle dates against each other and against states.

    A month or year goes where the document dates the same release to the day within it, and "put off"
    where it gives a new date, or tells the release or its end. A date that was rumoured once, or of
    what is cancelled, is past.
    """
    dates = [f for f in findings if f.field is Field.RELEASE_DATE and f.modality.current]
    settled = [_against(f, dates, findings, today) if f in dates else f for f in findings]
    return [f for f in settled if f is not None]


def _against(finding: Finding, dates: list[Finding], findings: list[Finding], today: date) -> Finding | None:
    """Return a current date as the rest of the document leaves it, None where it falls away."""
    others = [f for f in dates if f is not finding and f.installment == finding.installment]
    known = [f for f in others if f.value != _PULLED]
    cancelled = any(
        f.field is Field.PRODUCTION_STATUS
        and f.value == Status.CANCELLED.value
        and f.modality is Modality.CONFIRMED
        and f.installment == finding.installment
        for f in findings
    )
    if finding.value == _PULLED:
        older = any(c.name == "once" for c in finding.sentence.modes)
        again = any(f.perfect or (older and f.sentence is not finding.sentence) for f in known)
        return None if cancelled or again else finding
    mine = span(finding.value)
    if any(
        f.value != finding.value
        and not (finding.modality is Modality.CONFIRMED and f.modality is Modality.RUMOURED)
        and mine.first <= span(f.value).first
        and span(f.value).last <= mine.last
        for f in known
    ):
        return None
    recalled = finding.modality is Modality.RUMOURED and _RECALLED.search(finding.sentence.text)
    if (cancelled and not finding.perfect and mine.last >= today) or (
        recalled and any(f.modality is Modality.CONFIRMED and f.value != finding.value for f in known)
    ):
        return replace(finding, modality=Modality.PAST)
    return finding
