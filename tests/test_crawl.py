"""The crawl process against a loopback site: what each kind of answer becomes, and that no answer harms another."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import threading
from collections import deque
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from kit.pages import Piece, article, atom, json_feed, listing, rss, tweet
from kit.site import Site
from kit.tls import server_context

from config.model import Config, Crawl, Source, Watch
from scraper.crawl import Crawler
from scraper.jobs import Job
from scraper.kinds.interface import Link

NOW = datetime(2022, 9, 26, 12, 0, tzinfo=UTC)
WATCH = Watch(key="the-glory", name="The Glory", aliases=("더 글로리",), people=("Song Hye Kyo",))
TEXT = "Netflix has confirmed that The Glory will premiere on December 30, 2022.\n\n" + " ".join(
    f"Sentence number {n} is about the writer, the cast and the story of revenge." for n in range(12)
)


def configuration(*sources: Source, **crawl: object) -> Config:
    settings = {
        "allow_networks": ("127.0.0.0/8",),
        "per_host_delay": timedelta(0),
        "timeout": timedelta(seconds=3),
        **crawl,
    }
    return Config(watches=(WATCH,), sources=sources, crawl=Crawl(**settings))


def crawl(config: Config, *jobs: Job, crawler: Crawler | None = None) -> dict[int, object]:
    if crawler is not None:
        return {result.id: result for result in crawler.crawl(deque(jobs))}
    with Crawler(config) as own:
        return {result.id: result for result in own.crawl(deque(jobs))}


def visit(config: Config, *, link: Link | None = None, **job: object) -> object:
    """Ask the first source of a configuration once."""
    source = config.sources[0]
    asked = Job(id=1, source=source.name, url=link.url if link else source.url, now=NOW, link=link, **job)
    return crawl(config, asked)[1]


def piece(site, path="/the-glory", **changes) -> Piece:
    return Piece(
        **{"url": site.url(path), "title": "The Glory gets a date", "text": TEXT, "at": NOW, **changes}
    )


# --- feeds


@pytest.mark.parametrize("write", [rss, atom, json_feed])
def test_a_feed_that_brings_whole_texts_is_read_from_the_feed(site, write):
    site.serves(
        "/feed", write(piece(site), piece(site, "/ferry", title="Ferry", text="No ferry runs. " * 60))
    )

    result = visit(configuration(Source(name="press", kind="feed", url=site.url("/feed"))))

    assert result.outcome == "new"
    [document] = result.documents
    assert (document.id, document.headline, document.published_at) == (
        site.url("/the-glory"),
        "The Glory gets a date",
        NOW,
    )
    assert document.text.startswith(
        "Netflix has confirmed that The Glory will premiere on December 30, 2022.\n\n"
    )
    assert result.links == ()


def test_a_feed_of_teasers_leads_to_the_articles_that_may_name_the_title(site):
    site.serves(
        "/feed",
        rss(
            piece(site, "/1", title="Netflix dates a thriller", text="The Glory arrives in December."),
            piece(site, "/2", title="Ferry", text="The ferry sails."),
            piece(site, "/the-glory-cast", title="Who plays whom", text="The cast."),
            piece(site, "/4", title="An interview with Song Hye-kyo", text="She spoke."),
        ),
    )

    result = visit(configuration(Source(name="press", kind="feed", url=site.url("/feed"))))

    assert [link.url for link in result.links] == [
        site.url("/1"),
        site.url("/the-glory-cast"),
        site.url("/4"),
    ]
    assert result.links[0].summary == "The Glory arrives in December."


def test_validators_go_back_letter_for_letter_and_the_answer_is_unchanged(site):
    changed = datetime(2022, 9, 1, 8, 30, 15, tzinfo=UTC)
    site.serves("/feed", rss(piece(site)), etag='W/"a-1:é"', last_modified=changed)
    config = configuration(Source(name="press", kind="feed", url=site.url("/feed")))
    first = visit(config)

    again = visit(config, etag=first.etag, last_modified=first.last_modified, body_hash=first.body_hash)

    assert site.answers("/feed") == [200, 304]
    assert again.outcome == "unchanged"
    asked = site.asked("/feed")[1].headers
    assert asked["if-modified-since"] == "Thu, 01 Sep 2022 08:30:15 GMT"
    assert asked["if-none-match"].encode("latin-1") in ('W/"a-1:é"'.encode(), 'W/"a-1:é"'.encode("latin-1"))


def test_the_same_bytes_without_validators_are_unchanged_too(site):
    site.serves("/feed", rss(piece(site)))
    config = configuration(Source(name="press", kind="feed", url=site.url("/feed")))
    first = visit(config)

    assert visit(config, body_hash=first.body_hash).outcome == "unchanged"
    assert site.answers("/feed") == [200, 200]


def test_an_edited_feed_is_read_anew(site):
    site.serves("/feed", rss(piece(site)), etag='"1"')
    config = configuration(Source(name="press", kind="feed", url=site.url("/feed")))
    first = visit(config)
    site.edits("/feed", rss(piece(site, text=TEXT.replace("30", "31"))))

    again = visit(config, etag=first.etag, body_hash=first.body_hash)

    assert "December 31" in again.documents[0].text


def test_five_hundred_entries_are_read_of_a_hundred_thousand(site):
    entry = "<item><title>The Glory {0}</title><link>http://127.0.0.1/{0}</link></item>"
    body = "<rss version='2.0'><channel>" + "".join(map(entry.format, range(100_000))) + "</channel></rss>"
    site.serves("/feed", body)

    result = visit(configuration(Source(name="press", kind="feed", url=site.url("/feed"))))

    assert [link.headline for link in result.links] == [f"The Glory {n}" for n in range(500)]
    assert result.dropped >= 1
    assert result.seconds < 10


def test_a_feed_that_looks_like_a_path_opens_no_file(site, tmp_path):
    canary = tmp_path / "feed.xml"
    canary.write_text(rss(Piece(url="http://127.0.0.1/x", title="The Glory canary", text=TEXT)))
    site.serves("/feed", str(canary))

    result = visit(configuration(Source(name="press", kind="feed", url=site.url("/feed"))))

    assert (result.outcome, result.documents, result.links) == ("unreadable", (), ())


# --- articles, pages, listings


def test_an_article_and_its_embedded_post_are_documents_of_their_own(site):
    post = tweet(
        "Upcoming Netflix Original #TheGlory wraps up filming. The drama premieres in the first half of 2023.",
        name="Kdrama Daily",
        handle="kdramadaily",
        at=datetime(2022, 8, 16, tzinfo=UTC),
        number=1559468231523454976,
    )
    site.serves("/the-glory", article(piece(site), embedded=post))
    link = Link(url=site.url("/the-glory"), headline="The Glory")

    result = visit(configuration(Source(name="press", kind="feed", url=site.url("/feed"))), link=link)

    main, embedded = result.documents
    assert (main.published.isoformat(), embedded.published.isoformat()) == ("2022-09-26", "2022-08-16")
    assert "first half of 2023" not in main.text
    assert embedded.text.endswith("The drama premieres in the first half of 2023.")
    assert (embedded.kind, embedded.author, embedded.parent) == ("post", "@kdramadaily", main.id)
    assert embedded.standing == 1


def test_an_article_that_names_no_watch_is_not_kept(site):
    site.serves(
        "/ferry", article(piece(site, "/ferry", title="Ferry", text="The ferry sails at noon. " * 20))
    )

    result = visit(
        configuration(Source(name="press", kind="feed", url=site.url("/feed"))),
        link=Link(url=site.url("/ferry")),
    )

    assert (result.outcome, result.reason, result.documents) == ("nothing_new", "names no watched title", ())


def test_a_watched_page_gives_its_text_and_without_the_title_a_reason(site):
    page = piece(site)
    site.serves("/the-glory", article(page), etag='"1"')
    config = configuration(Source(name="page", kind="page", url=site.url("/the-glory")))
    assert visit(config).documents[0].headline == "The Glory gets a date"
    site.serves("/the-glory", article(piece(site, title="Moved", text="Our site has a new look. " * 30)))

    gone = visit(config)

    assert (gone.outcome, gone.documents) == ("unreadable", ())
    assert gone.reason == "the page names no watched title"


def test_a_listing_leads_to_each_article_that_may_name_the_title(site):
    site.serves(
        "/latest",
        listing(
            {
                "/news/the-glory-season-two-is-dated": "Netflix dates its revenge drama",
                "/news/1": "더 글로리 공개일 확정 소식",
                "/news/ferry": "The ferry sails at noon again today",
                "/tag/the-glory": "The Glory",
                "https://127.0.0.9/x": "The Glory elsewhere, with words enough",
            }
        ),
    )

    result = visit(configuration(Source(name="list", kind="listing", url=site.url("/latest"))))

    assert [link.url for link in result.links] == [
        site.url("/news/the-glory-season-two-is-dated"),
        site.url("/news/1"),
    ]


def test_a_listing_follows_the_links_that_the_operator_chose(site):
    site.serves("/latest", listing({"/a": "One", "/b": "Two"}))
    chosen = configuration(
        Source(name="list", kind="listing", url=site.url("/latest"), links="li.headline a")
    )
    assert [link.url for link in visit(chosen).links] == [site.url("/a"), site.url("/b")]

    missed = visit(
        configuration(Source(name="list", kind="listing", url=site.url("/latest"), links="div.gone a"))
    )
    assert (missed.outcome, missed.reason) == ("unreadable", "no link matches 'div.gone a'")


# --- bad input: each with its own reason, none of them a document


BOMB = gzip.compress(b"\0" * (64 * 1024 * 1024))
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + ']><rss version="2.0"><channel><item><title>The Glory &m;</title></item></channel></rss>'
)
CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body>The Glory"
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1'></script></body></html>"
)
ATTRIBUTES = (
    "<rss version='2.0'><channel><item><title>The Glory</title><a "
    + 'b="c" ' * 5000
    + "/></item></channel></rss>"
)
NESTED = "<html><body>The Glory" + "<div>" * 30_000 + "x"

BAD = {
    "not-xml": ({"body": "The Glory is no XML"}, "feed", "unreadable", "not a feed"),
    "html": ({"body": article(Piece(url="http://127.0.0.1/", title="The Glory", text=TEXT))}, "feed", "unreadable", "an HTML page, not a feed"),
    "empty-feed": ({"body": ""}, "feed", "unreadable", "an empty answer"),
    "empty-page": ({"body": " \n"}, "page", "unreadable", "an empty answer"),
    "404": ({"status": 404, "body": "The Glory"}, "page", "failed", "404: not found"),
    "410": ({"status": 410, "body": "The Glory"}, "feed", "failed", "410: gone for good: remove the source or give its new address"),
    "403": ({"status": 403, "body": "The Glory"}, "feed", "failed", "403: the site refuses us"),
    "500": ({"status": 500, "body": "The Glory"}, "feed", "failed", "500: the server has trouble"),
    "ten-megabytes": ({"body": "The Glory " * 1_000_000}, "page", "failed", "the answer is too large"),
    "bomb": ({"body": BOMB, "headers": {"Content-Encoding": "gzip"}}, "page", "refused", "larger than 8388608 bytes when decompressed"),
    "cut-gzip": ({"body": gzip.compress(article(Piece(url="http://127.0.0.1/", title="The Glory", text=TEXT)).encode())[:400], "headers": {"Content-Encoding": "gzip"}}, "page", "failed", "the compressed answer breaks off"),
    "twice-gzip": ({"body": gzip.compress(gzip.compress(b"The Glory")), "headers": {"Content-Encoding": "gzip, gzip"}}, "page", "refused", "coded as gzip, gzip, we asked for gzip"),
    "brotli": ({"body": b"\x8b\x02\x80The Glory\x03", "headers": {"Content-Encoding": "br"}}, "page", "refused", "coded as br, we asked for gzip"),
    "laughs": ({"body": LAUGHS}, "feed", "unreadable", "the feed declares entities, which is refused"),
    "attributes": ({"body": ATTRIBUTES}, "feed", "unreadable", "an element has more than 64 attributes"),
    "challenge": ({"body": CHALLENGE}, "page", "suspect", "a challenge page, not the page"),
    "login": ({"body": "<html><title>The Glory</title><form><input type=password></form></html>"}, "page", "suspect", "a login page, not the page"),
    "nested": ({"body": NESTED}, "page", "unreadable", None),
    "no-text": ({"body": "<html><title>The Glory</title><body><img src=x></body></html>"}, "page", "unreadable", "no text found"),
    "json": ({"body": '{"The Glory": 1}', "content_type": "application/json"}, "feed", "unreadable", "JSON, but no JSON Feed"),
    "pdf": ({"body": b"%PDF-1.7 The Glory \xff\xfe\x00", "content_type": "application/pdf"}, "page", "unreadable", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def bad_answers():
    """All of `BAD` in one pass, beside a good page, of one crawl process."""
    with Site() as site:
        for name, (answer, *_) in BAD.items():
            site.serves(f"/{name}", **answer)
        site.redirects("/loop", "/loop")
        site.redirects("/file", "file:///etc/passwd")
        site.redirects("/metadata", "http://169.254.169.254/latest/meta-data/")
        site.redirects("/private", "http://10.11.12.13/")
        site.redirects("/differential", "http://127.0.0.1:1\\@evil.example/")
        site.redirects("/data", "data:text/html,The Glory")
        site.hangs("/hang")
        site.resets("/reset")
        site.drips("/drip", article(piece(site)))
        site.cuts("/cut", article(piece(site)), at=500)
        site.serves("/good", article(piece(site, "/good")))
        others = (
            "loop",
            "file",
            "metadata",
            "private",
            "differential",
            "data",
            "hang",
            "reset",
            "drip",
            "cut",
            "good",
        )
        sources = [
            Source(name=name, kind=kind, url=site.url(f"/{name}")) for name, (_, kind, *_) in BAD.items()
        ]
        sources += [Source(name=name, kind="page", url=site.url(f"/{name}")) for name in others]
        sources.append(Source(name="nowhere", kind="page", url="http://127.0.0.1:1/"))
        config = configuration(*sources, timeout=timedelta(seconds=1))
        with Crawler(config) as crawler:
            jobs = [Job(id=n, source=s.name, url=s.url, now=NOW) for n, s in enumerate(sources, 1)]
            results = crawl(config, *jobs, crawler=crawler)
            yield {source.name: results[n] for n, source in enumerate(sources, 1)}, crawler.replaced


@pytest.mark.parametrize("name", BAD)
def test_bad_input_has_its_reason_and_is_no_document(bad_answers, name):
    result = bad_answers[0][name]
    _, _, outcome, reason = BAD[name]
    assert (result.outcome, result.documents, result.links) == (outcome, (), ()), result.reason
    assert result.reason == reason if reason else result.reason
    assert result.etag == result.body_hash == "", "the next answer must not be a 304 to this one"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("loop", "more than 5 redirects"),
        ("file", "redirects to 'file:///etc/passwd', which is not followed"),
        ("data", "redirects to 'data:text/html,The Glory', which is not followed"),
        ("differential", "redirects to 'http://127.0.0.1:1\\\\@evil.example/', which is not followed"),
        ("metadata", "refused: link-local address 169.254.169.254"),
        ("private", "refused: private address 10.11.12.13"),
        ("hang", "no answer in time"),
        ("drip", "no answer in time"),
        ("reset", "the connection was lost"),
        ("cut", "the answer breaks off"),
        ("nowhere", "robots.txt cannot be reached: connection refused"),
    ],
)
def test_bad_ways_have_their_reasons(bad_answers, name, reason):
    assert bad_answers[0][name].reason == reason
    assert bad_answers[0][name].documents == ()


def test_the_good_page_is_served_in_the_same_pass_by_the_same_process(bad_answers):
    results, replaced = bad_answers
    assert results["good"].outcome == "new"
    assert replaced == 0


def flood(kind: str) -> tuple[socket.socket, str]:
    """Serve one connection at a time a 404 for robots.txt, and a flood for anything else."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                request = connection.recv(65536)
                try:
                    if b"/robots.txt" in request:
                        connection.sendall(
                            b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        )
                        continue
                    connection.sendall(
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                        + (b"\r\n" if kind == "body" else b"")
                    )
                    chunk = b"The Glory " * 1000 if kind == "body" else b"X-Flood: " + b"y" * 8000 + b"\r\n"
                    for _ in range(100_000):
                        connection.sendall(chunk)
                except OSError:
                    continue

    threading.Thread(target=serve, daemon=True).start()
    return server, f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.mark.parametrize(
    ("kind", "reason"), [("headers", "the answer's head is too large"), ("body", "the answer is too large")]
)
def test_a_flood_is_cut_off_and_costs_little_memory(site, kind, reason):
    site.serves("/good", article(piece(site, "/good")))
    server, url = flood(kind)
    config = configuration(
        Source(name="flood", kind="page", url=url), Source(name="good", kind="page", url=site.url("/good"))
    )
    with server, Crawler(config) as crawler:
        jobs = [Job(id=n, source=s.name, url=s.url, now=NOW) for n, s in enumerate(config.sources, 1)]
        results = crawl(config, *jobs, crawler=crawler)
        peak = _peak_mb(crawler)
    assert (results[1].outcome, results[1].reason) == ("failed", reason)
    assert results[2].outcome == "new"
    assert peak < 150


