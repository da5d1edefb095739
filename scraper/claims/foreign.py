"""Whether an installment is another work's: "season 2 of Hard Ground", "the podcast, whose second season"."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.noun_phrases import title_words
from scraper.claims.text import BlockKind
from scraper.claims.words import NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.claims.marks import Mark
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_PHRASE = 60  # characters in which "part one of the South Korean revenge drama …" names its title
# Things whose second season is not the title's: "the podcast of the same name, whose second season …".
_OF_THING = re.compile(
    r"(?:podcast|novel|book|game|manga|webtoon|comic|musical|album|documentary|spin-?off)s?"
    r"(?: of (?:the|that) (?:same )?name)?(?:'s|,? (?:whose|in its|with its))? ?(?:the )?$"
)
_CAPITAL_BEFORE = re.compile(r"(?:^|[^\w'’])([A-Z][\w'’.&!?-]*|[A-Z]\w*[:!?]?) ?['\"”’]?\s$")

# "The Ferryman returns for its second season": the name is what the season is of.
_STRANGER = re.compile(
    r"((?:The|A|[A-Z][\w'’]+) [A-Z][\w'’]+(?: [A-Z][\w'’]+)*)[\"'”’]? (?:will |has |have )?[a-z]+ "
    r"(?:[^.;:]{0,30} )?(?:its|their) $"
)
# "season 2 of Embers", but "season 2 of the Korean drama"
_OF_NAME = re.compile(
    r" of (?:the )?(?![A-Z][\w-]+ (?:[a-z-]+ ){0,3}"
    r"(?:dramas?|series|shows?|films?|epic|thriller|saga|hit|comedy|anime|romance|western|sitcom|mystery|original|remake|adaptation)\b)([A-Z]\w+)"
)
_OWNER = re.compile(r"(\w+?)(?:['’]s|(?<=s)['’])")
_VOLUME = re.compile(r"[^.]{0,12}vol")
_PRINTED = re.compile(r"(?<!\w)(?:publish|seriali[sz]|tankobon|print|novels|bookshop)")
_PARTS = 3  # volumes of a title on screen; more of them are a book's
_HOUSE = 5  # characters between a platform and what it shows
_LEAD = 90  # characters


def foreign(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether an installment is another work's: "the second season of Ginny & Georgia", "Taxi Driver 2"."""
    known = sentence.foreign.get(mark.start)
    if known is None:
        known = sentence.foreign[mark.start] = _foreign(scene, sentence, mark)
    return known


def _foreign(scene: Scene, sentence: Sentence, mark: Mark) -> bool:  # noqa: PLR0911 - each return is a ground of its own
    marks = sentence.masked.marks
    index = bisect_left(marks, mark.start, key=attrgetter("start"))
    if index and marks[index - 1].kind is Kind.OTHER and mark.start - marks[index - 1].end <= 3:
        return True
    if index and marks[index - 1].kind is Kind.TITLE and mark.start - marks[index - 1].end <= 6:
        return False
    place = sentence.masked.places[index]
    volume = _VOLUME.match(scene.lowered, mark.start)
    bookish = volume and (mark.part > _PARTS or _PRINTED.search(sentence.text, 0, place))
    if bookish or _opened(sentence, place) or _OF_THING.search(sentence.text, max(0, place - 50), place):
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
    behind = _OF_NAME.match(after)
    if behind:
        return _of_house(marks[index + 1 : index + 3]) or not _known(
            marks[index + 1 :], mark, mark.end + behind.start(1)
        )
    if _strangers(scene, sentence, mark):
        return True
    before = scene.body[max(sentence.start, mark.start - 40) : mark.start]
    capital = _CAPITAL_BEFORE.search(before)
    if capital is None or sentence.block is BlockKind.HEADLINE:
        return False
    at = max(sentence.start, mark.start - 40) + capital.start(1)
    if any(m.start <= at < m.end for m in marks):
        return False
    return at > sentence.start or _owns(scene, capital[1])


def _of_house(following: Sequence[Mark]) -> bool:
    """Whether what follows is a platform and a work of its: "season three of Showtime's 'Capitol'"."""
    kinds = [m.kind for m in following]
    return kinds == [Kind.PLATFORM, Kind.OTHER] and following[1].start - following[0].end < _HOUSE


def _owns(scene: Scene, name: str) -> bool:
    """Whether a name that opens the sentence has the season: "Saltmarsh's second season"."""
    owner = _OWNER.fullmatch(name)
    return owner is not None and owner[1].lower() not in NO_NAMES | title_words(scene)


def _opened(sentence: Sentence, place: int) -> bool:
    """Whether another work's name opens the sentence: "'Paper Moon' gets a second season"."""
    marks = sentence.placed(Kind.TITLE, Kind.OTHER)
    return bool(
        marks
        and marks[0][0].kind is Kind.OTHER
        and marks[0][1] <= 1
        and not any(m.kind is Kind.TITLE for m, _ in marks)
        and sentence.clause(marks[0][1]) == sentence.clause(place)
    )


def _known(following: Sequence[Mark], mark: Mark, at: int) -> bool:
    """Whether the capital at `at` behind an installment leads to the title or is its platform."""
    near = [m for m in following if m.start - mark.end < _PHRASE]
    return any(
        m.kind is Kind.TITLE or (m.start <= at < m.end and m.kind in (Kind.PLATFORM, Kind.PERSON))
        for m in near
    )


def _strangers(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether "its season" goes back to an unmarked name: "The Ferryman returns for its second season"."""
    before = scene.body[max(sentence.start, mark.start - _LEAD) : mark.start]
    owner = _STRANGER.search(before)
    if not owner:
        return False
    begin = mark.start - len(before) + owner.start(1)
    marks = sentence.masked.marks
    if any(m.start < begin + len(owner[1]) and begin < m.end for m in marks):
        return False
    return not any(m.kind is Kind.TITLE and m.end <= mark.start for m in marks)
