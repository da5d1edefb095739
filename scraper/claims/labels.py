"""Dates that stand as labels: right behind the title, in a list or a post, without any verb."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from scraper.claims.acting import occasion
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_T, _S, _P, _C, _D = (MARKS[k] for k in ("title", "scope", "platform", "count", "date"))
_LISTED = 400  # characters of a list in one sentence
_NEAR = 80  # characters before a label in which somebody does something with the title
_NAME = re.compile(r"\b[A-Z][a-z]+(?: (?:of|the|to|and|in))*(?: [A-Z][a-z]+)+")
_SHORT = 60  # characters before a label in prose
_BEHIND = rf"(?:{_S}[,: —-]+|{_P}[,: —-]+)?"
# "The Glory – Season 1, December 30" · "Part 2: March" · "Reacher S3: Feb 20"
_LABEL = re.compile(rf"[{_T}{_S}][\"')\]]*(?: ?[:,(—|→=>·•~-]+ ?| ){_BEHIND}(?:on |in |from )?$")
_IN_TEXT = re.compile(rf"[{_T}{_S}][\"')\]]*(?:,? \(|: | — |, ){_BEHIND}$")
_COLON = re.compile(rf"[{_T}{_S}][\"')\]]*(?:: |(?<={_S}) is )$")
# "Red Fern opens on April 3, Nine Rivers on April 12 and …"
_ELLIPTIC = re.compile(rf"(?:[,;]|\band) (?:and )?[\"']?{_T}[\"']?(?: {_S})? (?:on |in )$")
# A list of pieces, as in "the first four episodes on September 12, the last four on October 10"
_PIECE = re.compile(
    rf"(?:[,;:]| and| with| then| followed by) (?:and |then |with |followed by )*"
    rf"(?:(?:the |its |another |an? )?(?:{_S}|{_C}"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|[0-9]+)(?: more| others)?"
    r"|(?:rest|remainder|first|second|third|last(?! of)|final|latter|other|remaining|next)"
    r"(?: (?:of (?:it|them)|ones?|two|three|four|five|six|half|batch|part|volume|chapter|instal?lment"
    rf"|episodes?))*))(?: \([^()]{{1,30}}\)|, (?!(?:which|who|with|and|but|then|as)\b)[\w' -]{{1,30}},"
    rf"|(?:, which has| with| of)? {_C}(?: episodes)?,?"
    r"|(?:, which has| with) [a-z]+(?: episodes)?,?)?"
    r"(?: (?:following|arriving|landing|dropping|coming|out|streaming|to follow|to come"
    r"|follows?|comes?|joining))?,? (?:on |in |from )$"
)
_NAMED_PIECE = re.compile(rf"{_S}(?: \([^()]{{1,30}}\))? (?:on |in |from )$")
_AGAIN = re.compile(
    r"(?:parts|volumes|halves|batches|instal?lments|chapters|two|three)"
    rf"[^.;]{{0,40}}? on {_D},? and (?:on )?$"
)
_SEASON_BRACKET = re.compile(rf"{_S}[\"')]*:? ?(?:{_C} ?)?\((?:{_P},? )?$")  # "season one (2013)"
_TITLE_BRACKET = re.compile(rf"{_T}[\"')]* \((?:{_P},? )$")  # "Nine Rivers (Netflix, May 3)"
# What somebody does with the title, or has to do with it: no label of its release is meant by the day behind.
_DOING = re.compile(
    r"(?:\b(?!(?:counting|waiting|preparing|streaming|premiering|coming|airing|starting|returning|dropping"
    r"|landing|opening|launching|debuting|arriving|during)\b)\w{3,}ing"
    r"|\b(?:finished|started|watched|rewatched|binged|wrapped|saw|caught|loved|dropped|discovered|began|ended"
    r"|completed|filmed|shot|read|miss(?:ed)?|rewatch|watch|binge|wrap|finish|start|begin|film|shoot|see)"
    r"|\b(?:over|about|at|with|into|through|via|by|from|during|since|day on"
    r"|(?:days?|night|set|minutes?|hours?) of)"
    r"|\b(?:reading|readings|read|through|fittings?|auditions?|extras|scripts?|rehearsals?|shoot|party|casting"
    r"|quiz|marathon|meetup|cosplay|drinks|food|outfit|costumes?) (?:for|of|on))"
    rf"(?: (?:the|a|an|my|our|this|all|more|some|season|new))*[ \"'(#@]*(?:[{_T}{_S}][\"')\]]*[ :,—-]*)*$"
)
_FIRST_EPISODE = re.compile(
    rf"(?:^|[{_T}{_S}][\"')]* |^[\W]*){_C}(?: ?[:,(—|→=>·•~-]+ ?| )(?:on |in |from )?$"
)
# "the first episode of tvN's <title> on October 11 drew …"
_OPENER_OF = re.compile(
    rf"{_C} of (?:[^,.;:{_C}]{{0,40}} )?[\"']?{_T}[\"']?(?: {_S})?(?:,? (?:broadcast|aired|shown))? (?:on )?$"
)
_ALONE_BEFORE = re.compile(r"(?:^|[.!?…] ?|\n)[\"']?$")
_ALONE_BEHIND = re.compile(r"(?: night| evening)?(?:,? (?:at )?\d{1,2}(?::\d\d)? ?(?:[ap]m)?)?(?:[.!…]|$)")
_PIECES = ("single", "last", "latter", "weekly")
# Behind the date stand the part or the platform, as in "May 23rd (Part 2)" or "Dec 30, only on Netflix"
_WHEN = re.compile(
    r"\bwhen(?!\w)[^?]*\b(?:watch|see|out|on|air|release|released|premiere|start|stream|come|return|back)\b"
)
_OPENS = re.compile(
    r"[\"'(]*(?:(?:from|on|in|at|by|around|about|this|next|early|late|mid|some ?time|probably|likely|possibly"
    r"|perhaps|maybe|expect|it|we|you|they|the|will|'ll|could|should|be|is|'s|not|until|before|of|and|,"
    r"|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?),? ?){0,6}[\"'(]*"
)
# What else a day in a post may be of.
_OTHER_DAY = re.compile(
    r"\b(?:birthdays?|b-?day|anniversar(?:y|ies)|collab\w*|part(?:y|ies)|exhibit\w*|concerts?|musical"
    r"|pop-?up|cafe|baker(?:y|ies)|events?|meet-?ups?|marathons?|quiz|trivia|exams?|weddings?|conventions?|panels?"
    r"|auctions?|fan ?meet\w*|tours?|sales?|merch\w*|tickets?|museum|theme park|restaurants?|workshops?"
    r"|lectures?|votes?|polls?)\b"
)
_PLACE = re.compile(
    rf"^ ?\(?{_S}\)"
    rf"|^[,:]? ?(?:\(?[\w :]{{0,12}}\)?[,:]? ?)?(?:only |exclusively )?(?:on|in) (?:{_P}|theat|cinema)"
)


def labelled(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether the date stands as a label of the title: right behind it, in a list, a row or a post."""
    # no farther than a label reaches: a post of a thousand days would be read once for each of them
    before, after = sentence.text[max(0, place - _LISTED) : place], sentence.text[place + 1 : place + _SHORT]
    if _FIRST_EPISODE.search(before) and _opener(sentence, place):
        before = before[: before.rindex(_C)] + _S + before[before.rindex(_C) + 1 :]
    if _OPENER_OF.search(before) and any(m.numbers == (1,) for m, _ in sentence.placed(Kind.COUNT)):
        return True
    post = scene.document.kind is DocumentKind.POST
    free = sentence.block is not BlockKind.PARAGRAPH or (post and not _done(before))
    if _TITLE_BRACKET.search(before) and place < _LISTED:
        return True
    if _SEASON_BRACKET.search(before) or (free and _LABEL.search(before)):
        return True
    if _COLON.search(before):
        return True
    if _IN_TEXT.search(before):
        return place < _SHORT or not sentence.deeds
    return free and bool(_PLACE.match(after))


