"""Input that is no news: no crash, no claim without its quote, no more work than the text is long."""

from __future__ import annotations

import re
import string
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.model import Watch
from scraper.claims import read, scene
from scraper.claims.finding import MOST
from scraper.claims.headfinal import release, settling
from scraper.claims.languages import derivatives, layer, load
from scraper.claims.languages.derivatives import States, goes_on
from scraper.claims.languages.openings import openings
from scraper.claims.marks import Kind, plain
from scraper.claims.sentence import Sentence
from scraper.claims.text import LONGEST, blocks
from scraper.model import Document, DocumentKind

WATCHES = (
    Watch(
        key="lantern-street",
        name="Lantern Street",
        aliases=("등불 거리",),
        people=("Min Seo-yun",),
        platform="Netflix",
    ),
    Watch(key="you", name="You", platform="Netflix"),
    Watch(key="salt-road", name="The Salt Road", aliases=("소금길",), kind="film"),
)
PIECES = (
    "Lantern Street", "You", "등불 거리", "season 2", "part two", "May 3", "2024", "ten episodes", "16부작", "premieres",
    "will not", "wrapped filming", "has been cancelled", "originally", "from", "to", "Netflix", "said", "'", '"', "(", ")",
    ",", ".", "?", ":", "—", "\n", "\n\n", "- ", "#LanternStreet", "31 February", "year 20222", "2022-13-45", "\u200b",
    "\u202e", "İ", "\ue000", "\x00", "<b>", "&amp;", "🎬", "시즌2", "공개", "ten", "0", "99999999999999999999",
)  # fmt: skip


def document(text, headline="Lantern Street", *, language="en", kind=DocumentKind.ARTICLE):
    return Document(
        id="1",
        kind=kind,
        source="",
        url="",
        language=language,
        published=date(2024, 3, 6),
        headline=headline,
        text=text,
    )


def holds(doc, watch):
    reading = read(doc, watch)
    for claim in reading.claims:
        assert claim.quote
        assert doc.body[claim.start : claim.end] == claim.quote
        assert reading.about
    return reading


@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=40),
    glue=st.sampled_from(["", " "]),
    watch=st.sampled_from(WATCHES),
    language=st.sampled_from(["en", "ko", "", "xx"]),
    kind=st.sampled_from(list(DocumentKind)),
)
def test_shreds_of_news_give_only_claims_with_quotes(pieces, glue, watch, language, kind):
    holds(document(glue.join(pieces), glue.join(pieces[:3]), language=language, kind=kind), watch)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=400), watch=st.sampled_from(WATCHES))
def test_any_text_gives_only_claims_with_quotes(text, watch):
    holds(document(text + " Lantern Street. " + text, text[:40]), watch)


def test_the_same_text_gives_the_same_reading():
    doc = document("Lantern Street premieres on May 3. It has ten episodes.")
    assert read(doc, WATCHES[0]) == read(doc, WATCHES[0])


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", "\x00", "." * 5000, "?" * 5000, "\n" * 5000])
def test_texts_without_words_claim_nothing(text):
    assert not read(document(text, ""), WATCHES[0]).claims


def test_impossible_dates_are_no_claims():
    text = (
        "Lantern Street premieres on 31 February. Lantern Street premieres in 20222. It opens on 2022-13-45."
    )
    assert not [c for c in read(document(text), WATCHES[0]).claims if c.field.value == "release_date"]


def test_a_text_without_sentences_is_cut_into_pieces():
    [block] = blocks("", "lantern " * 50_000)
    assert all(end - start <= LONGEST for start, end in block.sentences)
    assert len(block.sentences) > 100


def test_only_the_beginning_of_an_endless_text_is_read(monkeypatch):
    seen = []
    monkeypatch.setattr(scene, "plain", lambda text: seen.append(len(text)) or plain(text))
    read(document("Lantern Street premieres on May 3. " * 300_000), WATCHES[0])
    assert max(seen) <= scene.LONGEST