def _peak_mb(crawler: Crawler) -> float:
    status = Path(f"/proc/{crawler._child._process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def served_until_closed(body: bytes) -> tuple[socket.socket, str]:
    """Serve every request an answer without a length, as HTTP/1.0 servers do."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked = connection.recv(65536)
                robots = b"/robots.txt" in asked
                head = (
                    b"HTTP/1.0 404 No\r\n\r\n"
                    if robots
                    else b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"
                )
                connection.sendall(head + (b"" if robots else body))

    threading.Thread(target=serve, daemon=True).start()
    return server, f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.mark.parametrize("whole", [True, False])
def test_an_answer_without_a_length_is_taken_if_it_has_an_end(whole):
    body = article(Piece(url="http://127.0.0.1/", title="The Glory", text=TEXT)).encode()
    server, url = served_until_closed(body if whole else body[: len(body) // 2])
    with server:
        result = visit(configuration(Source(name="s", kind="page", url=url)))
    expected = ("new", "") if whole else ("failed", "the answer may be cut off: it has no length and no end")
    assert (result.outcome, result.reason) == expected


def test_certificates_are_verified_unless_the_operator_says_otherwise_of_a_source():
    body = article(Piece(url="https://127.0.0.1/", title="The Glory", text=TEXT)).encode()
    server = socket.create_server(("127.0.0.1", 0))
    context = server_context()

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    status = b"404 No" if b"/robots.txt" in secure.recv(65536) else b"200 OK"
                    head = b"HTTP/1.1 %b\r\nContent-Type: text/html\r\nContent-Length: %d\r\n" % (
                        status,
                        len(body),
                    )
                    secure.sendall(head + b"Connection: close\r\n\r\n" + body)
            except OSError:
                continue

    threading.Thread(target=serve, daemon=True).start()
    url = f"https://127.0.0.1:{server.getsockname()[1]}/"
    with server:
        strict = visit(configuration(Source(name="s", kind="page", url=url)))
        lax = visit(configuration(Source(name="s", kind="page", url=url, verify_tls=False)))
    assert strict.outcome == "failed"
    assert "certificate" in strict.reason
    assert lax.outcome == "new"


# --- the process


def test_a_killed_process_is_replaced_and_its_jobs_are_done_by_the_next(site):
    for n in range(6):
        site.serves(f"/{n}", article(piece(site, f"/{n}")))
    config = configuration(*(Source(name=f"s{n}", kind="page", url=site.url(f"/{n}")) for n in range(6)))
    with Crawler(config) as crawler:
        waiting = deque(Job(id=n + 1, source=f"s{n}", url=site.url(f"/{n}"), now=NOW) for n in range(6))
        results = []
        for result in crawler.crawl(waiting):
            if not results:
                os.kill(crawler._child._process.pid, signal.SIGKILL)
            results.append(result)
        assert sorted(r.id for r in results) == [1, 2, 3, 4, 5, 6]
        assert sum(r.outcome == "new" for r in results) >= 5
        assert crawler.replaced == 1


def test_a_process_that_hangs_is_replaced(site):
    site.serves("/a", article(piece(site, "/a")))
    site.serves("/b", article(piece(site, "/b")))
    config = configuration(*(Source(name=n, kind="page", url=site.url(f"/{n}")) for n in "ab"))
    with Crawler(config, silent_s=2) as crawler:
        [first] = crawl(config, Job(id=1, source="a", url=site.url("/a"), now=NOW), crawler=crawler).values()
        os.kill(crawler._child._process.pid, signal.SIGSTOP)
        [second] = crawl(config, Job(id=2, source="b", url=site.url("/b"), now=NOW), crawler=crawler).values()
        [third] = crawl(config, Job(id=3, source="b", url=site.url("/b"), now=NOW), crawler=crawler).values()
    assert first.outcome == third.outcome == "new"
    assert second.outcome == "unreadable"
    assert "took too long" in second.reason


def test_an_answer_that_takes_too_long_to_read_is_its_own_failure(site, monkeypatch):
    monkeypatch.setattr("scraper.crawl.CPU_S", 1)
    heavy = "".join(
        f"<p>Sentence {n} of The Glory, which <b>never</b> ends, is <i>here</i>.</p>" for n in range(60_000)
    )
    site.serves("/heavy", f"<html><title>The Glory</title><body>{heavy}</body></html>")
    for n in range(4):
        site.serves(f"/{n}", article(piece(site, f"/{n}")))
    sources = [Source(name=n, kind="page", url=site.url(f"/{n}")) for n in ("0", "1", "heavy", "2", "3")]
    config = configuration(*sources)
    with Crawler(config) as crawler:
        jobs = [Job(id=n, source=s.name, url=s.url, now=NOW) for n, s in enumerate(sources, 1)]
        results = crawl(config, *jobs, crawler=crawler)
        assert crawler.replaced == 1
    assert [results[n].outcome for n in (1, 2, 4, 5)] == ["new"] * 4
    assert results[3].outcome == "unreadable"
    assert results[3].reason == "reading it took more than 1 s of CPU; the crawl process was replaced"


def test_closing_from_another_thread_ends_a_crawl_at_once(site):
    site.hangs("/hang")
    config = configuration(
        Source(name="s", kind="page", url=site.url("/hang")), timeout=timedelta(seconds=60)
    )
    crawler = Crawler(config)
    ended = threading.Event()

    def run() -> None:
        crawl(config, Job(id=1, source="s", url=site.url("/hang"), now=NOW), crawler=crawler)
        ended.set()

    threading.Thread(target=run, daemon=True).start()
    site.wait_for("/hang")
    crawler.close()
    assert ended.wait(5)
    with pytest.raises(RuntimeError):
        crawl(config, Job(id=2, source="s", url=site.url("/hang"), now=NOW), crawler=crawler)


def test_a_process_knows_nothing_of_the_environment_and_may_write_no_file(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("CANARY", "secret")
    site.serves("/the-glory", article(piece(site)))
    config = configuration(Source(name="s", kind="page", url=site.url("/the-glory")))
    with Crawler(config) as crawler:
        [result] = crawl(
            config, Job(id=1, source="s", url=site.url("/the-glory"), now=NOW), crawler=crawler
        ).values()
        pid = crawler._child._process.pid
        known, bounded = (
            Path(f"/proc/{pid}/{name}").read_text(encoding="ascii") for name in ("environ", "limits")
        )
    assert result.outcome == "new", "the proxy of the environment was not used"
    assert "CANARY" not in known
    assert "PROXY" not in known
    lines = {line[:26].strip(): line[26:].split() for line in bounded.splitlines()}
    assert lines["Max file size"][0] == "0"
    assert lines["Max address space"][0] == str(1024**3)
    assert lines["Max core file size"][0] == "0"
    assert int(lines["Max open files"][0]) <= 2048


# --- politeness


def test_a_slow_host_does_not_hold_up_another(site):
    slow = site.neighbour()
    for n in range(3):
        slow.serves(f"/{n}", article(piece(slow, f"/{n}")))
        site.serves(f"/{n}", article(piece(site, f"/{n}")))
    sources = [Source(name=f"slow{n}", kind="page", url=slow.url(f"/{n}")) for n in range(3)]
    sources += [Source(name=f"fast{n}", kind="page", url=site.url(f"/{n}")) for n in range(3)]
    config = configuration(*sources, per_host_delay=timedelta(seconds=2))
    crawl(config, *(Job(id=n, source=s.name, url=s.url, now=NOW) for n, s in enumerate(sources, 1)))

    def gaps(host):
        at = [request.at for request in host.requests]
        return [after - before for before, after in pairwise(at)]

    assert len(gaps(slow)) == len(gaps(site)) == 3, "robots.txt and three pages"
    # A pause long beside the jitter of the way, so that the bound can be as tight as it should be.
    assert min(gaps(slow) + gaps(site)) >= 1.95
    begin, end = max(h.requests[0].at for h in (slow, site)), min(h.requests[-1].at for h in (slow, site))
    assert begin < end, "both were asked at the same time"


def test_a_host_that_says_429_is_left_alone(site):
    site.fails("/a", 429, retry_after="120")
    site.serves("/b", article(piece(site, "/b")))
    sources = [Source(name=n, kind="page", url=site.url(f"/{n}")) for n in "ab"]
    config = configuration(*sources)
    with Crawler(config) as crawler:
        first = crawl(config, Job(id=1, source="a", url=site.url("/a"), now=NOW), crawler=crawler)[1]
        second = crawl(config, Job(id=2, source="b", url=site.url("/b"), now=NOW), crawler=crawler)[2]
    assert (first.status, first.retry_at) == (429, NOW + timedelta(seconds=120))
    assert (second.outcome, second.reason) == ("resting", "the host asked for a rest")
    assert NOW + timedelta(seconds=60) < second.retry_at <= NOW + timedelta(seconds=120)
    assert site.answers("/b") == []


@pytest.mark.parametrize(
    ("status", "text", "outcome"),
    [
        (200, "User-agent: *\nDisallow: /the", "refused"),
        (200, "User-agent: GloryWatch\nDisallow: /\n\nUser-agent: *\nAllow: /", "refused"),
        (200, "User-agent: Other\nDisallow: /", "new"),
        (404, "User-agent: *\nDisallow: /", "new"),
        (403, "", "new"),
        (500, "", "failed"),
        (503, "", "failed"),
        (429, "", "failed"),
    ],
)
def test_robots_after_rfc_9309(site, status, text, outcome):
    site.robots(text, status=status)
    site.serves("/the-glory", article(piece(site)))
    result = visit(configuration(Source(name="s", kind="page", url=site.url("/the-glory"))))
    assert result.outcome == outcome
    assert bool(site.answers("/the-glory")) == (outcome == "new")


def test_robots_is_asked_once_for_many_pages_and_its_redirects_are_followed(site):
    site.redirects("/robots.txt", "/robots/real.txt", status=301)
    site.serves("/robots/real.txt", "User-agent: *\nDisallow: /b", content_type="text/plain")
    for n in "abc":
        site.serves(f"/{n}", article(piece(site, f"/{n}")))
    sources = [Source(name=n, kind="page", url=site.url(f"/{n}")) for n in "abc"]
    results = crawl(
        configuration(*sources),
        *(Job(id=n, source=s.name, url=s.url, now=NOW) for n, s in enumerate(sources, 1)),
    )
    assert [results[n].outcome for n in (1, 2, 3)] == ["new", "refused", "new"]
    assert len(site.asked("/robots.txt")) == 1


def test_own_headers_stay_with_their_origin(site):
    other = site.neighbour()
    other.serves("/the-glory", article(piece(other)))
    site.redirects("/moved", other.url("/the-glory"))
    site.redirects("/here", "/the-glory")
    site.serves("/the-glory", article(piece(site)))
    secret = {"X-Api-Key": "k-123", "Authorization": "Bearer t-456", "Cookie": "c=1"}
    for path in ("/moved", "/here"):
        visit(configuration(Source(name="s", kind="page", url=site.url(path), headers=secret)))
    own, elsewhere = site.asked("/moved")[0].headers, other.asked("/the-glory")[0].headers
    assert own["x-api-key"] == "k-123"
    assert site.asked("/the-glory")[0].headers["x-api-key"] == "k-123"
    assert not {"x-api-key", "authorization", "cookie", "referer"} & elsewhere.keys()


def test_who_asks_says_so(site):
    site.serves("/the-glory", article(piece(site)))
    visit(
        configuration(
            Source(name="s", kind="page", url=site.url("/the-glory")), contact="https://me.example/bot"
        )
    )
    headers = site.asked("/the-glory")[0].headers
    assert headers["user-agent"].startswith("GloryWatch/")
    assert "+https://me.example/bot" in headers["user-agent"]
    assert "cookie" not in headers
    assert "referer" not in headers
