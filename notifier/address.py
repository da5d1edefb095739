"""A subscriber's settings as addresses to send to. Pure: no network, and apprise is not loaded.

An `Address` holds secrets: it lives in memory, goes to the sender through a pipe, and is never
written down. The log and all messages to the operator name a channel by its key in the operator's
file ("email", "webhook" …), never by its address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from config.model import Config, Smtp, Subscriber


class Form(StrEnum):
    """How much a channel can carry, and in which dress."""

    MAIL = "mail"  # multipart text and HTML
    JSON = "json"  # for programs: the text and the changes as values
    PUSH = "push"  # a title, two lines, a link
    CHAT = "chat"  # the full text, mentions made harmless


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where one channel of one subscriber leads."""

    channel: str
    form: Form
    endpoint: str = field(repr=False)  # whose trouble is shared: the server behind it
    settings: dict[str, Any] = field(repr=False)  # what the sender needs; plain values, secrets among them


# Services of apprise that an operator's own address may use: all go over the network to a service
# that is meant to carry messages. Not those that write to this machine (syslog, dbus, desktop
# bubbles), read files (FCM's key file) or cost money by the message (SMS gateways).
SERVICES = {
    "apprise", "apprises", "bark", "barks", "discord", "feishu", "flock", "form", "forms", "gchat",
    "gotify", "gotifys", "guilded", "hassio", "hassios", "ifttt", "join", "json", "jsons", "lark",
    "mailto", "mailtos", "mastodon", "mastodons", "matrix", "matrixs", "mmost", "mmosts", "mqtt",
    "mqtts", "ncloud", "nclouds", "nctalk", "nctalks", "ntfy", "ntfys", "opsgenie", "pagerduty",
    "pbul", "pover", "prowl", "psafer", "pushy", "revolt", "rocket", "rockets", "ryver", "signal",
    "signals", "slack", "spush", "synology", "synologys", "tgram", "toasts", "twist", "wecombot",
    "workflows", "wxteams", "xml", "xmls", "zulip",
}  # fmt: skip
PUSH_SERVICES = {
    "bark", "barks", "gotify", "gotifys", "join", "ntfy", "ntfys", "pbul", "pover", "prowl", "psafer",
    "spush",
}  # fmt: skip

# Query keys that change what we promise: TLS checks, redirects, failures passed off as successes,
# retries beside our own, files and addresses read on somebody else's word, further recipients.
FORBIDDEN_KEYS = {
    "verify": "TLS is always checked",
    "redirect": "redirects are not followed",
    "optional": "it would report a failure as a success",
    "template": "it reads a file or another address",
    "attach": "it reads a file or another address",
    "retry": "this program retries by its own schedule",
    "wait": "this program retries by its own schedule",
    "rto": "time limits are this program's",
    "cto": "time limits are this program's",
    "overflow": "messages are cut by this program",
    "store": "nothing is stored beside the log",
    "format": "the form of a message is this program's",
    "emojis": "messages are sent as they are written",
    "cc": "one address, one recipient; add another subscriber",
    "bcc": "one address, one recipient; add another subscriber",
    "keyfile": "it reads a file",
    "pgp": "it reads or makes key files",
    "pgppub": "it reads a file",
    "pgpprv": "it reads a file",
    "wkd": "it asks another address for keys",
    "inline": "messages carry no attachments",
    "method": "messages are posted",
}


def refusal(url: str) -> str:
    """Say why an operator's apprise address is not taken, without quoting it; "" is fine."""
    scheme, there, rest = url.partition("://")
    if not there or not rest or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+-]*", scheme):
        return "is no apprise address; write it like ntfys://ntfy.example.org/topic"
    if re.search(r"[\x00-\x20\x7f\\]", url):
        return "holds a space, control character or backslash; write it percent-encoded"
    if "://" in rest:
        return "holds a second address; give one, and write :// in a parameter as %3A%2F%2F"
    if scheme.lower() not in SERVICES:
        return f"uses the service {scheme}://, which is not among those allowed"
    return _forbidden_key(url)


def _forbidden_key(url: str) -> str:
    try:
        parts = urlsplit(url)
        keys = {unquote(key).strip().lower() for key in parse_qs(parts.query, keep_blank_values=True)}
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return "cannot be read as an address"
    forbidden = sorted(keys & FORBIDDEN_KEYS.keys())
    return f"may not set {forbidden[0]}=: {FORBIDDEN_KEYS[forbidden[0]]}" if forbidden else ""


def addresses(subscriber: Subscriber, config: Config) -> tuple[Address, ...]:
    """Return all channels of a subscriber in the order in which they are tried."""
    found = []
    if subscriber.email:
        found.append(mail_address(subscriber.email, config.smtp))
    if subscriber.webhook:
        found.append(_webhook(str(subscriber.webhook)))
    if subscriber.ntfy:
        found.append(_ntfy(str(subscriber.ntfy)))
    if subscriber.to:
        found.append(_raw(subscriber.to.get_secret_value()))
    return tuple(found)


def mail_address(to: str, smtp: Smtp, *, channel: str = "email") -> Address:
    """Return the address of one mailbox behind the operator's mail server."""
    return Address(
        channel=channel,
        form=Form.MAIL,
        endpoint=f"smtp {smtp.host}:{smtp.port}",
        settings={
            "schema": "smtp",
            "host": smtp.host,
            "port": smtp.port,
            "security": smtp.security,
            "user": smtp.user,
            "password": smtp.password.get_secret_value(),
            "sender": smtp.sender,
            "to": to,
        },
    )


def _server(url: str) -> tuple[Any, dict[str, Any]]:
    """Split a web address into what apprise's constructors take."""
    parts = urlsplit(url)
    secure = parts.scheme.lower() == "https"
    host = parts.hostname or ""
    return parts, {
        "host": f"[{host}]" if ":" in host else host,
        "port": parts.port,
        "secure": secure,
        "fullpath": parts.path,  # letter for letter: the path keeps its own escapes
    }


def _webhook(url: str) -> Address:
    parts, settings = _server(url)
    settings["schema"] = "jsons" if settings["secure"] else "json"
    settings["params"] = parse_qs(parts.query, keep_blank_values=True)
    return Address(channel="webhook", form=Form.JSON, endpoint=parts.netloc.lower(), settings=settings)


def _ntfy(url: str) -> Address:
    parts, settings = _server(url)
    settings["schema"] = "ntfys" if settings["secure"] else "ntfy"
    settings["fullpath"] = None
    settings["mode"] = "private"
    settings["include_image"] = False
    settings["targets"] = [unquote(parts.path.strip("/"))]
    return Address(channel="ntfy", form=Form.PUSH, endpoint=parts.netloc.lower(), settings=settings)


def _raw(url: str) -> Address:
    """Return an operator's own apprise address. Raises ValueError if it is not one we take."""
    why = refusal(url)
    if why:
        raise ValueError(why)
    scheme = url.partition("://")[0].lower()
    parts = urlsplit(url)
    host = (parts.hostname or "") if "." in (parts.hostname or "") or parts.port else ""
    if scheme in ("mailto", "mailtos"):
        form = Form.MAIL
    elif scheme in ("json", "jsons"):
        form = Form.JSON
    else:
        form = Form.PUSH if scheme in PUSH_SERVICES else Form.CHAT
    port = f":{parts.port}" if host and parts.port else ""
    return Address(channel="to", form=form, endpoint=f"{scheme} {host}{port}", settings={"url": url})
