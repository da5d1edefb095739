"""The words before a verb, and the noun phrase with which they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import plain
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.languages.phrases import Phrases
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

RELATIVE = ("that", "which", "who")
_WORD = re.compile(
    rf"[{''.join(MARKS.values())}]|'(?:s|ll|d|ve|re)\b|[^\W_][\w&+-]*(?:\.[\w&+-]+)*|[,;:()—\"'.]"
)
SUBORDINATE = (*RELATIVE, "whose", "where", "when", "while", "as")
PLACEHOLDERS = frozenset(MARKS.values())
SIGNS = frozenset("()\",;:—'.")
# "The 12-part drama will air …"
_SIZED = re.compile(
    rf"[\"']*the {MARKS['count']}[ -](?:[\w-]+ ){{0,2}}?(?:series|serial|drama|show|thriller|comedy"
    rf"|romance|anime)(?!\w)"
)
_SHORT = 3  # letters of words that say nothing
_LONGEST = 5  # words of a noun phrase


def words_of(sentence: Sentence, start: int, end: int) -> list[tuple[str, int]]:
    """Return the words, marks and signs between two places, each with its own place."""
    return [(m[0], m.start()) for m in _WORD.finditer(sentence.text, start, end)]


def strip(words: list[tuple[str, int]], known: Phrases) -> None:
    """Take away what stands between subject and verb, and a bracket or an apposition behind the subject."""
    while words:
        word = words[-1][0]
        if word == "to":
            words.pop()
            while words and known.infinitive.fullmatch(words[-1][0]):
                words.pop()
        elif known.auxiliary.fullmatch(word) or word in ("'", '"'):
            words.pop()
        elif word in (",", ")") and _apposition(words, known, "(" if word == ")" else ","):
            continue
        else:
            return


def _apposition(words: list[tuple[str, int]], known: Phrases, opening: str) -> bool:
    """Take away what stands between the last word and an earlier comma or bracket."""
    for index in range(len(words) - 2, 0, -1):
        if known.clause.fullmatch(words[index][0]) and words[index][0] not in SUBORDINATE[1:]:
            break
        if words[index][0] == opening:
            del words[index:]
            return True
    words.pop()  # "the drama, set for": no apposition, but what stands before it
    return True


def phrase_at_end(words: list[tuple[str, int]], known: Phrases) -> tuple[int, bool]:
    """Return where the noun phrase at the end begins, and whether a determiner tells so."""
    begin = len(words)
    while begin > 0 and len(words) - begin < _LONGEST:
        word = words[begin - 1][0]
        if (
            word in PLACEHOLDERS
            or word in SIGNS
            or known.preposition.fullmatch(word)
            or known.clause.fullmatch(word)
        ):
            break
        begin -= 1
        if known.determiner.fullmatch(word):
            return begin, True
    return begin, False


def title_words(scene: Scene) -> frozenset[str]:
    """Return the words of the title: "The bakery opens for its second season" is said of Moonlight Bakery."""
    return frozenset(w for n in scene.watch.names for w in plain(n).split() if len(w) > _SHORT)


def capital(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a word bears a capital that neither its sentence nor its headline gives it."""
    if sentence.block is BlockKind.HEADLINE or not sentence.language.capitals:
        return False
    return at > 1 and scene.body[sentence.masked.body(at)].isupper()


def begins_sized(sentence: Sentence) -> bool:
    """Whether a sentence begins with the work and its size: "The 12-part drama will air …"."""
    return _SIZED.match(sentence.text) is not None
