"""What receivers answer over HTTP, heard where apprise's services ask, and judged.

A service of apprise returns only true or false. Whether to try again, when, and whether the message
may have arrived, stands in the status, in Retry-After, and in how a connection broke. So all calls
of `requests` in a sender child go through here: each thread keeps one session (a new connection a
message costs more than the message), without cookies, without proxies and netrc of the environment.
"""

from __future__ import annotations

import contextlib
import os
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from time import monotonic
from typing import Any

import requests

from notifier.model import Outcome, Verdict
from scraper.schedule import retry_at

CONNECT_S, READ_S = 10.0, 15.0  # apprise allows 4 s each, which turns slow receivers into repeats
KEEP_S = 4.0  # an idle connection is used again for so long; servers close theirs after 5 s and more
LARGEST = 1024 * 1024  # bytes of a reply; apprise reads all of it, and 1 GiB of gzip took it to 2.1 GB
AGAIN = {408, 425, 429}  # of the 4xx, those that pass with time (RFC 9110, RFC 8470, RFC 6585)


@dataclass(slots=True)
class _Heard:
    """The last answer in this thread."""

    status: int | None = None
    retry_after_s: float | None = None
    error: requests.RequestException | None = None


class _Line(threading.local):
    session: requests.Session | None = None
    used_at = 0.0
    heard = _Heard()


_line = _Line()


def listen() -> None:
    """Take over `requests` in this process; safe to call twice."""
    requests.request = requests.api.request = _request  # type: ignore[assignment]


def forget() -> None:
    """Begin a new message in this thread."""
    _line.heard = _Heard()


def heard() -> _Heard:
    """Return the last answer in this thread since `forget`."""
    return _line.heard


def _request(method: str, url: str, **options: Any) -> requests.Response:  # noqa: ANN401 - as requests has it
    session = _line.session
    if session is None or monotonic() - _line.used_at > KEEP_S:
        if session is not None:
            session.close()
        session = _line.session = requests.Session()
        session.trust_env = False
    session.cookies.clear()
    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE")
    if options.get("verify", True) is True and bundle:
        options["verify"] = bundle
    streamed = bool(options.get("stream"))  # a service that reads in pieces limits itself
    try:
        response = session.request(method, url, **(options | {"stream": True}))
        if not streamed:
            _read(response)
    except requests.RequestException as error:
        _line.heard = _Heard(error=error)
        raise
    finally:
        _line.used_at = monotonic()
    _line.heard = _Heard(status=response.status_code, retry_after_s=retry_after_s(response))
    return response


def _read(response: requests.Response) -> None:
    """Read a reply up to a limit: what comes after it is nobody's answer to a message."""
    parts, size = [], 0
    for part in response.iter_content(4096):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            response.close()
            break
    # What `requests` itself does when a body is read to its end; services read `content` and `json()`.
    response._content, response._content_consumed = b"".join(parts), True  # noqa: SLF001


def retry_after_s(response: requests.Response) -> float | None:
    """Return the seconds a receiver asks us to wait, by header (RFC 9110, 10.2.3) or in the body.

    Telegram puts it under `parameters`, Discord at the top (their API pages as of 2026-11); Matrix
    counts milliseconds.
    """
    if response.status_code not in (429, 503):
        return None
    now = datetime.now(UTC)
    if at := retry_at(response.headers.get("Retry-After", ""), now=now):
        return (at - now).total_seconds()
    with contextlib.suppress(ValueError, TypeError, AttributeError, KeyError):
        body = response.json()
        inner = body.get("parameters") if isinstance(body.get("parameters"), dict) else body
        if "retry_after" in inner:
            return float(inner["retry_after"])
        return float(inner["retry_after_ms"]) / 1000
    return None


def refused(status: int, retry_after: float | None = None) -> Outcome:
    """Judge a status that is no success by whether it passes with time."""
    again = status >= 500 or status in AGAIN
    phrase = next((s.phrase for s in HTTPStatus if s == status), "")
    return Outcome(
        verdict=Verdict.TRY_AGAIN if again else Verdict.REFUSED,
        status=status,
        retry_after_s=retry_after,
        reason=f"HTTP {status} {phrase}".strip(),
    )


def broken(error: requests.RequestException) -> Outcome:
    """Judge a failed connection by whether the message may have been out already."""
    if isinstance(error, requests.exceptions.SSLError):
        return Outcome(verdict=Verdict.TRY_AGAIN, reason="the TLS certificate could not be verified")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Outcome(verdict=Verdict.TRY_AGAIN, reason=f"no connection within {CONNECT_S:.0f} s")
    if isinstance(error, requests.exceptions.Timeout):
        return Outcome(verdict=Verdict.UNKNOWN, reason=f"no answer within {READ_S:.0f} s")
    if "NewConnectionError" in repr(error) or "NameResolutionError" in repr(error):
        return Outcome(verdict=Verdict.TRY_AGAIN, reason="the server could not be reached")
    if isinstance(error, requests.exceptions.ConnectionError | requests.exceptions.ChunkedEncodingError):
        return Outcome(verdict=Verdict.UNKNOWN, reason="the connection broke before the answer was whole")
    return Outcome(verdict=Verdict.TRY_AGAIN, reason=f"the request failed ({type(error).__name__})")
