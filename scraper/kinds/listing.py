"""A page of links: front page, section or tag page. Each article that it leads to is read once.

Which links are articles is the operator's CSS selector (`links`), else what links to articles look
like: on the same site, with words enough to be a headline, and a path that is no section's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper import urls
from scraper.errors import ReadError
from scraper.kinds.interface import Answer, Link, Page
from scraper.kinds.web import ask, opened, refusal
from scraper.page import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.model import Source

__all__ = ["ask", "follows_all", "read", "refusal"]

MOST = 200  # links of one page, in its order
# Headlines have this many characters at least; Korean and Japanese ones say as much in half.
HEADLINE, DENSE_HEADLINE = 18, 9
DENSE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
SECTION = re.compile(
    r"/(?:tags?|topics?|category|categories|authors?|about|contact|privacy|terms|login|search|page)(?:/|$)",
    re.IGNORECASE,
)


def read(answer: Answer, source: Source) -> Page:
    """Return the links in the page's order. Raises ReadError where there are none: the page has changed."""
    tree = Tree.of(opened(answer), answer)
    found: dict[str, Link] = {}
    for url, words in _anchors(tree, source):
        key = urls.canonical(url)
        known = found.get(key)
        if known is None or len(words) > len(known.headline):
            found[key] = Link(url=url, headline=words, language=tree.language or source.language)
    if not found:
        raise ReadError(
            answer.url,
            f"no link matches {source.links!r}" if source.links else "no link looks like an article",
        )
    return Page(links=tuple(found.values())[:MOST])


def follows_all(source: Source) -> bool:
    """Whether every link is read: those that the operator chose."""
    return bool(source.links)


def _anchors(tree: Tree, source: Source) -> Iterator[tuple[str, str]]:
    """Yield address and words of each link that counts."""
    chosen = tree.select(source.links) if source.links else tree.root.iter("a")
    for element in chosen:
        for anchor in [element] if element.tag == "a" else element.iter("a"):
            url = urls.joined(tree.base, anchor.get("href") or "")
            words = " ".join(anchor.text_content().split()) or (anchor.get("title") or "").strip()
            if url and (source.links or _like_article(url, words, tree.base)):
                yield url, words


def _like_article(url: str, words: str, base: str) -> bool:
    path = urlsplit(url).path.rstrip("/")
    enough = DENSE_HEADLINE if DENSE.search(words) else HEADLINE
    return (
        len(words) >= enough
        and urls.same_site(url, base)
        and path not in ("", urlsplit(base).path.rstrip("/"))
        and not SECTION.search(path)
    )
