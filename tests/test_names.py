"""The filter before reading: it may say yes too often, and no only when it is sure."""

from __future__ import annotations

from html import escape
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.model import Watch
from scraper.names import Names, squeezed

GLORY = Watch(
    key="glory",
    name="The Glory",
    aliases=("더 글로리", "ザ・グローリー", "黑暗榮耀"),
    people=("Song Hye-kyo", "송혜교"),
)
ELITE = Watch(key="elite", name="Élite", people=("Ester Expósito",))
BROTHERS = Watch(key="brothers", name="Братья")
ALL = (GLORY, ELITE, BROTHERS)
NAMES, LEADS = Names(ALL), Names(ALL, people=True)
BOTH = frozenset({"glory"})


def entities(text: str, form: str) -> bytes:
    return "".join(form.format(ord(c)) if ord(c) > 127 else c for c in text).encode()


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "euc-kr", "iso-2022-kr"]
)
def test_korean_bytes(charset):
    assert NAMES.in_bytes("<p>'더 글로리' 공개일이 정해졌다</p>".encode(charset)) >= BOTH


@pytest.mark.parametrize("charset", ["utf-8", "shift_jis", "euc_jp", "iso-2022-jp", "utf-16"])
def test_japanese_bytes(charset):
    assert NAMES.in_bytes("<p>「ザ・グローリー」の配信日</p>".encode(charset)) >= BOTH


@pytest.mark.parametrize("charset", ["utf-8", "big5", "gb18030", "utf-16"])
def test_chinese_bytes(charset):
    assert NAMES.in_bytes("<p>《黑暗榮耀》</p>".encode(charset)) >= BOTH


@pytest.mark.parametrize("charset", ["utf-8", "cp1251", "utf-16"])
def test_cyrillic_bytes(charset):
    for word in ("Братья", "БРАТЬЯ", "братья"):
        assert "brothers" in NAMES.in_bytes(word.encode(charset))


@pytest.mark.parametrize(
    "word", ["Élite", "ÉLITE", "élite", "Elite", "E\u0301lite", "&Eacute;lite", "&eacute;lite", "&#201;lite"]
)
def test_accents(word):
    assert "elite" in NAMES.in_bytes(word.encode())
    assert "elite" in NAMES.in_bytes(word.encode("cp1252", "ignore")) or "\u0301" in word


@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};", "&#X{:X};", "\\u{:04x}", "&#{}"])
def test_entities_and_escapes(form):
    assert NAMES.in_bytes(entities("<b>더 글로리</b>", form)) == BOTH


@pytest.mark.parametrize(
    "body",
    [
        b"THE GLORY",
        b"the <em>glory</em>",
        b"The&nbsp;Glory",
        b"The\nGlory",
        b"The Glo&shy;ry",
        b"The Glo\xc2\xadry",
        b"Glo<wbr>ry",
        b"&#71;lory",
        b"%ea%b8%80%eb%a1%9c%eb%a6%ac",
        "ＴＨＥ ＧＬＯＲＹ".encode(),
        "더 글로리".encode(),
    ],
)
def test_markup_does_not_hide_a_name(body):
    assert NAMES.in_bytes(body) == BOTH


def test_pages_that_name_nothing():
    body = b"<html><title>Ferry</title><p>The ferry sails at noon &#8217; again &amp; again.</p></html>" * 50
    assert NAMES.in_bytes(body) == frozenset()
    assert LEADS.in_bytes(body) == frozenset()
    assert NAMES.in_bytes(b"") == frozenset()


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_a_name_between_any_words_is_found(before, after, charset):
    body = f"{before} 더 글로리 {after}".encode(charset, "ignore")
    assert NAMES.in_bytes(body) >= BOTH
    assert NAMES.in_bytes(f"{escape(before)} The Glory {escape(after)}".encode("utf-8", "ignore")) >= BOTH


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Glory is back", {"glory"}),
        ("#TheGlory wraps", {"glory"}),
        ("https://n.example/2022/the-glory-part-2", {"glory"}),
        ("THE  GLORY’s cast", {"glory"}),
        ("더글로리 시즌2", {"glory"}),
        ("'더 글로리'", {"glory"}),
        ("グローリー", set()),
        ("ザ・グローリー", {"glory"}),
        ("Elite and ÉLITE", {"elite"}),
        ("Morning glory", set()),
        ("", set()),
    ],
)
def test_text(text, found):
    assert NAMES.in_text(text) == found


def test_people_lead_to_a_watch_but_do_not_name_it():
    for text in ("An interview with Song Hye Kyo", "송혜교 인터뷰", "song-hye-kyo"):
        assert LEADS.in_text(text) == BOTH
        assert NAMES.in_text(text) == frozenset()
    assert LEADS.in_bytes(b"<a href='/song-hye-kyo'>") == BOTH


def test_no_watch_names_nothing():
    nobody = Names(())
    assert nobody.in_bytes(b"The Glory") == nobody.in_text("The Glory") == frozenset()


@given(st.text(max_size=50))
def test_squeezing_twice_changes_nothing(text):
    assert squeezed(squeezed(text)) == squeezed(text)


def test_a_page_of_a_hundred_kilobytes_takes_milliseconds():
    names = Names(Watch(key=f"w{n}", name=f"Title number{n}") for n in range(300))
    body = ("<p>Words and more words &#8217; of a page &amp; its links /a/b/c.</p>\n" * 1500).encode()
    started = process_time()
    for _ in range(20):
        names.in_bytes(body)
    assert (process_time() - started) / 20 < 0.02


def test_a_long_name_is_let_through_by_its_head_too():
    keepers = Watch(key="k", name="Quiet Keepers of the Lighthouse")
    names = Names((keepers,))
    assert names.in_text("Day one! #QuietKeepers") == frozenset({"k"})
    assert names.in_bytes(b"<p>#QuietKeepers</p>") == frozenset({"k"})
    assert names.in_text("Quiet evening at the pier") == frozenset()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Shogan", "Shōgan"),
        ("Lanterns & Lies", "Lanterns and Lies"),
        ("Lantern and Tide", "Lantern & Tide"),
        ("Ms. Lantern", "Ms Lantern"),
        ("The Lanterns' Game", "THE LANTERNS GAME"),
    ],
)
def test_names_as_outlets_spell_them(name, written):
    names = Names((Watch(key="own", name=name),))
    assert names.in_text(f"News of {written} today") == {"own"}
    assert names.in_bytes(f"<p>News of {written} today</p>".encode()) == {"own"}
