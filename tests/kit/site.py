"""A publisher's web site on loopback: serves, answers conditional requests as a default nginx does, and misbehaves.

    site.serves("/feed", rss, etag='"a1"')
    ... crawl twice ...
    assert site.answers("/feed") == [200, 304]

Nothing is served that was not named: any other path is a 404, `/robots.txt` too until `robots` is called.
Another host is another `Site` on another address: `site.neighbour()` is on 127.0.0.2, and so on.
"""

from __future__ import annotations

import gzip as gzip_
import mimetypes
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from kit.serve import Loopback, Quiet

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping

TYPES = {
    "": "text/html; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What a path answers with."""

    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    etag: str | None = None
    last_modified: datetime | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    gzip: bool = False
    fault: str = ""  # "", "hang", "drip", "cut", "reset"
    cut_at: int = 0  # bytes of the body sent before the connection is closed
    drip: tuple[int, float] = (1, 0.05)  # bytes, seconds between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked, and with which status it was answered (0: no answer)."""

    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    status: int
    at: float  # time.monotonic()


class Site(Loopback):
    """A threaded HTTP server; all methods may be called while it is being crawled."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self._resources: dict[str, Resource] = {}
        self._coming: dict[str, list[Resource]] = {}
        self._requests: list[Request] = []
        self._neighbours: list[Site] = []
        super().__init__(_Publisher, address)

    def serves(
        self,
        path: str,
        body: str | bytes = b"",
        *,
        content_type: str | None = None,
        etag: str | None = None,
        last_modified: datetime | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        gzip: bool = False,
    ) -> str:
        """Answer `path` so from now on, replacing what was there; returns its URL.

        Text is sent as UTF-8; bytes as they are, whatever `content_type` says. `path` may hold a query; a
        request with a query falls back to the path without it.
        """
        suffix = re.search(r"\.\w+$", path.partition("?")[0])
        guessed = TYPES.get(suffix.group() if suffix else "") or mimetypes.guess_type(path)[0] or TYPES[""]
        return self._put(
            path,
            Resource(
                body=body.encode() if isinstance(body, str) else body,
                content_type=guessed if content_type is None else content_type,
                etag=etag,
                last_modified=last_modified,
                status=status,
                headers=headers or {},
                gzip=gzip,
            ),
        )

    def edits(self, path: str, body: str | bytes) -> None:
        """Serve another body at `path`, the rest as before; validators that were given move on with it."""
        now = self._resources[path]
        later = (
            None
            if now.last_modified is None
            else datetime.fromtimestamp(now.last_modified.timestamp() + 60, UTC)
        )
        tag = None if now.etag is None else f'{now.etag[:-1]}+"'
        new = body.encode() if isinstance(body, str) else body
        self._put(path, replace(now, body=new, etag=tag, last_modified=later))

    def then(self, path: str, body: str | bytes) -> None:
        """Serve another body from the request after the next one on; calls add up."""
        with self.changed:
            last = (self._coming.get(path) or [self._resources[path]])[-1]
            new = body.encode() if isinstance(body, str) else body
            tag = None if last.etag is None else f'{last.etag[:-1]}+"'
            self._coming.setdefault(path, []).append(replace(last, body=new, etag=tag))

    def robots(self, text: str = "", *, status: int = 200) -> None:
        """Serve a robots.txt, or refuse it with `status`."""
        self.serves("/robots.txt", text, content_type="text/plain; charset=utf-8", status=status)

    def fails(self, path: str, status: int = 500, *, retry_after: str | None = None) -> str:
        """Answer with an error; `retry_after` is seconds or an HTTP date, as the header has it."""
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        return self.serves(
            path, f"<h1>{status}</h1>", content_type="text/html", status=status, headers=headers
        )

    def redirects(self, path: str, to: str, *, status: int = 302) -> str:
        """Send the client to `to` (a path or a URL)."""
        return self.serves(path, status=status, headers={"Location": to})

    def hangs(self, path: str) -> str:
        """Take the request and never answer."""
        return self._put(path, Resource(fault="hang"))

    def resets(self, path: str) -> str:
        """Answer with a TCP reset."""
        return self._put(path, Resource(fault="reset"))

    def cuts(self, path: str, body: str | bytes, *, at: int, content_type: str = TYPES[""]) -> str:
        """Promise the whole body, send `at` bytes of it, hang up."""
        whole = body.encode() if isinstance(body, str) else body
        return self._put(path, Resource(body=whole, fault="cut", cut_at=at, content_type=content_type))

    def drips(self, path: str, body: str | bytes, *, size: int = 1, every: float = 0.05) -> str:
        """Send the body `size` bytes at a time, `every` seconds."""
        whole = body.encode() if isinstance(body, str) else body
        return self._put(path, Resource(body=whole, fault="drip", drip=(size, every)))

    def forgets(self, path: str) -> None:
        """Answer 404 from now on."""
        with self.changed:
            self._resources.pop(path, None)
            self._coming.pop(path, None)

    def neighbour(self) -> Site:
        """Return another host: a site of its own on the next loopback address. Closed with this one."""
        other = Site(f"127.0.0.{2 + len(self._neighbours)}")
        self._neighbours.append(other)
        return other

    @property
    def requests(self) -> list[Request]:
        """All requests so far, in order."""
        with self.changed:
            return list(self._requests)

    def asked(self, path: str) -> list[Request]:
        """Return the requests for a path (with its query, if it has one)."""
        return [r for r in self.requests if r.path == path]

    def answers(self, path: str) -> list[int]:
        """Return the statuses that a path was answered with."""
        return [r.status for r in self.asked(path)]

    def wait_for(self, path: str, count: int = 1, *, deadline: float = 10.0) -> list[Request]:
        """Wait until `path` was asked `count` times. Raises AssertionError after `deadline` seconds."""
        with self.changed:
            there = self.changed.wait_for(
                lambda: sum(r.path == path for r in self._requests) >= count, deadline
            )
        asked = self.asked(path)
        assert there, (
            f"{path} was asked {len(asked)} times, not {count}, in {deadline} s; asked were {self.requests}"
        )
        return asked

    def close(self) -> None:
        """Close this site and its neighbours."""
        for other in self._neighbours:
            other.close()
        super().close()

    def _put(self, path: str, resource: Resource) -> str:
        with self.changed:
            self._resources[path] = resource
            self._coming.pop(path, None)
        return self.url(path)

    def _take(self, path: str) -> Resource:
        """Return the resource of a request and move to the one that comes after it. Holds the lock."""
        key = path if path in self._resources else path.partition("?")[0]
        found = self._resources.get(key)
        if found is None:
            return Resource(status=404, body=b"<h1>404 Not Found</h1>", content_type="text/html")
        if self._coming.get(key):
            self._resources[key] = self._coming[key].pop(0)
        return found

    def answer(self, method: str, path: str, headers: dict[str, str]) -> tuple[Resource, int]:
        """Choose the answer and write the request down, before a byte is sent."""
        with self.changed:
            resource = self._take(path)
            status = 0 if resource.fault in ("hang", "reset") else resource.status
            if status == 200 and not_modified(resource, headers):
                status = 304
            self._requests.append(
                Request(method=method, path=path, headers=headers, status=status, at=monotonic())
            )
            self.changed.notify_all()
        return resource, status


def not_modified(resource: Resource, headers: Mapping[str, str]) -> bool:
    """Whether nginx with its default `if_modified_since exact` answers 304.

    Each condition that is sent must hold; the time is compared for equality, not for order; tags are
    compared weakly (ngx_http_not_modified_filter_module.c).
    """
    since, none_match = headers.get("if-modified-since"), headers.get("if-none-match")
    if since is None and none_match is None:
        return False
    if since is not None:
        try:
            asked = parsedate_to_datetime(since)
        except ValueError:
            return False
        if resource.last_modified is None or asked != resource.last_modified.replace(microsecond=0):
            return False
    if none_match is None or none_match.strip() == "*":
        return none_match is None or resource.etag is not None
    tags = re.findall(r'(?:W/)?("[^"]*")', none_match)
    return resource.etag is not None and resource.etag.removeprefix("W/") in tags


class _Publisher(Quiet):
    """Answers for a `Site`."""

    def do_GET(self) -> None:  # noqa: N802 - http.server's name
        site: Any = self.server.owner
        headers = {name.lower(): value for name, value in self.headers.items()}
        resource, status = site.answer(self.command, self.path, headers)
        if resource.fault == "hang":
            self.hold()
        elif resource.fault == "reset":
            self.reset()
        else:
            self._send(
                resource, status, zipped=resource.gzip and "gzip" in headers.get("accept-encoding", "")
            )

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def _send(self, resource: Resource, status: int, *, zipped: bool) -> None:
        body = gzip_.compress(resource.body, mtime=0) if zipped else resource.body
        self.send_response(status)
        if status != 304:
            if resource.content_type:
                self.send_header("Content-Type", resource.content_type)
            self.send_header("Content-Length", str(len(body)))
            if zipped:
                self.send_header("Content-Encoding", "gzip")
        if resource.etag is not None:  # nginx makes a tag weak when it compresses
            weak = zipped and not resource.etag.startswith("W/")
            self.send_header("ETag", f"W/{resource.etag}" if weak else resource.etag)
        if resource.last_modified is not None:
            self.send_header(
                "Last-Modified", format_datetime(resource.last_modified.astimezone(UTC), usegmt=True)
            )
        for name, value in resource.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self._write(body, resource)

    def _write(self, body: bytes, resource: Resource) -> None:
        if resource.fault == "cut":
            self.wfile.write(body[: resource.cut_at])
            self.drop()
        elif resource.fault == "drip":
            size, every = resource.drip
            pause: threading.Event = self.server.owner.closing
            for start in range(0, len(body), size):
                self.wfile.write(body[start : start + size])
                self.wfile.flush()
                if pause.wait(every):
                    break
        else:
            self.wfile.write(body)
