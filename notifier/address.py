"""A subscriber's settings as addresses to send to. Pure: no network, and apprise is not loaded.

An `Address` holds secrets: it lives in memory, goes to the sender through a pipe, and is never
written down. The log and all messages to the operator name a channel by its key in the operator's
file ("email", "webhook" …), never by its address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from config.services import channel

if TYPE_CHECKING:
    from collections.abc import Callable

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


PUSH_SERVICES = {
    "bark", "barks", "gotify", "gotifys", "join", "ntfy", "ntfys", "pbul", "pover", "prowl", "psafer",
    "spush",
}  # fmt: skip


def addresses(subscriber: Subscriber, config: Config) -> tuple[Address, ...]:
    """Return all channels of a subscriber in the order in which they are tried."""
    found = []
    if subscriber.email:
        found.append(_mailbox(subscriber.email, config.smtp, subscriber.name))
    if subscriber.webhook:
        found.append(_webhook(str(subscriber.webhook)))
    if subscriber.ntfy:
        found.append(_ntfy(str(subscriber.ntfy), subscriber.ntfy_token.get_secret_value()))
    for kind, make in TYPED.items():
        value = getattr(subscriber, kind)
        if value is not None:
            found.append(make(channel(kind, value.get_secret_value())))
    if subscriber.to:
        found.append(_raw(subscriber.to.get_secret_value()))
    return tuple(sorted(found, key=lambda address: subscriber.channels.index(address.channel)))


def _mailbox(to: str, smtp: Smtp, name: str) -> Address:
    """Return the address of one mailbox behind the operator's mail server."""
    return Address(
        channel="email",
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
            "unsubscribe": smtp.unsubscribe.replace("{name}", quote(name, safe="")),
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


def _ntfy(url: str, token: str) -> Address:
    parts, settings = _server(url)
    settings["schema"] = "ntfys" if settings["secure"] else "ntfy"
    settings["fullpath"] = None
    settings["mode"] = "private"
    settings["include_image"] = False
    settings |= {"auth": "token", "token": token} if token else {}
    settings["targets"] = [unquote(parts.path.strip("/"))]
    return Address(channel="ntfy", form=Form.PUSH, endpoint=parts.netloc.lower(), settings=settings)


def _raw(url: str) -> Address:
    """Return an operator's own apprise address; the configuration has refused those we do not take."""
    scheme = url.partition("://")[0].lower()
    _, _, server = urlsplit(url).netloc.rpartition("@")
    # Where the host is a token (Telegram, Discord …), all of the service's addresses lead to one server.
    hosted = "." in server or server.startswith(("localhost", "["))
    if scheme in ("mailto", "mailtos"):
        form = Form.MAIL
    elif scheme in ("json", "jsons"):
        form = Form.JSON
    else:
        form = Form.PUSH if scheme in PUSH_SERVICES else Form.CHAT
    endpoint = f"{scheme} {server}" if hosted else scheme
    return Address(channel="to", form=form, endpoint=endpoint, settings={"url": url})


def _telegram(part: dict[str, str]) -> Address:
    settings: dict[str, Any] = {"schema": "tgram", "bot_token": part["bot_token"], "targets": [part["chat"]]}
    settings |= {"host": "", "detect_owner": False}
    if part["origin"]:  # a Bot API server of one's own
        settings["base"] = f"{part['origin']}/bot"
    endpoint = part["origin"] or "telegram"
    return Address(channel="telegram", form=Form.CHAT, endpoint=endpoint, settings=settings)


def _discord(part: dict[str, str]) -> Address:
    settings: dict[str, Any] = {"schema": "discord", "host": "", "avatar": False, "fields": False}
    settings |= {name: part[name] for name in ("webhook_id", "webhook_token")}
    settings["base"] = f"{part['origin']}/api/webhooks"
    return Address(channel="discord", form=Form.CHAT, endpoint=part["origin"], settings=settings)


def _slack(part: dict[str, str]) -> Address:
    settings: dict[str, Any] = {
        "schema": "slack",
        "host": "",
        "include_image": False,
        "include_footer": False,
    }
    settings |= {name: part[name] for name in ("token_a", "token_b", "token_c")}
    settings["base"] = f"{part['origin']}/services"
    return Address(channel="slack", form=Form.CHAT, endpoint=part["origin"], settings=settings)


def _matrix(part: dict[str, str]) -> Address:
    parts, settings = _server(part["origin"])
    settings["schema"] = "matrixs" if settings["secure"] else "matrix"
    settings |= {"fullpath": None, "password": part["token"], "targets": [part["room"]]}
    settings |= {"include_image": False, "discovery": False, "e2ee": False}
    return Address(channel="matrix", form=Form.CHAT, endpoint=parts.netloc.lower(), settings=settings)


def _pushover(part: dict[str, str]) -> Address:
    settings: dict[str, Any] = {"schema": "pover", "host": ""}
    settings |= {name: part[name] for name in ("user_key", "token")}
    if part.get("origin"):
        settings["base"] = f"{part['origin']}/1/messages.json"
    return Address(
        channel="pushover", form=Form.PUSH, endpoint=part.get("origin") or "pushover", settings=settings
    )


def _gotify(part: dict[str, str]) -> Address:
    parts, settings = _server(part["origin"])
    settings["schema"] = "gotifys" if settings["secure"] else "gotify"
    settings |= {"token": part["token"], "fullpath": f"{part['path']}/"}
    return Address(channel="gotify", form=Form.PUSH, endpoint=parts.netloc.lower(), settings=settings)


def _mqtt(part: dict[str, str]) -> Address:
    server = urlsplit(f"//{part['server']}")
    settings: dict[str, Any] = {
        "schema": part["scheme"],
        "secure": part["scheme"] == "mqtts",
        "host": server.hostname,
        "port": server.port,
        "user": part["user"] or None,
        "password": part["password"] or None,
        "targets": [unquote(part["topic"])],
        "qos": 1,  # the broker says that it has it
    }
    return Address(channel="mqtt", form=Form.PUSH, endpoint=f"mqtt {part['server']}", settings=settings)


TYPED: dict[str, Callable[[dict[str, str]], Address]] = {
    "telegram": _telegram,
    "discord": _discord,
    "slack": _slack,
    "matrix": _matrix,
    "pushover": _pushover,
    "gotify": _gotify,
    "mqtt": _mqtt,
}
