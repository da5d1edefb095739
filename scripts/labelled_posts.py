"""Labelled social posts: what people write about a title all year, as rows of a corpus.

A file of `tests/data/claims/talk` first names its titles, then holds a post a line:

    # KEY | NAME | series or film | PLATFORM | PERSON, PERSON
    DAY | KEY | text => FIELD SCOPE VALUE MODALITY; …

DAY is the day on which it was posted, FIELD one of r (release date), e (episode count), s (status), SCOPE
`-` where nothing says which season. Nothing behind `=>` is a post that claims nothing. Labels tell all
three fields.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.model import Watch
from scraper.model import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = dict[str, Any]

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "claims" / "talk"
# Kept for measuring: never learned from, nor read by whoever makes rules.
MEASURED = ("en-05", "en-10", "en-18", "ko-03", "ko-06", "ko-10")
GROUP = 10  # posts in a row that count as one title: few titles have hundreds of posts
FIELDS = {"r": Field.RELEASE_DATE, "e": Field.EPISODE_COUNT, "s": Field.PRODUCTION_STATUS}
_POST = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) \| (?P<key>\w+) \| (?P<text>.+?) =>(?P<labels>.*)")


def rows(path: Path) -> Iterator[tuple[Row, Watch]]:
    """Yield the posts of a file as rows of a corpus, each with the watch that it is read for.

    Raises ValueError, with file and line, for a line that is no post or names no title of the file.
    """
    watches: dict[str, Watch] = {}
    place = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            if line.startswith("#"):
                key, watch = _titled(line)
                watches[key] = watch
                continue
            post = _parted(line)
            claims = [_claim(label, post["text"]) for label in post["labels"].split(";") if label.strip()]
            watch = watches[post["key"]]
        except (ValueError, KeyError) as error:
            msg = f"{path.name}, line {number}: {line!r} is no labelled post of a title that is named above"
            raise ValueError(msg) from error
        yield (
            {
                "id": f"talk-{path.stem}-{place:04}",
                "title_id": f"talk-{path.stem}-{place // GROUP}",
                "lang": path.stem.partition("-")[0],
                "kind": "post",
                "source": "",
                "url": "",
                "published": post["day"],
                "headline": "",
                "text": post["text"],
                "about": True,
                "claims": claims,
                "labelled": [field.value for field in FIELDS.values()],
            },
            watch,
        )
        place += 1


def learned() -> list[tuple[Row, Watch]]:
    """Return the posts that weights are learned from."""
    return [pair for path in sorted(FOLDER.glob("*.txt")) if path.stem not in MEASURED for pair in rows(path)]


def _parted(line: str) -> re.Match[str]:
    post = _POST.fullmatch(line)
    if post is None:
        raise ValueError(line)
    return post


def _titled(line: str) -> tuple[str, Watch]:
    key, name, kind, platform, people = (part.strip() for part in line[1:].split("|"))
    stars = tuple(person.strip() for person in people.split(","))
    # A watch has its key in Latin letters; what it is called does not matter here.
    return key, Watch.model_validate(
        {"key": f"title-{key}", "name": name, "kind": kind, "platform": platform, "people": stars}
    )


def _claim(label: str, text: str) -> Row:
    field, scope, value, modality = label.split()
    return {
        "field": FIELDS[field].value,
        "scope": "" if scope == "-" else scope,
        "value": int(value) if field == "e" else value,
        "modality": modality,
        "quote": text,
    }
