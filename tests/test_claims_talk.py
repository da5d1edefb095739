"""What is read in the posts that are kept for measuring: neither rules nor weights have seen them.

"Released" is left out: whoever talks of an episode has seen it, and whether a post says so is a matter of taste.
"""

from __future__ import annotations

from collections import Counter

import pytest

from notifier import jsonl
from scraper.claims import read
from scraper.model import Modality, Status
from scripts import labelled_posts
from scripts.weighing_corpora import spelled

TRAPS = {"en": ("en-05", "en-10"), "ko": ("ko-03", "ko-06")}  # dense in them
SAMPLE = {"en": ("en-18",), "ko": ("ko-10",)}  # as a search brings them up
CURRENT = {m.value for m in Modality if m.current}


def told(claims):
    """Return dates, sizes and states, given as field, value and modality, that are current; dates in one spelling."""
    return {
        (field, spelled(value))
        for field, value, modality in claims
        if modality in CURRENT and value != Status.RELEASED.value
    }


def counted(stems):
    """Count what is read rightly and wrongly, what is missed, and what gave something though it claims nothing."""
    seen = Counter()
    for stem in stems:
        for row, watch in labelled_posts.rows(labelled_posts.FOLDER / f"{stem}.txt"):
            reading = read(jsonl.document(row, watch), watch)
            said = told((c.field.value, c.value, c.modality.value) for c in reading.claims)
            meant = told((c["field"], c["value"], c["modality"]) for c in row["claims"])
            seen["right"] += len(said & meant)
            seen["wrong"] += len(said - meant)
            seen["missed"] += len(meant - said)
            seen["nothing"] += not meant
            seen["alarms"] += bool(said and not meant)
    return seen


def figures(stems):
    seen = counted(stems)
    right = seen["right"]
    return right / (right + seen["wrong"]), right / (right + seen["missed"]), seen["alarms"] / seen["nothing"]


@pytest.mark.parametrize(
    ("stems", "precision", "recall", "alarms"),
    [
        (TRAPS["en"], 0.76, 0.75, 0.15),
        (TRAPS["ko"], 0.80, 0.73, 0.09),
        (SAMPLE["en"], 0.90, 0.79, 0.02),
        (SAMPLE["ko"], 0.87, 0.88, 0.04),
    ],
)
def test_what_is_reached_in_posts_stays_reached(stems, precision, recall, alarms):
    assert set(stems) <= set(labelled_posts.MEASURED)
    reached = figures(stems)
    assert reached[0] >= precision
    assert reached[1] >= recall
    assert reached[2] <= alarms
