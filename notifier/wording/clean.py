"""Other people's words made safe to pass on: quotes, headlines, names.

`line` is for every form: no control characters, no invisible ones, no bidi marks that turn the rest
of a message around, one line. `harmless` is for chats on top of it: nothing in it calls anybody.
"""

from __future__ import annotations

import re
import unicodedata

# Written as numbers: the characters themselves cannot be seen in an editor.
BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
INVISIBLE = [0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, *range(0x200B, 0x200E),
             *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0x3164, 0xFEFF, 0xFFA0,
             *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)]  # fmt: skip
_GONE = dict.fromkeys([*BIDI, *INVISIBLE])
_CALLS = re.compile(r"@(?=everyone\b|here\b|channel\b|all\b|room\b|group\b|\w)", re.IGNORECASE)
_TAGS = re.compile(r"<(?=[@!#&]|:|https?:|mailto:|/?[A-Za-z])")
ELLIPSIS = "…"


def line(text: str, most: int = 2000) -> str:
    """Return `text` as one line of visible characters, at most `most` of them, cut with "…"."""
    text = text[: most * 8]  # a quote of 100 kB need not be walked to its end
    text = unicodedata.normalize("NFC", text).translate(_GONE)
    text = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs", "Co", "Cn") else c for c in text
    )
    return cut(" ".join(text.split()), most)


def cut(text: str, most: int) -> str:
    """Return `text` in at most `most` characters, cut with "…", at a word's end if one is near."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    word = kept.rfind(" ")
    if word >= most * 3 // 4:
        kept = kept[:word]
    return kept.rstrip(" ,;:–—-") + ELLIPSIS


def harmless(text: str) -> str:
    """Return `text` so that no chat reads a mention, a channel, a command or markup of its own in it.

    The at sign becomes its full-width twin and the angle bracket a quotation mark: both can be seen,
    so nobody is misled, and neither is syntax to Discord, Slack, Telegram, Matrix or Mattermost. A link
    that hides behind other words, "[Netflix](https://…)", is shown as it is written.
    """
    return _TAGS.sub("‹", _CALLS.sub("＠", text)).replace("](", "] (")
