"""A response becomes documents: the article, and the posts embedded in it. For pages of any publisher.

    Tree | posts taken out | head (title, author, dates, canonical) | main text

A publisher that this reads wrongly gets a file in `sites/`.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scraper import posts, published, sites, text, urls
from scraper.errors import ReadError
from scraper.model import Document, DocumentKind, SourceStanding, utc
from scraper.page import Tree

if TYPE_CHECKING:
    from config.model import Source
    from scraper.kinds.interface import Answer, Link

READER = "1"  # version of this reader: pages read by another are asked for anew, without their validators

HANGUL = re.compile(r"[\uac00-\ud7af]")
KANA = re.compile(r"[\u3040-\u30ff]")
BYLINE = re.compile(r"^(?:by|written by|posted by|words by|글|글쓴이)\s*:?\s+", re.IGNORECASE)
BYLINES = (
    ".byline, .entry-meta, .post-meta, .article-meta, .posted-on, .entry-date, .author-date, .dateline-meta"
)
BYLINE_LENGTH = 160  # characters; a longer element of such a class is a layout's, not a byline
REPORTER = re.compile(r"([가-힣]{2,4})\s?(?:기자|특파원|리포터)")


def read(body: bytes, answer: Answer, source: Source, link: Link | None = None) -> tuple[Document, ...]:
    """Read a page: the article first, then its embedded posts. `link` is what was known before.

    Raises ReadError where no text is found or the bytes are no page.
    """
    tree = Tree.of(body, answer)
    site = sites.of(answer.url) or sites.UNKNOWN
    zone = ZoneInfo(site.zone or source.zone)
    embedded = posts.taken(tree)
    headline = site.said(tree, site.headline) or title(tree) or (link.headline if link else "")
    hint = published.of_datetime(link.published_at, zone) if link and link.published_at else None
    said, edited = published.read(tree, zone, hint=hint, now=answer.fetched_at)
    written_by = site.written_by(tree)
    identity = address(tree)
    article = Document(
        id=identity,
        kind=DocumentKind.ARTICLE,
        source=source.name,
        url=identity,
        language="",
        published=said.day if said else answer.fetched_at.astimezone(zone).date(),
        headline=headline,
        text="",
        published_at=said.at if said else None,
        updated_at=edited.at if edited else None,
        fetched_at=utc(answer.fetched_at),
        author=author(tree) if written_by is None else written_by,
        publisher=_speaker(tree, site, source, link) or urls.host(identity),
        standing=SourceStanding[source.standing.upper()],
        origin=elsewhere(tree, identity),
    )
    words = site.words(tree)
    if not words:
        _without_bylines(tree)
        words = text.main(tree, headline)
    if not words:
        raise ReadError(answer.url, "no text found")
    spoken = site.language or language(tree, words) or source.language or (link.language if link else "")
    article = replace(article, text=words, language=spoken)
    return (article, *posts.documents(embedded, article))


def _speaker(tree: Tree, site: sites.Site, source: Source, link: Link | None) -> str:
    return site.spoken_by(tree) or publisher(tree) or source.publisher or (link.publisher if link else "")


def _without_bylines(tree: Tree) -> None:
    """Take lines of author and date out of the page: their dates are no dates of the title's."""
    for element in tree.root.cssselect(BYLINES):
        if len(element.text_content()) <= BYLINE_LENGTH and element.getparent() is not None:
            element.drop_tree()


def title(tree: Tree) -> str:
    """Return the headline: of the article's data, its only h1, its metas, or its title without the outlet."""
    for one in tree.linked:
        if (
            "article" in str(one.get("@type", "")).lower()
            and isinstance(one.get("headline"), str)
            and one["headline"].strip()
        ):
            return _line(_unescaped(one["headline"]))
    tops = [h for h in tree.root.iter("h1") if h.text_content().strip()]
    if len(tops) == 1:
        return _line(tops[0].text_content())
    if named := tree.meta("og:title", "twitter:title"):
        return _outlet_cut(named, tree)
    if tops:
        return _line(tops[0].text_content())
    found = tree.root.find(".//title")
    return _outlet_cut(_line(found.text_content()), tree) if found is not None else ""


