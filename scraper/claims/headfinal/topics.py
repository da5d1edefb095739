"""Whose a statement is, where particles and clause order tell.

A name that a particle sets aside ("'X' 이후", "'X'에 출연한") is no subject; which names a sentence has, and
what their particles make of them, is `names`' part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.foreign import foreign
from scraper.claims.headfinal import elsewhere, endings
from scraper.claims.headfinal.names import Names
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

_ACTORS = re.compile(r"(?:배우|가수|아이돌|방송인|모델|개그맨) ([가-힣]{2,4})")
_NAME_ALONE = re.compile(rf"[^\w]*[{MARKS['title']}{MARKS['other']}][^\w]*")
_FULL_DAYS = ("month-day", "month-day-way", "rmonth-day", "iso", "numeric-short")
_ITS_PEOPLE = re.compile(r"['\">》〉」』]* ?(?:배우|출연진|팀(?! )|주연|스태프|팬)")
_BESIDE = re.compile(r"(?:에는|에|은|는|엔)?(?: [^ ,.…!?·|'\"은는이가을를]+){0,4}[ '\"<(《〈「『]{0,3}")
_THEIRS = re.compile(rf"{MARKS['other']}['\">》〉」』]*의 ?$")  # "후속 'B'의 첫 방송은"
_DEMONSTRATIVE = re.compile(r"(?:이|해당|그) ")
_CLAUSE_END = re.compile(r"(?:[며고]|지만|으나|는데|,) $")
_FIRST_FILM = re.compile(r"1편[은이을의] ")
_FORMER = re.compile(r"(?:전작|원작|다른 작품)의? $")
_LEAD = 8
_CROWD = 2  # other works that make a text a list
_REACH_LATER = 3
_THIS_ONE = re.compile(r"이번 (?:작품|드라마|영화|시리즈)(?:은|는|에서는) ")
# What a clause can modify without being said of another thing: the work, its making, its dates, the news.
_OWN_HEAD = re.compile(
    r"(?:이|해당|본|이번|그|첫) |(?:[0-9]+억 )?[가-힣]{1,3}작(?=[이으은인,. ])"
    r"|(?:[가-힣]+ )?신작(?=[!., 이인])"
    r"|(?:[가-힣]+(?<![의은는이가을를도와과]) ){1,3}(?:드라마|시리즈|사극|스릴러|멜로|코미디)(?:이|가|은|는) "
    r"|(?:본 ?)?(?:촬영|방송|공개|개봉|편성|방영|제작|일정|시기|날짜|계획|드라마|작품|영화|시리즈|시즌"
    r"|이야기|파트|회차|대본|상황|상태|이유|소식|입장|내용|후반|프로그램|예능|제작진|현장|스태프|시청률|성적)(?!들)"
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
        self.names = Names(scene)
        # The headline names the title, and no other that the text goes on about: paragraphs return to it.
        rivals = {m.name for m, _ in self.names.others(first)} if first.block is BlockKind.HEADLINE else set()
        again = {m.name for s in scene.sentences[1:] for m, _ in self.names.others(s)}
        self.alone = first.block is BlockKind.HEADLINE and first.has(Kind.TITLE) and not rivals & again
        self.crowded = not self.alone and len(again) >= _CROWD
        self.thread = Topic(self.start, why="the document")
        # A list in which one item names the title: the others are of other titles.
        self._listed = not self.start and any(
            s.block is BlockKind.BULLET and s.has(Kind.TITLE) for s in scene.sentences
        )
        self._section = False  # rows stand under a heading that is a name
        self._paragraph = -1
        self._opening = True
        self._foreign = False  # another work was spoken of in this paragraph
        self._besides = False  # another work was named in this paragraph
        self._news = False  # the sentence before was news of another work alone

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
    def actors(self) -> frozenset[str]:
        """Whom the text calls an actor, by the first two, three and four syllables behind the word."""
        named = _ACTORS.findall(self.scene.lowered)
        return frozenset(name[:length] for name in named for length in (2, 3, 4))

    @Once
    def own_numbers(self) -> set[str]:
        """The figures in the names of the title, "1" where they have none."""
        return elsewhere.own_numbers(self.scene)

    def enter(self, sentence: Sentence) -> None:
        """Forget the installment at the head of a paragraph."""
        if self.start and not self.crowded and _THIS_ONE.match(sentence.text):
            self.thread = Topic(ours=True, why="this work")
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self._foreign = self._besides = self._news = False
            self._opening = True  # its first names set what the paragraph is about
            # Where several works take turns, a paragraph without a name belongs to none of them.
            self._section = self._section and sentence.block is BlockKind.ROW
            carried = self.thread.ours and (self._section or not self.crowded)
            self.thread = Topic(carried or self.alone, why=self.thread.why)
            if (
                sentence.block in (BlockKind.BULLET, BlockKind.HEADING, BlockKind.ROW)
                and sentence.has(Kind.OTHER)
                and not sentence.has(Kind.TITLE)
            ):
                self.thread = Topic(ours=False, why="another title's section")
            elif self._listed and sentence.block is BlockKind.BULLET and not sentence.has(Kind.TITLE):
                self.thread = Topic(ours=False, why="another item of the list")
            if sentence.block is BlockKind.HEADING:
                self._section = _NAME_ALONE.fullmatch(sentence.text) is not None

    def leave(self, sentence: Sentence) -> None:
        """Note what the sentence was about: its topic, else the last name in it."""
        named = self.names.of(sentence)
        self._besides = self._besides or any(m.kind is Kind.OTHER for m, _ in named)
        spoken = [
            (m, p)
            for m, p in named
            if self.names.role(sentence, p) != "aside"
            and not (m.kind is Kind.OTHER and self.names.source(sentence, p))
        ]
        self._news = elsewhere.news_of_another(sentence, named)
        if not spoken and named and self._opening and not self.alone:
            spoken = named[-1:]  # "<버닝>에 … 합류한다" opens a section on it
        opening, self._opening = self._opening, False
        if not spoken:
            return
        by_role: dict[str, list[tuple[Mark, int]]] = {}
        for mark, p in spoken:
            by_role.setdefault(self.names.role(sentence, p), []).append((mark, p))
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
        if self.alone and main[0].kind is Kind.OTHER and elsewhere.in_passing(self.names, sentence, main[1]):
            return
        self.thread = self._topic(sentence, *main)
        self._foreign = not self.thread.ours

    def of(self, sentence: Sentence, start: int, end: int) -> Topic:
        """Return the subject of the cue `[start, end)`."""
        text = sentence.text
        head = endings.modified(text, start, end)
        if head >= 0:
            name = self.names.next(sentence, head)
            if name is not None:
                return self._topic(sentence, *name)._replace(firm=True)
            if not (_OWN_HEAD.match(text, head) or self._counted(sentence, head)):
                return self.before(sentence, start, strict=True)
        elif not self._named_before(sentence, start):
            _, border = sentence.clause(start)
            for later in endings.modified_later(text, endings.tail(text, end), border):
                name = self.names.next(sentence, later)
                if name is not None and sentence.distance(later, name[1]) <= _REACH_LATER:
                    return self._topic(sentence, *name)._replace(firm=True)
        return self.before(sentence, start)

    def _of_kind(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether "the film" of an article on a series is another work that was named before."""
        other = "드라마" if self.scene.watch.kind == "film" else "영화"
        return self._besides and other in sentence.text[cue.start : cue.end]

    def _counted(self, sentence: Sentence, head: int) -> bool:
        """Whether a clause modifies the episodes, or the first film: "여섯 편", "1편"."""
        if (
            self.scene.watch.kind == "film"
            and "1" in self.own_numbers
            and _FIRST_FILM.match(sentence.text, head)
        ):
            return True
        return any(p == head for _, p in sentence.placed(Kind.COUNT))

    def _named_before(self, sentence: Sentence, start: int) -> bool:
        clause, _ = sentence.clause(start)
        return any(
            clause <= p < start and self.names.role(sentence, p) != "aside"
            for _, p in self.names.of(sentence)
        )

    def named(self, sentence: Sentence, mark: Mark, place: int) -> Topic:
        """Return the subject that a name itself is."""
        return self._topic(sentence, mark, place)._replace(firm=True)

    def near(self, sentence: Sentence, place: int, *, set_aside: bool = True) -> Topic | None:
        """Return the subject of a date or count right before a name: "9월 'X'", "5월에는 'X'가"."""
        for mark, p in self.names.of(sentence):
            if p > place:
                if _ITS_PEOPLE.match(sentence.text, p + 1):
                    return None
                if not _BESIDE.fullmatch(sentence.text, place + 1, p) or (
                    set_aside and self.names.role(sentence, p) == "aside"
                ):
                    return None
                return self._topic(sentence, mark, p)._replace(firm=True)
        return None

    def ahead(self, sentence: Sentence, place: int) -> Topic | None:
        """Return the subject of a date whose clause modifies a name: "10일 첫 항해에 나서는 'X'"."""
        _, border = sentence.clause(place)
        for mark, p in self.names.of(sentence):
            if place < p < border:
                return self._topic(sentence, mark, p)._replace(firm=True)
        return None

    def shared(self, sentence: Sentence, places: list[int], place: int) -> Topic | None:
        """Return the subject of one of several dates that are dealt out: "'A'와 'B'는 각각 4월과 5월 …"."""
        each = sentence.text.find("각각", 0, places[0] + 1)
        names = [
            (m, p) for m, p in self.names.of(sentence) if p < each and self.names.role(sentence, p) != "aside"
        ]
        if each < 0 or len(names) != len(places):
            return None
        return self._topic(sentence, *names[places.index(place)])._replace(firm=True)

    def before(self, sentence: Sentence, start: int, *, strict: bool = False) -> Topic:
        """Return the nearest name before `start` that is not set aside, else what the text was about."""
        clause, _ = sentence.clause(start)
        film = self.scene.watch.kind == "film"
        if film and elsewhere.another_film(self.scene, self.own_numbers, sentence, clause, start):
            return Topic(ours=False, named=True, why="another film of the series")
        best = self._nearest(sentence, clause, start)
        for cue in sentence.carries:
            if cue.start < start and not _THEIRS.search(sentence.text, max(0, cue.start - 6), cue.start):
                cost = sentence.distance(cue.end, max(cue.end, start))
                if best is None or cost < best[0] - 2:
                    theirs = self._of_kind(sentence, cue) or self._theirs(sentence, cue)
                    ours = cue.name == "carry" and self.thread.ours and not theirs
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
        for mark, p in self.names.of(sentence):
            role = self.names.role(sentence, p) if p < start else "aside"
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
        firm = self.names.role(sentence, p) in ("topic", "subject")
        if mark.kind is Kind.OTHER:
            mark, p = self.names.fellow(sentence, p) or (mark, p)
        return cost, self._topic(sentence, mark, p)._replace(firm=firm)

    def _theirs(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether "this film" is another work that was just named."""
        text = sentence.text
        before = [m for m, p in self.names.of(sentence) if p < cue.start]
        if _DEMONSTRATIVE.match(text, cue.start):
            if not before:
                return self._news
            ours = any(m.kind is not Kind.OTHER for m in before)
            return not ours and _CLAUSE_END.search(text, max(0, cue.start - 8), cue.start) is not None
        return False

    def _topic(self, sentence: Sentence, mark: Mark, place: int) -> Topic:
        if mark.kind is Kind.OTHER:
            return Topic(ours=False, named=True, why=f"another work: {mark.name}")
        if mark.kind is Kind.SCOPE:
            former = _FORMER.search(sentence.text, max(0, place - _LEAD), place)
            if former or foreign(self.scene, sentence, mark):
                return Topic(ours=False, named=True, why="another work's installment")
            if self._foreign and not (self.thread.ours or sentence.has(Kind.TITLE)):
                return Topic(ours=False, why="another work's installment, carried on")
            installment = self.installments.resolve(mark) or NOWHERE
            return Topic(ours=True, named=True, installment=installment, why="named by its installment")
        if self.names.of_another_kind(sentence, place):
            return Topic(ours=False, named=True, why="another kind of work of this name")
        mark, place = self.names.last_of_phrase(sentence, mark, place)
        installment = self.installments.resolve(mark) or NOWHERE
        return Topic(ours=True, named=True, installment=installment, why="named")