def test_a_post_is_read_as_far_as_networks_let_one_go_on():
    told = "x " * 30_000 + "Lantern Street premieres on May 3."
    assert [c.value for c in read(document(told), WATCHES[0]).claims] == ["2024-05-03"]
    assert not read(document(told, kind=DocumentKind.POST), WATCHES[0]).claims


@pytest.mark.parametrize(
    "piece",
    [
        "filming on the of filming ",
        "was originally slated to not ",
        "season two of the ",
        "ten episodes of ",
        "((( ",
    ],
)
def test_twice_the_text_is_twice_the_work(piece, monkeypatch):
    """Counted in cue scans and sentence lengths, which no busy machine can change."""
    work = []
    deeds = Sentence.deeds.func

    def counted(self):
        work[-1] += len(self.text)
        return deeds(self)

    monkeypatch.setattr(Sentence.deeds, "func", counted)
    for size in (20_000, 40_000, 80_000):
        work.append(0)
        read(document("Lantern Street. " + piece * (size // len(piece))), WATCHES[0])
    assert work[1] <= 2.2 * work[0]
    assert work[2] <= 2.2 * work[1]


def test_a_post_of_nothing_but_days_is_not_gone_through_for_each(monkeypatch):
    asked = []
    placed = Sentence.placed

    def counted(self, *kinds):
        asked[-1] += kinds == (Kind.DATE,)
        return placed(self, *kinds)

    monkeypatch.setattr(Sentence, "placed", counted)
    for days in (400, 800, 1600):
        asked.append(0)
        read(document("May 3, 2024 " * days, kind=DocumentKind.POST), WATCHES[0])
    assert asked[1] <= 2.2 * asked[0]
    assert asked[2] <= 2.2 * asked[1]


def test_plain_keeps_every_offset():
    text = "İstanbul ‘Quoted’ “text” – dash\u00a0space\u200bzero \ue000 private"
    assert len(plain(text)) == len(text)
    assert "\ue000" not in plain(text)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("premieres?", {"pre"}),
        ("(?:will|to) air", {"wil", "to "}),
        ("(?:the )?first", {"the", "fir"}),
        (r"\d+ episodes", set(string.digits)),
        (r"\w+ sources", {""}),
        ("[ab]c", {"ac", "bc"}),
        ("[2-4]d", {"2d", "3d", "4d"}),
        ("[^a]c", {""}),
        (r"\?$", {"?"}),
        ("a?b", {"ab", "b"}),
        ("ab?c", {"abc", "ac"}),
        ("ab+c", {"ab"}),
        ("a(?:b|cd)e", {"abe", "acd"}),
        ("(?=x)y", {"y"}),
    ],
)
def test_what_a_pattern_begins_with(fragment, expected):
    assert openings(fragment) == frozenset(expected)


ALPHABET = "abcd"
ATOMS = st.sampled_from([*ALPHABET, "[ab]", "[^a]", ".", r"\w", "(?:ab|c)", "(?:a(?:b|)c?)", "(?=a)", r"\b"])
FRAGMENTS = st.lists(st.tuples(ATOMS, st.sampled_from(["", "?", "*", "+", "{2}", "{0,2}"])), max_size=5)


@given(FRAGMENTS, st.text(ALPHABET, max_size=6))
def test_no_match_begins_in_a_way_that_was_not_foreseen(parts, text):
    fragment = "".join(atom + ("" if atom in ("(?=a)", r"\b") else times) for atom, times in parts)
    match = re.match(fragment, text)
    if match:
        assert any(text.startswith(begun) for begun in openings(fragment))


@given(FRAGMENTS, st.text(ALPHABET, max_size=6))
def test_no_match_is_denied_before_it_is_tried(parts, text):
    fragment = "".join(atom + ("" if atom in ("(?=a)", r"\b") else times) for atom, times in parts)
    if re.match(fragment, text):
        assert goes_on(States().of(fragment), text) is not None


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("premieres?", "premium"),
        ("(?:will|to) air", "will win"),
        (r"\d+ episodes", "12 emails"),
        (r"[\"'\]]?on", "]in"),
        (r"\x22ab", '"ba'),
        ("ab?+c", "abb"),
        ("(?<!x)a(?=b|c)d", "ac"),
    ],
)
def test_a_text_that_parts_from_a_pattern_is_not_tried(fragment, text):
    assert goes_on(States().of(fragment), text) is None


