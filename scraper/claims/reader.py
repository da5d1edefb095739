"""The reader: document and watch in, reading out. Pure: no clock, no network, no state kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.claims import count, headfinal, release, retracted, status, weigh, windows
from scraper.claims.about import decide
from scraper.claims.answers import answer
from scraper.claims.embedded import Embedded
from scraper.claims.finding import few
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
    drafted = draft(document, watch)
    if drafted is None:
        return Reading(about=False, reason="neither title nor people are named")
    return weigh.settle(drafted)


def draft(document: Document, watch: Watch, known: frozenset[str] | None = None) -> weigh.Draft | None:
    """Return what the rules make of a document, or None where neither title nor people are named.

    `known` are the words that are weighed as themselves: the weights' own unless others are learned.
    """
    scene = lay_out(document, watch)
    if not scene.sentences:
        return None
    installments = survey(scene)
    if known is None and (weights := weigh.of(scene.language.code)):
        known = weights.known
    collector = weigh.Collector(scene, known) if known is not None else None
    if scene.language.verb_last:
        findings = headfinal.read(scene, installments, collector)
        about, reason = headfinal.decide(scene, findings)
    else:
        findings = _read(scene, installments, collector)
        about, reason = decide(scene, findings)
    drafted = weigh.Draft(scene, installments, about, reason, (), len(findings))
    if collector is not None or about:
        drafted.claims = resolve(scene, installments, findings)
    if collector is not None and collector.whole:
        drafted.weighable = True
        drafted.candidates, drafted.words, drafted.names = (
            collector.candidates,
            collector.words,
            collector.names,
        )
    return drafted


def _read(scene: Scene, installments: Installments, collector: weigh.Collector | None) -> list[Finding]:
    """Return what the sentences say where verbs stand in the middle."""
    subjects, embedded = Subjects(scene, installments), Embedded()
    grammar = weigh.VerbAmid(subjects)
    findings: list[Finding] = []
    for sentence in scene.sentences:
        subjects.enter(sentence)
        found: list[Finding] = []
        if sentence.masked.marks or sentence.deeds or answer(scene, sentence):
            stated = [
                *release.read(scene, subjects, sentence),
                *count.read(scene, subjects, sentence),
                *status.read(scene, subjects, sentence),
            ]
            found = list(embedded.follow(sentence, stated))
            findings += found
        if collector is not None:
            collector.see(grammar, sentence, found)
        subjects.leave(sentence)
    return windows.first(scene, retracted.settle(scene, few(findings)))
