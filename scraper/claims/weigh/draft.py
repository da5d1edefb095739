"""What the rules make of a document, with everything that they could have made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.claims.weigh.candidates import in_sentence
from scraper.claims.weigh.sight import Sight
from scraper.claims.weigh.tokens import vocabulary

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installments
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.weigh.grammar import Grammar
    from scraper.claims.weigh.spot import Candidate
    from scraper.model import Claim


class Collector:
    """Gathers the candidates of a document while the rules read it."""

    def __init__(self, scene: Scene, known: frozenset[str]) -> None:
        self._sight = Sight(scene, known)
        self.candidates: list[Candidate] = []
        self.words: set[str] = set()
        self.names: list[str] = []

    def see(self, grammar: Grammar, sentence: Sentence, found: list[Finding]) -> None:
        """Take in a sentence and what the rules found there, before they leave it."""
        sight = self._sight
        sight.enter(sentence)
        self.words |= vocabulary(sentence, sight.known)
        self.names += sight.named(sentence)
        self.candidates += in_sentence(sight, grammar, sentence, found)


@dataclass(slots=True)
class Draft:
    """The rules' reading of a document, not yet weighed."""

    scene: Scene
    installments: Installments
    about: bool
    reason: str
    claims: tuple[Claim, ...]  # also where the document is held not to be about the title
    findings: int  # how many the sentences gave
    candidates: list[Candidate] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)  # signs around the places where the title is named
