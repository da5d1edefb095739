"""What happens to every request on its way out, and to every answer on its way in.

    HostRest | StrictRobots (robots.py) | Conditional | StrictCompression | Redirects

A middleware that refuses raises `RefusedError`; its text goes into the log as the reason.
"""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest

from scraper import urls
from scraper.schedule import REST_UNTOLD, retry_after

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

RESTING = (429, 503)
ENDS = re.compile(
    rb"(?:</(?:html|body|rss|feed|rdf:RDF|urlset|sitemapindex)\s*>|[}\]])\s*(?:<!--.*?-->\s*)*$",
    re.IGNORECASE,
)


class RefusedError(IgnoreRequest):
    """We do not ask this, or do not take this answer. `lasting` says that asking again soon is useless."""

    def __init__(self, reason: str, *, lasting: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.lasting = reason, lasting


class RestingError(RefusedError):
    """The host asked for a rest that is not over; `rest_s` seconds of it are left."""

    def __init__(self, rest_s: float) -> None:
        super().__init__("the host asked for a rest", lasting=False)
        self.rest_s = rest_s


class HostRest:
    """A host that asked for a rest (429, or 503 with Retry-After) gets it, for all of its addresses.

    The log keeps such rests too; this one covers what was already on its way, and `scrapy crawl`.
    """

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:  # noqa: ARG003 - Scrapy's interface
        """Take nothing from the settings."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Refuse while the host rests."""
        if self._until:
            left = self._until.get(urls.host(request.url), 0) - monotonic()
            if left > 0:
                raise RestingError(left)

    def process_response(self, request: Request, response: Response) -> Response:
        """Note the rest that an answer asks for."""
        if response.status in RESTING:
            header = (response.headers.get("Retry-After") or b"").decode("latin-1")
            rest = retry_after(header, now=datetime.now(UTC))
            if rest is None and response.status == 429:
                rest = REST_UNTOLD
            if rest:
                self._until[urls.host(request.url)] = monotonic() + rest.total_seconds()
        return response


class Conditional:
    """Headers of a request: who asks, what is taken, and the validators the server gave, letter for letter.

    Peers that send the time of their own fetch as If-Modified-Since get no 304 from a default nginx,
    which compares for equality. `request.meta["validators"]` is (ETag, Last-Modified), either may be "".
    """

    def __init__(self, agent: str, timeout_s: float) -> None:
        self._agent, self._timeout_s = agent.encode("ascii", "replace"), timeout_s

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take USER_AGENT and DOWNLOAD_TIMEOUT."""
        return cls(crawler.settings["USER_AGENT"], crawler.settings.getfloat("DOWNLOAD_TIMEOUT"))

    def process_request(self, request: Request) -> None:
        """Add the headers."""
        headers, meta = request.headers, request.meta
        headers.setdefault("User-Agent", self._agent)
        headers.setdefault("Accept", b"*/*")
        headers.setdefault("Accept-Encoding", b"gzip")
        meta.setdefault("download_timeout", self._timeout_s)
        etag, last_modified = meta.get("validators", ("", ""))
        if etag:
            headers["If-None-Match"] = etag.encode("latin-1", "replace")
        if last_modified:
            headers["If-Modified-Since"] = last_modified.encode("latin-1", "replace")


class StrictCompression:
    """Decodes gzip, once, whole and within the size limit; everything else is an error.

    Half a gzip body decodes to half a text without complaint elsewhere, and half a text reads as if
    the other half had been withdrawn.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take DOWNLOAD_MAXSIZE, in bytes."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the answer with its body decoded."""
        named = response.headers.getlist("Content-Encoding")
        if not named or not response.body:
            return self._whole(request, response)
        codings = [c.strip().lower() for line in named for c in line.split(b",")]
        codings = [c for c in codings if c not in (b"", b"identity")]
        if not codings:
            return self._whole(request, response)
        if codings not in ([b"gzip"], [b"x-gzip"]):
            reason = f"coded as {b', '.join(codings).decode('latin-1')[:40]}, we asked for gzip"
            raise RefusedError(reason)
        body = gunzip(response.body, self._limit)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        return response.replace(body=body, headers=headers)

    @staticmethod
    def _whole(request: Request, response: Response) -> Response:
        """Return an answer that is not known to be cut: of known length, or ending as its format ends.

        An answer without a length ends with its connection (RFC 9112, 6.3), be it whole or not; Scrapy marks
        it "partial". A packed one tells by itself. `request.meta["may_be_cut"]` takes either.
        """
        content = response.status == 200 and not request.meta.get("may_be_cut")
        if content and "partial" in response.flags and not ENDS.search(response.body[-200:]):
            reason = "the answer may be cut off: it has no length and no end"
            raise RefusedError(reason, lasting=False)
        return response


def gunzip(body: bytes, limit: int) -> bytes:
    """Decode a gzip body of any number of members. Raises RefusedError if it is cut, damaged or too large."""
    out: list[bytes] = []
    size = 0
    while body.strip(b"\0"):
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(body, limit - size + 1)
        except zlib.error as error:
            reason = "the compressed answer is damaged"
            raise RefusedError(reason, lasting=False) from error
        out.append(part)
        size += len(part)
        if size > limit:
            reason = f"larger than {limit} bytes when decompressed"
            raise RefusedError(reason)
        if not member.eof:
            reason = "the compressed answer breaks off"
            raise RefusedError(reason, lasting=False)
        body = member.unused_data
    return b"".join(out)


class Redirects(RedirectMiddleware):
    """Follows redirects to addresses that may be fetched; own headers stay with the origin they are for.

    Scrapy drops Cookie and Authorization on the way to another origin, but not an X-Api-Key.
    `request.meta["own_headers"]` names the headers of the source's own.
    """

    def _engine_started(self) -> None:
        """Look for no Referer middleware: there is none on purpose."""

    def handle_referer(self, request: Request, response: Response) -> None:  # noqa: ARG002 - Scrapy's interface
        """Send no Referer."""
        request.headers.pop("Referer", None)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Any = None,  # noqa: ANN401, ARG002 - Scrapy's interface
    ) -> Request | Response:
        """Return the next request, or the answer. Raises RefusedError where the way may not be followed."""
        if response.status not in (301, 302, 303, 307, 308) or "Location" not in response.headers:
            return response
        if request.meta.get("redirect_times", 0) >= self.max_redirect_times:
            reason = f"more than {self.max_redirect_times} redirects"
            raise RefusedError(reason)
        target = (response.headers["Location"] or b"").decode("utf-8", "replace").strip()
        onward = urls.joined(request.url, target)
        if not onward:
            reason = f"redirects to {target[:80]!r}, which is not followed"
            raise RefusedError(reason)
        return super().process_response(request, response)

    def _build_redirect_request(
        self,
        source_request: Request,
        response: Response,
        *,
        url: str,
        **kwargs: Any,  # noqa: ANN401 - Scrapy's interface
    ) -> Request:
        onward = super()._build_redirect_request(source_request, response, url=url, **kwargs)
        onward.meta.pop("download_slot", None)  # the delay belongs to the host that is asked
        if urls.origin(onward.url) != urls.origin(source_request.url):
            for name in onward.meta.pop("own_headers", ()):
                onward.headers.pop(name, None)
        return onward
