"""WebSub: a hub that tells when a feed changes. Pure.

W3C Recommendation of 23 January 2018: discovery (section 4: Link headers, then link elements with rel hub
and self), subscription and verification of intent (5), content distribution with X-Hub-Signature (7, 8).
Written after that specification; could not be tried with a live hub.

The daemon must be reachable for the hub: `push_listen` is where it listens, `push_url` how the world gets
there. Each topic has a callback address that cannot be guessed, and a secret.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Mapping

LEASE_S = 10 * 24 * 3600  # asked for; the hub may grant another
RENEW = 0.5  # after this part of the lease it is asked anew
PATH = "/websub/"
METHODS = ("sha1", "sha256", "sha384", "sha512")

_LINK = re.compile(r'<([^<>]*)>\s*;[^<]*?rel\s*=\s*"?([^";,]*)', re.IGNORECASE)
_ELEMENT = re.compile(rb"<(?:\w+:)?link\b[^>]{0,500}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A feed and its hub, as the feed itself names them."""

    hub: str
    url: str


def discovered(url: str, headers: Mapping[str, str], body: bytes) -> Topic | None:
    """Return a feed's hub and topic address, None for a feed without a hub. Header names are lower case."""
    found: dict[str, str] = {}
    for target, relations in _LINK.findall(headers.get("link", "")):
        for relation in relations.lower().split():
            found.setdefault(relation, target)
    for element in _ELEMENT.findall(body[:20_000]):
        relation = re.search(rb"rel\s*=\s*[\"']([^\"']+)", element)
        target_ = re.search(rb"href\s*=\s*[\"']([^\"']+)", element)
        if relation and target_:
            text = target_[1].decode("utf-8", "replace").replace("&amp;", "&")
            found.setdefault(relation[1].decode("ascii", "replace").lower(), text)
    hub = urljoin(url, found.get("hub", ""))
    if "hub" not in found or not re.match(r"https?://", hub):
        return None
    return Topic(hub=hub, url=urljoin(url, found.get("self", url)))


def callback_key(secret: bytes, source: str) -> str:
    """Return the part of a callback's address that a stranger cannot guess."""
    return hmac.new(secret, f"callback\x1f{source}".encode(), hashlib.sha256).hexdigest()[:40]


def topic_secret(secret: bytes, source: str) -> str:
    """Return the secret that a hub signs a topic's messages with; each topic has its own."""
    return hmac.new(secret, f"topic\x1f{source}".encode(), hashlib.sha256).hexdigest()


def subscription(topic: Topic, callback: str, secret: str) -> dict[str, str]:
    """Return the form that asks a hub for a subscription."""
    return {
        "hub.mode": "subscribe",
        "hub.topic": topic.url,
        "hub.callback": callback,
        "hub.secret": secret,
        "hub.lease_seconds": str(LEASE_S),
    }


def confirmed(query: Mapping[str, str], topic: Topic | None) -> str | None:
    """Return the challenge to echo if a hub asks about what we did ask for, else None (answer 404)."""
    ours = topic is not None and query.get("hub.topic") == topic.url
    return query.get("hub.challenge") if ours and query.get("hub.mode") == "subscribe" else None


def lease_s(query: Mapping[str, str]) -> float:
    """Return the seconds for which a hub grants a subscription, at least a minute."""
    text = query.get("hub.lease_seconds", "")
    return max(float(text), 60.0) if re.fullmatch(r"\d{1,9}", text) else float(LEASE_S)


def signed(body: bytes, header: str, secret: str) -> bool:
    """Whether a distribution's X-Hub-Signature is of our secret."""
    method, _, given = header.partition("=")
    if method.lower() not in METHODS:
        return False
    expected = hmac.new(secret.encode(), body, method.lower()).hexdigest()
    return hmac.compare_digest(expected, given.strip().lower())
