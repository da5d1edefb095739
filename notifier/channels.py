"""The door to apprise, and the only import of it: an address opened, a message sent, the result judged.

Runs in a sender child only (see sender.py): apprise keeps one pool of a few threads for a whole
process, reads a reply of any size into memory, and may keep an interpreter from ending. So a
service is called in the thread that asks for it, and the parent holds the time limit.

Verified with apprise 2.2.0: `verify=`, `redirect=`, `optional=`, `retry=` in an address override
the settings below, so such addresses are refused before (config.services). A service's own
`notify` returns what its last attempt came to; retries and `optional` belong to apprise's box
around it, which is not used.
"""

from __future__ import annotations

import contextlib
import email.utils
import logging
import re
import threading
from typing import TYPE_CHECKING, Any

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise import logger as apprise_logger
from apprise.plugins import url_to_dict

from config.services import SERVICES, refusal
from notifier import answers, mail
from notifier.model import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

REASON_LENGTH = 160

ASSET = AppriseAsset(
    app_id="Glory Watch",
    app_desc="Glory Watch",
    app_url="",
    image_url_mask="",
    image_url_logo="",
    async_mode=False,
    service_timeout=0,
    http_redirects=False,
    secure_logging=True,
    storage_mode="memory",
    interpret_escapes=False,
    interpret_emojis=False,
    allow_templates=False,
    payload_max_size=20_000,
    pgp_autogen=False,
    pem_autogen=False,
)


def arm() -> None:
    """Prepare this process; safe to call twice."""
    apprise_logger.setLevel(logging.WARNING)
    apprise_logger.propagate = False
    apprise_logger.handlers = [_words]
    answers.listen()


class _Words(logging.Handler):
    """Keeps the last thing that a service said in each thread."""

    def __init__(self) -> None:
        super().__init__()
        self.said = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        self.said.last = record.getMessage()


_words = _Words()


def check(url: str) -> str:
    """Say why an operator's apprise address cannot be used, without quoting it; "" is fine."""
    why = refusal(url)
    if why:
        return why
    service = Apprise.instantiate(url, asset=ASSET)
    if service is None:
        return f"is not complete for {url.partition('://')[0]}://; see apprise's page on that service"
    if len(service) != 1:
        return f"reaches {len(service)} recipients; one address, one recipient, so that each is accounted for"
    return ""


def deliver(order: dict[str, Any]) -> Outcome:
    """Send one delivery (see sender.py for its keys) through its service, in this thread."""
    settings, message = order["settings"], order["message"]
    parsed = _parsed(settings)
    if parsed is None:
        return Outcome(verdict=Verdict.MISCONFIGURED, reason="apprise does not accept the channel's settings")
    schema = parsed["schema"]
    if schema in ("mailto", "mailtos"):
        return _mail(order, parsed)
    _dress(parsed, order)
    kind = "warning" if message.get("urgent") else "info"
    if order["form"] == "push":
        return send(parsed, title=message["title"], body=message["short"], kind=kind)
    body = message["text"] if order["form"] == "json" else message["chat"]
    return send(parsed, title=message["subject"], body=body, kind=kind)


def _dress(parsed: dict[str, Any], order: dict[str, Any]) -> None:
    """Add what a service can carry beside title and body: key, link, priority, the changes as values."""
    schema, message = parsed["schema"], order["message"]
    if schema in ("matrix", "matrixs"):
        parsed["key"] = order["key"]
    if schema in ("json", "jsons", "xml", "xmls", "form", "forms"):
        parsed["headers"] = {**(parsed.get("headers") or {}), "Idempotency-Key": order["key"]}
    if schema in ("json", "jsons"):
        parsed["payload"] = {**(parsed.get("payload") or {}), **message["values"], "key": order["key"]}
    if schema in ("ntfy", "ntfys"):
        parsed |= {"click": message["click"] or None, "xtags": message["tags"], "include_image": False}
        parsed["priority"] = "high" if message["urgent"] else None
    if schema in ("gotify", "gotifys"):
        parsed["priority"] = "high" if message["urgent"] else "normal"
    if schema == "pover":
        parsed |= {"supplemental_url": message["click"] or None}
        parsed["priority"] = "high" if message["urgent"] else "normal"


