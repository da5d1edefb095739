"""Scrapy's settings, every one that matters stated, for `scrapy crawl` and for the crawl process alike.

Defaults in brackets are those of Scrapy 2.19. What the operator decides (contact, delay, timeout, size,
robots, private networks) is laid over these by `operator`.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scraper import render

if TYPE_CHECKING:
    from config.model import Config

BOT_NAME = "glory-watch"
PRODUCT = "GloryWatch"  # what robots.txt files can name us by
USER_AGENT = f"{PRODUCT}/0.1 (self-hosted news watch; no contact configured)"
SPIDER_MODULES = ["scraper.spiders"]
NEWSPIDER_MODULE = "scraper.spiders"

# --- nothing listens, nothing is executed, nothing is remembered between sites
TELNETCONSOLE_ENABLED = False  # [1]
REMOTE_CONTROL_ENABLED = False  # [True] runs code that is sent to it
COOKIES_ENABLED = False  # [True]
REFERER_ENABLED = False  # [True] reads Referrer-Policy from answers
METAREFRESH_ENABLED = False  # [True]
HTTPPROXY_ENABLED = False  # [True] a proxy of the environment would bypass the resolver guard
HTTPCACHE_ENABLED = False  # [False] validators are kept in the log
AUTOTHROTTLE_ENABLED = False  # [False]
MEMDEBUG_ENABLED = False  # [False]

# --- what may be connected to, and how
DOWNLOAD_HANDLERS = {  # [all on]
    "http": "scraper.download.BoundedHandler",
    "https": "scraper.download.BoundedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True  # [False]
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"  # [None]
UNVERIFIED_HOSTS: list[str] = []  # ours: hosts of sources whose `verify_tls` is off
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"  # [the same] the guard needs it
TWISTED_DNS_RESOLVER = "scraper.guard.GuardedResolver"  # [scrapy's, unguarded]
ALLOW_NETWORKS: list[str] = []  # ours: private networks that may be fetched, told to the guard at the start
DNSCACHE_ENABLED = False  # [True] each answer is checked when it is used
REACTOR_THREADPOOL_MAXSIZE = 20  # [10] look-ups of dead names hold a thread for seconds

# --- limits
DOWNLOAD_TIMEOUT = 20  # [180] seconds for the whole answer, body included
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # [1 GiB] bytes, before and after decompression
DOWNLOAD_WARNSIZE = 0  # [32 MiB] a large answer is no event
DOWNLOAD_FAIL_ON_DATALOSS = True  # [True]
REDIRECT_MAX_TIMES = 5  # [20]
RETRY_ENABLED = False  # [True] the log's queue retries, and honours Retry-After
URLLENGTH_LIMIT = 2083  # [2083]
DEPTH_LIMIT = 3  # [0]

# --- politeness
ROBOTSTXT_OBEY = True  # [False]
ROBOTSTXT_USER_AGENT = PRODUCT  # [None]
DOWNLOAD_DELAY = 1  # [0] seconds between two requests to one host
DOWNLOAD_DELAY_JITTER = 0  # [0.5] never sooner than the delay
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # [8]
CONCURRENT_REQUESTS = 64  # [16] many hosts at once, each alone

# --- cost: without these a 304 costs half as much (bench/crawling.py)
CONCURRENT_ITEMS = 1  # [100] that many asyncio tasks are made for every response
SCHEDULER = "scraper.queue.Fifo"  # [a priority queue over disk and memory] the parent already orders hosts
DOWNLOADER_STATS = False  # [True]
STATS_DUMP = False  # [True]
LOGSTATS_INTERVAL = 0  # [60]
WARN_ON_GENERATOR_RETURN_VALUE = False  # [True] parses the callback's source anew for every response
LOG_LEVEL = "INFO"  # [DEBUG]
MEMUSAGE_ENABLED = False  # [True] the crawl process is limited by the kernel and watched by its parent
CLOSESPIDER_TIMEOUT = 0  # [0] a crawl process is one crawl that does not end

_WEB, _SPIDER = "scrapy.downloadermiddlewares.", "scrapy.spidermiddlewares."
DOWNLOADER_MIDDLEWARES = {
    "scraper.middlewares.HostRest": 50,
    "scraper.robots.StrictRobots": 100,
    "scraper.middlewares.Conditional": 400,
    "scraper.middlewares.StrictCompression": 590,
    "scraper.middlewares.Redirects": 600,
    _WEB + "offsite.OffsiteMiddleware": None,  # links of a feed lead to other hosts by nature
    _WEB + "robotstxt.RobotsTxtMiddleware": None,  # lets all through on errors, and reads any status
    _WEB + "httpauth.HttpAuthMiddleware": None,
    _WEB + "downloadtimeout.DownloadTimeoutMiddleware": None,  # likewise
    _WEB + "defaultheaders.DefaultHeadersMiddleware": None,  # Conditional sends them
    _WEB + "useragent.UserAgentMiddleware": None,  # likewise
    _WEB + "retry.RetryMiddleware": None,
    _WEB + "redirect.MetaRefreshMiddleware": None,
    _WEB + "httpcompression.HttpCompressionMiddleware": None,  # takes half an answer for a whole one
    _WEB + "redirect.RedirectMiddleware": None,  # keeps own headers across origins
    _WEB + "cookies.CookiesMiddleware": None,
    _WEB + "httpproxy.HttpProxyMiddleware": None,
    _WEB + "stats.DownloaderStats": None,
    _WEB + "httpcache.HttpCacheMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    _SPIDER + "start.StartSpiderMiddleware": None,
    _SPIDER + "httperror.HttpErrorMiddleware": None,  # an error status is an answer to be judged and stored
    _SPIDER + "referer.RefererMiddleware": None,
    _SPIDER + "urllength.UrlLengthMiddleware": None,  # `urls.refusal` says so in words
    _SPIDER + "depth.DepthMiddleware": None,
    _SPIDER + "metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {"scraper.pipelines.OneOrigin": 300}
EXTENSIONS = {
    f"scrapy.extensions.{name}": None
    for name in (
        "telnet.TelnetConsole",
        "remote_control.RemoteControl",
        "memusage.MemoryUsage",
        "memdebug.MemoryDebugger",
        "logstats.LogStats",
        "spiderstate.SpiderState",
        "throttle.AutoThrottle",
    )
}


def operator(config: Config) -> dict[str, Any]:
    """Return the settings that the operator's file decides."""
    crawl = config.crawl
    contact = f"+{crawl.contact}" if crawl.contact else "no contact configured"
    return {
        "USER_AGENT": f"{PRODUCT}/0.1 (self-hosted news watch; {contact})",
        "DOWNLOAD_DELAY": crawl.per_host_delay.total_seconds(),
        "DOWNLOAD_TIMEOUT": crawl.timeout.total_seconds(),
        "DOWNLOAD_MAXSIZE": crawl.max_bytes,
        "ROBOTSTXT_OBEY": crawl.obey_robots,
        "ALLOW_NETWORKS": list(crawl.allow_networks),
        "UNVERIFIED_HOSTS": sorted({_host(s.url) for s in config.sources if not s.verify_tls}),
        **(render.settings(render.browser()) if rendered(config) else {}),
    }


def rendered(config: Config) -> bool:
    """Whether any source is rendered, and there is something to render it with."""
    wanted = any(source.render and source.enabled for source in config.sources)
    return wanted and bool(render.browser()) and find_spec("scrapy_playwright") is not None


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
