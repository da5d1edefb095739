"""Follows what a text is about, sentence by sentence: the watched title, or something named beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.foreign import foreign
from scraper.claims.installment import NOWHERE, Installment, Installments
from scraper.claims.marks import Kind
from scraper.claims.noun_phrases import begins_sized
from scraper.claims.offshoots import elsewhere
from scraper.claims.roundup import item, listed
from scraper.claims.text import BlockKind
from scraper.claims.unmarked import names_another, opening

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

# "the writer of 'Goblin'", "like 'X'", "after 'X'": named, but not what is spoken of.
_ASIDE = re.compile(
    r"(?:\b(?:made|wrote|directed|penned|created|helmed|produced|of|from|like|than|since|by|for|after|including|with|to|beat|as|behind|was|and|or|in|is"
    r"|called|between)|s'|'s|[(,]) ?[\"'<]?$"
)
_ASIDES = ("event.trailer", "event.press", "event.casting", "event.award", "event.rerun")
_LISTED = (BlockKind.BULLET, BlockKind.ROW)
_CLOSE = 8  # characters between an episode and its name


def aside(sentence: Sentence, place: int) -> bool:
    """Whether what is named at a place is not what is spoken of: "the writer of 'Goblin'"."""
    return bool(_ASIDE.search(sentence.text, max(0, place - 14), place))


class Thread:
    """What the text is about so far."""

    def __init__(self, scene: Scene, installments: Installments) -> None:
        self._scene = scene
        self._installments = installments
        in_headline = any(m.end <= len(scene.document.headline) for m in scene.titles)
        early = bool(scene.titles) and scene.titles[0].start < len(scene.document.headline) + 300
        self.start = in_headline or early or not scene.titles  # whether the text begins with the title
        self.ours = self.start
        self.installment: Installment = NOWHERE
        self.other_section = False  # under a heading or bullet of another title
        self._at_home = in_headline
        self._early = early and not any(
            s.has(Kind.OTHER) for s in scene.sentences if s.block is BlockKind.HEADLINE
        )
        # A list in which one bullet names the title: the others are of other titles.
        self._listed = not in_headline and any(
            s.block in _LISTED and s.has(Kind.TITLE) for s in scene.sentences
        )
        self._roundup = scene.language.capitals and listed(scene)
        self._paragraph = -1
        self._asides: set[int] = set()

    def enter(self, sentence: Sentence) -> None:
        """Prepare for a sentence: a new block may begin another title's section."""
        if sentence.paragraph == self._paragraph:
            return
        self._paragraph = sentence.paragraph
        if sentence.block is BlockKind.BULLET:  # the season of one title is not the next one's
            self.installment = NOWHERE
        ours = sentence.has(Kind.TITLE) or any(
            m.kind is Kind.SCOPE and not foreign(self._scene, sentence, m)
            for m, p in sentence.placed(Kind.SCOPE)
        )
        if ours:
            self.other_section = False
            return
        if self._roundup and item(self._scene, sentence):
            self.ours, self.other_section = False, True
        elif (
            sentence.block is BlockKind.BULLET
            or (sentence.block is BlockKind.ROW and self._listed)
            or (
                sentence.block is BlockKind.HEADING
                and not self._at_home
                and names_another(self._scene, sentence)
            )
        ):
            self.other_section = bool(
                (sentence.block in _LISTED and self._listed)
                or (not self._at_home and names_another(self._scene, sentence))
            )
            if self.other_section:
                self.ours = False
        elif sentence.block is BlockKind.ROW and self.other_section:
            self.ours = False  # "Release date: April 3" under the name of another title
        elif sentence.block in (BlockKind.HEADING, BlockKind.ROW):
            self.other_section = False
            self.ours = self.start
        elif not self.other_section and (self._at_home or self._early or self._resumes(sentence)):
            self.ours = True

    def _resumes(self, sentence: Sentence) -> bool:
        """Whether a paragraph comes back to what the text is about: "The drama will air in May"."""
        if not self.start or sentence.block is not BlockKind.PARAGRAPH:
            return False
        if not all(aside(sentence, p) for _, p in sentence.placed(Kind.OTHER)):
            return False
        again = any(c.name == "carry" and sentence.text.startswith("the ", c.start) for c in sentence.carries)
        again = again or begins_sized(sentence)
        return again and not opening(self._scene, sentence)

    def leave(self, sentence: Sentence) -> None:
        """Note what the sentence was about."""
        self._digress(sentence)
        titles = sentence.placed(Kind.TITLE)
        episodes = [p for m, p in sentence.placed(Kind.COUNT) if m.single]
        others = [
            (m, p)
            for m, p in sentence.placed(Kind.OTHER)
            if not aside(sentence, p) and not any(abs(p - e) <= _CLOSE for e in episodes)
        ]
        main = [(m, p) for m, p in titles if not aside(sentence, p)] or titles
        scopes = [(m, p) for m, p in sentence.placed(Kind.SCOPE) if not foreign(self._scene, sentence, m)]
        if elsewhere(sentence):
            self.ours, self.other_section = False, True
        elif titles and (not others or main[0][1] < others[0][1] or len(main) >= len(others)):
            self.ours = True
            self.other_section = False
        elif (others and not titles and not scopes) or (
            not titles and not scopes and opening(self._scene, sentence)
        ):
            self.ours = False
        elif scopes:
            self.ours = self.ours or self.start
        named = [
            i
            for m, _ in sorted([*scopes, *titles], key=lambda placed: placed[1])
            if m.name not in ("previous", "first_season") and (i := self._installments.resolve(m))
        ]
        if named:
            self.installment = named[0]

    def digressing(self, sentence: Sentence) -> bool:
        """Whether the paragraph answers a question about something else: the trailer, the cast."""
        return sentence.paragraph in self._asides

    def _digress(self, sentence: Sentence) -> None:
        asked = sentence.text.rstrip("*_\"')# ").endswith("?")
        if not (asked or sentence.block is BlockKind.HEADING) or sentence.block is BlockKind.HEADLINE:
            return
        names = {c.name.partition(".")[0] for c in sentence.deeds}
        occasions = [c for c in sentence.deeds if c.name in _ASIDES]
        if occasions and "release" not in names:
            self._asides = {sentence.paragraph, sentence.paragraph + (sentence.block is BlockKind.HEADING)}
