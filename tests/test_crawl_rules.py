"""Rules of the crawl that need no process: settings, compression, suspicion, turns, lines over the pipe."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit.pages import Piece, article, rss

from config.model import Config, Crawl, Source
from scraper import jobs, settings
from scraper.kinds.interface import Link
from scraper.middlewares import RefusedError, gunzip
from scraper.model import Document, DocumentKind, SourceStanding
from scraper.spider import SourceSpider
from scraper.suspect import suspicion
from scraper.turns import PER_HOST, Turns

ROOT = Path(__file__).parents[1]
NOW = datetime(2022, 9, 26, 12, 0, tzinfo=UTC)

# --- settings


def test_the_hardened_settings_stand():
    wanted = {
        "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False, "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.2", "HTTPPROXY_ENABLED": False, "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False, "METAREFRESH_ENABLED": False, "DOWNLOAD_TIMEOUT": 20,
        "DOWNLOAD_MAXSIZE": 8 * 1024 * 1024, "DOWNLOAD_FAIL_ON_DATALOSS": True, "REDIRECT_MAX_TIMES": 5,
        "RETRY_ENABLED": False, "ROBOTSTXT_OBEY": True, "DNSCACHE_ENABLED": False, "DOWNLOAD_DELAY": 1,
        "TWISTED_DNS_RESOLVER": "scraper.guard.GuardedResolver", "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1, "HTTPCACHE_ENABLED": False,
    }  # fmt: skip
    assert {name: getattr(settings, name) for name in wanted} == wanted
    assert [settings.DOWNLOAD_HANDLERS[s] for s in ("file", "data", "ftp", "s3")] == [None] * 4
    assert not hasattr(settings, "JOBDIR"), "a queue on disk is a pickle"


def test_the_operator_decides_the_rest():
    source = Source(name="s", kind="page", url="https://old.example/x", verify_tls=False)
    crawl = Crawl(
        contact="me@n.example",
        per_host_delay=timedelta(seconds=3),
        timeout=timedelta(seconds=9),
        max_bytes=10_000,
    )
    decided = settings.operator(Config(sources=(source,), crawl=crawl))
    assert decided["DOWNLOAD_DELAY"] == 3
    assert decided["DOWNLOAD_TIMEOUT"] == 9
    assert decided["DOWNLOAD_MAXSIZE"] == 10_000
    assert decided["UNVERIFIED_HOSTS"] == ["old.example"]
    assert "+me@n.example" in decided["USER_AGENT"]


# They connect by themselves, through the same gate.
GUARDED = {"scraper/push/guarded.py", "scraper/push/listener.py", "scraper/render.py"}


def test_nobody_opens_a_connection_past_the_guard():
    clients = ("urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3", "socket", "ftplib")
    found = set()
    for path in (ROOT / "scraper").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        imported = [line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))]
        if any(name.startswith(clients) for name in imported):
            found.add(path.relative_to(ROOT).as_posix())
            assert re.search(r"\bguard\.(?:refusal|why_not)\(", text), path
    assert found <= GUARDED


# --- scrapy's own commands, from the checkout


def scrapy(*arguments, config):
    environment = {**os.environ, "GLORYWATCH_CONFIG": str(config)}
    command = [str(Path(sys.executable).with_name("scrapy")), *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def operators_file(site, tmp_path):
    piece = Piece(
        url=site.url("/the-glory"),
        title="The Glory gets a date",
        text="It premieres on December 30, 2022. " * 9,
    )
    site.serves(
        "/feed",
        rss(
            Piece(url=piece.url, title=piece.title, text="A date."),
            Piece(url=site.url("/x"), title="Ferry", text="No."),
        ),
    )
    site.serves("/the-glory", article(piece))
    path = tmp_path / "config.toml"
    path.write_text(
        'defaults = { watch = true }\ncrawl = { allow_networks = ["127.0.0.0/8"], per_host_delay = "0s" }\n'
        f'[[source]]\nname = "press"\nkind = "feed"\nurl = "{site.url("/feed")}"\n',
        encoding="utf-8",
    )
    return path


def test_scrapy_list_names_every_kind(operators_file):
    done = scrapy("list", config=operators_file)
    assert done.returncode == 0, done.stderr
    assert {"feed", "page", "listing"} <= set(done.stdout.split())


def test_scrapy_crawl_prints_the_documents(operators_file, site):
    done = scrapy("crawl", "feed", "-a", "source=press", "-O", "-:jsonlines", config=operators_file)
    assert done.returncode == 0, done.stderr
    assert '"headline": "The Glory gets a date"' in done.stdout
    assert '"published": "2022-09-26"' in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1
    assert site.answers("/x") == []


def test_scrapy_crawl_says_which_sources_there_are(operators_file):
    done = scrapy("crawl", "feed", "-a", "source=nobody", config=operators_file)
    assert "-a source=NAME, of press" in done.stderr


def test_every_kind_of_source_has_its_spider():
    from scrapy.settings import Settings  # noqa: PLC0415 - nothing else here needs Scrapy's machinery
    from scrapy.spiderloader import SpiderLoader  # noqa: PLC0415

    from config.model import SourceKind  # noqa: PLC0415

    made = Settings()
    made.setmodule("scraper.settings")
    loader = SpiderLoader.from_settings(made)
    assert set(loader.list()) == {kind.value for kind in SourceKind}
    assert all(issubclass(loader.load(name), SourceSpider) for name in loader.list())


# --- compression

BODY = bytes(range(256)) * 200


def test_whole_gzip_bodies_are_decoded():
    assert gunzip(gzip.compress(BODY), 10**6) == BODY
    assert gunzip(gzip.compress(BODY) + gzip.compress(b"more"), 10**6) == BODY + b"more"
    assert gunzip(gzip.compress(BODY) + b"\0" * 20, 10**6) == BODY


def test_a_body_cut_anywhere_is_refused():
    whole = gzip.compress(BODY)
    for cut in range(1, len(whole)):
        with pytest.raises(RefusedError):
            gunzip(whole[:cut], 10**6)


@pytest.mark.parametrize("limit", [0, 1, len(BODY) - 1])
def test_a_body_over_the_limit_is_refused(limit):
    with pytest.raises(RefusedError, match="larger than"):
        gunzip(gzip.compress(BODY), limit)


@given(st.binary(min_size=1, max_size=200))
def test_noise_is_refused(noise):
    if noise.strip(b"\0"):
        with pytest.raises(RefusedError):
            gunzip(noise, 10**6)


# --- suspicion

LONG = "<p>" + "The series of which everybody speaks has a date at last, we hear. " * 60 + "</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script>",
        "<title>Attention Required! | Cloudflare</title><p>You have been blocked</p>",
        "<TITLE>Access Denied</TITLE>You don't have permission",
        "<title>Log in to Site</title><form><input name=p type='password'></form>",
        "<title>네이버 : 로그인</title>",
        "<title>Are you a robot?</title>",
        "<script>window.awsWafCookieDomainList = []</script>",
        "<html><head><script>" + "x" * 50_000 + "</script><title>Security Check</title>",
    ],
)
def test_challenges_and_logins_are_suspect(body):
    assert suspicion(body.encode()) != ""


@pytest.mark.parametrize(
    "body",
    [
        f"<title>Just a moment: how a film was saved</title>{LONG}",
        f"<title>The Glory</title>{LONG}<form><input type=password></form>",
        f"<title>Access denied in new thriller</title>{LONG}",
        "<title>The Glory</title><p>It is dated.</p>",
        "",
    ],
)
def test_pages_are_not_suspect(body):
    assert suspicion(body.encode()) == ""


# --- turns

hosts = st.lists(st.integers(0, 4), max_size=40)


@given(hosts)
def test_every_job_has_its_turn_and_no_host_takes_all_the_room(numbers):
    turns = Turns()
    for place, number in enumerate(numbers):
        turns.add(jobs.Job(id=place, source="s", url=f"https://h{number}.example/{place}", now=NOW))
    out, given_ = [], []
    while turns or out:
        while (job := turns.take()) is not None:
            out.append(job)
            given_.append(job)
        assert out, "somebody is always served"
        assert max(Counter(job.url.split("/")[2] for job in out).values()) <= PER_HOST
        turns.done(out.pop(0))
    assert sorted(job.id for job in given_) == list(range(len(numbers)))
    for number in set(numbers):
        own = [job.id for job in given_ if f"//h{number}." in job.url]
        assert own == sorted(own), "a host's jobs keep their order"


# --- lines over the pipe

texts = st.text(max_size=40)
times = st.none() | st.datetimes(timezones=st.just(UTC))
links = st.builds(Link, url=texts, headline=texts, published_at=times, changed_at=times, summary=texts)
documents = st.builds(
    Document,
    id=texts, kind=st.sampled_from(DocumentKind), source=texts, url=texts, language=texts, headline=texts, text=texts,
    published=st.dates(date(1, 1, 1)), published_at=times, updated_at=times, fetched_at=times,
    standing=st.sampled_from(SourceStanding), origin=texts, parent=texts,
)  # fmt: skip


@given(
    st.builds(
        jobs.Job,
        id=st.integers(1),
        source=st.just("press"),
        url=st.just("https://n.example/"),
        now=st.just(NOW),
        link=st.none() | links,
        etag=texts,
    )
)
def test_jobs_cross_unharmed(job):
    line = jobs.job_line(job)
    assert "\n" not in line
    assert jobs.read_job(line.encode("utf-8", "surrogatepass")) == job


@given(
    st.builds(
        jobs.Result,
        id=st.integers(1),
        outcome=texts,
        reason=texts,
        retry_at=times,
        etag=texts,
        lasting=st.booleans(),
        documents=st.lists(documents, max_size=2).map(tuple),
        links=st.lists(links, max_size=2).map(tuple),
    )
)
def test_results_cross_unharmed(result):
    line = jobs.result_line(result)
    assert "\n" not in line
    assert jobs.read_result(line.encode("utf-8", "surrogatepass")) == result


def test_an_unchanged_result_is_short():
    assert len(jobs.result_line(jobs.Result(id=123456, outcome="unchanged", status=304))) < 60


def test_an_opening_shows_no_secret():
    opening = jobs.Opening(settings={}, sources=[{"token": "canary"}], watches=[], memory=1, cpu_s=1)
    assert "canary" not in repr(opening)
    assert "canary" in jobs.opening_line(opening), "the child needs it"
