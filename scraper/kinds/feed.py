"""RSS, Atom and JSON Feed. An entry that brings its whole text is read here; another leads to its article.

Formats: RSS 2.0 (2009), RSS 1.0, RFC 4287, JSON Feed 1.1; seen with every fault there is. feedparser
reads the first two families, and only from a byte stream: given bytes it opens a file or address that
they happen to name. It is quadratic in a tag's attributes and slow on long feeds, so both are bounded
before it sees them, and entity declarations are refused.
"""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import feedparser  # type: ignore[import-untyped]
import lxml.html
from lxml import etree

from scraper import posts, published, urls
from scraper.errors import ReadError
from scraper.kinds import news_search
from scraper.kinds.answers import language
from scraper.kinds.interface import Answer, Link, Page
from scraper.kinds.web import ask, opened, refusal
from scraper.model import Document, DocumentKind, SourceStanding, utc
from scraper.page import Tree, decoded
from scraper.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.model import Source

__all__ = ["ask", "glance", "read", "refusal"]

MOST = 500  # entries that are read, in the feed's order
WHOLE = 600  # characters of content from which it is the article's own text, not a teaser
ATTRIBUTES = 64  # of one element; more is an attack on the parser
ROOT = re.compile(r"<(?:\w+:)?(rss|feed|RDF)\b", re.IGNORECASE)
ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
CLOSING = {"rss": "</channel></rss>", "feed": "</feed>", "rdf": "</rdf:RDF>"}
TAG = re.compile(r"<[A-Za-z][^<>]{400,}")
REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,9})|(\d{1,9}));")
ATTRIBUTE = re.compile(r"[\w:.-]+\s*=\s*[\"']")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One entry, whatever the format."""

    url: str
    title: str
    summary: str  # HTML
    content: str  # HTML
    author: str
    outlet: str
    published: str
    updated: str


def glance(answer: Answer) -> None:
    """Raise ReadError unless the answer begins like a feed. Cheap; for feeds that name no watch at all."""
    _kind(_opened(answer), answer)


def read(answer: Answer, source: Source) -> Page:
    """Read the feed's entries: documents of whole texts, links for the others."""
    text = _opened(answer)
    kind = _kind(text, answer)
    spoken, found = _json(text, answer) if kind == "json" else _xml(text, kind, answer)
    documents: list[Document] = []
    links: dict[str, Link] = {}
    known: set[str] = set()
    count = skipped = 0
    for count, entry in enumerate(found, 1):
        if count > MOST:
            skipped += 1
            continue
        if not entry.url and not entry.title:
            skipped += 1
            continue
        key = urls.canonical(entry.url) if entry.url else ""
        if key in known:
            continue
        known.add(key)
        whole, embedded = _body(entry, answer)
        said = language(spoken, source)
        if key and len(whole) < WHOLE:
            links[key] = _link(entry, source, said, whole)
        elif whole:
            article = _document(entry, key, source, answer, said, whole)
            documents += [article, *posts.documents(embedded, article)]
        else:
            skipped += 1
    if not count:
        return Page()
    if not documents and not links:
        raise ReadError(answer.url, f"none of {count} entries can be read")
    return Page(documents=tuple(documents), links=tuple(links.values()), skipped=skipped)


def _opened(answer: Answer) -> str:
    try:
        text = decoded(answer.body, answer.headers.get("content-type", ""))
    except ReadError as error:
        raise ReadError(answer.url, error.reason) from error
    text = text.lstrip("\ufeff \t\r\n\0")
    if not text:
        raise ReadError(answer.url, "an empty answer")
    return text


def _kind(text: str, answer: Answer) -> str:
    """Return rss, feed, rdf or json. Raises ReadError, or SuspectError for a challenge in its place."""
    if text.startswith("{"):
        if '"https://jsonfeed.org/version/1' in text[:2000].replace("\\/", "/") or '"items"' in text:
            return "json"
        raise ReadError(answer.url, "JSON, but no JSON Feed")
    root = ROOT.search(text[:5000])
    if root is not None and not re.search(r"<html\b", text[: root.start()], re.IGNORECASE):
        if "<!ENTITY" in text or "<!entity" in text:
            raise ReadError(answer.url, "the feed declares entities, which is refused")
        if any(len(ATTRIBUTE.findall(tag)) > ATTRIBUTES for tag in TAG.findall(text)):
            raise ReadError(answer.url, f"an element has more than {ATTRIBUTES} attributes")
        return root.group(1).lower()
    opened(answer)  # says so if it is a challenge or login page
    if re.search(r"<(?:!doctype html|html)\b", text[:2000], re.IGNORECASE):
        raise ReadError(answer.url, "an HTML page, not a feed")
    raise ReadError(answer.url, "not a feed")


def _xml(text: str, kind: str, answer: Answer) -> tuple[object, Iterator[_Entry]]:
    """Parse RSS or Atom: as many entries as are read and one more, which tells that there were more."""
    ends = [end.end() for _, end in zip(range(MOST + 1), ENTRY_END.finditer(text), strict=False)]
    if len(ends) > MOST:
        text = text[: ends[MOST]] + CLOSING[kind]
    text = REFERENCE.sub(_possible, text)
    text = re.sub(r"^<\?xml[^>]*\?>", '<?xml version="1.0" encoding="utf-8"?>', text, count=1)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": answer.url}
    feed = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers, sanitize_html=True)
    if not feed.entries and (feed.bozo or not feed.version) and ENTRY_END.search(text):
        raise ReadError(answer.url, "the feed is damaged: no entry can be read")
    return feed.feed.get("language"), (_entry(one, answer) for one in feed.entries)


