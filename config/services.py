"""Which addresses of apprise (https://appriseit.com) an operator may write, by their form alone.

Read from apprise 2.2.0, and tried: its address syntax can hold several addresses in one string,
switch off TLS checks, report a failure as a success, read a local file, or write to this machine's
own log. None of that is a way to tell a subscriber. Pure text; apprise itself is not loaded.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

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
        query = parse_qs(urlsplit(url).query, keep_blank_values=True)
        keys = {unquote(key).strip().lower() for key in query}
    except ValueError:
        return "cannot be read as an address"
    forbidden = sorted(keys & FORBIDDEN_KEYS.keys())
    return f"may not set {forbidden[0]}=: {FORBIDDEN_KEYS[forbidden[0]]}" if forbidden else ""


# Typed channels beside e-mail, webhook and ntfy: the form of what stands in the file, and how to write it.
# Each is one string with the secret in it, so that it can be an environment variable or a file.
CHANNELS = {
    "telegram": (
        r"(?:(?P<origin>https?://[\w.:\[\]-]+)/)?(?P<bot_token>\d{3,20}:[\w-]{10,100})/(?P<chat>-?\d{1,20}|@\w{3,40})",
        "is no Telegram chat; write the bot's token, a slash and the chat's number: 123456:ABC…/987654",
    ),
    "discord": (
        r"(?P<origin>https?://[\w.:\[\]-]+)/api/webhooks/(?P<webhook_id>\d{1,25})/(?P<webhook_token>[\w-]{10,100})",
        "is no Discord webhook; copy it from the channel's settings: https://discord.com/api/webhooks/…/…",
    ),
    "slack": (
        r"(?P<origin>https?://[\w.:\[\]-]+)/services/(?P<token_a>\w{5,20})/(?P<token_b>\w{5,20})/(?P<token_c>\w{15,40})",
        "is no Slack webhook; copy it from the app's settings: https://hooks.slack.com/services/…/…/…",
    ),
    "matrix": (
        r"(?P<origin>https?://[\w.:\[\]-]+)/(?P<room>[!#][^/\s]{1,255})/(?P<token>[\w.~=-]{6,300})",
        "is no Matrix room; write https://server/!room:server/ACCESS_TOKEN",
    ),
    "pushover": (
        r"(?:(?P<origin>https?://[\w.:\[\]-]+)/)?(?P<user_key>\w{30})/(?P<token>\w{30})",
        "is no Pushover recipient; write the user key, a slash and the application's token",
    ),
    "gotify": (
        r"(?P<origin>https?://[\w.:\[\]-]+)(?P<path>(?:/[\w-]+)*)/(?P<token>[\w.-]{10,60})",
        "is no Gotify application; write https://server/APP_TOKEN",
    ),
    "mqtt": (
        r"(?P<scheme>mqtts?)://(?:(?P<user>[^:@/\s]+)(?::(?P<password>[^@/\s]*))?@)?(?P<server>[\w.:\[\]-]+)/(?P<topic>[^#+\s]{1,200})",
        "is no MQTT topic; write mqtts://user:password@broker:8883/topic",
    ),
}

CHANNEL_NAMES = ("email", "webhook", "ntfy", *CHANNELS, "to")  # all, in the order in which they are used


def channel(kind: str, text: str) -> dict[str, str]:
    """Return the parts of a typed channel. Raises ValueError, with a sentence that does not quote it."""
    pattern, hint = CHANNELS[kind]
    found = re.fullmatch(pattern, text)
    if found is None:
        raise ValueError(hint)
    return {name: part or "" for name, part in found.groupdict().items()}
