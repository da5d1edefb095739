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
_PHRASE = 60  # characters in which "part one of the South Korean revenge drama …" names its title
# "comes in two parts", "a two-part season", "split into two volumes": the parts need no names
_SPLIT = re.compile(
    r"\b(?:in|into|across|over|of|its|the) (?P<n>two|three|2|3) (?:\w+ )?"
    r"(?:parts|halves|volumes|batches|portions|instal?lments|chunks|blocks|drops|helpings)\b"
    r"|\b(?P<m>two|three)-(?:part|volume|batch) (?:final )?(?:season|release|rollout|drop|run)\b"
    r"|\bsplit (?:down the middle|in two|in half|in halves)\b"
)
# Things whose second season is not the title's: "the podcast of the same name, whose second season …".
_OF_THING = re.compile(
    r"(?:podcast|novel|book|game|manga|webtoon|comic|musical|album|documentary|spin-?off)s?"
    r"(?: of (?:the|that) (?:same )?name)?(?:'s|,? (?:whose|in its|with its))? ?(?:the )?$"
)
_WORDS = {"two": 2, "three": 3}
_CAPITAL_BEFORE = re.compile(r"(?:^|[^\w'’])([A-Z][\w'’.&!?-]*|[A-Z]\w*[:!?]?) ?['\"”’]?\s$")


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
    firm: bool = False  # the headline says so
    asked: bool = False  # the headline only asks about it: "Will there be a season 3?"
    parts: set[int] = field(default_factory=set)  # parts that are named
    seasons: Counter[int] = field(default_factory=Counter)
    film: bool = False
    equated: bool = False  # "season 2" is said of part 2 here

    def resolve(self, mark: Mark) -> Installment | None:  # noqa: PLR0911 - each return is a ground of its own
        """Return the installment that a scope, count or title mark names, or None where it names none."""
        if self.film:
            return FILM
        season, part = mark.season, mark.part
        if mark.kind is Kind.COUNT:
            batch = {"first": 1, "more": 2}.get(mark.name, 0)
            return Installment(self._season(), batch) if batch and self.parts else None
        if (
            mark.kind is Kind.TITLE
            and season
            and not part
            and season in self.parts
            and not self.seasons.get(season, 0)
        ):
            return Installment(0, season)  # "The Glory 2" where the parts are numbered
        if mark.name == "all":
            return Installment(self._season() or 1)
        if mark.name == "previous":
            return Installment(self.main.season - 1) if self.main.season > 1 else None
        if mark.name == "next":
            return self.main if self.main.season else None
        if mark.name == "first_season":
            return Installment(1) if self.main.season != 1 else None
        if part and not season:
            return Installment(self._season(), part)
        if season and not part and self.equated:
            return Installment(0, season)
        return Installment(season, part) if season or part else None

    def _season(self) -> int:
        """Return the season whose parts are spoken of, 0 where there is no other."""
        return 0 if self.asked or self.equated else self.main.season


def survey(scene: Scene) -> Installments:  # noqa: C901 - one walk over the document
    """Return what the whole document says about installments."""
    if scene.watch.kind == "film":
        return Installments(main=FILM, film=True, firm=True)
    found = Installments()
    headline: list[Mark] = []
    joined = volumes = False
    batches: set[str] = set()
    split: set[int] = set()
    at_home = any(m.end <= len(scene.document.headline) for m in scene.titles)
    paragraphs = {s.paragraph for s in scene.sentences if s.has(Kind.TITLE)}
    for sentence in scene.sentences:
        batches |= {m.name for m, _ in sentence.placed(Kind.COUNT)}
        if sentence.paragraph in paragraphs or at_home:
            split |= _pieces(sentence)
        if sentence.paragraph not in paragraphs and (not at_home or sentence.block is BlockKind.BULLET):
            continue
        for mark, _ in sentence.placed(Kind.SCOPE, Kind.TITLE):
            if not (mark.season or mark.part) or mark.season > _MOST_SEASONS:
                continue
            if mark.kind is Kind.SCOPE and foreign(scene, sentence, mark):
                continue
            if mark.part:
                found.parts.add(mark.part)
                volumes = volumes or scene.lowered.startswith("vol", mark.start)
            if mark.season:
                found.seasons[mark.season] += 2 if sentence.has(Kind.TITLE) else 1
            joined = joined or bool(mark.season and mark.part)
            if sentence.block is BlockKind.HEADLINE:
                headline.append(mark)
                found.asked = "?" in scene.document.headline
    found.equated = (
        not (joined or volumes)
        and 2 in found.parts
        and max(found.parts) <= 2
        and 2 in found.seasons
        and max(found.seasons) <= 2
    )
    if {"first", "more"} <= batches:
        found.parts |= {1, 2}
    found.parts |= split
    found.main = _main(found, headline)
    found.firm = bool(headline)
    return found


def _pieces(sentence: Sentence) -> set[int]:
    """Return the parts in which a sentence says that the title comes."""
    found = _SPLIT.search(sentence.text)
    if not found:
        return set()
    written = found["n"] or found["m"] or "two"
    return set(range(1, (_WORDS.get(written) or int(written)) + 1))


def _main(found: Installments, headline: list[Mark]) -> Installment:
    if headline:
        best = headline[0]
        if best.season and not found.equated and not (best.kind is Kind.TITLE and best.season in found.parts):
            return Installment(best.season, best.part)
        return Installment(0, best.part or best.season)
    if found.equated:
        return NOWHERE
    if len(found.seasons) == 1:
        season, weight = next(iter(found.seasons.items()))
        return Installment(season) if weight > 1 else NOWHERE  # once in passing is no subject
    if len(found.seasons) > 1:
        (first, n), (_, m) = found.seasons.most_common(2)
        top = max(found.seasons)
        return Installment(first) if n > m + 1 else Installment(top)
    return NOWHERE


def foreign(scene: Scene, sentence: Sentence, mark: Mark) -> bool:  # noqa: PLR0911 - each return is a ground of its own
    """Whether an installment is another work's: "the second season of Ginny & Georgia", "Taxi Driver 2"."""
    marks = sentence.masked.marks
    index = marks.index(mark)
    if index and marks[index - 1].kind is Kind.OTHER and mark.start - marks[index - 1].end <= 3:
        return True
    if index and marks[index - 1].kind is Kind.TITLE and mark.start - marks[index - 1].end <= 6:
        return False
    place = sentence.masked.places[index]
    if _OF_THING.search(sentence.text, max(0, place - 50), place):
        return True
    after = scene.body[mark.end : mark.end + 60]
    if (
        index + 1 < len(marks)
        and marks[index + 1].kind is Kind.OTHER
        and re.match(r"['\"”’]?\s*(?:of|의)\s", after)
    ):
        return marks[index + 1].start - mark.end < 12
    if not sentence.language.capitals:
        return False
    behind = re.match(r" of (?:the )?([A-Z]\w+)", after)
    if behind:
        following = [m for m in marks[index + 1 :] if m.start - mark.end < _PHRASE]
        return not any(m.kind in (Kind.TITLE, Kind.PLATFORM, Kind.PERSON) for m in following)
    before = scene.body[max(sentence.start, mark.start - 40) : mark.start]
    capital = _CAPITAL_BEFORE.search(before)
    if capital is None or sentence.block is BlockKind.HEADLINE:
        return False
    at = max(sentence.start, mark.start - 40) + capital.start(1)
    if any(m.start <= at < m.end for m in marks):
        return False
    return at > sentence.start
