"""Pages that need JavaScript. With scrapy-playwright and Chromium for real; without them, what is said then."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.util import find_spec

import pytest
from kit.rig import configuration, source

from scraper import render, settings
from scraper.errors import ReadError
from scraper.look import look

NOW = datetime(2022, 9, 26, 12, tzinfo=UTC)
READY = find_spec("scrapy_playwright") is not None and bool(render.browser())
TEXT = (
    "Filming of The Glory has wrapped, Netflix said on Monday. The series stars Song Hye Kyo and Lee Do Hyun."
)
PAGE = f"""<!doctype html><html><head><title>The Glory wraps</title></head><body><article id="a"></article>
<script>document.getElementById("a").innerHTML = "<h1>The Glory wraps</h1><p>" + "{TEXT}" + "</p>";
fetch("http://127.0.0.2:9/private").catch(() => null);</script></body></html>"""


def test_without_it_nothing_changes(site):
    config = configuration(source("plain", site.url("/a")))

    assert not settings.rendered(config)
    assert settings.operator(config).get("PLAYWRIGHT_LAUNCH_OPTIONS") is None
    assert render.meta(config.sources[0]) == {}


def test_a_page_of_javascript_reads_as_nothing_unless_rendered(site):
    url = site.serves("/a", PAGE)

    assert look(configuration(), source("plain", url), now=NOW).outcome == "unreadable"


@pytest.mark.skipif(READY, reason="scrapy-playwright and Chromium are here")
def test_what_is_missing_is_told():
    with pytest.raises(ReadError, match=r"scrapy-playwright|Chromium"):
        render.meta(source("js", "https://n.example/", render=True))


@pytest.mark.skipif(not READY, reason='wants pip install "glory-watch[render]" and Chromium')
@pytest.mark.filterwarnings("ignore")
def test_a_page_of_javascript_is_read_as_its_readers_see_it(site):
    url = site.serves("/a", PAGE)

    seen = look(configuration(), source("js", url, render=True), now=NOW)

    assert seen.outcome == "new", seen.reason
    assert TEXT in seen.documents[0].text


@pytest.mark.skipif(not READY, reason='wants pip install "glory-watch[render]" and Chromium')
@pytest.mark.filterwarnings("ignore")
def test_the_browser_loads_nothing_from_private_addresses(site):
    neighbour = site.neighbour()
    neighbour.serves("/secret.js", 'document.body.innerHTML = "<p>The Glory was hacked</p>"')
    url = site.serves(
        "/a", PAGE.replace("</body>", f'<script src="{neighbour.url("/secret.js")}"></script></body>')
    )
    config = configuration()
    only_site = config.model_copy(
        update={"crawl": config.crawl.model_copy(update={"allow_networks": (f"{site.address}/32",)})}
    )

    seen = look(only_site, source("js", url, render=True), now=NOW)

    assert seen.outcome == "new", seen.reason
    assert neighbour.asked("/secret.js") == []
    assert "hacked" not in seen.documents[0].text
