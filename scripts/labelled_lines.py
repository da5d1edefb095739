"""The labelled lines that weights are learned from: a state, or dates and sizes, in a sentence or two.

`states-en.txt`, `states-ko.txt` and, for social posts, `posts-en.txt`, `posts-ko.txt` hold
`STATE|SCOPE|text`, as in `fi|S2|…`, or `STATE@SCOPE;STATE@SCOPE||text` where two seasons have states; `?`
behind a state is a rumour, `~` an expectation, `-` none. `dates-en.txt` holds `DATES|SIZES|text`: EDTF
values and numbers that the text states as current, told on 6 March 2024.
What a line does not label it may still say, so a line teaches nothing but its own fields.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.model import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "claims"
PUBLISHED = "2024-03-06"
GROUP = 10  # lines in a row that count as one title: they are variants of each other
TITLES = (
    Watch(key="harbor", name="The Harbor Line", people=("Ana Ruiz",), platform="Netflix"),
    Watch(
        key="lantern",
        name="Lantern Street",
        aliases=("등불 거리", "등불거리"),
        people=("Min Seo-yun", "민서윤"),
        platform="Netflix",
    ),
    Watch(
        key="salt",
        name="Salt & Iron",
        aliases=("소금과 쇠", "소금과쇠"),
        people=("Tom Okafor",),
        platform="A24",
        kind="film",
    ),
)
STATES = {
    "an": "announced", "pp": "pre_production", "fi": "filming", "pa": "paused", "wr": "wrapped",
    "po": "post_production", "co": "completed", "re": "released", "ca": "cancelled",
}  # fmt: skip
SURE = {"?": "rumoured", "~": "expected"}

Row = dict[str, Any]


def rows(folder: Path) -> Iterator[tuple[Row, Watch]]:
    """Yield every line of a folder as a row of a corpus, with the watch that it is read for.

    Raises ValueError, with file and line, for a line that has no labels or names none of the titles.
    """
    for path in sorted(found for kind in KINDS for found in folder.glob(f"{kind}-*.txt")):
        kind, language = path.stem.split("-")
        told, labelled = KINDS[kind]
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            try:
                one, two, text = line.split("|", 2)
                claims = [{**claim, "quote": text} for claim in told(one, two)]
            except (ValueError, KeyError) as error:
                msg = f"{path.name}, line {place + 1}: {line!r} has no labels of its kind"
                raise ValueError(msg) from error
            watch = _titled(text)
            if watch is None:
                msg = f"{path.name}, line {place + 1}: names no title of {', '.join(w.name for w in TITLES)}"
                raise ValueError(msg)
            row: Row = {
                "id": f"{path.stem}-{place:04}",
                "title_id": f"{path.stem}-{place // GROUP}",
                "lang": language,
                "kind": "post" if kind == "posts" else "article",
                "source": "",
                "url": "",
                "published": PUBLISHED,
                "headline": "",
                "text": text,
                "about": True,
                "claims": claims,
                "labelled": labelled,
            }
            yield row, watch


def _titled(text: str) -> Watch | None:
    names = text.casefold()
    return next((w for w in TITLES if any(n.casefold() in names for n in (w.name, *w.aliases))), None)


def _states(stages: str, scope: str) -> Iterator[Row]:
    for stage in stages.split(";") if "@" in stages else [f"{stages}@{scope}"]:
        state, _, of = stage.partition("@")
        if state != "-":
            surely = SURE.get(state[2:], "confirmed")
            yield {
                "field": "production_status", "scope": of, "value": STATES[state[:2]], "modality": surely,
            }  # fmt: skip


def _values(dates: str, sizes: str) -> Iterator[Row]:
    for field, values in (("release_date", dates), ("episode_count", sizes)):
        for value in values.split(";"):
            if value != "-":
                yield {"field": field, "scope": "", "value": value, "modality": "confirmed"}


# How the labels of a file are read, and which fields they tell of.
KINDS = {
    "states": (_states, ["production_status"]),
    "posts": (_states, ["production_status"]),
    "dates": (_values, ["release_date", "episode_count"]),
}
