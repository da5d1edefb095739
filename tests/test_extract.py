"""`glorywatch extract`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import subprocess
import sys

LINE = {
    "id": "a",
    "lang": "en",
    "kind": "article",
    "source": "example.test",
    "url": "",
    "published": "2024-03-06",
    "headline": "Lantern Street gets a date",
    "text": "Netflix announced that Lantern Street premieres on May 3.",
    "title": {"name": "Lantern Street", "aliases": [], "people": [], "platform": "Netflix", "kind": "series"},
}


def extract(text, *options):
    done = subprocess.run(
        [sys.executable, "-c", "from notifier.cli import main; main()", "extract", *options],
        input=text, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_a_document_is_answered_with_its_claims():
    code, [answer], _ = extract(json.dumps(LINE))
    assert code == 0
    assert answer["id"] == "a"
    assert answer["about"] is True
    assert {
        "field": "release_date",
        "scope": "",
        "value": "2024-05-03",
        "modality": "confirmed",
    }.items() <= answer["claims"][0].items()
    assert answer["claims"][0]["quote"] in LINE["text"]


def test_explain_says_which_rule_read_it_where_and_on_whose_word():
    _, [answer], _ = extract(json.dumps(LINE), "--explain")
    claim = answer["claims"][0]
    body = f"{LINE['headline']}\n{LINE['text']}"
    assert body[claim["start"] : claim["end"]] == claim["quote"]
    assert claim["rule"].startswith("release.")
    assert (claim["speaker"], claim["attribution"]) == ("platform", "Netflix")
    assert answer["reason"]


def test_a_line_that_cannot_be_read_is_named_and_harms_no_other():
    lines = [
        "not json",
        json.dumps({"id": "b"}),
        "",
        json.dumps(LINE | {"published": "2022-13-45"}),
        json.dumps(LINE),
    ]
    code, answers, errors = extract("\n".join(lines))
    assert code == 1
    assert [a["id"] for a in answers] == ["a"]
    assert [line.split(":")[0] for line in errors.splitlines()] == ["line 1", "line 2", "line 4"]


def test_unknown_keys_are_ignored():
    line = LINE | {"split": "dev", "note": "x", "title": LINE["title"] | {"country": "KR"}}
    code, [answer], _ = extract(json.dumps(line))
    assert code == 0
    assert answer["claims"]
