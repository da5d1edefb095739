"""Transaction 1: what a pass keeps, and that an answer's validators are kept with its documents or not at all."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from kit.pages import Piece, article, listing, rss, tweet

from config.model import Config, Crawl, Source, Watch
from scraper.crawl import Crawler
from scraper.crawl_pass import crawl_due, reader_version
from scraper.jobs import Result
from scraper.kinds.interface import Link
from scraper.model import Document, DocumentKind
from scraper.store import Log, pages, sources, stamp
from scraper.store import documents as document_rows

NOW = datetime(2022, 9, 26, 12, 0, tzinfo=UTC)
EVERY = timedelta(minutes=30)
WATCH = Watch(key="the-glory", name="The Glory", aliases=("더 글로리",))
TEXT = "Netflix has confirmed that The Glory will premiere on December 30, 2022.\n\n" + " ".join(
    f"Sentence number {n} is about the writer, the cast and the story of revenge." for n in range(12)
)


def configuration(*sources_: Source, watches=(WATCH,)) -> Config:
    crawl = Crawl(allow_networks=("127.0.0.0/8",), per_host_delay=timedelta(0), timeout=timedelta(seconds=3))
    return Config(watches=watches, sources=sources_, crawl=crawl)


def source(name: str, url: str, kind: str = "feed", **more) -> Source:
    return Source(**{"name": name, "kind": kind, "url": url, "every": EVERY, **more})


def piece(site, path="/the-glory", **changes) -> Piece:
    return Piece(
        **{"url": site.url(path), "title": "The Glory gets a date", "text": TEXT, "at": NOW, **changes}
    )


@pytest.fixture
def log():
    with Log.open(":memory:") as opened:
        yield opened


class Scripted:
    """A crawler whose answers are written beforehand: url -> Result without an id, or a list of them in order."""

    def __init__(self, **_: object) -> None:
        self.answers: dict[str, list[dict]] = {}
        self.jobs = []

    def says(self, url: str, **result: object) -> None:
        self.answers.setdefault(url, []).append(result)

    def stop_giving(self) -> None:
        self.jobs.append("stopped")

    def crawl(self, waiting):
        while waiting:
            job = waiting.popleft()
            self.jobs.append(job)
            queue = self.answers[job.url]
            yield Result(id=job.id, **(queue.pop(0) if len(queue) > 1 else queue[0]))


def document(key="https://n.example/1", text=TEXT, **more) -> Document:
    values = {
        "id": key,
        "kind": DocumentKind.ARTICLE,
        "source": "press",
        "url": key,
        "language": "en",
        "headline": "The Glory gets a date",
    }
    return Document(
        **{**values, "published": NOW.date(), "text": text, "published_at": NOW, "fetched_at": NOW, **more}
    )


def rows(log, sql, *parameters):
    return [tuple(row) for row in log.rows(sql, parameters)]


# --- the whole way, over HTTP


def test_a_story_from_feed_to_log_and_then_silence(site, log):
    post = tweet(
        "#TheGlory wraps up filming.",
        name="Fan",
        handle="fan",
        at=datetime(2022, 8, 16, tzinfo=UTC),
        number=1559468231523454976,
    )
    site.serves("/the-glory", article(piece(site), embedded=post), etag='"p1"')
    site.serves("/feed", rss(piece(site, text="Netflix has a date.")), etag='"f1"')
    config = configuration(source("press", site.url("/feed"), standing="official", zone="Asia/Seoul"))

    with Crawler(config) as crawler:
        first = crawl_due(log, config, crawler, now=NOW)
        again = [crawl_due(log, config, crawler, now=NOW + (n + 1) * timedelta(hours=1)) for n in range(3)]

    assert (first.sources, first.fetched, first.unchanged, first.failed, first.documents) == (1, 1, 0, 0, 2)
    assert [(r.sources, r.fetched, r.unchanged, r.documents) for r in again] == [(1, 0, 1, 0)] * 3
    assert site.answers("/feed") == [200, 304, 304, 304]
    assert set(site.answers("/the-glory")[1:]) <= {304}, "read again on its own schedule, if at all"
    assert rows(log, "SELECT key, kind, source, standing, parent FROM documents ORDER BY id") == [
        (site.url("/the-glory"), "article", "press", 4, ""),
        ("https://x.com/fan/status/1559468231523454976", "post", "press", 1, site.url("/the-glory")),
    ]
    assert rows(log, "SELECT published_on, number, judged_at FROM revisions ORDER BY id") == [
        ("2022-09-26", 1, None),
        ("2022-08-16", 1, None),
    ]
    [state] = log.rows("SELECT * FROM sources")
    assert (state["state"], state["failures"], state["fetches"], state["unchanged"]) == ("ok", 0, 4, 3)
    assert state["last_new_at"] == stamp(NOW)
    assert state["last_ok_at"] == stamp(NOW + timedelta(hours=3))
    assert len(rows(log, "SELECT * FROM fetches")) == 2


def test_an_edited_page_gives_a_new_revision_of_the_same_document(site, log):
    site.serves("/the-glory", article(piece(site)), etag='"1"')
    config = configuration(source("page", site.url("/the-glory"), "page"))
    with Crawler(config) as crawler:
        crawl_due(log, config, crawler, now=NOW)
        site.edits("/the-glory", article(piece(site, text=TEXT.replace("December 30", "December 31"))))
        report = crawl_due(log, config, crawler, now=NOW + timedelta(hours=1))
        site.edits(
            "/the-glory",
            article(piece(site, text=TEXT.replace("December 30", "December 31"))) + "<!-- rebuilt -->",
        )
        rebuilt = crawl_due(log, config, crawler, now=NOW + timedelta(hours=2))

    assert (report.documents, rebuilt.documents, rebuilt.fetched) == (1, 0, 1)
    assert rows(log, "SELECT count(*) FROM documents") == [(1,)]
    revisions = log.rows("SELECT number, text, fetched_at FROM revisions ORDER BY number")
    assert [r["number"] for r in revisions] == [1, 2]
    assert "December 30" in revisions[0]["text"]
    assert "December 31" in revisions[1]["text"]
    assert rows(log, "SELECT outcome FROM fetches ORDER BY id") == [("new",), ("new",), ("nothing_new",)]


def test_a_listing_reads_each_article_once(site, log):
    site.serves(
        "/latest", listing({"/news/the-glory-is-dated-at-last": "The Glory is dated at last"}), etag='"1"'
    )
    site.serves("/news/the-glory-is-dated-at-last", article(piece(site, "/news/the-glory-is-dated-at-last")))
    config = configuration(source("list", site.url("/latest"), "listing"))
    with Crawler(config) as crawler:
        crawl_due(log, config, crawler, now=NOW)
        site.edits(
            "/latest",
            listing(
                {"/news/the-glory-is-dated-at-last?utm_source=x": "The Glory is dated at last, they say"}
            ),
        )
        report = crawl_due(log, config, crawler, now=NOW + timedelta(hours=1))

    assert report.fetched == 1
    assert rows(log, "SELECT count(*), (SELECT count(*) FROM revisions) FROM documents") == [(1, 1)]
    assert rows(log, "SELECT url FROM pages ORDER BY url") == [
        (site.url("/latest"),),
        (site.url("/news/the-glory-is-dated-at-last"),),
    ]


def test_a_failed_source_keeps_what_was_known_and_comes_back(site, log):
    site.serves("/the-glory", article(piece(site)), etag='"1"')
    config = configuration(source("page", site.url("/the-glory"), "page"))
    with Crawler(config) as crawler:
        crawl_due(log, config, crawler, now=NOW)
        site.fails("/the-glory", 500)
        failed = crawl_due(log, config, crawler, now=NOW + timedelta(hours=1))
        state = log.row("SELECT state, reason, failures FROM sources")
        site.serves("/the-glory", article(piece(site)), etag='"1"')
        back = crawl_due(log, config, crawler, now=NOW + timedelta(hours=9))

    assert (failed.failed, tuple(state)) == (1, ("failing", "500: the server has trouble", 1))
    assert (back.unchanged, site.answers("/the-glory")) == (1, [200, 500, 304])
    assert rows(log, "SELECT state, reason, failures FROM sources") == [("ok", "", 0)]
    assert rows(log, "SELECT count(*) FROM revisions") == [(1,)]


# --- what is kept together


def test_validators_are_kept_with_documents_or_not_at_all(log, monkeypatch):
    config = configuration(source("press", "https://n.example/feed"))
    crawler = Scripted()
    link = Link(url="https://n.example/1", headline="The Glory")
    crawler.says(
        "https://n.example/feed",
        outcome="new",
        status=200,
        etag='"1"',
        documents=(document("https://n.example/2"),),
        links=(link,),
    )
    crawler.says("https://n.example/1", outcome="nothing_new", status=200)

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(sources, "fetched", full)
        with pytest.raises(sqlite3.OperationalError):
            crawl_due(log, config, crawler, now=NOW)
    assert rows(log, "SELECT url FROM pages UNION ALL SELECT key FROM documents") == []
    assert rows(log, "SELECT text FROM revisions UNION ALL SELECT url FROM fetches") == []
    assert rows(log, "SELECT next_fetch_at, fetches FROM sources") == [(stamp(NOW), 0)]

    crawl_due(log, config, crawler, now=NOW)
    assert rows(log, "SELECT etag FROM pages WHERE url = 'https://n.example/feed'") == [('"1"',)]
    assert rows(log, "SELECT count(*) FROM revisions") == [(1,)]


def test_an_article_that_waits_outlives_a_crash_and_the_feeds_304(log):
    config = configuration(source("press", "https://n.example/feed"))
    link = Link(url="https://n.example/1", headline="The Glory", summary="A date.", published_at=NOW)

    class Dies(Scripted):
        def crawl(self, waiting):
            yield next(super().crawl(waiting))
            raise KeyboardInterrupt

    crawler = Dies()
    crawler.says("https://n.example/feed", outcome="new", status=200, etag='"1"', links=(link,))
    with pytest.raises(KeyboardInterrupt):
        crawl_due(log, config, crawler, now=NOW)
    after = Scripted()
    after.says("https://n.example/feed", outcome="unchanged", status=304)
    after.says("https://n.example/1", outcome="new", status=200, documents=(document("https://n.example/1"),))

    report = crawl_due(log, config, after, now=NOW + timedelta(hours=1))

    assert (report.unchanged, report.documents) == (1, 1)
    [asked] = [job for job in after.jobs if job.link]
    assert asked.link == link


def test_an_unchanged_article_that_waits_is_done(log):
    config = configuration(source("press", "https://n.example/feed"))
    crawler = Scripted()
    crawler.says(
        "https://n.example/feed", outcome="new", status=200, links=(Link(url="https://n.example/1"),)
    )
    crawler.says("https://n.example/1", outcome="unchanged", status=304, etag='"1"')
    crawl_due(log, config, crawler, now=NOW)
    assert rows(log, "SELECT next_fetch_at, lead FROM pages WHERE url = 'https://n.example/1'") == [
        (None, "")
    ]


# --- articles that cannot be had


def test_a_refused_article_is_read_from_what_the_feed_said(log):
    config = configuration(source("press", "https://n.example/feed", publisher="The Press"))
    crawler = Scripted()
    link = Link(
        url="https://n.example/1",
        headline="The Glory has a date",
        summary="It is December 30.",
        published_at=NOW,
    )
    crawler.says(
        "https://n.example/feed",
        outcome="new",
        status=200,
        links=(link, Link(url="https://n.example/2", headline="Song Hye Kyo")),
    )
    crawler.says("https://n.example/1", outcome="refused", reason="robots.txt forbids it", lasting=True)
    crawler.says("https://n.example/2", outcome="failed", status=404, reason="404: not found", lasting=True)

    report = crawl_due(log, config, crawler, now=NOW)

    assert (report.documents, report.failed) == (1, 0), "an article's failure is not its source's"
    assert rows(log, "SELECT key, publisher FROM documents") == [("https://n.example/1", "The Press")]
    assert rows(log, "SELECT headline, text FROM revisions") == [
        ("The Glory has a date", "It is December 30.")
    ]
    assert rows(log, "SELECT url, outcome, reason, documents FROM fetches ORDER BY url") == [
        ("https://n.example/1", "refused", "robots.txt forbids it", 1),
        ("https://n.example/2", "failed", "404: not found", 0),
        ("https://n.example/feed", "new", "", 0),
    ]
    assert rows(log, "SELECT state FROM sources") == [("ok",)]


def test_a_page_that_cannot_be_read_is_marked_and_judged_by_nobody_until_it_can(log):
    config = configuration(
        source("page", "https://n.example/1", "page"), source("press", "https://n.example/feed")
    )
    crawler = Scripted()
    crawler.says(
        "https://n.example/1", outcome="unreadable", status=200, reason="no text found", lasting=True
    )
    crawler.says(
        "https://n.example/1",
        outcome="new",
        status=200,
        documents=(document("https://n.example/1", source="page"),),
    )
    crawler.says(
        "https://n.example/1",
        outcome="suspect",
        status=200,
        reason="a login page, not the page",
        lasting=True,
    )
    crawler.says(
        "https://n.example/feed",
        outcome="new",
        status=200,
        links=(Link(url="https://n.example/2", headline="Song Hye Kyo"),),
    )
    crawler.says("https://n.example/feed", outcome="unchanged", status=304)
    crawler.says(
        "https://n.example/2", outcome="unreadable", status=200, reason="not an HTML page", lasting=True
    )
    for n in range(3):
        crawl_due(log, config, crawler, now=NOW + n * timedelta(days=1))
    assert rows(
        log,
        "SELECT key, number, unreadable, text <> '', judged_at IS NULL FROM revisions JOIN documents d"
        " ON d.id = document_id ORDER BY key, number",
    ) == [
        ("https://n.example/1", 1, "no text found", 0, 0),
        ("https://n.example/1", 2, "", 1, 1),
        ("https://n.example/2", 1, "not an HTML page", 0, 0),
    ]
    assert rows(log, "SELECT state FROM sources WHERE name = 'page'") == [("suspect",)]


def test_an_article_that_fails_in_passing_is_tried_four_times_then_given_up(log):
    config = configuration(source("press", "https://n.example/feed"))
    crawler = Scripted()
    link = Link(url="https://n.example/1", headline="The Glory", summary="A date.")
    crawler.says("https://n.example/feed", outcome="new", status=200, links=(link,))
    crawler.says("https://n.example/feed", outcome="unchanged", status=304)
    crawler.says("https://n.example/1", outcome="failed", reason="no answer in time")
    for n in range(10):
        crawl_due(log, config, crawler, now=NOW + n * timedelta(days=2))

    tries = [job for job in crawler.jobs if job.link]
    assert len(tries) == 4
    assert rows(log, "SELECT text FROM revisions") == [("A date.",)]


def test_an_article_that_the_feed_calls_edited_is_read_again(log):
    config = configuration(source("press", "https://n.example/feed", every=timedelta(minutes=5)))
    crawler = Scripted()

    def entry(minutes):
        return Link(
            url="https://n.example/1", headline="The Glory", changed_at=NOW + timedelta(minutes=minutes)
        )

    for minutes in (-60, -60, 15, 6000):
        crawler.says("https://n.example/feed", outcome="new", status=200, links=(entry(minutes),))
    crawler.says(
        "https://n.example/1",
        outcome="new",
        status=200,
        etag='"1"',
        documents=(document("https://n.example/1"),),
    )
    counts = []
    for n in range(4):
        crawl_due(log, config, crawler, now=NOW + n * timedelta(minutes=10))
        counts.append(sum(1 for job in crawler.jobs if job.link))
    assert counts == [1, 1, 2, 2], "not without an edit, and not for one that is yet to come"
    assert [job.etag for job in crawler.jobs if job.link] == ["", '"1"']


# --- rest and rhythm


def test_a_resting_host_is_asked_nothing_by_any_source(log):
    config = configuration(
        source("a", "https://n.example/a"),
        source("b", "https://n.example/b"),
        source("c", "https://m.example/c"),
    )
    crawler = Scripted()
    crawler.says(
        "https://n.example/a", outcome="failed", status=429, reason="429", retry_at=NOW + timedelta(hours=5)
    )
    crawler.says("https://n.example/a", outcome="unchanged", status=304)
    crawler.says("https://n.example/b", outcome="unchanged", status=304)
    crawler.says("https://m.example/c", outcome="unchanged", status=304)

    for hour in range(7):
        crawl_due(log, config, crawler, now=NOW + timedelta(hours=hour))

    by_hour = [(job.source, (job.now - NOW) // timedelta(hours=1)) for job in crawler.jobs]
    assert [hour for name, hour in by_hour if name in "ab" and hour > 0] == [5, 5, 6, 6], (
        "both wait for its end"
    )
    assert [hour for name, hour in by_hour if name == "c"] == list(range(7))


def test_a_rest_that_comes_in_mid_pass_is_nobody_elses_failure(site, log):
    site.fails("/a", 429, retry_after="3600")
    for path in ("/b", "/c", "/d"):
        site.serves(path, rss(piece(site)))
    config = configuration(*(source(name, site.url(f"/{name}")) for name in "abcd"))
    with Crawler(config) as crawler:
        crawl_due(log, config, crawler, now=NOW)
        states = dict(rows(log, "SELECT name, state FROM sources"))
        crawl_due(log, config, crawler, now=NOW + timedelta(minutes=59))
    assert states["a"] == "failing"
    assert set(states.values()) <= {"failing", "ok", "new"}
    assert list(states.values()).count("failing") == 1
    assert len(site.answers("/a")) == 1
    assert rows(log, "SELECT rest_until FROM hosts") == [(stamp(NOW + timedelta(hours=1)),)]


@pytest.mark.parametrize("outcome", ["failed", "refused", "unreadable", "suspect"])
def test_failing_sources_back_off_to_a_day_and_are_never_given_up(log, outcome):
    config = configuration(source("press", "https://n.example/feed"))
    crawler = Scripted()
    crawler.says("https://n.example/feed", outcome=outcome, reason="because", lasting=True)
    waits, now = [], NOW
    for _ in range(12):
        crawl_due(log, config, crawler, now=now, dice=lambda: 0.999)
        due = datetime.fromisoformat(log.row("SELECT next_fetch_at FROM sources")[0])
        waits.append(due - now)
        now = due
    assert waits == sorted(waits) or max(waits) - waits[-1] < timedelta(minutes=1)
    assert timedelta(minutes=45) < waits[0] <= timedelta(hours=1)
    assert timedelta(hours=18) < waits[-1] <= timedelta(days=1)
    state = "suspect" if outcome == "suspect" else "failing"
    assert rows(log, "SELECT state, reason, failures FROM sources") == [(state, "because", 12)]


def test_with_another_name_to_look_for_everything_is_read_anew(log):
    before = configuration(source("press", "https://n.example/feed"))
    after = configuration(
        source("press", "https://n.example/feed"), watches=(WATCH, Watch(key="kingdom", name="Kingdom"))
    )
    assert reader_version(before) != reader_version(after)
    crawler = Scripted()
    crawler.says(
        "https://n.example/feed",
        outcome="new",
        status=200,
        etag='"1"',
        body_hash="b",
        links=(Link(url="https://n.example/1"),),
    )
    crawler.says("https://n.example/1", outcome="nothing_new", status=200, etag='"2"')
    crawl_due(log, before, crawler, now=NOW)
    crawl_due(log, before, crawler, now=NOW + timedelta(hours=1))
    crawl_due(log, after, crawler, now=NOW + timedelta(hours=2))
    asked = [(job.url[-4:], job.etag, job.body_hash) for job in crawler.jobs]
    assert asked == [
        ("feed", "", ""),
        ("le/1", "", ""),
        ("feed", '"1"', "b"),
        ("feed", "", ""),
        ("le/1", "", ""),
    ]


def test_sources_follow_the_operators_file(log):
    now = NOW
    for configured in (
        [source("a", "https://a.example/"), source("b", "https://b.example/")],
        [source("b", "https://b.example/moved")],
        [source("a", "https://a.example/"), source("b", "https://b.example/moved", enabled=False)],
    ):
        sources.enlist(log, configured, now=now)
        changes = log.connection.total_changes
        sources.enlist(log, configured, now=now)
        assert log.connection.total_changes == changes, "nothing is written when nothing changed"
        now += timedelta(hours=1)
    assert rows(log, "SELECT name, url, state, next_fetch_at FROM sources ORDER BY name") == [
        ("a", "https://a.example/", "new", stamp(NOW + timedelta(hours=2))),
        ("b", "https://b.example/moved", "paused", stamp(NOW + timedelta(hours=1))),
    ]
    due = sources.due(log, now=now, reader="1", limit=10)
    assert [one.name for one in due] == ["a"]


def test_the_due_of_ten_thousand_are_found_in_fifty_ms(log):
    configured = [source(f"s{n}", f"https://h{n % 900}.example/{n}") for n in range(10_000)]
    sources.enlist(log, configured, now=NOW)
    with log.transaction():
        log.execute(
            "UPDATE sources SET next_fetch_at = ? WHERE rowid % 50 <> 0", (stamp(NOW + timedelta(hours=1)),)
        )
        for n in range(0, 10_000, 3):
            pages.answered(
                log,
                configured[n].url,
                f"s{n}",
                Result(id=1, outcome="new", status=200, etag='"1"'),
                reader="1",
                now=NOW,
            )
    times = []
    for _ in range(5):
        started = perf_counter()
        found = sources.due(log, now=NOW, reader="1", limit=2000)
        times.append(perf_counter() - started)
    assert len(found) == 200
    assert min(times) < 0.05


def test_a_pass_over_its_budget_starts_nothing_new(log):
    config = configuration(*(source(f"s{n}", f"https://h{n}.example/") for n in range(3)))
    crawler = Scripted()
    for one in config.sources:
        crawler.says(one.url, outcome="unchanged", status=304)
    crawl_due(log, config, crawler, now=NOW, budget_s=0)
    assert "stopped" in crawler.jobs


# --- documents


def save(log, one, *, now=NOW, second_hand=False):
    with log.transaction():
        return document_rows.save(log, one, reader="1", now=now, second_hand=second_hand)


def test_copies_share_the_first_ones_origin(log):
    wire = "\n\n".join(
        f"Paragraph {n}: the drama of revenge by the writer Kim is due, said spokesman number {n}."
        for n in range(15)
    )
    other = "\n\n".join(
        f"Column {n}: we waited for news of this series for long, wrote critic number {n}." for n in range(15)
    )
    for key, text in (
        ("a", wire),
        ("b", wire.replace("Paragraph 3", "Part 3") + "\n\nSee also."),
        ("c", other),
        ("d", wire[:700]),
    ):
        assert save(log, document(f"https://{key}.example/1", text))
    first = log.row("SELECT id FROM documents WHERE key = 'https://a.example/1'")[0]
    assert rows(
        log,
        "SELECT d.key, r.origin_id FROM revisions r JOIN documents d ON d.id = r.document_id ORDER BY d.key",
    ) == [
        ("https://a.example/1", None),
        ("https://b.example/1", first),
        ("https://c.example/1", None),
        ("https://d.example/1", first),
    ]


def test_a_copy_that_names_its_original_is_its_copy(log):
    save(log, document("https://a.example/1", "The Glory is dated, we learned."))
    save(log, document("https://b.example/1", "They say The Glory is dated.", origin="https://a.example/1"))
    save(log, document("https://c.example/1", "The Glory: a date.", origin="https://unknown.example/1"))
    assert rows(log, "SELECT origin_id FROM revisions ORDER BY id") == [(None,), (1,), (None,)]


def test_an_embedded_post_is_kept_once_as_first_seen(log):
    post = document(
        "https://x.com/fan/status/1", "It wraps.", kind=DocumentKind.POST, parent="https://a.example/1"
    )
    assert save(log, post)
    again = document(
        "https://x.com/fan/status/1", "It wraps!", kind=DocumentKind.POST, parent="https://b.example/1"
    )
    assert save(log, again) == 0
    assert rows(log, "SELECT text FROM revisions") == [("It wraps.",)]


def test_two_feeds_with_one_article_do_not_edit_it_in_turn(log):
    save(log, document(text="As the first feed has it."), second_hand=True)
    assert save(log, document(text="As the second has it.", source="other"), second_hand=True) == 0
    assert save(log, document(text="As the first feed has it now."), second_hand=True)
    assert save(log, document(text="As the page itself has it.", source="other"))
    assert rows(log, "SELECT count(*) FROM revisions") == [(3,)]
