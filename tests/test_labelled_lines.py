"""The labelled lines that weights learn from: each is read as it was meant."""

from __future__ import annotations

import pytest

from scraper.model import Field, Status
from scraper.spans import readable
from scripts import labelled_lines

CLAIMS = labelled_lines.FOLDER


def told(tmp_path, name, line):
    (tmp_path / name).write_text(line + "\n", encoding="utf-8")
    [(row, watch)] = labelled_lines.rows(tmp_path)
    return {(c["field"], c["scope"], c["value"], c["modality"]) for c in row["claims"]}, row, watch


def test_a_line_of_one_state(tmp_path):
    claims, row, watch = told(tmp_path, "states-en.txt", "fi?|S2|They say The Harbor Line is shooting again.")
    assert claims == {("production_status", "S2", "filming", "rumoured")}
    assert (row["text"], watch.name) == ("They say The Harbor Line is shooting again.", "The Harbor Line")
    assert row["labelled"] == ["production_status"]


def test_a_line_of_two_seasons(tmp_path):
    claims, _, _ = told(
        tmp_path, "states-en.txt", "re@S1;wr~@S2||Lantern Street is out; more is nearly shot."
    )
    assert claims == {
        ("production_status", "S1", "released", "confirmed"),
        ("production_status", "S2", "wrapped", "expected"),
    }


def test_a_line_that_states_nothing(tmp_path):
    assert told(tmp_path, "states-ko.txt", "-||'등불 거리' OST 공개")[0] == set()


def test_a_line_of_a_post_is_read_as_one(tmp_path):
    claims, row, _ = told(tmp_path, "posts-en.txt", "re||halfway through Lantern Street and i can't stop")
    assert claims == {("production_status", "", "released", "confirmed")}
    assert (row["kind"], row["labelled"]) == ("post", ["production_status"])


def test_a_line_without_a_date_or_a_size(tmp_path):
    assert told(tmp_path, "dates-en.txt", "-|-|The Lantern Street trailer is out on May 3.")[0] == set()


def test_a_line_of_dates_and_sizes(tmp_path):
    claims, row, _ = told(tmp_path, "dates-en.txt", "2024-05-03;2024-05|8|Salt & Iron, May 3 | eight parts")
    assert claims == {
        ("release_date", "", "2024-05-03", "confirmed"),
        ("release_date", "", "2024-05", "confirmed"),
        ("episode_count", "", "8", "confirmed"),
    }
    assert (row["text"], row["published"]) == ("Salt & Iron, May 3 | eight parts", "2024-03-06")


def test_a_line_without_a_title_is_told_by_its_place(tmp_path):
    (tmp_path / "dates-en.txt").write_text("-|-|Salt & Iron\n-|-|Nobody\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"dates-en\.txt, line 2: names no title"):
        list(labelled_lines.rows(tmp_path))


@pytest.mark.parametrize("line", ["", "fi", "xx|S1|Salt & Iron", "fi@S1;xx@S2||Salt & Iron"])
def test_a_line_without_labels_is_told_by_its_place(tmp_path, line):
    (tmp_path / "states-en.txt").write_text(f"-||Salt & Iron\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"states-en\.txt, line 2: .* has no labels"):
        list(labelled_lines.rows(tmp_path))


def test_every_line_that_is_learned_from_can_be_read():
    seen = [claim for row, _ in labelled_lines.rows(CLAIMS) for claim in row["claims"]]
    assert {c["value"] for c in seen if c["field"] == Field.PRODUCTION_STATUS} == {s.value for s in Status}
    assert all(readable(c["value"]) for c in seen if c["field"] == Field.RELEASE_DATE)
    assert all(1 <= int(c["value"]) < 1000 for c in seen if c["field"] == Field.EPISODE_COUNT)
