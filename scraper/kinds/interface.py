"""What every kind of interface has in common: what to ask, what came back, and what it means.

    source ── ask ──> Ask ──(a spider)──> Answer ── refusal? ── read ──> Page(documents, links, more)

An adapter is a module with `ask(source)` and `read(answer, source)`; both are pure: no network, no
clock (an answer brings the time at which it came), no settings but the source. A refusal by the
server is a value with a verdict; an answer that is not what its documentation promises is a ReadError.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from config.model import Source
    from scraper.model import Document

REST = timedelta(minutes=15)  # after a rate limit that does not say when it ends: the usual window


class Cause(StrEnum):
    """Why a server did not answer, by what the caller must do."""

    TOKEN = "token"  # noqa: S105 - a cause, no secret. The operator must give or renew it; asking again is useless
    LIMIT = "limit"  # wait until `retry_at`; the source is well
    GONE = "gone"  # the account, tag or record is not there (any more)
    LATER = "later"  # the server's own trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request to make. Headers may hold secrets: they go to this URL's host only and are never shown."""

    url: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    robots: bool = True  # False for interfaces made for programs, whose own terms rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. Header names are lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime  # aware


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A server's no; `reason` fits a table and holds no secret."""

    cause: Cause
    reason: str
    retry_at: datetime | None = None  # UTC; None leaves it to the source's own rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to read next, with what is already known of it."""

    url: str
    headline: str = ""
    published_at: datetime | None = None  # UTC
    changed_at: datetime | None = None  # UTC
    language: str = ""
    publisher: str = ""
    summary: str = ""  # what led here says of it; read in its place where the page itself is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one answer holds: documents newest first, links to articles, and what to ask next.

    `more` is empty at the end. `skipped` counts single entries that could not be read. `on_the_way` marks an
    answer that only leads to the real one (an account's number, an index of lists): that it is the same as
    last time says nothing.
    """

    documents: tuple[Document, ...] = ()
    links: tuple[Link, ...] = ()
    more: tuple[Ask, ...] = ()
    skipped: int = 0
    on_the_way: bool = False
    newest_at: datetime | None = None  # UTC: of all it shows, whatever it is about
    entries: int = -1  # that it shows; -1 is not counted


class Adapter(Protocol):
    """One kind of interface."""

    def ask(self, source: Source) -> Ask:
        """Return the first request of a visit. Raises ReadError for an address that the kind cannot serve."""
        ...

    def refusal(self, answer: Answer, source: Source) -> Refusal | None:
        """Return the server's no, or None for an answer worth reading."""
        ...

    def read(self, answer: Answer, source: Source) -> Page:
        """Return what the answer holds. Raises ReadError for one that is not what is documented."""
        ...


class Provider(Protocol):
    """A database of titles: an adapter without refusals of its own."""

    def ask(self, source: Source) -> Ask:
        """Return the request for the record. Raises ReadError for an address that is none of a record."""
        ...

    def read(self, answer: Answer, source: Source) -> Page:
        """Return the record. Raises ReadError for an answer that is not what is documented."""
        ...
