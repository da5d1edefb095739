"""Whatever a server answers, a reader gives a page or says why not: nothing else comes out of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.model import Source, Watch
from scraper import discovery, records, visit
from scraper.errors import ReadError
from scraper.kinds import json_ld
from scraper.kinds.interface import Answer, Page, Refusal

NOW = datetime(2022, 12, 1, tzinfo=UTC)
WATCH = Watch(key="the-glory", name="The Glory", people=("Song Hye-kyo",))
# kind -> address, answers of its steps by path, keys that its JSON has
SHAPES = {
    "mastodon": ("https://m.example/tags/x", ["/api/v1/timelines/tag/x", "/api/v1/accounts/lookup?acct=x"], "id uri url content created_at edited_at account acct reblog spoiler_text language"),
    "bluesky": ("https://bsky.app/search?q=x", ["/xrpc/app.bsky.feed.searchPosts?q=x", "/xrpc/app.bsky.feed.getAuthorFeed"], "posts feed cursor post record uri text createdAt indexedAt author handle langs reason $type error"),
    "reddit": ("https://www.reddit.com/r/x/", ["/r/x/new.json"], "data children kind id title selftext author created_utc edited after reason"),
    "x": ("https://x.com/search?q=x", ["/2/tweets/search/recent?query=x", "/2/users/by/username/x"], "data meta includes users id text created_at author_id edit_history_tweet_ids note_tweet next_token result_count errors type username lang"),
    "instagram": ("https://www.instagram.com/x/", ["/1?fields=x", "/ig_hashtag_search?q=x", "/9/recent_media"], "business_discovery media data paging cursors after caption permalink timestamp username id error code"),
    "record": ("https://www.tvmaze.com/shows/1/x", ["/shows/1"], "id name status premiered updated webChannel network _embedded seasons akas cast person number episodeOrder premiereDate"),
    "record tmdb": ("https://www.themoviedb.org/tv/1", ["/3/tv/1"], "id name title original_name status networks seasons season_number episode_count air_date created_by credits cast alternative_titles results titles release_date first_air_date"),
    "record wikidata": ("https://www.wikidata.org/wiki/Q1", ["/wiki/Special:EntityData/Q1.json"], "entities Q1 labels aliases en ko value claims P31 P577 P580 P1113 mainsnak snaktype datavalue rank preferred normal time precision amount modified search id missing"),
}  # fmt: skip
VALUES = st.none() | st.booleans() | st.integers(-5, 10**18) | st.floats(allow_nan=False) | st.text(max_size=8) | st.sampled_from(
    ["2022-12-30", "2022-12-30T00:00:00Z", "t3", "1", "value", "normal", "at://did:x/app.bsky.feed.post/1", "https://a.example/1", "The Glory", "+2022-12-30T00:00:00Z"]
)  # fmt: skip


def answer(url, body, status=200):
    return Answer(
        url=url,
        status=status,
        headers={"link": "<x>; rel=next", "retry-after": "soon"},
        body=body,
        fetched_at=NOW,
    )


def shaped(keys):
    names = st.sampled_from(keys.split())
    return st.recursive(
        VALUES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=6),
        max_leaves=25,
    )


def consider(kind, source, came):
    """Do what a visit does with an answer."""
    adapter = visit.adapter(kind)
    try:
        refusal = adapter.refusal(came, source)
        assert refusal is None or isinstance(refusal, Refusal)
        page = adapter.read(came, source)
    except ReadError as told:
        assert told.reason  # noqa: PT017 - a page or a reason are both right, anything else is not
        return
    assert isinstance(page, Page)
    for document in page.documents:
        assert document.url.startswith(("http://", "https://"))
        assert document.fetched_at == NOW
        assert isinstance(document.headline, str)
        assert isinstance(document.text, str)
        assert document.published_at is None or document.published_at.tzinfo is UTC
        if document.kind == "record":
            for claim in records.read(document, WATCH).claims:
                assert document.body[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("name", SHAPES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_json_of_the_interfaces_own_words(name, data):
    url, paths, keys = SHAPES[name]
    kind = name.split()[0]
    source = Source(name="s", kind=kind, url=url, token="t", account="1")
    body = json.dumps(data.draw(shaped(keys))).encode()
    status = data.draw(st.sampled_from([200, 200, 200, 400, 403]))

    consider(kind, source, answer("https://api.example" + data.draw(st.sampled_from(paths)), body, status))


@pytest.mark.parametrize(
    "users", [True, 7, "u", None, {"id": "9"}, [None, {"username": "u"}, {"id": [], "username": "u"}]]
)
def test_a_page_of_x_without_its_authors_is_a_page_all_the_same(users):
    tweet = {"id": "1", "author_id": "9", "text": "The Glory", "created_at": "2022-11-30T00:00:00Z"}
    body = json.dumps({"data": [tweet], "includes": {"users": users}}).encode()
    came = answer("https://api.example/2/tweets/search/recent?query=x", body)
    page = visit.adapter("x").read(
        came, Source(name="s", kind="x", url="https://x.com/search?q=x", token="t", account="1")
    )
    assert [d.url for d in page.documents] == ["https://x.com/i/status/1"]
    assert not page.skipped


@pytest.mark.parametrize("kind", ["telegram", "youtube", "sitemap", "record"])
@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_noise_in_markup(kind, noise, at):
    bodies = {
        "telegram": b'<section class="tgme_channel_history"><div class="tgme_widget_message" data-post="a/1"><div class="tgme_widget_message_text">x</div><a class="tgme_widget_message_date"><time datetime="2022-08-01T00:00:00+00:00"></time></a></div></section>',
        "youtube": b'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:yt="http://www.youtube.com/xml/schemas/2015"><entry><yt:videoId>abcdefghijk</yt:videoId><title>x</title><published>2022-08-01T00:00:00+00:00</published></entry></feed>',
        "sitemap": b"<urlset><url><loc>https://n.example/a</loc><lastmod>2022-08-01</lastmod></url></urlset>",
        "record": b'<script type="application/ld+json">{"@type": "TVSeries", "name": "The Glory", "startDate": "2022-12-30", "containsSeason": [{"seasonNumber": 1, "numberOfEpisodes": 8}]}</script>',
    }
    urls = {
        "telegram": "https://t.me/s/abcd",
        "youtube": "https://www.youtube.com/feeds/videos.xml?channel_id=x",
        "sitemap": "https://n.example/map.xml",
        "record": "https://n.example/title/1",
    }
    body = bodies[kind][:at] + noise + bodies[kind][at:]

    consider(kind, Source(name="s", kind=kind, url=urls[kind]), answer(urls[kind], body))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    shaped(
        "@type @graph name url @id alternateName partOfSeries containsSeason season seasonNumber startDate datePublished numberOfEpisodes actor director TVSeries Movie"
    )
)
def test_any_json_ld(found):
    found = {"@type": "TVSeries", "name": "The Glory", **found} if isinstance(found, dict) else found
    body = (
        b'<script type="application/ld+json">'
        + json.dumps(found).replace("</", "<\\/").encode()
        + b"</script>"
    )

    for document in json_ld.records(
        answer("https://n.example/a", body), Source(name="s", kind="page", url="https://n.example/a")
    ):
        records.read(document, WATCH)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_looked_at_without_a_crash(body):
    for path in ("/", "/robots.txt"):
        discovery.read(
            answer(
                f"https://n.example{path}",
                b"<html><link rel=alternate type=application/rss+xml href='" + body,
            )
        )
        discovery.read(answer(f"https://n.example{path}", body))
