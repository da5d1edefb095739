"""Tells whose sentence it is: the watched title's, another work's, or something else's.

A statement belongs to what stands as its subject: nearest to the verb in its own clause, else in the
clauses before, else what the sentence before was about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.beside import beside, bracketed, by_a_source
from scraper.claims.foreign import foreign
from scraper.claims.installment import NOWHERE, Installment, Installments
from scraper.claims.lines import Calendar
from scraper.claims.marks import Kind, Mark
from scraper.claims.nominal import is_house
from scraper.claims.noun_phrases import begins_sized
from scraper.claims.offshoots import elsewhere, offshoot
from scraper.claims.pairs import Pair
from scraper.claims.roundup import item, listed
from scraper.claims.text import BlockKind
from scraper.claims.unmarked import before_relative, before_verb, names_another, opening, something_else

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

# "the writer of 'Goblin'", "like 'X'", "after 'X'": named, but not what is spoken of.
_ASIDE = re.compile(
    r"(?:\b(?:made|wrote|directed|penned|created|helmed|produced|of|from|like|than|since|by|for|after|including|with|to|beat|as|behind|was|and|or|in|is"
    r"|called|between)|s'|'s|[(,]) ?[\"'<]?$"
)
_TELLS = re.compile(
    r"ha(?:s|ve|d) |told|hear|believ|understand|mention|give|gave|speak|say|said|point|name|list"
)  # what somebody says of the date
_ASIDES = ("event.trailer", "event.press", "event.casting", "event.award", "event.rerun")
_LISTED = (BlockKind.BULLET, BlockKind.ROW)
_BESIDE = re.compile(
    r" (?:after|before|following|behind|against|opposite|alongside|on|like|than|from|succeeding|replacing)"
    r" (?:the )?[\"']*$"
)
_SIZES = ("size", "more", "first", "latter", "others", "each", "range")
_COUNTED = "its episodes"
_GOES_ON = re.compile(r"[\"']*,?[\"']* (?:which|whose|that)(?!\w)")  # "after 'X', which premieres on …"
_RIGHT = 3.0  # how much less likely a subject stands behind its verb
_LOOSE, _TIGHT = 10.0, 3.0  # words between a relative clause and what it is about, with and without a comma
_CLOSE = 8  # characters between an episode and its name


class Subject(NamedTuple):
    """Who a statement is about, and by what it is known."""

    ours: bool
    named: bool  # by name or installment, not carried on
    installment: Installment | None = None
    why: str = ""


@dataclass
class Thread:
    """What the text is about so far."""

    ours: bool
    installment: Installment = NOWHERE
    other_section: bool = False  # under a heading or bullet of another title


class Subjects:
    """Follows the subject through a document."""

    def __init__(self, scene: Scene, installments: Installments) -> None:
        self.scene = scene
        self.installments = installments
        in_headline = any(m.end <= len(scene.document.headline) for m in scene.titles)
        early = bool(scene.titles) and scene.titles[0].start < len(scene.document.headline) + 300
        self.start = in_headline or early or not scene.titles
        self._at_home = in_headline
        self._early = early and not any(
            s.has(Kind.OTHER) for s in scene.sentences if s.block is BlockKind.HEADLINE
        )
        self.thread = Thread(self.start)
        # A list in which one bullet names the title: the others are of other titles.
        self._listed = not in_headline and any(
            s.block in _LISTED and s.has(Kind.TITLE) for s in scene.sentences
        )
        self._roundup = scene.language.capitals and listed(scene)
        self._paragraph = -1
        self._found: dict[tuple[int, int, Cue | None], Subject] = {}  # while the thread stays as it is
        self.calendar = Calendar()
        self._pair = Pair()
        self._asides: set[int] = set()

    def enter(self, sentence: Sentence) -> None:
        """Prepare for a sentence: a new block may begin another title's section."""
        self._found.clear()
        if sentence.paragraph == self._paragraph:
            return
        self._paragraph = sentence.paragraph
        if sentence.block is BlockKind.BULLET:  # the season of one title is not the next one's
            self.thread.installment = NOWHERE
        ours = sentence.has(Kind.TITLE) or any(
            m.kind is Kind.SCOPE and not foreign(self.scene, sentence, m)
            for m, p in sentence.placed(Kind.SCOPE)
        )
        if ours:
            self.thread.other_section = False
            return
        if self._roundup and item(self.scene, sentence):
            self.thread.ours, self.thread.other_section = False, True
        elif (
            sentence.block is BlockKind.BULLET
            or (sentence.block is BlockKind.ROW and self._listed)
            or (
                sentence.block is BlockKind.HEADING
                and not self._at_home
                and names_another(self.scene, sentence)
            )
        ):
            self.thread.other_section = bool(
                (sentence.block in _LISTED and self._listed)
                or (not self._at_home and names_another(self.scene, sentence))
            )
            if self.thread.other_section:
                self.thread.ours = False
        elif sentence.block is BlockKind.ROW and self.thread.other_section:
            self.thread.ours = False  # "Release date: April 3" under the name of another title
        elif sentence.block in (BlockKind.HEADING, BlockKind.ROW):
            self.thread.other_section = False
            self.thread.ours = self.start
        elif not self.thread.other_section and (self._at_home or self._early or self._resumes(sentence)):
            self.thread.ours = True

    def _resumes(self, sentence: Sentence) -> bool:
        """Whether a paragraph comes back to what the text is about: "The drama will air in May"."""
        if not self.start or sentence.block is not BlockKind.PARAGRAPH:
            return False
        if not all(self._aside(sentence, p) for _, p in sentence.placed(Kind.OTHER)):
            return False
        again = any(c.name == "carry" and sentence.text.startswith("the ", c.start) for c in sentence.carries)
        again = again or begins_sized(sentence)
        return again and not opening(self.scene, sentence)

    def leave(self, sentence: Sentence) -> None:
        """Note what the sentence was about."""
        self._found.clear()
        self.calendar.follow(sentence)
        self._pair.follow(sentence)
        self._digress(sentence)
        titles = sentence.placed(Kind.TITLE)
        episodes = [p for m, p in sentence.placed(Kind.COUNT) if m.name in ("single", "last")]
        others = [
            (m, p)
            for m, p in sentence.placed(Kind.OTHER)
            if not self._aside(sentence, p) and not any(abs(p - e) <= _CLOSE for e in episodes)
        ]
        main = [(m, p) for m, p in titles if not self._aside(sentence, p)] or titles
        scopes = [(m, p) for m, p in sentence.placed(Kind.SCOPE) if not foreign(self.scene, sentence, m)]
        if elsewhere(sentence):
            self.thread.ours, self.thread.other_section = False, True
        elif titles and (not others or main[0][1] < others[0][1] or len(main) >= len(others)):
            self.thread.ours = True
            self.thread.other_section = False
        elif (others and not titles and not scopes) or (
            not titles and not scopes and opening(self.scene, sentence)
        ):
            self.thread.ours = False
        elif scopes:
            self.thread.ours = self.thread.ours or self.start
        named = [
            i
            for m, _ in sorted([*scopes, *titles], key=lambda placed: placed[1])
            if m.name not in ("previous", "first_season") and (i := self.installments.resolve(m))
        ]
        if named:
            self.thread.installment = named[0]

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
        own = nearest is not None and nearest.named and nearest.why != _COUNTED
        if not own and something_else(self.scene, sentence, place, anchor):
            return Subject(ours=False, named=True, why="another name opens the sentence")
        told = deed is not None and _TELLS.match(sentence.text, deed.start)
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

    def _beside_another(self, sentence: Sentence, anchor: int) -> bool:
        """Whether the title only explains another name: "Legion Hall, from the makers of …, starts on"."""
        before = [p for _, p in sentence.placed(Kind.TITLE) if p < anchor]
        if not before or any(c.start < anchor for c in sentence.carries):
            return False
        asides = all(self._aside(sentence, p) for p in before)
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
                if self._aside(sentence, place) and not _GOES_ON.match(sentence.text, place + 1):
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
                    self.thread.ours or self.start or sentence.has(Kind.TITLE)
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
            m.kind is Kind.SCOPE or not self._aside(sentence, p)
            for m, p in sentence.placed(Kind.TITLE, Kind.SCOPE)
            if p < place
        )

    def _rival_before(self, sentence: Sentence, start: int, place: int) -> bool:
        """Whether another work stands before a count in its clause: "'Pastry Wars', in 12 episodes"."""
        return any(
            start <= p < place and not self._aside(sentence, p) for _, p in sentence.placed(Kind.OTHER)
        )

    def _owner(self, sentence: Sentence, place: int) -> str:
        """Return what a title only possesses ("the soundtrack of …"), or "" where the head is the title."""
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

    def _aside(self, sentence: Sentence, place: int) -> bool:
        return bool(_ASIDE.search(sentence.text, max(0, place - 14), place))


__all__ = ["Mark", "Subject", "Subjects", "Thread"]
