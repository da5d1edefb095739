"""Who is told, what and how: subscribers, the groups they belong to, and the means of telling."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator

from config import moments
from config.fields import HIDDEN, FromLine, MailAddress, Name, Pause, Scope, WayOut, WebAddress, Zone
from config.part import Part, meaning
from config.services import CHANNEL_NAMES, CHANNELS, channel, refusal

StandingName = Literal["rumoured", "reported", "corroborated", "official"]
FieldName = Literal["release_date", "episode_count", "production_status"]
KindName = Literal[
    "baseline", "first", "narrowed", "moved_later", "moved_earlier", "revised", "progressed", "regressed",
    "confirmed", "upgraded", "disputed", "withdrawn", "correction",
]  # fmt: skip


ChannelName = Literal[
    "email", "webhook", "ntfy", "telegram", "discord", "slack", "matrix", "pushover", "gotify", "mqtt", "to",
]  # fmt: skip


class Wishes(Part):
    """What is to be told, and when: said by a subscriber, or by the group for all its members."""

    name: Annotated[Name, meaning("Short name; the log knows a subscriber by it alone.", example='"me"')]
    titles: Annotated[tuple[Name, ...], meaning("Keys of the watches to hear of; empty: all.")] = ()
    fields: Annotated[tuple[FieldName, ...], meaning("What to hear of; empty: all.")] = ()
    minimum: Annotated[
        StandingName,
        meaning("Least standing of a fact that is worth a message, from the least sure up."),
    ] = "reported"
    scopes: Annotated[
        tuple[Scope, ...], meaning("Installments to hear of, beside the title as a whole; empty: all.")
    ] = ()
    kinds: Annotated[
        tuple[KindName, ...], meaning("Kinds of change to hear of; empty: all. Corrections always come.")
    ] = ()
    zone: Annotated[Zone, meaning("Time zone of the times in messages, of digests and of quiet hours.")] = (
        "UTC"
    )
    language: Annotated[Literal["en", "ko"], meaning("Language of the messages.")] = "en"
    digest: Annotated[
        str, meaning("`daily 08:00`, `weekly mon 08:00` or `cron 0 8 1,15 * *`; empty: each change at once.")
    ] = ""
    quiet: Annotated[
        str, meaning("Hours in which nothing is sent, like `22:00-07:00`; what waited comes as one digest.")
    ] = ""
    urgent: Annotated[
        Pause,
        meaning("A release date that moves within so long from now is sent at once, quiet hours or not."),
    ] = timedelta(days=14)
    gather: Annotated[
        Pause, meaning("How long to wait for more about a title before a message goes out.")
    ] = timedelta(0)
    fallback_after: Annotated[
        Pause,
        meaning(
            "Use the channels one after another, the next when one failed for so long; `0s`: all at once."
        ),
    ] = timedelta(0)
    summary: Annotated[bool, meaning("Whether the first sight of a title brings a summary.")] = True
    paused: Annotated[bool, meaning("`true` keeps everything quiet; it is not told afterwards.")] = False

    @field_validator("digest")
    @classmethod
    def _a_digest(cls, rule: str) -> str:
        return rule and (moments.crontab(rule) and rule)

    @field_validator("quiet")
    @classmethod
    def _quiet_hours(cls, text: str) -> str:
        return text and (moments.hours(text) and text)


class Group(Wishes):
    """Subscribers who share wishes; it has no channels of its own."""


class Subscriber(Wishes):
    """Who is told, what and how, by one or more channels."""

    group: Annotated[
        Name | Literal[""],
        meaning("Name of the `[[group]]` that gives every wish which this table leaves unsaid."),
    ] = ""
    order: Annotated[
        tuple[ChannelName, ...],
        meaning("Channels to use first, for `fallback_after`; the others follow, `email` first, `to` last."),
    ] = ()
    to: Annotated[SecretStr | None, HIDDEN, meaning("An apprise address, for any of its services.")] = None
    email: Annotated[
        MailAddress, HIDDEN, meaning("An e-mail address, reached through `[smtp]`.", hidden=True)
    ] = ""
    webhook: Annotated[
        WebAddress | None, HIDDEN, meaning("An address that gets JSON by POST.", hidden=True)
    ] = None
    ntfy: Annotated[
        WebAddress | None, HIDDEN, meaning("An ntfy topic: `https://server/topic`.", hidden=True)
    ] = None
    ntfy_token: Annotated[SecretStr, HIDDEN, meaning("Access token of the ntfy server.")] = SecretStr("")
    telegram: Annotated[SecretStr | None, HIDDEN, meaning("A chat of your bot: `TOKEN/CHAT`.")] = None
    discord: Annotated[SecretStr | None, HIDDEN, meaning("A channel's webhook address.")] = None
    slack: Annotated[SecretStr | None, HIDDEN, meaning("An incoming webhook's address.")] = None
    matrix: Annotated[
        SecretStr | None, HIDDEN, meaning("A room: `https://server/!room:server/ACCESS_TOKEN`.")
    ] = None
    pushover: Annotated[SecretStr | None, HIDDEN, meaning("A recipient: `USER_KEY/APP_TOKEN`.")] = None
    gotify: Annotated[SecretStr | None, HIDDEN, meaning("An application: `https://server/APP_TOKEN`.")] = None
    mqtt: Annotated[SecretStr | None, HIDDEN, meaning("A topic: `mqtts://user:password@broker/topic`.")] = (
        None
    )

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
        if not self.channels:
            msg = f"has no channel; give at least one of {', '.join(CHANNEL_NAMES)}"
            raise ValueError(msg)
        if missing := [name for name in self.order if not getattr(self, name)]:
            msg = f"names in order a channel that it does not have: {', '.join(missing)}"
            raise ValueError(msg)
        return self

    @property
    def channels(self) -> tuple[str, ...]:
        """The names of the channels that are given, from the first to use on."""
        given = (name for name in CHANNEL_NAMES if getattr(self, name))
        return tuple(dict.fromkeys((*self.order, *given)))

    def within(self, group: Group) -> Subscriber:
        """Return the member of a group: their own wishes, the group's for the rest; paused if either is."""
        given = {name: getattr(group, name) for name in group.model_fields_set - self.model_fields_set}
        return self.model_copy(update={**given, "paused": self.paused or group.paused})


