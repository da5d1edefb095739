"""Lays a document out for the rules: marks everywhere, then sentences with their marks masked."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from scraper.claims import dates
from scraper.claims.languages import Language, load, spoken
from scraper.claims.languages.spelling import one_of
from scraper.claims.marks import Kind, Mark, masked, plain, settle_overlaps
from scraper.claims.names import names_of
from scraper.claims.others import emphasised, itemised, works
from scraper.claims.scopes import scopes
from scraper.claims.sentence import Sentence
from scraper.claims.text import BlockKind, blocks
from scraper.model import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from config.model import Watch
    from scraper.model import Document

LONGEST = 200_000  # characters that are read; a news text is a hundredth of that
LONGEST_POST = 50_000  # Lemmy takes so many at the most, Reddit 40,000
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_MONTHS = re.compile(r"\d{4}-\d\d/\d{4}-\d\d")
# "moved from May to August" names two months, not a span of them
_MOVED = re.compile(
    r"\b(?:mov|push|shift|delay|postpon|sl[ia]d|slip|put (?:off|back)|resched|bump|chang|br[io]|swap|advanc)"
    r"[^.;,\n]*from $"
)
_SOONER = re.compile(r"forward|earlier|sooner|advanc|(?:mov|pull|bump|push)\w* up(?!\w)|ahead")
_LATER = re.compile(r"push|delay|postpon|sl[ia]d|slip|put (?:off|back)")
_HALF_A_YEAR = 6  # months
_RANGE = re.compile(r"(?:\s+(?:to|through|until|till|thru)\s+|\s*[~〜–—-]\s*|부터\s*)")
# "the March 8 episode", "its March 8 episodes": a day, and no eight episodes
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.? $"
_OF_A_DAY = {
    " episode": re.compile(rf"(?<![a-z]){_MONTH}"),
    " episodes": re.compile(rf"(?:(?<![a-z])(?:the|its|of|both)|'s) {_MONTH}"),
}
# "the manga ends in two chapters": those are of print
_PRINTED = re.compile(r"(?<![a-z])(?:manga|manhwa|webtoon|novel|comic|book)(?![a-z])[^.!?\n]*$")
_CLOSE = 6
_LONGEST_MONTH = 16  # characters, with an article
_HOUR = re.compile(r"\d:[0-5]\d")
_HOUR_REACH = 3  # characters of an hour that may stand outside what looks like a size
_BEFORE = 80  # characters before a range in which a verb of moving stands
_LONGEST_NAME = 80  # characters of a quoted name, with room
_OF = re.compile(r" (?:of|from) (?:the )?['\"]?")


@dataclass
class Scene:
    """A document as the rules see it."""

    document: Document
    watch: Watch
    language: Language
    body: str
    lowered: str
    sentences: list[Sentence]
    titles: list[Mark]
    people: int  # how many different people of the watch are named
    platform: bool  # the watch's own platform is named
    rival: bool  # the headline names a longer title that holds ours, and not ours
    common: frozenset[str]  # names of the title that are ordinary words too


def lay_out(document: Document, watch: Watch) -> Scene:
    """Return the scene of a document for one watch."""
    post = document.kind is DocumentKind.POST
    body = document.body[: LONGEST_POST if post else LONGEST]
    lowered = plain(body)
    language = load(spoken(body, document.language))
    headline = len(document.headline)
    names = names_of(watch)
    named = list(names.find(body, lowered, headline))
    titles = [m for m in named if m.kind is Kind.TITLE]
    marks = [m for m in named if m.kind is not Kind.TITLE]
    people, platform, rival = 0, False, False
    if titles or names_of_people(watch) or post:
        found = set()
        for match in _people(watch).finditer(lowered):
            found.add(match[0])
            marks.append(
                Mark(Kind.PERSON, match.start(), match.end(), name=body[match.start() : match.end()])
            )
        people = len(found)
        if people and not titles:
            titles = names.by_side(body, lowered, headline, post=post)
        if not titles and post:
            titles = [t for t in names.careless(lowered) if people or _housed(watch, lowered, t.end)]
    if titles or people:
        for match in _platforms(watch).finditer(lowered):
            platform = platform or match[0] in _own_platforms(watch)
            marks.append(
                Mark(Kind.PLATFORM, match.start(), match.end(), name=body[match.start() : match.end()])
            )
        for kind, pattern in _bodies().items():
            marks += [
                Mark(kind, m.start(), m.end(), name=body[m.start() : m.end()])
                for m in pattern.finditer(lowered)
            ]
        marks += scopes(language, body, lowered)
        marks += _counts(language, lowered)
        marks += _dates(body, document, language)
        others = sorted(works(body, lowered, language), key=lambda o: o.start)
        starts = [o.start for o in others]
        free = [
            t
            for t in titles
            if not any(_swallowed(t, o, lowered, language) for o in _around(t, others, starts))
        ]
        raw = names.raw(lowered[:headline])
        others = [o for o in others if plain(o.name) not in names.own]
        starts = [o.start for o in others]
        rival = not any(t.end <= headline for t in free) and any(
            _swallowed(t, o, lowered, language) for t in raw for o in _around(t, others, starts)
        )
        titles = free
        marks += others
        # where the title stands in it, it is the title
        for other in (*emphasised(body, lowered, language), *itemised(body, lowered, language)):
            if not any(other.start <= t.start < other.end for t in titles):
                marks.append(other)
    # "April 12" in one line and "Episodes" in the next are no "12 episodes".
    marks = [m for m in marks if m.kind not in (Kind.COUNT, Kind.SCOPE) or "\n" not in body[m.start : m.end]]
    placed = _of_seasons(settle_overlaps([*titles, *marks]), lowered)
    sentences = list(_sentences(document, body, lowered, language, placed)) if marks or titles else []
    return Scene(
        document, watch, language, body, lowered, sentences, titles, people, platform, rival, names.common
    )


def _housed(watch: Watch, lowered: str, end: int) -> bool:
    """Whether the title's own platform stands in brackets behind a name: "sleeping on lanterns (netflix)"."""
    if not lowered.startswith((" (", " ["), end):
        return False
    found = _platforms(watch).match(lowered, end + len(" ("))
    return found is not None and found[0] in _own_platforms(watch)


