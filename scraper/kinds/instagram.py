"""Instagram: a tag's recent posts, or a professional account's posts, by the Graph API.

Interface: developers.facebook.com, Instagram Platform, "IG Hashtag Search", "IG Hashtag Recent Media",
"Business Discovery", and Graph API "Handle errors" and "Rate limits"; as documented 2026-11. Written
after that documentation; could not be tried live.

Addresses as a browser shows them: https://www.instagram.com/NAME/ and
https://www.instagram.com/explore/tags/TAG/. Both want a token, and `account`: the number of the operator's
own professional account that asks. A tag shows the last 24 hours, is not in order of time, names no
authors, and 30 different tags may be asked in a week. Its `after` cursor may stay the same from page to
page and still turn the page, so an equal cursor is no end; an empty page is.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode, urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, bearer, collect, listed, parsed, post, usual_refusal, within
from scraper.kinds.interface import REST, Answer, Ask, Cause, Page, Refusal
from scraper.model import utc

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

PUBLIC = "https://graph.facebook.com/v23.0"
LIMIT = 50
MEDIA = "id,caption,permalink,timestamp"
# Numbers of the Graph API's errors
TOKEN_ERRORS = (10, 102, 190, 200)
LIMIT_ERRORS = (4, 17, 18, 32, 613)
TAG, NAME = re.compile(r"/explore/tags/([^/]+)/?"), re.compile(r"/([A-Za-z0-9_.]{1,30})/?")


def ask(source: Source) -> Ask:
    """Return the look-up of the tag's number, or the account's newest posts."""
    if not source.token.get_secret_value() or not source.account.isdigit():
        raise ReadError(
            source.url, "Instagram wants `token` and `account` (a number): see docs/adding-a-source.md"
        )
    path = urlsplit(source.url).path
    if tag := TAG.fullmatch(path):
        query = urlencode({"user_id": source.account, "q": unquote(tag.group(1))})
        return _ask(source, f"/ig_hashtag_search?{query}")
    return _account(source, "")


def _account(source: Source, after: str) -> Ask:
    found = NAME.fullmatch(urlsplit(source.url).path)
    if found is None:
        raise ReadError(source.url, "is neither https://www.instagram.com/NAME/ nor …/explore/tags/TAG/")
    paging = f".after({after})" if after else ""
    fields = (
        f"business_discovery.username({found.group(1)}){{username,media{paging}.limit({LIMIT}){{{MEDIA}}}}}"
    )
    return _ask(source, f"/{source.account}?{urlencode({'fields': fields})}")


def _ask(source: Source, path: str) -> Ask:
    """Ask with the token in a header: in the address, as the examples have it, it would reach logs."""
    return Ask(url=base(source, PUBLIC) + path, headers=bearer(source), robots=False)


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Read the error's number: the Graph API says 400 to nearly everything."""
    if answer.status < 400:
        return None
    try:
        code = within(parsed(answer), "error", "code")
    except ReadError:
        code = None
    if code in TOKEN_ERRORS:
        return Refusal(cause=Cause.TOKEN, reason=f"error {code}: the token was refused or lacks a permission")
    if code in LIMIT_ERRORS:
        until = utc(answer.fetched_at) + 4 * REST  # limits are counted by the hour
        return Refusal(cause=Cause.LIMIT, reason=f"error {code}: rate limit reached", retry_at=until)
    if code in (100, 110, 24):
        return Refusal(
            cause=Cause.GONE, reason=f"error {code}: no such account or tag, or not a professional one"
        )
    return usual_refusal(answer, source)


def read(answer: Answer, source: Source) -> Page:
    """Read one page of posts, or go on from a tag's number to its posts."""
    found = parsed(answer)
    if "/ig_hashtag_search" in answer.url:
        number = within(found, "data", 0, "id")
        if not isinstance(number, str) or not number.isdigit():
            raise ReadError(answer.url, "the tag has no number")
        return Page(more=(_tag(source, number, ""),), on_the_way=True)
    media = within(found, "business_discovery", "media")
    by_tag = media is None and "/recent_media" in answer.url
    media = found if by_tag else media
    author = within(found, "business_discovery", "username") or ""
    entries = listed(within(media, "data"), answer, "data")
    documents, skipped = collect(entries, lambda entry: _document(entry, author, source, answer), answer)
    after = within(media, "paging", "cursors", "after")
    if not isinstance(after, str) or not after or not entries:
        return Page(documents=documents, skipped=skipped)
    number = urlsplit(answer.url).path.rsplit("/", 2)[-2]
    following = _tag(source, number, after) if by_tag else _account(source, after)
    return Page(documents=documents, more=(following,), skipped=skipped)


def _tag(source: Source, number: str, after: str) -> Ask:
    query = {"user_id": source.account, "fields": MEDIA, "limit": LIMIT} | ({"after": after} if after else {})
    return _ask(source, f"/{number}/recent_media?{urlencode(query)}")


def _document(entry: Any, author: str, source: Source, answer: Answer) -> Document | None:  # noqa: ANN401 - JSON
    if not entry.get("caption"):  # a picture without words
        return None
    return post(
        source,
        answer,
        url=entry["permalink"],
        text=entry["caption"],
        published_at=datetime.fromisoformat(entry["timestamp"]),
        author=f"@{author}" if author else "",
    )
