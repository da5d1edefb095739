"""The state of a production: sentences of our own, by families of phrases, more than a third of them decoys."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from config.model import Watch
from scraper.claims import read
from scraper.model import Document, DocumentKind, Field

DATA = Path(__file__).parent / "data" / "claims"
WATCHES = {k: Watch(**v) for k, v in json.loads((DATA / "titles.json").read_text(encoding="utf-8")).items()}
LINE = WATCHES["the-harbor-line"]


def states(text, *, headline="", watch=LINE, published=date(2024, 2, 6)):
    document = Document(
        id="1",
        kind=DocumentKind.ARTICLE,
        source="",
        url="",
        language="en",
        published=published,
        headline=headline,
        text=text,
    )
    return {
        (claim.scope, claim.value)
        for claim in read(document, watch).claims
        if claim.field is Field.PRODUCTION_STATUS and claim.modality.current
    }


def is_read_as_labelled(row):
    got = states(
        row["text"],
        headline=row["headline"],
        watch=WATCHES[row["title"]],
        published=date.fromisoformat(row["published"]),
    )
    return got == {(claim["scope"], claim["value"]) for claim in row["claims"]}


def test_most_sentences_on_states_are_read_as_labelled():
    rows = [json.loads(line) for line in (DATA / "status-en.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = [row["text"] for row in rows if not is_read_as_labelled(row)]
    assert len(rows) >= 800
    assert sum(not row["claims"] for row in rows) >= 160
    assert len(wrong) / len(rows) <= 0.05, wrong


def test_the_tense_decides_what_a_verb_of_the_shoot_comes_to():
    said = "Filming on The Harbor Line {} in May."
    assert states(said.format("will wrap")) == {("", "filming")}
    assert states(said.format("wrapped")) == {("", "wrapped")}
    assert states(said.format("will begin")) == {("", "pre_production")}
    assert states(said.format("began")) == {("", "filming")}


def test_a_stop_holds_until_the_text_says_that_it_went_on():
    stopped = "Production of The Harbor Line was halted in November."
    assert states(stopped) == {("", "paused")}
    assert states(f"{stopped} Filming resumed on Monday.") == {("", "filming")}


def test_an_order_of_more_is_one_of_the_next_season():
    text = "Season 1 of The Harbor Line ended on a cliffhanger. Netflix renewed The Harbor Line on Monday."
    assert ("S2", "announced") in states(text, headline="The Harbor Line season 1: what a finale")


def test_what_is_being_shot_is_not_out():
    text = "Season 2 of The Harbor Line is filming in Oslo. Viewers were left reeling."
    assert states(text) == {("S2", "filming")}