def _of_seasons(marks: list[Mark], lowered: str) -> list[Mark]:
    """Give a part the season that stands behind the title: "part 1 of <title> season 3"."""
    for index, mark in enumerate(marks[:-2]):
        title, season = marks[index + 1], marks[index + 2]
        if (
            mark.kind is Kind.SCOPE
            and mark.part
            and not mark.season
            and title.kind is Kind.TITLE
            and season.kind is Kind.SCOPE
            and season.season
            and not season.part
            and season.start - title.end <= _CLOSE
            and _OF.fullmatch(lowered[mark.end : title.start])
        ):
            marks[index] = mark._replace(season=season.season)
            marks[index + 2] = season._replace(part=mark.part)
    return marks


def _around(title: Mark, others: list[Mark], starts: list[int]) -> list[Mark]:
    """Return the names that can hold the title: they begin a little before it."""
    return others[bisect_left(starts, title.start - _LONGEST_NAME) : bisect_right(starts, title.start)]


def _swallowed(title: Mark, other: Mark, lowered: str, language: Language) -> bool:
    """Whether a quoted name holds more than the title: 'Sherlock Holmes 3' is not Sherlock."""
    if (
        not (other.start <= title.start and title.end <= other.end)
        or other.end - other.start <= title.end - title.start
    ):
        return False
    rest = f"{lowered[other.start : title.start]} {lowered[title.end : other.end]}"
    for cue in language.scope.scan(rest):
        rest = rest[: cue.start] + " " * (cue.end - cue.start) + rest[cue.end :]
    if not language.spaced:  # a particle may follow the name inside the quotes
        return len(re.findall(r"\w", rest)) > 2
    return bool(re.search(r"[^\W\d_]{2,}", rest))


def names_of_people(watch: Watch) -> bool:
    """Whether the watch names people, who can tell an untitled project."""
    return bool(watch.people)


def _sentences(
    document: Document, body: str, lowered: str, language: Language, marks: Sequence[Mark]
) -> Iterator[Sentence]:
    headline = document.headline
    cursor, index, total = 0, 0, len(marks)
    text = body[len(headline) + 1 :]
    for paragraph, block in enumerate(blocks(headline, text, post=document.kind is DocumentKind.POST)):
        spans = _joined(block.sentences, marks)
        for start, end in spans:
            while cursor < total and marks[cursor].start < start:
                cursor += 1
            inside = cursor
            while inside < total and marks[inside].end <= end:
                inside += 1
            shape = masked(lowered, start, end, marks[cursor:inside])
            yield Sentence(language, shape, block.kind, paragraph, index)
            cursor = inside
            index += 1


