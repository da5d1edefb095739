"""Dates that only limit what is said, or come again and again: "until May", "since 2019", "every Sunday"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.noun_phrases import PLACEHOLDERS
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from scraper.claims.sentence import Sentence

_HABIT = re.compile(
    rf"-|/|s\b|(?: and {MARKS['date']})? (?:evenings|nights|mornings|afternoons|(?:time ?)?slots?)\b"
)  # "Tuesday nights", "Monday-Tuesday"
# "has been around since May 2019, and season 2 since July 2021"
_SINCE = re.compile(
    rf"(?:(?<!\w)(?:available|streaming|out|around|playing|showing|airing|running|live|(?<=been )up"
    rf"|on (?:air|(?:the |our |tv |uk |us )*screens?|the (?:service|platform|streamer|channel)"
    rf"|{MARKS['platform']})"
    r"|in (?:\w+ ){0,3}(?:cinemas|theat(?:er|re)s))(?: (?:on|in|at|to|across|there|worldwide|globally"
    r"|exclusively)(?: [^ ,.;:]+){0,5})?"
    r"|(?:taken in|pulled in|grossed|earned|sold) (?![^.;]{0,40} copies)[^ ,.;:]*(?:\$|€|£|₩|\d"
    r"|million|billion)(?: [^ ,.;:]+){0,7}"
    rf"|(?:,|(?<!\w)and) (?:the )?{MARKS['scope']}) since (?:the )?$"
)
_SINCE_REACH = 90  # characters
# "The streamer has been around since 1997"
_SUBJECT = re.compile(
    rf"(?<!\w)(?:(?P<the>the )(?:[\w'-]+ ){{0,3}}?)?(?P<head>[\w'-]+|[{MARKS['platform']}{MARKS['person']}])"
    r"(?: (?:has|have|had|is|are|was|were)(?: [a-z]+){0,2})? $"
)
_HOUSES = r"(?:service|streamer|platform|channel|network|broadcaster|studio|compan|site|app)(?:s|y|ies)?"
_HOUSE = re.compile(_HOUSES)
# "The channel has grown since its launch in 2006", but not "Netflix has had it since May"
_HOUSE_GROWS = re.compile(
    rf"[\"']*(?:the )?(?:[a-z-]+ ){{0,2}}?(?:{MARKS['platform']}|{_HOUSES})"
    r"(?:'s? (?:share price|shares|stock|audience|subscribers|subscriber base|reach|catalogue|library|app))?"
    r" (?:has|have) "
    rf"(?:(?!it |them )[^ .;{MARKS['title']}{MARKS['scope']}{MARKS['count']}]+ ){{1,6}}?since "
)
_SUBJECT_REACH = 60  # characters
# "every Saturday and Sunday": the second day comes as often as the first
_EVERY = re.compile(rf"(?<!\w)(?:every|each) (?:(?:[a-z]+day|{MARKS['date']})(?:,? and|,| ?&| ?/) ?){{1,4}}$")
_EVERY_REACH = 48  # characters
# "her first drama in two years": so long has there been none
_MOST = re.compile(r"(?<!\w)(?:first|only|most|best|worst|[a-z]{3,}est)(?!\w)[^,.;:]{0,60}$")
_MOST_REACH = 80  # characters
_DATED_BEFORE = re.compile(rf"{MARKS['date']},? (?:some |about |just |roughly |nearly |almost )?$")
_SHIFT = re.compile(
    r"mov|push|bump|shift|delay|postpon|slid|slip|brought|bring|resched|put |chang"
    r"|go(?:es)? from|went from|jump"
    r"|correct|amend|revis|alter|swap"
)
_STRIKERS = re.compile(
    r"(?<!\w)(?:writers?|actors?|crews?|members|unions?|guilds?|wga|sag)(?!\w)[^.;]{0,30}$"
)
_AS_OF = re.compile(r"^[\"'( ]*(?:and |but |so )?as of (?:the )?$")  # "as of early 2026, nothing is known"
# "in season 2 of <title> it is December 1989": when its story plays
_PLAYS = re.compile(
    rf"(?:^|[,.;] )[\"'( ]*in [^,.;]{{0,40}}[{MARKS['title']}{MARKS['scope']}][^,.;]{{0,30}}"
    r",? it(?:'s| is| was) $"
)
_BUT = re.compile(r",? (?:but|though|although|yet) ")
_UNTIL = re.compile(r"\b(?:until|till|through) (?:the )?$")
_WAIT = re.compile(
    r"wait|hardly|unlikely|never|nobody|patient|tak(?:e|es|ing) |sit tight|hold on|not |n't |held|hold"
    r"|ice\b|break\b|hiatus|shel[fv]|delay|postpon|push|put "
)


def limit(sentence: Sentence, mark: Mark, place: int) -> bool:  # noqa: PLR0911 - each return is a ground of its own
    """Whether a date only limits something or comes again and again: "until May", "on Tuesday nights"."""
    date, text = mark.date, sentence.text
    if date is None:
        return True
    if shown_since(sentence, mark, place):
        return False
    if "since " in text[max(0, place - _SINCE_REACH) : place] and _HOUSE_GROWS.match(text, 0, place):
        return True
    if _striking(sentence, place) or _comes_again(sentence, mark, place) or _as_of(sentence, place):
        return True
    if text.endswith((" it is ", " it's ", " it was "), 0, place) and _PLAYS.search(text, 0, place):
        return True
    if date.bound in ("since", "before") and not _spanned(sentence, place):
        return True
    # "in February 2023, 15 months later": says it once more
    again = date.form == "count-off" and _DATED_BEFORE.search(text, 0, place)
    if again or (mark.numbers and not _SHIFT.search(text, 0, place)):
        return True  # the end of a run: "aired from A to B"
    if (date.bound == "until" or _UNTIL.search(text, 0, place)) and not _WAIT.search(text, 0, place):
        return True
    if sentence.block is BlockKind.ROW and date.form == "weekday" and len(sentence.placed(Kind.DATE)) > 1:
        return True  # "Aired on: Friday, Saturday"
    weekly = _HABIT.match(text, place + 1) or text[place - 1 : place] in ("-", "/")
    return date.weekday is not None and bool(weekly)


def shown_since(sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether the title can be seen since a date: "has been available on Netflix since May 3"."""
    if mark.date is None or mark.date.bound != "since" or _striking(sentence, place):
        return False
    found = _SINCE.search(sentence.text, max(0, place - _SINCE_REACH), place)
    made = any(c.start < place and c.name.startswith(("status.", "event.")) for c in sentence.deeds)
    return found is not None and not made and not _of_stranger(sentence, found.start())


