"""Wikidata: the entity of a title.

Interface: www.wikidata.org/wiki/Wikidata:Data_access ("Linked Data Interface": Special:EntityData/Q….json),
doc.wikimedia.org/Wikibase, "Wikibase JSON format" (ranks, time values with a precision), and
www.wikidata.org/w/api.php, action=wbgetentities and wbsearchentities; open, CC0; as documented
2026-11. Written after that documentation; could not be tried live.

Addresses: https://www.wikidata.org/wiki/QNUMBER, https://LANGUAGE.wikipedia.org/wiki/ARTICLE for the entity
of that article, and https://www.wikidata.org/w/index.php?search=WORDS for the series and films of that name.

Statements of the best rank count (preferred, else normal; never deprecated). Of several dates, as of
several regions, the earliest is the record's; several different counts are none.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, parsed, record, within
from scraper.kinds.interface import Answer, Ask, Page

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

PUBLIC = "https://www.wikidata.org"
LANGUAGES = ("mul", "en", "ko", "ja", "zh", "zh-hans", "zh-hant", "es", "id")
FILM, SERIES = ("Q11424", "Q24856", "Q506240"), ("Q5398426", "Q15416", "Q1259759", "Q7725310", "Q3464665")
TIMES = (("P580", "start time"), ("P577", "publication date"))
COUNT = ("P1113", "number of episodes")
PRECISION = {9: 4, 10: 7, 11: 10}  # year, month, day -> letters of the ISO date that are meant


def ask(source: Source) -> Ask:
    """Return the request for the entity, by its number or by the Wikipedia article that belongs to it."""
    parts = urlsplit(source.url)
    home = base(source, PUBLIC)
    language, _, domain = (parts.hostname or "").partition(".")
    if parts.path == "/w/index.php" and (words := dict(parse_qsl(parts.query)).get("search", "")):
        query = {"action": "wbsearchentities", "format": "json", "type": "item", "limit": "5"}
        return Ask(
            url=f"{home}/w/api.php?{urlencode(query | {'language': 'en', 'search': words})}", robots=False
        )
    if domain.endswith("wikipedia.org") and (article := re.fullmatch(r"/wiki/([^/]+)", parts.path)):
        query = {"action": "wbgetentities", "format": "json", "sites": f"{language}wiki"}
        query["titles"] = unquote(article.group(1)).replace("_", " ")
        return Ask(url=f"{home}/w/api.php?{urlencode(query)}", robots=False)
    found = re.search(r"/(?:wiki|entity)/(?:Special:EntityData/)?(Q\d+)(?:\.json)?$", parts.path)
    if found is None:
        raise ReadError(
            source.url, "is neither https://www.wikidata.org/wiki/QNUMBER nor a Wikipedia article"
        )
    return Ask(url=f"{home}/wiki/Special:EntityData/{found.group(1)}.json", robots=False)


def read(answer: Answer, source: Source) -> Page:
    """Turn the entity into a record."""
    found = parsed(answer)
    if hits := within(found, "search"):
        numbers = "|".join(number for hit in hits if (number := within(hit, "id")))
        query = urlencode({"action": "wbgetentities", "format": "json", "ids": numbers})
        ask_ = Ask(url=urljoin(answer.url, f"/w/api.php?{query}"), robots=False)
        return Page(more=(ask_,), on_the_way=True)
    entities = within(found, "entities")
    if not isinstance(entities, dict) or not entities:
        raise ReadError(answer.url, "the answer is no entity")
    if any(within(entity, "missing") is not None for entity in entities.values()):
        raise ReadError(answer.url, "Wikidata knows no such article")
    documents = [_document(number, entity, answer, source) for number, entity in entities.items()]
    if len(documents) > 1:  # hits of a search: only those that are series or films
        documents = [one for one in documents if one.text.startswith("type: ")]
    return Page(documents=tuple(documents))


def _document(number: str, entity: Any, answer: Answer, source: Source) -> Document:  # noqa: ANN401 - JSON
    names = [
        name
        for code in LANGUAGES
        for name in (
            within(entity, "labels", code, "value"),
            *[within(alias, "value") for alias in within(entity, "aliases", code) or ()],
        )
        if name
    ]
    if not names:
        raise ReadError(answer.url, "the entity has no name")
    classes = {within(value, "id") for value in _best(entity, "P31")}
    kind = "Movie" if classes & set(FILM) else "TVSeries" if classes & set(SERIES) else ""
    lines: list[tuple[str, object]] = [("type", kind), *[("label", name) for name in names]]
    for number_, label in TIMES:
        days = sorted(filter(None, (_day(value) for value in _best(entity, number_))))
        lines.append((f"{number_} {label}", days[0] if days else None))
    counts = {str(within(value, "amount")).lstrip("+") for value in _best(entity, COUNT[0])}
    lines.append((" ".join(COUNT), counts.pop() if len(counts) == 1 else None))
    modified = within(entity, "modified")
    return record(
        source,
        answer,
        key=f"https://www.wikidata.org/wiki/{number}",  # of a merged entity, its new number
        name=names[0],
        lines=lines,
        updated_at=datetime.fromisoformat(modified) if isinstance(modified, str) else None,
        publisher="Wikidata",
    )


def _best(entity: Any, number: str) -> list[Any]:  # noqa: ANN401 - JSON
    """Values of the property's statements of the best rank."""
    statements = within(entity, "claims", number)
    known = [s for s in statements or () if within(s, "mainsnak", "snaktype") == "value"]
    preferred = [s for s in known if s.get("rank") == "preferred"]
    normal = [s for s in known if s.get("rank") == "normal"]
    return [within(s, "mainsnak", "datavalue", "value") for s in preferred or normal]


def _day(value: Any) -> str | None:  # noqa: ANN401 - JSON
    """EDTF of a time value, as precise as it is meant; None for one coarser than a year."""
    letters = PRECISION.get(within(value, "precision"))
    text = within(value, "time")
    found = re.match(r"\+(\d{4}-\d\d-\d\d)T", text) if isinstance(text, str) else None
    return found.group(1)[:letters] if found and letters else None
