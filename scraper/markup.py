"""HTML as text: the only file that holds BeautifulSoup, always on lxml (html.parser is slower and laxer)."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString

__all__ = ["Tag", "attribute", "plain", "soup"]

# Elements that begin and end a paragraph of their own.
_BLOCKS = re.compile(
    r"(address|article|aside|blockquote|d[dlt]|div|fig(caption|ure)|footer|form|h[1-6]|header|hr|li|main|nav"
    r"|[ou]l|p|pre|section|t(able|body|d|h|head|r))"
)
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")


def _fullmatch(element: Tag) -> bool:
    return _BLOCKS.fullmatch(element.name) is not None


def soup(markup: str | bytes) -> BeautifulSoup:
    """Parse HTML; never raises for broken markup. Bytes are decoded by their own declaration."""
    with warnings.catch_warnings():
        # A post may be an address and no more, a page may be XML: both are read as they are.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(markup, "lxml")


def attribute(element: Tag | None, name: str) -> str:
    """One attribute as text; "" where the element or the attribute is missing."""
    value = element.get(name) if element is not None else None
    if isinstance(value, list):
        return " ".join(value)
    return value or ""


def plain(markup: str | Tag, *, drop: str = "") -> str:
    """Text of a piece of HTML: paragraphs separated by a blank line, `<br>` as a line break.

    `drop` is a CSS selector of elements left out (beside scripts and styles). A `Tag` that is passed
    in is not changed.
    """
    tree = soup(str(markup))
    for gone in tree.select(", ".join(filter(None, ("script, style, template, noscript", drop)))):
        gone.decompose()
    for string in tree.find_all(string=True):
        if isinstance(string, NavigableString):
            string.replace_with(_SPACE.sub(" ", string))
    for line_break in tree.find_all("br"):
        line_break.replace_with("\n")
    for block in tree.find_all(_fullmatch):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    paragraphs = re.split(r"\n\s*\n", tree.get_text())
    return "\n\n".join(
        "\n".join(" ".join(line.split()) for line in paragraph.strip().split("\n"))
        for paragraph in paragraphs
        if paragraph.strip()
    )
