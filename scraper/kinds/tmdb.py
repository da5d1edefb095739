"""TMDB: one series or film.

Interface: developer.themoviedb.org, API version 3, "TV Series details", "Movie details", "Append to
response", "Application authentication" and "Rate limiting"; as documented 2026-11. Written after that
documentation; could not be tried live. The token is the "API Read Access Token" of a (free) account, sent
as a bearer; the older `api_key` would stand in the address, and so in logs.

`status` "In Production" may be shooting or cutting and is therefore no status of ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, bearer, parsed, record, within
from scraper.kinds.interface import Answer, Ask, Page

if TYPE_CHECKING:
    from config.model import Source

PUBLIC = "https://api.themoviedb.org"


def ask(source: Source) -> Ask:
    """Return the request for the series or film."""
    found = re.match(r"/(tv|movie)/(\d+)", urlsplit(source.url).path)
    if found is None:
        raise ReadError(source.url, "is neither https://www.themoviedb.org/tv/NUMBER nor …/movie/NUMBER")
    if not source.token.get_secret_value():
        raise ReadError(source.url, "TMDB answers with a read access token only: set `token`")
    path = f"/3/{found.group(1)}/{found.group(2)}?append_to_response=alternative_titles,credits"
    return Ask(url=base(source, PUBLIC) + path, headers=bearer(source), robots=False)


def read(answer: Answer, source: Source) -> Page:
    """Turn the series or film into a record."""
    found = parsed(answer)
    name = within(found, "name") or within(found, "title")
    if not isinstance(name, str) or not isinstance(within(found, "id"), int):
        raise ReadError(answer.url, "the answer is neither a series nor a film")
    film = "title" in found
    kind = "movie" if film else "tv"
    lines = [("type", "Movie" if film else "TVSeries"), *_names(found, film=film)]
    lines += [("network", within(network, "name")) for network in within(found, "networks") or ()]
    cast = [*(within(found, "created_by") or ()), *(within(found, "credits", "cast") or ())[:12]]
    lines += [("cast", within(person, part)) for person in cast for part in ("name", "original_name")]
    lines.append(("status", within(found, "status")))
    if film:
        lines.append(("release_date", within(found, "release_date")))
    else:
        lines.append(("first_air_date", within(found, "first_air_date")))
        for season in within(found, "seasons") or ():
            if number := within(season, "season_number"):  # 0 holds the specials
                lines.append((f"S{number} air_date", within(season, "air_date")))
                lines.append((f"S{number} episode_count", within(season, "episode_count") or None))
    key = f"https://www.themoviedb.org/{kind}/{found['id']}"
    return Page(documents=(record(source, answer, key=key, name=name, lines=lines, publisher="TMDB"),))


def _names(found: Any, *, film: bool) -> list[tuple[str, object]]:  # noqa: ANN401 - JSON
    own, original = ("title", "original_title") if film else ("name", "original_name")
    others = within(found, "alternative_titles", "titles" if film else "results") or ()
    return [
        ("name", within(found, own)),
        ("original_name", within(found, original)),
        *[("alternative_titles.title", within(other, "title")) for other in others],
    ]
