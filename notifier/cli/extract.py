"""`glorywatch extract`: documents as JSON lines on standard input, claims on standard output."""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import click

from notifier import jsonl
from notifier.cli import DONE, PARTLY
from scraper.claims import EXTRACTOR, read

if TYPE_CHECKING:
    from config.model import Watch
    from scraper.model import Claim


@click.command()
@click.option("--explain", is_flag=True, help="Say of each claim which rule read it, where, on whose word.")
def command(*, explain: bool) -> int:
    """Read claims from documents on standard input (JSON, one a line).

    Each line holds id, lang, kind, source, url, published, headline, text and title (name, aliases,
    people, platform, kind); the answer holds id, about and claims. A line that cannot be read is named
    on standard error, the others are read all the same, and the exit code is 1.

    \b
    Example:
      glorywatch extract < documents.jsonl
    """  # noqa: D301 - \b is click's mark for a paragraph that keeps its lines
    outcome = DONE
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            answer = _answer(json.loads(line), explain=explain)
        except (ValueError, KeyError, TypeError) as error:
            click.echo(f"line {number}: {type(error).__name__}: {error}", err=True)
            outcome = PARTLY
            continue
        click.echo(json.dumps(answer, ensure_ascii=False))
    return outcome


def _answer(row: dict[str, Any], *, explain: bool) -> dict[str, Any]:
    watch = _watch(json.dumps(row["title"], sort_keys=True))
    reading = read(jsonl.document(row, watch), watch)
    answer: dict[str, Any] = {
        "id": row["id"],
        "about": reading.about,
        "claims": [_claim(claim, explain=explain) for claim in reading.claims],
    }
    if explain:
        answer |= {"reason": reading.reason, "extractor": EXTRACTOR}
    return answer


@lru_cache(maxsize=1024)
def _watch(title: str) -> Watch:
    """Return the watch of a line's title; many lines share one, and its patterns are compiled once."""
    return jsonl.watch(json.loads(title))


def _claim(claim: Claim, *, explain: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "field": claim.field.value,
        "scope": claim.scope,
        "value": claim.value,
        "modality": claim.modality.value,
        "quote": claim.quote,
    }
    if explain:
        row |= {
            "rule": claim.rule,
            "start": claim.start,
            "end": claim.end,
            "speaker": claim.speaker.value,
            "attribution": claim.attribution,
            "asserted_on": claim.asserted_on.isoformat() if claim.asserted_on else None,
        }
    return row
