"""The labelled posts that weights learn from: each is read as it was meant."""

from __future__ import annotations

import pytest

from scraper.model import Field, Status
from scraper.spans import readable
from scripts import labelled_posts

TITLE = "# g | Glass Harvest | series | Netflix | Ines Calder, Tobi Adeyemi\n"


def rows(tmp_path, *lines):
    path = tmp_path / "en-77.txt"
    path.write_text(TITLE + "".join(line + "\n" for line in lines), encoding="utf-8")
    return list(labelled_posts.rows(path))


def test_a_post_with_three_labels(tmp_path):
    [(row, watch)] = rows(
        tmp_path,
        "2024-03-06 | g | S2 of Glass Harvest is may 3, 8 eps | in the can => "
        "r S2 2024-05-03 confirmed; e S2 8 confirmed; s S2 wrapped rumoured",
    )
    assert row["text"] == "S2 of Glass Harvest is may 3, 8 eps | in the can"
    assert (row["published"], row["kind"], row["lang"], row["id"]) == (
        "2024-03-06",
        "post",
        "en",
        "talk-en-77-0000",
    )
    assert [(c["field"], c["scope"], c["value"], c["modality"]) for c in row["claims"]] == [
        ("release_date", "S2", "2024-05-03", "confirmed"),
        ("episode_count", "S2", 8, "confirmed"),
        ("production_status", "S2", "wrapped", "rumoured"),
    ]
    assert {c["quote"] for c in row["claims"]} == {row["text"]}
    assert (watch.name, watch.platform, watch.people) == (
        "Glass Harvest",
        "Netflix",
        ("Ines Calder", "Tobi Adeyemi"),
    )


def test_a_post_that_claims_nothing(tmp_path):
    [(row, _)] = rows(tmp_path, "2024-03-06 | g | my exam is may 3 and all i have is Glass Harvest =>")
    assert row["claims"] == []
    assert row["labelled"] == ["release_date", "episode_count", "production_status"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2024-03-06 | g | no labels",
        "2024-03-06 | n | a title that is not named above =>",
        "2024-03-06 | g | Glass Harvest => x - 2024 confirmed",
        "2024-03-06 | g | Glass Harvest => e - many confirmed",
        "# g | Glass Harvest",
    ],
)
def test_a_line_that_is_no_post_is_told_by_its_place(tmp_path, line):
    with pytest.raises(ValueError, match=r"en-77\.txt, line 3: .* is no labelled post"):
        rows(tmp_path, "2024-03-06 | g | Glass Harvest =>", line)


def test_every_post_can_be_read():
    seen = [
        claim
        for path in labelled_posts.FOLDER.glob("*.txt")
        for row, _ in labelled_posts.rows(path)
        for claim in row["claims"]
    ]
    assert {c["value"] for c in seen if c["field"] == Field.PRODUCTION_STATUS} == {s.value for s in Status}
    assert all(readable(c["value"]) for c in seen if c["field"] == Field.RELEASE_DATE)
    assert all(1 <= c["value"] < 1000 for c in seen if c["field"] == Field.EPISODE_COUNT)


def test_what_is_kept_for_measuring_is_not_learned_from():
    assert {path.stem for path in labelled_posts.FOLDER.glob("*.txt")} >= set(labelled_posts.MEASURED)
    taught = {str(row["id"]).rpartition("-")[0] for row, _ in labelled_posts.learned()}
    assert taught.isdisjoint({f"talk-{name}" for name in labelled_posts.MEASURED})
    assert {"talk-en-01", "talk-ko-01"} <= taught
