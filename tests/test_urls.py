"""One page, one address; and which links lead anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import urls

SAME = [
    ("https://n.example/a", "https://N.Example:443/a/", "https://n.example/a#x", "https://n.example/./a"),
    (
        "https://n.example/a?id=1",
        "https://n.example/a/?utm_source=x&id=1&fbclid=y",
        "https://n.example/a?id=1&gclid=",
    ),
    ("https://n.example/a?b=2&c=1", "https://n.example/a?c=1&b=2"),
    ("https://n.example", "https://n.example/", "https://n.example/?utm_medium=rss"),
    ("https://n.example/%EB%8D%94", "https://n.example/더", "https://n.example/%eb%8d%94"),
    ("https://n.example/b", "https://n.example/a/../b", "https://n.example//b"),
    ("http://[::1]/x", "http://[::1]:80/x"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_page_have_one_address(spellings):
    assert {urls.canonical(spelling) for spelling in spellings} == {urls.canonical(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://n.example/a", "http://n.example/a"),
        ("https://n.example/a", "https://n.example/A"),
        ("https://n.example/?p=1", "https://n.example/?p=2"),
        ("https://n.example/a?x=1&x=2", "https://n.example/a?x=2&x=1"),
        ("https://n.example:8443/a", "https://n.example/a"),
        ("https://www.n.example/a", "https://n.example/a"),
        ("https://n.example/a%2Fb", "https://n.example/c"),
        ("https://n.example/a?ref=1", "https://n.example/a"),
    ],
)
def test_what_may_be_another_page_keeps_its_address(one, other):
    assert urls.canonical(one) != urls.canonical(other)


@given(st.text("abc/.%?&=+#é더 ", max_size=30))
def test_an_address_is_canonical_after_one_step(tail):
    once = urls.canonical("https://n.example/" + tail)
    assert urls.canonical(once) == once
    assert urlsplit(once).hostname == "n.example"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/b", "https://n.example/b"),
        ("b?x=1", "https://n.example/a/b?x=1"),
        ("//m.example/c", "https://m.example/c"),
        (" https://m.example/더 글 ", "https://m.example/%EB%8D%94%20%EA%B8%80"),
        ("#top", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("mailto:a@b", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://a\\@b/", ""),
        ("http://user:pw@n.example/", ""),
        ("http://[::1", ""),
    ],
)
def test_links(href, url):
    assert urls.joined("https://n.example/a/", href) == url


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.n.example/", "https://m.n.example/x", True),
        ("https://a.co.kr/", "https://b.co.kr/", False),
        ("https://a.co.kr/", "https://news.a.co.kr/", True),
        ("https://n.example.evil/", "https://n.example/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/x", True),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("http://10.0.0.1/", "http://9.0.0.1/", False),
    ],
)
def test_same_site(one, other, same):
    assert urls.same_site(one, other) is same


@pytest.mark.parametrize(
    ("amp", "plain"),
    [
        ("https://n.example/a/amp/", "https://n.example/a"),
        ("https://n.example/a/amp", "https://n.example/a"),
        ("https://n.example/a.amp.html", "https://n.example/a.html"),
        ("https://n.example/a?amp=1&id=2", "https://n.example/a?id=2"),
        ("https://n.example/champ", "https://n.example/champ"),
        ("https://n.example/lamp/", "https://n.example/lamp/"),
        ("https://n.example/a?id=a%2Bb", "https://n.example/a?id=a%2Bb"),
    ],
)
def test_amp(amp, plain):
    assert urls.unaccelerated(amp) == plain


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://N.example/x", "n.example"),
        ("https://n.example:443/", "n.example"),
        ("http://n.example:8080/", "n.example:8080"),
        ("nonsense", ""),
        ("http://[::1", ""),
    ],
)
def test_host(url, host):
    assert urls.host(url) == host
