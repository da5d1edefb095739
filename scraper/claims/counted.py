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
from scraper.claims.text import BlockKind
from scraper.claims.words import NO_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

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
# "of the eight episodes that make up <title>"
_MAKE_UP = re.compile(rf" (?:that|which|to)? ?(?:make|making|made) up (?:the )?[\"']?([{_T}{_O}])")
_CAPITAL = re.compile(r",? [\"'“‘]?[A-Z]\w+")
_APPOSED = re.compile(
    rf"([{_T}{_O}])[\"'>)]*(?:, | \(|: | — |; )(?:(?:an?|the|its|in|{_P}(?:'s)?|[a-z-]+(?:'s)?) ){{0,5}}$"
)
_STRANGER = re.compile(
    r"(?:[-•*·\d.)\s\"'“‘]*)"
    r"((?:(?:The|A|An) )?[A-Z][\w'’]*(?:,? (?:of|the|in|and|to|a|for|with|on|from|&|[A-Z0-9][\w'’.]*))*)"
    r"[\"'”’]?(?:(?P<near>, an?| (?:is|was|will be) (?:an?|the)) | \((?!\d)| [–—-] )"
)
# A name that nobody has marked, and how it has a size: "Red Fern comes on May 3 with six episodes",
# "Red Fern (six parts)", "Red Fern, which has six episodes".
_WORK = re.compile(
    r"(?<![\w'’])(?:[^\W\d_a-z][\w'’!&.+-]*|\d+ (?=[A-Z]))"
    r"(?::? (?:(?:of|the|in|and|to|a|for|on|with|at|from|&|vs\.?) ){0,2}?(?:[^\W\d_a-z][\w'’!&.+-]*|\d+))*"
)
_HAS_SIZE = re.compile(
    r"[\"'”’*_?!]*(?:"
    r" \((?:[^()]{0,40}[ ,;(])?"
    r"|(?:,| \(|:)? (?:with|in|a|an|told in|running|at) (?:[\w-]+ ){0,2}"
    r"|(?:,[^.;]{1,80},)? (?:has|have|had|took|takes|runs? (?:for|to)|ran (?:for|to)|gets?|got"
    r"|comprises|consists of)"
    r" (?:only |just |a total of |all |its )?"
    r"|(?:, (?:which|whose)(?!\w)[^.;]{0,80}?|(?:,[^.;]{1,80},)? (?:(?:will|is|was|has) (?:[a-z]+ ){0,2})?"
    r"(?:com(?:es?|ing)|came|premier\w+|start(?:s|ed)|beg(?:ins?|an)|follow(?:s|ed)?|air(?:s|ed)"
    r"|arriv\w+|drop\w*|land\w*"
    r"|return\w*|debut\w*|launch\w*|open(?:s|ed)|bow(?:s|ed)|streams|hits|out|back|due|cancell?ed"
    r"|axed|renewed|ended)"
    r"(?!\w)[^.;]{0,70}?) "
    r"(?:(?:with|in|over|across|and|after|has|for|\() ?(?:[\w-]+ ){0,3})?\(?"
    r")"
)
_OF_NAME = re.compile(
    r"(?: (?:[a-z-]+ ){0,2}(?:season|run|series|order|revival|sequel|arc))?"
    r" of (?:(?:the|its|classic|retro|new|[a-z-]+) ){0,3}[\"'“‘]?(?:(?:The|A|An) )?"
    r"(?P<name>[^\W\d_a-z]\w++)"
    r"(?! (?:original|series|drama|show|thriller|adaptation|hit|comedy|mystery|anime|programme"
    r"|program|crime)s?(?!\w))"
)
_NO_WORK = re.compile(
    r"tv|series|dramas?|shows?|episodes?|eps?|finale|trailer|debut|new|original|full|final|limited"
    r"|order(?:ed|s)?"
    r"|it['’]s|that['’]s|there['’]s|we['’]ve|i['’]ve|they['’]ve|update|spoilers?|breaking|exclusive"
    r"|minutes|hours"
)
_MADE_BEFORE = re.compile(
    r"\b(?:(?:the |an? |its )?(?:previous|earlier|former|failed|abandoned|aborted) (?:[a-z-]+ ){0,2}"
    r"|an? (?:[a-z]+ ){0,2}(?:us|american|u\.s\.|uk|british|korean|japanese|turkish|spanish|french"
    r"|german|chinese|indian"
    r"|thai|mexican|local) )(?:version|remake|adaptation|attempt|take)\b[^.;]{0,70}$"
)
_ADJECTIVES = re.compile(r"(?:[\w'’-]+ ){0,4}")
# Why a subject is one: by the phrase around the count.
SPOKEN_OF, NAMED, APPOSED = "the one spoken of", "names it", "apposed"
_PHRASES = (SPOKEN_OF, NAMED, APPOSED)
# "Ann Lowe, who directed all eight episodes": who made them is no other work
_STRANGERS = ("another name: ", "another name opens", "antecedent is another name")
_MAKES = (
    r"(?:direct(?:s|ed|ing)?|wr(?:ote|ites?|iting|itten)|pen(?:s|ned|ning)?|helm(?:s|ed|ing)?|shoots?|shot|shooting"
    r"|edit(?:s|ed|ing)?|scor(?:es|ed|ing)|compos(?:es|ed|ing)|film(?:s|ed|ing)|adapt(?:s|ed|ing)|animat(?:es|ed|ing)"
    r"|watch(?:ed|es|ing)?|binged?|finish(?:ed|es)?|stars? in|starred in|appears? in|is in|leads?)"
)
_MADE_BY = re.compile(
    rf"(?<!\w){_MAKES} (?:(?:each|every one|every|all|both|the whole) )?(?:of )?(?:(?:the|its|these|all) )?$"
)
_OPENS_WITH = re.compile(rf"{_MAKES}(?!\w)")
_RETURNS = re.compile(
    rf"(?:{MARKS['count']}|(?:(?:in total|altogether|in all),? )?there (?:are|were|will be)"
    rf"|the (?:total )?(?:number|episode)(?!\w)) "
)
# "the writer's last series ran to 16 episodes"
_BEFORE = re.compile(
    rf"(?:'s|\bhis|\bher|\btheir) (?:last|previous|earlier|next|other|first) (?:[a-z-]+ )?{_HEAD}(?!\w)"
)
# "The drama before it in the slot, Copper Lane, ended after 16 episodes"
_SLOT = re.compile(
    r"(?<!\w)(?:previous|preceding|current|present|outgoing|last|next|earlier) (?:[a-z-]+ ){0,3}?"
    r"(?:drama|series|show|title|programme|occupant)"
    rf"(?: (?:in|of|on|at) (?:the|its|that|this)(?: [a-z-]+){{0,3}} (?:slot|hours?|time ?slot)"
    rf"|,? [\"']*{_O})"
)
# What is made beside a title has a size of its own.
_THING = re.compile(
    r"soundtrack|novel|book|podcast|webtoon|manga|comic|documentary|special|spin-?off|prequel|sequel"
    r"|game|album"
    r"|musical|companion|making|story|author|homage|answer"
)
_FAR = 140  # characters between an unmarked name and its size
_IT = 3  # letters; "it" may be the unmarked name itself
_REACH = 90  # characters from a stranger at the head of a sentence to the count that is still theirs


