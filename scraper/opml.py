"""Lists of sources in and out: OPML 2.0 (opml.org/spec2.opml), or plain addresses a line. Pure.

Feed readers write their subscriptions as outlines with `type="rss"` and `xmlUrl`. What OPML has no word
for stands in `category` (slashes part levels, as the format says): "/STANDING/KIND".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from scraper import discovery
from scraper.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from config.model import Source

STANDINGS = ("official", "trade", "database", "fan")
MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One source as a list names it; "" is not said."""

    url: str
    title: str = ""
    kind: str = ""
    standing: str = ""
    language: str = ""


def read(body: bytes, *, name: str = "") -> tuple[Outline, ...]:
    """Read a list. `name` (of the file) is for the error. Raises ReadError for what is neither form."""
    look = body[:3000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not look.startswith(b"<"):
        return _addresses(body, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != "opml":
        raise ReadError(name, "is neither OPML nor a list of addresses")
    found = [outline for element in root.iter("outline") if (outline := _outline(element)) is not None]
    if not found:
        raise ReadError(name, "is neither a list of addresses nor OPML that names any")
    return tuple({outline.url: outline for outline in reversed(found)}.values())[::-1][:MOST]


def _outline(element: etree._Element) -> Outline | None:
    feed, page = element.get("xmlUrl") or element.get("xmlurl") or "", element.get("url") or ""
    url = (feed or page).strip()
    if not url.startswith(("http://", "https://")):
        return None  # a folder, or a feed on this computer
    standing, kind = (*(element.get("category") or "").strip("/").split("/"), "", "")[:2]
    guessed = discovery.known(url)
    return Outline(
        url=url,
        title=(element.get("title") or element.get("text") or "").strip(),
        kind=kind
        if re.fullmatch(r"[a-z]+", kind)
        else (guessed.value if guessed else "feed" if feed else ""),
        standing=standing if standing in STANDINGS else "",
        language=(element.get("language") or "")[:2].lower(),
    )


def _addresses(body: bytes, name: str) -> tuple[Outline, ...]:
    lines = [
        line.split("#")[0].strip() if line.lstrip().startswith("#") else line.strip() for line in _text(body)
    ]
    found = [line for line in lines if line]
    if wrong := next((line for line in found if not re.match(r"https?://\S+$", line)), None):
        raise ReadError(name, f"is neither OPML nor a list of addresses: {wrong[:60]!r}")
    kinds = {url: discovery.known(url) for url in found}
    return tuple(Outline(url=url, kind=kind.value if kind else "") for url, kind in kinds.items())[:MOST]


def _text(body: bytes) -> list[str]:
    return body.decode("utf-8-sig", "replace").splitlines()


def written(sources: Iterable[Source], *, title: str = "Glory Watch") -> bytes:
    """Write sources as OPML; feeds as any reader takes them. Tokens and headers are left out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for source in sources:
        feed = source.kind == "feed"
        outline = etree.SubElement(body, "outline", text=source.name, title=source.publisher or source.name)
        outline.set("type", "rss" if feed else "link")
        outline.set("xmlUrl" if feed else "url", source.url)
        outline.set("category", f"/{source.standing}/{source.kind.value}")
        if source.language:
            outline.set("language", source.language)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
