"""Reads languages whose verbs come last and whose clauses stand before their nouns (Korean, Japanese).

    sentence -> topics (whose?) -> release | count | status -> Finding

A date waits for the verb behind it. When that verb's clause modifies a noun ("10일 공개되는 'X'"), the
subject is that noun; else it is the nearest name before the verb that its particle does not set aside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.finding import few
from scraper.claims.headfinal import count, elapsed, release, settling, status
from scraper.claims.headfinal.identity import decide
from scraper.claims.headfinal.topics import Topics
from scraper.claims.weigh.grammar import VerbLast

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene
    from scraper.claims.weigh.draft import Collector

# What tells that a work comes from another country.
_IMPORTED = re.compile(
    r"현지 ?시간|외신|할리우드|버라이어티|데드라인|hbo|bbc|nhk|워너|유니버설|파라마운트|애플 ?tv|훌루"
    r"|tv ?애니|애니메이션|극장판|제작위원회|일드|미드|영드|중드"
)
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
    imported = _IMPORTED.search(scene.lowered) is not None
    settled = count.settle(status.settle(few(findings)))
    return settling.settle(settled, scene.document.published, imported=imported)
