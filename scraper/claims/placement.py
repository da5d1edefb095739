"""Places findings: the installment that each is of, where its sentence names none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.claims.consistency import consistent
from scraper.claims.foreign import foreign
from scraper.claims.installment import FILM, NOWHERE, Installment
from scraper.claims.marks import Kind
from scraper.claims.survey import pieces
from scraper.model import Field, Modality, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene

_LONG = 300  # days
_ANEW = re.compile(r"\bfor (?:a|the) ([a-z]+|\d+(?:nd|rd|th)) (?:and (?:final|last) )?time\b")
_PUT_OFF = re.compile(
    r"delay|postpon|mov(?:e|ing)|push|slip|bump|shift|resched|nominat|renew|put (?:off|back)"
)
_TOOK = re.compile(
    r"\b(?:took|drew|made|brought|put|was|were|topped|reached|pulled|racked|became|told|kept|held|won|got|had)\b"
)
_RETURNED = re.compile(r": .*(?:came back|return|back)")
# A season that is ordered before the first one has been shown.
_EARLY = re.compile(
    r"\b(?:ahead of|before|prior to) (?:its |the |the series )?(?:first |series |season )*"
    r"(?:premiere|debut|launch|bow|episode)\b"
)


def place(scene: Scene, installments: Installments, findings: list[Finding]) -> list[Finding]:
    """Return the findings with the installments they are of."""
    placed = [replace(f, installment=_scope(scene, installments, f)) for f in findings]
    placed = _in_pieces(installments, [both for f in placed for both in _both(f)])
    return consistent(scene, installments, placed)


def _in_pieces(installments: Installments, findings: list[Finding]) -> list[Finding]:
    """Return the days and sizes of a release in parts as one of each: "in two parts, on May 3 and June 7".

    The text may say elsewhere that there are parts: "four episodes on May 3, the remaining six on June 7".
    """
    told: dict[int, dict[Field, list[Finding]]] = {}
    for finding in findings:
        if finding.modality.current and not finding.installment.film:
            told.setdefault(finding.sentence.index, {}).setdefault(finding.field, []).append(finding)
    parts: dict[tuple[Field, int], int] = {}  # by field and offset of the finding
    for stated in told.values():
        days = stated.get(Field.RELEASE_DATE, [])
        order = sorted({f.value for f in days if f.value != PULLED})
        pieces_here = len(pieces(days[0].sentence)) if days else 0
        if len(order) < 2 or len(order) != (pieces_here or installments.pieces):
            continue
        parts |= {(f.field, f.at): order.index(f.value) + 1 for f in days if f.value in order}
        sizes = sorted(stated.get(Field.EPISODE_COUNT, []), key=lambda f: f.at)
        if len({f.at for f in sizes}) == len(order):
            parts |= {(f.field, f.at): place for place, f in enumerate(sizes, start=1)}
    return [
        replace(f, installment=f.installment._replace(part=parts[f.field, f.at]))
        if (f.field, f.at) in parts and not f.installment.part
        else f
        for f in findings
    ]


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


def _scope(scene: Scene, installments: Installments, finding: Finding) -> Installment:
    """Return the installment of a finding, the document's own where the sentence names none."""
    if installments.film:
        return FILM
    if finding.whole or (
        # a series is cancelled as a whole unless the season is named
        finding.value == Status.CANCELLED.value and not finding.named and not installments.firm
    ):
        return NOWHERE
    if not finding.named and (implied := _implied(scene, installments, finding)):
        return implied
    return finding.installment if finding.installment != NOWHERE else _default(installments, finding)


def _implied(scene: Scene, installments: Installments, finding: Finding) -> Installment | None:
    """Return the installment that the sentence means without naming it, or None."""
    main = installments.main
    if again := _anew(finding):
        return Installment(again)
    if finding.field is Field.EPISODE_COUNT and installments.asked and main.season > 1:
        # "Will there be a season 2?", and then of the one that is out: "Eight episodes took it far"
        confirmed = finding.modality is Modality.CONFIRMED and finding.installment in (main, NOWHERE)
        return Installment(main.season - 1) if confirmed and _TOOK.search(finding.sentence.text) else None
    if finding.field is not Field.RELEASE_DATE:
        return None
    if not finding.perfect:
        return Installment(main.season - 1) if _early(scene, main) else None
    named = (m.season for s in scene.sentences for m, _ in s.placed(Kind.SCOPE) if not foreign(scene, s, m))
    seasons = (main.season, finding.installment.season, *named)
    if _days(finding.value, scene) <= _LONG or max(seasons) <= 1:
        return None
    # "The show began in 2021 and came back in 2023" in an article on season 3
    returned = _RETURNED.search(finding.rule) and main.season > 1
    return Installment(main.season - 1 if returned else 1)


def _default(installments: Installments, finding: Finding) -> Installment:
    """Return the installment of a finding whose sentence says nothing of it."""
    main, told = installments.main, finding.perfect and finding.field is Field.RELEASE_DATE
    if finding.field is Field.EPISODE_COUNT and main.part:
        return Installment(main.season or 1)
    if installments.asked and main.season > 1 and not finding.named:
        return Installment(main.season - 1) if told else NOWHERE
    if (
        finding.field is Field.RELEASE_DATE
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


def _early(scene: Scene, main: Installment) -> bool:
    """Whether the text opens with an order of the next season before this one is out."""
    return main.season > 1 and any(_EARLY.search(s.text) for s in scene.sentences[:2])


def _days(value: str, scene: Scene) -> int:
    return (scene.document.published - span(value).last).days if value != PULLED else 0
