"""Why a fetch came to nothing, in words for a table; and whether asking again soon may help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from scraper import guard
from scraper.download import OversizedHeadError
from scraper.errors import ReadError, SuspectError
from scraper.kinds.interface import Cause
from scraper.middlewares import RefusedError, RestingError
from scraper.visit import DeclinedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LONGEST = 160  # characters of a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong. `outcome` is one of the log's: failed, refused, unreadable; or suspect, or resting."""

    outcome: str
    reason: str
    lasting: bool
    retry_at: datetime | None = None  # what the server asked for
    rest_s: float = 0.0  # seconds of a rest that it asked for earlier


def of(error: BaseException, url: str) -> Failure:  # noqa: C901, PLR0911 - a table in the form of branches
    """Word an exception of a fetch or a reading. `url` is the address that was asked last."""
    if isinstance(error, DeclinedError):
        no = error.refusal
        lasting = no.cause in (Cause.TOKEN, Cause.GONE)
        return Failure(outcome="failed", reason=no.reason[:LONGEST], lasting=lasting, retry_at=no.retry_at)
    if isinstance(error, RestingError):
        return Failure(outcome="resting", reason=error.reason, lasting=False, rest_s=error.rest_s)
    if isinstance(error, RefusedError):
        return Failure(
            outcome="refused" if error.lasting else "failed",
            reason=error.reason[:LONGEST],
            lasting=error.lasting,
        )
    if isinstance(error, SuspectError):
        return Failure(outcome="suspect", reason=error.reason[:LONGEST], lasting=True)
    if isinstance(error, ReadError):
        return Failure(outcome="unreadable", reason=error.reason[:LONGEST], lasting=True)
    if why := guard.refused.get(urlsplit(url).hostname or ""):
        return Failure(outcome="refused", reason=f"refused: {why}", lasting=True)
    for pattern, reason, lasting in KNOWN:
        if any(isinstance(cause, pattern) for cause in _chain(error)):
            return Failure(outcome="failed", reason=reason, lasting=lasting)
    text = " ".join(repr(cause) for cause in _chain(error))
    if "SSL" in text or "CertificateError" in text or "VerificationError" in text:
        return Failure(outcome="failed", reason=_tls(text), lasting=False)
    if "ParseError" in text or "BadResponseVersion" in text:
        return Failure(outcome="failed", reason="the answer is no HTTP", lasting=False)
    if "Failed" in type(error).__name__ or "Connection" in text:
        return Failure(outcome="failed", reason="the connection was lost", lasting=False)
    return Failure(outcome="unreadable", reason=f"{type(error).__name__}: {error}"[:LONGEST], lasting=True)


KNOWN: tuple[tuple[type[BaseException], str, bool], ...] = (
    (OversizedHeadError, "the answer's head is too large", True),
    (CannotResolveHostError, "the name of the host cannot be resolved", False),
    (DownloadTimeoutError, "no answer in time", False),
    (DownloadCancelledError, "the answer is too large", True),
    (DownloadConnectionRefusedError, "connection refused", False),
    (ResponseDataLossError, "the answer breaks off", False),
    (UnsupportedURLSchemeError, "only http and https are fetched", True),
    (NotSupported, "only http and https are fetched", True),
    (RecursionError, "nested too deeply", True),
    (MemoryError, "needs too much memory", True),
)


def _tls(text: str) -> str:
    if "certificate verify failed" in text or "VerificationError" in text or "CertificateError" in text:
        return "the certificate is not valid for this host"
    return "no secure connection could be made"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that it was made from, Twisted's lists of reasons included."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        one = getattr(one, "value", one)  # a Twisted Failure
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, *(getattr(one, "reasons", None) or ())]
