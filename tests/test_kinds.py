"""Each kind of interface against a loopback server that speaks it: first visit, next page, nothing new, no."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote, urlsplit

import pytest
from kit.apis import Api, BlueskyApi, MastodonApi
from kit.apis_with_tokens import InstagramApi, RedditApi, TelegramApi, XApi, YouTubeApi

from config.model import Source, SourceKind
from scraper import visit as visits
from scraper.errors import ReadError
from scraper.kinds.interface import Answer, Ask, Cause, Page, Refusal
from scraper.model import Document, DocumentKind, SourceStanding

INTERFACES = [kind for kind in SourceKind if kind not in ("feed", "page", "listing")]
ADAPTERS = {kind: visits.adapter(kind) for kind in INTERFACES}
NOW = datetime(2022, 8, 16, 12, tzinfo=UTC)
TOKEN = "s3cret-token"


@dataclass
class Visit:
    """What one visit to a source brought."""

    documents: list[Document] = field(default_factory=list)
    refusal: Refusal | None = None
    requests: list[Ask] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [d.text for d in self.documents]


def fetch(ask: Ask) -> Answer:
    request = urllib.request.Request(ask.url, headers=dict(ask.headers))
    try:
        with urllib.request.urlopen(request, timeout=10) as got:
            status, headers, body, url = got.status, got.headers, got.read(), got.url
    except urllib.error.HTTPError as no:
        with no:
            status, headers, body, url = no.code, no.headers, no.read(), ask.url
    lower = {name.lower(): value for name, value in headers.items()}
    return Answer(url=url, status=status, headers=lower, body=body, fetched_at=NOW)


def visit(source: Source, *, pages: int = 9) -> Visit:
    """Do what a spider does: ask, and go on while there is more."""
    adapter = ADAPTERS[source.kind]
    seen = Visit()
    waiting = [adapter.ask(source)]
    while waiting and len(seen.requests) < pages:
        ask = waiting.pop(0)
        seen.requests.append(ask)
        answer = fetch(ask)
        seen.refusal = adapter.refusal(answer, source)
        if seen.refusal is not None:
            return seen
        page: Page = adapter.read(answer, source)
        seen.documents += page.documents
        waiting += page.more
    return seen


def day(number: int, hour: int = 3) -> datetime:
    return datetime(2022, 8, number, hour, tzinfo=UTC)


# kind -> server, public address
PLACES = {
    "mastodon tag": (MastodonApi, "https://social.example/tags/TheGlory", {}),
    "mastodon account": (MastodonApi, "https://social.example/@netflix", {}),
    "bluesky search": (BlueskyApi, "https://bsky.app/search?q=%22The+Glory%22", {"token": TOKEN}),
    "bluesky account": (BlueskyApi, "https://bsky.app/profile/netflix.com", {}),
    "reddit subreddit": (RedditApi, "https://www.reddit.com/r/KDRAMA/", {}),
    "reddit search": (RedditApi, "https://www.reddit.com/search/?q=the+glory", {"token": TOKEN}),
    "x account": (XApi, "https://x.com/netflixkr", {"token": TOKEN}),
    "x search": (XApi, "https://x.com/search?q=%22the+glory%22", {"token": TOKEN}),
    "instagram account": (
        InstagramApi,
        "https://www.instagram.com/kyo1122/",
        {"token": TOKEN, "account": "1784"},
    ),
    "instagram tag": (
        InstagramApi,
        f"https://www.instagram.com/explore/tags/{quote('더글로리')}/",
        {"token": TOKEN, "account": "1784"},
    ),
    "youtube channel": (YouTubeApi, f"https://www.youtube.com/channel/{YouTubeApi.channel}", {}),
    "youtube handle": (YouTubeApi, "https://www.youtube.com/@netflixkorea", {}),
    "telegram channel": (TelegramApi, "https://t.me/netflixkr", {}),
}
WITH_TOKEN = [name for name, (_, _, options) in PLACES.items() if "token" in options]
PAGED = [name for name in PLACES if not name.startswith("youtube")]


@pytest.fixture(params=PLACES)
def place(request):
    """A server and the source that reads it; the source's kind is the first word of the name."""
    server, url, options = PLACES[request.param]
    with server(token=options.get("token", "")) as api:
        kind = SourceKind(request.param.split()[0])
        yield api, Source(name="s", kind=kind, url=url, api=api.root, standing="fan", **options)


def only(*names):
    return pytest.mark.parametrize("place", names, indirect=True)


