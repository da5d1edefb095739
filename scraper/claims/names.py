"""Finds the watched title in a text, and tells it from its look-alikes by how it is written.

Written as a name means: capitals, quotes, a hashtag or handle, or a script without capitals. What is
only a piece of a longer name ("Morning Glory", "The Glory of Christmas") is not the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.claims.careless import LATIN, pattern_of, spellings
from scraper.claims.languages.lexicon import ROMAN
from scraper.claims.marks import Kind, Mark, plain
from scraper.claims.words import BESIDE, IN_NAMES
from scraper.clipped import clipped, headless, sides

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from config.model import Watch

_PART = re.compile(r"[\s:,(-]*(?:part|vol(?:ume)?\.?|파트)\s*(\d|ii?i?|one|two|three)$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![\d-])\s*(\d)$")  # not of "9-1-1"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A number right behind the name is an installment ("Kingdom 2", "더 글로리2"), a year or an hour is not.
_SUFFIX = re.compile(
    r" ?([2-9])(?![\d:/]|[.,]\d| (?:episodes?|eps?|hours?|days?|weeks?|months?|years?|million|billion"
    r"|[ap]\.?m)\b)"
    r"(?!\w*(?:화|회|부|주|월|일|년|시|개|위|억|만|명|막|편|차|번|권|분))"
)
_ROMAN = re.compile(r" (ii|iii|iv)(?!\w|\.\w)")  # "Lantern Street II"
_ANOTHER_OF_IT = re.compile(r"[\"'”’]?(?::? \d{2}|: [A-Z])")  # "Lanterns 2077": a game, an older film
_SPLIT = re.compile(r"(?<=[a-z])-(?=[a-z])")  # "Lamp Ok-dan"
_WITHOUT_ARTICLE = 2  # spaces in a name that is known without its article too
_MOST_SEASONS = 5  # a higher number is a piece of the name itself: "Exit 9"
_SEASONED = re.compile(r" (?:s\d{1,2}|season \d{1,2})\b", re.IGNORECASE)  # "mercer s5 in five days"
_LONGER_NAME = "longer"  # written as a name, but as a piece of another work's
_CLOSERS = "'\")]>》」』”’"
_OPENERS = "'\"([<《「『“‘"
# Lower-case words that stand inside English titles; before a name they make no longer name.
_LONGER = re.compile(r" (?:of|in|for|on|to|vs\.?|&) (?:the |a )?([A-Z][\w'’]*)")
_REMAKE = re.compile(r"[^.!?\n]{0,12}\b(?:remaster|re-release|the musical|the game|broadway)", re.IGNORECASE)
# "They are making a 4th Lantern Street."
_NTH = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ANOTHER = re.compile(rf"(?<!\w)an? ({'|'.join(_NTH)}|[2-9](?:nd|rd|th)|1\dth) [\"'“‘]?$")
_REACH = 16  # characters of such a number
# "A second Lantern Street trailer" numbers what is made beside it.
_BESIDE = re.compile(
    r"[\"'”’]?(?:'s|’s)? (?:\w+ )?(?:trailers?|teasers?|posters?|clips?|videos?|films?|movies?|novels?|books?"
    r"|specials?|spin-?offs?|star|actor|actress|director|writer|producer|creator|fan|viewer|episodes?|part|volume|half|game"
    r"|album|soundtrack|time|date|delay|look|image|photo|featurette|announcement|event|award|nomination)(?!\w)"
)
_SUBTITLE = re.compile(r": (?:the )?([A-Z][\w'’]+)")
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]*(?:y|ch|il|st|er))?$")
_HASH_TAIL = (
    r"(?:(?P<part>part|파트|vol(?:ume)?)_?(?P<p>\d)|(?:season|시즌|series|s)_?(?P<s>\d)|(?P<n>[2-9])"
    r"|finale|premiere|spoilers?|trailer|official|tv"
    r"|(?:kdrama|series|drama|film|movie|the\w{2,6}|on)?(?P<platform>[a-z]{2,9})?)"
)


@dataclass(frozen=True)
class Names:
    """How one watch's title is found."""

    watch: Watch
    pattern: re.Pattern[str] | None
    tags: re.Pattern[str] | None
    common: frozenset[str]  # names that are also ordinary words: they need support from the text
    own: frozenset[str]  # every name, plain
    lookalikes: re.Pattern[str] | None
    short: re.Pattern[str] | None  # "Only Murders", where the whole name stands too
    side: re.Pattern[str] | None  # "Jeongnyeon" of "Jeongnyeon: The Star Is Born", where its people stand too

    def find(self, body: str, lowered: str, headline: int) -> Iterator[Mark]:
        """Yield the title's mentions; `headline` is the headline's length."""
        title_case = _title_case(body[:headline])
        shadows = [m.span() for m in self.lookalikes.finditer(lowered)] if self.lookalikes else []
        if self.pattern:
            for match in self.pattern.finditer(lowered):
                start, end = match.span()
                if any(a <= start and end <= b and (a, b) != (start, end) for a, b in shadows):
                    continue
                how = self._written(body, start, end, in_title_case=title_case and end <= headline)
                if how == _LONGER_NAME:
                    yield Mark(Kind.OTHER, start, end, name=body[start:end])
                elif how:
                    yield self._mark(body, lowered, start, end, how)
        yield from self._clipped(body, lowered, headline, in_title_case=title_case)
        if self.tags:
            for match in self.tags.finditer(lowered):
                yield Mark(
                    Kind.TITLE,
                    match.start(),
                    match.end(),
                    name="tag",
                    season=int(match["s"] or match["n"] or 0),
                    part=int(match["p"] or 0),
                )

    def _clipped(self, body: str, lowered: str, headline: int, *, in_title_case: bool) -> Iterator[Mark]:
        """Yield what the title is called by in a text that names it in full as well."""
        if self.short is None or self.pattern is None or not self.pattern.search(lowered):
            return
        for match in self.short.finditer(lowered):
            start, end = match.span()
            how = self._written(body, start, end, in_title_case=in_title_case and end <= headline)
            if how in ("quoted", "cased") and not self.pattern.match(lowered, start):
                yield self._mark(body, lowered, start, end, how)

    def raw(self, lowered: str) -> list[Mark]:
        """Return every place where a name stands, also inside longer names."""
        return [Mark(Kind.TITLE, *m.span()) for m in self.pattern.finditer(lowered)] if self.pattern else []

    def by_side(self, body: str, lowered: str, headline: int, *, post: bool) -> list[Mark]:
        """Return one side of the name's colon, where no other work of that name stands in the text.

        Outside posts it is written as a name, and one word stands in quotes or in the headline once.
        """
        if self.side is None:
            return []
        title_case = _title_case(body[:headline])
        marks, sure = [], False
        for match in self.side.finditer(lowered):
            start, end = match.span()
            how = self._written(body, start, end, in_title_case=title_case and end <= headline)
            if _ANOTHER_OF_IT.match(body, end) or (how in ("", _LONGER_NAME) and body[start].isupper()):
                return []
            if how and (post or how != "loose"):
                marks.append(self._mark(body, lowered, start, end, how))
                sure = sure or post or how == "quoted" or end <= headline or " " in match[0]
        return marks if sure else []

    def careless(self, lowered: str) -> Iterator[Mark]:
        """Yield one-word names in small letters, as fans write who name the cast as well."""
        if self.pattern:
            for match in self.pattern.finditer(lowered):
                yield Mark(Kind.TITLE, *match.span(), name="loose")

    def _mark(self, body: str, lowered: str, start: int, end: int, how: str) -> Mark:  # noqa: PLR0911 - each return is a form of its own
        name = lowered[start:end]
        part = _PART.search(name)
        numbered = None if part or self.watch.kind == "film" else _NUMBERED.search(name)
        if numbered and int(numbered[1]) <= _MOST_SEASONS:
            return Mark(Kind.TITLE, start, end, name=how, season=int(numbered[1]))
        if part:
            number = {"ii": 2, "iii": 3, "one": 1, "two": 2, "three": 3, "i": 1}.get(part[1]) or int(part[1])
            return Mark(Kind.TITLE, start, end, name=how, part=0 if self.watch.kind == "film" else number)
        if body.startswith("\n", end):
            return Mark(Kind.TITLE, start, end, name=how)  # the number of the next line is not the name's
        if self.watch.kind != "film" and (suffix := _SUFFIX.match(lowered, end)):
            return Mark(Kind.TITLE, start, suffix.end(), name=how, season=int(suffix[1]))
        if self.watch.kind != "film" and (roman := _ROMAN.match(lowered, end)):
            return Mark(Kind.TITLE, start, roman.end(), name=how, season=ROMAN[roman[1]])
        again = _ANOTHER.search(lowered, max(0, start - _REACH), start)
        if again and self.watch.kind != "film" and not _BESIDE.match(lowered, end):
            return Mark(Kind.TITLE, start, end, name=how, season=_another(again[1]))
        return Mark(Kind.TITLE, start, end, name=how)

    def _written(self, body: str, start: int, end: int, *, in_title_case: bool) -> str:
        """Return how the name stands there: quoted, cased, shouted, loose, or "" for not a name."""
        written = body[start:end].replace("’", "'")
        before, after = body[max(0, start - 1) : start], body[end : end + 1]
        quoted = (
            before != "" and before in _OPENERS and (after in _CLOSERS or after in ",.!?:;" or after == " ")
        )
        if not LATIN.match(written):
            return "quoted" if quoted and after in _CLOSERS else "script"
        joined = _SPLIT.sub("", written)
        words = [w for w in _WORD.findall(joined) if w.lower() not in IN_NAMES or w == written]
        cased = bool(words) and all(w[0].isupper() or w[0].isdigit() for w in words)
        if not cased:
            single = len(_WORD.findall(written)) < 2 and not _SEASONED.match(body, end)
            return "" if single else "loose"
        if quoted and after in _CLOSERS:
            return "quoted"
        if self._longer(body, start, end, in_title_case=in_title_case, quoted=quoted):
            return "" if plain(written) in self.common else _LONGER_NAME
        shouted = written.isupper() and len(written) > 3
        return "shouted" if shouted else "cased"

    def _longer(self, body: str, start: int, end: int, *, in_title_case: bool, quoted: bool) -> bool:  # noqa: PLR0911 - each return is a ground of its own
        """Return whether the name is only a piece of a longer one."""
        if _REMAKE.match(body, end):
            return True
        subtitle = _SUBTITLE.match(body, end)
        if (
            subtitle
            and plain(subtitle[1]) not in self.allowed
            and not _MONTH.match(subtitle[1])
            and (quoted or not (in_title_case or _heads_line(body, start)))
        ):
            return True
        if in_title_case:
            return False
        longer = _LONGER.match(body, end)
        if longer and plain(longer[1]) not in self.allowed and plain(body[start:end]) in self.common:
            return True
        if plain(body[start:end]) not in self.common and not _starts_with_article(body[start:end]):
            return False
        left = re.search(r"([^\W\d_][\w'’]*) $", body[max(0, start - 30) : start])
        if left and left[1][0].isupper() and not left[1].endswith(("'s", "’s", "s'", "s’")):
            first = _sentence_initial(body, start - 30 + left.start() if start >= 30 else left.start())
            if not (first and left[1].lower() in IN_NAMES) and left[1].lower() not in self.allowed:
                return True
        right = re.match(r" (?!(?:S|EP|Ep|E|Pt|PT)\d)([A-Z][\w'’]*)", body[end : end + 30])
        return bool(right and plain(right[1]) not in self.allowed and plain(body[start:end]) in self.common)

    @property
    def allowed(self) -> frozenset[str]:
        """Words that may stand capitalised beside a name without making it longer."""
        return _allowed(self.watch)


