"""Telegram: a public channel, by the preview page that Telegram makes of it.

Interface: none is documented for reading without an account; this is the page https://t.me/s/NAME as it
stood in 2026-11 (messages in div.tgme_widget_message with data-post="NAME/NUMBER", oldest first, the link
to earlier ones in a.tme_messages_more). Written after that structure; could not be tried live.

Addresses: https://t.me/NAME and https://t.me/s/NAME. A channel without a preview is answered with a
redirect to its card, which holds no messages: told as gone. An edited message only says that it was.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, collect, post, usual_refusal
from scraper.kinds.interface import Answer, Ask, Cause, Page, Refusal
from scraper.markup import Tag, attribute, plain, soup

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

PUBLIC = "https://t.me"


def ask(source: Source) -> Ask:
    """Return the channel's preview page."""
    found = re.fullmatch(r"/(?:s/)?([A-Za-z][A-Za-z0-9_]{3,31})/?", urlsplit(source.url).path)
    if found is None:
        raise ReadError(source.url, "is not https://t.me/s/NAME")
    return Ask(url=f"{base(source, PUBLIC)}/s/{found.group(1)}")


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual, but a channel without a preview leads elsewhere."""
    if answer.status < 400 and not urlsplit(answer.url).path.startswith("/s/"):
        return Refusal(cause=Cause.GONE, reason="the channel has no public preview")
    return usual_refusal(answer, source)


def read(answer: Answer, source: Source) -> Page:
    """Read the messages of one page, turned to newest first."""
    tree = soup(answer.body)
    messages = tree.select("div.tgme_widget_message[data-post]")
    if not messages and tree.select_one(".tgme_channel_history, .tgme_channel_info") is None:
        raise ReadError(answer.url, "the page is no channel's preview")
    documents, skipped = collect(
        reversed(messages), lambda message: _document(message, source, answer), answer
    )
    before = attribute(tree.select_one("a.tme_messages_more[data-before]"), "data-before")
    page = urlsplit(answer.url)._replace(query=f"before={before}").geturl()
    more = (Ask(url=page),) if before.isdigit() and messages and page != answer.url else ()
    return Page(documents=documents, more=more, skipped=skipped)


def _document(message: Tag, source: Source, answer: Answer) -> Document | None:
    # A message that answers another shows a piece of that one first.
    text = message.select_one(".tgme_widget_message_text:not(.js-message_reply_text)")
    if text is None:  # a picture, a poll, a service line
        return None
    name, number = attribute(message, "data-post").split("/")
    when = message.select_one("a.tgme_widget_message_date time[datetime]")
    return post(
        source,
        answer,
        url=f"https://t.me/{name}/{int(number)}",
        text=plain(text),
        published_at=datetime.fromisoformat(attribute(when, "datetime")),
        author=name,
    )
