"""What else could be the subject or object of a release verb: a trailer, an episode, another work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Cue
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_NO_RIVALS = ("event.say", "event.story", "event.award", "event.byline")
_EPISODES = ("single", "weekly", "partial", "last")
_RIVAL = 7.0  # words
_AFTER_HEAD = re.compile(r"[\"']*,[\"']* (?:which|in which|whose|who|with|an? |the )")
_OBJECT_REACH = 3  # characters behind a verb in which its object stands
_LONG = 14.0  # from an episode that opens the sentence
_WHICH = re.compile(r" ?(?:which|that) ")
_ANTECEDENT = re.compile(
    rf"(?:{MARKS['count']}|\b(?:finale|trailer|teaser|clip|poster|screening|soundtrack|song))"
    r"(?: (?:of|for|from|to) [^,;.]{1,60})?,? ?$"
)
_REACH = 90  # characters before a relative clause
_APPOSED = 50  # characters of an apposition behind a rival
# "the finale, the 16th episode, would go out on …": nothing but its own comma parts it from the verb
_APPOSED_TO = re.compile(
    rf"{MARKS['count']},[\"']? "
    r"|.?,[\"']? (?:(?:would|will|is|was|are|were|has|had|to|be|now|also|then|still) ?)+"
)
_HAVING = re.compile(r"(?<!\w)having (?:first |originally |only |just )?$")
_SOON = 24  # characters before a verb
_EXPLAINS = re.compile(
    r",[\"']* (?:adapted|based|inspired|written|directed|created|developed|produced|penned|drawn"
    r"|taken|a |an )"
)
_HEAD = 4  # characters: "the "
_CLOSE = 3.0
_RERUN = 30  # characters behind a date in which it is still said to be shown again
_PRONOUN = 4  # letters; "it" and "they" go on with whatever came before, "the series" does not
_NAME = re.compile(r"(?<![.!?] )\b[A-Z][a-z'’]\w*(?: (?:of|the|in|and|to|a))*(?: [A-Z][a-z'’]\w*)+")
_PREPOSITION = re.compile(
    r"\b(?:in|at|on|with|by|from|of|to|for|as|before|after|until|around|near|over|across|via|under|starring)"
    r"\s+(?:the\s+)?$"
)
_START = re.compile(r"kick|begin|start|under way|commenc")
_AGAIN = re.compile(r"re-?[a-z]|anniversary|shown once|shown again|director's cut|marathon")
_WATCHED = re.compile(r"look|get|see|watch|expect|catch|stream|meet|enjoy")
_COMES = re.compile(r"c[ao]mes?\b")
_INVERTED = re.compile(r" [A-Z]\w+ (?:on|in) $")  # "before that came Saltmarsh in 2018"
_STAGE = re.compile(r"(?:in|on|to|into|at) ")
_SEEN = re.compile(r"\bseen\b")
_IN_NAME = re.compile(r"[a-z ]*\bin (?:the )?[\"'‘“]?[A-Z]")
_OURS = re.compile(f"[{MARKS['title']}{MARKS['scope']}]")
_POSSESSED = re.compile(
    rf"(?:{MARKS['count']}|finale|(?:last|final|opening|second) (?:hour|half-hour|one)"
    r"|trailer|teaser|poster|episodes?|premiere event"
    r"|screening|soundtrack|recap|special"
    r"|cut|version|edition|dvds?|re-release|remake|spin-off|prequel|sequel|adaptation)"
    r" (?:of|for|from|to) (?:the |[^\s]{1,20}'s )*[\"']?$"
)


def of_something_else(sentence: Sentence, deed: Cue | None, place: int) -> bool:
    """Whether the subject of the release verb is a trailer, a screening, an episode, a disc."""
    if deed is None or _object(sentence, deed) or _all_ours(sentence, deed, place):
        return False
    having = _HAVING.search(sentence.text, max(0, deed.start - _SOON), deed.start)
    if (having or sentence.text.startswith("having ", deed.start)) and not sentence.has(Kind.COUNT):
        return False  # "the first season ended on May 3, having started on March 8": one subject for both
    start, _ = sentence.clause(deed.start)
    goes_back = _WHICH.match(sentence.text, start) and _of_a_piece(sentence, start)
    return bool(goes_back) or _rivalled(sentence, deed, place)


def _rivalled(sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether something else stands nearer to the verb than the title."""
    start, end = sentence.clause(deed.start)
    heads = [
        p
        for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE)
        if start <= p < deed.start and not _possessed(sentence, p)
    ]
    shields = [c for c in sentence.carries if start <= c.start < deed.start and c.name == "carry"]
    if not heads and not any(c.end - c.start > _PRONOUN for c in shields):
        start = 0  # "the finale gets the same treatment: it drops on …"
    best: float | None = None
    for other, stop in _rivals(sentence, deed, place):
        if not start <= other < end or _explained(sentence, deed, other):
            continue
        if sentence.text[stop : stop + 1] == ",":  # "the finale, its tenth hour, had aired"
            closing = sentence.text.find(",", stop + 1, min(deed.start, stop + _APPOSED))
            stop = closing + 1 if closing > 0 else stop  # noqa: PLW2901 - the same rival, told longer
        apposed = not heads and _APPOSED_TO.fullmatch(sentence.text, stop, deed.start)
        cost = 0.0 if apposed else sentence.distance(min(stop, deed.start), max(stop, deed.start))
        if best is None or cost < best:
            best = cost
    if best is None:
        return False
    if any(sentence.distance(p, deed.start) < best for p in heads):
        return False
    if any(
        c.end - c.start > _PRONOUN and sentence.distance(c.end, max(deed.start, c.end)) < best
        for c in shields
    ):
        return False
    # "an autumn start": the noun beside the date needs no subject
    far = _LONG if _episode_first(sentence) and not heads else _RIVAL
    return best <= (_CLOSE if deed.start <= place < deed.end else far)


