"""Finds the noun that stands as a verb's subject, to tell what is certainly not the title.

"Voting opens on March 5", "Dell's own restaurant opens on November 1", "her film Salt Bride bows on
September 2": what opens is named by the noun right before the verb, or by the one on which that hangs
("the star of the series"). A noun that can stand for a title, for its release or for those who bring
it out says nothing; any other one is a stranger.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, plain
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.languages.phrases import Phrases
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_REACH = 200  # characters before a verb in which its subject is sought
_WORD = re.compile(
    rf"[{''.join(MARKS.values())}]|'(?:s|ll|d|ve|re)\b|[^\W_][\w&+-]*(?:\.[\w&+-]+)*|[,;:()—\"'.]"
)
_RELATIVE = ("that", "which", "who")
_RELATED = re.compile(r",? ?(?:which|that|who)\b")
_SUBORDINATE = (*_RELATIVE, "whose", "where", "when", "while", "as")
_MODAL = ("will", "'ll", "would", "can", "could", "may", "might", "to")
_PRONOUNS = ("it", "they")
_WORKS = re.compile(r"dramas|shows|films|movies|titles|originals|projects|programmes|programs|seasons")
_FIRST = re.compile(
    r"[\"'(]*((?:[a-z][\w-]* ){0,3}[a-z][\w-]+) (?:is|are|was|were|has|had|will|isn't|aren't|wasn't|won't)\b"
)
_STARTS = re.compile(r"beg|start|g(?:o|et)|kick|commenc|resum|open")
_MADE = re.compile(
    r"(?:pre-?|post-?)?production|filming|shoot(?:ing)?|work|photography|recording|taping|editing|writing|casting"
    r"|development|rehearsals|cameras"
)
_PIECE = re.compile(
    r"(?:trailer|teaser|poster|clip|still|soundtrack|score|finale|screening|recap|episode|promo|preview|visual"
    r"|photo|album|song|exhibition|script|novel|book|game)s?|footage|merchandise|tickets|music"
)
_WITH = re.compile(r" (?:with|in|as) [\"']?$")
_OWNED = 2  # words before the title that say what of it is meant
_ALONE = re.compile(
    rf"(?:launched|launches|opened|opens|began|started|debuted|arrived) (?:[io]n )?{MARKS['date']}?"
)
# Cues that are nouns or participles have no subject of their own; those of watching have the viewers.
_NOMINAL = re.compile(
    r"[^\w',]|(?:release|premiere|debut|return|launch|start|opening|arrival|landing|window|slot|berth|target|plan"
    r"|date|day|wait)\b|(?:a|an|the|in|on|for|from|as|its|only|exclusively)\b|\w+ing\b"
    r"|(?:speak|mention|pictur|expect(?!ed)|pick|sa[iy]|see|watch|wait|tune|catch|put|look|giv|gave|mark)"
    r"|(?:has|have|had) (?:it|down|an?|the|its|[^\w\s])"
)
_SINGULAR = re.compile(r"(?:\w*[^s\W])s\b|is\b|was\b|has\b")
_PLURAL = re.compile(r"\w+(?:[^\Wsui]s)")
_MARK = frozenset(MARKS.values())
_OF = frozenset("()\",;:—'.")
_AND = ("and", "or", ",")
_SHORT = 3  # letters of words that say nothing
_LONGEST = 5  # words of a noun phrase


def stranger(scene: Scene, sentence: Sentence, deed: Cue) -> str:
    """Return the noun that is the subject of a deed, or "" where that may be the title."""
    known, verb = sentence.language.phrases, deed.start
    if known is None:
        return ""
    begin, end = sentence.clause(verb)
    if any(verb <= p < end and _WITH.search(sentence.text, verb, p) for _, p in sentence.placed(Kind.TITLE)):
        return ""  # "the actress returns on May 3 with <title>"
    start = max(begin, verb - _REACH)
    words = _words(sentence, start, verb)
    if not words and begin and sentence.text[begin - 1] == ",":
        words = _words(
            sentence, max(0, verb - _REACH), verb
        )  # "the episode, planned for August, will be shown"
    if not words or (_NOMINAL.match(sentence.text, verb) and words[-1][0] not in _MODAL):
        return ""
    if words[-1][0] == "," and words[0][0] in _SUBORDINATE:
        return ""  # "a city whose lamps burn all night, opens": the subject stands farther off
    _strip(words, known)
    if not words or (len(words) == 1 and words[0][0] in _RELATIVE) or words[-1][0] in ("which", "that"):
        # "ten hotels that opened": what the clause hangs on
        end = words[-1][1] if words else start
        relative = bool(words) or _RELATED.match(sentence.text, start)
        words = _words(sentence, max(0, end - _REACH), end) if relative else []
        if words and words[-1][0] == ",":
            words.pop()
    elif words[-1][0] in _PRONOUNS:
        return _before_pronoun(scene, sentence, words, start, known)
    return _head(scene, sentence, words, deed, known)


def _words(sentence: Sentence, start: int, end: int) -> list[tuple[str, int]]:
    return [(m[0], m.start()) for m in _WORD.finditer(sentence.text, start, end)]


def _head(scene: Scene, sentence: Sentence, words: list[tuple[str, int]], deed: Cue, known: Phrases) -> str:  # noqa: PLR0911 - each return is a ground of its own
    """Return the head of the noun phrase with which the words end, if it is a stranger's."""
    while words:
        head, at = words[-1]
        if head in _MARK:
            return _making(words, deed, sentence)
        if head in _OF or known.pronoun.fullmatch(head) or known.clause.fullmatch(head):
            return ""
        begin, sure = _phrase(words, known)
        if begin == len(words):
            return ""
        hangs = begin > 0 and bool(known.preposition.fullmatch(words[begin - 1][0]))
        if known.ours.fullmatch(head) or known.determiner.fullmatch(head) or head in _title(scene):
            return ""
        if not hangs and begin > 1 and words[begin - 1][0] in _AND:
            hangs = True
        if not hangs and _PLURAL.fullmatch(head) and _SINGULAR.match(sentence.text, deed.start):
            return ""  # "about her bullies returns": it hangs on something farther off
        if not hangs:
            sure = sure or begin == 0 or words[begin - 1][0] in ".;:" or _capital(scene, sentence, at)
            return head if sure and not head[0].isdigit() else ""
        del words[begin - 1 :]
    return ""


