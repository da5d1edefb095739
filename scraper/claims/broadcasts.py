"""Dates of one broadcast among many: the fifth episode, the last one, the return from a week's break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence

_LINK = r"(?:will|is|then|now|to|has|had|was|'ll|only|airs|comes|drops|goes out|due|shown)"
_WHEN = rf"(?:{_LINK} )*(?:on |this |next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
# "episodes 5 and 6 make way, and the fifth will go out on …"
_ORDINAL = re.compile(
    rf"\bthe (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th) (?:{_LINK} )*$"
)
# "will air its 13th and 14th episodes on …"
_NUMBERED = re.compile(
    r"(?<!\w)(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|(?!1st)\d{1,2}(?:st|nd|rd|th))"
    r"(?:(?:,| and| to| through|-|–) ?(?:[a-z]+|\d{1,2}(?:st|nd|rd|th)))? (?:and final )?(?:episodes?"
    r"|instal?lments?)(?!\w)"
)
# What goes on from the finale: "the finale gets the same treatment: it drops on …"
_FINALE = re.compile(
    r"\b(?:finale|(?:last|final|closing) episode)\b[^.;:—]{0,60}[:;—] (?:and |so |but )?"
    r"(?:it|that)(?: [a-z']+){0,2} $"
)
# No episode this week, and the next one has a day: that of no release.
_NEXT = re.compile(
    rf"\bepisodes?\b[^.;:—]{{0,60}}[:;,—] (?:and |so |but )?"
    rf"(?:the next(?: one)?|{MARKS['scope']})(?: [a-z']+){{0,2}} $"
)
# "18 episodes and out, last one on …"
_LAST = re.compile(
    rf"(?:, |; |\band |\bwith )(?:the )?(?:very )?(?:last|final|closing) (?:one |of them )?{_WHEN}$"
)
_THEN = re.compile(f" {_WHEN}")
# What a rollout goes on with: "three more follow on …", "the final two are yours on …", "the rest will air …"
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_GOES_ON = (
    rf"(?:(?:the|its|another|all) (?:rest|remainder|others?|remaining(?: [\w{MARKS['count']}]+)?"
    rf"|(?:last|final|closing|next|other|following) (?:{_NUMBER}|pair|trio|handful)(?: episodes)?)"
    rf"|{_NUMBER} (?:more|others|further)(?: episodes)?|another {_NUMBER}"
    rf"|(?:the (?:\d+th|[a-z]+th)|{MARKS['date']}) and (?:last|final)(?: one| of them| hour)?)"
)
_REST = re.compile(
    rf"(?:^|[,;:—.] ?|\band |\bwith |\bbefore )[\"']?{_GOES_ON}(?: of (?:it|them|the \w+))?"
    r"(?: (?:are|is|will|be|then|to|'ll|all|then|come|comes|coming|following|follows?))* ?$",
    re.IGNORECASE,
)
# The later ones of a row without verbs, as in "the second on …, the third on …"
_ROW = re.compile(
    r"(?:[,;] |\band |\bthen )+(?:the )?(?:second|third|fourth|fifth|next|last|final|latter)"
    r"(?: (?:one|act|batch|lot|set|bunch|helping|pair|two|three|four|five|of them))?"
    r",? (?:on |in |from |following )+$"
)
_FIRST = re.compile(
    r"\b(?:first|opening)(?: (?:one|act|batch|lot|set|bunch|helping|pair|two|three|four|five|half|of))?\b"
)
# "with one every Friday to follow up to …", "another will follow each Friday to …"
_EACH = r"(?:each|every)(?: [^ .;,]+){1,2}"
_WEEKLY = re.compile(
    rf"(?:\b(?:one|another|two|three|a new one)(?: (?:more|episodes?))?|{MARKS['count']})(?: {_EACH})?"
    rf" (?:to|will|'ll|would) follow(?: {_EACH})?[^;:]{{0,20}}$"
)
_EVERY = re.compile(r"\b(?:each|every|up to|on to)\b")
# "The last goes out on …" opens a sentence after one that counts the episodes
_OPENS = re.compile(
    rf"the (?:very )?(?:last|final)(?: one| of them)? (?:goes out |airs |comes out |drops |{_WHEN}){_WHEN}$"
)
_EPISODES = re.compile(r"\b(?:episodes?|eps?|left|to go)\b")
_ON_WITH = re.compile(r",? (?:with|for) (?:its |the )?(?:[a-z-]+ )?")
# "from next Sunday it will air at 8 instead of 9"
_HOUR = re.compile(
    rf"(?<!\w)(?:air|shown|broadcast|start|begin)(?:s|ed|ing)? at (?:{MARKS['count']}"
    r"|\d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\.?)?,? (?:instead of|rather than|not) (?:at )?\d)"
)
# A short break: "after a pause of one week, the drama returned on …"
_BREAK = re.compile(
    r"\b(?:after|following|from) (?:[\w'-]+ ){0,4}(?:pause|break|rest|week off|pre-?emption"
    r"|interruption|hiatus)s?\b"
    r"(?: (?:of|for))?(?: [\w'-]+){0,2}"
)
_SHORT = re.compile(
    r"\b(?:week|weeks?'s?|(?:two|three|four|[2-4]) weeks|one-week|two-week|week-long|weekend"
    r"|olympics?|elections?|holiday)\b"
)
# "two days before it went up, on March 8, the streamer held a press day": the date is the other event's
_AWAY = re.compile(
    r"(?:^|[.;:\"] ?)(?:(?:just|only|about|barely|some) )?[\w-]+ (?:days?|weeks?|months?) "
    r"(?:before|after|ahead of) [^,;:]*$"
)
_BACK = re.compile(r"return|back")
_REACH = 120  # characters before a verb or date


def one_of_many(  # noqa: PLR0911 - each return is a ground of its own
    sentence: Sentence, deed: Cue | None, place: int, parts: set[int]
) -> bool:
    """Whether a date at `place` is one episode's, or the return from a short break, not the title's release.

    `parts` are those in which the title is known to come: "the last on June 7" may be one of them.
    """
    text = sentence.text
    if not parts and (last := _last(sentence, place)):
        return _counted(sentence, last)
    weekly = _WEEKLY.search(text, max(0, place - _REACH), place)
    if (weekly and _EVERY.search(weekly[0])) or (not parts and _OPENS.match(text, 0, place)):
        return True
    later = not parts and _goes_on(sentence, deed, place)
    if later or deed is None:
        return later
    start = max(0, deed.start - _REACH)
    if (found := _ORDINAL.search(text, start, deed.start)) and not any(
        found.start() <= p < deed.start for _, p in sentence.placed(Kind.SCOPE)
    ):
        return _counted(sentence, found.start())
    if _NUMBERED.search(text, deed.end, max(deed.end, place)):
        return True
    if _FINALE.search(text, start, deed.start) or _next(sentence, start, deed.start):
        return True
    if text[max(0, place - 5) : place].startswith(", on ") and _AWAY.search(text, 0, place - 5):
        return text[place + 1 : place + 2] == ","
    if _HOUR.search(text) or _with_later(sentence, place):
        return True
    pause = _BREAK.search(text) if _BACK.search(text, deed.start, deed.end) else None
    return bool(pause and _SHORT.search(pause[0]))


def _with_later(sentence: Sentence, place: int) -> bool:
    """Whether a run goes on that day: "returns on April 4, with episode 9"."""
    counts = [(m, p) for m, p in sentence.placed(Kind.COUNT) if p > place]
    if not counts or counts[0][0].name != "single" or counts[0][0].numbers[:1] in ((1,), ()):
        return False
    return _ON_WITH.fullmatch(sentence.text, place + 1, counts[0][1]) is not None


def _next(sentence: Sentence, start: int, stop: int) -> bool:
    """Whether the next episode stands before a verb, as in "no episode tonight: the next one airs"."""
    found = _NEXT.search(sentence.text, start, stop)
    return found is not None and all(
        m.name == "previous" for m, p in sentence.placed(Kind.SCOPE) if found.start() < p < stop
    )


def _goes_on(sentence: Sentence, deed: Cue | None, place: int) -> bool:
    """Whether a date is that of a later piece of a rollout, with its verb or in a row that shares one."""
    text, (start, _) = sentence.text, sentence.clause(place)
    if any(p < place for _, p in sentence.placed(Kind.SCOPE)):
        return False  # "volume one on …, the other two on …": these are volumes, and seasons
    verbs = [c.start for c in sentence.deeds if start <= c.start < place and c.name.startswith("release.")]
    if any(_REST.search(text, max(0, stop - _REACH), stop) for stop in (*verbs, place)):
        return True
    found = deed is None and _ROW.search(text, max(0, place - _REACH), place)
    if not found or not any(p < found.start() for _, p in sentence.placed(Kind.DATE)):
        return False
    return bool(_FIRST.search(text, 0, found.start()))


def _last(sentence: Sentence, place: int) -> int:
    """Return where "the last one" stands right before a date, 0 where it does not."""
    if found := _LAST.search(sentence.text, max(0, place - _REACH), place):
        return found.start()
    before = [p for m, p in sentence.placed(Kind.SCOPE) if m.name == "previous" and p < place]
    return before[-1] if before and _THEN.fullmatch(sentence.text, before[-1] + 1, place) else 0


def _counted(sentence: Sentence, stop: int) -> bool:
    """Whether episodes are spoken of before `stop`."""
    return bool(_EPISODES.search(sentence.text, 0, stop)) or any(
        p < stop and m.name in ("single", "range", "last", "size") for m, p in sentence.placed(Kind.COUNT)
    )