def test_texts_made_to_fill_the_memory_are_read_all_the_same(monkeypatch):
    monkeypatch.setattr(derivatives, "_MOST", 2)
    states = States()
    assert goes_on(states.of("abcdefgh"), "abcdefg") is not None
    monkeypatch.setattr(layer, "_KEPT", 1)
    load.cache_clear()
    names = [c.name for c in load("en").cues("deed", "it premieres on friday, and the trailer is long.")]
    load.cache_clear()
    assert names == ["release.strong", "event.trailer"]


BEGINNINGS = (
    "",
    "s?",
    "s",
    " a",
    " [ab]+",
    " ab?",
    " of",
    " of a",
    " of b+",
    "s of [ab]",
    " a of",
    ", a",
    " \\w+ of",
)
GOING_ON = st.lists(st.sampled_from(["season", "seasons", " ", " a", " b", " of", ",", "ab"]), max_size=8)


@given(st.lists(st.sampled_from(BEGINNINGS), min_size=1, unique=True), GOING_ON)
@example(list(BEGINNINGS), ["the ", "season"])
def test_cues_that_begin_alike_are_found_as_if_each_were_tried(tails, parts):
    text = "".join(parts)
    fragments = [f"season{tail}" for tail in tails]
    expected, done = [], 0
    for start in (match.start() for match in re.finditer(r"\w+|[^\w\s]", text)):
        tried = (
            re.compile(f"(?:{f})(?!\\w)").match(text, start) for f in sorted(fragments, key=lambda f: -len(f))
        )
        if start >= done and (found := next(filter(None, tried), None)):
            done = found.end()
            expected.append((start, done))
    cues = layer.layer(layer.Index(spaced=True), {"season": fragments}, str)
    assert [(cue.start, cue.end) for cue in cues.scan(text)] == expected


def test_no_name_of_a_shoot_stands_without_one_of_its_words():
    english, found = load("en"), 0
    for file in (Path(__file__).parent / "data" / "claims" / "corpus").glob("tr-0*.jsonl"):
        text = plain(file.read_text(encoding="utf-8"))
        for pattern in english.nouns.values():
            for match in pattern.finditer(text):
                found += 1
                assert english.naming.search(match[0]), match[0]
    assert found > 100


def test_every_language_compiles_and_finds_its_own_cues():
    english = load("en")
    names = [c.name for c in english.cues("deed", "it premieres on friday, and the trailer is long.")]
    assert names == ["release.strong", "event.trailer"]
    assert english.values("season two of ten") == [2, 10]


def test_a_post_of_nothing_but_countdowns_is_not_held_against_itself(monkeypatch):
    held = []
    settle = settling.settle

    def counted(found, *how, **more):
        held.append(len(found))
        return settle(found, *how, **more)

    monkeypatch.setattr(settling, "settle", counted)
    watch = Watch(key="lantern-street", name="Lantern Street", aliases=("등불 거리",), platform="Netflix")
    countdowns = "등불 거리 공개까지 3일 남았다 " * 600
    reading = read(document(countdowns, language="ko", kind=DocumentKind.POST), watch)
    assert len({c.value for c in reading.claims}) == 1
    assert held == [MOST]


def test_a_korean_post_of_nothing_but_days_is_searched_once_for_all(monkeypatch):
    asked = []

    class Counting:
        def search(self, text):
            asked.append(len(text))

    monkeypatch.setattr(release, "_WHEN", Counting())
    release._asks_when.cache_clear()
    read(document("등불 거리 3일 공개 " * 400, language="ko", kind=DocumentKind.POST), WATCHES[0])
    release._asks_when.cache_clear()
    assert len(asked) == 1