def test_first_visit_reads_what_was_posted(place):
    api, source = place
    api.publishes("Filming of The Glory has wrapped.", at=day(16), title="The Glory wraps")

    (document,) = visit(source).documents

    assert document.text == "Filming of The Glory has wrapped."
    assert document.published_at == day(16)
    assert document.published == date(2022, 8, 16)
    assert document.kind is DocumentKind.POST
    assert document.standing is SourceStanding.FAN
    assert document.fetched_at == NOW
    assert urlsplit(document.url).scheme == "https"


def test_day_of_a_post_is_counted_in_the_outlets_zone(place):
    api, source = place
    api.publishes("Filming has wrapped.", at=day(15, hour=16), title="t")

    (document,) = visit(source.model_copy(update={"zone": "Asia/Seoul"})).documents

    assert document.published == date(2022, 8, 16)
    assert document.published_at == day(15, hour=16)


@only(*PAGED)
def test_all_pages_are_read_and_nothing_twice(place):
    api, source = place
    for number in range(1, 6):
        api.publishes(f"post {number}", at=day(number), title=f"title {number}")

    seen = visit(source)

    assert sorted(seen.texts) == [f"post {number}" for number in range(1, 6)]
    assert len({d.id for d in seen.documents}) == 5
    assert all(urlsplit(ask.url).netloc == urlsplit(api.root).netloc for ask in seen.requests)


def test_a_second_visit_brings_the_same_documents(place):
    api, source = place
    api.publishes("The Glory will have 16 episodes.", at=day(1), title="t")

    assert visit(source).documents == visit(source).documents


def test_an_edited_post_keeps_its_id(place):
    api, source = place
    post = api.publishes("It comes on 29 December.", at=day(1), title="t")
    before = visit(source).documents[0]

    api.edits(post, "It comes on 30 December.", at=day(2))
    (after,) = visit(source).documents

    assert (before.text, after.text) == ("It comes on 29 December.", "It comes on 30 December.")
    assert before.id == after.id
    assert after.published_at == day(1)


def test_a_deleted_post_is_simply_not_there(place):
    api, source = place
    api.publishes("stays", at=day(1), title="t")
    gone = api.publishes("goes", at=day(2), title="t")
    api.deletes(gone)

    assert visit(source).texts == ["stays"]


def test_an_empty_timeline_is_no_error(place):
    _, source = place

    assert visit(source).documents == []


@only(*WITH_TOKEN)
def test_a_refused_token_is_told_and_not_shown(place):
    _, source = place

    seen = visit(source.model_copy(update={"token": type(source.token)("expired-one")}))

    assert seen.refusal is not None
    assert seen.refusal.cause is Cause.TOKEN
    assert seen.refusal.retry_at is None
    assert "expired-one" not in repr(seen)
    assert TOKEN not in repr(seen)


@only(*WITH_TOKEN)
def test_the_token_goes_in_the_header_not_in_the_address(place):
    api, source = place
    api.publishes("a", at=day(1), title="t")

    visit(source)

    assert set(api.authorizations) == {f"Bearer {TOKEN}"}
    assert not any(TOKEN in target for target in api.asked)


@pytest.mark.parametrize(
    ("place", "until"),
    [
        ("mastodon tag", datetime(2022, 8, 16, 12, 30, tzinfo=UTC)),  # ISO 8601
        ("bluesky account", datetime(2022, 8, 16, 12, 30, tzinfo=UTC)),  # seconds since 1970
        ("x search", datetime(2022, 8, 16, 12, 30, tzinfo=UTC)),  # seconds since 1970
        ("reddit search", NOW + timedelta(seconds=312)),  # seconds from now
        ("instagram account", NOW + timedelta(hours=1)),  # not told; limits are counted by the hour
        ("youtube channel", NOW + timedelta(minutes=15)),  # not told
        ("telegram channel", NOW + timedelta(minutes=15)),
    ],
    indirect=["place"],
)
def test_a_rate_limit_says_when_to_come_back(place, until):
    api, source = place
    api.left = 0

    seen = visit(source)

    assert seen.refusal is not None
    assert (seen.refusal.cause, seen.refusal.retry_at) == (Cause.LIMIT, until)


