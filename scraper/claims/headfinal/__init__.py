"""Reads languages whose verbs come last and whose clauses stand before their nouns (Korean, Japanese).

    sentence -> topics (whose?) -> release | count | status -> Finding

A date waits for the verb behind it. When that verb's clause modifies a noun ("10일 공개되는 'X'"), the
subject is that noun; else it is the nearest name before the verb that its particle does not set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.claims.headfinal import count, elapsed, release, settling, status
from scraper.claims.headfinal.identity import decide
from scraper.claims.headfinal.topics import Topics
from scraper.claims.weigh.grammar import VerbLast

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene
    from scraper.claims.weigh.draft import Collector

__all__ = ["decide", "read"]


def read(scene: Scene, installments: Installments, collector: Collector | None = None) -> list[Finding]:
    """Return what the sentences of a document say of the watched title, in order."""
    topics = Topics(scene, installments)
    grammar = VerbLast(topics)
    findings: list[Finding] = []
    for sentence in scene.sentences:
        topics.enter(sentence)
        found: list[Finding] = []
        if sentence.masked.marks or sentence.deeds:
            found += release.read(topics, sentence)
            found += elapsed.read(topics, sentence)
            found += count.read(topics, sentence)
            found += status.read(topics, sentence)
            findings += found
        if collector is not None:
            collector.see(grammar, sentence, found)
        topics.leave(sentence)
    return settling.settle(count.settle(status.settle(findings)), scene.document.published)
