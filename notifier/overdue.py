"""Held release dates that pass without word of a release: the operator is asked to look, once.

    facts | passed in silence? | marked | one message for all; and one when word came

Subscribers hear nothing of it: a date that passes is no proof of a release. A date that nobody wrote of for
60 days stays open without another word.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from notifier import operators
from notifier.composing import names
from notifier.store import overdue
from notifier.wording.pieces import Reader, title_of, value_of
from scraper import due
from scraper.model import Field, Item
from scraper.store import facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from config.model import Config, Subscriber
    from scraper.model import Fact
    from scraper.store import Log

WORDS = {
    "en": {
        "subject": "Release dates: {begun} passed in silence, {over} settled",
        "begun": "Passed without word of a release:",
        "over": "Settled since:",
        "late": "- {title}: {value}, {days} days ago",
        "word": "- {title}: was {old}, now {new}",
        "how": "glorywatch why --title KEY shows what was said of a title.",
    },
    "ko": {
        "subject": "공개일 점검: 소식 없이 지난 날짜 {begun}건, 확인된 날짜 {over}건",
        "begun": "공개 소식 없이 지난 날짜:",
        "over": "그 뒤 확인됨:",
        "late": "- {title}: {value}, {days}일 전",
        "word": "- {title}: 이전 {old}, 현재 {new}",
        "how": "glorywatch why --title 키 명령으로 작품에 대한 보도를 볼 수 있습니다.",
    },
}
SHOWN = 40  # lines of each kind in one message


def tell(log: Log, config: Config, *, now: datetime) -> int:
    """Write to the operator of dates that passed in silence; returns how many are open, told or not.

    Without an operator in the configuration nobody is told and nothing is marked.
    """
    operator = operators.operator_of(config)
    watched = {watch.key for watch in config.watches}
    with log.transaction():
        held = {item: fact for item, fact in facts.held(log).items() if item.title in watched}
        silent = {
            (one.item, one.value): one for one in due.due_passed(held, on=now.date(), within=timedelta.max)
        }
        fresh = {key: one for key, one in silent.items() if one.days <= due.FORGOTTEN.days}
        if operator is None:
            return len(fresh)
        told = overdue.told(log)
        begun = [one for key, one in fresh.items() if key not in told]
        ended = [key for key in told if key not in silent]
        for one in begun:
            overdue.begun(log, one.item, one.value, now=now)
        for item, value in ended:
            overdue.over(log, item, value)
        over = [(item, value) for item, value in ended if item.title in watched]
        if begun or over:
            _write(log, config, operator, begun, over, held, now)
    return len(fresh)


def _write(  # noqa: PLR0913, PLR0917 - what the message says, and where it goes
    log: Log,
    config: Config,
    operator: Subscriber,
    begun: list[due.DuePassed],
    over: list[tuple[Item, str]],
    held: Mapping[Item, Fact],
    now: datetime,
) -> None:
    words, language = WORDS[operator.language], operator.language
    reader = Reader(language=language, names=names(config, language))
    passed = [
        words["late"].format(
            title=title_of(one.item, reader),
            value=value_of(one.value, Field.RELEASE_DATE, language),
            days=one.days,
        )
        for one in begun[:SHOWN]
    ]
    settled = [
        words["word"].format(
            title=title_of(item, reader),
            old=value_of(value, Field.RELEASE_DATE, language),
            new=_now(item, value, held, language),
        )
        for item, value in over[:SHOWN]
    ]
    lines = [words["begun"], *passed, *(["- …"] if len(begun) > SHOWN else []), ""] if begun else []
    lines += [words["over"], *settled, *(["- …"] if len(over) > SHOWN else []), ""] if over else []
    operators.write(
        log,
        config,
        operator,
        subject=words["subject"].format(begun=len(begun), over=len(over)),
        text="\n".join([*lines, words["how"]]),
        about=tuple(f"{item} {value}" for item, value in [*((o.item, o.value) for o in begun), *over]),
        now=now,
    )


def _now(item: Item, value: str, held: Mapping[Item, Fact], language: str) -> str:
    """Say what is held in place of a date that passed: another date, or else the state of the work."""
    date = held.get(item)
    if date is not None and date.value != value:
        return value_of(date.value, Field.RELEASE_DATE, language)
    for scope in (item.scope, item.scope.partition("P")[0], ""):
        state = held.get(Item(item.title, scope, Field.PRODUCTION_STATUS))
        if state is not None:
            return value_of(state.value, Field.PRODUCTION_STATUS, language)
    return value_of(None, Field.RELEASE_DATE, language)
