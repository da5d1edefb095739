"""Pages that need JavaScript: fetched by the system's Chromium. The only import of scrapy-playwright.

Off unless a source says `render = true`; wants `pip install "glory-watch[render]"` and a Chromium on the
PATH. A browser runs what the page sends, needs far more memory than the crawl
process is allowed without it, and writes files; so with such a source that process's limits on memory and
files are lifted. What the page may load is what the guard would let through, without pictures, films and
fonts; a name is checked when the page asks for it and resolved again by the browser, so a server that
answers differently the second time is not held off: render only publishers that you trust.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scraper import guard
from scraper.errors import ReadError

if TYPE_CHECKING:
    from config.model import Source

HANDLER = "scraper.rendering.RenderingHandler"
NEVER = frozenset(("image", "media", "font"))  # kinds of content that no word stands in
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SETTLED = "networkidle"  # a page is read when it has asked for nothing for half a second


def browser() -> str:
    """Return the path of the system's Chromium, "" where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def settings(chromium: str) -> dict[str, Any]:
    """Return what is laid over Scrapy's settings when any source is rendered."""
    arguments = ["--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-sync"]
    if os.geteuid() == 0:  # Chromium refuses its sandbox to root
        arguments.append("--no-sandbox")
    return {
        "DOWNLOAD_HANDLERS": {
            "http": HANDLER,
            "https": HANDLER,
            "file": None,
            "data": None,
            "ftp": None,
            "s3": None,
        },
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": chromium, "headless": True, "args": arguments},
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 20_000,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        "PLAYWRIGHT_ABORT_REQUEST": "scraper.render.refused",
        "PLAYWRIGHT_CONTEXTS": {"default": {"service_workers": "block", "accept_downloads": False}},
    }


def meta(source: Source) -> dict[str, Any]:
    """Return what a request of a rendered source carries. Raises ReadError where nothing can render it."""
    if not source.render:
        return {}
    if find_spec("scrapy_playwright") is None:
        raise ReadError(source.url, 'render wants scrapy-playwright: pip install "glory-watch[render]"')
    if not browser():
        raise ReadError(source.url, "render wants Chromium: none is installed")
    return {"playwright": True, "playwright_page_goto_kwargs": {"wait_until": SETTLED}}


async def refused(request: Any) -> bool:  # noqa: ANN401 - Playwright's request
    """Whether the browser may not load something: pictures and the like, and what the guard refuses."""
    parts = urlsplit(request.url)
    if request.resource_type in NEVER or parts.scheme not in ("http", "https", "blob", "data"):
        return True
    if parts.scheme in ("blob", "data"):  # made by the page itself
        return False
    try:
        found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, None, type=socket.SOCK_STREAM)
    except OSError:
        return True
    return any(guard.why_not(str(answer[4][0])) for answer in found)
