"""Finds the noun that stands as a verb's subject, to tell what is certainly not the title.

"Voting opens on March 5", "Dell's own restaurant opens on November 1", "her film Salt Bride bows on
September 2": what opens is named by the noun right before the verb, or by the one on which that hangs
("the star of the series"). A noun that can stand for a title, for its release or for those who bring
it out says nothing; any other one is a stranger.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from scraper.claims.belongings import another_work, belonging, made_of
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.noun_phrases import (
    PLACEHOLDERS,
    RELATIVE,
    SIGNS,
    SUBORDINATE,
    capital,
    phrase_at_end,
    strip,
    title_words,
    words_of,
)

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.languages.phrases import Phrases
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_REACH = 200  # characters before a verb in which its subject is sought
_RELATED = re.compile(r",? ?(?:which|that|who)\b")
_COMPARED = ("after", "since", "like", "unlike", "before", "besides", "alongside", "following", "than")
_MODAL = ("will", "'ll", "would", "can", "could", "may", "might", "to")
_DEFINITE = ("the", "this")
_PRONOUNS = ("it", "they")
_WORKS = re.compile(r"dramas|shows|films|movies|titles|originals|projects|programmes|programs|seasons")
_FIRST = re.compile(
    r"[\"'(]*((?:[a-z][\w-]* ){0,3}[a-z][\w-]+) (?:is|are|was|were|has|had|will|isn't|aren't|wasn't|won't)\b"
)
_PUTS = re.compile(
    r"\b(?:put|bring|brought|send|sent|releas|launch|drop|stream|air|show|open|debut|roll|unveil|broadcast|premier)"
)
_IT = re.compile(
    r" (?:it|them|the (?:[\w-]+ )?(?:series|show|drama|film|movie|season|sequel))(?! (?:itself|at"
    r"|finale))(?!\w)"
)
_OBJECT = re.compile(r" ?(?:(?!(?:in|on|at|for|with|from|by|as|after|before|to|and)\b)[^ ,;:]+ ){0,6}[\"']*")
_PLATFORMS = re.compile(r"services?|platforms?|channels?|network|app")
_OPENS = re.compile(
    r"(?:(?:will|is|to|'ll|was) )*(?:launch|open|start|beg[ai]n)\w* (?:in|on|from|this|next|early|late)\b"
    r"|(?:launch|open)\w* (?=\W)"
)
_ITSELF = re.compile(r"\b(?:see|gets?|watch|puts?|putting|show|stream|have|has|bring) (?:it|them)(?!\w)")
_HOUSE = re.compile(r" ?(?:which|that) (?:[a-z&+.-]+ ){1,3}")
_WITH = re.compile(r" (?:with|in|as) [\"']?$")
# Cues that are nouns or participles have no subject of their own; those of watching have the viewers.
_NOMINAL = re.compile(
    r"[^\w',]|(?:release|premiere|debut|return|launch|start|opening|arrival|landing|window|slot|berth|target|plan"
    r"|guess|hunch|bet|aim|goal|forecast|projection|prediction|date|day|wait)\b|(?:a|an|the|in|on|onto|into|for|from|as|its|only|exclusively)\b|\w+ing\b"
    r"|(?:speak|mention|pictur|expect(?!ed)|pick|sa[iy]|see|watch|wait|tune|catch|put|look|giv|gave|mark)"
    r"|(?:has|have|had) (?:it|down|an?|the|its|[^\w\s])"
)
# "<title> moves up two weeks, now out on …": how far it moves is no subject
_SPAN = re.compile(r"(?:day|week|month|year|fortnight)s?")
_HOW_LONG = re.compile(r"an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few|\d+|another")
_SINGULAR = re.compile(r"(?:\w*[^s\W])s\b|is\b|was\b|has\b")
_PLURAL = re.compile(r"\w+(?:[^\Wsui]s)")
_COMING = re.compile(
    r"(?:airing|streaming|landing|arriving|opening|premiering|launching|dropping|screening|coming)(?!\w)"
)
_BESIDES = re.compile(r", (?:and )?with an? ((?:[^ ,;:]+ ){1,9})$")
_SOMEBODY = re.compile(r"(?:^|[ \"',])(?:he|she|i) $")
_WENT = re.compile(r"(?:landed|arrived|came|appeared|dropped|opened|joined|stepped|launched)(?!\w)")
_AND = ("and", "or", ",")
_SEEKS = re.compile(
    r"(?:is |are )?(?:looking at|target|aim|ey(?:e|ing)|plan|expect(?! to)|hop(?:es|ing)|want|says? )"
)
# "Koto Pictures has picked June 29 for the local bow of the film"
_FOR = re.compile(
    r",? (?:for|as) (?:the|its|their) (?:[\w-]+ ){0,2}(?:release|premiere|launch|debut|return|bow|arrival"
    rf"|opening)(?: (?:date|day))?(?:,|[.;]|$| of (?:[\"']?[{MARKS['title']}{MARKS['scope']}]"
    r"|(?:its|the|their) (?:[\w-]+ ){0,3}"
    r"(?:series|show|drama|film|movie|season|sequel|comedy|thriller|hit)(?!\w)))"
)
_BEHIND = 3  # characters behind a verb in which its object stands


def stranger(scene: Scene, sentence: Sentence, deed: Cue) -> str:  # noqa: C901, PLR0911 - each return is a ground of its own
    """Return the noun that is the subject of a deed, or "" where that may be the title."""
    known, verb = sentence.language.phrases, deed.start
    if known is None or dated_by_others(sentence, deed):
        return ""
    begin, end = sentence.clause(verb)
    with_ours = any(
        verb <= p < end and _WITH.search(sentence.text, verb, p) for _, p in sentence.placed(Kind.TITLE)
    )
    if with_ours or _has_object(sentence, deed):
        return ""  # "the actress returns on May 3 with <title>"
    if besides := _apart(sentence, deed, known):
        return besides
    if _SOMEBODY.search(sentence.text, max(0, verb - 8), verb) and _WENT.match(sentence.text, verb):
        return "somebody"  # "she arrived in a harbour in 1951"
    start = max(begin, verb - _REACH)
    words = _before(sentence, start, verb, known)
    apart = not words and sentence.text[max(0, begin - 1)] == ","
    compared = len(words) in (2, 3, 4) and words[0][0] in _COMPARED and words[-1][0] in PLACEHOLDERS
    if begin and (apart or compared):
        # "the episode, planned for August, will be shown"
        words = words_of(sentence, max(0, verb - _REACH), verb)
    if not words or (_NOMINAL.match(sentence.text, verb) and words[-1][0] not in _MODAL):
        return ""
    if words[-1][0] == "," and words[0][0] in SUBORDINATE:
        return ""  # "a city whose lamps burn all night, opens": the subject stands farther off
    strip(words, known)
    if not words or (len(words) == 1 and words[0][0] in RELATIVE) or words[-1][0] in ("which", "that"):
        # "ten hotels that opened": what the clause hangs on
        end = words[-1][1] if words else start
        relative = bool(words) or _RELATED.match(sentence.text, start)
        words = words_of(sentence, max(0, end - _REACH), end) if relative else []
        if words and words[-1][0] == ",":
            words.pop()
        elif words and (head := _restricted(scene, words, known)):
            return head
    elif words[-1][0] in _PRONOUNS:
        return _before_pronoun(scene, sentence, words, start, known)
    return _head(scene, sentence, words, deed, known)


def _apart(sentence: Sentence, deed: Cue, known: Phrases) -> str:
    """Return what comes besides the title: "…, with a look back at the story airing on April 26"."""
    if not _COMING.match(sentence.text, deed.start):
        return ""
    found = _BESIDES.search(sentence.text, max(0, deed.start - _REACH), deed.start)
    words = list(takewhile(lambda w: not known.preposition.fullmatch(w), found[1].split())) if found else []
    ours = any(known.work.fullmatch(w) or known.ours.fullmatch(w) or w in PLACEHOLDERS for w in words)
    return "" if ours or not words else words[0]


def _before(sentence: Sentence, start: int, verb: int, known: Phrases) -> list[tuple[str, int]]:
    """Return the words before a verb, without those that an infinitive takes: "it's due to air"."""
    words = words_of(sentence, start, verb)
    if sentence.text.startswith("to ", verb):
        while words and known.infinitive.fullmatch(words[-1][0]):
            words.pop()
    return words


def _has_object(sentence: Sentence, deed: Cue) -> bool:
    """Whether the title is what somebody puts out: "its UK arm will put <title> into cinemas"."""
    if _ITSELF.search(sentence.text, deed.start, deed.end):
        return True  # "Japan gets to see it on …"
    if puts_out(sentence, deed):
        return True
    if not _PUTS.search(sentence.text, deed.start, deed.end):
        return False
    begin, end = sentence.clause(deed.start)
    if any(
        deed.start < p < end and _OBJECT.fullmatch(sentence.text, min(deed.end, p), p)
        for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE)
    ):
        return True
    return bool(_HOUSE.fullmatch(sentence.text, begin, deed.start))


def puts_out(sentence: Sentence, deed: Cue) -> bool:
    """Whether a deed has what was spoken of as its object: "will air it", "releases the series"."""
    return bool(_PUTS.search(sentence.text, deed.start, deed.end)) and bool(
        _IT.match(sentence.text, deed.end) or sentence.text.endswith(" it", deed.start, deed.end)
    )


def dated_by_others(sentence: Sentence, deed: Cue) -> bool:
    """Whether somebody names or guesses a day for what was spoken of: "picked May 3 for its return"."""
    if deed.name.startswith(("release.guess.", "release.bring.")):
        return True
    return deed.name == "release.named" and _FOR.match(sentence.text, deed.end) is not None


def is_house(sentence: Sentence, deed: Cue | None) -> bool:
    """Whether a name before the verb is of those who bring the title out: "CJ ENM expects it in May"."""
    if deed is None:
        return False
    if deed.name.startswith("release.have") or _SEEKS.match(sentence.text, deed.start):
        return True
    if dated_by_others(sentence, deed) or puts_out(sentence, deed):
        return True  # "Keen River Films will release the series in May"
    return any(0 <= p - deed.end <= _BEHIND for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE))


def carried_on(sentence: Sentence, deed: Cue) -> bool:
    """Whether the subject of a deed goes on with what was spoken of: "the satire started on April 29"."""
    known = sentence.language.phrases
    if known is None:
        return False
    words = words_of(sentence, max(sentence.clause(deed.start)[0], deed.start - _REACH), deed.start)
    strip(words, known)
    if not words:
        return False
    begin, sure = phrase_at_end(words, known)
    whose = words[begin][0] if sure and begin < len(words) else ""
    return whose in _DEFINITE and begin == 0 and bool(known.work.fullmatch(words[-1][0]))


def _restricted(scene: Scene, words: list[tuple[str, int]], known: Phrases) -> str:
    """Return the stranger to which a clause without a comma belongs: "a play that begins"."""
    head = words[-1][0]
    begin, sure = phrase_at_end(words, known)
    ours = known.ours.fullmatch(head) or known.pronoun.fullmatch(head) or head in title_words(scene)
    small = known.clause.fullmatch(head) or known.preposition.fullmatch(head)
    if head in PLACEHOLDERS or head in SIGNS or small or ours:
        return ""
    return head if sure and begin < len(words) - 1 else ""


def _head(scene: Scene, sentence: Sentence, words: list[tuple[str, int]], deed: Cue, known: Phrases) -> str:  # noqa: C901, PLR0911 - each return is a ground of its own
    """Return the head of the noun phrase with which the words end, if it is a stranger's."""
    while words:
        head, at = words[-1]
        if head == MARKS["title"] and len(words) > 1 and words[-2][0] in _COMPARED:
            del words[-2:]  # "her next drama after <title>"
            continue
        # "a new streaming service, which launches in the autumn", "casting began"
        opens = _PLATFORMS.fullmatch(head) and _OPENS.match(sentence.text, deed.start)
        if opens or made_of(head, deed, sentence):
            return head
        if head == MARKS["person"] and "meet" in deed.name:
            return "person"  # "Min will greet fans at a signing on …"
        if head in PLACEHOLDERS:
            return belonging(words, deed, sentence)
        if head in SIGNS or known.pronoun.fullmatch(head) or known.clause.fullmatch(head):
            return ""
        begin, sure = phrase_at_end(words, known)
        if begin == len(words) or _how_far(words):
            return ""
        if another_work(words[begin:], words[begin - 1][0] if begin else ""):
            return head
        sure = sure or (begin > 0 and words[begin - 1][0] == MARKS["title"])  # "a <title> pop-up opens"
        hangs = begin > 0 and bool(known.preposition.fullmatch(words[begin - 1][0]))
        if known.ours.fullmatch(head) or known.determiner.fullmatch(head) or head in title_words(scene):
            return ""
        if not hangs and begin > 1 and words[begin - 1][0] in _AND:
            hangs = words[begin - 1][0] != "," or not capital(scene, sentence, at)
        if not hangs and _PLURAL.fullmatch(head) and _SINGULAR.match(sentence.text, deed.start):
            return ""  # "about her bullies returns": it hangs on something farther off
        if not hangs:
            sure = sure or begin == 0 or words[begin - 1][0] in ".;:" or capital(scene, sentence, at)
            return head if sure and not head[0].isdigit() else ""
        del words[begin - 1 :]
    return ""


def _how_far(words: list[tuple[str, int]]) -> bool:
    """Whether words end with a length of time."""
    return len(words) > 1 and bool(_SPAN.fullmatch(words[-1][0]) and _HOW_LONG.fullmatch(words[-2][0]))


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
    if known.ours.fullmatch(head) or known.pronoun.fullmatch(head) or head in title_words(scene):
        return ""
    at = found.end(1) - len(head)
    if bool(_PLURAL.fullmatch(head)) is not (pronoun == "they"):
        return ""
    return head if pronoun == "they" or (at > 0 and capital(scene, sentence, at)) else ""
