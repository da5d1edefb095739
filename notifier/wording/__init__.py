"""A message in every form a channel may carry. Pure: changes and a reader in, words out.

News … ──piece──> Piece … ──plain, markup──> Message(subject, short, text, chat, markdown, html …)
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from notifier.model import AlertKind
from notifier.wording import markup, own, plain, words
from notifier.wording.clean import cut, harmless, line
from notifier.wording.message import Message
from notifier.wording.pieces import SUBJECT_LENGTH, Piece, Reader, piece
from scraper.model import Field

if TYPE_CHECKING:
    from notifier.model import News

__all__ = ["Message", "Piece", "Reader", "note", "tell", "words"]

MOST_PIECES = 20  # of one message; the rest is counted


@lru_cache(maxsize=512)
def tell(
    kind: AlertKind, news: tuple[News, ...], reader: Reader, *, urgent: bool = False, repeat: bool = False
) -> Message:
    """Word an alert about changes. The same arguments give the same message, letter for letter."""
    pieces = [piece(one, reader) for one in news]
    subject = _subject(kind, pieces, reader)
    shown = pieces[:MOST_PIECES]
    rest = len(pieces) - len(shown)
    more = words.LABEL[reader.language]["more"].format(count=rest) if rest else ""
    item = news[0].change.item
    message = Message(
        subject=subject,
        title=harmless(subject),
        short=plain.short(pieces),
        text=plain.full(shown, reader, repeat=repeat) + (f"\n{more}\n" if more else ""),
        chat=plain.chat(shown, reader, repeat=repeat) + (f"\n{more}" if more else ""),
        markdown=markup.markdown(shown, reader) + (f"\n{more}\n" if more else ""),
        html=markup.html(subject, shown, reader, repeat=repeat, note=more),
        click=pieces[0].link if len({p.link for p in pieces}) == 1 else "",
        urgent=urgent,
        tags=("calendar",) if item.field == "release_date" else ("clapper",),
        thread=_thread(news),
        values={"kind": str(kind), "urgent": urgent, "repeat": repeat, "changes": [_values(n) for n in news]},
    )
    return own.dressed(message, shown, reader, repeat=repeat) if reader.templates else message


def note(kind: AlertKind, subject: str, text: str, reader: Reader, *, urgent: bool = False) -> Message:
    """Word a message that is about no change: a test, or word to the operator."""
    subject = line(subject, SUBJECT_LENGTH)
    lines = [line(one) for one in text.split("\n")]
    body = "\n".join("\n".join(plain.wrap(one)) for one in lines)
    if kind is AlertKind.OPERATOR:
        reader = replace(reader, why=words.LABEL[reader.language]["operator"])
    foot = "\n".join(["", "-- ", *plain.wrap(reader.why), ""]) if reader.why else ""
    return Message(
        subject=subject,
        title=harmless(subject),
        short=cut(harmless("\n".join(lines)), 300),
        text=f"{body}\n{foot}",
        chat=harmless(body),
        markdown="\n\n".join(markup.escape(one) for one in lines) + "\n",
        html=markup.html(subject, [], reader, note="\n".join(lines)),
        urgent=urgent,
        tags=("wrench",),
        values={"kind": str(kind), "urgent": urgent, "repeat": False, "changes": []},
    )


def _subject(kind: AlertKind, pieces: list[Piece], reader: Reader) -> str:
    label = words.LABEL[reader.language]
    titles = list(dict.fromkeys(reader.name(p.key) for p in pieces))
    if kind is AlertKind.SUMMARY:
        return label["summary"].format(title=reader.name(pieces[0].key))
    if len(pieces) == 1:
        return pieces[0].subject
    if kind is AlertKind.DIGEST or len(titles) > 1:
        return cut(label["digest"].format(count=len(pieces), titles=", ".join(titles)), SUBJECT_LENGTH)
    more = label["more"].format(count=len(pieces) - 1)
    dates = words.FIELD[reader.language][Field.RELEASE_DATE]
    lead = next((p for p in pieces if p.field == dates), pieces[0])  # what people wait for
    return f"{cut(lead.subject, SUBJECT_LENGTH - len(more) - 1)} {more}"


def _thread(news: tuple[News, ...]) -> str:
    """Return the key of the fact whose messages this one is shown with; of several their date."""
    items = list(dict.fromkeys(one.change.item for one in news))
    if len({item.title for item in items}) > 1:
        return ""
    lead = next((item for item in items if item.field is Field.RELEASE_DATE), items[0])
    return hashlib.sha256(str(lead).encode()).hexdigest()[:32]


def _values(news: News) -> dict[str, Any]:
    change, evidence = news.change, news.evidence
    return {
        "id": news.id,
        "title": change.item.title,
        "scope": change.item.scope,
        "field": str(change.item.field),
        "kind": str(change.kind),
        "old": change.old,
        "new": change.new,
        "standing": change.standing.name.lower(),
        "modality": str(change.modality),
        "quote": line(change.quote, 2000),
        "publisher": line(evidence.publisher, 200),
        "attribution": line(evidence.attribution, 200),
        "url": evidence.url,
        "published_at": change.published_at.isoformat(),
    }