def _done(before: str) -> bool:
    """Whether what ends in a label is told of somebody's doing: "watching <title> tonight"."""
    found = _LABEL.search(before)
    return found is not None and bool(_DOING.search(before, max(0, found.start() - _NEAR), found.start() + 1))


def _opener(sentence: Sentence, place: int) -> bool:
    """Whether the first episode stands right before the date: its day is the release."""
    before = [m for m, p in sentence.placed(Kind.COUNT) if p < place]
    return bool(before) and before[-1].name == "single" and before[-1].numbers == (1,)


def answers(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether a date opens the answer to a question for it: "When can I watch it? From 9pm on Saturday"."""
    if not sentence.index or not _OPENS.fullmatch(sentence.text, 0, place):
        return False
    before = scene.sentences[sentence.index - 1]
    asked = _WHEN.search(before.text)
    if asked is None or before.text.rstrip("\"') ")[-1:] != "?" or occasion(before, 0, len(before.text)):
        return False
    return not any(c.end <= place for c in sentence.deeds if not c.name.startswith(("release.", "event.say")))


def elliptic(sentence: Sentence, place: int) -> bool:
    """Whether the title shares the verb of another: "Red Fern opens on April 3, Nine Rivers on April 12"."""
    before = sentence.text[:place]
    episodes = any(m.name == "single" and p < place for m, p in sentence.placed(Kind.COUNT))
    free = not episodes or _NAMED_PIECE.search(before)
    if any(m.date and m.date.form == "count-off" for m, p in sentence.placed(Kind.DATE) if p == place):
        before += "in "  # "the first came in 2012 and the second a year later"
    piece = _PIECE.search(before)
    if (
        piece
        and before.startswith(" with", piece.start())
        and any(c.end == piece.start() for c in sentence.deeds)
    ):
        return False  # "which returns with Part 2 on …" has a verb of its own
    listed = _ELLIPTIC.search(before) or (free and (piece or _AGAIN.search(before)))
    return bool(listed) and any(c.name.startswith("release.") and c.end < place for c in sentence.deeds)


def counted_down(sentence: Sentence, mark: Mark) -> bool:
    """Whether the days are counted down to the title: "<title> is two weeks away"."""
    return (
        mark.date is not None
        and mark.date.form == "countdown"
        and (sentence.has(Kind.TITLE) or sentence.has(Kind.SCOPE))
        and not occasion(sentence, 0, len(sentence.text))
    )


def _another_name(scene: Scene, sentence: Sentence) -> bool:
    """Whether a name of several words stands in the sentence that is none of its marks."""
    marks = sentence.masked.marks
    return any(
        not any(m.start < sentence.start + f.end() and sentence.start + f.start() < m.end for m in marks)
        for f in _NAME.finditer(scene.body[sentence.start : sentence.end])
    )


def _by_itself(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a post on the title has a sentence of nothing but a day to come: "all the lamps. TONIGHT."."""
    date = mark.date
    if scene.document.kind is not DocumentKind.POST or date is None or date.form != "day-word":
        return False
    place = sentence.masked.place(mark)
    alone = _ALONE_BEFORE.search(sentence.text, max(0, place - 4), place)
    if not alone or not _ALONE_BEHIND.match(sentence.text, place + 1):
        return False
    if date.value < scene.document.published.isoformat() or not scene.titles:
        return False
    marks = [m for s in scene.sentences for m in s.masked.marks]
    if any(m.kind is Kind.OTHER or (m.kind is Kind.COUNT and m.name in _PIECES) for m in marks):
        return False
    return not any(c.name.startswith("event.") for s in scene.sentences for c in s.deeds)


def lone(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a post gives this one day and nothing else that could happen on it."""
    date = mark.date
    if date is not None and _by_itself(scene, sentence, mark):
        return True
    if (
        scene.document.kind is not DocumentKind.POST
        or date is None
        or _another_name(scene, sentence)
        or sentence.deeds
        or sentence.has(Kind.OTHER)
        or _OTHER_DAY.search(sentence.text)
    ):
        return False
    exact = date.precision == "day" and date.weekday is None and not date.relative
    if not exact or date.future < scene.document.published.isoformat()[: len(date.future)]:
        return False
    dates = (m for s in scene.sentences for m, _ in s.placed(Kind.DATE))
    return len(list(islice(dates, 2))) == 1
