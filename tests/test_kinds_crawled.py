"""Each kind through the real crawl: what is kept after the first visit, the same again, an edit, a refusal."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from kit.apis import BlueskyApi, MastodonApi
from kit.apis_with_tokens import InstagramApi, RedditApi, TelegramApi, XApi, YouTubeApi
from kit.rig import configuration, source

from scraper.crawl import Crawler
from scraper.crawl_pass import crawl_due
from scraper.store.log import Log

START = datetime(2022, 8, 16, 12, tzinfo=UTC)
TOKEN = "s3cret-token"
PLACES = {
    "mastodon-tag": (MastodonApi, "https://social.example/tags/TheGlory", {}),
    "mastodon-account": (MastodonApi, "https://mastodon.example/@netflix", {}),
    "bluesky-account": (BlueskyApi, "https://bsky.app/profile/netflix.com", {}),
    "reddit-subreddit": (RedditApi, "https://www.reddit.com/r/KDRAMA/", {}),
    "reddit-search": (RedditApi, "https://old.reddit.com/search/?q=the+glory", {"token": TOKEN}),
    "x-account": (XApi, "https://x.com/netflixkr", {"token": TOKEN}),
    "x-search": (XApi, "https://twitter.com/search?q=glory", {"token": TOKEN}),
    "instagram-account": (
        InstagramApi,
        "https://www.instagram.com/kyo1122/",
        {"token": TOKEN, "account": "1784"},
    ),
    "youtube-handle": (YouTubeApi, "https://www.youtube.com/@netflixkorea", {}),
    "telegram-channel": (TelegramApi, "https://t.me/netflixkr", {}),
}
ALL = sorted(PLACES)


class Newsroom:
    """All networks at once, one source each, crawled into one log with the clock in the test's hand."""

    def __init__(self, log_path):
        self.apis, sources = {}, []
        for number, (name, (server, url, options)) in enumerate(PLACES.items(), 1):
            # Numbers of their own: two sources that show one post keep one document between them.
            self.apis[name] = api = server(token=options.get("token", ""), first=1000 * number)
            sources.append(
                source(name, url, kind=name.split("-")[0], api=api.root, standing="fan", **options)
            )
        self.config = configuration(*sources)
        self.log = Log.open(log_path)
        self.crawler = Crawler(self.config)
        self.now = START

    def passes(self, *, after=timedelta(minutes=6)):
        self.now += after
        return crawl_due(self.log, self.config, self.crawler, now=self.now, dice=lambda: 0.0)

    def restarts(self):
        self.crawler.close()
        self.crawler = Crawler(self.config)

    def everywhere(self, do):
        return {name: do(api) for name, api in self.apis.items()}

    def texts(self):
        rows = self.log.rows(
            "SELECT d.source, r.number, r.text FROM revisions r JOIN documents d ON d.id = r.document_id ORDER BY r.id"
        )
        return Counter((r[0], r[1], r[2]) for r in rows)

    def states(self):
        return {
            r["name"]: r
            for r in self.log.rows("SELECT name, state, reason, failures, next_fetch_at FROM sources")
        }

    def close(self):
        self.crawler.close()
        self.log.close()
        for api in self.apis.values():
            api.close()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """One story for all kinds, told once: what the log and the servers saw after each chapter."""
    room = Newsroom(tmp_path_factory.mktemp("log") / "log.db")
    seen = {}
    try:
        at = START - timedelta(hours=1)
        posts = room.everywhere(
            lambda api: api.publishes("Filming of The Glory has wrapped.", at=at, title="The Glory")
        )
        room.everywhere(
            lambda api: api.publishes("Lunch was good.", at=at - timedelta(hours=1), title="Lunch")
        )
        room.everywhere(lambda api: api.publishes("Breakfast too.", at=at - timedelta(hours=2), title="Food"))
        seen["first"] = (room.passes(), room.texts(), room.states())
        asked = seen["asked"] = {"first": room.everywhere(lambda api: len(api.asked))}
        seen["again"] = (room.passes(), room.texts(), room.states())
        asked["again"] = {name: len(api.asked) - asked["first"][name] for name, api in room.apis.items()}
        for name, post in posts.items():
            room.apis[name].edits(post, "Filming of The Glory wraps on Friday.", at=room.now)
        seen["edited"] = (room.passes(), room.texts(), room.states())
        for name, post in posts.items():
            room.apis[name].deletes(post)
        seen["deleted"] = (room.passes(), room.texts(), room.states())
        for api in room.apis.values():
            api.left, api.resets_at = 0, room.now + timedelta(hours=2)
        seen["limited"] = (room.passes(), room.texts(), room.states())
        seen["limited at"] = room.now
        before = {name: len(api.asked) for name, api in room.apis.items()}
        room.passes()
        seen["asked while resting"] = {name: len(api.asked) - before[name] for name, api in room.apis.items()}
        room.restarts()  # the crawl process counts rests on its own clock, which does not jump
        for api in room.apis.values():
            api.left = None
        room.everywhere(
            lambda api: api.publishes("The Glory comes on 30 December.", at=room.now, title="The Glory")
        )
        seen["back"] = (room.passes(after=timedelta(hours=5)), room.texts(), room.states())
        for api in room.apis.values():
            api.token = "another"
        seen["token"] = (room.passes(), room.texts(), room.states())
        for api in room.apis.values():
            api.token, api.broken = "", b"<html><body>We will be back soon</body></html>"
        seen["broken"] = (room.passes(after=timedelta(days=2)), room.texts(), room.states())
        yield seen
    finally:
        room.close()


