"""Settles dates against each other and against states, once all sentences are read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scraper.claims.installment import NOWHERE
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from datetime import date

    from scraper.claims.finding import Finding

_ABROAD, _LOCAL = " abroad", " local"
_WINDOW = timedelta(days=200)  # between one country's release and the next
_RECALLED = re.compile(
    r"(?:이야기|말|설|보도|소문|관측)(?:이|가|도)? ?(?:나왔|나온|돌았|있었|제기됐|흘러나왔)"
)


def settle(findings: list[Finding], today: date, *, imported: bool = False) -> list[Finding]:
    """Settle dates against each other and against states.

    A month or year goes where the document dates the same release to the day within it, and "put off"
    where it gives a new date, or tells the release or its end. A date that was rumoured once, or of
    what is cancelled, is past. Of several countries the first one counts; another country alone only
    where the work is `imported`.
    """
    findings = _first_shown(findings, imported=imported)
    dates = [f for f in findings if f.field is Field.RELEASE_DATE and f.modality.current]
    settled = [_against(f, dates, findings, today) if f in dates else f for f in findings]
    return [f for f in settled if f is not None]


def _first_shown(findings: list[Finding], *, imported: bool) -> list[Finding]:
    """Return the findings without the days of other countries, but for the first of all."""
    dates = [
        f for f in findings if f.field is Field.RELEASE_DATE and f.value != PULLED and f.modality.current
    ]
    if not any(f.rule.endswith((_ABROAD, _LOCAL)) for f in dates):
        return findings
    home = [f for f in dates if not f.rule.endswith(_ABROAD)]
    gone: set[int] = set()
    for finding in dates:
        if finding.rule.endswith(_ABROAD):
            rest = [f for f in home if _same(f, finding)]
            later = {id(f) for f in rest if _follows(finding, f)}
            gone |= later or ({id(finding)} if rest or not imported else set())
        elif finding.rule.endswith(_LOCAL) and any(
            _follows(f, finding) and _same(f, finding) for f in home if not f.rule.endswith(_LOCAL)
        ):
            gone.add(id(finding))
    return [f for f in findings if id(f) not in gone]


def _same(one: Finding, two: Finding) -> bool:
    """Whether two findings can be of one installment."""
    return one.installment == two.installment or NOWHERE in (one.installment, two.installment)


def _follows(first: Finding, second: Finding) -> bool:
    """Whether the second release is the same one, shown later in another country."""
    return timedelta() < span(second.value).first - span(first.value).first <= _WINDOW


def _against(finding: Finding, dates: list[Finding], findings: list[Finding], today: date) -> Finding | None:
    """Return a current date as the rest of the document leaves it, None where it falls away."""
    others = [f for f in dates if f is not finding and f.installment == finding.installment]
    known = [f for f in others if f.value != PULLED]
    cancelled = any(
        f.field is Field.PRODUCTION_STATUS
        and f.value == Status.CANCELLED.value
        and f.modality is Modality.CONFIRMED
        and f.installment == finding.installment
        for f in findings
    )
    if finding.value == PULLED:
        older = any(c.name == "once" for c in finding.sentence.modes)
        anew = any(
            f.sentence is not finding.sentence
            and (f.at > finding.at or f.sentence.block is not BlockKind.HEADLINE)
            and span(f.value).last >= today
            for f in known
        )
        again = anew or any(f.perfect or (older and f.sentence is not finding.sentence) for f in known)
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
