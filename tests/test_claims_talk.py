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

TRAPS = {"en": ("en-05", "en-10"), "ko": ("ko-03", "ko-06")}
NATURAL = {"en": ("en-18",), "ko": ("ko-10",)}
CURRENT = {m.value for m in Modality if m.current}


def told(claims):
    """Return the current dates, sizes and states of claims, each in one spelling."""
    found = {(str(c["field"]), spelled(c["value"])) for c in claims if c["modality"] in CURRENT}
    return {(field, value) for field, value in found if value != Status.RELEASED}


def counted(stems):
    """Count what is read rightly and wrongly, what is missed, and posts that claim nothing and yet gave something."""
    seen = Counter()
    for stem in stems:
        for row, watch in labelled_posts.rows(labelled_posts.FOLDER / f"{stem}.txt"):
            reading = read(jsonl.document(row, watch), watch)
            said = told([c.model_dump() if hasattr(c, "model_dump") else vars(c) for c in reading.claims])
            meant = told(row["claims"])
            seen["right"] += len(said & meant)
            seen["wrong"] += len(said - meant)
            seen["missed"] += len(meant - said)
            seen["nothing"] += not meant
            seen["alarms"] += bool(said and not meant)
    return seen
