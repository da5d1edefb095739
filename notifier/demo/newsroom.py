"""The demo's newsroom: an HTTP server on loopback for all outlets, with validators as the web has them."""

from __future__ import annotations

import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

from notifier.demo import markup

if TYPE_CHECKING:
    from notifier.demo.acts import History, Outlet, Print

_TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json_feed": "application/feed+json; charset=utf-8",
    "mastodon": "application/json; charset=utf-8",
}
_HTML = "text/html; charset=utf-8"


class Newsroom:
    """Serves what has been printed so far; a context manager. Printing a slug again edits it."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._printed: dict[tuple[str, str], Print] = {}
        self._pages: dict[str, tuple[str, bytes]] = {}  # path -> content type, body
        self._lock = threading.Lock()
        self.asked = 0
        self.unchanged = 0  # of these, how many were answered 304
        self._server = _Server(self)
        self.root = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        for outlet in self._history.outlets:
            self._render(outlet)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def publish(self, text: Print) -> None:
        """Print an article or post, or a new edition of it."""
        self._printed[text.outlet, text.slug] = text
        self._render(self._history.outlet(text.outlet))

    def page(self, path: str, none_match: str | None) -> tuple[int, str, str, bytes]:
        """Answer a request: status, content type, entity tag, body."""
        with self._lock:
            self.asked += 1
            if path not in self._pages:
                return 404, _HTML, "", b"<h1>404</h1>"
            kind, body = self._pages[path]
            tag = f'"{sha256(body).hexdigest()[:16]}"'
            if none_match == tag:
                self.unchanged += 1
                return 304, kind, tag, b""
            return 200, kind, tag, body

    def _render(self, outlet: Outlet) -> None:
        """Write the outlet's own page and its articles anew."""
        printed = sorted((p for p in self._printed.values() if p.outlet == outlet.name), key=lambda p: p.seen)
        pieces = [self._piece(outlet, p) for p in reversed(printed)]
        fresh = {}
        for text in printed:
            posts = "\n".join(
                markup.tweet(p.text, name=p.name, handle=p.handle, at=p.at, number=p.number)
                for p in text.posts
            )
            whole = markup.article(self._piece(outlet, text), embedded=posts, site=outlet.title)
            fresh[f"/{outlet.name}/{text.slug}"] = (_HTML, whole)
        if outlet.form == "rss":
            fresh[outlet.path] = (_TYPES["rss"], markup.rss(*pieces, title=outlet.title, whole=False))
        elif outlet.form == "atom":
            fresh[outlet.path] = (_TYPES["atom"], markup.atom(*pieces, title=outlet.title))
        elif outlet.form == "json_feed":
            fresh[outlet.path] = (_TYPES["json_feed"], markup.json_feed(*pieces, title=outlet.title))
        elif outlet.form == "listing":
            links = {p.url: p.title for p in pieces}
            fresh[outlet.path] = (_HTML, markup.listing(links, title=outlet.title))
        elif outlet.form == "mastodon":
            fresh["/api/v1/timelines/tag/theglory"] = (_TYPES["mastodon"], markup.timeline(*pieces))
        with self._lock:
            self._pages |= {path: (kind, body.encode()) for path, (kind, body) in fresh.items()}

    def _piece(self, outlet: Outlet, text: Print) -> markup.Piece:
        return markup.Piece(
            url=f"{self.root}/{outlet.name}/{text.slug}",
            title=text.headline,
            text=text.text,
            at=text.at,
            updated=text.updated,
            author=outlet.title,
            language=outlet.language,
        )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        super().__init__(("127.0.0.1", 0), _Reception)


class _Reception(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        status, kind, tag, body = self.server.newsroom.page(path, self.headers.get("If-None-Match"))
        self.send_response(status)
        if tag:
            self.send_header("ETag", tag)
        if status != 304:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: the demo's screen tells the story."""
