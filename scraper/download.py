"""Scrapy's HTTP/1.1 handler with three things it lacks.

A bound on the head of an answer (its size limit counts bodies only: endless headers took 600 MB in four
seconds), a short life for idle connections (a pass over a thousand hosts would keep a thousand of them
open), and certificates that may go unverified for single hosts instead of for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.core.downloader.contextfactory import _load_context_factory_from_settings
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapy.crawler import Crawler

HEAD_LIMIT = 256 * 1024  # bytes of status line and headers; browsers stop at as much
IDLE_S = 4  # seconds that an unused connection is kept: longer than the usual delay between two requests


class OversizedHeadError(Exception):
    """The head of an answer is larger than any honest one."""


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Counts what comes in until the answer's head is complete."""

    _head = 0

    def request(self, request: Any) -> Any:  # noqa: ANN401 - Twisted's private types
        """Start counting anew: a kept connection carries many answers."""
        self._head = 0
        return super().request(request)

    def dataReceived(self, bytes: bytes) -> None:  # noqa: A002, N802 - Twisted's interface
        """Count, and hang up on a flood."""
        parser = self._parser
        if parser is not None and parser.state in ("STATUS", "HEADER"):
            self._head += len(bytes)
            if self._head > HEAD_LIMIT:
                self._giveUp(_failure(OversizedHeadError(f"more than {HEAD_LIMIT} bytes of headers")))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]


def _failure(error: Exception) -> Any:  # noqa: ANN401 - Twisted's Failure is untyped
    from twisted.python.failure import Failure  # noqa: PLC0415 - a reactor may not be imported before it is chosen

    return Failure(error)  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> Any:  # noqa: ANN401, ARG002, N802 - Twisted's interface
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


@implementer(IPolicyForHTTPS)
class _ByHost:
    """Certificates are verified, except those of the hosts that the operator named."""

    def __init__(self, strict: Any, lax: Any, unverified: Collection[str]) -> None:  # noqa: ANN401 - Twisted's
        self._strict, self._lax, self._unverified = strict, lax, unverified

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: ANN401, N802 - Twisted's interface
        lax = hostname.decode("ascii") in self._unverified
        return (self._lax if lax else self._strict).creatorForNetloc(hostname, port)


class BoundedHandler(HTTP11DownloadHandler):
    """The handler named in DOWNLOAD_HANDLERS for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _BoundedFactory  # noqa: SLF001 - there is no other way in
        self._pool.cachedConnectionTimeout = IDLE_S
        if unverified := frozenset(crawler.settings.getlist("UNVERIFIED_HOSTS")):
            lax = _load_context_factory_from_settings(crawler)
            lax._verify_certificates = False  # noqa: SLF001 - a second factory of the same class
            self._contextFactory: Any = _ByHost(self._contextFactory, lax, unverified)