@only(*PAGED)
def test_a_limit_in_the_middle_keeps_what_was_read(place):
    api, source = place
    for number in range(1, 6):
        api.publishes(f"post {number}", at=day(number), title="t")
    whole = len(visit(source).requests)
    api.left = whole - 2

    seen = visit(source)

    assert seen.refusal is not None
    assert seen.refusal.cause is Cause.LIMIT
    assert 0 < len(seen.documents) < 5


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"null", b"[1, 2]", b'{"data": 5}', b"<html>Log in</html>", b"\xff\xfe\x00", b"[" * 100_000],
)
def test_an_answer_of_another_shape_is_a_read_error(place, broken):
    api, source = place
    api.broken = broken

    with pytest.raises(ReadError):
        visit(source)


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("mastodon", "https://social.example/@nobody"),
        ("bluesky", "https://bsky.app/profile/nobody.example"),
        ("reddit", "https://www.reddit.com/r/nothing_there/"),
        ("x", "https://x.com/nobody"),
        ("instagram", "https://www.instagram.com/nobody/"),
        ("youtube", "https://www.youtube.com/channel/UCaaaaaaaaaaaaaaaaaaaaaa"),
        ("telegram", "https://t.me/s/nobody"),
        ("telegram", "https://t.me/s/nopreview"),
    ],
)
def test_an_account_that_is_not_there_is_gone(kind, url):
    servers = {name.split()[0]: server for name, (server, _, _) in PLACES.items()}
    token = TOKEN if kind in ("x", "instagram") else ""
    with servers[kind](token=token) as api:
        seen = visit(Source(name="s", kind=kind, url=url, api=api.root, token=token, account="1784"))

    assert seen.refusal is not None
    assert seen.refusal.cause is Cause.GONE


@pytest.mark.parametrize(
    "kind", [k for k in ADAPTERS if k is not SourceKind.SITEMAP and k is not SourceKind.RECORD]
)
@pytest.mark.parametrize("path", ["/", "/a/b/c/d", "/settings/about%20us/x"])
def test_an_address_that_the_kind_cannot_serve_is_told(kind, path):
    source = Source(name="s", kind=kind, url=f"https://site.example{path}", token=TOKEN, account="1")

    with pytest.raises(ReadError, match=r"https://"):
        ADAPTERS[kind].ask(source)


@pytest.mark.parametrize("kind", ["x", "instagram"])
def test_kinds_that_need_a_token_say_so_before_asking(kind):
    source = Source(name="s", kind=kind, url="https://x.com/netflixkr")

    with pytest.raises(ReadError, match="token"):
        ADAPTERS[source.kind].ask(source)


@pytest.mark.parametrize(
    ("status", "cause"), [(500, Cause.LATER), (503, Cause.LATER), (410, Cause.GONE), (401, Cause.TOKEN)]
)
@pytest.mark.parametrize("kind", ADAPTERS)
def test_a_status_alone_has_a_meaning(kind, status, cause):
    source = Source(name="s", kind=kind, url="https://site.example/x")
    answer = Answer(
        url="https://site.example/s/x",
        status=status,
        headers={"retry-after": "120"},
        body=b"",
        fetched_at=NOW,
    )

    refusal = ADAPTERS[kind].refusal(answer, source)

    assert refusal is not None
    assert refusal.cause is cause
    if cause is Cause.LATER:
        assert refusal.retry_at == NOW + timedelta(seconds=120)


# What is particular to one interface


@only("mastodon tag", "mastodon account", "bluesky account", "x account")
def test_what_others_wrote_is_not_the_accounts_word(place):
    api, source = place
    api.publishes("our own", at=day(1))
    api.publishes("passed on", at=day(2), shared=True)

    assert visit(source).texts == ["our own"]


@only("mastodon tag")
def test_html_of_a_post_becomes_paragraphs(place):
    api, source = place
    api.publishes(
        'Filming<br>has wrapped.\n\nSee <a href="https://n.example/x"><span class="invisible">https://</span><span>n.example/x</span></a> &amp; wait',
        at=day(1),
        title="spoilers",
    )

    (document,) = visit(source).documents

    assert document.text == "Filming\nhas wrapped.\n\nSee n.example/x & wait"
    assert document.headline == "spoilers"
    assert document.language == "en"


@only("mastodon tag")
def test_a_next_page_on_another_host_is_not_followed(place):
    _, source = place
    adapter = ADAPTERS[source.kind]
    body = b'[{"uri": "https://a.example/1", "url": null, "content": "x", "created_at": "2022-08-01T00:00:00.000Z"}]'
    link = '<https://evil.example/api/v1/timelines/tag/TheGlory?max_id=1>; rel="next"'
    ask = adapter.ask(source)

    page = adapter.read(
        Answer(url=ask.url, status=200, headers={"link": link}, body=body, fetched_at=NOW), source
    )

    assert len(page.documents) == 1
    assert page.more == ()


