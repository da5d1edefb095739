"""Social networks on loopback: servers that speak the interfaces of `scraper.kinds`, as documented.

    with MastodonApi() as api:
        api.publishes("Filming has wrapped", at=datetime(2022, 8, 16, 3, tzinfo=UTC))

They page, count requests against a rate limit, want tokens, and show edits and deletions. Whatever the
documentation does not know (a path, a parameter, a wrong limit) is refused, so that a client that guesses fails.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from kit.serve import Loopback, Quiet

Answered = tuple[int, dict[str, str], Any]  # status, headers, body: JSON or text


@dataclass(slots=True)
class Posted:
    """One post as its network keeps it."""

    number: int
    text: str
    at: datetime
    author: str
    title: str = ""
    edited_at: datetime | None = None
    removed: bool = False  # taken down, but still listed (Reddit)
    shared: bool = False  # somebody else's, passed on
    versions: list[int] = field(default_factory=list)


def iso(at: datetime, *, z: bool = True) -> str:
    text = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z") if z else text


class RefusedError(Exception):
    """What the interface says no with."""

    def __init__(self, status: int, body: Any, **headers: str) -> None:
        super().__init__(status)
        self.answered: Answered = (status, {k.replace("_", "-"): v for k, v in headers.items()}, body)


class Api(Loopback):
    """The base: posts, a token, a rate limit, and what was asked."""

    json_type = "application/json; charset=utf-8"

    def __init__(self, *, token: str = "", page: int = 2, first: int = 101) -> None:
        self.token, self.page = token, page
        self.left: int | None = None  # requests left in the window; None is no limit
        self.resets_at = datetime(2022, 8, 16, 12, 30, tzinfo=UTC)
        self.broken: bytes | None = None  # sent instead of every answer
        self.posts: list[Posted] = []  # newest first
        self.asked: list[str] = []
        self.authorizations: list[str] = []
        self._numbers = count(first)
        super().__init__(_Handler, "127.0.0.1")

    def publishes(
        self, text: str, *, at: datetime, author: str = "kdramas", title: str = "", shared: bool = False
    ) -> Posted:
        number = next(self._numbers)
        made = Posted(number, text, at, author, title=title, shared=shared, versions=[number])
        self.posts = sorted([made, *self.posts], key=lambda p: (p.at, p.number), reverse=True)
        return made

    def edits(self, post: Posted, text: str, *, at: datetime) -> None:
        post.text, post.edited_at = text, at

    def deletes(self, post: Posted) -> None:
        self.posts.remove(post)

    def answer(self, target: str, headers: dict[str, str]) -> Answered:
        with self.changed:
            self.asked.append(target)
            self.authorizations.append(headers.get("authorization", ""))
            if self.broken is not None:
                return 200, {}, self.broken
            parts = urlsplit(target)
            try:
                self.spend()
                self.admit(headers.get("authorization", ""), parts.path)
                status, extra, body = self.route(
                    parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))
                )
            except RefusedError as no:
                status, extra, body = no.answered
            return status, self.window() | extra, body

    def spend(self) -> None:
        if self.left is not None:
            if self.left == 0:
                raise self.exhausted()
            self.left -= 1

    def admit(self, authorization: str, path: str) -> None:
        if self.token and authorization != f"Bearer {self.token}":
            raise self.stranger()

    def window(self) -> dict[str, str]:
        return {}

    def exhausted(self) -> RefusedError:
        return RefusedError(429, {"error": "Too many requests"})

    def stranger(self) -> RefusedError:
        return RefusedError(401, {"error": "The access token is invalid"})

    def route(self, path: str, query: dict[str, str]) -> Answered:
        raise NotImplementedError

    def slice(self, after: int, limit: int) -> tuple[list[Posted], bool]:
        chosen = self.posts[after : after + min(limit, self.page)]
        return chosen, after + len(chosen) < len(self.posts)


def known(query: dict[str, str], *names: str) -> None:
    """Refuse parameters that the documentation does not have."""
    if extra := set(query) - set(names):
        raise RefusedError(400, {"error": f"unknown parameters {sorted(extra)}"})


def limited(query: dict[str, str], name: str, *, most: int, default: int) -> int:
    limit = int(query.get(name, default))
    if not 1 <= limit <= most:
        raise RefusedError(400, {"error": f"{name} must be from 1 to {most}"})
    return limit


class MastodonApi(Api):
    """A Mastodon server with the tag #TheGlory and one account, @netflix (number 77)."""

    def window(self) -> dict[str, str]:
        left = "299" if self.left is None else str(self.left)
        return {
            "X-RateLimit-Limit": "300",
            "X-RateLimit-Remaining": left,
            "X-RateLimit-Reset": iso(self.resets_at),
        }

    def stranger(self) -> RefusedError:
        return RefusedError(422, {"error": "This method requires an authenticated user"})

    def route(self, path: str, query: dict[str, str]) -> Answered:
        if path == "/api/v1/accounts/lookup":
            if query != {"acct": "netflix"}:
                raise RefusedError(404, {"error": "Record not found"})
            return 200, {}, {"id": "77", "username": "netflix", "acct": "netflix"}
        if unquote(path) not in (
            "/api/v1/timelines/tag/TheGlory",
            "/api/v1/timelines/tag/더글로리",
            "/api/v1/accounts/77/statuses",
        ):
            raise RefusedError(404, {"error": "Record not found"})
        own = path.startswith("/api/v1/accounts/")
        known(
            query,
            "limit",
            "max_id",
            "since_id",
            "min_id",
            *(["exclude_reblogs", "exclude_replies"] if own else []),
        )
        limit = limited(query, "limit", most=40, default=20)
        older = [p for p in self.posts if p.number < int(query.get("max_id", 10**9))]
        if query.get("exclude_reblogs") == "true":
            older = [p for p in older if not p.shared]
        shown = older[: min(limit, self.page)]
        headers = {}
        if shown:
            rest = "".join(f"&{k}={v}" for k, v in query.items() if k not in ("max_id", "min_id"))
            headers["Link"] = (
                f'<{self.root}{path}?max_id={shown[-1].number}{rest}>; rel="next", '
                f'<{self.root}{path}?min_id={shown[0].number}{rest}>; rel="prev"'
            )
        return 200, headers, [self._status(p) for p in shown]

    def _status(self, p: Posted) -> dict[str, Any]:
        lines = "".join(f"<p>{line}</p>" for line in p.text.split("\n\n"))
        status: dict[str, Any] = {
            "id": str(p.number),
            "uri": f"https://social.example/users/{p.author}/statuses/{p.number}",
            "url": f"https://social.example/@{p.author}/{p.number}",
            "created_at": iso(p.at),
            "edited_at": iso(p.edited_at) if p.edited_at else None,
            "content": lines,
            "spoiler_text": p.title,
            "language": "en",
            "account": {"id": "5", "acct": p.author, "username": p.author},
            "reblog": None,
        }
        return status | {"content": "", "reblog": dict(status, id="9")} if p.shared else status


