"""Names of works that nobody marked: capitals in running text that are neither ours nor a person's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind
from scraper.claims.noun_phrases import title_words
from scraper.claims.text import BlockKind
from scraper.claims.words import NO_NAMES, ROLES

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_OWNED = re.compile(r"['’]s?$")
_OWNER = re.compile(r"^.*\w['’]s? (?=[A-Z0-9])")  # "Showtime's Silver Birch" is named by what stands behind
_CAPITALS = re.compile(
    r"((?:[A-Z]|\d+ [A-Z])[\w'’:!&.-]*(?: (?:of|the|in|and|to|a|an|for|with|on|vs\.?|my|&"
    r"|[A-Z0-9][\w'’:!&.-]*))*)"
    r"(?: ?\([^()]{0,40}\))?,?$"
)
_AUXILIARY = re.compile(
    r"(?:,?\s+(?:will|is|was|has|had|to|be|now|also|only|then|still|finally|been|may|might|would|could|are"
    r"|due|set|slated|scheduled|expected|out|back|next|currently|reportedly))+$"
)
_REACH = 90  # characters before a verb in which its subject stands
# "When Tencent dropped", "Its French release": a small word and one name
_BEGINNING = re.compile(
    r"(?:When|While|As|After|Before|Once|If|Since|Its|Their|His|Her|And|But|So|In|On|For) \w+,?"
)
_COMMA = len(", ")
_PRONOUN = 4  # letters: what an owned or explained name goes on with itself
_NEAR = 60  # the same before a relative pronoun
# one word is a work's where there are viewers of it
_SEEN = re.compile(r"(?:viewers|fans|audiences|makers|producers|creators?|success|release) (?:of|behind) $")
_LEAD = re.compile(r"^(?:[-•*·]|\d{1,2}[.)])\s*")
_HOUSE = re.compile(r"^[A-Z]\w+[A-Z]\w*['’]s (?=[A-Z])")  # "JTBC's Good Detective is back"
_NAME = r"[A-Z][\w'’]*(?: (?:of|the|in|and|to|a|for|with|on|&|[A-Z0-9][\w'’]*))* [A-Z0-9][\w'’]*"
_OPENING = re.compile(
    rf"({_NAME})"
    r"(?: (?:will|is|was|has|slides|grabs|takes|began|opens|joins|comes|arrives|premieres|airs"
    r"|reports|plans)\b| [–—-] |, )"
)
# "Ann Lowe, Carl Marsh and Eve Stone are with her"
_COMPANY = re.compile(
    rf"{_NAME},? (?:[^.;!?]{{1,80}} )?and {_NAME} (?:are|were|star|co-star|also|both|play|join|round"
    r"|complete|make up|appear|lead|have|fill|head)(?!\w)"
)
_CREDIT = re.compile(
    r"\b(?:seen|next|up|stars?|starring|starred|appears?|plays|leads|known|roles?|also|working) "
    r"(?:next )?(?:in|for|on) (?:[^ .;,]+['’]s? )*$"
)
# "Saltmarsh, an earlier hit, has …", "Cole's other show, Dry Dock, is …", "Ann Lowe's The Lamp comes …"
_ARTICLE = re.compile(r"^The (?=[A-Z][\w'’]* [A-Z0-9])")
_APPOSED = re.compile(r"([A-Z]\w+), (?:an?|which|also|another|whose) ")
_OTHERS = re.compile(
    r"(?:(?:[A-Z][\w.]*[ ]){0,3}[A-Z][\w.]*['’]s?|His|Her|Their) "
    r"(?:(?:other|previous|earlier|next|last|new|first|second)"
    rf"(?: [a-z-]+){{0,4}}, ({_NAME}|[A-Z]\w+), |(?:[a-z-]+ ){{0,3}}({_NAME}) [a-z]+s? "
    r"|(?:[a-z-]+ ){0,2}(?:film|movie|series|drama|show|comedy|thriller) ([A-Z]\w+) [a-z]+s? )"
)
# "Ann Lowe, Jin Park and Mia Cole also star"; "Ann Lowe is directing", but "Red Fern is directed by"
_PERSON = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}"
_PEOPLE = re.compile(
    rf"{_PERSON}(?:, {_PERSON}){{0,8}},? (?:and|with|&) {_PERSON}"
    r"(?: (?:will|are|is|also|all|both|have|has|been|had|were|to|set|be|in))*"
    r" (?:co-?star|star(?!t)|appear|play|join|return|feature|round|make up|complete|cast|reprise|lead|voice"
    r"|direct|writ|produc|serv|executive|creat|pen)\w*+(?! by)"
)
_AT_WORK = re.compile(
    r"(?:,? (?:will|is|was|has|also|been|be|to|set|now|currently|back|again|attached|on board|due|both))+"
    r" (?:as (?:the )?(?:director|writer|showrunner|producer|lead)|co-?star(?!t)|star(?!ted|ts)|direct|writ"
    r"|pen(?!c)|helm|(?:executive[- ])?produc|serv|showrun|repris|portray|creat|tapped|cast(?!s)|adapt|narrat"
    r"|play(?!ing))\w*+(?! by)"
)
# "Party Down's revival will start on Friday"
_REVIVED = re.compile(
    rf"({_NAME}|[A-Z]\w+)['’]s? (?:[a-z-]+ )?(?:revival|reboot|spin-?off|sequel|prequel|finale|remake)\b"
)


def before_relative(scene: Scene, sentence: Sentence, start: int) -> bool:
    """Whether an unmarked name of several words stands right before `start`: "in Red Fern, which"."""
    if not sentence.language.capitals or sentence.block is BlockKind.HEADLINE:
        return False
    stop = sentence.masked.body(start)
    begin = max(sentence.start, stop - _NEAR)
    found = _CAPITALS.search(scene.body[begin:stop].rstrip(" ,"))
    if not found:
        return False
    name, at = _owned(found, begin)
    several = len(name.split()) > 1 or _SEEN.search(scene.body, max(sentence.start, at - _NEAR), at)
    return bool(several) and _unmarked(sentence, at, begin + found.end(1))


def before_verb(scene: Scene, sentence: Sentence, start: int, anchor: int) -> str:  # noqa: PLR0911 - each return is a ground
    """Return an unknown name right before the verb: "Queen of Tears takes its bow on …"."""
    if not sentence.language.capitals or sentence.block is BlockKind.HEADLINE:
        return ""
    begin, stop = sentence.masked.body(start), sentence.masked.body(anchor)
    shown = max(begin, stop - _REACH)
    before = _AUXILIARY.sub("", scene.body[shown:stop].rstrip())
    found = _CAPITALS.search(before)
    if not found or _BEGINNING.fullmatch(found[1]):
        return ""
    name, at = _owned(found, shown)
    if (name.isupper() and name.endswith((".", "!"))) or name.lower().split()[0] in ROLES:
        return ""  # a shout that ends what was said before ("renew it, PLEASE. ten episodes"), or a person
    words = re.findall(r"[\w'’&]+", name)
    large = [w for w in words if w[0].isupper() and _OWNED.sub("", w.lower()) not in NO_NAMES]
    lone = len(name.split()) == 1 and at <= sentence.start + 2
    if not large or lone or not _unmarked(sentence, at, shown + found.end(1)):
        return ""
    if before.endswith(",") and any(
        m.kind is Kind.SCOPE and at - m.end == _COMMA for m in sentence.masked.marks
    ):
        return ""  # "the second, Dark Lamps, premiered in July": what that one is called
    apart = before.endswith(",") or scene.body.startswith(",", stop)
    if apart and _CREDIT.search(scene.body, max(begin, at - _NEAR), at):
        return name  # "will next be seen in Netflix's Copper Hill, hitting theaters …"
    lead = re.split(r", |; ", scene.body[begin:at])[-1]
    if any(w.strip("\"'(“‘").lower() not in NO_NAMES and not w[0].isupper() for w in lead.split()):
        # as in: which he returns as a prosecutor, is
        return ""
    return name


def something_else(scene: Scene, sentence: Sentence, place: int, anchor: int) -> bool:
    """Whether a sentence is all of another work, which opens it, up to `place` and the verb at `anchor`.

    Nothing of ours stands between, nor a word that goes on with what was spoken of.
    """
    if sentence.block is not BlockKind.PARAGRAPH or not sentence.language.capitals:
        return False
    last = max(place, anchor)
    body = scene.body[sentence.start : sentence.end]
    sure = _APPOSED.match(body) or _OTHERS.match(body) or _REVIVED.match(body)
    found = sure or _OPENING.match(body)
    ours = (Kind.TITLE,) if sure else (Kind.TITLE, Kind.COUNT)
    if found is None or any(p < last for _, p in sentence.placed(*ours)):
        return False
    if any(
        c.start < last and c.name == "carry" and c.end - c.start > (_PRONOUN if sure else 0)
        for c in sentence.carries
    ):
        return False
    group = next(n for n, written in enumerate(found.groups(), 1) if written)
    at, until = sentence.start + found.start(group), sentence.start + found.end(group)
    words = {w.lower() for w in re.findall(r"\w+", found[group])}
    if ";" in body[found.end(group) : sentence.masked.body(anchor) - sentence.start]:
        return False
    free = _unmarked(sentence, at, until) and until <= sentence.masked.body(anchor)
    first = _ARTICLE.sub("", found[group]).split()[0].lower()
    return free and first not in NO_NAMES and first not in ROLES and not words & title_words(scene)


def names_another(scene: Scene, sentence: Sentence) -> str:
    """Return what names another work in a line of a list or a heading."""
    body = scene.body[sentence.start : sentence.end]
    if sentence.has(Kind.OTHER):
        return body
    if not sentence.language.capitals or "?" in body:
        return ""
    if sentence.block is BlockKind.BULLET:
        return opening(scene, sentence)
    words = list(re.findall(r"[^\W\d_][\w'’]*", body))
    large = [w for w in words if w[0].isupper() and w.lower() not in NO_NAMES]
    whole = [w for w in words if w.lower() not in NO_NAMES]
    return body if large and len(large) == len(whole) and len(words) <= 6 else ""


def opening(scene: Scene, sentence: Sentence) -> str:
    """Return a name of several capitalised words at the head of a sentence that has no mark there."""
    if not sentence.language.capitals:
        return ""
    body = _LEAD.sub("", scene.body[sentence.start : sentence.end])
    body = _HOUSE.sub("", body)
    found = _OPENING.match(body)
    if not found or body.startswith(("who ", "whose "), found.end()) or _COMPANY.match(body):
        return ""  # "Ann Lowe, who advised them, says": somebody, no work
    if _PEOPLE.match(body) or _AT_WORK.match(body, found.end(1)):
        return ""
    at = sentence.end - len(body)
    if any(m.start < at + found.end(1) and m.kind is not Kind.OTHER for m in sentence.masked.marks):
        return ""
    return found[1] if found[1].split()[0].lower() not in NO_NAMES else ""


def _owned(found: re.Match[str], begin: int) -> tuple[str, int]:
    """Return a name without whose it is, and where it stands."""
    owner = _OWNER.match(found[1])
    cut = owner.end() if owner else 0
    return found[1][cut:], begin + found.start(1) + cut


def _unmarked(sentence: Sentence, at: int, until: int) -> bool:
    return not any(m.start < until and at < m.end for m in sentence.masked.marks)
