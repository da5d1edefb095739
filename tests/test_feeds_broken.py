"""Feeds as they are seen in the wild: none crashes, none repeats, good entries are kept."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.model import Source
from scraper import urls
from scraper.errors import ReadError
from scraper.kinds import feed
from scraper.kinds.interface import Answer

BROKEN = Path(__file__).parent / "data" / "feeds" / "broken"
EXPECTED = tomllib.loads((BROKEN / "expected.toml").read_text())
SOURCE = Source(name="press", kind="feed", url="https://n.example/feed", zone="Asia/Seoul")
NOW = datetime(2022, 10, 1, tzinfo=UTC)
HOME = "https://n.example/"


def read(body, *, content_type=""):
    headers = {"content-type": content_type} if content_type else {}
    page = feed.read(Answer(url=SOURCE.url, status=200, headers=headers, body=body, fetched_at=NOW), SOURCE)
    return {
        **{d.id: d for d in page.documents},
        **{urls.canonical(link.url): link for link in page.links},
    }, page


def test_there_is_an_expectation_for_each_file_and_enough_of_them():
    files = {p.name for p in BROKEN.iterdir()} - {"expected.toml"}
    assert files == set(EXPECTED)
    assert len(files) >= 60


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_feed(name):
    expected = EXPECTED[name]
    body = (BROKEN / name).read_bytes()
    if expected.get("error"):
        with pytest.raises(ReadError) as told:
            read(body)
        assert 5 < len(told.value.reason) <= 160
        return

    entries, page = read(body, content_type=expected.get("content_type", ""))

    kept = {url.removeprefix(HOME) for url in entries if url.startswith(HOME)}
    good = set(expected["kept"])
    assert good <= kept if expected.get("at_least") else good == kept
    assert len(entries) == len(page.documents) + len(page.links)
    assert all(url.startswith(("http://", "https://", "press:")) for url in entries)
    for slug, title in expected.get("titles", {}).items():
        assert entries[HOME + slug].headline == title
    if expected.get("undated"):
        assert all(entry.published_at is None for entry in entries.values())
    if "lacks" in expected:
        assert expected["lacks"] not in repr(page)
    for entry in entries.values():
        assert entry.published_at is None or entry.published_at.utcoffset().total_seconds() == 0
        assert "\n" not in entry.headline


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if "kept" in expected])
def test_read_again_it_repeats_nothing(name):
    body = (BROKEN / name).read_bytes()

    assert read(body)[0].keys() == read(body)[0].keys()


def test_reissued_guids_make_no_new_entries():
    body = (BROKEN / "one-guid-for-all.xml").read_bytes()
    first, later = body.replace(b">0<", b">urn:old<"), body.replace(b">0<", b">urn:new-after-moving-house<")

    assert read(first)[0].keys() == read(later)[0].keys()


def entry(number, *, text="The Glory"):
    return f"<item><title>{text} {number}</title><link>https://n.example/{number}</link></item>"


def rss(*items):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("body", "first"),
    [
        (rss(*(entry(n) for n in range(100_000))), "0"),
        (rss(entry(0, text="The Glory " * 100_000)), "0"),
        (rss(entry(0), "<item>" + "<div>" * 20_000 + "</div>" * 20_000 + "</item>"), "0"),
        (rss(entry(0), "<item><description>" + "&lt;div&gt;" * 50_000 + "</description></item>"), "0"),
        (
            rss(
                "<item><title>x</title>"
                + "<category>a</category>" * 50_000
                + "<link>https://n.example/0</link></item>"
            ),
            "0",
        ),
    ],
    ids=[
        "100,000 entries",
        "a title of a megabyte",
        "deep markup",
        "deep markup in a text",
        "50,000 categories",
    ],
)
def test_a_giant_feed_is_read_in_bounded_time(body, first):
    began = process_time()
    try:
        entries, _ = read(body)
    except ReadError as told:
        entries = {}
        assert told.reason  # noqa: PT017 - either outcome is right; taking long is not
    spent = process_time() - began

    assert spent < 8, f"{spent:.1f} s of CPU for {len(body):,} bytes"
    assert len(entries) <= feed.MOST + 1
    assert not entries or HOME + first in entries


@pytest.mark.parametrize(
    "name", ["no-guids.xml", "atom-many-links.xml", "rss-1.0.rdf", "json-feed-same-twice.json"]
)
def test_a_feed_cut_anywhere_never_crashes_and_invents_nothing(name):
    body = (BROKEN / name).read_bytes()
    whole = set(read(body)[0])
    for at in range(0, len(body), 7):
        try:
            entries, _ = read(body[:at])
        except ReadError:
            continue
        # A link that is cut short is another address; a client cannot know. It stays on the site.
        assert all(url in whole or url.startswith(("https://n.ex", "press:")) for url in entries)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_noise_in_a_feed_never_crashes(noise, at):
    body = (BROKEN / "no-guids.xml").read_bytes()
    try:
        read(body[:at] + noise + body[at:])
    except ReadError as told:
        assert told.reason  # noqa: PT017 - either outcome is right; a crash is not


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["id", "url", "title", "authors", "content_html", "date_published", "items"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_under_items_never_crashes(items):
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [items]}).encode()
    try:
        read(body)
    except ReadError as told:
        assert told.reason  # noqa: PT017 - either outcome is right; a crash is not
