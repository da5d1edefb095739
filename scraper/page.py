"""A page as a tree: its bytes decoded, its head read. The only file that parses HTML for the general reader.

Encoding after the HTML standard (13.2.3), with one step before it: bytes that are valid UTF-8 beyond
ASCII are UTF-8, whatever a header of another charset says; that accident does not happen otherwise.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import lxml.html
from lxml import etree
from w3lib.encoding import html_to_unicode

from scraper import urls
from scraper.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.kinds.interface import Answer

DAMAGED = 0.02  # share of characters that could not be decoded, above which the charset is wrong
SPACE = re.compile(r"\s+")


def decoded(body: bytes, content_type: str = "") -> str:
    """Decode a page or feed. Raises ReadError (without an address) where no charset fits."""
    shifted = b"\x1b$" in body or b"\x1b(" in body
    if not body.startswith((b"\xff\xfe", b"\xfe\xff")) and not shifted:
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    declared, text = html_to_unicode(content_type or None, body, default_encoding="cp1252")
    damage = text.count("\ufffd")
    if damage and declared in ("utf-8", "cp1252") and body.count(b"\0") > len(body) / 4:
        text = body.decode("utf-16", "replace")
        damage = text.count("\ufffd")
    if damage > len(text) * DAMAGED:
        nowhere = ""
        raise ReadError(nowhere, "cannot be decoded: the charset is wrong")
    return text


@dataclass(slots=False)
class Tree:
    """One parsed page. `base` is the address that its links are relative to."""

    root: Any
    url: str
    base: str
    html: str = field(repr=False)

    @classmethod
    def of(cls, body: bytes, answer: Answer) -> Tree:
        """Parse a body. Raises ReadError for one that holds no element."""
        try:
            text = decoded(body, answer.headers.get("content-type", ""))
        except ReadError as error:
            raise ReadError(answer.url, error.reason) from error
        if re.match(r"\s*(?:\{|\[|%PDF|\x89PNG|GIF8)", text):
            raise ReadError(answer.url, "not an HTML page")
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True)
        try:
            root = lxml.html.document_fromstring(text.encode(), parser=parser)
        except (etree.ParserError, ValueError) as error:
            raise ReadError(answer.url, "not an HTML page") from error
        if root.find(".//*") is None:
            raise ReadError(answer.url, "an empty page")
        named = next((b.get("href") or "" for b in root.iter("base")), "")
        return cls(root=root, url=answer.url, base=urls.joined(answer.url, named) or answer.url, html=text)

    def select(self, selector: str) -> list[Any]:
        """Return the elements that a CSS selector matches. Raises ReadError for one that cannot be read."""
        try:
            return list(self.root.cssselect(selector))
        except Exception as error:
            raise ReadError(self.url, f"the selector {selector!r} cannot be read") from error

    @cached_property
    def language(self) -> str:
        """Two letters of the page's own declaration, or ""."""
        named = (
            self.root.get("lang")
            or self.root.get("{http://www.w3.org/XML/1998/namespace}lang")
            or self.meta("og:locale")
        )
        found = re.match(r"([A-Za-z]{2})(?:[-_]|$)", (named or "").strip())
        return found.group(1).lower() if found else ""

    @cached_property
    def metas(self) -> dict[str, str]:
        """The first value of each meta element, by lower-case name, property or itemprop."""
        found: dict[str, str] = {}
        for meta in self.root.iter("meta"):
            value = SPACE.sub(" ", meta.get("content") or "").strip()
            for name in (meta.get("property"), meta.get("name"), meta.get("itemprop")):
                if name and value:
                    found.setdefault(name.strip().lower(), value)
        return found

    @cached_property
    def words(self) -> str:
        """All words of the page on one line, scripts left out."""
        body = self.root.find("body")
        found = etree.XPath(
            "descendant::text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"
        )
        return SPACE.sub(" ", " ".join(found(self.root if body is None else body)))

    def meta(self, *names: str) -> str:
        """Return the first value that one of the metas has, or ""."""
        return next((self.metas[name] for name in names if name in self.metas), "")

    def link(self, relation: str) -> str:
        """Return the absolute address of the first <link> of that relation, or ""."""
        for link in self.root.iter("link"):
            if relation in (link.get("rel") or "").lower().split():
                return urls.joined(self.base, link.get("href") or "")
        return ""

    @cached_property
    def linked(self) -> list[dict[str, Any]]:
        """All JSON-LD objects of the page, graphs and lists opened, in order; damaged blocks are left out."""
        found: list[dict[str, Any]] = []
        for script in self.root.iter("script"):
            if "ld+json" in (script.get("type") or "").lower():
                text = (
                    (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
                )
                try:
                    found += _opened(json.loads(text, strict=False))
                except (ValueError, RecursionError):
                    continue
        return found


def _opened(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    if depth > 8:
        return
    if isinstance(value, list):
        for one in value:
            yield from _opened(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "itemListElement", "liveBlogUpdate"):
            if isinstance(value.get(key), list | dict):
                yield from _opened(value[key], depth + 1)