@pytest.mark.parametrize("name", ALL)
def test_first_visit_keeps_what_names_the_title(told, name):
    _, texts, states = told["first"]
    assert {key: n for key, n in texts.items() if key[0] == name} == {
        (name, 1, "Filming of The Glory has wrapped."): 1
    }
    assert (states[name]["state"], states[name]["reason"]) == ("ok", "")


@pytest.mark.parametrize("name", ALL)
def test_nothing_new_keeps_nothing_again(told, name):
    assert told["again"][1] == told["first"][1]
    assert told["again"][2][name]["state"] == "ok"
    assert told["again"][0].documents == 0


@pytest.mark.parametrize("name", [n for n in ALL if not n.startswith("youtube")])
def test_only_the_first_visit_turns_pages(told, name):
    assert told["asked"]["first"][name] > told["asked"]["again"][name] > 0


@pytest.mark.parametrize("name", ALL)
def test_an_edit_is_a_second_revision_of_the_same_document(told, name):
    new = told["edited"][1] - told["again"][1]
    assert new[(name, 2, "Filming of The Glory wraps on Friday.")] == 1


@pytest.mark.parametrize("name", ALL)
def test_a_deleted_post_takes_nothing_away(told, name):
    assert told["deleted"][1] == told["edited"][1]
    assert told["deleted"][2][name]["state"] == "ok"


@pytest.mark.parametrize("name", ALL)
def test_a_limit_lets_the_source_rest_until_its_end(told, name):
    _, texts, states = told["limited"]
    assert texts == told["deleted"][1]
    assert "rate limit" in states[name]["reason"]
    assert told["asked while resting"][name] == 0
    waits = datetime.fromisoformat(states[name]["next_fetch_at"]) - told["limited at"]
    assert waits >= timedelta(minutes=5)


@pytest.mark.parametrize("name", ["mastodon-tag", "bluesky-account", "x-account", "x-search"])
def test_the_end_of_the_limit_is_the_servers_word(told, name):
    waits = datetime.fromisoformat(told["limited"][2][name]["next_fetch_at"]) - told["limited at"]
    assert timedelta(hours=1, minutes=50) < waits <= timedelta(hours=2, minutes=10)


@pytest.mark.parametrize("name", ALL)
def test_after_the_limit_it_goes_on(told, name):
    _, texts, states = told["back"]
    assert texts[(name, 1, "The Glory comes on 30 December.")] == 1
    assert (states[name]["state"], states[name]["failures"]) == ("ok", 0)


@pytest.mark.parametrize("name", [n for n in ALL if "token" in PLACES[n][2]])
def test_a_refused_token_is_shown_without_the_token(told, name):
    state = told["token"][2][name]
    assert state["state"] == "failing"
    assert "token was refused" in state["reason"]
    assert TOKEN not in state["reason"]


@pytest.mark.parametrize("name", ALL)
def test_a_malformed_answer_is_told_and_changes_nothing(told, name):
    _, texts, states = told["broken"]
    assert texts == told["back"][1]
    assert states[name]["state"] in ("failing", "suspect")
    assert states[name]["reason"]
