"""Sitemaps: plain, index, news, packed, damaged; and news searches put back to their outlets."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from config.model import Source
from scraper.errors import ReadError
from scraper.kinds import feed, news_search, sitemap
from scraper.kinds.interface import Answer

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://www.kpress.example/a?x=1&amp;y=2</loc><news:news><news:publication><news:name>K Press</news:name>
<news:language>ko</news:language></news:publication><news:publication_date>2022-09-26T09:00+09:00</news:publication_date>
<news:title>더 글로리,
 12월 공개</news:title></news:news></url>
<url><loc>https://www.kpress.example/b</loc><lastmod>2022-09-27</lastmod></url>
<url><loc>https://evil.example/c</loc></url>
<url><loc>javascript:alert(1)</loc></url>
<url><lastmod>2022-09-27</lastmod></url>
</urlset>"""


def read(body, *, url="https://www.kpress.example/sitemap.xml", **options):
    source = Source(name="map", kind="sitemap", url=url, zone="Asia/Seoul", language="ko", **options)
    sent = body.encode() if isinstance(body, str) else body
    return sitemap.read(
        Answer(url=url, status=200, headers={}, body=sent, fetched_at=datetime.now(UTC)), source
    )


def test_news_sitemap_gives_headline_time_and_language():
    page = read(NEWS)
    links = {link.url: link for link in page.links}

    assert set(links) == {"https://www.kpress.example/a?x=1&y=2", "https://www.kpress.example/b"}
    first = links["https://www.kpress.example/a?x=1&y=2"]
    assert first.headline == "더 글로리, 12월 공개"
    assert first.published_at == datetime(2022, 9, 26, tzinfo=UTC)
    assert (first.language, first.publisher) == ("ko", "K Press")
    # A day without a zone is the outlet's own: midnight in Seoul.
    assert links["https://www.kpress.example/b"].changed_at == datetime(2022, 9, 26, 15, tzinfo=UTC)


def test_links_come_newest_first_and_once():
    rows = "".join(
        f"<url><loc>https://www.kpress.example/{n}</loc><lastmod>2022-09-{n:02}</lastmod></url>"
        for n in (3, 9, 5, 9)
    )
    page = read(f"<urlset {NS}>{rows}<url><loc>https://www.kpress.example/undated</loc></url></urlset>")

    assert [link.url.rsplit("/", 1)[1] for link in page.links] == ["9", "5", "3", "undated"]


def test_index_leads_to_news_and_newest_lists_first():
    rows = "".join(
        f"<sitemap><loc>https://www.kpress.example/{name}.xml</loc><lastmod>{at}</lastmod></sitemap>"
        for name, at in (
            ("page-1", "2022-01-01"),
            ("post-9", "2022-09-26"),
            ("news", "2020-01-01"),
            ("post-8", "2022-08-01"),
        )
    )
    page = read(f"<sitemapindex {NS}>{rows}</sitemapindex>", pages=3)

    assert [ask.url.rsplit("/", 1)[1] for ask in page.more] == ["news.xml", "post-9.xml", "post-8.xml"]
    assert page.links == ()


def test_packed_sitemap_is_unpacked():
    assert len(read(gzip.compress(NEWS.encode())).links) == 2


def test_what_stands_before_a_break_is_kept():
    assert [link.url for link in read(NEWS[: NEWS.index("<url><loc>https://evil")]).links] == [
        "https://www.kpress.example/b",
        "https://www.kpress.example/a?x=1&y=2",
    ]


def test_a_doubled_bracket_costs_one_entry_only():
    torn = (
        f"<urlset {NS}><url><loc><https://www.kpress.example/a</loc></url><url><loc>/b</loc></url></urlset>"
    )
    assert [link.url for link in read(torn).links] == ["https://www.kpress.example/b"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Log in</body></html>",
        b"{}",
        b"<rss></rss>",
        gzip.compress(b"<urlset/>", mtime=0)[:12],
        b"\x00\x01",
        b"plain words",
    ],
)
def test_what_is_no_sitemap_is_told(body):
    with pytest.raises(ReadError):
        read(body)


def test_a_packed_bomb_is_refused():
    with pytest.raises(ReadError, match="larger"):
        read(gzip.compress(b" " * (sitemap.MAX_BYTES + 10)))


def test_entities_are_not_expanded():
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "https://www.kpress.example/">]>'
        f"<urlset {NS}><url><loc>&a;</loc></url></urlset>"
    )

    assert read(bomb).links == ()


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            {"title": "The Glory Part 2 Confirms March Date - Soompi", "link": "https://news.google.com/rss/articles/CBMi?oc=5", "outlet": "Soompi", "home": "https://www.soompi.com"},
            ("The Glory Part 2 Confirms March Date", "soompi.com", "https://news.google.com/rss/articles/CBMi?oc=5"),
        ),
        (
            {"title": "'더 글로리' 12월 30일 공개 - 조선일보", "link": "https://news.google.com/rss/articles/X", "outlet": "조선일보", "home": "https://www.chosun.com"},
            ("'더 글로리' 12월 30일 공개", "chosun.com", "https://news.google.com/rss/articles/X"),
        ),
        (
            {"title": "The Glory - everything we know", "link": "https://news.google.com/rss/articles/Y", "outlet": "Radio Times", "home": "https://www.radiotimes.com"},
            ("The Glory - everything we know", "radiotimes.com", "https://news.google.com/rss/articles/Y"),
        ),
        (
            {"title": "The Glory returns", "link": "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fwww.nme.com%2fa%3fb%3d1&c=2", "outlet": "NME"},
            ("The Glory returns", "nme.com", "https://www.nme.com/a?b=1"),
        ),
        ({"title": "Alone", "link": "https://n.example/1"}, ("Alone", "", "https://n.example/1")),
        ({"title": "x", "link": "https://www.bing.com/a?url=javascript:alert(1)"}, ("x", "", "https://www.bing.com/a?url=javascript:alert(1)")),
    ],
)  # fmt: skip
def test_an_entry_of_a_news_search_is_put_back_to_its_outlet(entry, expected):
    assert tuple(news_search.resolve(**entry)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.google.com/rss/search?q=the+glory&hl=ko", True),
        ("https://www.bing.com/news/search?q=x&format=rss", True),
        ("https://www.soompi.com/feed", False),
        ("https://news.google.com.evil.example/rss/", False),
    ],
)
def test_which_feeds_are_news_searches(url, expected):
    assert news_search.is_search(url) is expected


def test_a_news_searchs_entries_are_counted_for_their_outlets():
    url = "https://news.google.com/rss/search?q=the+glory"
    body = (
        b'<rss version="2.0"><channel><title>x</title><item><title>The Glory Part 2 Confirms March Date - Soompi</title>'
        b"<link>https://news.google.com/rss/articles/CBMi?oc=5</link><pubDate>Wed, 18 Jan 2023 01:00:00 GMT</pubDate>"
        b'<description>&lt;a href="x"&gt;The Glory Part 2&lt;/a&gt;</description><source url="https://www.soompi.com">Soompi</source>'
        b"</item></channel></rss>"
    )
    source = Source(name="search", kind="feed", url=url)
    came = Answer(url=url, status=200, headers={}, body=body, fetched_at=datetime(2023, 1, 19, tzinfo=UTC))

    (link,) = feed.read(came, source).links

    assert (link.headline, link.publisher) == ("The Glory Part 2 Confirms March Date", "soompi.com")
    assert link.published_at == datetime(2023, 1, 18, 1, tzinfo=UTC)
