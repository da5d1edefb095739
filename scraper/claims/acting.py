"""What a title does on a day by a verb that no list knows: "Paper Lanterns glows again on September 7"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.languages.lexicon import MARKS
from scraper.claims.marks import Kind
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from scraper.claims.marks import Mark
    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_T, _S, _P = (MARKS[k] for k in ("title", "scope", "platform"))
_NEAR = 6.0  # words
# what a title does on a day that is no release: it leaves, it ends, it is celebrated
_LEAVES = (
    r"(?!(?:not |also |then |soon |finally )?(?:be (?:remov|pull|tak|delet|gone|lost|celebrat|honou?r|shot"
    r"|film|wrap|ax|cancel|discuss|present|screen)|leav|exit|depart|end|vanish|disappear|los|expir|celebrat|mark"
    r"|wrap|finish|conclud|stop|ceas|paus|hold|rest|host|film|shoot|resum|turn|reach|win|say|bid|skip|miss"
    r"|take (?:a|the|its)))"
)
# "Paper Lanterns glows for a third time on September 7", "… which sails into UK cinemas on 26 December"
_ACTS = re.compile(
    rf"(?:(?:(?<! of )|(?<={_S} of ))(?<! for )(?<! to )(?<! about )(?<! on )(?<! with )(?<! in )"
    rf"[{_T}{_S}][\"')]* "
    rf"(?=will {_LEAVES}[a-z]+|(?!(?:is|was|has|as|its|this|plus|us|series|episodes|stars|fans|actors?|leaves"
    r"|exits|departs|loses|quits|expires|celebrates|marks|wins|tops|needs|wants|casts|adds|stops|halts"
    r"|rests|holds|sells|hosts|ships)\b)"
    r"[a-z]+(?:s|ed)\b)"
    rf"|\bwhich (?:[^,;.]{{1,60}} and )?(?=[a-z]+s (?:in|on)to ))"
    rf"(?:(?:[a-z'-]+|{_P}) ){{1,7}}(?:on |in |from |this |since )?$"
)
# "the show lights up Netflix on September 7": only a verb with a stage
_CARRIED = re.compile(
    rf"(?:^|[,;] (?:and )?)(?:it|the (?:series|show|drama|film|movie)) (?=[a-z]+s )(?!is|was|has)"
    rf"(?:[a-z'-]+ ){{1,6}}(?:{_P}|screens|cinemas|theat(?:er|re)s|airwaves) (?:on |in |from |this )?$"
)
# "… is likely to surface in May": any verb, where something is to come
_TO = re.compile(
    rf"(?:[{_T}{_S}][\"')]*,?"
    r"|\b(?:it|the (?:[a-z]+ )?(?:series|season|show|drama|film|movie|sequel|thriller|comedy)))"
    r" (?:is|are|looks|seems)(?: (?:now|still|also|all))? (?:likely|set|due|expected"
    r"|slated|scheduled|poised|ready|about|going|primed|tipped|believed|said|thought|understood|certain|sure|bound)"
    rf" to {_LEAVES}"
    rf"(?:(?:[a-z'-]+|{_P}) ){{1,5}}(?:on |in |at |by |around |from |during )?(?:the )?$"
)
# "Netflix uncorks <title> on April 12"
_STAGED = re.compile(
    rf"{_P} (?:(?:will (?:finally |now )?|is to |'ll )?(?!will|is|remov|cancel|ax|renew|order|commission"
    r"|announc|confirm|report|discuss|present|promot|teas|celebrat|honou?r|adapt|licen|remak|delet|los|tak|pull|strip|film|shoot|produc|buy|acquir"
    rf"|star|post|shar|revisit|mark|dat|cast|add|end)[a-z]+)(?: [a-z]+)? [\"']?[{_T}{_S}][\"']?"
    rf"(?: [a-z{_P}]+){{0,4}} (?:on |in |from |this )$"
)
_NAMED = re.compile(
    rf"\b(?:is|are|with|then)[\"' ]+{_T}[\"']?(?: {_S})? (?:on |from )(?:{_P} (?:on |from ))?$"
)
# In a post a plural is as likely as a verb ("spoilers today"): a verb has something to act on.
_VERBAL = re.compile(
    rf"[{_T}{_S}][\"')]* (?:will |[a-z]+(?:s|ed) (?:{_P}"
    r"|(?:on|in|at|to|into|onto|from|up|out|back|off|down|over|again|its|the|a|an|our|your|all)\b))"
)
_PAST = re.compile(r"^[^ ]* ?[a-z]+ed ")
_ON_STAGE = re.compile(
    rf"{_T}[\"')]*,(?:[^;.]{{1,60}} on {_P},? (?:from|starting|beginning) (?:[a-z]+ )?"
    rf"| {_P}, (?:from |on )?)$"
)


# "Paper Lanterns, with Ann Lowe as its keeper, storms Netflix on August 29"
_ACROSS = re.compile(
    rf"^[\"']*{_T}[\"']*,[^;.]{{1,100}}, (?!is|was|has|leaves|exits|quits|departs)[a-z]+s (?:(?:in|on)?to )?"
    rf"(?:{_P}|screens|cinemas|theat(?:er|re)s) (?:on |in |from |this )?$"
)


def acts(scene: Scene, sentence: Sentence, mark: Mark, place: int) -> str:  # noqa: PLR0911 - each return is a ground of its own
    """Return how the title does something unheard of on a day: "acts", "acted", or "" for not at all.

    Nothing else may happen between the title and the day, nor in the rest of the clause.
    """
    date = mark.date
    if date is None or date.bare:
        return ""
    start, end = sentence.clause(place)
    if _TO.search(sentence.text, start, place):
        return "" if occasion(sentence, start, end) else "acts"
    if date.precision not in ("day", "month"):
        return ""
    if _ON_STAGE.search(sentence.text[:place]) or (
        _ACROSS.search(sentence.text[:place]) and not occasion(sentence, start, end)
    ):
        return "acts"
    found = _ACTS.search(sentence.text, start, place) or _NAMED.search(sentence.text, start, place)
    found = found or _CARRIED.search(sentence.text, start, place)
    if found is None and (staged := _STAGED.search(sentence.text, start, place)):
        told = "acted" if _PAST.match(staged[0]) else "acts"
        return "" if occasion(sentence, start, end) else told
    if found is None or _ordinary(scene, sentence, found.start()):
        return ""
    if scene.document.kind is DocumentKind.POST and found.re is _ACTS and not _VERBAL.match(found[0]):
        return ""
    begin = found.start() if found[0].startswith("which") else start
    if any(
        begin <= c.start < end
        and (c.name != "event.say" or found.start() <= c.start < place)
        and (c.start < place or sentence.distance(place, c.start) < _NEAR)
        for c in sentence.deeds
    ):
        return ""
    published = scene.document.published.isoformat()
    if _PAST.match(found[0]):
        said = date.year_stated and date.precision == "day" and not date.relative
        return "acted" if said and date.value <= published else ""
    return "acts" if date.future >= published[: len(date.future)] else ""


def _ordinary(scene: Scene, sentence: Sentence, place: int) -> bool:
    """Whether what stands for the title there may be an ordinary word at the head of its sentence."""
    return place == 0 and any(
        p == 0 and scene.lowered[m.start : m.end] in scene.common for m, p in sentence.placed(Kind.TITLE)
    )


def occasion(sentence: Sentence, start: int, end: int) -> bool:
    """Whether something other than a release happens in a part of the sentence."""
    return any(
        start <= c.start < end and c.name != "event.say" and not c.name.startswith("release.")
        for c in sentence.deeds
    )