def _mail(order: dict[str, Any], parsed: dict[str, Any]) -> Outcome:
    """Send through the mail server that apprise reads from a mailto:// address, in our way (mail.py)."""
    service = opened(parsed)
    if service is None or len(service.targets) != 1 or service.cc or service.bcc:
        return Outcome(verdict=Verdict.MISCONFIGURED, reason="apprise does not accept the channel's settings")
    security = {"ssl": "tls", "starttls": "starttls"}.get(str(service.secure_mode), "none")
    name = service.from_addr[0] or "Glory Watch"
    plain = {
        "schema": "smtp",
        "host": service.smtp_host,
        "port": service.port,
        "security": security,
        "user": service.user or "" if service.password else "",
        "password": service.password or "",
        "sender": email.utils.formataddr((name, service.from_addr[1])),
        "to": service.targets[0][1],
    }
    return mail.send(order | {"settings": plain})


def _parsed(settings: dict[str, Any]) -> dict[str, Any] | None:
    """Return what apprise's constructors take; None for an address that is refused."""
    with _quiet():
        if "url" in settings:
            url = settings["url"]
            return None if refusal(url) else url_to_dict(url, secure_logging=True)  # type: ignore[no-untyped-call]
        return dict(settings) if settings.get("schema") in SERVICES else None


def opened(parsed: dict[str, Any]) -> Any:  # noqa: ANN401 - apprise's services share no useful type
    """Return the service of a parsed address, or None if apprise does not accept it."""
    with _quiet():
        service = Apprise.instantiate(dict(parsed), asset=ASSET)
    if service is not None:
        service.socket_connect_timeout = answers.CONNECT_S
        service.socket_read_timeout = answers.READ_S
        _place(service, parsed)
        service.request_rate_per_sec = 0  # the relay paces by endpoint; sleeping here would hold a thread
    return service


def _place(service: Any, parsed: dict[str, Any]) -> None:  # noqa: ANN401 - as above
    """Set what a service takes from no argument: a server other than the public one, a key."""
    if parsed.get("base") and parsed["schema"] == "slack":
        service.webhook_url = parsed["base"]
    elif parsed.get("base"):
        service.notify_url = parsed["base"]
    if parsed["schema"] in ("matrix", "matrixs") and service.password and not service.user:
        # With a token of its own apprise would draw a transaction id at random; with ours the server
        # drops a repeat (Matrix client-server API 1.11, "Transaction identifiers").
        service.access_token = service.password
        service.transaction_id = parsed.get("key") or service.transaction_id


def send(parsed: dict[str, Any], *, title: str, body: str, kind: str = "info") -> Outcome:
    """Hand one message to one service, in this thread. Never raises for a refusal, nor tells a secret."""
    service = opened(parsed)
    if service is None or len(service) != 1:
        return Outcome(verdict=Verdict.MISCONFIGURED, reason="apprise does not accept the channel's settings")
    answers.forget()
    _words.said.last = ""
    # The service itself, not a box around it: a box sends through apprise's own pool of a few threads.
    if service.notify(body=body, title=title, notify_type=kind, body_format=NotifyFormat.TEXT):
        return Outcome(verdict=Verdict.DELIVERED, status=answers.heard().status)
    return _failure(_words.said.last, parsed)


def _failure(words: str, parsed: dict[str, Any]) -> Outcome:
    heard = answers.heard()
    if heard.error is not None:
        return answers.broken(heard.error)
    status = heard.status
    if status is None:
        found = re.search(r"error=(\d{3})\b", words)  # apprise's own wording; no promise of its
        status = int(found[1]) if found else None
    if status is None or 200 <= status < 300:  # the service said no in its own way, or we cannot tell
        return Outcome(
            verdict=Verdict.TRY_AGAIN, status=status, reason=masked(words, parsed) or "was not accepted"
        )
    return answers.refused(status, heard.retry_after_s)


def masked(words: str, settings: dict[str, Any]) -> str:
    """Return a library's words on one line, cut, with every part of the channel's settings blanked out."""
    secrets: set[str] = set()
    for value in _strings(settings):
        secrets.update(part for part in re.split(r"[/:@?&=,\s]+", value) if len(part) >= 3)
        secrets.add(value)
    plain = " ".join(words.split())
    for secret in sorted(secrets, key=len, reverse=True):
        plain = plain.replace(secret, "…") if len(secret) >= 3 else plain
    return plain if len(plain) <= REASON_LENGTH else plain[: REASON_LENGTH - 1] + "…"


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON values
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep apprise from telling the log about an address it cannot read."""
    before = apprise_logger.level
    apprise_logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        apprise_logger.setLevel(before)
