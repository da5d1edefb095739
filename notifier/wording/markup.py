"""HTML (jinja2, always escaping) and Markdown."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from notifier.wording import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template

    from notifier.wording.pieces import Piece, Reader


@cache
def _mail() -> Template:
    # autoescape is a plain True: choosing by file name has left ".jinja" files unescaped elsewhere.
    environment = Environment(
        loader=PackageLoader("notifier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("mail.html.j2")


def html(
    subject: str, pieces: Sequence[Piece], reader: Reader, *, repeat: bool = False, note: str = ""
) -> str:
    """Return the HTML part of a mail: readable in a dark and a light theme, from 320 pixels up."""
    return _mail().render(
        subject=subject,
        pieces=pieces,
        note=note.split("\n") if note else [],
        repeat=repeat,
        why=reader.why,
        language=reader.language,
        label=words.LABEL[reader.language],
    )


def markdown(pieces: Sequence[Piece], reader: Reader) -> str:
    """Return CommonMark in which every letter of other people's words stands for itself."""
    label = words.LABEL[reader.language]
    blocks = []
    for one in pieces:
        moved = f"{escape(one.old)} → **{escape(one.new)}**" if one.old else f"**{escape(one.new)}**"
        blocks += [f"**{escape(one.title)}**, {escape(one.field)}: {moved}", f"> {escape(one.quote)}"]
        blocks.append(f"{escape(one.who)}. {escape(one.sure)}")
        if one.link:
            blocks.append(f"[{label['source']}](<{one.link}>)")
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return `text` with every character that CommonMark may read as markup behind a backslash."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~&@:$=\"'^/%])", r"\\\1", text)
