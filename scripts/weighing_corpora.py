"""The labelled documents that weights are learned from, with what the rules make of each."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from notifier import jsonl
from scraper.claims import reader
from scraper.claims.scene import lay_out
from scraper.claims.weigh.tokens import vocabulary
from scraper.model import Field, Modality
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from config.model import Watch
    from scraper.claims.weigh.draft import Draft

FOLDS = 5
SEED = 7
OFTEN = 3  # documents in which a word must stand to be seen as itself
CURRENT = {m.value for m in Modality if m.current}


@dataclass
class Example:
    """A labelled document and what the rules make of it."""

    row: dict[str, Any]
    title: str  # by its name: several corpora may tell of it
    draft: Draft
    fold: int
    want: dict[Field, set[str]]  # current values, in one spelling
    quoted: dict[Field, list[tuple[str, int, int]]]  # current values with the spans of their quotes

    @property
    def whole(self) -> bool:
        """Whether the labels tell all that the text says, not of some fields alone."""
        return "labelled" not in self.row


def spelled(value: object) -> str:
    """Return one spelling for values that are the same span of days."""
    text = str(value)
    if text == PULLED or not text[:4].isdigit() or len(text) < 4:
        return text
    try:
        return "{}/{}".format(*span(text))
    except ValueError:
        return text


def key(field: Field, value: object) -> str:
    """Return the spelling of a value by which it is compared."""
    return spelled(value) if field is Field.RELEASE_DATE else str(value)


def corpora(paths: Iterable[Path]) -> list[tuple[dict[str, Any], Watch]]:
    """Return the rows of corpora with their watches, sorted by id."""
    found = []
    for path in sorted(paths):
        beside = path.with_suffix(".titles.jsonl")
        titles = beside if beside.exists() else path.with_name("titles.jsonl")
        watches = _watches(titles)
        found += [(row, watches[row["title_id"]]) for row in _rows(path)]
    return sorted(found, key=lambda pair: str(pair[0]["id"]))


@cache  # nearly all corpora share one file of titles
def _watches(titles: Path) -> dict[str, Watch]:
    return {
        row["title_id"]: jsonl.watch({k: v for k, v in row.items() if k != "title_id"})
        for row in _rows(titles)
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def titled(row: dict[str, Any], watch: Watch) -> str:
    """Return the title that a row tells of; single sentences are grouped by how they are made."""
    return watch.name.casefold() if row["url"] else str(row["title_id"])


def known_words(rows: Iterable[tuple[dict[str, Any], Watch]]) -> frozenset[str]:
    """Return the words that stand in enough documents."""
    seen: Counter[str] = Counter()
    for row, watch in rows:
        scene = lay_out(jsonl.document(row, watch), watch)
        seen.update({w for s in scene.sentences for w in vocabulary(s, frozenset()) if w[0].isalpha()})
    return frozenset(w for w, n in seen.items() if n >= OFTEN)


def examples(rows: Sequence[tuple[dict[str, Any], Watch]], known: frozenset[str]) -> list[Example]:
    """Return the labelled documents in which the title or its people are named."""
    titles = sorted({titled(row, watch) for row, watch in rows})
    random.Random(SEED).shuffle(titles)
    fold = {title: place % FOLDS for place, title in enumerate(titles)}
    made = []
    for row, watch in rows:
        drafted = reader.draft(jsonl.document(row, watch), watch, known)
        if drafted is None:
            continue
        if "labelled" in row:
            told = [c for c in drafted.candidates if c.field.value in row["labelled"]]
            drafted = replace(drafted, candidates=told)
        body = f"{row['headline']}\n{row['text']}"
        want: dict[Field, set[str]] = {f: set() for f in Field}
        quoted: dict[Field, list[tuple[str, int, int]]] = {f: [] for f in Field}
        for claim in row["claims"]:
            if claim["modality"] in CURRENT:
                field = Field(claim["field"])
                value, at = key(field, claim["value"]), body.find(claim["quote"])
                want[field].add(value)
                quoted[field].append((value, at, at + len(claim["quote"])))
        title = titled(row, watch)
        made.append(Example(row, title, drafted, fold[title], want, quoted))
    return made


def history(row: dict[str, Any]) -> bool:
    """Whether the labels date a release before the document's day, so that "released" goes without saying."""
    return any(
        c["field"] == "release_date"
        and c["modality"] in CURRENT
        and str(c["value"])[:4].isdigit()
        and "/" not in str(c["value"])
        and str(c["value"]) <= row["published"][: len(str(c["value"]))]
        for c in row["claims"]
    )
