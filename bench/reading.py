"""How fast claims are read: `python bench/reading.py [FILE.jsonl]`, one core, after start-up.

Reads documents of about 150 words (of our own making, or the lines of a file as `extract` takes them) and
prints documents a second; then hostile texts of growing size: twice the text may take twice the time,
not four times.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from config.model import Watch
from notifier import jsonl
from scraper.claims import read
from scraper.model import Document, DocumentKind

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


def document(text: str) -> Document:
    return Document(
        id="1", kind=DocumentKind.ARTICLE, source="", url="", language="en", published=date(2024, 3, 6),
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
    for name, piece in HOSTILE.items():
        times = []
        for size in SIZES.values():
            text = piece * (size // len(piece))
            begin = time.process_time()
            read(document(text), WATCH)
            times.append(time.process_time() - begin)
        shown = "  ".join(f"{size} {spent:6.2f} s" for size, spent in zip(SIZES, times, strict=True))
        print(f"{name:10} {shown}")


if __name__ == "__main__":
    main()
