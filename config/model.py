"""What the operator's files say, checked at birth and frozen.

`config.load` builds these; nothing else reads a file. A `Watch` is also what `glorywatch extract`
is given as "title". The descriptions are the operator's reference: docs/configuration.md is made
from them, and a test compares the two.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationInfo, field_validator, model_validator

from config import moments, paths
from config.fields import (
    HIDDEN,
    Duration,
    Language,
    MailAddress,
    Name,
    Network,
    Pause,
    Scope,
    WebAddress,
    Zone,
)
from config.services import CHANNELS, channel, refusal


def _key(description: str, *, example: str = "", hidden: bool = False) -> Any:  # noqa: ANN401 - as pydantic's Field
    return Field(description=description, examples=[example] if example else None, repr=not hidden)


class Part(BaseModel):
    """The base: frozen, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True
    )


class Installment(Part):
    """A season, part or film of a title, with the names it goes by."""

    scope: Annotated[Scope, _key("Season, part or film: `S1`, `S1P2`, `film`.", example='"S1P2"')]
    names: Annotated[tuple[str, ...], _key("What it is called beside the usual names, which are known.")] = ()


class Watch(Part):
    """A title to follow."""

    key: Annotated[
        Name, _key("Short name of the watch, used in the log and by other tables.", example='"the-glory"')
    ]
    name: Annotated[str, Field(min_length=1, max_length=300), _key("The title.", example='"The Glory"')]
    aliases: Annotated[tuple[str, ...], _key("Its other names, in all scripts.")] = ()
    people: Annotated[
        tuple[str, ...], _key("Cast and makers, in all scripts; they tell it from works of the same name.")
    ] = ()
    platform: Annotated[str, _key("Streaming service or broadcaster.")] = ""
    kind: Annotated[Literal["series", "film"], _key("What it is.")] = "series"
    lookalikes: Annotated[tuple[str, ...], _key("Names that hold one of its names and are not it.")] = ()
    installments: Annotated[
        tuple[Installment, ...], _key("Seasons, parts and films: `[[watch.installments]]`.")
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

    name: Annotated[Name, _key("Short name, used in the log and by `status`.", example='"soompi"')]
    kind: Annotated[
        SourceKind,
        _key(
            "What stands at the address: a feed, a watched page, a page of links, or an interface.",
            example='"feed"',
        ),
    ]
    url: Annotated[WebAddress, _key("Its address, http or https.", example='"https://www.soompi.com/feed"')]
    standing: Annotated[
        Literal["official", "trade", "database", "fan"],
        _key("Weight of its word: platform or producer, press, database, viewers."),
    ] = "trade"
    language: Annotated[Language, _key("Language of its texts, two letters; empty: found in the text.")] = ""
    zone: Annotated[Zone, _key('The outlet\'s time zone: its "Friday" and its dates without a zone.')] = "UTC"
    every: Annotated[Duration, _key("How often it is asked; slowed down while it fails.")] = timedelta(
        minutes=30
    )
    publisher: Annotated[str, _key("Who speaks, where the pages do not say.")] = ""
    titles: Annotated[tuple[Name, ...], _key("Keys of the watches it serves; empty: all.")] = ()
    enabled: Annotated[bool, _key("`false` leaves it out and keeps its history.")] = True
    links: Annotated[
        str, _key("Listing: CSS selector of the links to follow; empty: links that look like articles.")
    ] = ""
    token: Annotated[SecretStr, HIDDEN, _key("Token of the interface, where it wants one.")] = SecretStr("")
    account: Annotated[
        str, _key("Instagram: number of the professional account that the token belongs to.")
    ] = ""
    api: Annotated[
        WebAddress | None, _key("The interface's base address, where it is not the public one.")
    ] = None
    pages: Annotated[int, Field(ge=1, le=20), _key("Pages of a timeline read in one visit.")] = 3
    push: Annotated[
        bool,
        _key("Listen for it too, where it can tell us: Mastodon tags, Bluesky, feeds with a WebSub hub."),
    ] = False
    render: Annotated[
        bool, _key("Run the page's JavaScript first, in the system's Chromium: page, listing and record.")
    ] = False
    verify_tls: Annotated[bool, _key("`false` accepts any certificate; `check-config` warns of it.")] = True
    headers: Annotated[
        dict[str, SecretStr],
        HIDDEN,
        _key("Request headers, sent to this source's own host only.", hidden=True),
    ] = {}


StandingName = Literal["rumoured", "reported", "corroborated", "official"]
FieldName = Literal["release_date", "episode_count", "production_status"]
KindName = Literal[
    "baseline", "first", "narrowed", "moved_later", "moved_earlier", "revised", "progressed", "regressed",
    "confirmed", "upgraded", "disputed", "withdrawn", "correction",
]  # fmt: skip


class Subscriber(Part):
    """Who is told, what and how, by one or more channels."""

    name: Annotated[Name, _key("Short name; the log knows the subscriber by it alone.", example='"me"')]
    to: Annotated[SecretStr | None, HIDDEN, _key("An apprise address, for any of its services.")] = None
    email: Annotated[
        MailAddress, HIDDEN, _key("An e-mail address, reached through `[smtp]`.", hidden=True)
    ] = ""
    webhook: Annotated[WebAddress | None, HIDDEN, _key("An address that gets JSON by POST.", hidden=True)] = (
        None
    )
    ntfy: Annotated[
        WebAddress | None, HIDDEN, _key("An ntfy topic: `https://server/topic`.", hidden=True)
    ] = None
    ntfy_token: Annotated[SecretStr, HIDDEN, _key("Access token of the ntfy server.")] = SecretStr("")
    telegram: Annotated[SecretStr | None, HIDDEN, _key("A chat of your bot: `TOKEN/CHAT`.")] = None
    discord: Annotated[SecretStr | None, HIDDEN, _key("A channel's webhook address.")] = None
    slack: Annotated[SecretStr | None, HIDDEN, _key("An incoming webhook's address.")] = None
    matrix: Annotated[
        SecretStr | None, HIDDEN, _key("A room: `https://server/!room:server/ACCESS_TOKEN`.")
    ] = None
    pushover: Annotated[SecretStr | None, HIDDEN, _key("A recipient: `USER_KEY/APP_TOKEN`.")] = None
    gotify: Annotated[SecretStr | None, HIDDEN, _key("An application: `https://server/APP_TOKEN`.")] = None
    mqtt: Annotated[SecretStr | None, HIDDEN, _key("A topic: `mqtts://user:password@broker/topic`.")] = None
    titles: Annotated[tuple[Name, ...], _key("Keys of the watches to hear of; empty: all.")] = ()
    fields: Annotated[tuple[FieldName, ...], _key("What to hear of; empty: all.")] = ()
    minimum: Annotated[
        StandingName,
        _key("Least standing of a fact that is worth a message, from the least sure up."),
    ] = "reported"
    scopes: Annotated[
        tuple[Scope, ...], _key("Installments to hear of, beside the title as a whole; empty: all.")
    ] = ()
    kinds: Annotated[
        tuple[KindName, ...], _key("Kinds of change to hear of; empty: all. Corrections always come.")
    ] = ()
    zone: Annotated[Zone, _key("Time zone of the times in messages, of digests and of quiet hours.")] = "UTC"
    language: Annotated[Literal["en", "ko"], _key("Language of the messages.")] = "en"
    digest: Annotated[
        str, _key("`daily 08:00`, `weekly mon 08:00` or `cron 0 8 1,15 * *`; empty: each change at once.")
    ] = ""
    quiet: Annotated[
        str, _key("Hours in which nothing is sent, like `22:00-07:00`; what waited comes as one digest.")
    ] = ""
    urgent: Annotated[
        Pause,
        _key("A release date that moves within so long from now is sent at once, quiet hours or not."),
    ] = timedelta(days=14)
    gather: Annotated[Pause, _key("How long to wait for more about a title before a message goes out.")] = (
        timedelta(0)
    )
    fallback_after: Annotated[
        Pause,
        _key("Use the channels one after another, the next when one failed for so long; `0s`: all at once."),
    ] = timedelta(0)
    summary: Annotated[bool, _key("Whether the first sight of a title brings a summary.")] = True
    paused: Annotated[bool, _key("`true` keeps everything quiet; it is not told afterwards.")] = False

    @field_validator("digest")
    @classmethod
    def _a_digest(cls, rule: str) -> str:
        return rule and (moments.crontab(rule) and rule)

    @field_validator("quiet")
    @classmethod
    def _quiet_hours(cls, text: str) -> str:
        return text and (moments.hours(text) and text)

    @field_validator("to")
    @classmethod
    def _sound(cls, to: SecretStr | None) -> SecretStr | None:
        why = refusal(to.get_secret_value()) if to else ""
        if why:
            raise ValueError(why)
        return to

    @field_validator(*CHANNELS)
    @classmethod
    def _a_channel(cls, value: SecretStr | None, about: ValidationInfo) -> SecretStr | None:
        if value is not None:
            channel(str(about.field_name), value.get_secret_value())
        return value

    @model_validator(mode="after")
    def _some_channel(self) -> Self:
        kinds = ("to", "email", "webhook", "ntfy", *CHANNELS)
        if not any(getattr(self, kind) for kind in kinds):
            msg = "has no channel; give at least one of to, email, webhook, ntfy"
            raise ValueError(msg)
        return self


class Smtp(Part):
    """The mail server that e-mail subscribers are reached through."""

    host: Annotated[str, _key("Its host.")] = "localhost"
    port: Annotated[int, Field(ge=1, le=65535), _key("Its port: 25, 587 with starttls, 465 with tls.")] = 25
    security: Annotated[Literal["none", "starttls", "tls"], _key("How the connection is protected.")] = "none"
    user: Annotated[str, HIDDEN, _key("Account name, if it wants one.", hidden=True)] = ""
    password: Annotated[SecretStr, HIDDEN, _key("Its password.")] = SecretStr("")
    sender: Annotated[str, _key("The From line of the messages.")] = "Glory Watch <glory-watch@localhost>"
    unsubscribe: Annotated[
        str,
        _key(
            "Where List-Unsubscribe leads; `{name}` is filled in. An https one must take a POST (RFC 8058)."
        ),
    ] = ""


class Templates(Part):
    """The operator's own words, as jinja2 templates; what is empty is worded by the program."""

    subject: Annotated[str, _key("The subject of a mail, the title of a push.")] = ""
    short: Annotated[str, _key("The lines of a push.")] = ""
    text: Annotated[str, _key("The text of a mail, webhook or chat.")] = ""
    html: Annotated[str, _key("The HTML of a mail.")] = ""

    @field_validator("subject", "short", "text", "html")
    @classmethod
    def _works(cls, source: str, about: ValidationInfo) -> str:
        from config import templates  # noqa: PLC0415 - jinja2, for those who use it

        return source and templates.tried(source, html=about.field_name == "html")


class Crawl(Part):
    """How the web is asked."""

    contact: Annotated[str, _key("Address or URL in the User-Agent, so that a site can reach you.")] = ""
    allow_networks: Annotated[
        tuple[Network, ...],
        _key("Private networks that may be fetched, as CIDR blocks; all others are refused."),
    ] = ()
    per_host_delay: Annotated[Pause, _key("Pause between two requests to one host.")] = timedelta(seconds=1)
    timeout: Annotated[Duration, _key("Longest wait for one response, body included.")] = timedelta(
        seconds=20
    )
    max_bytes: Annotated[
        int,
        Field(ge=10_000, le=64 * 1024 * 1024),
        _key("Largest response body, before and after decompression."),
    ] = 8 * 1024 * 1024
    obey_robots: Annotated[bool, _key("`false` ignores robots.txt; for your own sites.")] = True


class Daemon(Part):
    """The rhythm of the daemon, its log file and its own words."""

    tick: Annotated[Duration, _key("How often it looks for sources that are due.")] = timedelta(seconds=10)
    deliver_every: Annotated[Duration, _key("How often it looks for deliveries that are due.")] = timedelta(
        seconds=2
    )
    log: Annotated[
        Path | None, _key("The SQLite log; relative to this file. Empty: the XDG data directory.")
    ] = None
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        _key("Least weight of the lines it writes to standard error."),
    ] = "info"
    log_format: Annotated[Literal["text", "json"], _key("How those lines look: one an event.")] = "text"
    operator: Annotated[str, _key("Name of the subscriber who hears of trouble.")] = ""
    push_listen: Annotated[
        str, _key("`host:port` at which WebSub hubs reach it; empty: no hub is asked.")
    ] = ""
    push_url: Annotated[WebAddress | None, _key("How hubs reach that from outside, through a proxy.")] = None


