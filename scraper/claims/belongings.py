"""What only belongs to the title or to somebody: its trailer, the news on it, the writer's next film."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_NEXT = re.compile(r"next|new|upcoming|latest|other|earlier|previous|first|last|own|forthcoming")
_SELF = re.compile(r"season|part|episodes|run|chapter|volume|instal?lment|premiere")
_KIN = re.compile(
    r"brother|sister|husband|wife|father|mother|son|daughter|co-?star|colleague|rival|friend|boyfriend|girlfriend|partner"
)
_PERSONAL = ("his", "her", "their", "my")
_HOUSES = re.compile(r"streamer|network|platform|channel|studio|broadcaster|service|year|week|month")
_STARTS = re.compile(r"beg|start|g(?:o|et)|kick|commenc|resum|open")
_MADE = re.compile(
    r"(?:pre-?|post-?)?production|filming|shoot(?:ing)?|work|photography|recording|taping|editing|writing|casting"
    r"|development|rehearsals|cameras|re-?shoots|pick-?ups"
)
_AUXILIARIES = re.compile(r"(?:(?:will|to|would|may|might|could|should|'ll|is|are|was|were|had|has|\w+ly) )+")
_PIECE = re.compile(
    r"(?:trailer|teaser|poster|clip|still|soundtrack|score|finale|screening|recap|episode|promo|preview|visual"
    r"|photo|album|song|exhibition|script|novel|book|game)s?|footage|merchandise|tickets|music"
)
_OWNED = 2  # words before the title that say what of it is meant
_ALONE = re.compile(
    rf"(?:launched|launches|opened|opens|began|started|debuted|arrived) (?:[io]n )?{MARKS['date']}?"
)


def belonging(words: list[tuple[str, int]], deed: Cue, sentence: Sentence) -> str:
    """Return what is made of the title where only that can begin or go on: "production of <title> began"."""
    if piece := _piece(words, sentence):
        return piece
    if words[-1][0] == MARKS["title"] and (topic := _topic(words, sentence)):
        return topic
    if words[-1][0] == MARKS["platform"] and _ALONE.match(sentence.text, deed.start):
        return "platform"  # "Apple TV+ launched on November 1, 2019"
    if not _STARTS.match(sentence.text, deed.start):
        return ""
    return next((w for w, _ in words[:-1] if _MADE.fullmatch(w)), "")


def made_of(noun: str, deed: Cue, sentence: Sentence) -> bool:
    """Whether what begins is the making of something: "production starts", "casting began"."""
    return bool(_MADE.fullmatch(noun) and _STARTS.match(sentence.text, _verb(sentence, deed)))


def _verb(sentence: Sentence, deed: Cue) -> int:
    """Return where the verb of a deed stands behind its auxiliaries: "would normally start"."""
    found = _AUXILIARIES.match(sentence.text, deed.start, deed.end)
    return found.end() if found else deed.start


def _topic(words: list[tuple[str, int]], sentence: Sentence) -> str:
    """Return what is only about the title: "more news on <title>", "a decision on <title>"."""
    known = sentence.language.phrases
    before = [w for w, _ in words[:-1] if w not in ("the", '"', "'")]
    if known is None or len(before) < _OWNED or before[-1] not in ("on", "about", "around", "over"):
        return ""
    noun = before[-2]
    free = noun.isalpha() and not known.clause.fullmatch(noun) and not known.preposition.fullmatch(noun)
    return noun if free and not known.ours.fullmatch(noun) and not known.auxiliary.fullmatch(noun) else ""


def _piece(words: list[tuple[str, int]], sentence: Sentence) -> str:
    """Return what of the title it is: "the trailer for <title>", "the fourth episode of <title>"."""
    before = [w for w in words[:-1] if w[0] not in ("the", '"', "'", "season")]
    if len(before) < _OWNED or before[-1][0] not in ("of", "for", "from", "to"):
        return ""
    noun, at = before[-2]
    if noun == MARKS["count"]:
        single = any(
            p == at and m.single and m.numbers != (1,)  # the first is the premiere
            for m, p in sentence.placed(Kind.COUNT)
        )
        return "episode" if single else ""
    return noun if _PIECE.fullmatch(noun) else ""


def another_work(phrase: list[tuple[str, int]], before: str) -> bool:
    """Whether a work is told from ours by whose it is: "her next drama", "the writer's new film"."""
    if len(phrase) > 1 and phrase[0][0] == "'s" and _KIN.fullmatch(before):
        return True  # "her brother's film"
    if len(phrase) < _OWNED or not any(_NEXT.fullmatch(w) for w, _ in phrase):
        return False
    owner = phrase[0][0]
    if before == "whose":
        return not _SELF.fullmatch(phrase[-1][0])
    return owner in _PERSONAL or (
        owner == "'s" and bool(before) and before[0].isalpha() and not _HOUSES.fullmatch(before)
    )
