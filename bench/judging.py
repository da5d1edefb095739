"""Judging: claims per second with 1,000 items held, and what floods cost. `python -m bench.judging`.

Times are CPU seconds of one core. No reading is timed: votes go straight into the memories of the titles.
Then, with `--replay`, a replay of 100,000 documents with its peak memory.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.judge import Memory
from scraper.model import Field, Modality, SourceStanding, Speaker
from scraper.votes import Vote

START = datetime(2024, 1, 1, tzinfo=UTC)
STATES = ("announced", "pre_production", "filming", "wrapped", "post_production", "completed", "released")


def ballot(number: int, document: str, field: Field, scope: str, value: str, **more: object) -> Vote:
    """Return a vote of a trade outlet, one hour after the one before."""
    at = START + timedelta(hours=number)
    given = {
        "modality": Modality.CONFIRMED, "weight": SourceStanding.TRADE, "own": SourceStanding.TRADE,
        "outlet": f"o{number % 37}", "text": document, "speaker": Speaker.OUTLET, "asserted": at,
        "published": at, "start": 0, "quote": "q",
    } | more  # fmt: skip
    return Vote(claim=number, document=document, field=field, scope=scope, value=value, **given)  # type: ignore[arg-type]


def value_of(rng: random.Random, field: Field, number: int) -> str:
    """Return a value as a story would bring it: mostly what was said before, sometimes another."""
    moved = number // 40 % 5
    if field is Field.RELEASE_DATE:
        return rng.choice([f"2025-0{moved + 1}-10", f"2025-0{moved + 1}", "2025"])
    if field is Field.EPISODE_COUNT:
        return str(8 + moved % 2)
    return STATES[min(number // 60, 6)]


def judged(titles: int, claims: int) -> float:
    """Return claims per second over `titles` titles of three items, three claims a document."""
    rng = random.Random(7)
    memories = [Memory(f"t{n}") for n in range(titles)]
    said = [0] * titles
    started = time.process_time()
    for number in range(0, claims, 3):
        which = rng.randrange(titles)
        said[which] += 1
        scope = rng.choice(("", "S1", "S1"))
        votes = [
            ballot(number + n, f"d{number}", field, scope, value_of(rng, field, said[which]))
            for n, field in enumerate(Field)
        ]
        at = votes[0].asserted
        memories[which].judge(f"d{number}", votes, published_at=at, now=at)
    seconds = time.process_time() - started
    held = sum(len(memory.facts) for memory in memories)
    print(f"{claims} claims, {held} items held: {claims / seconds:,.0f} claims/s")
    return claims / seconds


def flood(name: str, documents: list[str], outlets: int) -> None:
    """Print what the last thousand of many documents that say one thing cost."""
    memory = Memory("t")
    times = []
    for number, document in enumerate(documents):
        who = f"o{number % outlets}"
        one = ballot(number, document, Field.RELEASE_DATE, "S1", "2025-01-10", outlet=who)
        started = time.process_time()
        memory.judge(document, [one], published_at=one.asserted, now=one.asserted)
        times.append(time.process_time() - started)
    last = sum(times[-1000:]) / 1000
    print(f"{name}: {last * 1e6:,.0f} us each at the end, {len(memory.votes)} votes kept")


def replayed(documents: int) -> None:
    """Replay that many documents about 50 titles with the installed command; print time and memory."""
    rng = random.Random(11)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "documents.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in range(documents):
                title = rng.randrange(50)
                day = (START + timedelta(minutes=10 * number)).date()
                name = f"Harbour Lights {title}"
                text = (
                    f"{name} will premiere on {day + timedelta(days=90):%B %d, %Y}, the streamer said. "
                    f"The season has {8 + number % 3} episodes. Filming has wrapped. "
                ) + " ".join(rng.choice(WORDS) for _ in range(300))
                file.write(json.dumps({
                    "id": f"d{number}", "lang": "en", "kind": "article",
                    "source": f"outlet{number % 300}.com", "published": day.isoformat(),
                    "url": f"https://outlet{number % 300}.com/{number}",
                    "headline": f"{name}: what we know", "text": text,
                    "title": {"name": name, "platform": "Harbour", "kind": "series"},
                }) + "\n")  # fmt: skip
        command = Path(sys.executable).with_name("glorywatch")
        started = time.perf_counter()
        done = subprocess.run([command, "replay", path], stdout=subprocess.PIPE, check=False)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        lines = done.stdout.count(b"\n")
        print(f"replay of {documents} documents: {seconds:,.0f} s, {peak:,.0f} MB at most, {lines} changes")


WORDS = [
    "rain",
    "harbour",
    "letter",
    "morning",
    "window",
    "actor",
    "scene",
    "writer",
    "street",
    "garden",
    "silver",
    "northern",
    "quiet",
]


def main() -> None:
    """Print all figures."""
    judged(334, 30_000)
    judged(20, 30_000)
    flood("a thousand outlets, one rumour", [f"d{n}" for n in range(10_000)], 1000)
    flood("10,000 revisions of one page", ["d0"] * 10_000, 1)
    if "--replay" in sys.argv:
        replayed(100_000)


if __name__ == "__main__":
    main()
