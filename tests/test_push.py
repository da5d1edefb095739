"""Sources that tell us: what concerns them, and that a post makes them due within moments."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from time import monotonic

import pytest
from aiohttp import ClientSession, web
from kit.rig import THE_GLORY, configuration, source

import config
from config.model import Daemon
from notifier.store import open_log
from notifier.walk import Walk
from scraper.names import Names
from scraper.push import streams, websub
from scraper.push.listener import Listener
from scraper.store import sources as rows
from scraper.store.log import Log, moment

SEEN = web.AppKey("seen", list)
NOW = datetime(2022, 9, 26, 12, tzinfo=UTC)


class Server:
    """An aiohttp application on loopback, in a thread of its own."""

    def __init__(self, *routes):
        self.loop = asyncio.new_event_loop()
        self.seen = []
        self.app = web.Application()
        self.app.add_routes(routes)
        self.app[SEEN] = self.seen
        self.runner = web.AppRunner(self.app, access_log=None)
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.port = self.do(self._start())
        self.root = f"http://127.0.0.1:{self.port}"

    async def _start(self):
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        return site._server.sockets[0].getsockname()[1]

    def do(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def close(self):
        self.do(self.runner.shutdown())
        self.do(self.runner.cleanup())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()


def until(condition, *, deadline=10.0):
    """Wait until a condition holds; returns what it returned."""
    ends, pause = monotonic() + deadline, Event()
    while monotonic() < ends:
        if found := condition():
            return found
        pause.wait(0.01)
    pytest.fail("it did not come true in time")


def heard(listener):
    """Wait until the listener has heard of something."""
    return until(listener.taken)


@pytest.fixture
def listening():
    """Start a listener for sources; everything is closed at the end."""
    opened = []

    def start(*sources_, **daemon):
        config = configuration(*sources_).model_copy(update={"daemon": Daemon(**daemon)})
        listener = Listener(config, pause_s=0.02)
        opened.append(listener)
        listener.start()
        return listener

    yield start
    for one in opened:
        one.close()


@pytest.fixture
def serving():
    opened = []

    def serve(*routes):
        opened.append(Server(*routes))
        return opened[-1]

    yield serve
    for one in opened:
        one.close()


# --- Mastodon


async def instance(request):
    return web.json_response({"configuration": {"urls": {"streaming": f"ws://{request.host}"}}})


async def hashtag(request):
    request.app[SEEN].append((request.query.get("tag"), request.headers.get("Authorization")))
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await response.write(b":thump\n\nevent: notification\ndata: {}\n\n")
    await response.write('event: update\ndata: {"content": "더 글로리"}\n\n'.encode())
    return response  # the connection ends: the client comes back by itself


def test_a_post_on_a_mastodon_tag_is_heard_also_after_the_connection_broke(serving, listening):
    server = serving(web.get("/api/v2/instance", instance), web.get("/api/v1/streaming/hashtag", hashtag))
    listener = listening(
        source(
            "tag", "https://m.example/tags/TheGlory", kind="mastodon", api=server.root, token="t0k", push=True
        )
    )

    assert heard(listener) == ["tag"]
    assert heard(listener) == ["tag"]
    assert set(server.seen) == {("TheGlory", "Bearer t0k")}


# --- Bluesky


def commit(did, text=None, operation="create"):
    record = {"record": {"text": text}} if text is not None else {}
    return json.dumps(
        {
            "did": did,
            "kind": "commit",
            "commit": {"operation": operation, "collection": streams.POSTS, **record},
        }
    )


async def resolve(request):
    return web.json_response({"did": f"did:plc:{request.query['handle']}"})


async def subscribe(request):
    request.app[SEEN].append(request.query_string)
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_str("no json")
    await socket.send_str(commit("did:plc:stranger", "what a day"))
    await socket.send_str(commit("did:plc:netflix.com", operation="delete"))
    await socket.send_str(commit("did:plc:stranger", "The Glory comes in December"))
    await socket.receive()
    return socket


def test_posts_on_bluesky_wake_the_sources_that_they_concern(serving, listening):
    server = serving(
        web.get("/xrpc/com.atproto.identity.resolveHandle", resolve), web.get("/subscribe", subscribe)
    )
    account = source(
        "account", "https://bsky.app/profile/netflix.com", kind="bluesky", api=server.root, push=True
    )
    search = source("search", "https://bsky.app/search?q=x", kind="bluesky", api=server.root, push=True)
    listener = listening(account, search)

    names = set(heard(listener))
    while names != {"account", "search"}:
        names |= set(heard(listener))
    assert "wantedDids" not in server.seen[0]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (commit("did:1", "anything"), ["account"]),
        (commit("did:1", operation="delete"), ["account"]),
        (commit("did:2", "더 글로리 촬영 종료"), ["search"]),
        (commit("did:2", "Morning all"), []),
        (json.dumps({"did": "did:1", "commit": {"collection": "app.bsky.feed.like"}}), []),
        (json.dumps({"did": "did:1", "kind": "identity"}), []),
        ("[" * 100_000, []),
        ("null", []),
    ],
)
def test_which_messages_concern_which_source(message, expected):
    account = source("account", "https://bsky.app/profile/a", kind="bluesky")
    search = source("search", "https://bsky.app/search?q=x", kind="bluesky")
    names = {"account": Names([THE_GLORY]), "search": Names([THE_GLORY])}

    assert streams.concerned(message, (account, search), {"account": "did:1"}, names) == expected


def test_accounts_alone_are_asked_for_by_number():
    account = source("a", "https://bsky.app/profile/a", kind="bluesky")

    assert streams.jetstream((account,), {"a": "did:plc:1"}).url.endswith("wantedDids=did%3Aplc%3A1")


def test_events_are_told_from_comments_and_empty_ones():
    events = streams.Events()
    lines = [
        ":hello",
        "",
        "event: update",
        "data: {",
        "data: }",
        "",
        "data:x",
        "",
        "event: lonely",
        "",
        "id: 5",
        "",
    ]

    assert [name for line in lines if (name := events.feed(line))] == ["update", "message"]


# --- WebSub


def test_a_feed_with_a_hub_is_subscribed_verified_and_heard_only_when_signed(serving, listening):
    asked = asyncio.Queue()

    async def feed(request):
        links = f'<http://{request.host}/hub>; rel="hub", <http://{request.host}/feed>; rel="self"'
        return web.Response(text="<rss/>", headers={"Link": links})

    async def hub(request):
        form = dict(await request.post())
        async with ClientSession() as client:
            query = {
                "hub.mode": "subscribe",
                "hub.topic": form["hub.topic"],
                "hub.challenge": "c4",
                "hub.lease_seconds": "3600",
            }
            async with client.get(form["hub.callback"], params=query) as answer:
                verified = (answer.status, await answer.text())
            async with client.get(
                form["hub.callback"], params=query | {"hub.topic": "http://evil.example/"}
            ) as answer:
                refused = answer.status
        await asked.put((form, verified, refused))
        return web.Response(status=202)

    server = serving(web.get("/feed", feed), web.post("/hub", hub))
    listener = listening(
        source("press", f"{server.root}/feed", kind="feed", push=True), push_listen="127.0.0.1:0"
    )
    form, verified, refused = server.do(asked.get())

    assert verified == (200, "c4")
    assert refused == 404
    assert form["hub.topic"] == f"{server.root}/feed"

    async def distribute(body, signature):
        async with (
            ClientSession() as client,
            client.post(form["hub.callback"], data=body, headers={"X-Hub-Signature": signature}) as answer,
        ):
            return answer.status

    body = b"<rss>new</rss>"
    good = "sha256=" + hmac.new(form["hub.secret"].encode(), body, hashlib.sha256).hexdigest()
    assert server.do(distribute(body, "sha256=" + "0" * 64)) == 202
    assert listener.taken() == [], "a forged message is taken politely and does nothing"
    assert server.do(distribute(body, good)) == 202
    assert heard(listener) == ["press"]


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({"link": '<https://h.example/>; rel="hub"'}, b"", ("https://h.example/", "https://n.example/feed")),
        (
            {},
            b'<feed><link rel="hub" href="https://h.example/?a=1&amp;b=2"/><link rel="self" href="/f"/></feed>',
            ("https://h.example/?a=1&b=2", "https://n.example/f"),
        ),
        (
            {},
            b'<rss><atom:link href="https://h.example/" rel="hub"/></rss>',
            ("https://h.example/", "https://n.example/feed"),
        ),
        ({"link": '<https://a.example/>; rel="next"'}, b"<rss/>", None),
        ({}, b'<link rel="hub" href="javascript:x"/>', None),
    ],
)
def test_hubs_are_found_where_feeds_name_them(headers, body, expected):
    found = websub.discovered("https://n.example/feed", headers, body)

    assert (found and (found.hub, found.url)) == expected


@pytest.mark.parametrize("header", ["", "sha256=", "md5=0", "sha256", "sha1=zz"])
def test_other_signatures_do_not_count(header):
    assert not websub.signed(b"x", header, "secret")


# --- what it leads to


def test_what_was_heard_is_due_at_once_unless_it_fails(log_path):
    config = configuration(*(source(name, f"https://{name}.example/", kind="feed") for name in "abc"))
    with Log.open(log_path) as log:
        rows.enlist(log, config.sources, now=NOW)
        for name in "ab":
            rows.answered(log, name, next_at=NOW + timedelta(hours=5), new=False, now=NOW)
        rows.failed(log, "c", next_at=NOW + timedelta(hours=5), state="failing", reason="500", now=NOW)

        assert rows.nudge(log, ["a", "c", "unknown"], now=NOW + timedelta(minutes=1)) == 1

        due = {r["name"]: moment(r["next_fetch_at"]) for r in log.rows("SELECT * FROM sources")}
    assert due == {
        "a": NOW + timedelta(minutes=1),
        "b": NOW + timedelta(hours=5),
        "c": NOW + timedelta(hours=5),
    }


def test_a_private_address_is_not_connected_to(serving, caplog):
    caplog.set_level("INFO", logger="scraper.push.listener")
    server = serving(web.get("/api/v2/instance", instance), web.get("/api/v1/streaming/hashtag", hashtag))
    config = configuration(
        source("tag", "https://m.example/tags/X", kind="mastodon", api=server.root, push=True)
    )
    strict = config.model_copy(update={"crawl": config.crawl.model_copy(update={"allow_networks": ()})})
    listener = Listener(strict, pause_s=0.01)
    listener.start()
    try:
        until(lambda: caplog.text.count("loopback address") >= 2)
    finally:
        listener.close()
    assert server.seen == []


def test_from_post_to_document_without_waiting_for_the_rhythm(serving, log_path):
    posts = []

    async def timeline(request):
        return web.json_response(posts)

    async def quiet_then_loud(request):
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        request.app[SEEN].append(response)
        while not posts:
            await response.write(b":thump\n\n")
            await asyncio.sleep(0.01)
        await response.write(b"event: update\ndata: {}\n\n")
        return response

    server = serving(
        web.get("/api/v2/instance", instance),
        web.get("/api/v1/streaming/hashtag", quiet_then_loud),
        web.get("/api/v1/timelines/tag/TheGlory", timeline),
    )
    tag = source("tag", "https://m.example/tags/TheGlory", kind="mastodon", api=server.root, push=True)
    walk = Walk(configuration(tag), listen=True)
    with open_log(log_path) as log:
        try:
            assert walk.crawl(log, NOW)["sources"] == 1
            until(lambda: server.seen)
            posts.append(
                {
                    "uri": "https://m.example/1",
                    "url": "https://m.example/1",
                    "content": "<p>The Glory has wrapped.</p>",
                    "created_at": "2022-09-26T12:00:00.000Z",
                }
            )
            done = until(lambda: (came := walk.crawl(log, NOW + timedelta(seconds=10))).get("heard") and came)
        finally:
            walk.close()
        assert (done["sources"], done["documents"]) == (1, 1)


@pytest.mark.parametrize(
    ("table", "warned"),
    [
        ('kind = "page"\npush = true', "cannot tell us anything"),
        ('kind = "feed"\npush = true', "wants push_listen"),
        ('kind = "feed"\nrender = true', "is not rendered"),
        ('kind = "page"\nrender = true', ""),
        ('kind = "mastodon"\npush = true', ""),
    ],
)
def test_an_option_that_does_nothing_is_warned_of(tmp_path, table, warned):
    file = tmp_path / "config.toml"
    file.write_text(f'[[source]]\nname = "s"\nurl = "https://s.example/tags/x"\n{table}\n')

    about = [line for line in config.load(file, environment={}).warnings if "source s " in line]

    assert any(warned in line for line in about) if warned else about == []


def test_without_push_sources_nothing_is_wanted():
    assert not Listener(configuration(source("a", "https://a.example/", kind="feed"))).wanted
