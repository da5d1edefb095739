"""Each publisher with a file of its own against its saved pages; what is expected was written by hand."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.model import Source, Watch
from scraper import article, records, sites
from scraper.errors import ReadError, SuspectError
from scraper.kinds import record
from scraper.kinds.interface import Answer
from scraper.page import Tree
from scraper.sites import mydramalist

SAVED = Path(__file__).parent / "data" / "sites"
PAGES = sorted(SAVED.glob("*/*.toml"))
ARTICLES = [p for p in PAGES if b"\nrecord" not in p.read_bytes()]
RECORDS = [p for p in PAGES if p not in ARTICLES]
GLORY = Watch(
    key="the-glory",
    name="The Glory",
    aliases=("더 글로리",),
    people=("Song Hye Kyo", "Kim Eun-sook"),
    platform="Netflix",
)


def saved(path):
    expected = tomllib.loads(path.read_text())
    headers = {"content-type": "text/html; charset=utf-8"}
    at = expected.get("read_at", datetime(2026, 11, 1, tzinfo=UTC))
    body = path.with_suffix(".html").read_bytes()
    return Answer(url=expected["url"], status=200, headers=headers, body=body, fetched_at=at), expected


def name(path):
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("site", sites.ALL, ids=lambda site: site.hosts[0] + site.path)
def test_no_site_without_a_saved_page(site):
    pages = [p for p in ARTICLES if sites.of(tomllib.loads(p.read_text())["url"]) is site]
    assert pages, f"save a page of {site.hosts[0]} under {SAVED} and write its .toml by hand"


@pytest.mark.parametrize("path", ARTICLES, ids=name)
def test_site_reads_its_saved_articles(path):
    answer, expected = saved(path)
    source = Source(name="s", kind="page", url=expected["url"], standing="trade")

    document = article.read(answer.body, answer, source)[0]

    assert document.headline == expected["headline"]
    assert document.text.split("\n\n") == expected["text"]
    assert document.published == expected["published"]
    assert document.published_at == expected["published_at"]
    assert document.updated_at == expected.get("updated_at")
    assert (document.author, document.publisher, document.language) == (
        expected.get("author", ""),
        expected["publisher"],
        expected["language"],
    )


@pytest.mark.parametrize("path", RECORDS, ids=name)
def test_site_reads_its_saved_records(path):
    answer, expected = saved(path)
    standing = "official" if expected.get("standing") == 4 else "database"
    source = Source(name="s", kind="record", url=expected["url"], standing=standing)

    assert record.ask(source).url == expected["url"]
    (document,) = record.read(answer, source).documents
    reading = records.read(document, GLORY)

    assert (document.id, document.headline) == (expected["record"], expected["headline"])
    assert document.standing == expected.get("standing", 2)
    assert reading.about, reading.reason
    assert (
        sorted([c.field, c.scope, c.value, c.modality, c.quote] for c in reading.claims) == expected["claims"]
    )


def test_a_changed_markup_leaves_the_general_reader():
    answer, expected = saved(SAVED / "soompi.com" / "the-glory-part-2-date.toml")
    changed = answer.body.replace(b"article-wrapper", b"css-1a2b3c")
    tree = Tree.of(changed, answer)
    site = sites.of(expected["url"])

    assert site is not None
    assert site.words(tree) == ""
    source = Source(name="s", kind="page", url=expected["url"])
    assert expected["text"][1] in article.read(changed, answer, source)[0].text


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://www.soompi.com/article/1/x", True),
        ("https://soompi.com/article/1/x", True),
        ("https://www.soompi.com/tag/x", False),
        ("https://www.netflix.com/tudum/articles/x", True),
        ("https://www.netflix.com/title/1", False),
        ("https://soompi.com.evil.example/article/1", False),
        ("https://unknown.example/", False),
    ],
)
def test_which_addresses_have_a_site(url, known):
    assert (sites.of(url) is not None) is known


def test_words_do_not_change_the_tree():
    answer, expected = saved(SAVED / "whats-on-netflix.com" / "the-glory-preview.toml")
    tree = Tree.of(answer.body, answer)
    site = sites.of(expected["url"])
    assert site is not None

    assert site.words(tree) == site.words(tree)
    assert len(tree.select("table")) == 2


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (
            b"<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script></html>",
            SuspectError,
        ),
        (b"<html><body><h1>404</h1></body></html>", ReadError),
        (b"", ReadError),
    ],
)
def test_a_drama_page_that_is_none_is_told(body, error):
    source = Source(name="s", kind="record", url="https://mydramalist.com/60743-the-glory")
    with pytest.raises(error):
        mydramalist.read(
            Answer(url=source.url, status=200, headers={}, body=body, fetched_at=datetime.now(UTC)), source
        )


def test_other_pages_of_mydramalist_are_no_records():
    with pytest.raises(ReadError, match="NUMBER"):
        mydramalist.ask(Source(name="s", kind="record", url="https://mydramalist.com/article/x"))
