"""Reading English: sizes and installments, in sentences of our own labelled by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind, Field

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "claims" / "size-en.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
LANTERN = Watch(
    key="lantern-street", name="Lantern Street", aliases=(), people=("Min Seo-yun",), platform="Netflix"
)
OF = {"count": (Field.EPISODE_COUNT,), "scope": tuple(Field)}


def current(text, headline="", of="count"):
    document = Document(
        id="1",
        kind=DocumentKind.ARTICLE,
        source="",
        url="",
        language="en",
        published=date(2024, 3, 6),
        headline=headline,
        text=text,
    )
    return {
        f"{claim.field.value}|{claim.scope}|{claim.value}"
        for claim in read(document, LANTERN).claims
        if claim.modality.current and claim.field in OF[of] and claim.value != "released"
    }


def rows(of):
    return [row for row in ROWS if row["of"] == of]


def test_sizes_are_read_as_labelled_each_for_its_installment():
    bad = [r["text"] for r in rows("count") if current(r["text"], r["headline"]) != set(r["claims"])]
    assert len(bad) / len(rows("count")) <= 0.08, bad


def test_what_is_said_of_a_season_or_part_is_its_own():
    found, bad = 0, []
    for row in rows("scope"):
        scopes = {}
        for claim in row["claims"]:
            field, scope, value = claim.split("|")
            scopes.setdefault((field, value), set()).add(scope)
        for claim in current(row["text"], row["headline"], "scope"):
            field, scope, value = claim.split("|")
            if (field, value) in scopes:
                found += 1
                bad += [row["text"]] * (scope not in scopes[field, value])
    assert found >= 80
    assert len(bad) / found <= 0.08, bad


def test_there_are_decoys_among_the_sizes():
    assert sum(not row["claims"] for row in rows("count")) >= 100


def test_an_answer_to_how_many_is_a_number_alone():
    asked = "Lantern Street starts on Netflix in May.\n\nHow many episodes are there?\n\n{}"
    assert current(asked.format("Six, each an hour long."), "Lantern Street: start date") == {
        "episode_count||6"
    }
    assert current(asked.format("That depends."), "Lantern Street: start date") == set()
    assert current("It stars six actors.\n\nSix, to be exact.", "Lantern Street: start date") == set()


def test_a_name_is_known_without_its_article():
    watch = Watch(key="x", name="The Glass Harbour", aliases=(), people=(), platform="Netflix")
    document = Document(
        id="1",
        kind=DocumentKind.ARTICLE,
        source="",
        url="",
        language="en",
        published=date(2024, 3, 6),
        headline="Netflix dates 'Glass Harbour'",
        text="Glass Harbour opens on Netflix on May 3.",
    )
    assert {(c.field, c.value) for c in read(document, watch).claims} == {(Field.RELEASE_DATE, "2024-05-03")}
