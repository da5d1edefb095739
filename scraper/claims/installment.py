"""Which installment a statement is about: season, part, film, or nobody says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_MOST_SEASONS = 40
_CAPITAL_BEFORE = re.compile(r"(?:^|[^\w'’])([A-Z][\w'’.&!-]*|[A-Z]\w*[:!?]?) ?['\"”’]?\s$")


class Installment(NamedTuple):
    """A season and part; 0 is not said."""

    season: int = 0
    part: int = 0
    film: bool = False

    def __str__(self) -> str:
        if self.film:
            return "film"
        if self.part:
            return f"S{self.season or 1}P{self.part}"
        return f"S{self.season}" if self.season else ""


NOWHERE = Installment()
FILM = Installment(film=True)


@dataclass
class Installments:
    """What a document says about its installments as a whole."""

    main: Installment = NOWHERE  # what the document is about
    parts: set[int] = field(default_factory=set)  # parts that are named
    seasons: Counter[int] = field(default_factory=Counter)
    film: bool = False
    equated: bool = False  # "season 2" is said of part 2 here

    def resolve(self, mark: Mark) -> Installment | None:
        """Return the installment that a scope or title mark names, or None where it names none."""
        if self.film:
            return FILM
        season, part = mark.season, mark.part
        if mark.kind is Kind.TITLE:
            if season and self.parts and season in self.parts and self.seasons.get(season, 0) == 0:
                return Installment(0, season)  # "The Glory 2" where the parts are numbered
            return Installment(season, part) if season or part else None
        if mark.name == "previous":
            return Installment(self.main.season - 1) if self.main.season > 1 else None
        if mark.name == "next":
            return self.main if self.main.season else None
        if mark.name == "first_season":
            return Installment(1) if self.main.season != 1 else None
        if part and not season and self.main.season:
            return Installment(self.main.season, part)
        if season and not part and self.equated and season in self.parts | {1}:
            return Installment(0, season)
        return Installment(season, part) if season or part else None


def survey(scene: Scene) -> Installments:
    """Return what the whole document says about installments."""
    if scene.watch.kind == "film":
        return Installments(main=FILM, film=True)
    found = Installments()
    headline: list[Mark] = []
    for sentence in scene.sentences:
        for mark, place in sentence.placed(Kind.SCOPE, Kind.TITLE):
            if not (mark.season or mark.part) or mark.season > _MOST_SEASONS:
                continue
            if mark.kind is Kind.SCOPE and foreign(scene, sentence, mark, place):
                continue
            if mark.part:
                found.parts.add(mark.part)
            if mark.season:
                found.seasons[mark.season] += 3 if sentence.block is BlockKind.HEADLINE else 1
            if sentence.block is BlockKind.HEADLINE:
                headline.append(mark)
    found.main = _main(found, headline)
    return found


def _main(found: Installments, headline: list[Mark]) -> Installment:
    if headline:
        best = headline[0]
        if best.season and not (found.parts and best.kind is Kind.TITLE and best.season in found.parts):
            return Installment(best.season, best.part)
        if best.part or best.season:
            return Installment(0, best.part or best.season)
    if len(found.seasons) == 1:
        return Installment(next(iter(found.seasons)))
    if len(found.seasons) > 1:
        (first, n), (_, m) = found.seasons.most_common(2)
        top = max(found.seasons)
        return Installment(first) if n > m + 1 else Installment(top)
    return NOWHERE


def foreign(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether an installment is another work's: "the second season of Ginny & Georgia", "Taxi Driver 2"."""
    marks = sentence.masked.marks
    index = marks.index(mark)
    if index and marks[index - 1].kind is Kind.OTHER and mark.start - marks[index - 1].end <= 3:
        return True
    if index and marks[index - 1].kind is Kind.TITLE and mark.start - marks[index - 1].end <= 6:
        return False
    after = scene.body[mark.end : mark.end + 60]
    if index + 1 < len(marks) and marks[index + 1].kind is Kind.OTHER and re.match(r"['\"”’]?\s*(?:of|의)\s", after):
        return marks[index + 1].start - mark.end < 12
    if not sentence.language.capitals:
        return False
    behind = re.match(r" of (?:the )?([A-Z]\w+)", after)
    if behind:
        following = marks[index + 1] if index + 1 < len(marks) else None
        return not (following and following.kind in (Kind.TITLE, Kind.PLATFORM, Kind.DATE) and following.start - mark.end < 9 + 4)
    before = scene.body[max(sentence.start, mark.start - 40) : mark.start]
    capital = _CAPITAL_BEFORE.search(before)
    if capital is None or sentence.block is BlockKind.HEADLINE:
        return False
    if capital[1].endswith(("'s", "’s", "s’")):
        return False
    at = max(sentence.start, mark.start - 40) + capital.start(1)
    if any(m.start <= at < m.end for m in marks):
        return False
    return at > sentence.start
