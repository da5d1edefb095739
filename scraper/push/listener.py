"""The thread that listens: one connection a stream, one small server for hubs; by aiohttp.

It knows no log: it collects names of sources, and the crawl step takes them (`taken`). Connections are
made only to addresses that the guard lets through, literal ones included, and redirects are not followed.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import random
import secrets
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from config.model import SourceKind
from scraper import guard
from scraper.kinds.answers import within
from scraper.names import Names
from scraper.push import streams, websub
from scraper.push.guarded import Guarded, GuardError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from config.model import Config, Source
    from scraper.push.streams import Stream
    from scraper.push.websub import Topic

logger = logging.getLogger(__name__)

PAUSE_S, LONGEST_PAUSE_S = 1.0, 600.0  # before a lost connection is made again; doubles up to the second
SILENT_S = 90.0  # streams send something at least twice a minute
LARGEST = 1024 * 1024  # bytes of a message
IDENTITY = "https://public.api.bsky.app"


class Listener:
    """Listens for all sources with `push` from `start` to `close`."""

    def __init__(self, config: Config, *, pause_s: float = PAUSE_S) -> None:
        self._config = config
        self._sources = tuple(s for s in config.sources if s.enabled and s.push)
        self._allowed = tuple(ipaddress.ip_network(n, strict=False) for n in config.crawl.allow_networks)
        self._pause_s = pause_s
        self._secret = secrets.token_bytes(32)
        self._topics: dict[str, tuple[str, Topic]] = {}  # key of the callback -> source, topic
        self._leases: dict[str, float] = {}  # source -> seconds granted
        self._names: set[str] = set()
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._begun = Event()
        self._thread = Thread(target=self._run, daemon=True, name="push")
        self.port = 0  # of the server for hubs, once it listens

    @property
    def wanted(self) -> bool:
        """Whether any source wants it."""
        return bool(self._sources)

    def start(self) -> None:
        """Begin to listen; returns at once."""
        self._thread.start()

    def taken(self) -> list[str]:
        """Return the sources that were heard of since the last call."""
        with self._lock:
            names, self._names = sorted(self._names), set()
        return names

    def close(self) -> None:
        """Stop; safe to call twice."""
        if self._thread.is_alive() and self._begun.wait(5) and self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it ended by itself a moment ago
                self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(5)

    def _heard(self, *names: str) -> None:
        with self._lock:
            self._names.update(names)

    def _run(self) -> None:
        asyncio.run(self._listen())

    async def _listen(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._begun.set()
        timeout = aiohttp.ClientTimeout(total=None, connect=20, sock_read=SILENT_S)
        connector = aiohttp.TCPConnector(resolver=Guarded(self._allowed), force_close=True)
        agent = {"User-Agent": f"GloryWatch (+{self._config.crawl.contact or 'no contact given'})"}
        async with aiohttp.ClientSession(connector=connector, timeout=timeout, headers=agent) as session:
            tasks = [asyncio.create_task(task) for task in self._tasks(session)]
            await self._stop.wait()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _tasks(self, session: aiohttp.ClientSession) -> list[Any]:
        of_kind = {kind: tuple(s for s in self._sources if s.kind is kind) for kind in SourceKind}
        tasks = [self._again(s.name, self._mastodon, session, s) for s in of_kind[SourceKind.MASTODON]]
        if sky := of_kind[SourceKind.BLUESKY]:
            tasks.append(self._again("bluesky", self._bluesky, session, sky))
        if (feeds := of_kind[SourceKind.FEED]) and self._config.daemon.push_listen:
            tasks.append(self._again("websub", self._hubs, session, feeds))
        return tasks

    async def _again(self, name: str, listen: Callable[..., Awaitable[None]], *arguments: Any) -> None:  # noqa: ANN401 - whatever `listen` takes
        """Keep one connection up: whatever ends it, it is made again after a pause that grows."""
        pause = self._pause_s
        while True:
            began = monotonic()
            try:
                await listen(*arguments)
                why = "the connection ended"
            except (aiohttp.ClientError, OSError, TimeoutError, ValueError, GuardError) as error:
                why = f"{type(error).__name__}: {error}"
            if monotonic() - began > SILENT_S:
                pause = self._pause_s
            logger.info("push of %s: %s; again in %.0f s, polling goes on", name, why, pause)
            await asyncio.sleep(pause * (0.5 + random.random() / 2))  # noqa: S311 - dice, no secret
            pause = min(pause * 2, LONGEST_PAUSE_S)

    async def _mastodon(self, session: aiohttp.ClientSession, source: Source) -> None:
        found = await self._json(session, streams.instance(source))
        stream = streams.mastodon(source, streams.streaming_of(found, source))
        if stream is None:
            await self._stop.wait()  # an account's timeline has no stream: polling is all there is
            return
        self._check(stream.url)
        events = streams.Events()
        headers = {**dict(stream.headers), "Accept": "text/event-stream"}
        async with session.get(stream.url, headers=headers, allow_redirects=False) as response:
            if response.status != 200:
                msg = f"HTTP status {response.status}"
                raise ValueError(msg)
            async for line in response.content:
                if events.feed(line.decode("utf-8", "replace").rstrip("\r\n")) in streams.NEWS:
                    self._heard(source.name)

    async def _bluesky(self, session: aiohttp.ClientSession, sources: Sequence[Source]) -> None:
        dids = {}
        for source in sources:
            if account := streams.handle(source):
                base = str(source.api or IDENTITY).rstrip("/")
                url = f"{base}/xrpc/com.atproto.identity.resolveHandle?handle={account}"
                did = account if account.startswith("did:") else within(await self._json(session, url), "did")
                if isinstance(did, str):
                    dids[source.name] = did
        watches = self._config.watches
        names = {s.name: Names([w for w in watches if not s.titles or w.key in s.titles]) for s in sources}
        followed = tuple(s for s in sources if s.name in dids or not streams.handle(s))
        stream: Stream = streams.jetstream(followed, dids)
        self._check(stream.url)
        async with session.ws_connect(stream.url, heartbeat=30, max_msg_size=LARGEST) as socket_:
            async for message in socket_:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._heard(*streams.concerned(message.data, followed, dids, names))

    async def _hubs(self, session: aiohttp.ClientSession, feeds: Sequence[Source]) -> None:
        """Serve callbacks and keep subscriptions; ends only with an error."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_get(websub.PATH + "{key}", self._verify)
        app.router.add_post(websub.PATH + "{key}", self._distribute)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        host, _, port = self._config.daemon.push_listen.rpartition(":")
        try:
            site = web.TCPSite(runner, host or "127.0.0.1", int(port))
            await site.start()
            self.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # noqa: SLF001 - no other way to learn a port of 0
            await asyncio.gather(*(self._again(s.name, self._subscribed, session, s) for s in feeds))
        finally:
            await runner.cleanup()

    async def _subscribed(self, session: aiohttp.ClientSession, source: Source) -> None:
        """Ask the feed's hub for a subscription, and again before it ends."""
        self._check(source.url)
        async with session.get(source.url) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            topic = websub.discovered(source.url, headers, await response.content.read(20_000))
        if topic is None:
            await self._stop.wait()  # the feed has no hub: polling is all there is
            return
        key = websub.callback_key(self._secret, source.name)
        self._topics[key] = (source.name, topic)
        public = str(self._config.daemon.push_url or f"http://127.0.0.1:{self.port}").rstrip("/")
        form = websub.subscription(
            topic, f"{public}{websub.PATH}{key}", websub.topic_secret(self._secret, source.name)
        )
        self._check(topic.hub)
        async with session.post(topic.hub, data=form, allow_redirects=False) as response:
            if response.status not in (200, 202, 204):
                msg = f"the hub answered {response.status}"
                raise ValueError(msg)
        await asyncio.sleep(self._leases.get(source.name, websub.LEASE_S) * websub.RENEW)

    async def _verify(self, request: web.Request) -> web.Response:
        source, topic = self._topics.get(request.match_info["key"], ("", None))
        challenge = websub.confirmed(request.query, topic)
        if challenge is None:
            return web.Response(status=404)
        self._leases[source] = websub.lease_s(request.query)
        return web.Response(text=challenge)

    async def _distribute(self, request: web.Request) -> web.Response:
        source, topic = self._topics.get(request.match_info["key"], ("", None))
        if topic is None:
            return web.Response(status=404)
        signature = request.headers.get("X-Hub-Signature", "")
        if websub.signed(await request.read(), signature, websub.topic_secret(self._secret, source)):
            self._heard(source)
        return web.Response(status=202)  # also for a forged one: the specification wants no hint (section 7)

    async def _json(self, session: aiohttp.ClientSession, url: str) -> object:
        self._check(url)
        async with session.get(url, allow_redirects=False) as response:
            return await response.json(content_type=None) if response.status == 200 else None

    def _check(self, url: str) -> None:
        """Refuse a literal address that the guard would not connect to; names are checked when resolved."""
        address = guard.literal(urlsplit(url).hostname or "")
        if address is not None and (why := guard.refusal(address, self._allowed)):
            raise GuardError(why)
