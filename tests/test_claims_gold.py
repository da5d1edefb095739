"""The labelled set of real news, where it is at hand: what is reached must stay reached."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from notifier import jsonl
from scraper.claims import read

GOLD = Path(__file__).parents[2] / "shared" / "gold"

pytestmark = pytest.mark.skipif(
    not (GOLD / "dev.jsonl").exists(), reason="the shared labelled set is not here"
)


def rows(name):
    return [
        json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines() if line.strip()
    ]


@pytest.fixture(scope="module")
def report():
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    watches = {
        t["title_id"]: jsonl.watch({k: v for k, v in t.items() if k != "title_id"})
        for t in rows("titles.jsonl")
    }
    gold = rows("dev.jsonl")
    answers = {}
    for row in gold:
        watch = watches[row["title_id"]]
        reading = read(jsonl.document(row, watch), watch)
        answers[row["id"]] = {
            "id": row["id"],
            "about": reading.about,
            "claims": [
                {
                    "field": c.field,
                    "scope": c.scope,
                    "value": c.value,
                    "modality": c.modality,
                    "quote": c.quote,
                }
                for c in reading.claims
            ],
        }
    return score.score(gold, answers)[0]


FLOORS = {
    "about": 0.985,
    "all:value": 0.92,
    "all:strict": 0.87,
    "release_date/en:value": 0.905,
    "episode_count/en:value": 0.94,
    "production_status/en:value": 0.9,
    "release_date/ko:value": 0.96,
    "episode_count/ko:value": 0.97,
    "production_status/ko:value": 0.92,
}


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_f1_stays_above_its_floor(report, name, floor):
    assert report[name]["f1"] >= floor


def test_what_was_superseded_is_not_reported(report):
    assert int(report["stale_reported_as_current"].partition("/")[0]) <= 2


def test_little_is_reported_where_nothing_is_said(report):
    assert report["false_alarm_rate"] <= 0.02


def test_how_sure_is_read_rightly(report):
    assert report["modality_accuracy"] >= 0.92


def test_every_quote_stands_in_its_text(report):
    assert report["quotes_found_in_text"] == 1.0
