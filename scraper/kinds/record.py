"""Records: what a database of titles holds, or what a page says of a title in JSON-LD.

Addresses as a browser shows them: https://www.tvmaze.com/shows/NUMBER/…, https://www.wikidata.org/wiki/QNUMBER,
https://www.themoviedb.org/tv/NUMBER-… or /movie/NUMBER-… (token wanted), https://mydramalist.com/NUMBER-…,
and any other page that carries schema.org JSON-LD of type TVSeries, TVSeason, Movie and the like.

A record becomes a document of kind RECORD whose text has one line for each field, the provider's own name
of the field, a colon and the value; `scraper.records` reads such lines exactly. Names are used to tell the
watched title from its look-alikes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.errors import ReadError
from scraper.kinds import json_ld, tmdb, tvmaze, wikidata
from scraper.kinds.answers import ASTRAY, usual_refusal
from scraper.sites import mydramalist

if TYPE_CHECKING:
    from config.model import Source
    from scraper.kinds.interface import Answer, Ask, Page, Provider, Refusal

PROVIDERS: dict[str, Provider] = {
    "tvmaze.com": tvmaze,
    "wikidata.org": wikidata,
    "wikipedia.org": wikidata,
    "themoviedb.org": tmdb,
    "mydramalist.com": mydramalist,
}


def _provider(source: Source) -> Provider:
    host = urlsplit(source.url).hostname or ""
    return PROVIDERS.get(".".join(host.split(".")[-2:]), json_ld)


def ask(source: Source) -> Ask:
    """Return the request for the record."""
    return _provider(source).ask(source)


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual."""
    return usual_refusal(answer, source, reset="x-ratelimit-reset")


def read(answer: Answer, source: Source) -> Page:
    """Read the record, or all records of a page."""
    try:
        return _provider(source).read(answer, source)
    except ASTRAY as error:
        raise ReadError(answer.url, "the record is not of the documented form") from error
