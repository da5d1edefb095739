"""Word to the operator that the daemon cannot work on its log: told once, and once when it can again.

    the log is refused ── <log>.refused is there? ── sent straight, kept beside the log
    the log is opened  ── <log>.refused is there? ── a message in the log, and it is taken away

No log can account for the first of these messages, so a small file beside it stands for it; a service that is
restarted every few seconds says it once. What no channel took is said again at the next start.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from notifier import operators
from scraper.store import moment, stamp

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from config.model import Config
    from scraper.errors import LogError
    from scraper.store import Log

PATIENCE_S = 30.0
WORDS = {
    "en": {
        "stopped": "Glory Watch has stopped: its log cannot be used",
        "why": "Nothing is watched and nobody is told until this is mended.\n{reason}",
        "back": "Glory Watch works again",
        "since": "The log could not be used since {since} UTC.\n{reason}",
    },
    "ko": {
        "stopped": "Glory Watch 중단: 로그를 사용할 수 없음",
        "why": "해결될 때까지 수집과 알림이 모두 멈춥니다.\n{reason}",
        "back": "Glory Watch 정상 복귀",
        "since": "{since} UTC부터 로그를 사용할 수 없었습니다.\n{reason}",
    },
}


def mark_of(log_path: Path) -> Path:
    """Return the file that says that the operator was told."""
    return log_path.with_name(log_path.name + ".refused")


def stopped(config: Config, error: LogError, *, now: datetime) -> bool:
    """Tell the operator, unless told, that the log cannot be used; returns whether a channel took it."""
    from notifier import wording  # noqa: PLC0415 - only when all is over
    from notifier.address import addresses  # noqa: PLC0415
    from notifier.composing import reader  # noqa: PLC0415
    from notifier.model import AlertKind, Verdict  # noqa: PLC0415
    from notifier.straight import send  # noqa: PLC0415

    operator, mark = operators.operator_of(config), mark_of(config.log_path)
    if operator is None or mark.exists():
        return False
    words = WORDS[operator.language]
    text = words["why"].format(reason=error)
    message = wording.note(AlertKind.OPERATOR, words["stopped"], text, reader(operator, config), urgent=True)
    key = f"refused-{stamp(now)}"
    outcomes = send(key, addresses(operator, config), message, now=now, patience_s=PATIENCE_S)
    if not any(outcome.verdict is Verdict.DELIVERED for outcome in outcomes.values()):
        return False
    with suppress(OSError):  # a disk that is full or read-only: better said twice than ended by this
        mark.write_text(json.dumps({"since": stamp(now), "reason": str(error)}) + "\n", encoding="utf-8")
    return True


def back(log: Log, config: Config, *, now: datetime) -> bool:
    """Tell the operator that the log can be used again, if they were told that it could not be."""
    operator, mark = operators.operator_of(config), mark_of(config.log_path)
    try:
        told = json.loads(mark.read_text(encoding="utf-8"))
        since, reason = moment(told["since"]), str(told["reason"])
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        mark.unlink(missing_ok=True)  # cut short by a full disk: nothing left to say it by
        return False
    if operator is not None:
        words = WORDS[operator.language]
        with log.transaction():
            operators.write(
                log,
                config,
                operator,
                subject=words["back"],
                text=words["since"].format(since=f"{since:%Y-%m-%d %H:%M}", reason=reason),
                about=("log", stamp(since)),
                now=now,
            )
    mark.unlink(missing_ok=True)
    return operator is not None
