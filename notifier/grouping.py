"""Which changes belong into one message. Pure.

First sight of a title is one summary. What one document changed, or what changed of one title in
one pass, is one message: a reader wants to know where a title stands, not how often we looked. What
waits for a digest is one message, whatever it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notifier.model import AlertKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from notifier.model import News
    from notifier.schedule import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one message, in order."""

    slot: Slot
    news: tuple[News, ...]


def grouped(told: Iterable[tuple[News, Slot]]) -> list[Group]:
    """Group what one subscriber is told in one pass; groups in order of their first change."""
    groups: list[tuple[Slot, list[News], set[str]]] = []
    for one, slot in told:
        marks = _marks(one, slot)
        joined = [group for group in groups if group[0] == slot and group[2] & marks]
        if not joined:
            groups.append((slot, [one], marks))
            continue
        first, *others = joined
        first[1].append(one)
        first[2].update(marks)
        for other in others:  # the document ties two titles together
            first[1].extend(other[1])
            first[2].update(other[2])
            groups.remove(other)
    return [Group(slot=slot, news=tuple(sorted(news, key=lambda n: n.id))) for slot, news, _ in groups]


def _marks(news: News, slot: Slot) -> set[str]:
    """Return what a change shares with others of its message."""
    if slot.gathers:
        return {"digest"}
    title = f"title {news.change.item.title}"
    return {title} if slot.kind is AlertKind.SUMMARY else {title, f"document {news.change.document}"}