def _explained(sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether a rival only explains the subject: "the drama, adapted from her own novel, began on May 3"."""
    closing = sentence.text.rfind(",", place, deed.start)
    if closing < deed.start - _HEAD or closing < 0:
        return False
    opening = sentence.text.rfind(",", max(0, place - _REACH), place)
    if opening < 0 or not _EXPLAINS.match(sentence.text, opening):
        return False
    subjects = [p for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE) if p < opening]
    return bool(subjects) or any(c.name == "carry" and c.start < opening for c in sentence.carries)


def _all_ours(sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether the title is the verb's subject across an apposition, or its object."""
    start, _ = sentence.clause(deed.start)
    if deed.start - start <= 1 and any(
        p < start and _AFTER_HEAD.match(sentence.text, p + 1) for _, p in sentence.placed(Kind.TITLE)
    ):
        return True  # "<title>, which fell off the schedule over its songs, starts on …"
    # "without a trailer, Netflix scheduled <title> for …"
    stop = max(deed.end, min(place, deed.end + _OBJECT_REACH))
    return bool(_OURS.search(sentence.text, deed.start + 1, stop))


def _episode_first(sentence: Sentence) -> bool:
    """Whether one episode is what the whole sentence is of: "Episode 4 can be streamed …, and airs on"."""
    return any(
        m.name in _EPISODES and m.numbers != (1,) and p <= _HEAD for m, p in sentence.placed(Kind.COUNT)
    )


def _of_a_piece(sentence: Sentence, start: int) -> bool:
    """Whether a relative clause goes back to an episode or trailer: "the finale of <title>, which aired"."""
    found = _ANTECEDENT.search(sentence.text, max(0, start - _REACH), start)
    if found is None:
        return False
    if found[0][0] != MARKS["count"]:
        return True
    return any(p == found.start() and m.single and m.numbers != (1,) for m, p in sentence.placed(Kind.COUNT))


def _object(sentence: Sentence, deed: Cue) -> bool:
    """Whether the title itself is what the viewers look forward to, get or see."""
    return bool(_WATCHED.match(sentence.text, deed.start)) and any(
        0 <= c.start - deed.end <= 1 and c.name == "carry" for c in sentence.carries
    )


def _rivals(sentence: Sentence, deed: Cue, place: int) -> Iterator[tuple[int, int]]:  # noqa: C901 - one look at each kind
    """Yield where trailers, screenings, episodes and discs stand that the verb could be of."""
    for cue in sentence.deeds:
        if deed.name == "release.today" and sentence.text.startswith("first ep", cue.start):
            continue  # "the first episodes are here": so is the title
        if cue is deed or cue.name in _NO_RIVALS or cue.name.startswith("release."):
            continue
        if not cue.name.startswith("event.") and not _starts(sentence, deed):
            continue  # only such a verb can be the shoot's: "work on the episodes started in October"
        if any(cue.end <= c.start < deed.start and c.name == "event.say" for c in sentence.deeds):
            continue  # "at a press conference the director said that it would be out"
        if cue.end <= deed.start:
            yield cue.start, cue.end
        elif cue.start >= deed.end and cue.name == "event.rerun" and _near(sentence, cue, place):
            yield cue.start, deed.start
    for mark, p in sentence.placed(Kind.COUNT):
        if p > deed.start and (mark.name == "weekly" or sentence.text[:p].endswith(" with ")):
            continue  # "kicks off with three episodes on …"
        if mark.name in _EPISODES and p < place and mark.numbers != (1,):
            yield p, p  # the first episode is the premiere


def _near(sentence: Sentence, cue: Cue, place: int) -> bool:
    """Whether a cue behind the date tells of its release again: "on April 12 for its anniversary"."""
    again = _AGAIN.match(sentence.text, cue.start)
    return cue.start < place + (_RERUN if again else _PRONOUN + 2)


def _starts(sentence: Sentence, deed: Cue) -> bool:
    """Whether a verb can be a shoot's as well as a release's: "filming is slated to kick off"."""
    return "weak" in deed.name or bool(_START.search(sentence.text, deed.start, deed.end))


def _possessed(sentence: Sentence, place: int) -> bool:
    """Whether the title at `place` only says whose episode, trailer or finale it is."""
    return bool(_POSSESSED.search(sentence.text, max(0, place - 30), place))


def another_object(scene: Scene, sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether an unknown name stands between verb and date: "will open its comedy Han River Police on …"."""
    if not sentence.language.capitals or deed.end > place or sentence.block is BlockKind.HEADLINE:
        return False
    # "opens in South Korea": the preposition is the cue's, as in "in South Korean cinemas" all of it is
    verb = -1 if _STAGE.match(sentence.text, deed.start) else sentence.text.find(" ", deed.start, deed.end)
    begin = sentence.masked.body(verb if verb > 0 else deed.end)
    between = scene.body[begin : sentence.masked.body(place)]
    if _SEEN.search(sentence.text, deed.start, deed.end) and _IN_NAME.match(between):
        return True
    if _COMES.match(sentence.text, deed.start) and _INVERTED.match(between):
        return not any(deed.end <= p < place for _, p in sentence.placed(Kind.TITLE, Kind.SCOPE))
    named = [(m.start, m.end) for m in sentence.masked.marks]
    found = next(
        (f for f in _NAME.finditer(between) if not any(a <= begin + f.start() < b for a, b in named)), None
    )
    if not found or _OURS.search(sentence.text, deed.start, place):
        return False
    return not _PREPOSITION.search(between[: found.start()])


def unrivalled(sentence: Sentence) -> bool:
    """Whether nothing else in the sentence could begin, come or be moved."""
    return not sentence.has(Kind.OTHER) and not any(
        c.name.startswith(("event.", "status.", "plan.")) and c.name != "event.say" for c in sentence.deeds
    )


def has_stage(sentence: Sentence, deed: Cue, place: int) -> bool:
    """Whether a weak verb has a platform or an audience beside it."""
    start, end = sentence.clause(place)
    return any(start <= p < end for _, p in sentence.placed(Kind.PLATFORM)) or any(
        start <= c.start < end and c.name == "carry" and (c.end <= deed.start or 0 <= c.start - deed.end <= 1)
        for c in sentence.carries
    )
