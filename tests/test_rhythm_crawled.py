"""The rhythm as the log and the servers see it, through the real pass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from kit import pages
from kit.rig import configuration, source

from scraper.crawl import Crawler
from scraper.crawl_pass import crawl_due
from scraper.freshness import trouble
from scraper.pacing import speaks_regularly
from scraper.rhythm import WHOLE_EVERY
from scraper.store import freshness
from scraper.store.log import Log, moment

NOW = datetime(2022, 9, 26, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def log(log_path):
    with Log.open(log_path) as opened:
        yield opened


def piece(site, text="Filming of The Glory has wrapped, Netflix said. It stars Song Hye Kyo."):
    return pages.Piece(url=site.url("/a"), title="The Glory wraps", text=text, at=NOW - HOUR)


def passes(log, config, number, *, every=HOUR):
    with Crawler(config) as crawler:
        for n in range(number):
            crawl_due(log, config, crawler, now=NOW + n * every, dice=lambda: 0.0)


def due_in(log, after):
    return moment(log.row("SELECT next_fetch_at FROM sources")["next_fetch_at"]) - after


def test_an_article_is_read_again_and_its_edit_found_without_a_word_from_the_feed(site, log):
    site.serves("/feed", pages.rss(piece(site, "In short.")), etag='"f"')
    site.serves("/a", pages.article(piece(site)), etag='"a"')
    config = configuration(source("press", site.url("/feed"), kind="feed"))

    passes(log, config, 2)
    site.edits(
        "/a",
        pages.article(piece(site, "The Glory comes on 30 December, Netflix said. It stars Song Hye Kyo.")),
    )
    with Crawler(config) as crawler:
        crawl_due(log, config, crawler, now=NOW + 4 * HOUR)

    assert site.answers("/feed")[1:] == [304, 304]
    assert [r["number"] for r in log.rows("SELECT number FROM revisions")] == [1, 2]


def test_an_article_that_is_gone_later_keeps_what_was_read(site, log):
    site.serves("/feed", pages.rss(piece(site, "In short.")), etag='"f"')
    site.serves("/a", pages.article(piece(site)))
    config = configuration(source("press", site.url("/feed"), kind="feed"))
    passes(log, config, 1)
    site.forgets("/a")

    with Crawler(config) as crawler:
        for hours in (2, 50, 500):
            crawl_due(log, config, crawler, now=NOW + hours * HOUR)

    (row,) = log.rows("SELECT text FROM revisions")
    assert "Filming of The Glory has wrapped" in row["text"]


def test_the_servers_word_on_freshness_is_kept(site, log):
    site.serves("/feed", pages.rss(piece(site)), headers={"Cache-Control": "max-age=2400"})
    passes(log, configuration(source("press", site.url("/feed"), kind="feed")), 1)

    assert due_in(log, NOW) == timedelta(minutes=40)


def test_a_held_date_that_is_near_quickens(site, log):
    site.serves("/feed", pages.rss(piece(site)))
    log.execute(
        "INSERT INTO facts (title, scope, field, value, standing, modality, since, claims, judged_at, rules)"
        " VALUES ('the-glory', '', 'release_date', '2022-09-28', 2, 'expected', ?1, '[]', ?1, 'r')",
        ("2022-09-26T00:00:00.000Z",),
    )
    passes(log, configuration(source("press", site.url("/feed"), kind="feed", every=HOUR)), 1)

    assert due_in(log, NOW) == timedelta(minutes=15)


def test_a_server_whose_etag_lies_is_found_out(site, log):
    site.serves("/feed", pages.rss(piece(site)), etag='"same for ever"')
    config = configuration(source("press", site.url("/feed"), kind="feed", every=HOUR))

    passes(log, config, WHOLE_EVERY)

    conditions = ["if-none-match" in request.headers for request in site.asked("/feed")]
    assert conditions == [False] + [True] * (WHOLE_EVERY - 2) + [False]


def test_a_habit_is_learned_from_all_that_a_feed_shows(site, log):
    other = pages.Piece(url=site.url("/b"), title="Weather", text="Rain.", at=NOW - timedelta(days=2))
    site.serves("/feed", pages.rss(other))
    passes(log, configuration(source("press", site.url("/feed"), kind="feed")), 1)

    habit = freshness.of(log, "press")
    assert (habit.newest_at, habit.shown) == (NOW - timedelta(days=2), 1)


def test_a_page_is_watched_for_edits_and_its_age_is_no_trouble(site, log):
    old = pages.Piece(
        url="", title="The Glory", text="Song Hye Kyo stars in The Glory. " * 9, at=NOW - timedelta(days=400)
    )
    site.serves("/a", pages.article(old))
    passes(log, configuration(source("preview", site.url("/a"), kind="page")), 5, every=timedelta(days=1))

    assert freshness.of(log, "preview").newest_at is None
    assert trouble(freshness.of(log, "preview"), now=NOW + timedelta(days=400)) == ""


@pytest.mark.parametrize(
    ("kind", "url", "regular"),
    [
        ("feed", "https://n.example/feed", True),
        ("listing", "https://n.example/news", True),
        ("mastodon", "https://m.example/@netflix", True),
        ("reddit", "https://www.reddit.com/r/KDRAMA/", True),
        ("mastodon", "https://m.example/tags/TheGlory", False),
        ("bluesky", "https://bsky.app/search?q=x", False),
        ("instagram", "https://www.instagram.com/explore/tags/x/", False),
        ("feed", "https://news.google.com/rss/search?q=x", False),
        ("record", "https://www.tvmaze.com/shows/1", False),
    ],
)
def test_whose_silence_means_something(kind, url, regular):
    assert speaks_regularly(source("s", url, kind=kind)) is regular
