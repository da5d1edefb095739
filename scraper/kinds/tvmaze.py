"""TVmaze: one show with its seasons, other names and cast, in one request.

Interface: www.tvmaze.com/api, "Show main information", "Show single search" and "Embedding"; open,
at least 20 calls in ten seconds, answers cached for an hour; as documented 2026-11. Written after that
documentation; could not be tried live. Data of TVmaze is licensed CC BY-SA.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, parsed, record, within
from scraper.kinds.interface import Answer, Ask, Page

if TYPE_CHECKING:
    from config.model import Source

PUBLIC = "https://api.tvmaze.com"
EMBEDDED = [("embed[]", part) for part in ("seasons", "akas", "cast")]


def ask(source: Source) -> Ask:
    """Return the request for the show."""
    parts = urlsplit(source.url)
    if parts.path == "/search" and (words := dict(parse_qsl(parts.query)).get("q", "")):
        query = urlencode([("q", words), *EMBEDDED])
        return Ask(url=f"{base(source, PUBLIC)}/singlesearch/shows?{query}", robots=False)
    found = re.match(r"/shows/(\d+)(/|$)", parts.path)
    if found is None:
        raise ReadError(source.url, "is neither https://www.tvmaze.com/shows/NUMBER/… nor …/search?q=TITLE")
    return Ask(url=f"{base(source, PUBLIC)}/shows/{found.group(1)}?{urlencode(EMBEDDED)}", robots=False)


def read(answer: Answer, source: Source) -> Page:
    """Turn the show into a record."""
    show = parsed(answer)
    name = within(show, "name")
    if not isinstance(name, str) or not name or not isinstance(within(show, "id"), int):
        raise ReadError(answer.url, "the answer is no show")
    lines: list[tuple[str, object]] = [("type", "TVSeries"), ("name", name)]
    lines += [("akas.name", within(aka, "name")) for aka in within(show, "_embedded", "akas") or ()]
    lines += [("network", within(show, part, "name")) for part in ("webChannel", "network")]
    cast = within(show, "_embedded", "cast") or ()
    lines += [("cast", within(member, "person", "name")) for member in cast[:12]]
    lines += [("status", within(show, "status")), ("premiered", within(show, "premiered"))]
    for season in within(show, "_embedded", "seasons") or ():
        if number := within(season, "number"):
            lines.append((f"S{number} premiereDate", within(season, "premiereDate")))
            lines.append((f"S{number} episodeOrder", within(season, "episodeOrder")))
    updated = within(show, "updated")
    return Page(
        documents=(
            record(
                source,
                answer,
                key=f"https://www.tvmaze.com/shows/{show['id']}",
                name=name,
                lines=lines,
                updated_at=datetime.fromtimestamp(updated, UTC) if isinstance(updated, int) else None,
                publisher="TVmaze",
            ),
        )
    )
