"""The single sentences that reading is held to, as rows of a corpus: plain statements and as many decoys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.model import Watch
from scripts import labelled_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAIMS = Path(__file__).resolve().parents[1] / "tests" / "data" / "claims"
FIELDS = {"r": "release_date", "e": "episode_count", "s": "production_status"}
LANTERN = Watch(
    key="lantern-street",
    name="Lantern Street",
    aliases=("등불 거리",),
    people=("Min Seo-yun",),
    platform="Netflix",
)
KOREAN = {
    "w": Watch(key="w", name="Blue Waves", aliases=("푸른 파도",), platform="tvN"),
    "f": Watch(key="f", name="Black Forest", aliases=("검은 숲",), kind="film"),
}
HEADLINES = {"w": "드라마 '푸른 파도' 소식", "f": "영화 '검은 숲' 소식"}

Row = dict[str, Any]


def rows() -> list[tuple[Row, Watch]]:
    """Return every labelled sentence as a row of a corpus, with its watch."""
    return [
        *_cases("en.jsonl"),
        *_cases("status-en.jsonl"),
        *_english(),
        *_korean(),
        *labelled_lines.rows(labelled_lines.FOLDER),
    ]


def _row(place: int, name: str, **told: Any) -> Row:  # noqa: ANN401 - JSON values
    blank = {"kind": "article", "source": "", "url": "", "headline": "", "about": True}
    return {
        **blank,
        **told,
        "id": f"sentence-{name}-{place:04}",
        "title_id": f"sentence-{name}-{place // labelled_lines.GROUP}",
        "claims": [{**c, "quote": told["text"]} for c in told["claims"]],
    }


def _lines(name: str) -> list[str]:
    return [line for line in (CLAIMS / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def _cases(name: str) -> Iterator[tuple[Row, Watch]]:
    watches = {
        k: Watch(**v) for k, v in json.loads((CLAIMS / "titles.json").read_text(encoding="utf-8")).items()
    }
    for place, line in enumerate(_lines(name)):
        row = json.loads(line)
        about = bool(row["claims"]) if row["about"] is None else row["about"]
        told = {k: row[k] for k in ("published", "headline", "text", "claims")}
        yield _row(place, name, **told, about=about, lang=row["language"]), watches[row["title"]]


def _english() -> Iterator[tuple[Row, Watch]]:
    for place, line in enumerate(_lines("sentences-en.jsonl")):
        row = json.loads(line)
        labels = [label.split("|") for label in row["c"]]
        claims = [{"field": f, "scope": s, "value": v, "modality": m} for f, s, v, m in labels]
        yield _row(place, "lantern", text=row["t"], claims=claims, published="2024-03-06", lang="en"), LANTERN


def _korean() -> Iterator[tuple[Row, Watch]]:
    for place, line in enumerate(line for line in _lines("ko.txt") if not line.startswith("#")):
        told, _, labels = line.partition("=>")
        day, title, text = (part.strip() for part in told.split("|", 2))
        claims = []
        for label in filter(str.strip, labels.split(";")):
            field, scope, value, modality = label.split()
            claims.append({"field": FIELDS[field], "scope": scope, "value": value, "modality": modality})
        post = title.endswith("p")
        yield (
            _row(
                place,
                "ko",
                text=text,
                claims=claims,
                published=day,
                lang="ko",
                kind="post" if post else "article",
                headline="" if post else HEADLINES[title],
            ),
            KOREAN[title[0]],
        )