def owner(  # noqa: PLR0911 - each return is a ground of its own
    subjects: Subjects, sentence: Sentence, mark: Mark, place: int
) -> Subject:
    """Return whose size a count at `place` states."""
    found = _by_phrase(subjects, sentence, place) or subjects.of(sentence, place, None)
    if not found.ours and found.why.startswith("only the ") and not _THING.search(found.why):
        return subjects.known(next(m for m, _ in sentence.placed(Kind.TITLE)))
    if (
        found.ours
        and not found.why.startswith(_PHRASES)
        and (_BEFORE.search(sentence.text, 0, place) or _SLOT.search(sentence.text, 0, place))
    ):
        return Subject(ours=False, named=True, why="another of theirs")
    if not found.ours and found.why == "carried on" and _returns(subjects, sentence):
        return Subject(ours=True, named=False, why="returned to")
    if not found.ours and found.why.startswith(_STRANGERS) and _made_by(subjects, sentence, mark, place):
        found = Subject(subjects.thread.ours, named=False, why="made by another")
    if found.ours and not found.why.startswith(_PHRASES):
        if _stranger(subjects, sentence, mark) and not _made_by(subjects, sentence, mark, place):
            return Subject(ours=False, named=True, why="another name opens the sentence")
        if _unmarked(subjects, sentence, mark, place):
            return Subject(ours=False, named=True, why="an unmarked name has the size")
        if _MADE_BEFORE.search(sentence.text, 0, place):
            return Subject(ours=False, named=True, why="another version")
    return found


