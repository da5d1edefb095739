"""The general reader against saved pages; what each must give was written by hand from the page."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.model import Source
from scraper import article, posts
from scraper.errors import ReadError
from scraper.kinds.interface import Answer, Link
from scraper.model import DocumentKind
from scraper.page import decoded
from scraper.published import Moment, moment

SAVED = Path(__file__).parent / "data" / "pages"
PAGES = sorted(SAVED.glob("*.toml"))
READ_AT = datetime(2026, 11, 1, tzinfo=UTC)


def read(path, **changes):
    expected = tomllib.loads(path.read_text())
    given_ = {
        "content_type": "text/html",
        "body": path.with_suffix(".html").read_bytes(),
        "link": None,
        **changes,
    }
    answer = Answer(
        url=expected["url"],
        status=200,
        headers={"content-type": given_["content_type"]},
        body=given_["body"],
        fetched_at=expected.get("read_at", READ_AT),
    )
    source = Source(name="s", kind="page", url=expected["url"], zone=expected["zone"], standing="trade")
    return article.read(answer.body, answer, source, given_["link"]), expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_saved_page(path):
    (document, *embedded), expected = read(path)

    assert (document.id, document.url) == (expected["id"], expected["id"])
    assert document.headline == expected["headline"]
    assert document.published == expected["published"]
    assert document.published_at == expected.get("published_at")
    assert document.updated_at == expected.get("updated_at")
    assert document.author == expected["author"]
    assert document.publisher == expected["publisher"]
    assert document.language == expected["language"]
    assert document.origin == expected.get("origin", "")
    paragraphs = document.text.split("\n\n")
    for paragraph in expected["paragraphs"]:
        assert paragraph in paragraphs
    for words in expected["without"]:
        assert words not in document.text
    assert paragraphs.count(expected["headline"]) == 0
    assert len(paragraphs) == len(set(paragraphs))
    assert [
        {
            "id": p.id,
            "text": p.text,
            "author": p.author,
            "published": p.published,
            "language": p.language,
        }
        for p in embedded
    ] == expected.get("posts", [])
    assert all(p.parent == document.id and p.kind is DocumentKind.POST for p in embedded)


def test_each_page_has_its_expectation():
    assert {p.stem for p in SAVED.glob("*.html")} == {p.stem for p in PAGES}
    assert len(PAGES) >= 8


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "euc-kr", "iso-8859-1", ""])
def test_a_wrong_charset_in_the_header_does_not_harm_utf_8(charset):
    body = (SAVED / "korean-portal.html").read_bytes().decode("euc-kr").replace("euc-kr", "utf-8").encode()
    (document, *_), expected = read(
        SAVED / "korean-portal.toml", body=body, content_type=f"text/html; charset={charset}"
    )
    assert document.headline == expected["headline"]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp949", "utf-16-le"])
def test_declared_charsets_are_read(charset):
    text = (SAVED / "korean-portal.html").read_bytes().decode("euc-kr").replace('<meta charset="euc-kr">', "")
    named = {"utf-8-sig": "", "utf-16": ""}.get(charset, f"; charset={charset}")
    (document, *_), expected = read(
        SAVED / "korean-portal.toml", body=text.encode(charset), content_type="text/html" + named
    )
    assert document.headline == expected["headline"]


def test_bytes_that_fit_no_charset_are_told():
    with pytest.raises(ReadError, match="charset"):
        decoded(("더 글로리 공개 " * 40).encode("euc-kr"), "text/html; charset=utf-8")


def test_what_led_here_dates_a_page_that_does_not():
    link = Link(url="https://fans.example/the-glory", published_at=datetime(2023, 1, 31, 23, 0, tzinfo=UTC))
    (document, *_), _ = read(SAVED / "no-dates.toml", link=link)
    assert (document.published, document.published_at) == (date(2023, 1, 31), link.published_at)


def test_a_date_to_come_is_not_believed():
    body = (SAVED / "amp.html").read_bytes().replace(b"2023-01-03T22:15:00Z", b"9999-01-03T22:15:00Z")
    (document, *_), _ = read(SAVED / "amp.toml", body=body)
    assert document.published == READ_AT.date()
    assert document.published_at is None


def test_a_page_cannot_pass_for_another_sites():
    body = (
        (SAVED / "amp.html")
        .read_bytes()
        .replace(b"https://drama-wire.example/news/", b"https://about.netflix.com/news/")
    )
    (document, *_), _ = read(SAVED / "amp.toml", body=body)
    assert document.id == "https://drama-wire.example/news/the-glory-season-2"
    assert document.origin == "https://about.netflix.com/news/the-glory-season-2"


def test_a_post_is_not_younger_than_its_number_says():
    body = (SAVED / "wordpress-preview.html").read_bytes()
    (_, post), _ = read(SAVED / "wordpress-preview.toml", body=body)
    assert post.published_at.date() == date(2022, 8, 16)
    forged = body.replace(b"August 16, 2022", b"September 20, 2022")
    (_, post), _ = read(SAVED / "wordpress-preview.toml", body=forged)
    assert (post.published, post.published_at) == (date(2022, 9, 20), None)


def test_the_number_of_a_post_tells_its_time():
    # The worked example of Wikipedia's article "Snowflake ID".
    assert posts._snowflake(1541815603606036480) == datetime(2022, 6, 28, 16, 7, 40, 105000, tzinfo=UTC)
    assert posts._snowflake(20) is None


@pytest.mark.parametrize(
    "body", [b"<html></html>", b"<html><body><p>Short.</p></body></html>", b"\0\0\0", b"{}", b"%PDF-1.4"]
)
def test_a_page_without_text_is_told(body):
    with pytest.raises(ReadError):
        read(SAVED / "amp.toml", body=body)


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(noise):
    body = (SAVED / "amp.html").read_bytes()
    try:
        read(SAVED / "amp.toml", body=body[:700] + noise + body[700:])
        read(SAVED / "amp.toml", body=noise)
    except ReadError:
        pass


SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("2022-09-26", (2022, 9, 26), None),
        ("2022-09-26T20:00:00Z", (2022, 9, 27), (26, 20, 0)),
        ("2022-09-26T20:00:00-04:00", (2022, 9, 26), (27, 0, 0)),
        ("2022-09-26T05:00:00", (2022, 9, 26), (25, 20, 0)),
        ("2022-09-26 05:00", (2022, 9, 26), (25, 20, 0)),
        ("Mon, 26 Sep 2022 20:00:00 GMT", (2022, 9, 27), (26, 20, 0)),
        ("Mon, 26 Sep 2022 20:00:00 -0700", (2022, 9, 26), (27, 3, 0)),
        ("2022.09.26. 오전 9:31", (2022, 9, 26), (26, 0, 31)),
        ("2022.09.26. 오후 12:05", (2022, 9, 26), (26, 3, 5)),
        ("2022. 9. 26. 09:31", (2022, 9, 26), (26, 0, 31)),
        ("2022년 9월 26일", (2022, 9, 26), None),
        ("2022년 9월 26일 오후 3:00", (2022, 9, 26), (26, 6, 0)),
        ("2022/09/26 18:30", (2022, 9, 26), (26, 9, 30)),
        ("September 26, 2022", (2022, 9, 26), None),
        ("Sept. 26th, 2022 at 9:00 am", (2022, 9, 26), (26, 0, 0)),
        ("26 September 2022", (2022, 9, 26), None),
        ("2022-13-45", None, None),
        ("2022-13-45T25:61:00Z", None, None),
        ("1970-01-01T00:00:00Z", None, None),
        ("yesterday", None, None),
        ("30/03/2022", None, None),
        ("", None, None),
    ],
)
def test_stated_times(text, day, at):
    found = moment(text, SEOUL)
    if day is None:
        assert found is None
        return
    expected = None if at is None else datetime(2022, 9, at[0], at[1], at[2], tzinfo=UTC)
    assert found == Moment(date(*day), expected)
