"""Signs: what can be seen around a place of a sentence, as words that a weight can be given to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind
from scraper.claims.weigh.spot import Spot
from scraper.claims.weigh.tokens import Words

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.marks import Mark
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.weigh.grammar import Grammar, Whose

_KINDS = (Kind.TITLE, Kind.OTHER, Kind.SCOPE, Kind.PLATFORM, Kind.COUNT, Kind.PERSON)
_CALLED = {kind: kind.value for kind in Kind}  # to ask a kind for its value takes a call
_EPISODE = frozenset(("single", "last", "range"))  # counts that name episodes and are no size


def bucket(number: float, edges: tuple[int, ...]) -> str:
    """Return the first edge that the number does not pass, as a word."""
    at = bisect_left(edges, number)
    return str(edges[at]) if at < len(edges) else "more"


class Sight:
    """What is seen of a document, sentence by sentence."""

    def __init__(self, scene: Scene, known: frozenset[str]) -> None:
        self.scene = scene
        self.known = known
        self.today = scene.document.published
        self.last = scene.language.verb_last
        self.kind = scene.document.kind.name + ("film" if scene.watch.kind == "film" else "")
        self._sentence: Sentence | None = None
        self.before: Sentence | None = None
        self._heading: Sentence | None = None
        self._headline: list[str] = []
        self._title_at = -1  # index of the last sentence that named the title
        self._words: Words | None = None
        self._chain: list[tuple[int, str]] | None = None
        self._frame: list[str] | None = None
        self._clauses: dict[tuple[int, int], list[str]] = {}
        self._placed: list[tuple[str, list[int]]] | None = None

    def enter(self, sentence: Sentence) -> None:
        """Look at the next sentence."""
        if self._sentence is not None:
            self.before = self._sentence
            if self.before.block is BlockKind.HEADLINE:
                self._headline = ["headline " + name for name in _outline(self.before)]
            if self.before.block is BlockKind.HEADING:
                self._heading = self.before
            if self.before.has(Kind.TITLE):
                self._title_at = self.before.index
        self._sentence = sentence
        self._words, self._chain, self._frame = None, None, None
        self._clauses, self._placed = {}, None

    @property
    def words(self) -> Words:
        """The words of the sentence."""
        if self._words is None:
            assert self._sentence is not None  # noqa: S101 - a sentence was entered
            self._words = Words(self.scene, self._sentence, self.known)
        return self._words

    def named(self, sentence: Sentence) -> list[str]:
        """Return the signs around the places where the title is named, for the document."""
        signs: list[str] = []
        for _, place in sentence.placed(Kind.TITLE):
            left, right = self.words.around(place)
            signs += [f"name<{at} {word}" for at, word in enumerate(left[:3])]
            signs += [f"name>{at} {word}" for at, word in enumerate(right[:3])]
            if sentence.block is BlockKind.HEADLINE:
                signs += [f"head name< {w}" for w in left[:1]] + [f"head name> {w}" for w in right[:1]]
        return signs

    def chain(self, sentence: Sentence) -> list[tuple[int, str]]:
        """Return the cues and marks of the sentence with their places, in order."""
        if self._chain is None:
            marks = zip(sentence.masked.places, sentence.masked.marks, strict=True)
            self._chain = sorted(
                [(c.start, c.name) for c in sentence.deeds]
                + [(place, "episode" if _one(mark) else _CALLED[mark.kind]) for place, mark in marks]
                + [(c.start, "m." + c.name) for c in sentence.modes]
                + [(c.start, "t." + c.name) for c in sentence.tenses]
                + [(c.start, "carry." + c.name) for c in sentence.carries]
            )
        return self._chain

    def placed(self, sentence: Sentence) -> list[tuple[str, list[int]]]:
        """Return the kinds of marks that the sentence has, those that matter, with their places."""
        if self._placed is None:
            self._placed = [
                (_CALLED[kind], [p for _, p in sentence.placed(kind)])
                for kind in _KINDS
                if sentence.has(kind)
            ]
        return self._placed

    def _episodes(self, sentence: Sentence) -> list[int]:
        """Return where the sentence names single episodes."""
        if not sentence.has(Kind.COUNT):
            return []
        return [p for m, p in sentence.placed(Kind.COUNT) if _one(m)]

    def frame(self, sentence: Sentence) -> list[str]:
        """Return the signs that hold for every place of the sentence."""
        if self._frame is None:
            self._frame = self._framed(sentence)
        return self._frame

    def _framed(self, sentence: Sentence) -> list[str]:
        signs = ["block=" + sentence.block.name, "kind=" + self.kind]
        before = self.before
        if before is None:
            signs.append("first")
        else:
            signs += ["before " + c.name for c in before.deeds]
            signs.append(f"before T{before.has(Kind.TITLE):d}O{before.has(Kind.OTHER):d}")
            signs.append("before=" + before.block.name)
        signs += self._headline if sentence.index else []
        if self._heading is not None and sentence.block is BlockKind.PARAGRAPH:
            signs += ["heading " + c.name for c in self._heading.deeds]
        here = sentence.has(Kind.TITLE)
        gap = 0 if here else (sentence.index - self._title_at if self._title_at >= 0 else 99)
        signs.append("title gap " + bucket(gap, (0, 1, 2, 4, 8)))
        signs.append("index " + bucket(sentence.index, (0, 1, 3, 6, 12)))
        signs.append("dates " + str(min(4, len(sentence.placed(Kind.DATE)))))
        return signs

    def spot(  # noqa: PLR0913 - all that is known of a place
        self, grammar: Grammar, sentence: Sentence, place: int, deed: Cue | None, whose: Whose, *, at: int
    ) -> Spot:
        """Return a place with its signs; `deed` is what governs it, `at` where it stands in the body."""
        how = grammar.mood(sentence, place, deed)
        near = deed or grammar.governor(sentence, None, place)
        start, end = sentence.clause(place)
        shared = self.frame(sentence), self._clause(sentence, start, end)
        signs: list[str] = []
        self._near(signs, place)
        self._linked(signs, sentence, place)
        governor = near.name if near else "none"
        known = f"{'ours' if whose.ours else 'else'}{whose.named:d}{whose.firm:d}"
        signs += ["by " + governor, "of " + known, f"by {governor} of {known}"]
        signs.append(f"mood {how.modality}{how.asked:d}{how.conditional:d}")
        if near is not None:
            self._governed(signs, sentence, place, near)
        for cue in sentence.deeds:
            where = "in " if start <= cue.start < end else "out "
            signs.append(where + cue.name + ("L" if cue.start <= place else "R"))
        for name, places in self.placed(sentence):
            inside = next((p for p in places if start <= p < end), None)
            if inside is not None:
                signs.append("has " + name + ("L" if inside < place else "R"))
            else:
                signs.append("beyond " + name)
        for p in self._episodes(sentence):
            signs.append(("in" if start <= p < end else "out") + " episode" + ("L" if p < place else "R"))
        self._names(signs, sentence, place)
        return Spot(sentence, place, at, deed, whose, how.modality, shared, signs)

    def _clause(self, sentence: Sentence, start: int, end: int) -> list[str]:
        """Return the signs that hold for every place of a clause: its words, and what colours it."""
        signs = self._clauses.get((start, end))
        if signs is None:
            words = self.words.between(start, end)
            signs = ["clause " + word for word in dict.fromkeys(words)]
            signs += [f"opens{at} {word}" for at, word in enumerate(words[:3])]
            for layer, cues in (("m.", sentence.modes), ("t.", sentence.tenses)):
                signs += [("in " if start <= c.start < end else "out ") + layer + c.name for c in cues]
            self._clauses[start, end] = signs
        return signs

    def _names(self, signs: list[str], sentence: Sentence, place: int) -> None:
        """Add how the title and other names stand to the place."""
        titles = [p for _, p in sentence.placed(Kind.TITLE)]
        others = [p for _, p in sentence.placed(Kind.OTHER)]
        if titles:
            nearest = min(titles, key=lambda p: abs(p - place))
            low, high = min(nearest, place), max(nearest, place)
            between = self.words.between(low + 1, high)
            side = "L" if nearest < place else "R"
            signs.append(f"title {side}{bucket(len(between), (0, 2, 4, 7, 11))}")
            signs.append(
                f"title {side} names {min(2, between.count('Name'))} commas {min(2, between.count(','))}"
            )
            if any(low < p < high for p in others):
                signs.append(f"title {side} other between")
        elif others:
            signs.append("other " + ("L" if others[0] < place else "R"))

    def _governed(self, signs: list[str], sentence: Sentence, place: int, deed: Cue) -> None:
        """Add what governs the place, how far off, and the words before it: its subject stands there."""
        low, high = min(deed.start, place), max(deed.start, place)
        far = bucket(sentence.distance(low, high), (1, 3, 6, 10, 16))
        side = "L" if deed.start <= place else "R"
        signs += [f"by {deed.name} {far}{side}", "by word " + sentence.text[deed.start : deed.end]]
        left = self.words.around(deed.start).left
        signs += [f"verb<{at} {word}" for at, word in enumerate(left[:3])]
        if len(left) > 1:
            signs.append(f"verb<01 {left[0]} {left[1]}")

    def _near(self, signs: list[str], place: int) -> None:
        """Add the words around the place."""
        around = self.words.around(place)
        for side, words in (("<", around.left), (">", around.right)):
            signs += [f"{side}{at} {word}" for at, word in enumerate(words[:3])]
            signs += [f"{side} {word}" for word in dict.fromkeys(words)]
            if len(words) > 1:
                signs.append(f"{side}01 {words[0]} {words[1]}")
            if len(words) > 2:
                signs.append(f"{side}02 {words[0]} {words[2]}")
                signs.append(f"{side}012 {words[0]} {words[1]} {words[2]}")
            if self.last:
                _stems(signs, side, words)
        first = (around.left or ["^"])[0], (around.right or ["$"])[0]
        signs.append(f"<> {first[0]} {first[1]}")

    def _linked(self, signs: list[str], sentence: Sentence, place: int) -> None:
        """Add the cues and marks on both sides, in order."""
        chain = self.chain(sentence)
        at = bisect_left(chain, (place, ""))
        left = [name for _, name in chain[max(0, at - 3) : at]][::-1]
        right = [name for p, name in chain[at : at + 4] if p > place][:3]
        first, after = left[0] if left else "^", right[0] if right else "$"
        signs.append(f"link< {first}")
        signs.append(f"link> {after}")
        signs.append(f"link {first} {after}")
        if len(left) > 1:
            signs += [f"link<1 {left[1]}", f"link<< {left[1]} {first}", f"link<<> {left[1]} {first} {after}"]
        if len(right) > 1:
            signs += [f"link>1 {right[1]}", f"link>> {after} {right[1]}"]


def _stems(signs: list[str], side: str, words: list[str]) -> None:
    """Add the first and the last syllables of words that inflect."""
    for at, word in enumerate(words[:5]):
        if word[0] >= "가":
            signs += [f"{side}stem {word[:2]}", f"{side}end {word[-2:]}"]
            if at < 2:
                signs += [f"{side}{at}stem {word[:2]}", f"{side}{at}end {word[-1:]}"]


def _one(mark: Mark) -> bool:
    """Whether a count names single episodes: "episode 7" is no size."""
    return mark.kind is Kind.COUNT and mark.name in _EPISODE


def _outline(headline: Sentence) -> list[str]:
    """Return what a headline speaks of: its cues and what it names."""
    named = {"episode" if _one(m) else _CALLED[m.kind] for m in headline.masked.marks}
    return [c.name for c in headline.deeds] + sorted(named)
