"""Whose a statement is, where particles and clause order tell.

A name that a particle sets aside ("'X' 이후", "'X'에 출연한") is no subject. The role patterns are the
language's (`[cues.role]`): each spans the name with its particle.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.foreign import foreign
from scraper.claims.headfinal import endings
from scraper.claims.installment import NOWHERE, Installment, Installments
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.once import Once
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_FULL_DAYS = ("month-day", "month-day-way", "rmonth-day", "iso", "numeric-short")
_NAMES = (Kind.TITLE, Kind.OTHER, Kind.SCOPE)
_BRACKETS = tuple("<《〈「『")
_COMPARED = re.compile(r"[^,.]{1,40}?(?:것과는? 달리|(?:과|와)는? 달리|에 비해|것보다) ")
_ITS_PEOPLE = re.compile(r"['\">》〉」』]* ?(?:배우|출연진|팀(?! )|주연|스태프|팬)")
_WISHED = re.compile(r"(?:가|이|를|을)? ?(?:있|나오|나온|만들|만든|한|하)[가-힣]*(?:다면|으면|면|길|기를) ")
_SAYING = re.compile(r"['\"]?(?:라는|라고|이라는|이라고|고 |며 |란 )")
_BESIDE = re.compile(r"(?:에는|에|은|는|엔)?(?: [^ ,.…!?·|'\"은는이가을를]+){0,4}[ '\"<(《〈「『]{0,3}")
_THEIRS = re.compile(rf"{MARKS['other']}['\">》〉」』]*의 ?$")  # "후속 'B'의 첫 방송은"
_SEQUEL = re.compile(r"(?<![0-9가-힣])([1-9])편(?=[은이을의도] )")
_REACH_SEQUEL = 60  # characters between a film's number and its verb
_COORDINATE = re.compile(rf"{MARKS['title']}['\">》〉」』]*(?:와|과|·|,| 및| ?&) ?['\"<《〈「『]*$")
_BESIDE_OTHER = 8  # characters between two names that share a verb
_ANOTHER = re.compile(r"[^ ]+(?:은|는|이|가|에서|에게) ")
_QUOTE = 2  # characters between such a word and the name
_CROWD = 2  # other works that make a text a list
_REACH = 7  # words between a clause and the name it modifies
_REACH_LATER = 3
# What a clause can modify without being said of another thing: the work, its making, its dates, the news.
_OWN_HEAD = re.compile(
    r"(?:이|해당|본|이번|그|첫) |(?:[0-9]+억 )?[가-힣]{1,3}작(?=[이으은인,. ])"
    r"|(?:[가-힣]+ )?신작(?=[!., 이인])"
    r"|(?:본 ?)?(?:촬영|방송|공개|개봉|편성|방영|제작|일정|시기|날짜|계획|드라마|작품|영화|시리즈|시즌"
    r"|이야기|파트|회차|대본|상황|상태|이유|소식|입장|내용|후반|프로그램|예능|제작진|현장|스태프)(?!들)"
)


class Topic(NamedTuple):
    """Who a statement is about, and by what it is known."""

    ours: bool
    named: bool = False
    installment: Installment = NOWHERE
    why: str = ""
    firm: bool = False  # its particle makes it the subject, or the clause stands before it


class Topics:
    """Follows the subject through a document."""

    def __init__(self, scene: Scene, installments: Installments) -> None:
        self.scene = scene
        self.installments = installments
        head = len(scene.document.headline)
        post = scene.document.kind is DocumentKind.POST
        self.start = not scene.titles or scene.titles[0].end <= head or post
        first = scene.sentences[0]
        self.bracketed = _bracketed(scene)
        # The headline names the title, and no other that the text goes on about: paragraphs return to it.
        rivals = {m.name for m, _ in self._others(first)} if first.block is BlockKind.HEADLINE else set()
        again = {m.name for s in scene.sentences[1:] for m, _ in self._others(s)}
        self.alone = first.block is BlockKind.HEADLINE and first.has(Kind.TITLE) and not rivals & again
        self.crowded = not self.alone and len(again) >= _CROWD
        self.thread = Topic(self.start, why="the document")
        self._paragraph = -1
        self._opening = True
        self._foreign = False  # another work was spoken of in this paragraph
        self._roles: tuple[Sentence, list[Cue]] | None = None
        self._compared: list[tuple[int, int]] = []
        self._named: tuple[Sentence, list[tuple[Mark, int]]] | None = None
        self._kinds: tuple[Sentence, list[int]] | None = None

    @Once
    def full_days(self) -> dict[str, set[str]]:
        """The days that the document gives with their month, by day of the month."""
        days: dict[str, set[str]] = {}
        for sentence in self.scene.sentences:
            for mark, _ in sentence.placed(Kind.DATE):
                if mark.date is not None and mark.date.form in _FULL_DAYS:
                    days.setdefault(mark.date.value[8:], set()).add(mark.date.value)
        return days

    @Once
    def own_numbers(self) -> set[str]:
        """The figures in the names of the title, "1" where they have none."""
        names = (self.scene.watch.name, *self.scene.watch.aliases)
        return {c for name in names for c in name if c.isdigit()} or {"1"}

    def enter(self, sentence: Sentence) -> None:
        """Forget the installment at the head of a paragraph."""
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._foreign = False
            self._opening = True  # its first names set what the paragraph is about
            # Where several works take turns, a paragraph without a name belongs to none of them.
            carried = self.thread.ours and not self.crowded
            self.thread = Topic(carried or self.alone, why=self.thread.why)
            if (
                sentence.block in (BlockKind.BULLET, BlockKind.HEADING, BlockKind.ROW)
                and sentence.has(Kind.OTHER)
                and not sentence.has(Kind.TITLE)
            ):
                self.thread = Topic(ours=False, why="another title's section")

    def leave(self, sentence: Sentence) -> None:
        """Note what the sentence was about: its topic, else the last name in it."""
        named = self._names(sentence)
        spoken = [(m, p) for m, p in named if self.role(sentence, p) != "aside"]
        if not spoken and named and self._opening and not self.alone:
            spoken = named[-1:]  # "<버닝>에 … 합류한다" opens a section on it
        opening, self._opening = self._opening, False
        if not spoken:
            return
        by_role: dict[str, list[tuple[Mark, int]]] = {}
        for mark, p in spoken:
            by_role.setdefault(self.role(sentence, p), []).append((mark, p))
        if topics := by_role.get("topic"):
            main = topics[0]
        elif subjects := by_role.get("subject") or by_role.get("object"):
            main = subjects[-1]
        else:
            # Names without a role change the subject only when they are ours, or open a section.
            ours = [(m, p) for m, p in spoken if m.kind is not Kind.OTHER]
            if not ours and (self.alone or not opening):
                return
            main = (ours or spoken)[-1]
        self.thread = self._topic(sentence, *main)
        self._foreign = not self.thread.ours

    def of(self, sentence: Sentence, start: int, end: int) -> Topic:
        """Return the subject of the cue `[start, end)`."""
        text = sentence.text
        head = endings.modified(text, start, end)
        if head >= 0:
            name = self._next(sentence, head)
            if name is not None:
                return self._topic(sentence, *name)._replace(firm=True)
            if not _OWN_HEAD.match(text, head):
                return self.before(sentence, start, strict=True)
        elif not self._named_before(sentence, start):
            _, border = sentence.clause(start)
            for later in endings.modified_later(text, endings.tail(text, end), border):
                name = self._next(sentence, later)
                if name is not None and sentence.distance(later, name[1]) <= _REACH_LATER:
                    return self._topic(sentence, *name)._replace(firm=True)
        return self.before(sentence, start)

    def _named_before(self, sentence: Sentence, start: int) -> bool:
        clause, _ = sentence.clause(start)
        return any(
            clause <= p < start and self.role(sentence, p) != "aside" for _, p in self._names(sentence)
        )

    def named(self, sentence: Sentence, mark: Mark, place: int) -> Topic:
        """Return the subject that a name itself is."""
        return self._topic(sentence, mark, place)._replace(firm=True)

    def near(self, sentence: Sentence, place: int, *, set_aside: bool = True) -> Topic | None:
        """Return the subject of a date or count right before a name: "9월 'X'", "5월에는 'X'가"."""
        for mark, p in self._names(sentence):
            if p > place:
                if _ITS_PEOPLE.match(sentence.text, p + 1):
                    return None
                if not _BESIDE.fullmatch(sentence.text, place + 1, p) or (
                    set_aside and self.role(sentence, p) == "aside"
                ):
                    return None
                return self._topic(sentence, mark, p)._replace(firm=True)
        return None

    def ahead(self, sentence: Sentence, place: int) -> Topic | None:
        """Return the subject of a date whose clause modifies a name: "10일 첫 항해에 나서는 'X'"."""
        _, border = sentence.clause(place)
        for mark, p in self._names(sentence):
            if place < p < border:
                return self._topic(sentence, mark, p)._replace(firm=True)
        return None

    def shared(self, sentence: Sentence, places: list[int], place: int) -> Topic | None:
        """Return the subject of one of several dates that are dealt out: "'A'와 'B'는 각각 4월과 5월 …"."""
        each = sentence.text.find("각각", 0, places[0] + 1)
        names = [(m, p) for m, p in self._names(sentence) if p < each and self.role(sentence, p) != "aside"]
        if each < 0 or len(names) != len(places):
            return None
        return self._topic(sentence, *names[places.index(place)])._replace(firm=True)

    def role(self, sentence: Sentence, place: int) -> str:
        """Return the role that its particle gives a name: topic, subject, object, aside or "" for none."""
        if self._roles is None or self._roles[0] is not sentence:
            self._roles = (sentence, sentence.language.cues("role", sentence.text))
            self._compared = [f.span() for f in _COMPARED.finditer(sentence.text)]
        if any(start <= place < end for start, end in self._compared):
            return "aside"  # "시즌1이 12부였던 것과 달리"
        return next((c.name for c in self._roles[1] if c.start <= place < c.end), "")

    def _names(self, sentence: Sentence) -> list[tuple[Mark, int]]:
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
                and (m.season or m.part or m.name == "next")
            )
            or (m.kind is Kind.OTHER and self._work(sentence, m, p))
        ]

    def _other_kinds(self, sentence: Sentence) -> list[int]:
        """Return where words for other kinds of things end: "뮤지컬 'X'"."""
        if self._kinds is None or self._kinds[0] is not sentence:
            cues = sentence.language.cues("kind", sentence.text)
            self._kinds = (sentence, [c.end for c in cues if c.name == "else"])
        return self._kinds[1]

    def _others(self, sentence: Sentence) -> list[tuple[Mark, int]]:
        return [(m, p) for m, p in sentence.placed(Kind.OTHER) if self._work(sentence, m, p)]

    def _work(self, sentence: Sentence, mark: Mark, place: int) -> bool:
        """Whether a quoted text can be a work's name: not a stressed word or a saying."""
        if self.bracketed and self.scene.body[mark.start - 1 : mark.start] not in _BRACKETS:
            return False
        return not _SAYING.match(sentence.text, place + 1)

    def _next(self, sentence: Sentence, head: int) -> tuple[Mark, int] | None:
        for mark, p in self._names(sentence):
            if p >= head:
                if sentence.distance(head, p) > _REACH or _ANOTHER.search(sentence.text, head, p):
                    return None
                # In "'A'의 새 시즌" or "'A' 파트2" the installment is the noun.
                return self._last_of_phrase(sentence, mark, p)
        return None

    def _last_of_phrase(self, sentence: Sentence, mark: Mark, place: int) -> tuple[Mark, int]:
        for other, p in self._names(sentence):
            if other.kind is Kind.SCOPE and 0 < p - place <= 40 and mark.kind is Kind.TITLE:
                between = sentence.text[place + 1 : p]
                if _same_phrase(between):
                    return other, p
        return mark, place

    def before(self, sentence: Sentence, start: int, *, strict: bool = False) -> Topic:
        """Return the nearest name before `start` that is not set aside, else what the text was about."""
        clause, _ = sentence.clause(start)
        if self._another_film(sentence, clause, start):
            return Topic(ours=False, named=True, why="another film of the series")
        best = self._nearest(sentence, clause, start)
        for cue in sentence.carries:
            if cue.start < start and not _THEIRS.search(sentence.text, max(0, cue.start - 6), cue.start):
                cost = sentence.distance(cue.end, max(cue.end, start))
                if best is None or cost < best[0] - 2:
                    ours = cue.name == "carry" and self.thread.ours
                    best = (
                        cost,
                        Topic(ours, installment=self.thread.installment, why=f"carried on by {cue.name}"),
                    )
        if best is not None:
            return best[1]
        if strict:
            return Topic(ours=False, why="the clause modifies another noun")
        return Topic(self.thread.ours, installment=self.thread.installment, why="carried on")

    def _nearest(self, sentence: Sentence, clause: int, start: int) -> tuple[float, Topic] | None:
        nearest: tuple[float, Mark, int] | None = None
        for mark, p in self._names(sentence):
            role = self.role(sentence, p) if p < start else "aside"
            if role == "aside":
                continue
            cost = (
                sentence.distance(p, start)
                + (0 if role in ("topic", "subject", "object") else 3)
                + (4 if p < clause else 0)
            )
            if nearest is None or cost <= nearest[0]:
                nearest = (cost, mark, p)
        if nearest is None:
            return None
        cost, mark, p = nearest
        firm = self.role(sentence, p) in ("topic", "subject")
        if mark.kind is Kind.OTHER:
            mark, p = self._fellow(sentence, p) or (mark, p)
        return cost, self._topic(sentence, mark, p)._replace(firm=firm)

    def _another_film(self, sentence: Sentence, clause: int, start: int) -> bool:
        """Whether a film of another number is the subject: "4편은 올 하반기 촬영한다"."""
        if self.scene.watch.kind != "film":
            return False
        found = list(_SEQUEL.finditer(sentence.text, max(clause, start - _REACH_SEQUEL), start))
        return bool(found) and found[-1][1] not in self.own_numbers

    def _fellow(self, sentence: Sentence, place: int) -> tuple[Mark, int] | None:
        """Return our title where it is coordinate with the other right behind it: "'X'와 'B'는 …"."""
        found = _COORDINATE.search(sentence.text, max(0, place - _BESIDE_OTHER), place)
        if found is None or "각각" in sentence.text:
            return None  # what is dealt out is not shared
        return next(((m, p) for m, p in sentence.placed(Kind.TITLE) if p == found.start()), None)

    def _topic(self, sentence: Sentence, mark: Mark, place: int) -> Topic:
        if mark.kind is Kind.OTHER:
            return Topic(ours=False, named=True, why=f"another work: {mark.name}")
        if mark.kind is Kind.SCOPE:
            if foreign(self.scene, sentence, mark):
                return Topic(ours=False, named=True, why="another work's installment")
            if self._foreign and not (self.thread.ours or sentence.has(Kind.TITLE)):
                return Topic(ours=False, why="another work's installment, carried on")
            installment = self.installments.resolve(mark) or NOWHERE
            return Topic(ours=True, named=True, installment=installment, why="named by its installment")
        if any(0 <= place - end <= _QUOTE for end in self._other_kinds(sentence)):
            return Topic(ours=False, named=True, why="another kind of work of this name")
        mark, place = self._last_of_phrase(sentence, mark, place)
        installment = self.installments.resolve(mark) or NOWHERE
        return Topic(ours=True, named=True, installment=installment, why="named")


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
