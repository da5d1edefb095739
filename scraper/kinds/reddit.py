"""Reddit: a subreddit's newest posts, or a search.

Interface: www.reddit.com/dev/api ("listings", GET /r/subreddit/new, GET /search) and the Data API wiki
("Rate limits"); as documented 2026-11. Written after that documentation; could not be tried live.

Addresses as a browser shows them: https://www.reddit.com/r/NAME/ and https://www.reddit.com/search/?q=…
(or /r/NAME/search?q=…). With an OAuth token the documented host oauth.reddit.com is asked. Without one
the same listing is asked as `.json` on the public site, where robots.txt is obeyed, which today says no
to nearly everybody: the source then shows that, and a token is the remedy. RSS (`…/new.rss`, kind feed)
stands under the same robots.txt.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, bearer, collect, listed, parsed, post, usual_refusal, within
from scraper.kinds.interface import Answer, Ask, Cause, Page, Refusal

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

PUBLIC, WITH_TOKEN = "https://www.reddit.com", "https://oauth.reddit.com"
LIMIT = 100
REMOVED = ("[deleted]", "[removed]", "[ Removed by Reddit ]")  # what stands where a text stood


def ask(source: Source) -> Ask:
    """Return the newest posts."""
    return _ask(source, "")


def _ask(source: Source, after: str) -> Ask:
    parts = urlsplit(source.url)
    words = dict(parse_qsl(parts.query)).get("q", "")
    # raw_json=1: texts come without HTML entities
    query: dict[str, str | int] = {"limit": LIMIT, "raw_json": 1}
    place = re.match(r"/r/([A-Za-z0-9_+]+)", parts.path)
    if words and re.search(r"/search/?$", parts.path):
        path = f"/r/{place.group(1)}/search" if place else "/search"
        query |= {"q": words, "sort": "new", "type": "link"} | ({"restrict_sr": 1} if place else {})
    elif place:
        path = f"/r/{place.group(1)}/new"
    else:
        raise ReadError(source.url, "is neither https://www.reddit.com/r/NAME/ nor …/search/?q=WORDS")
    if after:
        query["after"] = after
    token = bearer(source)
    home = base(source, WITH_TOKEN if token else PUBLIC)
    return Ask(
        url=f"{home}{path}{'' if token else '.json'}?{urlencode(query)}", headers=token, robots=not token
    )


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual, but a private or banned subreddit also says 403 or 404, with a reason."""
    if answer.status in (403, 404):
        try:
            why = within(parsed(answer), "reason")
        except ReadError:
            why = None
        if why in ("private", "banned", "quarantined", "gated"):
            return Refusal(cause=Cause.GONE, reason=f"{answer.status}: the subreddit is {why}")
    return usual_refusal(answer, source, reset="x-ratelimit-reset")


def read(answer: Answer, source: Source) -> Page:
    """Read one page of a listing."""
    found = parsed(answer)
    children = listed(within(found, "data", "children"), answer, "data.children")
    documents, skipped = collect(children, lambda child: _document(child, source, answer), answer)
    after = within(found, "data", "after")
    more = (_ask(source, after),) if isinstance(after, str) and after and children else ()
    return Page(documents=documents, more=more, skipped=skipped)


def _document(child: Any, source: Source, answer: Answer) -> Document | None:  # noqa: ANN401 - JSON
    if child["kind"] != "t3":  # comments, accounts and advertisements
        return None
    link = child["data"]
    if link.get("promoted"):
        return None
    # The headline outlives a removal; the text does not, and must not go on voting.
    text = link.get("selftext") or ""
    edited = link.get("edited")  # false, or seconds since 1970
    return post(
        source,
        answer,
        url=f"https://www.reddit.com/comments/{link['id']}",
        headline=link["title"],
        text="" if text in REMOVED else text,
        published_at=datetime.fromtimestamp(link["created_utc"], UTC),
        updated_at=datetime.fromtimestamp(edited, UTC) if edited and edited is not True else None,
        author=f"u/{link['author']}" if link.get("author") else "",
    )
