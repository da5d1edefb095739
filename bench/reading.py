"""How fast claims are read: `python bench/reading.py [FILE.jsonl]`, one core, after start-up.

Reads documents of about 150 words (of our own making, or the lines of a file as `extract` takes them) and
prints documents a second; then hostile texts of growing size, as articles and as posts: twice the text may
take twice the time, not four times.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from config.model import Watch
from notifier import jsonl
from scraper.claims import read
from scraper.model import Document, DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterator

WATCH = Watch(key="lantern-street", name="Lantern Street", people=("Min Seo-yun",), platform="Netflix")
TEXT = """\
Min Seo-yun is back on the night market. Netflix said on Tuesday that Lantern Street will return for a
second season on May 3, after a first run that came out in November 2022 and had eight episodes.

The drama follows a cook who looks for her brother between the stalls. Critics praised the quiet tone,
and the soundtrack, released in January, sold well in Korea and in Japan.

Filming on the new season wrapped in February. It consists of ten episodes, two more than before, the
director told reporters at a press conference, and was originally planned for the end of last year.

Before that, the actress can be seen in 'Paper Moon', which opens in theaters on March 20. A trailer
for Lantern Street drops next week; fans on the set saw lanterns, boats and a fire, and nobody wanted to
go home that night.
"""
KNOWN_IN_BOTH = WATCH.model_copy(update={"aliases": ("등불 거리",)})
SIZES = {"50k": 50_000, "100k": 100_000, "200k": 200_000, "10M": 10_000_000}
HOSTILE = {
    "one word": "a",
    "title": "Lantern Street ",
    "quotes": "'",
    "brackets": "(((",
    "numbers": "1234 ",
    "dates": "May 3, 2024 ",
    "counts": "ten episodes of ",
    "seasons": "season two of the ",
    "hedges": "was originally slated to not ",
    "shoot": "filming on the of filming ",
    "korean": "등불거리 파트2 ",
    "lines": "x\n",
}
AS_POSTS = HOSTILE | {
    "moved": "Lantern Street now May 3, not May 10, goes from May 3 to May 10 ",
    "watched": "watching Lantern Street tonight ",
    "days": "등불 거리 3일 공개 ",
    "moved (ko)": "등불 거리 5월 3일에서 10일로 미룸 ",
    "countdown": "등불 거리 열흘 남았다 ",
    "prepares": "등불 거리 촬영 준비 중 ",
}


def document(text: str, kind: DocumentKind = DocumentKind.ARTICLE) -> Document:
    return Document(
        id="1", kind=kind, source="", url="", language="en", published=date(2024, 3, 6),
        headline="Lantern Street", text=text,
    )  # fmt: skip


def rate(lines: list[tuple[Document, Watch]], *, seconds: float = 3.0) -> tuple[float, float]:
    for doc, watch in lines:
        read(doc, watch)  # compiles every pattern
    done, words, begin = 0, 0, time.process_time()
    while time.process_time() - begin < seconds:
        for doc, watch in lines:
            read(doc, watch)
            words += len(doc.text.split())
        done += len(lines)
    spent = time.process_time() - begin
    return done / spent, words / spent


def main() -> None:
    if len(sys.argv) > 1:
        rows = [
            json.loads(row)
            for row in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
            if row.strip()
        ]
        pairs = [(jsonl.watch(row["title"]), row) for row in rows]
        lines = [(jsonl.document(row, watch), watch) for watch, row in pairs]
    else:
        lines = [(document(TEXT.replace("\n", " ").replace("  ", "\n\n")), WATCH)]
    documents, words = rate(lines)
    print(f"{documents:8.0f} documents a second   {words / 150:8.0f} times 150 words a second")
    for kind, texts in ((DocumentKind.ARTICLE, HOSTILE), (DocumentKind.POST, AS_POSTS)):
        print(f"as {kind}s")
        for name, piece in texts.items():
            print(f"{name:10} {'  '.join(timed(piece, kind))}", flush=True)


def timed(piece: str, kind: DocumentKind) -> Iterator[str]:
    for size, length in SIZES.items():
        doc = document(piece * (length // len(piece)), kind)
        begin = time.process_time()
        read(doc, KNOWN_IN_BOTH)
        yield f"{size} {time.process_time() - begin:6.2f} s"


if __name__ == "__main__":
    main()
