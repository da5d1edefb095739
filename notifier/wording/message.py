"""A message as it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent. Plain values only: it goes to the sender as JSON."""

    subject: str
    title: str  # the subject, harmless in a chat or push
    short: str
    text: str
    chat: str
    markdown: str
    html: str
    click: str = ""  # where a tap leads
    urgent: bool = False
    tags: tuple[str, ...] = ()  # of a push
    thread: str = ""  # what it is about; messages of one thread belong together
    values: dict[str, Any] = field(default_factory=dict)  # for programs; as they are, not made harmless
