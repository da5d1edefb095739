"""`glorywatch extract`: documents as JSON lines on standard input, claims on standard output."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from typing import Any

import click

from config.model import Watch
from notifier.cli import DONE, PARTLY
from scraper.claims import read
from scraper.model import Claim, Document, DocumentKind


@click.command()
@click.option(
    "--explain", is_flag=True, help="Say of each claim which rule read it, where, and on whose word."
)
def command(*, explain: bool) -> int:
    """Read claims from documents on standard input (JSON, one a line).

    Each line holds id, lang, kind, source, url, published, headline, text and title (name, aliases,
    people, platform, kind). The answer holds id, about and claims. A line that cannot be read is
    named on standard error and the exit code is 1.

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
            row = json.loads(line)
            document, watch = _document(row), _watch(row["title"])
        except (ValueError, KeyError, TypeError) as error:
            click.echo(f"line {number}: {type(error).__name__}: {error}", err=True)
            outcome = PARTLY
            continue
        reading = read(document, watch)
        answer: dict[str, Any] = {
            "id": document.id,
            "about": reading.about,
            "claims": [_row(claim, explain=explain) for claim in reading.claims],
        }
        if explain:
            answer["reason"] = reading.reason
        click.echo(json.dumps(answer, ensure_ascii=False))
    return outcome


def _document(row: dict[str, Any]) -> Document:
    return Document(
        id=str(row["id"]),
        kind=DocumentKind(row.get("kind", "article")),
        source=str(row.get("source", "")),
        url=str(row.get("url", "")),
        language=str(row.get("lang", "")),
        published=date.fromisoformat(str(row["published"])[:10]),
        headline=str(row.get("headline") or ""),
        text=str(row.get("text") or ""),
    )


def _watch(title: dict[str, Any]) -> Watch:
    """Return a watch from the `title` of a line; keys of ours that it lacks keep their defaults."""
    known = {k: v for k, v in title.items() if k in Watch.model_fields and v is not None}
    key = re.sub(r"[^A-Za-z0-9]+", "-", str(title.get("key") or title["name"])).strip("-")[:80]
    return Watch.model_validate({**known, "key": key or "title"})


def _row(claim: Claim, *, explain: bool) -> dict[str, Any]:
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