def test_a_stranger_gets_the_first_page_of_a_bluesky_search_or_a_clear_no():
    with BlueskyApi() as api:
        source = Source(name="s", kind="bluesky", url="https://bsky.app/hashtag/TheGlory", api=api.root)
        for number in range(1, 5):
            api.publishes(f"post {number}", at=day(number))
        first = visit(source)
        api.searchable = False
        refused = visit(source)

    assert first.texts == ["post 4", "post 3"]
    assert first.refusal is None
    assert refused.refusal == Refusal(cause=Cause.TOKEN, reason="403: wants a token")


@only("reddit subreddit")
def test_a_removed_reddit_text_no_longer_speaks(place):
    api, source = place
    post = api.publishes("Leak: it is 30 December", at=day(1), title="Release date?", author="fan")
    before = visit(source).documents[0]
    post.removed = True
    after = visit(source).documents[0]

    assert (before.id, before.text, before.author) == (after.id, "Leak: it is 30 December", "u/fan")
    assert (after.headline, after.text) == ("Release date?", "")


def test_reddit_is_asked_under_robots_only_without_a_token():
    source = Source(name="s", kind="reddit", url="https://www.reddit.com/r/KDRAMA/")
    with_token = Source(name="s", kind="reddit", url="https://www.reddit.com/r/KDRAMA/", token=TOKEN)

    stranger, member = (ADAPTERS[SourceKind.REDDIT].ask(s) for s in (source, with_token))

    assert (urlsplit(stranger.url).hostname, urlsplit(stranger.url).path, stranger.robots) == (
        "www.reddit.com",
        "/r/KDRAMA/new.json",
        True,
    )
    assert (urlsplit(member.url).hostname, urlsplit(member.url).path, member.robots) == (
        "oauth.reddit.com",
        "/r/KDRAMA/new",
        False,
    )


@only("x search")
def test_long_posts_on_x_are_read_whole(place):
    api, source = place
    text = "The Glory " + "very " * 80 + "late"
    api.publishes(text, at=day(1), author="fan")

    (document,) = visit(source).documents

    assert document.text == text
    assert document.author == "@fan"


@only("instagram account")
def test_a_picture_without_words_is_left_out(place):
    api, source = place
    api.publishes("", at=day(2))
    api.publishes("시작", at=day(1))

    assert visit(source).texts == ["시작"]


@only("telegram channel")
def test_a_telegram_reply_shows_only_its_own_words(place):
    api, source = place
    api.publishes("Filming ended.\nSee you in December <3", at=day(1))

    (document,) = visit(source).documents

    assert document.text == "Filming ended.\nSee you in December <3"
    assert document.url == "https://t.me/netflixkr/101"


def test_one_bad_entry_does_not_cost_the_good_ones():
    with MastodonApi() as api:
        source = Source(name="s", kind="mastodon", url="https://social.example/tags/TheGlory", api=api.root)
        api.broken = (
            b'[{"nothing": 1}, {"uri": "https://a.example/1", "url": "https://a.example/1", "content": "<p>good</p>",'
            b' "created_at": "2022-08-01T00:00:00.000Z"}, {"uri": "https://a.example/2", "url": "x", "content": "",'
            b' "created_at": "tomorrow"}]'
        )
        adapter = ADAPTERS[source.kind]
        page = adapter.read(fetch(adapter.ask(source)), source)

    assert [d.text for d in page.documents] == ["good"]
    assert page.skipped == 2


def test_a_post_that_is_an_address_without_markup_is_read_without_complaint():
    with MastodonApi() as api:
        source = Source(name="s", kind="mastodon", url="https://social.example/tags/TheGlory", api=api.root)
        api.broken = (
            b'[{"uri": "https://a.example/1", "url": "https://a.example/1",'
            b' "content": "https://www.netflix.com/title/81519223", "created_at": "2022-08-01T00:00:00.000Z"}]'
        )
        adapter = ADAPTERS[source.kind]
        page = adapter.read(fetch(adapter.ask(source)), source)

    assert [d.text for d in page.documents] == ["https://www.netflix.com/title/81519223"]


def test_every_server_of_the_kit_refuses_what_is_not_documented():
    for server, _, _ in PLACES.values():
        with server() as api:
            assert isinstance(api, Api)
            assert fetch(Ask(url=api.url("/no/such/thing"))).status >= 400
