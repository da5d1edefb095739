"""Surveys the installments of a document before its sentences are read.

Which one is it about? The headline says so, else what the text names most. A season that is only asked
or wished for ("will there be a second season?") is no subject.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.beside import a_reason
from scraper.claims.foreign import foreign
from scraper.claims.installment import FILM, NOWHERE, Installment, Installments
from scraper.claims.marks import Kind, Mark
from scraper.claims.text import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence

_MOST_SEASONS = 40
# "comes in two parts", "a two-part season", "split into two volumes": the parts need no names
_SPLIT = re.compile(
    r"\b(?:in|into|across|over|of|its|the) (?P<n>two|three|2|3) (?:\w+ )?"
    r"(?:parts|halves|volumes|batches|portions|instal?lments|chunks|blocks|drops|helpings)\b"
    r"|\b(?P<m>two|three)-(?:part|volume|batch) (?:final )?(?:season|release|rollout|drop|run)\b"
    r"|\b(?:split|cut|divid|chopp?|carv|broke|slic|serv|sawn|released|arriv|com)\w*(?: \S+){0,3} in(?:to)? "
    r"(?P<k>two|three|half|halves|thirds|a pair|a trio)"
    r"(?! (?:weeks?|months?|days?|years?|episodes?|hours?|seasons?))\b"
    r"|\bsplit down the middle\b"
    r"|\bin a (?P<l>pair|trio) of (?:parts|halves|volumes|batches|drops|helpings|goes)\b"
)
_OF_SEASON = re.compile(r" of (?:the|this|its|that) (?:\w+ )?season")
_WORDS = {
    **dict.fromkeys(("two", "half", "halves", "pair", "a pair"), 2),
    **dict.fromkeys(("three", "thirds", "trio", "a trio"), 3),
}
_RUN = re.compile(
    r"\b(?:after|over|across|all|its|for|ran|through) (?:just |only )?"
    r"(?P<n>one|two|three|four|five|six|seven|eight|\d) (?:seasons|series|season)\b"
    r"|\b(?P<m>two|three|four|five|six|seven|eight|\d) seasons in\b"
)
_INDEFINITE = re.compile(
    r"(?:^| )(?:an?|another|any|no|possible|potential|hypothetical|into an?) (?:[a-z-]+ )?$"
)
_CALLED = re.compile(r"\b(?:call|dub|bill|treat|consider)(?:s|l?ed|bed)?(?: it| this| as)* (?:an? )?$")
_WISH = re.compile(
    r"\b(?:i|we|you|they|fans|viewers) (?:[a-z]+ )?(?:need|want|hope|wish|deserve|demand)\b"
    r"|\bplease\b|\bif (?:there|it|they)\b"
    r"|\bpass(?:ed|es) on\b|\bdecid\w+ against\b|(?:not|n't) (?:[a-z]+ ){0,3}(?:proceed|continue|go ahead)\b"
    r"|\bgroundless\b|\bden(?:y|ies|ied)\b|\bgive us\b|\bno word (?:on|of|about)\b"
    r"|\b(?:room|hopes?|plea|petition|calls?|chances?|talk) (?:for|of)\b|\bpotential\b"
    r"|\b(?:only if|unless|provided that|as long as|depends? on|depending on|remains to be seen|open to)\b"
)
# A headline on the film of a series: "Harbour Lights - The Movie: Low Tide".
_MOVIE = re.compile(r"(?:[-–—:] ?| )the movie(?: ?[:–—-]|$)")
_LEAD = 3  # sentences that tell what a text is about, the headline among them
# "Will there be a season 3?" doubts it, "When is part 2 on?" does not.
_DOUBT = re.compile(r"^(?![^?]*\b(?:when|how|what|where|who)\b)[^?]*\?")
_REACH = 40  # characters before an installment in which its article stands


class Mention(NamedTuple):
    """One season named somewhere."""

    season: int
    weight: int
    definite: bool  # "the second season", "season 2"; not "a second season"
    idle: bool  # asked, wished for or denied only
    early: bool = False  # in the headline or the first sentences


def survey(scene: Scene) -> Installments:
    """Return what the whole document says about installments."""
    if scene.watch.kind == "film":
        return Installments(main=FILM, film=True, firm=True)
    found = Installments()
    headline: list[Mark] = []
    mentions: list[Mention] = []
    batches: set[str] = set()
    split: set[int] = set()
    joined = volumes = False
    for sentence, marks in _told(scene, batches, split):
        for mark in marks:
            if mark.part:
                found.parts.add(mark.part)
                volumes = volumes or scene.lowered.startswith("vol", mark.start)
            if mark.season:
                mentions.append(_mention(sentence, mark))
                found.seasons[mark.season] += mentions[-1].weight
            joined = joined or bool(mark.season and mark.part) or _of_season(scene, mark)
            if sentence.block is BlockKind.HEADLINE:
                headline.append(mark)
                found.asked = bool(_DOUBT.search(scene.document.headline.lower()))
    found.equated = (
        not (joined or volumes)
        and 2 in found.parts
        and max(found.parts) <= 2
        and 2 in found.seasons
        and max(found.seasons) <= 2
        # a season that is only asked for or ruled out is not the part that comes
        and (not scene.language.capitals or _comes(mentions, 2, asked=found.asked))
    )
    if {"first", "more"} <= batches:
        found.parts |= {1, 2}
    found.parts |= split
    found.pieces = max(split, default=0)
    if scene.language.capitals:
        found.run = _run(scene)
    found.main = _main(found, headline, mentions)
    found.firm = bool(headline)
    if not headline and _MOVIE.search(scene.document.headline.lower()):
        found.main, found.firm = FILM, True
    return found


def _told(scene: Scene, batches: set[str], split: set[int]) -> Iterator[tuple[Sentence, list[Mark]]]:
    """Yield the sentences that speak of the title with the installments they name; note batches and parts."""
    at_home = any(m.end <= len(scene.document.headline) for m in scene.titles)
    paragraphs = {s.paragraph for s in scene.sentences if s.has(Kind.TITLE)}
    for sentence in scene.sentences:
        batches |= {m.name for m, _ in sentence.placed(Kind.COUNT)}
        if sentence.paragraph in paragraphs or at_home:
            split |= pieces(sentence)
        if sentence.paragraph not in paragraphs and (not at_home or sentence.block is BlockKind.BULLET):
            continue
        named = [m for m, _ in sentence.placed(Kind.SCOPE, Kind.TITLE) if m.season or m.part]
        yield (
            sentence,
            [m for m in named if m.season <= _MOST_SEASONS and not _of_another(scene, sentence, m)],
        )


def _of_another(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    return mark.kind is Kind.SCOPE and foreign(scene, sentence, mark)


def _mention(sentence: Sentence, mark: Mark) -> Mention:
    place = sentence.masked.place(mark)
    text = sentence.text
    weight = 2 if sentence.has(Kind.TITLE) else 1
    if not sentence.language.capitals:
        return Mention(mark.season, weight, definite=False, idle=False)
    indefinite = bool(_INDEFINITE.search(text, max(0, place - _REACH), place)) and not _CALLED.search(
        text, max(0, place - _REACH), place
    )
    idle = text.rstrip("*\"') ").endswith("?") or bool(_WISH.search(text))
    idle = (idle and sentence.block is not BlockKind.HEADLINE) or a_reason(sentence, place)
    return Mention(mark.season, weight, not indefinite, idle, early=sentence.index < _LEAD)


def _comes(mentions: list[Mention], season: int, *, asked: bool) -> bool:
    """Whether a season is told of as one that there is; `asked` of a headline that asks for it."""
    return any(m.season == season and m.definite and not m.idle and not (asked and m.early) for m in mentions)


def _of_season(scene: Scene, mark: Mark) -> bool:
    """Whether a part is one of a season: "the second half of the season"."""
    return bool(mark.part and _OF_SEASON.match(scene.lowered, mark.end))


def pieces(sentence: Sentence) -> set[int]:
    """Return the parts in which a sentence says that the title comes."""
    found = _SPLIT.search(sentence.text)
    if not found:
        return set()
    written = found["n"] or found["m"] or found["k"] or found["l"] or "two"
    return set(range(1, (_WORDS.get(written) or int(written)) + 1))


def _run(scene: Scene) -> int:
    """Return how many seasons the text says there have been, 0 where it does not."""
    told = (
        _RUN.search(s.text) for s in scene.sentences if s.has(Kind.TITLE) or s.block is BlockKind.HEADLINE
    )
    return max((scene.language.value(f["n"] or f["m"]) or 0 for f in told if f), default=0)


def _main(found: Installments, headline: list[Mark], mentions: list[Mention]) -> Installment:
    if headline:
        best = headline[0]
        if best.season and not found.equated and not (best.kind is Kind.TITLE and best.season in found.parts):
            return Installment(best.season, best.part)
        return Installment(0, best.part or best.season)
    if found.equated:
        return NOWHERE
    seriously = [m for m in mentions if not m.idle]
    weights: Counter[int] = Counter()
    for mention in seriously:
        weights[mention.season] += mention.weight
    if len(weights) == 1:
        season, weight = next(iter(weights.items()))
        definite = [m for m in seriously if m.definite and not m.idle]
        lone = not found.run and any(m.early or season == 1 for m in definite)
        said = weight > 1 or lone
        return Installment(season) if said else NOWHERE  # once in passing is no subject
    if len(weights) > 1:
        (first, n), (_, m) = weights.most_common(2)
        return Installment(first) if n > m + 1 else Installment(max(weights))
    return NOWHERE
