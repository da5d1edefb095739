"""Reads languages whose verbs come last and whose clauses stand before their nouns (Korean, Japanese).

    sentence -> topics (whose?) -> release | count | status -> Finding

A date waits for the verb behind it. When that verb's clause modifies a noun ("10일 공개되는 'X'"), the
subject is that noun; else it is the nearest name before the verb that its particle does not set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.claims.headfinal import count, elapsed, release, status
from scraper.claims.headfinal.identity import decide
from scraper.claims.headfinal.topics import Topics

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene

__all__ = ["decide", "read"]


def read(scene: Scene, installments: Installments) -> list[Finding]:
    """Return what the sentences of a document say of the watched title, in order."""
    topics = Topics(scene, installments)
    findings: list[Finding] = []
    for sentence in scene.sentences:
        topics.enter(sentence)
        if sentence.masked.marks or sentence.deeds:
            findings += release.read(topics, sentence)
            findings += elapsed.read(topics, sentence)
            findings += count.read(topics, sentence)
            findings += status.read(topics, sentence)
        topics.leave(sentence)
    return release.settle(count.settle(status.settle(findings)))
