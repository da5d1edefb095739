"""The names in a sentence and the roles that particles give them.

The role patterns are the language's (`[cues.role]`): each spans the name with its particle.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_NAMES = (Kind.TITLE, Kind.OTHER, Kind.SCOPE)
_BRACKETS = tuple("<《〈「『")
_COMPARED = re.compile(r"[^,.]{1,40}?(?:것과는? 달리|(?:과|와)는? 달리|에 비해|것보다) ")
_WISHED = re.compile(r"(?:가|이|를|을)? ?(?:있|나오|나온|만들|만든|한|하)[가-힣]*(?:다면|으면|면|길|기를) ")
_SAYING = re.compile(r"['\"]?(?:라는|라고|이라는|이라고|고 |며 |란 )")
_COORDINATE = re.compile(rf"{MARKS['title']}['\">》〉」』]*(?:와|과|·|,| 및| ?&) ?['\"<《〈「『]*$")
_BESIDE_OTHER = 8  # characters between two names that share a verb
_ANOTHER = re.compile(r"[^ ]+(?:은|는|이|가|에서|에게) ")
_FACTUAL = re.compile(r"다큐")  # a series all the same, where its house and people are named
# What a work is made from, or has in it, is no work that a text goes on about.
_SOURCE = re.compile(
    r"(?:소설|웹툰|만화|희곡|동화|에세이|원작|각본|주제곡|주제가|수록곡|노래|에피소드|부제)"
    r"(?:인|은|는)? ?['\"<《〈「『]*$"
)
_REACH = 7  # words between a clause and the name it modifies
_QUOTE = 2  # characters between such a word and the name


class Names:
    """Finds the names of one document's sentences, each sentence's once."""

    def __init__(self, scene: Scene) -> None:
        self._body = scene.body
        self._bracketed = _bracketed(scene)
        self._told_of = bool(scene.platform and scene.people)  # by its own house and people
        self._roles: tuple[Sentence, list[Cue]] | None = None
        self._compared: list[tuple[int, int]] = []
        self._named: tuple[Sentence, list[tuple[Mark, int]]] | None = None
        self._kinds: tuple[Sentence, list[int]] | None = None

    def role(self, sentence: Sentence, place: int) -> str:
        """Return the role that its particle gives a name: topic, subject, object, aside or "" for none."""
        if self._roles is None or self._roles[0] is not sentence:
            self._roles = (sentence, sentence.language.cues("role", sentence.text))
            self._compared = [f.span() for f in _COMPARED.finditer(sentence.text)]
        if any(start <= place < end for start, end in self._compared):
            return "aside"  # "시즌1이 12부였던 것과 달리"
        return next((c.name for c in self._roles[1] if c.start <= place < c.end), "")

    def of(self, sentence: Sentence) -> list[tuple[Mark, int]]:
        """Return the names in a sentence that a statement can be about, each with its place."""
        if self._named is None or self._named[0] is not sentence:
            self._named = (sentence, self._find_names(sentence))
        return self._named[1]

    def _find_names(self, sentence: Sentence) -> list[tuple[Mark, int]]:
        return [
            (m, p)
            for m, p in sentence.placed(*_NAMES)
            if m.kind is Kind.TITLE
            or (
                m.kind is Kind.SCOPE
                and not _WISHED.match(sentence.text, p + 1)
                and (m.season or m.part or m.name in ("next", "first_season"))
            )
            or (m.kind is Kind.OTHER and self._work(sentence, m, p))
        ]

    def of_another_kind(self, sentence: Sentence, place: int) -> bool:
        """Whether the name stands beside a word for another kind of thing: "뮤지컬 'X'"."""
        if self._kinds is None or self._kinds[0] is not sentence:
            cues = sentence.language.cues("kind", sentence.text)
            ends = [
                c.end
                for c in cues
                if c.name == "else" and not (self._told_of and _FACTUAL.match(sentence.text, c.start))
            ]
            self._kinds = (sentence, ends)
        return any(0 <= place - end <= _QUOTE for end in self._kinds[1])

    def source(self, sentence: Sentence, place: int) -> bool:
        """Whether a name is of what the work is made from: "소설 'B'를 각색한"."""
        return _SOURCE.search(sentence.text, max(0, place - 12), place) is not None

    def others(self, sentence: Sentence) -> list[tuple[Mark, int]]:
        """Return the other works that a sentence names."""
        return [(m, p) for m, p in sentence.placed(Kind.OTHER) if self._work(sentence, m, p)]

    def _work(self, sentence: Sentence, mark: Mark, place: int) -> bool:
        """Whether a quoted text can be a work's name: not a stressed word or a saying."""
        if self._bracketed and self._body[mark.start - 1 : mark.start] not in _BRACKETS:
            return False
        return not _SAYING.match(sentence.text, place + 1)

    def next(self, sentence: Sentence, head: int) -> tuple[Mark, int] | None:
        """Return the name that a clause ending before `head` can modify."""
        for mark, p in self.of(sentence):
            if p >= head:
                if sentence.distance(head, p) > _REACH or _ANOTHER.search(sentence.text, head, p):
                    return None
                return self.last_of_phrase(sentence, mark, p)
        return None

    def last_of_phrase(self, sentence: Sentence, mark: Mark, place: int) -> tuple[Mark, int]:
        """Return the installment where the name has one behind it: in "'A' 파트2" that is the noun."""
        for other, p in self.of(sentence):
            if other.kind is Kind.SCOPE and 0 < p - place <= 40 and mark.kind is Kind.TITLE:
                between = sentence.text[place + 1 : p]
                if _same_phrase(between):
                    return other, p
        return mark, place

    def fellow(self, sentence: Sentence, place: int) -> tuple[Mark, int] | None:
        """Return our title where it is coordinate with the other right behind it: "'X'와 'B'는 …"."""
        found = _COORDINATE.search(sentence.text, max(0, place - _BESIDE_OTHER), place)
        if found is None or "각각" in sentence.text:
            return None  # what is dealt out is not shared
        return next(((m, p) for m, p in sentence.placed(Kind.TITLE) if p == found.start()), None)


def _bracketed(scene: Scene) -> bool:
    """Whether this document writes titles in brackets, so that quotes only stress."""
    within = [scene.body[m.start - 1 : m.start] in _BRACKETS for m in scene.titles if m.start]
    return sum(within) * 2 > len(within)


def _same_phrase(between: str) -> bool:
    """Whether a name and an installment are one phrase: brackets, quotes, 의, 드라마 between them."""
    depth = 0
    kept = []
    for letter in between:
        depth += letter in "(["
        if not depth:
            kept.append(letter)
        depth -= letter in ")]"
    rest = "".join(kept).strip("'\"<>《》〈〉「」『』 ")
    return rest in ("", "의", "의 새", "의 다음", "다음", "새", "마지막", "의 마지막")