class Defaults(Part):
    """What of the shipped lists is used."""

    watch: Annotated[
        bool | None, _key("Follow The Glory, the shipped watch. Unset: only if this file has no `[[watch]]`.")
    ] = None
    sources: Annotated[
        bool | None, _key("Ask the shipped sources. Unset: only if this file has no `[[source]]`.")
    ] = None
    without: Annotated[tuple[Name, ...], _key("Names of shipped sources to leave out.")] = ()


class Config(Part):
    """Everything the operator decided."""

    watches: tuple[Watch, ...] = ()
    sources: tuple[Source, ...] = ()
    subscribers: tuple[Subscriber, ...] = ()
    smtp: Smtp = Smtp()
    templates: Templates = Templates()
    crawl: Crawl = Crawl()
    daemon: Daemon = Daemon()
    path: Path | None = None  # the file it came from; None: the shipped defaults alone
    warnings: tuple[str, ...] = ()  # what is allowed but unwise, a sentence each

    @field_validator("watches", "sources", "subscribers")
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

    def zone_of(self, source: str) -> ZoneInfo:
        """Return the time zone of a source's outlet, UTC for one that is no longer configured."""
        return ZoneInfo(next((s.zone for s in self.sources if s.name == source), "UTC"))


def _missing(key: str) -> Watch:
    raise KeyError(key)
