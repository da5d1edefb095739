"""The second opinion on claims: weights that fit their code, verdicts that keep to them, training that repeats."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b85decode, b85encode
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.model import Watch
from scraper.claims import read, reader, weigh
from scraper.claims.weigh import features
from scraper.claims.weigh.items import STATES, items, logistic
from scraper.claims.weigh.verdict import weighed
from scraper.claims.weigh.weights import LANGUAGES, parsed
from scraper.model import Document, DocumentKind, Field, Modality

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "data" / "claims" / "corpus"
WEIGHTS = ROOT / "scraper" / "claims" / "weigh"
WATCH = Watch(key="lantern-street", name="Lantern Street", people=("Min Seo-yun",), platform="Netflix")
HELD = ("en-02", "en-04", "en-06", "en-10", "en-11", "ko-02", "ko-05", "ko-06")  # never learned from
SURE, NEVER = 0.0, 2.0  # thresholds that every probability passes, or none


def document(text, headline="Lantern Street", language="en"):
    return Document(
        id="1",
        kind=DocumentKind.ARTICLE,
        source="",
        url="",
        language=language,
        published=date(2024, 3, 6),
        headline=headline,
        text=text,
    )


def weights(**more):
    """Weights that know no sign: each item comes to the logit `bias`."""
    return parsed(weights_json(**more))


def weights_json(*, drop=SURE, admit=NEVER, about=(SURE, NEVER), bias=0.0):
    fusion = {"bias": bias, "terms": {}, "drop": drop, "admit": admit}
    scale = {"bias": 0, "signs": {}}
    return {
        "known": ["the"],
        "about": scale,
        "release": {"bias": [0], "out": [], "signs": {}, "together": {}},
        "count": scale,
        "state": {"bias": [0] * (len(STATES) + 1), "signs": {}},
        "fusion": {
            "about": {**fusion, "drop": about[0], "admit": about[1]},
            **{field.value: fusion for field in Field},
        },
        "features": "",
    }


def draft(text):
    drafted = reader.draft(document(text), WATCH, frozenset({"the"}))
    assert drafted is not None
    return drafted


# ---- the weights


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_were_learned_with_the_code_that_uses_them(language):
    learned = weigh.of(language)
    assert learned is not None
    assert learned.features == features.digest(), "the code that finds signs has changed: run `make train`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_are_small_and_whole(language):
    raw = (WEIGHTS / f"{language}.json").read_bytes()
    learned = json.loads(raw)
    assert len(raw) < 2_500_000
    assert all(
        type(w) is int for name in ("about", "release", "count") for w in learned[name]["signs"].values()
    )
    units = len(learned["release"]["out"])
    assert len(learned["release"]["bias"]) == 1 + units > 1
    assert {len(b85decode(told)) for told in learned["release"]["together"].values()} == {units}
    for row in learned["state"]["signs"].values():  # class, weight, class, weight …
        classes = row[::2]
        assert len(row) == 2 * len(classes) > 0
        assert classes == sorted(set(classes))
        assert set(classes) <= set(range(1, len(STATES) + 1))


def test_signs_tell_together_what_neither_tells_alone():
    both = b85encode(bytes([128 + 60, 128 - 30])).decode()  # 0.6 into the one unit, -0.3 into the other
    raw = weights_json()
    raw["release"] = {"bias": [250, -1000, 100], "out": [2.0, -5.0], "signs": {"friday": -500, "alone": 40}}
    raw["release"]["together"] = {"friday": both, "returns": both}
    net = parsed(raw).release

    def logit(*signs):
        return round(net.logit(net.sum(signs)), 6)

    assert logit() == -0.25  # 0.25, and the second unit is driven by its own 0.1
    assert logit("alone") == -0.21  # 0.04 more
    assert logit("friday") == -0.25  # neither unit is driven: 0.6 - 1.0, 0.1 - 0.3
    assert logit("returns") == 0.25
    assert logit("returns", "friday") == logit("friday", "returns") == 0.15  # 2.0 times 1.2 - 1.0


def test_a_language_without_weights_is_left_to_the_rules():
    drafted = reader.draft(document("Serial Lantern Street tayang 3 Mei 2024.", language="id"), WATCH)
    assert weigh.of("id") is None
    assert drafted is not None
    assert not drafted.candidates
    assert weigh.settle(drafted).claims == drafted.claims


def test_a_text_longer_than_any_news_is_left_to_the_rules():
    drafted = reader.draft(document("The series Lantern Street opens on May 3, 2024. " * 400), WATCH)
    assert drafted is not None
    assert (drafted.weighable, drafted.candidates) == (False, [])
    assert weigh.settle(drafted).claims == drafted.claims != ()


# ---- the verdict

PLAIN = "Lantern Street will premiere on May 3. It was first planned for April 5. It has ten episodes."


def current(reading):
    return {(c.field.value, c.value) for c in reading.claims if c.modality.current}


def test_what_seems_likely_enough_stays_and_says_how_likely():
    reading = weighed(draft(PLAIN), weights(drop=0.5, bias=3.0))
    assert {("release_date", "2024-05-03"), ("episode_count", "10")} <= current(reading)
    assert all(c.rule.endswith("weighed 0.95") for c in reading.claims if c.modality.current)


def test_what_seems_unlikely_goes_and_what_is_past_stays():
    drafted = draft(PLAIN)
    reading = weighed(drafted, weights(drop=0.5, bias=-3.0))
    assert not current(reading)
    past = [c for c in drafted.claims if not c.modality.current]
    assert past
    assert list(reading.claims) == past


@pytest.mark.parametrize(("day", "stays"), [(3.0, True), (0.3, False)])  # probabilities of .95 and .57
def test_that_it_is_out_stays_where_its_day_is_sure(day, stays):
    drafted = draft("Lantern Street came out on Netflix on March 1, 2024.")
    assert current(drafted) == {("release_date", "2024-03-01"), ("production_status", "released")}
    raw = weights_json(drop=0.5, bias=-3.0)
    raw["fusion"]["release_date"] = {"bias": day, "terms": {}, "drop": 0.5, "admit": NEVER}
    reading = weighed(drafted, parsed(raw))
    assert ("release_date", "2024-03-01") in current(reading)
    assert (("production_status", "released") in current(reading)) is stays
    assert all(c.rule.endswith(", dated") for c in reading.claims if c.value == "released")


def test_what_the_rules_passed_over_comes_in_with_a_rule_and_a_quote():
    drafted = draft("Crowds cheered Lantern Street on May 3.")
    assert not drafted.claims
    reading = weighed(drafted, weights(admit=0.5, bias=3.0))
    claim = next(c for c in reading.claims if c.value == "2024-05-03")
    assert claim.rule == "release.weighed 0.95"
    assert claim.quote == "Crowds cheered Lantern Street on May 3."
    assert claim.modality.current


def test_what_contradicts_the_rules_never_comes_in():
    drafted = draft("Lantern Street will premiere on May 3. Crowds cheered in Busan on May 9.")
    assert current(drafted) == {("release_date", "2024-05-03")}
    reading = weighed(drafted, weights(admit=0.5, bias=3.0))
    assert {v for f, v in current(reading) if f == "release_date"} == {"2024-05-03"}


def test_of_what_comes_in_and_contradicts_itself_one_stays():
    drafted = draft("Crowds cheered Lantern Street on May 3. They cheered the series again on May 9.")
    assert not drafted.claims
    reading = weighed(drafted, weights(admit=0.5, bias=3.0))
    assert len([v for f, v in current(reading) if f == "release_date"]) == 1


def test_what_the_text_takes_back_never_comes_in():
    drafted = draft("Lantern Street will not premiere on May 3, 2024.")
    stale = {c.value for c in drafted.claims if not c.modality.current}
    assert stale == {"2024-05-03"}
    assert ("release_date", "2024-05-03") not in current(weighed(drafted, weights(admit=SURE, bias=9.0)))


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        ("Lantern Street counts in chapters, and 14 glowed.", True),
        ("Lantern Street counts in chapters, and originally 14 glowed.", False),
        ("All the hours of Lantern Street, 14 by the cook's count, glow.", True),
        ("All the hours of Lantern Street, not 14 by the cook's count, glow.", False),
    ],
)
def test_a_size_that_its_clause_takes_back_never_comes_in(text, comes):
    drafted = draft(text)
    assert not drafted.claims
    assert (("episode_count", "14") in current(weighed(drafted, weights(admit=0.5, bias=3.0)))) is comes


def test_a_document_that_seems_to_be_of_something_else_claims_nothing():
    reading = weighed(draft(PLAIN), weights(about=(0.6, NEVER)))
    assert (reading.about, reading.claims) == (False, ())
    assert reading.reason.startswith("weighed 0.50")


def test_scores_beyond_what_one_place_can_tell_are_cut():
    drafted = draft(PLAIN)
    plain = [c for c in drafted.candidates if c.field is not Field.PRODUCTION_STATUS]
    states = [[0.0] * (len(STATES) + 1) for c in drafted.candidates if c.field is Field.PRODUCTION_STATUS]
    made = items(drafted, [99.0] * len(plain), states, 0.0)
    assert max(item.score for item in made) == 6.0


TEXTS = st.lists(
    st.sampled_from(
        [*PLAIN.split(), "Netflix", "season", "2", "part", "\n", "'Paper Moon'", "filming", "wrapped", "all", "six",
         "in 2025", "not", "episodes.", "촬영", "공개된다", "16부작", "5월", "3일", "\u200b", "31 February", "1999999"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["en", "ko"]))
def test_any_text_is_weighed_alike_each_time_and_quotes_itself(text, language):
    one, two = (read(document(text, language=language), WATCH) for _ in range(2))
    assert one == two
    body = document(text).body
    assert all(body[c.start : c.end] == c.quote and c.quote for c in one.claims)


@given(st.floats(allow_nan=False, allow_infinity=True))
def test_a_logit_comes_to_a_probability(logit):
    assert 0.0 < logistic(logit) < 1.0


# ---- what it is worth


def rows(name):
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


def watches():
    return {
        t["title_id"]: Watch(key="t", **{k: v for k, v in t.items() if k != "title_id"})
        for t in rows("titles.jsonl")
    }


def labelled(row):
    return {(c["field"], str(c["value"])) for c in row["claims"] if Modality(c["modality"]).current}


def f1(hit, wrong, missed):
    return 2 * hit / (2 * hit + wrong + missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_read_documents_that_they_never_saw_better_than_rules_alone(language):
    watch, plain, second = watches(), [0, 0, 0], [0, 0, 0]
    for row in (r for name in HELD if name.startswith(language) for r in rows(f"{name}.jsonl")):
        told = Document(
            id=row["id"], kind=DocumentKind(row["kind"]), source=row["source"], url=row["url"], language=row["lang"],
            published=date.fromisoformat(row["published"]), headline=row["headline"], text=row["text"],
        )  # fmt: skip
        drafted = reader.draft(told, watch[row["title_id"]])
        if drafted is None:
            continue
        want = labelled(row)
        for tally, got in (
            (
                plain,
                {(c.field.value, c.value) for c in drafted.claims if c.modality.current and drafted.about},
            ),
            (second, current(weigh.settle(drafted))),
        ):
            tally[0] += len(got & want)
            tally[1] += len(got - want)
            tally[2] += len(want - got)
    assert f1(*second) > f1(*plain)
    assert second[1] < plain[1], "fewer wrong claims is what it is for"


# ---- the corpora and the training


@pytest.mark.parametrize(
    "path",
    sorted(p for kind in ("t[rk]-*.jsonl", "r[nk]-*.jsonl", "s[nk]-*.jsonl") for p in CORPUS.glob(kind)),
    ids=lambda path: path.stem,
)
def test_labels_quote_their_documents(path):
    known = {t["title_id"] for t in rows("titles.jsonl")}
    ids = [row["id"] for row in rows(path.name)]
    assert len(set(ids)) == len(ids)
    for row in rows(path.name):
        assert row["title_id"] in known
        assert row["about"] or not row["claims"]
        for claim in row["claims"]:
            assert Field(claim["field"])
            assert Modality(claim["modality"])
            assert claim["quote"] in f"{row['headline']}\n{row['text']}", row["id"]


@pytest.mark.skipif(find_spec("sklearn") is None, reason="the group `train` is not installed")
def test_training_repeats_itself_byte_for_byte(tmp_path):
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        command = [
            sys.executable,
            "-m",
            "scripts.train_weighing",
            CORPUS / "tr-01.jsonl",
            CORPUS / "tr-02.jsonl",
        ]
        subprocess.run([*command, "--out", tmp_path / name], cwd=ROOT, check=True, capture_output=True)
        made.append((tmp_path / name / "en.json").read_bytes())
    assert made[0] == made[1]
