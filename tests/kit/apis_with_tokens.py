"""The interfaces that want a token, and those whose answers are no JSON: see `kit.apis`."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from kit.apis import Answered, Api, Posted, RefusedError, iso, known, limited


class RedditApi(Api):
    """oauth.reddit.com and www.reddit.com in one: the subreddit KDRAMA and a search."""

    def window(self) -> dict[str, str]:
        left = "99.0" if self.left is None else f"{self.left}.0"
        return {"X-Ratelimit-Used": "1", "X-Ratelimit-Remaining": left, "X-Ratelimit-Reset": "312"}

    def exhausted(self) -> RefusedError:
        return RefusedError(429, {"message": "Too Many Requests", "error": 429})

    def stranger(self) -> RefusedError:
        return RefusedError(401, {"message": "Unauthorized", "error": 401})

    def admit(self, authorization: str, path: str) -> None:
        if authorization or not path.endswith(".json"):
            super().admit(authorization, path)

    def route(self, path: str, query: dict[str, str]) -> Answered:
        path = path.removesuffix(".json")
        if path == "/r/secret/new":
            raise RefusedError(403, {"reason": "private", "message": "Forbidden", "error": 403})
        known(query, "limit", "raw_json", "after", "q", "sort", "type", "restrict_sr", "t")
        if path not in ("/r/KDRAMA/new", "/r/KDRAMA/search", "/search") or ("search" in path) != (
            "q" in query
        ):
            raise RefusedError(404, {"message": "Not Found", "error": 404})
        start = 0
        if after := query.get("after"):
            start = 1 + next(i for i, p in enumerate(self.posts) if f"t3_{p.number}" == after)
        shown, more = self.slice(start, limited(query, "limit", most=100, default=25))
        children = [{"kind": "t3", "data": self._link(p)} for p in shown]
        last = f"t3_{shown[-1].number}" if more else None
        return (
            200,
            {},
            {
                "kind": "Listing",
                "data": {"after": last, "before": None, "dist": len(shown), "children": children},
            },
        )

    def _link(self, p: Posted) -> dict[str, Any]:
        return {
            "id": str(p.number),
            "name": f"t3_{p.number}",
            "title": p.title,
            "selftext": "[removed]" if p.removed else p.text,
            "author": "[deleted]" if p.removed else p.author,
            "created_utc": p.at.timestamp(),
            "edited": p.edited_at.timestamp() if p.edited_at else False,
            "permalink": f"/r/KDRAMA/comments/{p.number}/x/",
            "subreddit": "KDRAMA",
        }


class XApi(Api):
    """api.x.com: the account netflixkr (number 2244) and the recent search."""

    def window(self) -> dict[str, str]:
        left = "449" if self.left is None else str(self.left)
        return {
            "x-rate-limit-limit": "450",
            "x-rate-limit-remaining": left,
            "x-rate-limit-reset": str(int(self.resets_at.timestamp())),
        }

    def exhausted(self) -> RefusedError:
        return RefusedError(429, {"title": "Too Many Requests", "status": 429, "type": "about:blank"})

    def stranger(self) -> RefusedError:
        return RefusedError(401, {"title": "Unauthorized", "status": 401, "type": "about:blank"})

    def edits(self, post: Posted, text: str, *, at: Any) -> None:
        """An edit is a new post whose history names the first."""
        super().edits(post, text, at=at)
        post.number = next(self._numbers)
        post.versions.append(post.number)

    def route(self, path: str, query: dict[str, str]) -> Answered:
        fields = ("tweet.fields", "expansions", "user.fields", "max_results")
        if path.startswith("/2/users/by/username/"):
            if path != "/2/users/by/username/netflixkr":
                kind = "https://api.twitter.com/2/problems/resource-not-found"
                return 200, {}, {"errors": [{"title": "Not Found Error", "type": kind}]}
            known(query)
            return 200, {}, {"data": {"id": "2244", "name": "Netflix Korea", "username": "netflixkr"}}
        if path == "/2/tweets/search/recent":
            known(query, *fields, "query", "next_token", "since_id", "start_time")
            turn = "next_token"
            least = 10
        elif path == "/2/users/2244/tweets":
            known(query, *fields, "exclude", "pagination_token", "since_id")
            turn = "pagination_token"
            least = 5
        else:
            raise RefusedError(404, {"title": "Not Found", "status": 404})
        if int(query.get("max_results", 10)) < least:
            raise RefusedError(400, {"title": "Invalid Request"})
        start = int(query.get(turn, "b0").removeprefix("b"))
        mine = [p for p in self.posts if not (p.shared and query.get("exclude") == "retweets")]
        shown = mine[start : start + min(limited(query, "max_results", most=100, default=10), self.page)]
        meta: dict[str, Any] = {"result_count": len(shown)}
        if not shown:
            return 200, {}, {"meta": meta}
        if start + len(shown) < len(mine):
            meta["next_token"] = f"b{start + len(shown)}"
        users = [{"id": str(hash_of(name)), "username": name} for name in sorted({p.author for p in shown})]
        return 200, {}, {"data": [self._tweet(p) for p in shown], "includes": {"users": users}, "meta": meta}

    def _tweet(self, p: Posted) -> dict[str, Any]:
        tweet: dict[str, Any] = {
            "id": str(p.number),
            "text": p.text[:280],
            "created_at": iso(p.at),
            "lang": "und",
            "author_id": str(hash_of(p.author)),
            "edit_history_tweet_ids": [str(n) for n in sorted(p.versions, reverse=True)],
        }
        return tweet | ({"note_tweet": {"text": p.text}} if len(p.text) > 280 else {})


def hash_of(name: str) -> int:
    """Give an account its number."""
    return sum(ord(c) * 31**i for i, c in enumerate(name)) % 10**9


class InstagramApi(Api):
    """graph.facebook.com: the account kyo1122 and the tag 더글로리 (number 17843)."""

    def stranger(self) -> RefusedError:
        return RefusedError(
            400,
            {"error": {"message": "Error validating access token", "type": "OAuthException", "code": 190}},
        )

    def exhausted(self) -> RefusedError:
        return RefusedError(
            400,
            {"error": {"message": "Application request limit reached", "type": "OAuthException", "code": 4}},
        )

    def route(self, path: str, query: dict[str, str]) -> Answered:
        if path == "/ig_hashtag_search":
            known(query, "user_id", "q")
            if query != {"user_id": "1784", "q": "더글로리"}:
                raise RefusedError(400, {"error": {"message": "no such tag", "code": 24}})
            return 200, {}, {"data": [{"id": "17843"}]}
        if path == "/17843/recent_media":
            known(query, "user_id", "fields", "limit", "after")
            limited(query, "limit", most=50, default=25)
            # The cursor is the same for each page, as documented; the server counts for itself.
            start = self._turned = (self._turned + self.page) if "after" in query else 0
            shown = self.posts[start : start + self.page]
            paging = {"paging": {"cursors": {"after": "SAME"}}} if shown else {}
            return 200, {}, {"data": [self._media(p) for p in shown], **paging}
        if path == "/1784":
            known(query, "fields")
            asked = query["fields"]
            if not asked.startswith("business_discovery.username(kyo1122){"):
                raise RefusedError(400, {"error": {"message": "Cannot find User", "code": 110}})
            start = int(asked.split(".after(c")[1].split(")")[0]) if ".after(c" in asked else 0
            shown = self.posts[start : start + self.page]
            media: dict[str, Any] = {"data": [self._media(p) for p in shown]}
            if start + len(shown) < len(self.posts):
                media["paging"] = {"cursors": {"after": f"c{start + len(shown)}"}}
            return (
                200,
                {},
                {"business_discovery": {"username": "kyo1122", "media": media, "id": "1"}, "id": "1784"},
            )
        raise RefusedError(400, {"error": {"message": "Unsupported get request", "code": 100}})

    _turned = 0

    def _media(self, p: Posted) -> dict[str, Any]:
        media = {"id": str(p.number), "permalink": f"https://www.instagram.com/p/C{p.number}/"}
        media["timestamp"] = p.at.strftime("%Y-%m-%dT%H:%M:%S+0000")
        return media | ({"caption": p.text} if p.text else {})


class YouTubeApi(Api):
    """www.youtube.com: the channel UC… of @netflixkorea, and its feed."""

    channel = "UC0123456789abcdefghijkl"

    def route(self, path: str, query: dict[str, str]) -> Answered:
        if path == "/@netflixkorea":
            feed = f"https://www.youtube.com/feeds/videos.xml?channel_id={self.channel}"
            return (
                200,
                {},
                f'<html><head><link rel="alternate" type="application/rss+xml" title="RSS" href="{feed}"></head></html>',
            )
        if path != "/feeds/videos.xml" or query != {"channel_id": self.channel}:
            raise RefusedError(404, "<html><title>Error 404 (Not Found)</title></html>")
        entries = "".join(
            f"<entry><id>yt:video:{self._id(p)}</id><yt:videoId>{self._id(p)}</yt:videoId>"
            f"<title>{escape(p.title)}</title><author><name>{p.author}</name></author>"
            f"<published>{iso(p.at, z=False)}</published><updated>{iso(p.edited_at or p.at, z=False)}</updated>"
            f"<media:group><media:description>{escape(p.text)}</media:description></media:group></entry>"
            for p in self.posts[:15]
        )
        spaces = (
            'xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"'
        )
        feed = f'<?xml version="1.0" encoding="UTF-8"?><feed {spaces} xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
        return 200, {"Content-Type": "text/xml; charset=UTF-8"}, feed.encode()

    def _id(self, p: Posted) -> str:
        return f"vid{p.number:08}"


class TelegramApi(Api):
    """t.me: the preview of the channel netflixkr; oldest first, earlier messages behind `before`."""

    def stranger(self) -> RefusedError:
        raise NotImplementedError

    def route(self, path: str, query: dict[str, str]) -> Answered:
        known(query, "before")
        if path == "/s/nopreview":
            return 302, {"Location": "/nopreview"}, ""
        if path == "/nopreview":
            return (
                200,
                {},
                '<div class="tgme_page"><a class="tgme_action_button_new">View in Telegram</a></div>',
            )
        if path != "/s/netflixkr":
            raise RefusedError(404, "<html>404</html>")
        older = [p for p in self.posts if p.number < int(query.get("before", 10**9))]
        shown = older[: self.page]
        messages = "".join(self._message(p) for p in reversed(shown))
        more = ""
        if len(shown) < len(older):
            first = shown[-1].number
            more = f'<a class="tme_messages_more js-messages_more" data-before="{first}" href="/s/netflixkr?before={first}"></a>'
        return 200, {}, f'<section class="tgme_channel_history js-message_history">{more}{messages}</section>'

    def _message(self, p: Posted) -> str:
        text = escape(p.text).replace("\n", "<br/>")
        return (
            f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="netflixkr/{p.number}">'
            f'<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text js-message_reply_text">older words</div></a>'
            f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
            f'<a class="tgme_widget_message_date" href="https://t.me/netflixkr/{p.number}"><time datetime="{iso(p.at, z=False)}">03:00</time></a>'
            "</div></div>"
        )


def query_of(url: str) -> dict[str, str]:
    """Parameters of an address."""
    return dict(parse_qsl(urlsplit(url).query))