def _joined(spans: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Join sentences that a mark spans: "Oct. 12", a title with a full stop."""
    cuts = {m.start: m.end for m in marks}
    starts = sorted(cuts)
    at = 0
    pending: tuple[int, int] | None = None
    for start, end in spans:
        begin = pending[0] if pending else start
        while at < len(starts) and starts[at] < end - 1 and cuts[starts[at]] <= end:
            at += 1
        if at < len(starts) and starts[at] < end < cuts[starts[at]]:
            pending = (begin, end)
            continue
        pending = None
        yield begin, end
    if pending:
        yield pending


def _dates(body: str, document: Document, language: Language) -> Iterator[Mark]:
    code = language.code if language.code in dates.LANGUAGES else "en"
    for mention in dates.find(body, language=code, today=document.published):
        written = body[mention.start : mention.end]
        before = body[max(0, mention.start - _BEFORE) : mention.start].lower()
        two = _DAYS.fullmatch(mention.value) or (_MONTHS.fullmatch(mention.value) and _MOVED.search(before))
        halves = _RANGE.split(written) if two else ()
        if len(halves) != 2:
            yield Mark(Kind.DATE, mention.start, mention.end, name=written, date=mention)
            continue
        # Two days are two statements: "moved from A to B", "aired from A to B".
        first, last = mention.value.split("/")
        if not mention.year_stated and int(last[:4]) > int(first[:4]):
            same_year = first[:4] + last[4:]  # "brought forward from April 12 to April 5"
            last = same_year if _sooner(before, first, same_year, document) else last
        border = mention.start + len(halves[0])
        gone, ahead = mention.past.split("/"), mention.future.split("/")
        near = replace(mention, end=border, value=first, past=gone[0], future=ahead[0])
        far = replace(
            mention, start=mention.end - len(halves[1]), value=last, past=gone[-1], future=ahead[-1]
        )
        yield Mark(Kind.DATE, near.start, near.end, name=halves[0], date=near)
        yield Mark(Kind.DATE, far.start, far.end, name=halves[1], numbers=(2,), date=far)


def _sooner(before: str, first: str, last: str, document: Document) -> bool:
    """Whether a move leads to an earlier day: by its verb, or by the shorter way to a day that is to come."""
    months = int(first[5:7]) - int(last[5:7])
    if not months or _SOONER.search(before):
        return True
    return months < _HALF_A_YEAR and last >= document.published.isoformat() and not _LATER.search(before)


def _counts(language: Language, lowered: str) -> Iterator[Mark]:
    for cue in language.count.iter(lowered):
        noun = lowered[lowered.rfind(" ", cue.start, cue.end) : cue.end]
        if noun == " chapters" and _PRINTED.search(lowered, max(0, cue.start - _LONGEST_NAME), cue.start):
            continue
        if lowered.startswith("chapter ", cue.start) and lowered.endswith(": ", 0, cue.start):
            continue  # "John Wick: Chapter 4" is a name
        if _HOUR.search(lowered, max(0, cue.start - _HOUR_REACH), cue.end + _HOUR_REACH):
            continue  # "delayed to 9:40", "at 12:14 in all caps"
        of_a_day = _OF_A_DAY.get(noun)
        if of_a_day and of_a_day.search(lowered, max(0, cue.start - _LONGEST_MONTH), cue.start):
            continue
        numbers = tuple(language.values(lowered[cue.start : cue.end]))
        yield Mark(Kind.COUNT, cue.start, cue.end, name=cue.name, numbers=numbers)


@cache
def _shared(name: str) -> tuple[str, ...]:
    raw = tomllib.loads((files("scraper.claims.languages") / "shared.toml").read_text(encoding="utf-8"))
    return tuple(raw[name])


@cache
def _bodies() -> dict[Kind, re.Pattern[str]]:
    """Return the patterns of outlets and databases, whose words are cited."""
    return {Kind.OUTLET: _words({*_shared("outlets")}), Kind.DATABASE: _words({*_shared("databases")})}


@lru_cache(maxsize=512)
def _own_platforms(watch: Watch) -> frozenset[str]:
    named = {p.strip() for p in re.split(r"[/,]", plain(watch.platform)) if p.strip()}
    groups = [frozenset(line.split("|")) for line in _shared("same_platforms")]
    return frozenset(named.union(*(g for g in groups if g & named)))


@lru_cache(maxsize=512)
def _platforms(watch: Watch) -> re.Pattern[str]:
    own = _own_platforms(watch) - set(_shared("platforms"))
    return _words({*_shared("platforms"), *own}) if own else _all_platforms()


@cache
def _all_platforms() -> re.Pattern[str]:
    return _words({*_shared("platforms")})


@lru_cache(maxsize=512)
def _people(watch: Watch) -> re.Pattern[str]:
    return _words({plain(p).strip() for p in watch.people})


def _words(words: set[str]) -> re.Pattern[str]:
    """Compile names, the longer first; where words are spaced they match whole words only."""
    spaced = [word for word in words if word and word.isascii()]
    joined = [word for word in words if word and not word.isascii()]
    # One look to the left for all of them: asked a name at a time it costs ten times as much.
    parts = [rf"(?<!\w)(?:{one_of(spaced, _spelled)})(?![^\W가-힣ぁ-ヿ])"] if spaced else []
    parts += [one_of(joined, _spelled)] if joined else []
    return re.compile("|".join(parts) or r"(?!)")


def _spelled(word: str) -> str:
    spelled = r"[\s-]+".join(map(re.escape, re.split(r"(?<=.)[\s-]+", word)))
    return spelled.replace(r"[\s-]+\&[\s-]+", r"(?:\s*&\s*|\s+and\s+)")  # "raj&dk"


__all__ = ["BlockKind", "Scene", "lay_out"]