@lru_cache(maxsize=512)
def _allowed(watch: Watch) -> frozenset[str]:
    platform = _WORD.findall(plain(watch.platform))
    return frozenset(
        (
            *platform,
            *BESIDE,
        )
    )


def _heads_line(body: str, start: int) -> bool:
    """Whether the name opens its line: then a colon behind it follows a label, not a title."""
    line = body[body.rfind("\n", 0, start) + 1 : start]
    stop = body.find("\n", start)
    long = (stop if stop >= 0 else len(body)) - start > 110 and "\n" in body[:start]
    if long:  # a paragraph, no headline: there it is a subtitle
        return False
    return not line.strip(" -•*'\"‘“0123456789.)")


def _starts_with_article(written: str) -> bool:
    return written.lower().startswith(("the ", "a "))


def _sentence_initial(body: str, at: int) -> bool:
    before = body[max(0, at - 3) : at].rstrip("'\"“‘(- ")
    return at <= 0 or not before or before[-1] in ".!?:\n…—"


def _title_case(headline: str) -> bool:
    words = [w for w in _WORD.findall(headline) if len(w) > 3 and w.isascii()]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


@lru_cache(maxsize=512)
def names_of(watch: Watch) -> Names:
    """Return the finder of a watch, compiled once."""
    own = {
        plain(n).strip(): n
        for n in (*watch.names, *(n for i in watch.installments for n in i.names))
        if n.strip()
    }
    # "Glass Orchard" is The Glass Orchard; "Glory" alone could be anything.
    own |= {n[4:]: w[4:] for n, w in own.items() if n.startswith("the ") and n.count(" ") >= _WITHOUT_ARTICLE}
    own |= {plain(rest): rest for w in tuple(own.values()) if (rest := headless(w))}
    alone = {n: w for n, w in own.items() if not _derived(n, own, film=watch.kind == "film")}
    common = frozenset(
        spelled
        for n in alone
        if LATIN.match(n) and len(_WORD.findall(n)) == 1 and not re.search(r"\d", n)
        for spelled in spellings(n)
    ) | frozenset(n for n in alone if not LATIN.match(n) and len(n) <= 3)
    shorts = {s for n in alone if (s := clipped(n)) and s not in alone}
    halves = {plain(s).strip(): s for n in own.values() for s in sides(n)}
    halves = {n: w for n, w in halves.items() if n not in alone}
    common |= frozenset(n for n in halves if " " not in n)
    squashed = sorted({re.sub(r"[\W_]+", "", n) for n in (*alone, *shorts)} - {""}, key=len, reverse=True)
    tags = "|".join(re.escape(s) for s in squashed)
    platforms = [re.sub(r"\W", "", p) for p in re.split(r"[/,]", plain(watch.platform))]
    tail = _HASH_TAIL.replace(
        "[a-z]{2,9}", "|".join(re.escape(p) for p in {*platforms, "netflix", "tvn"} if p)
    )
    lookalikes = "|".join(re.escape(plain(x)) for x in watch.lookalikes if x.strip())
    return Names(
        watch=watch,
        pattern=_any_of(alone),
        tags=re.compile(rf"(?:[#@](?:save|renew|uncancel|bringback)?|(?<!\w)r/)(?:{tags}){tail}(?!\w)")
        if tags
        else None,
        common=common,
        own=frozenset(spelled for name in own for spelled in spellings(name)),
        lookalikes=re.compile(lookalikes) if lookalikes else None,
        short=_any_of(shorts),
        side=_any_of(halves),
    )


def _any_of(names: Collection[str]) -> re.Pattern[str] | None:
    """Return what finds any of some names, the longest first."""
    return re.compile("|".join(map(pattern_of, sorted(names, key=len, reverse=True)))) if names else None


def _derived(name: str, own: dict[str, str], *, film: bool) -> bool:
    """Return whether a name is another one with a number or part behind it, which the suffix rules read."""
    if film:
        return False
    for tail in (_PART, _NUMBERED):
        found = tail.search(name)
        if found and name[: found.start()].strip() in own:
            return True
    return False


def _another(written: str) -> int:
    """Return the season of "a fourth" or "a 4th" before a name."""
    return _NTH.index(written) + 2 if written in _NTH else int(written[:-2])
