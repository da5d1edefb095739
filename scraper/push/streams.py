"""Streams of social networks: where they are, and which messages concern a source. Pure.

Mastodon: docs.joinmastodon.org, methods/streaming ("Watch for statuses with a given hashtag": server-sent
events `update`, `status.update`, `delete`; a token with `read:statuses`), methods/instance (v2:
configuration.urls.streaming). Bluesky: github.com/bluesky-social/jetstream (`/subscribe`, wantedCollections,
wantedDids; JSON messages with did and commit.operation). Server-sent events: the HTML standard, section
9.2. All as documented 2026-11; could not be tried live.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode, urlsplit

from config.model import SourceKind
from scraper.kinds.answers import bearer, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from config.model import Source
    from scraper.names import Names

JETSTREAM = "wss://jetstream2.us-west.bsky.network"
POSTS = "app.bsky.feed.post"
NEWS = frozenset({"update", "status.update", "delete"})  # events of Mastodon that change a timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One connection: where, in which form, and the sources that it is for."""

    url: str
    form: str  # "sse" or "websocket"
    sources: tuple[str, ...]
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def mastodon(source: Source, streaming: str) -> Stream | None:
    """Return the stream of a tag, None for what has none (accounts). `streaming` is the server's own word."""
    tag = re.fullmatch(r"/tags?/([^/]+)/?", urlsplit(source.url).path)
    if tag is None:
        return None
    base = re.sub(r"^ws", "http", streaming.rstrip("/"))
    url = f"{base}/api/v1/streaming/hashtag?{urlencode({'tag': unquote(tag[1])})}"
    return Stream(url=url, form="sse", sources=(source.name,), headers=bearer(source))


def instance(source: Source) -> str:
    """Return the address of the document in which a Mastodon server says where it streams."""
    parts = urlsplit(str(source.api or source.url))
    return f"{parts.scheme}://{parts.netloc}/api/v2/instance"


def streaming_of(found: object, source: Source) -> str:
    """Return where a server streams by its own word, else the server itself."""
    said = within(found, "configuration", "urls", "streaming")
    if isinstance(said, str) and re.match(r"(?:wss?|https?)://", said):
        return said
    return instance(source).removesuffix("/api/v2/instance")


def handle(source: Source) -> str:
    """Return the account that a Bluesky source follows, "" for a search."""
    account = re.fullmatch(r"/profile/([^/]+)/?", urlsplit(source.url).path)
    return unquote(account[1]) if account else ""


def jetstream(sources: tuple[Source, ...], dids: Mapping[str, str]) -> Stream:
    """Return one stream for all Bluesky sources; `dids` has the account number of each that follows one.

    With a search among them all posts must be heard, else only those of the accounts.
    """
    base = next((re.sub(r"^http", "ws", str(s.api).rstrip("/")) for s in sources if s.api), JETSTREAM)
    query = [("wantedCollections", POSTS)]
    if all(source.name in dids for source in sources):
        query += [("wantedDids", did) for did in dids.values()]
    url = f"{base}/subscribe?{urlencode(query, quote_via=quote)}"
    return Stream(url=url, form="websocket", sources=tuple(source.name for source in sources))


def concerned(
    message: str, sources: tuple[Source, ...], dids: Mapping[str, str], names: Mapping[str, Names]
) -> list[str]:
    """Return the Bluesky sources that a message of Jetstream concerns.

    An account's for anything it does to its posts; a search's for a post that names one of its titles.
    """
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return []
    if within(found, "commit", "collection") != POSTS:
        return []
    text = within(found, "commit", "record", "text")
    return [
        source.name
        for source in sources
        if source.kind is SourceKind.BLUESKY
        and (
            dids[source.name] == within(found, "did")
            if source.name in dids
            else isinstance(text, str) and bool(names[source.name].in_text(text))
        )
    ]


class Events:
    """Server-sent events, line by line: `feed` returns an event's name when it is complete, else ""."""

    def __init__(self) -> None:
        self._name, self._has_data = "", False

    def feed(self, line: str) -> str:
        """Take one line without its end."""
        if not line:
            name, had = self._name or "message", self._has_data
            self._name, self._has_data = "", False
            return name if had else ""
        key, _, value = line.partition(":")
        if key == "event":
            self._name = value.removeprefix(" ")
        elif key == "data":
            self._has_data = True
        return ""