def _outlet_cut(named: str, tree: Tree) -> str:
    """Return a title without " - Outlet" at its end, where the outlet is known by name or host."""
    outlet = {publisher(tree).casefold(), urls.site(tree.url).split(".")[0]} - {""}
    head, dash, tail = re.match(r"(.*?)(?:(\s+[-–—|:·]\s+)([^-–—|]{1,40}))?$", named, re.DOTALL).groups()  # type: ignore[union-attr] # always matches
    loose = re.sub(r"\W", "", tail or "").casefold()
    if dash and any(
        loose and (loose in re.sub(r"\W", "", o) or re.sub(r"\W", "", o) in loose) for o in outlet
    ):
        return _line(head)
    return _line(named)


def address(tree: Tree) -> str:
    """Return the page's identity: its canonical address where that is the same site's, else its own.

    A page that names another site's address as canonical is not believed to be that page; it is a copy
    (`elsewhere`).
    """
    own = urls.canonical(urls.unaccelerated(tree.url))
    for named in (tree.link("canonical"), urls.joined(tree.base, tree.meta("og:url"))):
        if named and urls.same_site(named, tree.url) and not (_is_front(named) and not _is_front(tree.url)):
            return urls.canonical(named)
    return own


def elsewhere(tree: Tree, identity: str) -> str:
    """Return the address that a copy names as its original, on another site; "" for no copy."""
    named = [tree.link("canonical"), tree.meta("original-source", "syndication-source")]
    named += [_based_on(one) for one in tree.linked]
    for address_ in named:
        full = urls.joined(tree.base, address_) if address_ else ""
        if full and not urls.same_site(full, identity) and not _is_front(full):
            return urls.canonical(full)
    return ""


def _based_on(one: dict[str, Any]) -> str:
    based = one.get("isBasedOn")
    based = based.get("@id") or based.get("url") if isinstance(based, dict) else based
    return based if isinstance(based, str) else ""


def _is_front(url: str) -> bool:
    return re.fullmatch(r"https?://[^/]+/?", url) is not None


def author(tree: Tree) -> str:
    """Return who wrote it, in the page's words, "" where it does not say."""
    for one in tree.linked:
        if "article" in str(one.get("@type", "")).lower() and (named := _named(one.get("author"), tree)):
            return named
    named = tree.meta("author", "article:author", "byl", "parsely-author", "dable:author", "sailthru.author")
    if not named or named.startswith("http"):
        found = tree.root.cssselect(
            "[rel=author], [itemprop=author], .byline, .author-name, .author, .media_end_head_journalist_name"
        )
        named = next((words for e in found if (words := _line(e.text_content())) and len(words) <= 80), "")
    if reporter := REPORTER.search(named):
        return reporter.group(1)
    return re.split(r"\s*[,|·]\s*(?=[A-Z0-9]\w+ ?\d|\d)", BYLINE.sub("", _line(named)))[0][:120]


def _named(value: Any, tree: Tree) -> str:  # noqa: ANN401 - JSON
    """Return the name or names of a JSON-LD person or organisation, following a reference within the page."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, (_named(one, tree) for one in value[:5]))))
    if isinstance(value, dict):
        if "name" not in value and "@id" in value:
            value = next((o for o in tree.linked if o.get("@id") == value["@id"] and "name" in o), value)
        value = value.get("name")
        value = value[0] if isinstance(value, list) and value else value
    return _line(_unescaped(value)) if isinstance(value, str) and not value.startswith("http") else ""


def publisher(tree: Tree) -> str:
    """Return the outlet's name in the page's words, "" where it does not say."""
    for one in tree.linked:
        if "article" in str(one.get("@type", "")).lower() and (named := _named(one.get("publisher"), tree)):
            return named
    return tree.meta("og:site_name", "application-name", "og:article:author")


def language(tree: Tree, words: str) -> str:
    """Return two letters: of the script where it leaves no doubt, else as declared."""
    look = words[:4000]
    letters = sum(c.isalpha() for c in look) or 1
    if len(HANGUL.findall(look)) / letters > 0.3:
        return "ko"
    if len(KANA.findall(look)) / letters > 0.2:
        return "ja"
    return tree.language


def _line(words: str) -> str:
    return " ".join(words.split())


def _unescaped(words: str) -> str:
    """Undo entities that systems leave in JSON-LD ("What&#8217;s")."""
    return html.unescape(words)
