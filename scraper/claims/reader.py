"""The reader: document and watch in, reading out. Pure: no clock, no network, no state kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.claims import count, headfinal, release, status, windows
from scraper.claims.about import decide
from scraper.claims.answers import answer
from scraper.claims.embedded import Embedded
from scraper.claims.resolve import resolve
from scraper.claims.scene import lay_out
from scraper.claims.subject import Subjects
from scraper.claims.survey import survey
from scraper.model import Reading

if TYPE_CHECKING:
    from config.model import Watch
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene
    from scraper.model import Document


def read(document: Document, watch: Watch) -> Reading:
    """Return what a document claims about the watched title."""
    scene = lay_out(document, watch)
    if not scene.sentences:
        return Reading(about=False, reason="neither title nor people are named")
    installments = survey(scene)
    if scene.language.verb_last:
        findings = headfinal.read(scene, installments)
        about, reason = headfinal.decide(scene, findings)
    else:
        findings = _read(scene, installments)
        about, reason = decide(scene, findings)
    if not about:
        return Reading(about=False, reason=reason)
    return Reading(about=True, claims=resolve(scene, installments, findings), reason=reason)


def _read(scene: Scene, installments: Installments) -> list[Finding]:
    """Return what the sentences say where verbs stand in the middle."""
    subjects, embedded = Subjects(scene, installments), Embedded()
    findings: list[Finding] = []
    for sentence in scene.sentences:
        subjects.enter(sentence)
        if sentence.masked.marks or sentence.deeds or answer(scene, sentence):
            found = [
                *release.read(scene, subjects, sentence),
                *count.read(scene, subjects, sentence),
                *status.read(scene, subjects, sentence),
            ]
            findings += embedded.follow(sentence, found)
        subjects.leave(sentence)
    return windows.first(scene, findings)