def _making(words: list[tuple[str, int]], deed: Cue, sentence: Sentence) -> str:
    """Return what is made of the title where only that can begin or go on: "production of <title> began"."""
    if piece := _piece(words, sentence):
        return piece
    if words[-1][0] == MARKS["platform"] and _ALONE.match(sentence.text, deed.start):
        return "platform"  # "Apple TV+ launched on November 1, 2019"
    if not _STARTS.match(sentence.text, deed.start):
        return ""
    return next((w for w, _ in words[:-1] if _MADE.fullmatch(w)), "")


def _piece(words: list[tuple[str, int]], sentence: Sentence) -> str:
    """Return what of the title it is: "the trailer for <title>", "the fourth episode of <title>"."""
    before = [w for w in words[:-1] if w[0] not in ("the", '"', "'", "season")]
    if len(before) < _OWNED or before[-1][0] not in ("of", "for", "from", "to"):
        return ""
    noun, at = before[-2]
    if noun == MARKS["count"]:
        single = any(
            p == at and m.name in ("single", "last") and m.numbers != (1,)  # the first is the premiere
            for m, p in sentence.placed(Kind.COUNT)
        )
        return "episode" if single else ""
    return noun if _PIECE.fullmatch(noun) else ""


def _before_pronoun(
    scene: Scene, sentence: Sentence, words: list[tuple[str, int]], start: int, known: Phrases
) -> str:
    """Return the stranger for whom "it" or "they" stands: "the dramas it'll release"."""
    pronoun = words[-1][0]
    if len(words) > 1 and _WORKS.fullmatch(words[-2][0]):
        return words[-2][0]
    found = _FIRST.match(sentence.text) if len(words) == 1 and start else None
    if found is None:
        return ""
    head = found[1].split(" ")[-1]
    if known.ours.fullmatch(head) or known.pronoun.fullmatch(head) or head in _title(scene):
        return ""
    plural = bool(_PLURAL.fullmatch(head))
    if pronoun == "they":
        return head if plural else ""
    return (
        head
        if not plural and found.end(1) > len(head) and _capital(scene, sentence, found.end(1) - len(head))
        else ""
    )


def _strip(words: list[tuple[str, int]], known: Phrases) -> None:
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
        if known.clause.fullmatch(words[index][0]) and words[index][0] not in _SUBORDINATE[1:]:
            break
        if words[index][0] == opening:
            del words[index:]
            return True
    words.pop()  # "the drama, set for": no apposition, but what stands before it
    return True


def _phrase(words: list[tuple[str, int]], known: Phrases) -> tuple[int, bool]:
    """Return where the noun phrase at the end begins, and whether a determiner tells so."""
    begin = len(words)
    while begin > 0 and len(words) - begin < _LONGEST:
        word = words[begin - 1][0]
        if word in _MARK or word in _OF or known.preposition.fullmatch(word) or known.clause.fullmatch(word):
            break
        begin -= 1
        if known.determiner.fullmatch(word):
            return begin, True
    return begin, False


def _title(scene: Scene) -> frozenset[str]:
    """Return the words of the title: "The bakery opens for its second season" is said of Moonlight Bakery."""
    return frozenset(w for n in scene.watch.names for w in plain(n).split() if len(w) > _SHORT)


def _capital(scene: Scene, sentence: Sentence, at: int) -> bool:
    """Whether a word bears a capital that neither its sentence nor its headline gives it."""
    if sentence.block is BlockKind.HEADLINE or not sentence.language.capitals:
        return False
    return at > 1 and scene.body[sentence.masked.body(at)].isupper()


__all__ = ["stranger"]
