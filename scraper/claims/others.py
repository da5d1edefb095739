"""Marks other works: what stands in title quotes, so that its dates are not taken for ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.marks import Kind, Mark
from scraper.claims.words import IN_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.languages import Language

# On plain text (ASCII quotes). Apostrophes inside a name stand between letters.
_QUOTED = re.compile(
    r"""(?<![\w'])'(?=\S)((?:[^'\n]|(?<=\w)'(?=\w)){1,60}?)(?<=\S)'(?!\w)"""
    r"""|(?<![\w"])"{1,2}(?=[^\s"])([^"\n]{1,60}?)(?<=\S)"{1,2}(?!\w)"""
    r"""|[<《〈「『]([^<>《》〈〉「」『』\n]{1,60})[>》〉」』]"""
)
_QUOTED_SCRIPT = re.compile(
    r"""'(?=\S)([^'\n]{1,40}?)(?<=\S)'|[<《〈「『]([^<>《》〈〉「」『』\n]{1,60})[>》〉」』]"""
)
_INSTALLMENT = re.compile(r"(?<=\S) ?(?:시즌|파트|season|part) ?\d{1,2}$")
_IN_LATIN = re.compile(r"(?<=\S) ?\([a-z0-9 :.,!’'-]{2,40}\)$")
_NAME = 4  # letters of the shortest name that is known again without its quotes
_MOST = 60  # names of one document that are looked for
_MARKS_OF_QUOTE = tuple("'\"<《〈「『")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# A name that is set apart by its type: "*Red Fern* (BBC One)", "**Red Fern** – Netflix, 21 March".
_EMPHASISED = re.compile(
    r"(?<![\w*_])(?:\*(?=[^\s*])([^*\n]{1,60})(?<=\S)\*(?![\w*])"
    r"|_(?=[^\s_])([^_\n]{1,60})(?<=\S)_(?![\w_])"
    r"|\*\*(?=[^\s*])([^*\n]{1,60})(?<=\S)\*\*(?= ?(?:[(—]|- |s\d)))"
)
# One line of a list of titles: "Salt & Iron - Incheon - starts March 18", "Red Fern | renewed"
_ITEM = re.compile(
    r"^[-•*·▪ ]*([^\W_][^\n:;.!?–—|*_\-]{1,40}?) +[-–—|] +"
    r"(?=[^\n]*(?:\d|renewed|cancell?ed|ended|ending|pending|filming|shooting|wrap|starts|returns|on hold))",
    re.MULTILINE | re.IGNORECASE,
)
# What stands apart as a label of what follows, or as the day of it, is no work.
_LABEL = re.compile(
    r"(?<!\w)(?:filming|production|wrap|uk|us|usa|u\.s|u\.k|japan|korea|worldwide|international|global|canada|australia"
    r"|france|germany|india|china|creators?|showrunner|producers?|orders?|count|length|title|type|aka|source|renewals?"
    r"|renewed|cancell?ed|casting|distributor|based|notes?|tv|films?|movies?|series|volumes?|vol|parts?|batch|weeks?"
    r"|nights?|chapters?|returning|new|coming|also|next|episodes?|seasons?|release[ds]?|dates?|cast|network|premieres?|plot|trailer|synopsis"
    r"|director|writers?"
    r"|genre|languages?|platform|country|updated?|status|stars?|where|when|what|how|who|why|genres?"
    r"|studio|runtime"
    r"|created|produced|format|starring|watch|news|spoilers?|jan|feb|mar|apr|may|june?|july?|aug"
    r"|sept?|oct|nov|dec"
    r"|january|february|march|april|august|september|october|november|december|\w+day|today|tomorrow"
    r"|verdict|rating)(?!\w)"
)


def works(body: str, lowered: str, language: Language) -> Iterator[Mark]:
    """Yield marks for quoted names of works."""
    pattern = _QUOTED if language.capitals else _QUOTED_SCRIPT
    quoted: set[str] = set()
    for match in pattern.finditer(lowered):
        group = match.lastindex or 1
        start, end = match.span(group)
        if language.capitals and _full_stop(body[start:end]):
            end -= 1  # American quotes hold the full stop of the sentence: joins "The Harbor Line."
        if language.capitals and not _named(body[start:end]):
            continue
        if not language.capitals and (behind := _INSTALLMENT.search(lowered, start, end)):
            end = behind.start()  # 'A 시즌2': the season is marked by itself
        if not language.capitals and (latin := _IN_LATIN.search(lowered, start, end)):
            end = latin.start()  # 'A(B)': the name is told twice, in two scripts
        quoted.add(lowered[start:end])
        # a trailing comma inside the quotes belongs to the sentence
        yield Mark(Kind.OTHER, start, end, name=body[start:end])
    if not language.capitals:
        yield from _unquoted(body, lowered, quoted)


def emphasised(body: str, lowered: str, language: Language) -> Iterator[Mark]:
    """Yield marks for names of works that are set apart by their type, as in lists."""
    if not language.capitals or ("*" not in lowered and "_" not in lowered):
        return
    for match in _EMPHASISED.finditer(lowered):
        start, end = match.span(match.lastindex or 1)
        if _named(body[start:end].rstrip("?!.")) and not _LABEL.search(lowered, start, end):
            yield Mark(Kind.OTHER, start, end, name=body[start:end])


def itemised(body: str, lowered: str, language: Language) -> Iterator[Mark]:
    """Yield marks for the names with which the lines of a list begin, where there are several."""
    if not language.capitals:
        return
    items = [m.span(1) for m in _ITEM.finditer(body)]  # the lowered text has no lines
    for start, end in items if len(items) > 1 else ():
        if _named(body[start:end]) and not _LABEL.search(lowered, start, end):
            yield Mark(Kind.OTHER, start, end, name=body[start:end])


def _unquoted(body: str, lowered: str, quoted: set[str]) -> Iterator[Mark]:
    """Yield names that stand in quotes once and without them later."""
    names = sorted(
        (q for q in quoted if len(q) > _NAME or (len(q) == _NAME and " " in q)), key=len, reverse=True
    )
    if not names:
        return
    for match in re.finditer("|".join(map(re.escape, names[:_MOST])), lowered):
        before = lowered[match.start() - 1 : match.start()]
        if not (before.isalnum() or before in _MARKS_OF_QUOTE):
            yield Mark(Kind.OTHER, match.start(), match.end(), name=body[match.start() : match.end()])


def _full_stop(written: str) -> bool:
    """Whether a name of several words ends the sentence inside its quotes; "Yes." is somebody's word."""
    return written.endswith(".") and not written.endswith("..") and len(_WORD.findall(written)) > 1


def _named(written: str) -> bool:
    """Whether a quoted text is written as a title: few words, capitals, no sentence."""
    words = _WORD.findall(written)
    if not words or len(words) > 9 or written.rstrip().endswith((".", "…", ":")):
        return False
    large = [w for w in words if w.lower() not in IN_NAMES]
    if not large or not all(w[0].isupper() or w[0].isdigit() for w in large):
        return False
    first: str = words[0][0]
    return first.isupper() or first.isdigit()
