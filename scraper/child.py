"""The crawl process: jobs come in as lines on standard input, results go out as lines on standard output.

It is one Scrapy crawl that does not end until its input does, so that the pools, the delays of hosts and
the rules of robots.txt outlive a pass, and a pass costs no start. It may know nothing but what it is
sent, may not grow or compute beyond its limits, and can be killed at any time: it keeps nothing.

Lines out: a result for each job; {"reading": ID} before an answer is read, so that its parent knows whose
fault a death was; {"alive": BYTES} of resident memory while there is work.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import resource
import sys
from typing import TYPE_CHECKING, Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from config.model import Source, Watch
from scraper import discovery, guard, jobs, reasons, rhythm, spider, visit
from scraper.kinds.interface import Ask
from scraper.under_way import Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

    from scraper.kinds.interface import Page

logger = logging.getLogger(__name__)

ALIVE_S = 5.0
EXTRA_ASKS = 2  # requests of a visit beyond the source's `pages`: some interfaces want a look-up first
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class DueSpider(scrapy.Spider):
    """Serves all kinds at once, job by job."""

    name = "due"
    custom_settings: dict[str, Any] | None = {"ITEM_PIPELINES": {}}  # noqa: RUF012 - as Scrapy declares it

    def __init__(self, opening: jobs.Opening, out: int, **arguments: Any) -> None:  # noqa: ANN401 - Scrapy's interface
        super().__init__(**arguments)
        self._sources = {one["name"]: one for one in opening.sources}
        self._made: dict[str, Source] = {}
        self._interests = visit.Interests([Watch.model_validate(one) for one in opening.watches])
        guard.allow(opening.settings["ALLOW_NETWORKS"])
        self._cpu_s = opening.cpu_s
        self._out = out
        self._working = 0

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield the first request of each job as it comes in; ends with the input."""
        loop = asyncio.get_running_loop()
        lines = asyncio.StreamReader(limit=2**24)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        beat = asyncio.ensure_future(self._beat())
        while line := await lines.readline():
            job = jobs.read_job(line)
            under_way = Visit(job, self._source(job.source))
            try:
                ask = (
                    Ask(url=job.url)
                    if job.link or job.look
                    else visit.adapter(under_way.source.kind).ask(under_way.source)
                )
            except Exception as error:  # noqa: BLE001 - one source's mistake is that source's failure
                under_way.failure = reasons.of(error, job.url)
                self._tell(under_way)
                continue
            self._working += 1
            # A browser asks for a page's parts too, and no server knows what becomes of them.
            validators = ("", "") if under_way.source.render else (job.etag, job.last_modified)
            yield self._request(ask, under_way, validators=validators)
        beat.cancel()

    def _source(self, name: str) -> Source:
        """Return a source; made when first needed, for ten thousand take seconds."""
        if name not in self._made:
            self._made[name] = Source.model_validate(self._sources[name])
        return self._made[name]

    def _request(self, ask: Ask, under_way: Visit, **meta: Any) -> scrapy.Request:  # noqa: ANN401 - Scrapy's meta
        under_way.out += 1
        under_way.asked += 1
        given = {"visit": under_way, **meta}
        return spider.request(ask, under_way.source, self._answered, self._failed, given)

    def _answered(self, response: Response) -> Iterator[scrapy.Request]:
        under_way: Visit = response.meta["visit"]
        try:
            yield from self._read(response, under_way)
        except Exception as error:  # noqa: BLE001 - one answer's fault is that job's failure
            under_way.failure = reasons.of(error, response.url)
        self._done(under_way)

    def _failed(self, failure: Any) -> None:  # noqa: ANN401 - Twisted's Failure
        under_way: Visit = failure.request.meta["visit"]
        under_way.failure = reasons.of(failure.value, failure.request.url)
        self._done(under_way)

    def _done(self, under_way: Visit) -> None:
        under_way.out -= 1
        if under_way.out == 0:
            self._working -= 1
            self._tell(under_way)

    def _read(self, response: Response, under_way: Visit) -> Iterator[scrapy.Request]:
        """Take one answer into a visit, and yield requests for the pages that follow it."""
        job, first = under_way.job, not under_way.first
        under_way.size += len(response.body)
        if first:
            under_way.first = {
                "status": response.status,
                "url": response.url if response.url != job.url else "",
                "fresh_s": _fresh_s(response),
            }
        if response.status == 304:
            under_way.unchanged = first
            if first:
                under_way.first |= {
                    "etag": job.etag,
                    "last_modified": job.last_modified,
                    "body_hash": job.body_hash,
                }
            return
        if first and response.status == 200:
            digest = hashlib.sha256(response.body).hexdigest()
            under_way.first |= {
                "etag": (response.headers.get("ETag") or b"").decode("latin-1"),
                "last_modified": (response.headers.get("Last-Modified") or b"").decode("latin-1"),
                "body_hash": digest,
            }
            if digest == job.body_hash:
                under_way.unchanged = True
                return
        page, remark = self._judge(response, under_way)
        if first and page.on_the_way:
            under_way.first |= dict.fromkeys(("etag", "last_modified", "body_hash"), "")
        under_way.shows(page)
        under_way.documents += page.documents
        under_way.links += page.links
        under_way.dropped += page.skipped
        under_way.remark = remark
        for ask in page.more:
            if under_way.asked < under_way.source.pages + EXTRA_ASKS:
                yield self._request(ask, under_way)

    def _judge(self, response: Response, under_way: Visit) -> tuple[Page, str]:
        """Read one answer: what may take long or kill this process, so it says whose answer it is first."""
        job, source = under_way.job, under_way.source
        self._write(f'{{"reading":{job.id}}}')
        _allow_cpu(self._cpu_s)
        interest, came = self._interests.of(source), spider.answer(response, job.now)
        if job.look:
            return discovery.read(came), ""
        if job.link:
            return visit.read_article(came, source, interest, job.link)
        return visit.read(came, source, interest, job.since)

    def _tell(self, under_way: Visit) -> None:
        self._write(jobs.result_line(under_way.result()))

    def _write(self, line: str) -> None:
        """Write a whole line; blocks while the parent is busy, which is what should happen then."""
        left = memoryview(line.encode("utf-8", "replace") + b"\n")
        while left:
            left = left[os.write(self._out, left) :]

    async def _beat(self) -> None:
        while True:
            if self._working:
                self._write(f'{{"alive":{_resident()}}}')
            await asyncio.sleep(ALIVE_S)


