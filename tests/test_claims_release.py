"""Release dates in short documents and posts: what goes before, a heading or a list says whose day it is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind, Field

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "claims" / "release-en.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
LANTERN = Watch(
    key="lantern-street", name="Lantern Street", aliases=(), people=("Min Seo-yun",), platform="Netflix"
)


def days(text, headline="", kind="article"):
    document = Document(
        id="1",
        kind=DocumentKind(kind),
        source="",
        url="",
        language="en",
        published=date(2024, 3, 6),
        headline=headline,
        text=text,
    )
    claims = read(document, LANTERN).claims
    return {c.value for c in claims if c.field is Field.RELEASE_DATE and c.modality.current}


def test_documents_are_read_as_labelled():
    hits = wrong = missed = 0
    for row in ROWS:
        got, want = days(row["text"], row["headline"], row["kind"]), set(row["values"])
        hits, wrong, missed = hits + len(got & want), wrong + len(got - want), missed + len(want - got)
    assert hits / (hits + wrong) >= 0.9
    assert hits / (hits + missed) >= 0.85


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "April 3\nCopper Hill\n\nApril 12\nLantern Street: Season 2\n\nApril 19\nThe Long Dark",
            {"2024-04-12"},
        ),
        ("Nov. 5 – Copper Hill\nNov. 14 – Lantern Street season 2\nNov. 20 – The Long Dark", {"2024-11-14"}),
        ("April 3\nCopper Hill\n\nApril 12\nLantern Street: episode 5", set()),
    ],
)
def test_a_line_of_a_calendar_is_dated_by_its_heading(text, expected):
    assert days(text, "New on Netflix") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Street opens in the US on May 3 and in the UK on May 24.",
        "Lantern Street reaches British viewers on May 24, three weeks after its American debut.",
        "Lantern Street arrives on Netflix on May 3 and on DVD on August 2.",
    ],
)
def test_of_several_regions_and_windows_the_first_counts(text):
    assert days(text) == {"2024-05-03"}


def test_the_next_sentence_can_take_a_date_back():
    assert days("Lantern Street was announced for May 3.", "Lantern Street") == {"2024-05-03"}
    assert not days("Lantern Street was announced for May 3. That date no longer holds.", "Lantern Street")
