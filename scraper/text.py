"""The words of a page: main text as paragraphs, tables and fact boxes as lines. trafilatura's only import.

trafilatura keeps prose, headings and lists; what it drops and claims are read from (a table beside the
text, a definition list, "Episodes: 8" in bold) is put back line by line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.page import Tree

LITTLE = 250  # characters below which the fast pass is not trusted and the thorough one is tried
NOTHING = 20  # characters below which there is no text
FACT_LENGTH = 240  # characters of a fact line at most
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(
    ("script", "style", "noscript", "template", "svg", "iframe", "button", "select", "option", "textarea")
)
ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar-widget|widget|newsletter|share|social|menu|breadcrumb|cookie|promo",
    re.IGNORECASE,
)
LABELLED = re.compile(r"^[^:：]{2,40}\s?[:：]\s?\S")


@cache
def _extractor() -> Any:  # noqa: ANN401 - trafilatura's module, 0.3 s and 30 MB that an unchanged pass need not pay
    import trafilatura  # noqa: PLC0415

    return trafilatura


def paragraphs(element: Any) -> str:  # noqa: ANN401 - lxml
    """Return the words of an element, paragraphs separated by a blank line, <br> as a line break."""
    out: list[str] = []
    _walk(element, out)
    parts = re.split(r"\n\s*\n", "".join(out))
    lines = ("\n".join(" ".join(line.split()) for line in part.strip().split("\n")).strip() for part in parts)
    return "\n\n".join(line for line in lines if line)


def _walk(element: Any, out: list[str]) -> None:  # noqa: ANN401 - lxml
    """Append the text below an element, without recursion: nesting may be deep."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        one, leaving = stack.pop()
        if isinstance(one, str):
            out.append(re.sub(r"[ \t\r\n\f\v\u00a0]+", " ", one))
            continue
        block = one.tag in BLOCKS
        if leaving or not isinstance(one.tag, str) or one.tag in SILENT:
            if block:
                out.append("\n\n")
            continue
        if block:
            out.append("\n\n")
        if one.tag == "br":
            out.append("\n")
        inner: list[tuple[Any, bool]] = [(one.text or "", False)]
        for child in one:
            inner += [(child, False), (child.tail or "", False)]
        stack.append((one, True))
        stack += reversed(inner)


def main(tree: Tree, headline: str = "") -> str:
    """Return the main text of a page, "" where none is found. A headline repeated at its start is left out.

    Changes the tree: the pairs of definition lists become lines.
    """
    _pair(tree)
    text = _prose(tree, fast=True)
    if len(text) < LITTLE:
        thorough = _prose(tree, fast=False)
        text = max(text, thorough, key=len)
    if len(text) < LITTLE:
        text = max(text, _narrow(tree), key=len)
    lines = [line for line in text.split("\n\n") if line.strip()]
    if lines and headline and lines[0].casefold() == headline.casefold():
        lines = lines[1:]
    said = " ".join(" ".join(lines).split())
    lines += [
        fact for fact in dict.fromkeys(_facts(tree)) if fact not in said and _loose(fact) not in _loose(said)
    ]
    text = "\n\n".join(lines)
    return text if len(text) >= NOTHING else ""


def _pair(tree: Tree) -> None:
    """Write each term of a definition list and what is said of it on one line: apart they say nothing."""
    for term in list(tree.root.iter("dt")):
        said = term.getnext()
        if said is not None and said.tag == "dd" and term.getparent() is not None:
            line = (
                f"{' '.join(term.text_content().split()).rstrip(' :')}: {' '.join(paragraphs(said).split())}"
            )
            said.drop_tree()
            term.clear(keep_tail=True)
            term.tag, term.text = "p", line
            if term.getparent().tag == "dl":
                term.getparent().tag = "div"


def _prose(tree: Tree, *, fast: bool) -> str:
    """Return trafilatura's reading, each of its lines a paragraph."""
    found = _extractor().extract(
        tree.root,
        url=tree.url,
        fast=fast,
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
    )
    lines = (re.sub(r"\s*\|\s*(?:\|\s*)*", " | ", line).strip(" |-") for line in (found or "").split("\n"))
    return "\n\n".join(" ".join(line.split()) for line in lines if line.strip())


def _narrow(tree: Tree) -> str:
    """Return the words of the page's only article or main element: news too short for an extractor."""
    for selector in (
        "article",
        "main",
        "[itemprop=articleBody]",
        "#dic_area",
        ".article_body",
        ".article-body",
    ):
        found = tree.root.cssselect(selector)
        if len(found) == 1:
            parts = [paragraphs(p) for p in found[0].iter("p", "h2", "h3", "li") if not _elsewhere(p)]
            return "\n\n".join(part for part in parts if part) or paragraphs(found[0])
    return ""


def _facts(tree: Tree) -> Iterator[str]:
    """Yield the rows of tables, and lines that begin with a bold label."""
    for element in tree.root.iter("tr", "li", "p", "div"):
        if element.tag == "tr":
            cells = [" ".join(paragraphs(cell).split()) for cell in element if cell.tag in ("td", "th")]
            line = (": " if len(cells) == 2 and element.find("th") is not None else " | ").join(
                cell for cell in cells if cell
            )
            if len(cells) < 2:
                continue
        else:
            first = next(iter(element), None)
            label = (
                first is not None
                and not (element.text or "").strip()
                and first.tag in ("b", "strong", "span")
            )
            if not label or any(child.tag in BLOCKS for child in element):
                continue
            line = paragraphs(element)
            if not LABELLED.match(line):
                continue
        line = " ".join(line.split())
        if 3 < len(line) <= FACT_LENGTH and not _elsewhere(element):
            yield line


def _elsewhere(element: Any) -> bool:  # noqa: ANN401 - lxml
    """Whether an element stands in navigation, comments or a box about other articles."""
    return any(
        above.tag in ("nav", "footer", "form")
        or ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in element.iterancestors()
        if above.tag not in ("html", "body")
    )


def _loose(text: str) -> str:
    """Return letters and digits only: the same row may stand with other bars between its cells."""
    return "".join(re.findall(r"\w+", text)).casefold()