def _of_stranger(sentence: Sentence, end: int) -> bool:
    """Whether a house, somebody or a thing has been around: "the streamer has been around since …"."""
    known = sentence.language.phrases
    found = _SUBJECT.search(sentence.text, max(0, end - _SUBJECT_REACH), end)
    if known is None or found is None:
        return False
    head = found["head"]
    if head in (MARKS["platform"], MARKS["person"]) or _HOUSE.fullmatch(head):
        return True
    ours = known.work.fullmatch(head) or known.ours.fullmatch(head) or known.pronoun.fullmatch(head)
    return bool(found["the"]) and not ours and head not in PLACEHOLDERS


def _striking(sentence: Sentence, place: int) -> bool:
    """Whether somebody is out on strike since a date: "the writers, who've been out since May 2"."""
    out = sentence.text.endswith("out since ", 0, place)
    return out and _STRIKERS.search(sentence.text, max(0, place - _SINCE_REACH), place) is not None


def _comes_again(sentence: Sentence, mark: Mark, place: int) -> bool:
    """Whether a date is a day of every week, or a length of time that is over: "the first in two years"."""
    if mark.date is None:
        return False
    if mark.date.weekday is not None:
        return _EVERY.search(sentence.text, max(0, place - _EVERY_REACH), place) is not None
    if mark.date.form != "count-in":
        return False
    found = _MOST.search(sentence.text, max(0, place - _MOST_REACH), place)
    return found is not None and not any(found.start() <= c.start < place for c in sentence.deeds)


def _as_of(sentence: Sentence, place: int) -> bool:
    """Whether a date says when a thing is known: "as of early 2026, nobody has renewed it"."""
    if sentence.text[place + 1 : place + 2] != "," or not _AS_OF.search(sentence.text, 0, place):
        return False
    return not any(c.name.startswith("release.") for c in sentence.deeds)


def _spanned(sentence: Sentence, place: int) -> bool:
    """Whether a release cue names the date itself: "in theaters since <date>"."""
    but = _BUT.match(sentence.text, place + 1)
    if but and any(p > but.end() for _, p in sentence.placed(Kind.DATE)):
        return False  # "not be ready before autumn, but it could arrive in November"
    return any(c.start <= place < c.end and c.name.startswith("release.") for c in sentence.deeds)
