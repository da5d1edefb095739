"""Changes as an Atom feed (RFC 4287) and a JSON Feed (version 1.1, jsonfeed.org, 2020)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from notifier.model import AlertKind
from notifier.wording import tell
from scraper.store import stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifier.model import News
    from notifier.wording import Reader

ATOM = "http://www.w3.org/2005/Atom"
E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
NAME = "Glory Watch"
EMPTY = datetime(1970, 1, 1, tzinfo=UTC)  # a feed must have a date, even if nothing happened


def identity(news: News) -> str:
    """Return a change's id for ever (RFC 4151): it does not move when a log is begun anew."""
    change = news.change
    parts = (str(change.item), str(change.kind), str(change.old), str(change.new), stamp(change.seen_at))
    return "tag:glory-watch,2026:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def atom(newest: Sequence[News], reader: Reader, *, address: str) -> str:
    """Return an Atom feed, newest change first; the same changes give the same text."""
    updated = newest[0].change.seen_at if newest else EMPTY
    feed = E.feed(
        E.title(_title(newest, reader, address)),
        E.id(f"tag:glory-watch,2026:{hashlib.sha256(address.encode()).hexdigest()[:32]}"),
        E.link(rel="self", href=address),
        E.updated(stamp(updated)),
        E.generator(NAME),
    )
    for one in newest:
        message = tell(AlertKind.INSTANT, (one,), reader)
        entry = E.entry(
            E.title(message.subject),
            E.id(identity(one)),
            E.updated(stamp(one.change.seen_at)),
            E.published(stamp(one.change.seen_at)),
            E.author(E.name(message.values["changes"][0]["publisher"] or NAME)),
            E.category(term=one.change.item.title),
            E.category(term=str(one.change.item.field)),
            E.content(message.text, type="text"),
        )
        if message.click:
            entry.append(E.link(rel="alternate", href=message.click))
        feed.append(entry)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True).decode()


def json_feed(newest: Sequence[News], reader: Reader, *, address: str) -> str:
    """Return a JSON Feed, newest change first; `_glory_watch` holds the change as values."""
    items = []
    for one in newest:
        message = tell(AlertKind.INSTANT, (one,), reader)
        item = {
            "id": identity(one),
            "title": message.subject,
            "content_text": message.text,
            "date_published": stamp(one.change.seen_at),
            "tags": [one.change.item.title, str(one.change.item.field)],
            "_glory_watch": message.values["changes"][0],
        }
        items.append(item | ({"url": message.click} if message.click else {}))
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(newest, reader, address),
        "feed_url": address,
        "language": reader.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _title(newest: Sequence[News], reader: Reader, address: str) -> str:
    titles = {one.change.item.title for one in newest}
    part = address.rsplit("/", 1)[-1]
    only = next((key for key, _ in reader.names if part.startswith(key)), None)
    if only is None and len(titles) != 1:
        return NAME
    return f"{NAME}: {reader.name(only or titles.pop())}" if part.partition(".")[0] != "changes" else NAME
