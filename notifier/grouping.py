"""Which changes belong into one message. Pure.

First sight of a title is one summary. What one document changed, or what changed of one title in
one pass, is one message: a reader wants to know where a title stands, not how often we looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notifier.model import AlertKind, Cause

if TYPE_CHECKING:
    from collections.abc import Iterable

    from notifier.model import News, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one message, in order."""

    kind: AlertKind
    news: tuple[News, ...]


def grouped(told: Iterable[tuple[News, Ruling]]) -> list[Group]:
    """Group what one subscriber is told in one pass; groups in order of their first change."""
    groups: list[tuple[AlertKind, list[News], set[str]]] = []
    for one, ruling in told:
        kind = AlertKind.SUMMARY if ruling.cause is Cause.SUMMARY else AlertKind.INSTANT
        marks = {f"title {one.change.item.title}"}
        if kind is AlertKind.INSTANT:
            marks.add(f"document {one.change.document}")
        joined = [group for group in groups if group[0] is kind and group[2] & marks]
        if not joined:
            groups.append((kind, [one], marks))
            continue
        first, *others = joined
        first[1].append(one)
        first[2].update(marks)
        for other in others:  # the document ties two titles together
            first[1].extend(other[1])
            first[2].update(other[2])
            groups.remove(other)
    return [Group(kind=kind, news=tuple(sorted(news, key=lambda n: n.id))) for kind, news, _ in groups]
