"""What readers of interfaces share: headers of requests, refusals by status, JSON, documents. Pure."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scraper import schedule
from scraper.errors import ReadError
from scraper.kinds.interface import REST, Answer, Cause, Refusal
from scraper.model import Document, DocumentKind, SourceStanding, utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from config.model import Source


def base(source: Source, public: str) -> str:
    """Return the interface's base address without a closing slash: the operator's, or the public one."""
    return (source.api or public).rstrip("/")


def bearer(source: Source) -> tuple[tuple[str, str], ...]:
    """Return the Authorization header of RFC 6750, or nothing where no token is given."""
    token = source.token.get_secret_value()
    return (("Authorization", f"Bearer {token}"),) if token else ()


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When Retry-After says to come back, UTC; None where it says nothing."""
    at = schedule.retry_at(headers.get("retry-after", ""), now=utc(now))
    return None if at is None else utc(at)


def reset_at(headers: Mapping[str, str], name: str, now: datetime) -> datetime | None:
    """When a rate-limit window ends, in any of the three forms in use.

    ISO 8601 (Mastodon), seconds since 1970 (X, Bluesky), or seconds from now (Reddit, also with a
    fraction). None where the header is missing or is none of them.
    """
    text = headers.get(name, "").strip()
    if re.fullmatch(r"\d{1,12}(\.\d+)?", text):
        seconds = float(text)
        # No window is longer than a few days; no clock of today shows less than 10^9 seconds.
        return (
            datetime.fromtimestamp(seconds, UTC) if seconds > 1e9 else utc(now) + timedelta(seconds=seconds)
        )
    try:
        return utc(datetime.fromisoformat(text)) if text else None
    except ValueError:
        return None


def usual_refusal(answer: Answer, source: Source, *, reset: str = "") -> Refusal | None:
    """Read the HTTP status alone; `reset` names the header with the end of the rate-limit window."""
    if answer.status < 400:
        return None
    now = answer.fetched_at
    when = retry_at(answer.headers, now)
    if answer.status in (401, 403):
        given = bool(source.token.get_secret_value())
        reason = "the token was refused" if given else "wants a token"
        return Refusal(cause=Cause.TOKEN, reason=f"{answer.status}: {reason}")
    if answer.status in (404, 410):
        return Refusal(cause=Cause.GONE, reason=f"{answer.status}: no such account, tag or record")
    if answer.status == 429:
        until = when or (reset_at(answer.headers, reset, now) if reset else None) or utc(now) + REST
        return Refusal(cause=Cause.LIMIT, reason="429: rate limit reached", retry_at=until)
    return Refusal(cause=Cause.LATER, reason=f"HTTP status {answer.status}", retry_at=when)


def parsed(answer: Answer) -> Any:  # noqa: ANN401 - JSON is what it is; readers check what they use
    """Return the answer's JSON. Raises ReadError where it is none (a login page, a cut answer)."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        look = answer.body[:200].lstrip().lower()
        what = "an HTML page came instead of JSON" if look.startswith(b"<") else "the answer is no JSON"
        raise ReadError(answer.url, what) from error


def listed(value: object, answer: Answer, where: str) -> list[Any]:
    """`value`, which must be a list. Raises ReadError, naming `where` it was looked for."""
    if not isinstance(value, list):
        raise ReadError(answer.url, f"the answer has no list {where!r}")
    return value


def within(value: object, *path: str | int) -> Any:  # noqa: ANN401 - JSON is what it is
    """Follow keys and places into JSON; None where the way ends."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


# What code raises that follows a documentation into an answer that does not.
ASTRAY = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)


def collect(
    entries: Iterable[Any], build: Callable[[Any], Document | None], answer: Answer
) -> tuple[tuple[Document, ...], int]:
    """Build a document of each entry: the documents, and how many entries could not be read.

    An entry that `build` answers with None is left out on purpose and not counted. Raises ReadError
    when not one entry of many could be read: then the interface has changed, not the entries.
    """
    documents: list[Document] = []
    skipped = 0
    for entry in entries:
        try:
            document = build(entry)
        except ASTRAY:
            skipped += 1
        else:
            if document is not None:
                documents.append(document)
    if skipped and not documents:
        raise ReadError(answer.url, f"none of {skipped} entries could be read")
    return tuple(documents), skipped


def language(code: object, source: Source) -> str:
    """Two-letter code of an entry's language, or the source's where the entry does not know."""
    text = code if isinstance(code, str) else ""
    match = re.match(r"([a-z]{2})(?:[-_]|$)", text.lower())
    return match.group(1) if match else source.language


def post(  # noqa: PLR0913 - all keywords, one for each column of a post
    source: Source,
    answer: Answer,
    *,
    url: str,
    text: str,
    published_at: datetime,
    headline: str = "",
    author: str = "",
    spoken: object = "",
    updated_at: datetime | None = None,
    key: str = "",
) -> Document:
    """Make a social post. `key` is its lasting id where that is not the URL; `spoken` its language code."""
    if not url.startswith(("http://", "https://")):
        msg = f"no web address: {url!r}"
        raise ValueError(msg)
    return Document(
        id=key or url,
        kind=DocumentKind.POST,
        source=source.name,
        url=url,
        language=language(spoken, source),
        published=utc(published_at).astimezone(ZoneInfo(source.zone)).date(),
        headline=headline,
        text=text,
        published_at=utc(published_at),
        updated_at=utc(updated_at) if updated_at else None,
        fetched_at=utc(answer.fetched_at),
        author=author,
        publisher=source.publisher or author,
        standing=SourceStanding[source.standing.upper()],
    )


def record(  # noqa: PLR0913 - all keywords, one for each column of a record
    source: Source,
    answer: Answer,
    *,
    key: str,
    name: str,
    lines: Iterable[tuple[str, object]],
    updated_at: datetime | None = None,
    publisher: str = "",
) -> Document:
    """Make a record: a line for each field that has a value, repeats left out.

    A record has no day of publication: it is dated by its last edit where that is known, else by when it
    was read. It has a database's standing, whoever shows it, unless an official source does.
    """
    standing = SourceStanding[source.standing.upper()]
    day = utc(updated_at or answer.fetched_at)
    kept = {
        f"{label}: {' '.join(str(value).split())}": None for label, value in lines if value not in (None, "")
    }
    return Document(
        id=key,
        kind=DocumentKind.RECORD,
        source=source.name,
        url=key if key.startswith(("http://", "https://")) else source.url,
        language=source.language,
        published=day.astimezone(ZoneInfo(source.zone)).date(),
        headline=" ".join(name.split()),
        text="\n".join(kept),
        published_at=utc(updated_at) if updated_at else None,
        updated_at=utc(updated_at) if updated_at else None,
        fetched_at=utc(answer.fetched_at),
        publisher=source.publisher or publisher,
        standing=SourceStanding.DATABASE if standing is SourceStanding.TRADE else standing,
    )
