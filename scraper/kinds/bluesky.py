"""Bluesky: a search, or an account's posts, through the public AppView.

Interface: docs.bsky.app, HTTP reference, app.bsky.feed.searchPosts and app.bsky.feed.getAuthorFeed,
and "Rate limits"; as documented 2026-11. Written after that documentation; could not be tried live.

Addresses as a browser shows them: https://bsky.app/search?q=WORDS, https://bsky.app/hashtag/TAG and
https://bsky.app/profile/NAME. Account feeds are open. Searching is not always: since January 2025 the
AppView often answers 403 to strangers, and always to their second page (bluesky-social/atproto issues
3423, 2838); so a second page of a search is asked with a token only. The token is an access token of
com.atproto.server.createSession, and `api` then names the account's own server.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, bearer, collect, listed, parsed, post, usual_refusal, within
from scraper.kinds.interface import Answer, Ask, Cause, Page, Refusal

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

FEEDS = "https://public.api.bsky.app"
SEARCH = "https://api.bsky.app"  # the mirror above never searches for strangers; this host sometimes does
LIMIT = 100
EXPIRED = ("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired")


def ask(source: Source) -> Ask:
    """Return the newest posts of the account or search."""
    return _ask(source, "")


def _ask(source: Source, cursor: str) -> Ask:
    parts = urlsplit(source.url)
    query: dict[str, str | int]
    words = dict(parse_qsl(parts.query)).get("q", "") if parts.path.rstrip("/") == "/search" else ""
    if tag := re.fullmatch(r"/hashtag/([^/]+)/?", parts.path):
        words = f"#{unquote(tag.group(1))}"
    if words:
        method, home = "app.bsky.feed.searchPosts", base(source, SEARCH)
        query = {"q": words, "sort": "latest", "limit": LIMIT}
    elif account := re.fullmatch(r"/profile/([^/]+)/?", parts.path):
        method, home = "app.bsky.feed.getAuthorFeed", base(source, FEEDS)
        query = {"actor": unquote(account.group(1)), "filter": "posts_and_author_threads", "limit": LIMIT}
    else:
        raise ReadError(source.url, "is none of https://bsky.app/search?q=…, /hashtag/… and /profile/…")
    if cursor:
        query["cursor"] = cursor
    return Ask(url=f"{home}/xrpc/{method}?{urlencode(query)}", headers=bearer(source), robots=False)


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual, but this interface says much by 400 and a name of the error."""
    if answer.status == 400:
        try:
            error = within(parsed(answer), "error")
        except ReadError:
            error = None
        if error in EXPIRED:
            return Refusal(cause=Cause.TOKEN, reason=f"400: {error}: the token must be renewed")
        if error == "InvalidRequest":
            return Refusal(
                cause=Cause.GONE, reason="400: no such account, or a search that is not understood"
            )
    return usual_refusal(answer, source, reset="ratelimit-reset")


def read(answer: Answer, source: Source) -> Page:
    """Read one page of posts."""
    found = parsed(answer)
    searched = "searchPosts" in answer.url
    entries = listed(within(found, "posts" if searched else "feed"), answer, "posts" if searched else "feed")
    documents, skipped = collect(entries, lambda entry: _document(entry, source, answer), answer)
    cursor = within(found, "cursor")
    onward = isinstance(cursor, str) and cursor and entries
    if not onward or (searched and not source.token.get_secret_value()):
        return Page(documents=documents, skipped=skipped)
    return Page(documents=documents, more=(_ask(source, cursor),), skipped=skipped)


def _document(entry: Any, source: Source, answer: Answer) -> Document | None:  # noqa: ANN401 - JSON
    if within(entry, "reason", "$type") == "app.bsky.feed.defs#reasonRepost":
        return None  # somebody else's words
    view = entry.get("post", entry)
    record = view["record"]
    did, key = re.fullmatch(r"at://([^/]+)/app\.bsky\.feed\.post/([^/]+)", view["uri"]).groups()  # type: ignore[union-attr] # a miss is counted by `collect`
    # The author writes createdAt; the AppView's indexedAt is its own clock and bounds it.
    written, indexed = (datetime.fromisoformat(at) for at in (record["createdAt"], view["indexedAt"]))
    return post(
        source,
        answer,
        url=f"https://bsky.app/profile/{did}/post/{key}",
        key=view["uri"],
        text=record["text"],
        published_at=min(written, indexed),
        author=within(view, "author", "handle") or did,
        spoken=within(record, "langs", 0),
    )