def _fresh_s(response: Response) -> float:
    headers = {"cache-control": b", ".join(response.headers.getlist("Cache-Control")).decode("latin-1")}
    headers["age"] = (response.headers.get("Age") or b"").decode("latin-1")
    return rhythm.fresh_for(headers, response.body).total_seconds()


def _resident() -> int:
    """Return the bytes of memory this process really uses; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - a system file, read often
            return int(statm.read().split()[1]) * PAGE_BYTES
    except OSError:
        return 0


def _allow_cpu(seconds: int) -> None:
    """Give this process so many seconds of CPU from now on; then the kernel ends it, caught in a bomb."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _limit(memory: int) -> None:
    """Bound what this process can take: memory, files, no cores, no children's mess."""

    def lower(what: int, value: int) -> None:
        hard = resource.getrlimit(what)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (value, hard))

    lower(resource.RLIMIT_NOFILE, 2048)
    if memory:  # none where pages are rendered: a browser needs more, and writes files
        lower(resource.RLIMIT_AS, memory)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve jobs until standard input ends."""
    out = os.dup(1)
    os.dup2(2, 1)  # whatever prints must not print into the results
    opening = jobs.read_opening(_opening())
    _limit(opening.memory)
    process = AsyncCrawlerProcess(_settings(opening.settings))
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    logging.getLogger("scrapy").setLevel(
        logging.CRITICAL
    )  # every failure is told as a result, in better words
    process.crawl(DueSpider, opening=opening, out=out).add_done_callback(_raised)
    process.start()


def _raised(crawl: asyncio.Future[None]) -> None:
    """Let a crawl that could not even start say why; Scrapy keeps it to itself."""
    if not crawl.cancelled() and (error := crawl.exception()) is not None:
        logger.error("the crawl cannot start", exc_info=error)


def _opening() -> bytes:
    """Read the opening: its length on a line, then so many bytes, and no byte of what follows."""
    length = _exactly(1)
    while not length.endswith(b"\n"):
        length += _exactly(1)
    return _exactly(int(length))


def _exactly(count: int) -> bytes:
    """Read so many bytes from standard input, past Python's buffer; what follows is the event loop's."""
    chunks = bytearray()
    while len(chunks) < count:
        more = os.read(0, count - len(chunks))
        if not more:
            sys.exit(0)
        chunks += more
    return bytes(chunks)


def _settings(operator: dict[str, Any]) -> Any:  # noqa: ANN401 - Scrapy's Settings
    from scrapy.settings import Settings  # noqa: PLC0415

    settings = Settings()
    settings.setmodule("scraper.settings", priority="project")
    settings.setdict(operator, priority="cmdline")
    settings.setdict({"LOG_INSTALL_ROOT_HANDLER": False, "TELNETCONSOLE_ENABLED": False}, priority="cmdline")
    return settings


if __name__ == "__main__":
    main()
