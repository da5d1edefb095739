"""Sitemaps: a site's own list of its pages, plain, as an index of lists, or of news.

Formats: sitemaps.org/protocol.html (0.9; urlset, sitemapindex, lastmod in W3C date format) and
developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap (news:title,
news:publication_date, news:language; the last two days); as documented 2026-11. Gzip files are read too.

An index leads to its lists, those of news and the lately changed first, `pages` of them in a visit. Links
come newest first; which of them are worth fetching, the spider decides by address, headline and time.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from scraper.errors import ReadError
from scraper.kinds.answers import language, usual_refusal
from scraper.kinds.interface import Answer, Ask, Link, Page, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.model import Source

MAX_BYTES = 52_428_800  # a sitemap's own limit, unpacked
MAX_LINKS = 50_000  # likewise
_PAST = datetime(1, 1, 2, tzinfo=UTC)


def ask(source: Source) -> Ask:
    """Return the sitemap itself."""
    return Ask(url=source.url)


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual."""
    return usual_refusal(answer, source)


def read(answer: Answer, source: Source) -> Page:
    """Read a list of pages, or an index of lists."""
    root, rows = "", []
    for root, row in _rows(_unpacked(answer), answer):  # noqa: B007 - the last root is the only one
        rows.append(row)
        if len(rows) == MAX_LINKS:
            break
    if root == "sitemapindex":
        lists = sorted(rows, key=lambda row: (_is_news(row), _when(row.get("lastmod"), source)), reverse=True)
        asks = [Ask(url=url) for row in lists if (url := _address(row, answer))]
        return Page(more=tuple(dict.fromkeys(asks))[: source.pages], on_the_way=True)
    links = [
        Link(
            url=url,
            headline=" ".join(row.get("title", "").split()),
            published_at=_moment(row.get("publication_date"), source),
            changed_at=_moment(row.get("lastmod"), source),
            language=language(row.get("language"), source),
            publisher=" ".join(row.get("name", "").split()),
        )
        for row in rows
        if (url := _address(row, answer))
    ]
    links.sort(key=lambda link: link.published_at or link.changed_at or _PAST, reverse=True)
    return Page(links=tuple({link.url: link for link in reversed(links)}.values())[::-1])


def _rows(body: bytes, answer: Answer) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the root's name and each entry's texts by local name; what stands before a break is kept."""
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, recover=True
    )
    parser.feed(body)
    root = ""
    for happening, element in parser.read_events():
        name = _local(element)
        if happening == "start":
            root = root or name
            if root not in ("urlset", "sitemapindex"):
                raise ReadError(answer.url, "the answer is no sitemap")
        elif name in ("url", "sitemap"):
            yield root, {_local(e): e.text for e in element.iter(etree.Element) if e.text}
            element.clear()
    if not root:
        raise ReadError(answer.url, "the answer is no sitemap")


def _local(element: etree._Element) -> str:
    """Return the name without its namespace; a broken file has names that `QName` refuses ("https:")."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _unpacked(answer: Answer) -> bytes:
    if not answer.body.startswith(b"\x1f\x8b"):
        return answer.body
    try:
        with gzip.open(io.BytesIO(answer.body)) as packed:
            body = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(answer.url, "the packed sitemap is damaged") from error
    if len(body) > MAX_BYTES:
        raise ReadError(answer.url, "the sitemap is larger than its format allows")
    return body


def _address(row: dict[str, str], answer: Answer) -> str:
    """Return the entry's address, on this site only (the protocol's own rule); "" for any other."""
    place = row.get("loc", "").strip()
    try:
        url = urljoin(answer.url, place) if place else ""
        here, there = urlsplit(answer.url).hostname or "", urlsplit(url)
    except ValueError:  # no address: "http://[x"
        return ""
    return url if there.scheme in ("http", "https") and _site(there.hostname or "") == _site(here) else ""


def _site(host: str) -> str:
    return host if re.fullmatch(r"[\d.:]+", host) else ".".join(host.split(".")[-2:])


def _is_news(row: dict[str, str]) -> bool:
    return bool(re.search(r"news|latest|recent", urlsplit(row.get("loc", "")).path, re.IGNORECASE))


def _moment(text: str | None, source: Source) -> datetime | None:
    """Read W3C date format: a day, or a time with its zone; without one the outlet's own zone."""
    try:
        at = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(source.zone))).astimezone(UTC)


def _when(text: str | None, source: Source) -> datetime:
    return _moment(text, source) or _PAST
