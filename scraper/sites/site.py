"""What a site file says: where the headline, the text and the names stand in its publisher's markup."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scraper.text import paragraphs

if TYPE_CHECKING:
    from scraper.page import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One publisher's markup. All selectors are CSS; "" leaves a part to the general reader."""

    hosts: tuple[str, ...]  # without "www."
    seen: str  # year and month in which the markup stood so
    path: str = "/"  # how the addresses of its articles begin
    publisher: str = ""
    zone: str = ""  # of the outlet: its "Friday", and its times without an offset
    language: str = ""
    headline: str = ""
    author: str = ""
    outlet: str = ""  # selector of the outlet's name, where the site shows other outlets' articles
    outlet_attribute: str = "title"
    text: tuple[str, ...] = ()  # elements that hold the text: the first selector that finds any
    drop: str = ""  # elements inside the text that are not the article's words

    def words(self, tree: Tree) -> str:
        """Return the article's text, paragraphs separated by a blank line; "" where the markup has changed.

        The tree is not changed.
        """
        found = next(filter(None, map(tree.select, self.text)), [])
        parts = []
        for one in found:
            part = copy.deepcopy(one)
            part.tail = None
            for gone in part.cssselect(self.drop) if self.drop else ():
                gone.drop_tree()
            for row in list(part.iter("tr")):
                _straighten(row)
            parts.append(paragraphs(part))
        return "\n\n".join(filter(None, parts))

    def said(self, tree: Tree, selector: str) -> str:
        """Return the words of the first element that one of this site's selectors finds, on one line."""
        found = tree.select(selector) if selector else []
        return " ".join(found[0].text_content().split()) if found else ""

    def written_by(self, tree: Tree) -> str | None:
        """Return the author's name, "" where the page has none, None where this file does not know."""
        return re.sub(r"\s*(?:기자|특파원)\b.*", "", self.said(tree, self.author)) if self.author else None

    def spoken_by(self, tree: Tree) -> str:
        """Return the outlet's name: the site's own, or that of the outlet whose article it shows."""
        found = tree.select(self.outlet) if self.outlet else []
        named = found[0].get(self.outlet_attribute) or found[0].text_content() if found else ""
        return " ".join(named.split()) or self.publisher


def _straighten(row: Any) -> None:  # noqa: ANN401 - lxml
    """Turn a table's row into one line: "label: value", or cells parted by bars."""
    cells = [(cell.tag, " ".join(cell.text_content().split())) for cell in row if cell.tag in ("td", "th")]
    tail = row.tail
    row.clear()
    row.tag, row.tail = "p", tail
    labelled = len(cells) == 2 and cells[0][0] == "th"
    row.text = (": " if labelled else " | ").join(words for _, words in cells if words)
