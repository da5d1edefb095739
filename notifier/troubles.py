"""Sources that should be looked at: told to the operator once, and once when it is over.

    sources + their habits | failing for a day? silent too long? | marked | one message for all of it

The same transaction marks a trouble as told and writes the message: neither is lost, and none is told twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier import operators
from scraper import freshness
from scraper.store import freshness as habits

if TYPE_CHECKING:
    from datetime import datetime

    from config.model import Config, Subscriber
    from scraper.store import Log
    from scraper.store.freshness import Watched

WORDS = {
    "en": {
        "subject": "Sources: {bad} to look at, {good} well again",
        "bad": "To look at:",
        "good": "Well again:",
        "how": "glorywatch sources test NAME shows what a source brings now.",
    },
    "ko": {
        "subject": "소스 점검: 확인 필요 {bad}곳, 정상 복귀 {good}곳",
        "bad": "확인 필요:",
        "good": "정상 복귀:",
        "how": "glorywatch sources test 이름 명령으로 지금 무엇을 읽는지 볼 수 있습니다.",
    },
}
SHOWN = 40  # sources named in one message


def tell(log: Log, config: Config, *, now: datetime) -> int:
    """Judge every source, mark those in trouble, and write to the operator; returns how many are in trouble.

    Without an operator in the configuration they are marked only, for `status`.
    """
    operator = operators.operator_of(config)
    enabled = {source.name for source in config.sources if source.enabled}
    begun: list[tuple[str, str]] = []
    over: list[str] = []
    number = 0
    with log.transaction():
        for source in habits.watched(log):
            why = _trouble(source, now) if source.name in enabled else ""
            number += bool(why)
            told = source.told
            if operator is not None and why and not told:
                begun.append((source.name, why))
                told = why
            elif told and not why:
                if operator is not None and source.name in enabled:
                    over.append(source.name)
                told = ""
            if (why, told) != (source.trouble, source.told):
                habits.mark(log, source.name, trouble=why, told=told, now=now)
        if operator is not None and (begun or over):
            _write(log, config, operator, begun, over, now)
    return number


def _trouble(source: Watched, now: datetime) -> str:
    failing = freshness.failing(
        state=source.state,
        failures=source.failures,
        last_ok_at=source.last_ok_at,
        added_at=source.added_at,
        now=now,
    )
    if failing:
        return source.reason or source.state
    return freshness.trouble(source.habit, now=now) if source.state == "ok" else source.trouble


def _write(  # noqa: PLR0913, PLR0917 - what the message says, and where it goes
    log: Log,
    config: Config,
    operator: Subscriber,
    begun: list[tuple[str, str]],
    over: list[str],
    now: datetime,
) -> None:
    words = WORDS[operator.language]
    lines = [words["bad"], *(f"- {name}: {why}" for name, why in begun[:SHOWN])] if begun else []
    lines += ["- …"] if len(begun) > SHOWN else []
    lines += ["", words["good"], *(f"- {name}" for name in over[:SHOWN])] if over else []
    names = [name for name, _ in begun] + over
    operators.write(
        log,
        config,
        operator,
        subject=words["subject"].format(bad=len(begun), good=len(over)),
        text="\n".join([*lines, "", words["how"]]).strip(),
        about=tuple(names),
        now=now,
    )
