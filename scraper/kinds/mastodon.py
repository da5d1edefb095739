"""Mastodon: a tag's or an account's public timeline.

Interface: docs.joinmastodon.org, methods/timelines ("View hashtag timeline"), methods/accounts ("Lookup
account ID from Webfinger address", "Get account's statuses"), entities/Status, and api/rate-limits;
as documented 2026-11. Written after that documentation; could not be tried live.

Addresses as a browser shows them: https://SERVER/tags/TAG and https://SERVER/@NAME (also @NAME@OTHER).
Pages are linked by the `Link` header (RFC 8288), rel="next". Many servers show timelines without a
token; those that do not answer 401 or 422, and any account's token of that server with `read` will do.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit

from scraper.errors import ReadError
from scraper.kinds.answers import base, bearer, collect, listed, parsed, post, usual_refusal, within
from scraper.kinds.interface import Answer, Ask, Cause, Page, Refusal
from scraper.markup import plain

if TYPE_CHECKING:
    from config.model import Source
    from scraper.model import Document

LIMIT = 40  # the most that a page may hold


def ask(source: Source) -> Ask:
    """Return the tag's first page, or the look-up of the account's number."""
    parts = urlsplit(source.url)
    home = base(source, f"{parts.scheme}://{parts.netloc}")
    if tag := re.fullmatch(r"/tags?/([^/]+)/?", parts.path):
        url = f"{home}/api/v1/timelines/tag/{tag.group(1)}?limit={LIMIT}"
    elif account := re.fullmatch(r"/@([^/]+)/?", parts.path):
        url = f"{home}/api/v1/accounts/lookup?{urlencode({'acct': account.group(1)})}"
    else:
        raise ReadError(source.url, "is neither https://SERVER/tags/TAG nor https://SERVER/@NAME")
    return Ask(url=url, headers=bearer(source), robots=False)


def refusal(answer: Answer, source: Source) -> Refusal | None:
    """Like the usual, but 422 is what a server says that shows timelines to its members only."""
    if answer.status == 422:
        return Refusal(
            cause=Cause.TOKEN, reason="422: the server shows this to its members only: give a token"
        )
    return usual_refusal(answer, source, reset="x-ratelimit-reset")


def read(answer: Answer, source: Source) -> Page:
    """Read a timeline, or go on from an account's number to its timeline."""
    found = parsed(answer)
    if isinstance(found, dict) and "/accounts/lookup" in answer.url:
        number = found.get("id")
        if not isinstance(number, str) or not number.isdigit():
            raise ReadError(answer.url, "the account has no number")
        query = urlencode({"limit": LIMIT, "exclude_reblogs": "true"})
        url = urljoin(answer.url, f"/api/v1/accounts/{quote(number)}/statuses?{query}")
        return Page(more=(Ask(url=url, headers=bearer(source), robots=False),), on_the_way=True)
    statuses = listed(found, answer, "of statuses")
    documents, skipped = collect(statuses, lambda status: _document(status, source, answer), answer)
    following = _next(answer) if statuses else ""
    more = (Ask(url=following, headers=bearer(source), robots=False),) if following else ()
    return Page(documents=documents, more=more, skipped=skipped)


def _document(status: Any, source: Source, answer: Answer) -> Document | None:  # noqa: ANN401 - JSON
    if status.get("reblog"):  # somebody else's words; a tag's timeline has the original itself
        return None
    edited = status.get("edited_at")
    return post(
        source,
        answer,
        url=status["url"] or status["uri"],  # `url` may be null for a post from elsewhere
        key=status["uri"],
        headline=status.get("spoiler_text") or "",
        text=plain(status["content"], drop=".invisible"),
        published_at=datetime.fromisoformat(status["created_at"]),
        updated_at=datetime.fromisoformat(edited) if edited else None,
        author=within(status, "account", "acct") or "",
        spoken=status.get("language"),
    )


def _next(answer: Answer) -> str:
    """Return the address of the next page, on this very server only."""
    for target, parameters in re.findall(r"<([^<>]*)>([^<]*)", answer.headers.get("link", "")):
        if re.search(r';\s*rel\s*=\s*"?next\b', parameters, re.IGNORECASE):
            try:
                url = urljoin(answer.url, target)
            except ValueError:  # no address: "http://[x"
                return ""
            here, there = urlsplit(answer.url), urlsplit(url)
            turned = dict(parse_qsl(here.query)) != dict(parse_qsl(there.query))
            return url if here.netloc == there.netloc and turned else ""
    return ""