def _by_phrase(subjects: Subjects, sentence: Sentence, place: int) -> Subject | None:
    """Return what the noun phrase around a count says that it is the size of, or None."""
    noun = _NOUN.match(sentence.text, place + 1)
    behind = _NAME.match(sentence.text, noun.end()) if noun else _MAKE_UP.match(sentence.text, place + 1)
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


def _returns(subjects: Subjects, sentence: Sentence) -> bool:
    """Whether a paragraph goes back to what the text is of: "The number of episodes is ten"."""
    if not subjects.thread.start or subjects.thread.other_section or sentence.has(Kind.OTHER):
        return False
    before = subjects.scene.sentences[sentence.index - 1] if sentence.index else None
    opens = before is None or before.paragraph != sentence.paragraph
    return opens and _RETURNS.match(sentence.text) is not None


def _made_by(subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether the episodes counted are what a stranger makes: "Ann Lowe directs all eight"."""
    if _OPENS_WITH.match(subjects.scene.lowered, mark.start):
        return True
    return bool(_MADE_BY.search(sentence.text, max(0, place - 60), place))


def _capital(subjects: Subjects, sentence: Sentence, place: int) -> bool:
    """Whether an unmarked name stands right behind a phrase: "the six-part drama Red Fern"."""
    at = sentence.masked.body(place)
    found = _CAPITAL.match(subjects.scene.body, at, sentence.end)
    if not found or found[0].startswith(","):
        return False
    return not any(m.start < found.end() and at < m.end for m in sentence.masked.marks)


def _unmarked(subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether an unmarked name has the size: "Red Fern (six parts)", "six episodes of Red Fern"."""
    if not sentence.language.capitals or sentence.block is BlockKind.HEADLINE:
        return False
    body, marks = subjects.scene.body, sentence.masked.marks
    # "Five episodes of Dragons and Elves": what stands alone tells what is in them.
    behind = _OF_NAME.match(body, mark.end, sentence.end) if place > 1 else None
    if behind and _unknown(behind["name"], behind.start("name"), marks):
        return True
    known = [m.end for m, _ in sentence.placed(Kind.TITLE, Kind.SCOPE) if m.end <= mark.start]
    spoken = [
        sentence.masked.body(c.end) for c in sentence.carries if c.end <= place and c.end - c.start > _IT
    ]
    begin = max([sentence.start, mark.start - _FAR, *known, *spoken])
    for found in _WORK.finditer(body, begin, mark.start):
        opens = not any(c.isalnum() for c in body[sentence.start : found.start()])
        if opens and " " not in found[0]:
            continue  # any word is large there
        if _unknown(found[0], found.start(), marks) and _HAS_SIZE.fullmatch(body, found.end(), mark.start):
            return True
    return False


def _unknown(name: str, at: int, marks: Sequence[Mark]) -> bool:
    """Whether a capitalised name at `at` is neither marked nor a common word."""
    if any(m.start < at + len(name) and at < m.end for m in marks):
        return False
    words = (w for w in re.findall(r"[\w'’.]+", name) if w[0].isupper())
    return any(w.lower() not in NO_NAMES and not _NO_WORK.fullmatch(w.lower()) for w in words)


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