def _possible(reference: re.Match[str]) -> str:
    """Return a character reference that names a character, "" for one that feedparser would stumble over."""
    hexadecimal, decimal = reference.groups()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return reference.group() if 0 < number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF else ""


def _entry(one: Any, answer: Answer) -> _Entry:  # noqa: ANN401 - feedparser's dictionaries
    outlet = one.get("source") or {}
    resolved = None
    link = one.get("feedburner_origlink") or one.get("link") or ""
    if not link and str(one.get("id", "")).startswith(("http://", "https://")):
        link = one["id"]
    title = _words(one.get("title", ""))
    if news_search.is_search(answer.url):
        named = outlet.get("title", "") or one.get("news_source", "")
        resolved = news_search.resolve(title=title, link=link, outlet=named, home=outlet.get("href", ""))
    content = max((part.get("value", "") for part in one.get("content", [])), key=len, default="")
    return _Entry(
        url=urls.joined(answer.url, resolved.url if resolved else link),
        title=" ".join((resolved.headline if resolved else title).split()),
        summary=one.get("summary", ""),
        content=content,
        author=one.get("author", ""),
        outlet=resolved.publisher if resolved else "",
        # Past the dictionary's own get: it gives what was published for a missing "updated", with a warning.
        published=dict.get(one, "published") or dict.get(one, "updated") or "",
        updated=dict.get(one, "updated") or "",
    )


def _json(text: str, answer: Answer) -> tuple[object, Iterator[_Entry]]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(answer.url, "the JSON Feed is damaged") from error
    if not isinstance(feed.get("items"), list):
        raise ReadError(answer.url, "JSON, but no JSON Feed")
    return feed.get("language"), (_item(one, answer) for one in feed["items"] if isinstance(one, dict))


def _item(one: dict[str, Any], answer: Answer) -> _Entry:
    def text(key: str) -> str:
        value = one.get(key)
        return value if isinstance(value, str) else ""

    authors = one["authors"] if isinstance(one.get("authors"), list) else [one.get("author")]
    names = [a["name"] for a in authors if isinstance(a, dict) and isinstance(a.get("name"), str)]
    plain = "".join(f"<p>{_escaped(part)}</p>" for part in text("content_text").split("\n\n") if part.strip())
    link = text("url") or text("external_url") or (text("id") if text("id").startswith("http") else "")
    return _Entry(
        url=urls.joined(answer.url, link),
        title=" ".join(text("title").split()),
        summary=_escaped(text("summary")),
        content=text("content_html") or plain,
        author=", ".join(names),
        outlet="",
        published=text("date_published"),
        updated=text("date_modified"),
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _body(entry: _Entry, answer: Answer) -> tuple[str, list[posts.Post]]:
    """Return the words of an entry's text, and the posts embedded in it."""
    markup = entry.content or entry.summary
    if "<blockquote" not in markup.lower():
        return _words(markup), []
    try:
        root = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return "", []
    tree = Tree(root=root, url=answer.url, base=entry.url or answer.url, html=markup)
    embedded = posts.taken(tree)
    return paragraphs(root), embedded


def _words(markup: str) -> str:
    """Return the words of a piece of HTML or plain text, as paragraphs."""
    if "<" not in markup and "&" not in markup:
        return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", markup) if part.strip())
    try:
        return paragraphs(lxml.html.fragment_fromstring(markup, create_parent="div"))
    except (etree.ParserError, ValueError):
        return ""


def _times(entry: _Entry, source: Source) -> tuple[published.Moment | None, published.Moment | None]:
    zone = ZoneInfo(source.zone)
    return published.moment(entry.published, zone), published.moment(entry.updated, zone)


def _link(entry: _Entry, source: Source, spoken: str, teaser: str) -> Link:
    said, edited = _times(entry, source)
    return Link(
        url=entry.url,
        headline=entry.title,
        summary=teaser[:2000],
        published_at=said.at if said else None,
        changed_at=edited.at if edited else None,
        language=spoken,
        publisher=entry.outlet,
    )


def _document(  # noqa: PLR0913, PLR0917 - what is known of one entry
    entry: _Entry, key: str, source: Source, answer: Answer, spoken: str, words: str
) -> Document:
    said, edited = _times(entry, source)
    now = utc(answer.fetched_at)
    if (
        said is not None
        and said.at is not None
        and said.at > now.replace(tzinfo=UTC)
        and (said.at - now).days >= 1
    ):
        said = None  # a date to come is a mistake or a trick
    day = said.day if said else now.astimezone(ZoneInfo(source.zone)).date()
    at = said.at if said else None
    return Document(
        id=key or f"{source.name}:{entry.title}:{day}",
        kind=DocumentKind.ARTICLE,
        source=source.name,
        url=key or source.url,
        language=spoken,
        published=day,
        headline=entry.title,
        text=words,
        published_at=at,
        updated_at=_later(edited.at if edited else None, at),
        fetched_at=now,
        author=" ".join(entry.author.split())[:120],
        publisher=entry.outlet or source.publisher or urls.host(key or source.url),
        standing=SourceStanding[source.standing.upper()],
    )


def _later(edited: datetime | None, said: datetime | None) -> datetime | None:
    return edited if edited is not None and (said is None or edited > said) else None
