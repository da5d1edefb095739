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


# No news is longer; a text that is one list of dates costs no more than the rules do.
_MOST_CANDIDATES, _MOST_SENTENCES = 450, 1500


class Collector:
    """Gathers the candidates of a document while the rules read it, up to what a news text can hold."""

    def __init__(self, scene: Scene, known: frozenset[str]) -> None:
        self._sight = Sight(scene, known)
        self.whole = True  # whether all was gathered: a part of it cannot be weighed
        self.candidates: list[Candidate] = []
        self.words: set[str] = set()
        self.names: list[str] = []

    def see(self, grammar: Grammar, sentence: Sentence, found: list[Finding]) -> None:
        """Take in a sentence and what the rules found there, before they leave it."""
        self.whole = (
            self.whole and len(self.candidates) <= _MOST_CANDIDATES and sentence.index <= _MOST_SENTENCES
        )
        if not self.whole:
            return
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
    weighable: bool = False  # whether all that it could claim was gathered
    candidates: list[Candidate] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)  # signs around the places where the title is named
