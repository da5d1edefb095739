"""What the operator's files say, checked at birth and frozen.

`config.load` builds these; nothing else reads a file. A `Watch` is also what `glorywatch extract`
is given as "title".
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


def _zone(name: str) -> str:
    if name not in available_timezones():
        msg = f"{name!r} is no IANA time zone; write for example 'Asia/Seoul' or 'UTC'"
        raise ValueError(msg)
    return name


Zone = Annotated[str, AfterValidator(_zone)]


def _web(url: str) -> str:
    if not re.match(r"https?://[^\s/\\@]+", url):
        msg = f"{url!r} is no http or https address"
        raise ValueError(msg)
    if re.search(r"[\x00-\x20\x7f\\]", url):
        msg = f"{url!r} holds a space, control character or backslash"
        raise ValueError(msg)
    return url


WebAddress = Annotated[str, AfterValidator(_web)]


class Part(BaseModel):
    """The base: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Installment(Part):
    """A season, part or film of a title, with the names it goes by."""

    scope: Annotated[str, Field(pattern=r"^(S\d{1,2}(P\d{1,2})?|film)$")]
    names: tuple[str, ...] = ()  # "Part 2", "파트2" … beside the usual ones, which are known


class Watch(Part):
    """A title to follow."""

    key: Name
    name: Annotated[str, Field(min_length=1, max_length=300)]
    aliases: tuple[str, ...] = ()  # names in all scripts
    people: tuple[str, ...] = ()  # cast and makers, in all scripts: they tell it from its look-alikes
    platform: str = ""
    kind: Literal["series", "film"] = "series"
    lookalikes: tuple[str, ...] = ()  # names that hold one of ours and are not it
    installments: tuple[Installment, ...] = ()

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

    name: Name
    kind: SourceKind
    url: WebAddress
    standing: Literal["official", "trade", "database", "fan"] = "trade"
    language: Annotated[str, Field(pattern=r"^([a-z]{2})?$")] = ""
    zone: Zone = "UTC"  # of the outlet: its "Friday" and its dates without a zone
    every: timedelta = timedelta(minutes=30)
    publisher: str = ""  # who speaks, where the pages do not say
    titles: tuple[Name, ...] = ()  # keys of the watches it serves; empty is all
    enabled: bool = True
    links: str = ""  # listing: CSS selector of the links to follow; "" finds article-like links
    token: SecretStr = SecretStr("")  # of the interface behind the address, where it wants one
    account: str = ""  # instagram: number of the professional account that the token belongs to
    api: WebAddress | None = None  # the interface's base where it is not the public one
    pages: Annotated[int, Field(ge=1, le=20)] = 3  # pages of a timeline read in one visit
    verify_tls: bool = True
    headers: dict[str, SecretStr] = {}  # sent to this source's own host only

    @property
    def poll_floor(self) -> timedelta:
        """Never asked more often than this."""
        return min(self.every, timedelta(minutes=5))


StandingName = Literal["rumoured", "reported", "corroborated", "official"]
FieldName = Literal["release_date", "episode_count", "production_status"]


class Subscriber(Part):
    """Who is told, what and how. `to` is an apprise URL, or use one of the typed channels."""

    name: Name
    to: SecretStr | None = None  # apprise URL, for operators
    email: str = ""  # an address; sent through [smtp]
    webhook: WebAddress | None = None  # JSON by POST
    ntfy: WebAddress | None = None  # https://server/topic
    titles: tuple[Name, ...] = ()  # empty is all
    fields: tuple[FieldName, ...] = ()  # empty is all
    minimum: StandingName = "reported"
    zone: Zone = "UTC"
    language: Literal["en", "ko"] = "en"

    @model_validator(mode="after")
    def _one_channel(self) -> Self:
        if not any((self.to, self.email, self.webhook, self.ntfy)):
            msg = "has no channel: give one of to, email, webhook, ntfy"
            raise ValueError(msg)
        return self


class Smtp(Part):
    """The mail server that e-mail subscribers are reached through."""

    host: str = "localhost"
    port: int = 25
    security: Literal["none", "starttls", "tls"] = "none"
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = "Glory Watch <glory-watch@localhost>"


class Crawl(Part):
    """How the web is asked."""

    contact: str = ""  # an address or URL for the User-Agent, so that a site can reach the operator
    allow_networks: tuple[str, ...] = ()  # CIDR blocks of private addresses that may be fetched
    per_host_delay: timedelta = timedelta(seconds=1)
    timeout: timedelta = timedelta(seconds=20)
    max_bytes: Annotated[int, Field(ge=10_000, le=64 * 1024 * 1024)] = 8 * 1024 * 1024
    obey_robots: bool = True
    workers: Annotated[int, Field(ge=1, le=8)] = 1


class Daemon(Part):
    """The rhythm of the daemon."""

    tick: timedelta = timedelta(seconds=10)
    deliver_every: timedelta = timedelta(seconds=2)
    log: Path | None = None  # None is the XDG data directory
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    operator: str = ""  # name of the subscriber who gets operator alerts


class Config(Part):
    """Everything the operator decided."""

    watches: tuple[Watch, ...] = ()
    sources: tuple[Source, ...] = ()
    subscribers: tuple[Subscriber, ...] = ()
    smtp: Smtp = Smtp()
    crawl: Crawl = Crawl()
    daemon: Daemon = Daemon()
    path: Path | None = None  # the file it came from

    @field_validator("watches", "sources", "subscribers")
    @classmethod
    def _unique(cls, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        names = [getattr(row, "key", None) or row.name for row in rows]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            msg = f"the name {', '.join(twice)} is given twice"
            raise ValueError(msg)
        return rows

    def watch(self, key: str) -> Watch:
        """Return the watch of that key. Raises KeyError."""
        return next((w for w in self.watches if w.key == key), None) or _missing(key)

    def zone_of(self, source: str) -> ZoneInfo:
        """Return the time zone of a source's outlet, UTC for one that is no longer configured."""
        return ZoneInfo(next((s.zone for s in self.sources if s.name == source), "UTC"))


def _missing(key: str) -> Watch:
    raise KeyError(key)
