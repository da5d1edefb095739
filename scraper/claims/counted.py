"""Whose episodes are counted: a count stands inside a noun phrase that says it better than the verb does.

"The 16-episode drama" is what was spoken of, whatever else the sentence names; "Gold, a ten-part epic" is
the name before the comma; "Alice Blue is a ten-part thriller" is a stranger at the sentence's head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.subject import Subject
from scraper.claims.words import NO_NAMES

if TYPE_CHECKING:
    from scraper.claims.marks import Mark
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_T, _O, _P = (MARKS[k] for k in ("title", "other", "platform"))
_HEAD = (
    r"(?:series|drama|k-drama|show|thriller|sitcom|saga|comedy|epic|mystery|romance|affair|tale|story|western"
    r"|mini-?series|docu-?series|adaptation|satire|fantasy|horror|anthology|project|original|rom-com|sageuk)"
)
_NOUN = re.compile(rf"(?:[- ][a-z'-]+){{0,3}}?[- ]{_HEAD}(?!\w)")
_DEFINITE = re.compile(r"(?<!\w)(?:the|this|that) (?:[a-z-]+ ){0,2}$")
_NAME = re.compile(rf"(?: (?:of|based on) (?:the |her |his )?(?:[a-z-]+ ){{0,2}})?[ ,]*[\"'<(]*([{_T}{_O}])")
_CAPITAL = re.compile(r",? [\"'“‘]?[A-Z]\w+")
_APPOSED = re.compile(
    rf"([{_T}{_O}])[\"'>)]*(?:, | \(|: | — |; )(?:(?:an?|the|its|in|{_P}(?:'s)?|[a-z-]+(?:'s)?) ){{0,5}}$"
)
_STRANGER = re.compile(
    r"(?:[-•*·\d.)\s\"'“‘]*)"
    r"((?:(?:The|A|An) )?[A-Z][\w'’]*(?:,? (?:of|the|in|and|to|a|for|with|on|from|&|[A-Z0-9][\w'’.]*))*)"
    r"[\"'”’]?(?:(?P<near>, an?| (?:is|was|will be) (?:an?|the)) | \((?!\d)| [–—-] )"
)
_ADJECTIVES = re.compile(r"(?:[\w'’-]+ ){0,4}")
# Why a subject is one: by the phrase around the count.
SPOKEN_OF, NAMED, APPOSED = "the one spoken of", "names it", "apposed"
_PHRASES = (SPOKEN_OF, NAMED, APPOSED)
# "the writer's last series ran to 16 episodes"
_BEFORE = re.compile(
    rf"(?:'s|\bhis|\bher|\btheir) (?:last|previous|earlier|next|other|first) (?:[a-z-]+ )?{_HEAD}(?!\w)"
)
# What is made beside a title has a size of its own.
_THING = re.compile(
    r"soundtrack|novel|book|podcast|webtoon|manga|comic|documentary|special|spin-?off|prequel|sequel|game|album"
    r"|musical|companion|making|story|author|homage|answer"
)
_REACH = 90  # characters from a stranger at the head of a sentence to the count that is still theirs


def owner(subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> Subject:
    """Return whose size a count at `place` states."""
    found = _by_phrase(subjects, sentence, place) or subjects.of(sentence, place, None)
    if not found.ours and found.why.startswith("only the ") and not _THING.search(found.why):
        return subjects.known(next(m for m, _ in sentence.placed(Kind.TITLE)))
    if found.ours and not found.why.startswith(_PHRASES) and _BEFORE.search(sentence.text, 0, place):
        return Subject(ours=False, named=True, why="another of theirs")
    if found.ours and not found.why.startswith(_PHRASES) and _stranger(subjects, sentence, mark):
        return Subject(ours=False, named=True, why="another name opens the sentence")
    return found


def _by_phrase(subjects: Subjects, sentence: Sentence, place: int) -> Subject | None:
    """Return what the noun phrase around a count says that it is the size of, or None."""
    noun = _NOUN.match(sentence.text, place + 1)
    behind = _NAME.match(sentence.text, noun.end()) if noun else None
    if behind:
        return _by_mark(subjects, sentence, behind.start(1), NAMED)
    if apposed := _APPOSED.search(sentence.text, max(0, place - 60), place):
        return _by_mark(subjects, sentence, apposed.start(1), APPOSED)
    if not noun:
        return None
    if _capital(subjects, sentence, noun.end()):
        return Subject(ours=False, named=True, why="names another work")
    last = [m for m, p in sentence.placed(Kind.TITLE, Kind.OTHER) if p < place]
    if _DEFINITE.search(sentence.text, 0, place) and (not last or last[-1].kind is Kind.TITLE):
        return Subject(subjects.thread.ours or bool(last), named=False, why=SPOKEN_OF)
    return None


def _by_mark(subjects: Subjects, sentence: Sentence, place: int, why: str) -> Subject:
    """Return the title or other work whose mark stands at `place`."""
    mark = next(m for m, p in sentence.placed(Kind.TITLE, Kind.OTHER) if p == place)
    if mark.kind is Kind.OTHER:
        return Subject(ours=False, named=True, why=f"{why}: another work")
    installment = subjects.installments.resolve(mark)
    return Subject(ours=True, named=True, installment=installment, why=why)


def _capital(subjects: Subjects, sentence: Sentence, place: int) -> bool:
    """Whether an unmarked name stands right behind a phrase: "the six-part drama Red Fern"."""
    at = sentence.masked.body(place)
    found = _CAPITAL.match(subjects.scene.body, at, sentence.end)
    if not found or found[0].startswith(","):
        return False
    return not any(m.start < found.end() and at < m.end for m in sentence.masked.marks)


def _stranger(subjects: Subjects, sentence: Sentence, mark: Mark) -> bool:
    """Whether an unknown name heads the sentence as what it is about: "Alice Blue is a ten-part thriller"."""
    if not sentence.language.capitals:
        return False
    found = _STRANGER.match(subjects.scene.body, sentence.start, mark.start)
    if not found or mark.start - found.end() > _REACH:
        return False
    if found["near"] and not _ADJECTIVES.fullmatch(subjects.scene.body, found.end(), mark.start):
        return False  # "Ana Ruiz, the writer, finished all eight episodes": a person
    if any(m.start < found.end(1) and found.start(1) < m.end for m in sentence.masked.marks):
        return False
    if any(p < mark.start and m.kind is Kind.TITLE for m, p in sentence.placed(Kind.TITLE)):
        return False
    words = re.findall(r"[\w'’]+", found[1])
    return any(w.lower() not in NO_NAMES for w in words if w[0].isupper() or w[0].isdigit())