class Smtp(Part):
    """The mail server that e-mail subscribers are reached through."""

    host: Annotated[str, meaning("Its host.")] = "localhost"
    port: Annotated[int, Field(ge=1, le=65535), meaning("Its port: 25, 587 with starttls, 465 with tls.")] = (
        25
    )
    security: Annotated[Literal["none", "starttls", "tls"], meaning("How the connection is protected.")] = (
        "none"
    )
    user: Annotated[str, HIDDEN, meaning("Account name, if it wants one.", hidden=True)] = ""
    password: Annotated[SecretStr, HIDDEN, meaning("Its password.")] = SecretStr("")
    sender: Annotated[FromLine, meaning("The From line of the messages.")] = (
        "Glory Watch <glory-watch@localhost>"
    )
    unsubscribe: Annotated[
        WayOut,
        meaning(
            "Where List-Unsubscribe leads; `{name}` is filled in. An https one must take a POST (RFC 8058)."
        ),
    ] = ""


class Templates(Part):
    """The operator's own words, as jinja2 templates; what is empty is worded by the program."""

    subject: Annotated[str, meaning("The subject of a mail, the title of a push.")] = ""
    short: Annotated[str, meaning("The lines of a push.")] = ""
    text: Annotated[str, meaning("The text of a mail, webhook or chat.")] = ""
    html: Annotated[str, meaning("The HTML of a mail.")] = ""

    @field_validator("subject", "short", "text", "html")
    @classmethod
    def _works(cls, source: str, about: ValidationInfo) -> str:
        from config import templates  # noqa: PLC0415 - jinja2, for those who use it

        return source and templates.tried(source, html=about.field_name == "html")
