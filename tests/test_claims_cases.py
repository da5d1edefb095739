"""Short documents on invented titles, each the member of a family of phrases, half of them decoys."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind

DATA = Path(__file__).parent / "data" / "claims"
WATCHES = {k: Watch(**v) for k, v in json.loads((DATA / "titles.json").read_text(encoding="utf-8")).items()}
IMPLIED = "released"  # goes without saying where the release itself is dated


def claimed(rows):
    return {row for row in rows if row[2] != IMPLIED}


def is_read_as_labelled(row):
    document = Document(
        id="1",
        kind=DocumentKind.ARTICLE,
        source="",
        url="",
        language=row["language"],
        published=date.fromisoformat(row["published"]),
        headline=row["headline"],
        text=row["text"],
    )
    reading = read(document, WATCHES[row["title"]])
    got = {(c.field.value, c.scope, c.value, c.modality.value) for c in reading.claims}
    want = {(c["field"], c["scope"], c["value"], c["modality"]) for c in row["claims"]}
    return claimed(got) == claimed(want) and row["about"] in (None, reading.about)


def test_most_cases_are_read_exactly_as_labelled():
    rows = [json.loads(line) for line in (DATA / "en.jsonl").read_text(encoding="utf-8").splitlines()]
    right = sum(is_read_as_labelled(row) for row in rows)
    assert len(rows) >= 160
    assert right / len(rows) >= 0.79
