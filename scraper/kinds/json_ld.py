"""JSON-LD on a page: what its publisher says of a series, season or film in schema.org's words.

Format: JSON-LD 1.1 in `<script type="application/ld+json">`; schema.org types TVSeries, TVSeason, Movie
and their kin, with startDate, datePublished, numberOfEpisodes, seasonNumber, containsSeason, partOfSeries,
actor, director, creator, as documented 2026-11. For a title `datePublished` is its first release
(schema.org/datePublished), not the page's; that one stands with the WebPage.

A page about other things may carry records too (a review's itemReviewed); they are read where they stand.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from scraper.errors import ReadError
from scraper.kinds.answers import ASTRAY, record, within
from scraper.kinds.interface import Answer, Ask, Page
from scraper.markup import soup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.model import Source
    from scraper.model import Document

TYPES = {
    "TVSeries": "TVSeries",
    "TVMiniSeries": "TVSeries",
    "CreativeWorkSeries": "",
    "TVSeason": "TVSeason",
    "Movie": "Movie",
}
DEPTH = 12  # of nested objects looked into
PEOPLE = ("actor", "actors", "director", "creator", "author")


def ask(source: Source) -> Ask:
    """Return the page."""
    return Ask(url=source.url)


def read(answer: Answer, source: Source) -> Page:
    """Read all records of the page."""
    found = records(answer, source)
    if not found:
        raise ReadError(answer.url, "the page has no JSON-LD of a series or film")
    return Page(documents=found)


def records(answer: Answer, source: Source) -> tuple[Document, ...]:
    """Return the records that a page carries beside its text; none is usual and no error."""
    if b"ld+json" not in answer.body:  # spares the parse
        return ()
    documents: dict[str, Document] = {}
    for script in soup(answer.body).find_all("script", type=re.compile(r"^application/ld\+json\b")):
        for node in _titles(_lenient(script.get_text()), DEPTH):
            try:
                document = _document(node, source, answer)
            except ASTRAY:  # the page's other words are still worth reading
                continue
            if document is not None:
                documents.setdefault(document.id, document)
    return tuple(documents.values())


def _lenient(text: str) -> Any:  # noqa: ANN401 - JSON
    """Read a script's JSON; publishers leave line breaks in strings, comments around and semicolons after."""
    text = (
        re.sub(r"^\s*(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>\s*$|^\s*<!--|-->\s*$", "", text)
        .strip()
        .rstrip(";")
    )
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _titles(node: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    if not depth:
        return
    if isinstance(node, list):
        for part in node:
            yield from _titles(part, depth - 1)
    elif isinstance(node, dict):
        if _type(node) is not None and isinstance(
            node.get("name") or within(node, "partOfSeries", "name"), str
        ):
            yield node
            return  # its seasons are lines of its own record
        for part in node.values():
            if isinstance(part, dict | list):
                yield from _titles(part, depth - 1)


def _type(node: dict[str, Any]) -> str | None:
    kinds = node.get("@type")
    names = [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return next((TYPES[name] for name in names if name in TYPES), None)


def _document(node: dict[str, Any], source: Source, answer: Answer) -> Document | None:
    kind = _type(node) or ""
    lines: list[tuple[str, object]] = []
    if kind == "TVSeason":
        name = within(node, "partOfSeries", "name") or node.get("name")
        lines += [("type", "TVSeries"), *_names(node.get("partOfSeries"), name), *_people(node)]
        fields = _season(node)
    else:
        name = node["name"]
        lines += [("type", kind), *_names(node, name), *_people(node)]
        fields = [*_fields(node, "")]
        for season in _many(node.get("containsSeason") or node.get("season")):
            fields += _season(season)
    if not isinstance(name, str) or not any(value for _, value in fields):
        return None
    address = node.get("url") or node.get("@id")
    url = urljoin(answer.url, address) if isinstance(address, str) else answer.url
    url = url if url.startswith(("http://", "https://")) else answer.url
    number = node.get("seasonNumber") if kind == "TVSeason" else None
    key = f"{url}#record:{name}" + (f":S{number}" if number else "")
    return record(source, answer, key=key, name=name, lines=[*lines, *fields])


def _names(node: Any, name: object) -> list[tuple[str, object]]:  # noqa: ANN401 - JSON
    others = _many(within(node, "alternateName")) if isinstance(node, dict) else []
    return [("name", name), *[("alternateName", other) for other in others if isinstance(other, str)]]


def _people(node: dict[str, Any]) -> list[tuple[str, object]]:
    people = [person for part in PEOPLE for person in _many(node.get(part))]
    return [("actor", p if isinstance(p, str) else within(p, "name")) for p in people[:16]]


def _season(node: Any) -> list[tuple[str, object]]:  # noqa: ANN401 - JSON
    number = str(within(node, "seasonNumber") or "").strip()
    return [*_fields(node, f"S{int(number)} ")] if number.isdigit() and int(number) else []


def _fields(node: Any, scope: str) -> Iterator[tuple[str, object]]:  # noqa: ANN401 - JSON
    for name in ("startDate", "datePublished", "numberOfEpisodes"):
        value = within(node, name)
        if isinstance(value, str | int):
            yield f"{scope}{name}", value


def _many(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    return value if isinstance(value, list) else [] if value is None else [value]
