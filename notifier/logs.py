"""What the daemon says while it works: one line an event, to standard error, with secrets masked.

The only import of structlog. Modules of the scraper and libraries speak through the standard
`logging`; their lines pass the same mask. A broken standard error never stops the work: the logging
module's own complaints are off.

    2026-11-22T16:40:03.120Z info    crawl.done sources=12 documents=3 seconds=1.8
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote, unquote, urlsplit

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping

    from structlog.typing import FilteringBoundLogger, Processor

MASK = "***"
SHORTEST = 4  # characters; masking shorter secrets would mask half the language
SHORTEST_PART = 8  # of a path or query of a hidden address: shorter ones are words, not tokens
NOISY = {  # at info, these print addresses and a line a request
    **dict.fromkeys(("apprise", "urllib3", "scrapy", "twisted", "trafilatura", "asyncio"), logging.WARNING),
    "apscheduler": logging.ERROR,  # warns of each tick skipped while the one before works
}

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # control characters and line ends, C1 too
_USERINFO = re.compile(r"(?<=://)[^\s/@\"']+(?=@)")
_NAMED = re.compile(
    r"(?i)\b(pass(?:word|wd)?|secret|token|api[_-]?key|access[_-]?key|authorization|signature)"
    r"(\"?\s*[=:]\s*\"?)(?!\*\*\*)(?:(?:bearer|basic)\s+)?[^\s&\"',;}]+"
)
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}")


def configure(level: str, style: str, secrets: Iterable[str], *, stream: TextIO | None = None) -> None:
    """Send all log lines to `stream`, standard error by default. May be called again with new settings.

    `level` is debug, info, warning or error; `style` is text or json.
    """
    logging.raiseExceptions = False
    global _mask  # noqa: PLW0603 - one process has one set of secrets, as it has one root logger
    _mask = Mask(secrets)
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _mask,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    render: Processor = as_json if style == "json" else as_text
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name, least in NOISY.items():
        logging.getLogger(name).setLevel(least)


def logger(name: str) -> FilteringBoundLogger:
    """Return a logger that takes an event and its values: `log.info("crawl.done", sources=3)`."""
    found: FilteringBoundLogger = structlog.get_logger(name)
    return found


def flush() -> None:
    """Hand over what is buffered, for a process that ends without its usual farewells."""
    for handler in logging.getLogger().handlers:
        with contextlib.suppress(OSError, ValueError):
            handler.flush()


def masked(text: str) -> str:
    """Return the text as the log lines would show it, for what is kept in the log's tables."""
    return str(_mask.masked(text))


class Mask:
    """A structlog processor: hides configured secrets, their parts, and what looks like a credential."""

    def __init__(self, secrets: Iterable[str]) -> None:
        hidden = {part for secret in secrets for part in _parts(secret)}
        longest_first = sorted(hidden, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if hidden else None

    def __call__(self, _: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Return the event with its values masked, as structlog calls it."""
        return {key: value if key == "timestamp" else self.masked(value) for key, value in event.items()}

    def masked(self, value: Any) -> Any:  # noqa: ANN401 - whatever somebody logs
        """Return the value with every hidden text replaced, in containers and in texts of objects too."""
        if value is None or isinstance(value, bool | int | float | logging.LogRecord):
            return value
        if isinstance(value, dict):
            return {self.masked(key): self.masked(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.masked(inner) for inner in value]
        text = str(value)
        if self._known:
            text = self._known.sub(MASK, text)
        text = _USERINFO.sub(MASK, text)
        text = _BEARER.sub(rf"\1 {MASK}", text)
        return _NAMED.sub(rf"\1\2{MASK}", text)


def _parts(secret: str) -> set[str]:
    """Return a secret in the forms it may be printed in; of an address, its telling parts too."""
    found = {secret, quote(secret, safe=""), quote(secret), unquote(secret)}
    if "://" in secret:
        try:
            address = urlsplit(secret)
            pieces = [
                address.username or "",
                address.password or "",
                *re.split(r"[/?&=;]", secret.split("://", 1)[1]),
            ]
        except ValueError:
            pieces = []
        for piece in pieces:
            found |= {form for form in (piece, unquote(piece)) if len(form) >= SHORTEST_PART}
        found -= {address.netloc} if pieces and "@" not in secret else set()
    return {form for form in found if len(form) >= SHORTEST}


def as_text(_: object, __: str, event: MutableMapping[str, Any]) -> str:
    """Render an event as one line: time, level, event, then key=value."""
    event = dict(event)
    head = f"{event.pop('timestamp', '')} {event.pop('level', ''):<7} {_bare(event.pop('event', ''))}"
    source = event.pop("logger", None)
    return " ".join([head, *(f"{key}={_value(value)}" for key, value in event.items())]) + (
        f" logger={source}" if source else ""
    )


def as_json(_: object, __: str, event: MutableMapping[str, Any]) -> str:
    """Render an event as one line of JSON, with nothing in it that steers a terminal."""
    text = json.dumps(dict(event), ensure_ascii=False, default=str)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _bare(text: object) -> str:
    return _STEERING.sub(" ", str(text))


def _value(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    plain = re.fullmatch(r"[^\s\"=]+", text) and not _STEERING.search(text)
    return text if plain else _STEERING.sub(" ", json.dumps(text, ensure_ascii=False))


_mask = Mask(())
