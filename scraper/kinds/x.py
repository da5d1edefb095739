"""X (Twitter): an account's posts, or a search of the last seven days.

Interface: docs.x.com, X API v2, "Recent search" (GET /2/tweets/search/recent), "User lookup by username"
(GET /2/users/by/username/:username), "User Posts timeline" (GET /2/users/:id/tweets), "Pagination", "Rate
limits" and "Edit Posts"; as documented 2026-11. Written after that documentation; could not be tried live.

Addresses as a browser shows them: https://x.com/NAME and https://x.com/search?q=WORDS (operators as
documented, such as `"the glory" netflix -is:retweet`). A bearer token is always wanted, and each post
read is paid for: keep `every` long and `pages` at 1. An edited post gets a new id; the first id of its
edit history is the lasting one. Long posts stand whole in `note_tweet`.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, bearer, collect, listed, parsed, post, usual_refusal, within
from scraper.kinds.interface import Answer, Ask, Cause, Page, Refusal

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

PUBLIC = "https://api.x.com"
LIMIT = 100
FIELDS = {
    "tweet.fields": "created_at,lang,author_id,edit_history_tweet_ids,note_tweet",
    "expansions": "author_id",
    "user.fields": "username",
    "max_results": str(LIMIT),
}


def ask(source: Source) -> Ask:
    """Return the search's first page, or the look-up of the account's number."""
    if not source.token.get_secret_value():
        raise ReadError(source.url, "X answers with a bearer token only: set `token`")
    parts = urlsplit(source.url)
    home = base(source, PUBLIC)
    if parts.path.rstrip("/") == "/search" and (words := dict(parse_qsl(parts.query)).get("q", "")):
        url = f"{home}/2/tweets/search/recent?{urlencode({'query': words, **FIELDS})}"
    elif account := re.fullmatch(r"/@?([A-Za-z0-9_]{1,15})/?", parts.path):
        url = f"{home}/2/users/by/username/{account.group(1)}"
    else:
        raise ReadError(source.url, "is neither https://x.com/NAME nor https://x.com/search?q=WORDS")
    return Ask(url=url, headers=bearer(source), robots=False)


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual; 402 is an account without credit, and a missing account is told with status 200."""
    if answer.status == 402:
        return Refusal(cause=Cause.TOKEN, reason="402: the X account has no credit left")
    if answer.status == 200 and b'"errors"' in answer.body:
        found = parsed(answer)
        kind = within(found, "errors", 0, "type")
        if "data" not in found and isinstance(kind, str):
            gone = kind.endswith(("resource-not-found", "not-authorized-for-resource"))
            name = kind.rsplit("/", 1)[-1]
            return Refusal(cause=Cause.GONE if gone else Cause.LATER, reason=f"X says {name}")
    return usual_refusal(answer, source, reset="x-rate-limit-reset")


def read(answer: Answer, source: Source) -> Page:
    """Read one page of posts, or go on from an account's number to its posts."""
    found = parsed(answer)
    if "/users/by/username/" in answer.url:
        number = within(found, "data", "id")
        if not isinstance(number, str) or not number.isdigit():
            raise ReadError(answer.url, "the account has no number")
        url = urljoin(answer.url, f"/2/users/{number}/tweets?{urlencode({'exclude': 'retweets', **FIELDS})}")
        return Page(more=(Ask(url=url, headers=bearer(source), robots=False),), on_the_way=True)
    if within(found, "meta", "result_count") == 0:  # `data` is left out of an empty page
        return Page()
    tweets = listed(within(found, "data"), answer, "data")
    users = within(found, "includes", "users")
    names = {
        user["id"]: user.get("username")
        for user in (users if isinstance(users, list) else ())  # a page without names is a page all the same
        if isinstance(user, dict) and isinstance(user.get("id"), str)
    }
    documents, skipped = collect(tweets, lambda tweet: _document(tweet, names, source, answer), answer)
    token = within(found, "meta", "next_token")
    more = (_page(answer.url, token, source),) if isinstance(token, str) and token else ()
    return Page(documents=documents, more=more, skipped=skipped)


def _page(url: str, token: str, source: Source) -> Ask:
    """Return the page after `url`: search calls the parameter next_token, timelines pagination_token."""
    parts = urlsplit(url)
    name = "next_token" if parts.path.endswith("/search/recent") else "pagination_token"
    query = {key: value for key, value in parse_qsl(parts.query) if key != name} | {name: token}
    return Ask(url=parts._replace(query=urlencode(query)).geturl(), headers=bearer(source), robots=False)


def _document(tweet: Any, names: dict[Any, Any], source: Source, answer: Answer) -> Document:  # noqa: ANN401 - JSON
    history = tweet.get("edit_history_tweet_ids") or [tweet["id"]]
    name = names.get(tweet.get("author_id"))
    return post(
        source,
        answer,
        url=f"https://x.com/{name or 'i'}/status/{tweet['id']}",
        key=f"https://x.com/i/status/{min(history, key=int)}",
        text=within(tweet, "note_tweet", "text") or tweet["text"],
        published_at=datetime.fromisoformat(tweet["created_at"]),
        author=f"@{name}" if name else "",
        spoken=tweet.get("lang") if tweet.get("lang") not in ("und", "zxx", "art") else "",
    )
