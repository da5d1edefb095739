"""What the operator's files say, checked at birth and frozen.

`config.load` builds these; nothing else reads a file. A `Watch` is also what `glorywatch extract`
is given as "title". The descriptions are the operator's reference: docs/configuration.md is made
from them, and a test compares the two.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator

from config import paths
from config.audience import Group, Smtp, Subscriber, Templates
from config.fields import HIDDEN, Duration, Language, Name, Network, Pause, Scope, WebAddress, Zone
from config.part import Part, meaning

__all__ = (
    "Config",
    "Crawl",
    "Daemon",
    "Defaults",
    "Group",
    "Installment",
    "Part",
    "Smtp",
    "Source",
    "SourceKind",
    "Subscriber",
    "Templates",
    "Watch",
)


class Installment(Part):
    """A season, part or film of a title, with the names it goes by."""

    scope: Annotated[Scope, meaning("Season, part or film: `S1`, `S1P2`, `film`.", example='"S1P2"')]
    names: Annotated[
        tuple[str, ...], meaning("What it is called beside the usual names, which are known.")
    ] = ()


class Watch(Part):
    """A title to follow."""

    key: Annotated[
        Name, meaning("Short name of the watch, used in the log and by other tables.", example='"the-glory"')
    ]
    name: Annotated[str, Field(min_length=1, max_length=300), meaning("The title.", example='"The Glory"')]
    aliases: Annotated[tuple[str, ...], meaning("Its other names, in all scripts.")] = ()
    people: Annotated[
        tuple[str, ...], meaning("Cast and makers, in all scripts; they tell it from works of the same name.")
    ] = ()
    platform: Annotated[str, meaning("Streaming service or broadcaster.")] = ""
    kind: Annotated[Literal["series", "film"], meaning("What it is.")] = "series"
    lookalikes: Annotated[tuple[str, ...], meaning("Names that hold one of its names and are not it.")] = ()
    installments: Annotated[
        tuple[Installment, ...], meaning("Seasons, parts and films: `[[watch.installments]]`.")
    ] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases, without repeats."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


class SourceKind(StrEnum):
    """Kinds of source: one spider each."""

    FEED = "feed"
    PAGE = "page"
    LISTING = "listing"
    SITEMAP = "sitemap"
    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    REDDIT = "reddit"
    X = "x"
    INSTAGRAM = "instagram"
    YOUTUBE = "youtube"
    TELEGRAM = "telegram"
    RECORD = "record"


class Source(Part):
    """Where to look."""

    name: Annotated[Name, meaning("Short name, used in the log and by `status`.", example='"soompi"')]
    kind: Annotated[
        SourceKind,
        meaning(
            "What stands at the address: a feed, a watched page, a page of links, or an interface.",
            example='"feed"',
        ),
    ]
    url: Annotated[
        WebAddress, meaning("Its address, http or https.", example='"https://www.soompi.com/feed"')
    ]
    standing: Annotated[
        Literal["official", "trade", "database", "fan"],
        meaning("Weight of its word: platform or producer, press, database, viewers."),
    ] = "trade"
    language: Annotated[
        Language, meaning("Language of its texts, two letters; empty: found in the text.")
    ] = ""
    zone: Annotated[Zone, meaning('The outlet\'s time zone: its "Friday" and its dates without a zone.')] = (
        "UTC"
    )
    every: Annotated[Duration, meaning("How often it is asked; slowed down while it fails.")] = timedelta(
        minutes=30
    )
    publisher: Annotated[str, meaning("Who speaks, where the pages do not say.")] = ""
    titles: Annotated[tuple[Name, ...], meaning("Keys of the watches it serves; empty: all.")] = ()
    enabled: Annotated[bool, meaning("`false` leaves it out and keeps its history.")] = True
    links: Annotated[
        str, meaning("Listing: CSS selector of the links to follow; empty: links that look like articles.")
    ] = ""
    token: Annotated[SecretStr, HIDDEN, meaning("Token of the interface, where it wants one.")] = SecretStr(
        ""
    )
    account: Annotated[
        str, meaning("Instagram: number of the professional account that the token belongs to.")
    ] = ""
    api: Annotated[
        WebAddress | None, meaning("The interface's base address, where it is not the public one.")
    ] = None
    pages: Annotated[int, Field(ge=1, le=20), meaning("Pages of a timeline read in one visit.")] = 3
    push: Annotated[
        bool,
        meaning("Listen for it too, where it can tell us: Mastodon tags, Bluesky, feeds with a WebSub hub."),
    ] = False
    render: Annotated[
        bool, meaning("Run the page's JavaScript first, in the system's Chromium: page, listing and record.")
    ] = False
    verify_tls: Annotated[bool, meaning("`false` accepts any certificate; `check-config` warns of it.")] = (
        True
    )
    headers: Annotated[
        dict[str, SecretStr],
        HIDDEN,
        meaning("Request headers, sent to this source's own host only.", hidden=True),
    ] = {}  # noqa: RUF012 - pydantic gives each its own


class Crawl(Part):
    """How the web is asked."""

    contact: Annotated[str, meaning("Address or URL in the User-Agent, so that a site can reach you.")] = ""
    allow_networks: Annotated[
        tuple[Network, ...],
        meaning("Private networks that may be fetched, as CIDR blocks; all others are refused."),
    ] = ()
    per_host_delay: Annotated[Pause, meaning("Pause between two requests to one host.")] = timedelta(
        seconds=1
    )
    timeout: Annotated[Duration, meaning("Longest wait for one response, body included.")] = timedelta(
        seconds=20
    )
    max_bytes: Annotated[
        int,
        Field(ge=10_000, le=64 * 1024 * 1024),
        meaning("Largest response body, before and after decompression."),
    ] = 8 * 1024 * 1024
    obey_robots: Annotated[bool, meaning("`false` ignores robots.txt; for your own sites.")] = True


class Daemon(Part):
    """The rhythm of the daemon, its log file and its own words."""

    tick: Annotated[Duration, meaning("How often it looks for sources that are due.")] = timedelta(seconds=10)
    deliver_every: Annotated[Duration, meaning("How often it looks for deliveries that are due.")] = (
        timedelta(seconds=2)
    )
    log: Annotated[
        Path | None, meaning("The SQLite log; relative to this file. Empty: the XDG data directory.")
    ] = None
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        meaning("Least weight of the lines it writes to standard error."),
    ] = "info"
    log_format: Annotated[Literal["text", "json"], meaning("How those lines look: one an event.")] = "text"
    operator: Annotated[str, meaning("Name of the subscriber who hears of trouble.")] = ""
    disk_low: Annotated[
        int,
        Field(ge=0),
        meaning("Bytes free where the log lies, below which the operator is told; crawling stops at 100 MB."),
    ] = 500 * 1024 * 1024
    push_listen: Annotated[
        str, meaning("`host:port` at which WebSub hubs reach it; empty: no hub is asked.")
    ] = ""
    push_url: Annotated[WebAddress | None, meaning("How hubs reach that from outside, through a proxy.")] = (
        None
    )


class Defaults(Part):
    """What of the shipped lists is used."""

    watch: Annotated[
        bool | None,
        meaning("Follow The Glory, the shipped watch. Unset: only if this file has no `[[watch]]`."),
    ] = None
    sources: Annotated[
        bool | None, meaning("Ask the shipped sources. Unset: only if this file has no `[[source]]`.")
    ] = None
    without: Annotated[tuple[Name, ...], meaning("Names of shipped sources to leave out.")] = ()


class Config(Part):
    """Everything the operator decided."""

    watches: tuple[Watch, ...] = ()
    sources: tuple[Source, ...] = ()
    groups: tuple[Group, ...] = ()
    subscribers: tuple[Subscriber, ...] = ()
    smtp: Smtp = Smtp()
    templates: Templates = Templates()
    crawl: Crawl = Crawl()
    daemon: Daemon = Daemon()
    path: Path | None = None  # the file it came from; None: the shipped defaults alone
    warnings: tuple[str, ...] = ()  # what is allowed but unwise, a sentence each

    @field_validator("watches", "sources", "groups", "subscribers")
    @classmethod
    def _unique(cls, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        names = [getattr(row, "key", None) or row.name for row in rows]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            msg = f"the name {', '.join(twice)} is given twice"
            raise ValueError(msg)
        return rows

    @property
    def log_path(self) -> Path:
        """Where the log is: as configured, else in the XDG data directory."""
        return self.daemon.log or paths.log_file()

    def watch(self, key: str) -> Watch:
        """Return the watch of that key. Raises KeyError."""
        return next((w for w in self.watches if w.key == key), None) or _missing(key)


def _missing(key: str) -> Watch:
    raise KeyError(key)
