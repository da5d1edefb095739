"""Tells whose sentence it is: the watched title's, another work's, or something else's.

A statement belongs to what stands as its subject: nearest to the verb in its own clause, else in the
clauses before, else what the sentence before was about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.beside import beside, bracketed, by_a_source
from scraper.claims.foreign import foreign
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.lines import Calendar
from scraper.claims.marks import Kind, Mark
from scraper.claims.nominal import dated_by_others, is_house
from scraper.claims.offshoots import offshoot
from scraper.claims.pairs import Pair
from scraper.claims.text import BlockKind
from scraper.claims.thread import Thread, aside
from scraper.claims.unmarked import before_relative, before_verb, opening, something_else

if TYPE_CHECKING:
    from scraper.claims.installment import Installment, Installments
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_TELLS = re.compile(
    r"ha(?:s|ve|d) |told|hear|believ|understand|mention|give|gave|speak|say|said|point|name|list"
)  # what somebody says of the date
_BESIDE = re.compile(
    r" (?:after|before|following|behind|against|opposite|alongside|on|like|than|from|succeeding|replacing)"
    r" (?:the )?[\"']*$"
)
_PLAYER = re.compile(rf"{MARKS['person']}[\"']?,? (?:of|from) [\"']*$")  # "Min of 'X' returns on …"
_SIZES = ("size", "more", "first", "latter", "others", "each", "range")
_COUNTED = "its episodes"
_GOES_ON = re.compile(r"[\"']*,?[\"']* (?:which|whose|that)(?!\w)")  # "after 'X', which premieres on …"
_RIGHT = 3.0  # how much less likely a subject stands behind its verb
_LOOSE, _TIGHT = 10.0, 3.0  # words between a relative clause and what it is about, with and without a comma


class Subject(NamedTuple):
    """Who a statement is about, and by what it is known."""

    ours: bool
    named: bool  # by name or installment, not carried on
    installment: Installment | None = None
    why: str = ""


class Subjects:
    """Follows the subject through a document."""

    def __init__(self, scene: Scene, installments: Installments) -> None:
        self.scene = scene
        self.installments = installments
        self.thread = Thread(scene, installments)
        self._found: dict[tuple[int, int, Cue | None], Subject] = {}  # while the thread stays as it is
        self.calendar = Calendar()
        self._pair = Pair()

    def enter(self, sentence: Sentence) -> None:
        """Prepare for a sentence."""
        self._found.clear()
        self.thread.enter(sentence)

    def leave(self, sentence: Sentence) -> None:
        """Note what the sentence was about."""
        self._found.clear()
        self.calendar.follow(sentence)
        self._pair.follow(sentence)
        self.thread.leave(sentence)

    def of(self, sentence: Sentence, place: int, deed: Cue | None) -> Subject:
        """Return the subject of the mark at `place` in the deed that governs it."""
        key = (sentence.index, place, deed)
        found = self._found.get(key)
        if found is None:
            found = self._ordered(sentence, place, deed) or self._of(sentence, place, deed)
            self._found[key] = found
        return found

    def _ordered(self, sentence: Sentence, place: int, deed: Cue | None) -> Subject | None:
        ours = self._pair.ours(sentence, deed.start if deed is not None else place)
        return None if ours is None else Subject(ours, named=True, why="the former or the latter")

    def _of(self, sentence: Sentence, place: int, deed: Cue | None) -> Subject:
        anchor = deed.start if deed is not None else place
        stop = max(deed.end, place) if deed is not None else place
        start, end = sentence.clause(anchor)
        if start and (antecedent := self._antecedent(sentence, start)):
            return antecedent
        if self._beside_another(sentence, anchor):
            return Subject(ours=False, named=True, why="another name opens the sentence")
        nearest = self._nearest(sentence, start, max(end, stop), anchor, deed)
        others = deed is not None and dated_by_others(sentence, deed)
        if others and nearest is not None and not nearest.ours and self._only_behind(sentence, anchor):
            nearest = None  # "picked June 29 for the local bow, ahead of 'X'"
        own = nearest is not None and nearest.named and nearest.why != _COUNTED
        if not own and not others and something_else(self.scene, sentence, place, anchor):
            return Subject(ours=False, named=True, why="another name opens the sentence")
        told = others or (deed is not None and _TELLS.match(sentence.text, deed.start))
        if (
            not told
            and (nearest is None or not nearest.named)
            and self._something_new(sentence, start, anchor)
        ):
            return Subject(ours=False, named=True, why="something new")
        if nearest is None and start > 0:
            nearest = self._nearest(sentence, 0, start, start, deed)
        if nearest is None:
            return Subject(self.thread.ours, named=False, why="carried on")
        return nearest

    @staticmethod
    def _only_behind(sentence: Sentence, anchor: int) -> bool:
        """Whether other works are named in a sentence, and none before its verb."""
        others = [p for _, p in sentence.placed(Kind.OTHER)]
        return bool(others) and min(others) > anchor

    def _beside_another(self, sentence: Sentence, anchor: int) -> bool:
        """Whether the title only explains another name: "Legion Hall, from the makers of …, starts on"."""
        before = [p for _, p in sentence.placed(Kind.TITLE) if p < anchor]
        if not before or any(c.start < anchor for c in sentence.carries):
            return False
        asides = all(aside(sentence, p) for p in before)
        return asides and sentence.block is BlockKind.PARAGRAPH and bool(opening(self.scene, sentence))

    def known(self, mark: Mark) -> Subject:
        """Return the title that is named as the subject."""
        return Subject(ours=True, named=True, installment=self.installments.resolve(mark), why="named")

    def _nearest(  # noqa: C901, PLR0912 - one look at each kind of mark
        self, sentence: Sentence, start: int, end: int, anchor: int, deed: Cue | None
    ) -> Subject | None:
        found: list[tuple[float, Subject]] = []
        asides: list[float] = []
        for mark, place in sentence.placed(Kind.TITLE, Kind.OTHER, Kind.SCOPE):
            if not start <= place < end:
                continue
            cost = sentence.distance(min(place, anchor), max(place, anchor)) + (
                _RIGHT if place > anchor else 0
            )
            spanned = deed is not None and deed.start <= place < deed.end
            if mark.kind is Kind.SCOPE and beside(sentence, place, anchor):
                continue
            if mark.kind is Kind.OTHER and bracketed(sentence, place):
                continue  # "its director ('X') shot all six": what somebody made before
            if mark.kind is Kind.OTHER and place > anchor and _BESIDE.search(sentence.text, anchor, place):
                continue  # "premieres in June after 'X'"
            if mark.kind is Kind.OTHER:
                if aside(sentence, place) and not _GOES_ON.match(sentence.text, place + 1):
                    cost += 12
                    asides.append(cost)
                found.append((cost, Subject(ours=False, named=True, why=f"another work: {mark.name}")))
            elif mark.kind is Kind.SCOPE and foreign(self.scene, sentence, mark):
                found.append((cost, Subject(ours=False, named=True, why="another work's installment")))
            elif mark.kind is Kind.TITLE and not spanned and (owner := self._owner(sentence, place)):
                found.append((cost, Subject(ours=False, named=True, why=f"only the {owner} of the title")))
            else:
                if mark.kind is Kind.TITLE and sentence.language.aside.search(
                    sentence.text, max(0, place - 24), place
                ):
                    cost += 12
                if mark.kind is Kind.SCOPE and not (
                    self.thread.ours or self.thread.start or sentence.has(Kind.TITLE)
                ):
                    continue
                found.append(
                    (
                        cost,
                        Subject(
                            ours=True, named=True, installment=self.installments.resolve(mark), why="named"
                        ),
                    )
                )
        found += self._counted(sentence, start, anchor)
        capital = "" if is_house(sentence, deed) else before_verb(self.scene, sentence, start, anchor)
        if capital:
            found.append((0.5, Subject(ours=False, named=True, why=f"another name: {capital}")))
        for cue in sentence.carries:
            if start <= cue.start < min(end, anchor + 1):
                cost = sentence.distance(cue.end, max(anchor, cue.end))
                if cue.name == "else":
                    found.append((cost, Subject(ours=False, named=True, why="another thing")))
                elif cost < min((c if c in asides else c - 6 for c, _ in found), default=cost + 1):
                    ours = self.thread.ours or self._told_of(sentence, cue.start)
                    found.append((cost, Subject(ours, named=False, why="carried on")))
        return min(found, key=lambda f: f[0])[1] if found else None

    def _counted(self, sentence: Sentence, start: int, anchor: int) -> list[tuple[float, Subject]]:
        """Return the size that stands nearest before a place: no farther one can be its subject."""
        nearest: list[tuple[float, Subject]] = []
        for mark, place in reversed(sentence.placed(Kind.COUNT)):
            if not (start <= place < anchor and mark.name in _SIZES):
                continue
            cost = sentence.distance(place, anchor)
            if nearest and cost > nearest[0][0]:
                break
            ours = self.thread.ours or self._titled(sentence, place)
            ours = ours and not self._rival_before(sentence, start, place)
            scope = self.installments.resolve(mark)
            nearest.insert(0, (cost, Subject(ours, named=True, installment=scope, why=_COUNTED)))
        return nearest

    def _something_new(self, sentence: Sentence, start: int, anchor: int) -> bool:
        """Whether a clause begins with something that was not spoken of before: "a recap airs on …"."""
        begin = start + (sentence.text[start : start + 1] == " ")
        found = sentence.language.indefinite.match(sentence.text, begin)
        marks = sentence.placed(Kind.TITLE, Kind.SCOPE, Kind.COUNT)
        said = any(begin < c.start < anchor and c.name == "event.say" for c in sentence.deeds)
        said = said or by_a_source(sentence, begin, anchor)
        # "an official said that the premiere …": what is new there is who says it
        return bool(found) and begin < anchor and not said and not any(start <= p < anchor for _, p in marks)

    def _titled(self, sentence: Sentence, place: int) -> bool:
        """Whether the title stands before in a sentence that names no other work."""
        return not sentence.has(Kind.OTHER) and any(p < place for _, p in sentence.placed(Kind.TITLE))

    def _told_of(self, sentence: Sentence, place: int) -> bool:
        """Whether the title stands before a pronoun in the sentence, and nothing else that it could mean."""
        return self._titled(sentence, place) and any(
            m.kind is Kind.SCOPE or not aside(sentence, p)
            for m, p in sentence.placed(Kind.TITLE, Kind.SCOPE)
            if p < place
        )

    def _rival_before(self, sentence: Sentence, start: int, place: int) -> bool:
        """Whether another work stands before a count in its clause: "'Pastry Wars', in 12 episodes"."""
        return any(start <= p < place and not aside(sentence, p) for _, p in sentence.placed(Kind.OTHER))

    def _owner(self, sentence: Sentence, place: int) -> str:
        """Return what a title only possesses ("the soundtrack of …"), or "" where the head is the title."""
        if _PLAYER.search(sentence.text, max(0, place - 12), place):
            return "player"
        found = sentence.language.possessor.search(sentence.text, max(0, place - 60), place)
        if not found:
            return offshoot(sentence, place)
        return "" if found[1] in sentence.language.heads else found[1]

    def _antecedent(self, sentence: Sentence, start: int) -> Subject | None:
        """Return what a relative clause beginning at `start` is about, or None where it is no such clause."""
        found = sentence.language.relative.match(
            sentence.text, start - 1 if sentence.text[start - 1] == "," else start
        )
        if not found:
            return None
        if before_relative(self.scene, sentence, start):
            return Subject(ours=False, named=True, why="antecedent is another name")
        # in American quotes the comma is inside: "after 'Copper Hill,' which …"
        loose = found["comma"] is not None or sentence.text[start - 2 : start - 1] in ("'", '"')
        best: tuple[int, Subject] | None = None
        for mark, place in sentence.placed(Kind.TITLE, Kind.OTHER, Kind.SCOPE):
            if place >= start:
                break
            ours = mark.kind is not Kind.OTHER and not (
                mark.kind is Kind.SCOPE and foreign(self.scene, sentence, mark)
            )
            best = (
                place + 1,
                Subject(
                    ours,
                    named=True,
                    installment=self.installments.resolve(mark) if ours else None,
                    why="antecedent",
                ),
            )
        for cue in sentence.carries:
            if cue.end < start and cue.end - cue.start > 4 and (best is None or cue.end > best[0]):
                ours = self.thread.ours and cue.name == "carry"
                best = (cue.end, Subject(ours, named=ours, why="antecedent carried on"))
        if best is None or sentence.distance(best[0], start) > (_LOOSE if loose else _TIGHT):
            return None
        return best[1]
