"""The operator's own words in place of the program's."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from config.templates import rendered
from notifier.wording.clean import harmless, line
from notifier.wording.pieces import SUBJECT_LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifier.wording.message import Message
    from notifier.wording.pieces import Piece, Reader


def dressed(message: Message, pieces: Sequence[Piece], reader: Reader, *, repeat: bool) -> Message:
    """Return the message in the operator's words; one of them that fails on it stays the program's."""
    values = {
        "kind": message.values["kind"],
        "subject": message.subject,
        "changes": [_values(piece) for piece in pieces],
        "repeat": repeat,
        "why": reader.why,
    }
    changed: dict[str, Any] = {}
    for name, source in reader.templates:
        try:
            made = rendered(source, values, html=name == "html")
        except ValueError:  # it worked on a sample when the file was read; a message is not dropped for it
            continue
        if not made.strip():
            continue
        if name == "subject":
            made = line(made, SUBJECT_LENGTH)
            changed |= {"subject": made, "title": harmless(made)}
        elif name == "text":
            changed |= {"text": made, "chat": harmless(made)}
        else:
            changed[name] = harmless(made) if name == "short" else made
    return replace(message, **changed)


def _values(piece: Piece) -> dict[str, Any]:
    values = asdict(piece)
    return {name: values[name] for name in values if name != "key"} | {"history": list(values["history"])}