class BlueskyApi(Api):
    """The AppView: one account, netflix.com, and a search that shows strangers its first page only."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.searchable = True

    def window(self) -> dict[str, str]:
        left = "2999" if self.left is None else str(self.left)
        return {"RateLimit-Remaining": left, "RateLimit-Reset": str(int(self.resets_at.timestamp()))}

    def exhausted(self) -> RefusedError:
        return RefusedError(429, {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"})

    def stranger(self) -> RefusedError:
        return RefusedError(400, {"error": "ExpiredToken", "message": "Token has expired"})

    def admit(self, authorization: str, path: str) -> None:
        if authorization:  # strangers are welcome where `route` says so
            super().admit(authorization, path)

    def route(self, path: str, query: dict[str, str]) -> Answered:
        member = bool(self.token) and self.authorizations[-1] == f"Bearer {self.token}"
        if path == "/xrpc/app.bsky.feed.searchPosts":
            known(query, "q", "sort", "limit", "cursor", "since", "until", "lang")
            if not member and ("cursor" in query or not self.searchable):
                raise RefusedError(
                    403,
                    "<html><body><h1>403 Forbidden</h1>Request forbidden by administrative rules.</body></html>",
                )
            if query.get("sort", "top") not in ("top", "latest") or not query.get("q"):
                raise RefusedError(400, {"error": "InvalidRequest", "message": "q is wanted"})
            name = "posts"
        elif path == "/xrpc/app.bsky.feed.getAuthorFeed":
            known(query, "actor", "filter", "limit", "cursor", "includePins")
            if query.get("actor") != "netflix.com":
                raise RefusedError(400, {"error": "InvalidRequest", "message": "Profile not found"})
            name = "feed"
        else:
            raise RefusedError(404, {"error": "XRPCNotSupported"})
        shown, more = self.slice(int(query.get("cursor", 0)), limited(query, "limit", most=100, default=50))
        views = [self._view(p) if name == "posts" else self._entry(p) for p in shown]
        body: dict[str, Any] = {name: views}
        if more:
            body["cursor"] = str(int(query.get("cursor", 0)) + len(shown))
        return 200, {}, body

    def _entry(self, p: Posted) -> dict[str, Any]:
        entry: dict[str, Any] = {"post": self._view(p)}
        if p.shared:
            entry["reason"] = {"$type": "app.bsky.feed.defs#reasonRepost", "indexedAt": iso(p.at)}
        return entry

    def _view(self, p: Posted) -> dict[str, Any]:
        return {
            "uri": f"at://did:plc:abc{p.author}/app.bsky.feed.post/3k{p.number}",
            "cid": f"bafy{p.number}",
            "author": {"did": f"did:plc:abc{p.author}", "handle": f"{p.author}.example"},
            "record": {
                "$type": "app.bsky.feed.post",
                "text": p.text,
                "createdAt": iso(p.at),
                "langs": ["ko-KR", "en"],
            },
            "indexedAt": iso(p.at),
        }


class _Handler(Quiet):
    def do_GET(self) -> None:  # noqa: N802 - http.server's name
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, extra, body = self.server.owner.answer(self.path, headers)
        if isinstance(body, bytes):
            sent, content_type = body, "application/octet-stream"
        elif isinstance(body, str):
            sent, content_type = body.encode(), "text/html; charset=utf-8"
        else:
            sent, content_type = json.dumps(body).encode(), self.server.owner.json_type
        self.send_response(status)
        for name, value in (
            {"Content-Type": content_type} | extra | {"Content-Length": str(len(sent))}
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)


__all__ = ["Api", "BlueskyApi", "MastodonApi", "Posted", "RefusedError", "iso", "known", "limited", "quote"]
