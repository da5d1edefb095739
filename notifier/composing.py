"""An alert of the log as a message in words: loads what `wording` needs, and remembers what it worded."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from notifier import wording
from notifier.store import news
from notifier.wording import Reader, words
from notifier.wording.korean import joined

if TYPE_CHECKING:
    from config.model import Config, Subscriber
    from notifier.model import Alert
    from notifier.wording import Message
    from scraper.store import Log

REMEMBERED = 256  # messages; a change goes to many subscribers in the same words


class Composer:
    """Words alerts for the subscribers of one configuration."""

    def __init__(self, log: Log, config: Config) -> None:
        self._log = log
        self._readers = {subscriber.name: reader(subscriber, config) for subscriber in config.subscribers}
        self._worded: OrderedDict[object, Message] = OrderedDict()

    def message(self, alert: Alert, *, repeat: bool = False) -> Message:
        """Return the words of an alert for its subscriber."""
        who = self._readers.get(alert.subscriber, Reader())
        if not alert.changes:
            return wording.note(alert.kind, alert.subject or "", alert.text or "", who, urgent=alert.urgent)
        key = (alert.kind, alert.changes, who, alert.urgent, repeat)
        if key not in self._worded:
            about = news.of(self._log, alert.changes)
            self._worded[key] = wording.tell(alert.kind, about, who, urgent=alert.urgent, repeat=repeat)
            if len(self._worded) > REMEMBERED:
                self._worded.popitem(last=False)
        self._worded.move_to_end(key)
        return self._worded[key]


def reader(subscriber: Subscriber, config: Config) -> Reader:
    """Return whom to word for: the language, the zone, the titles' names, and why they get it."""
    language = subscriber.language
    titles = dict(names(config, language))
    label = words.LABEL[language]
    what = ", ".join(titles.get(key, key) for key in subscriber.titles) or label["all"]
    details = []
    if subscriber.fields:
        details.append(", ".join(words.FIELD[language][field] for field in subscriber.fields))
    if subscriber.minimum != "rumoured":
        standing = {"reported": 2, "corroborated": 3, "official": 4}[subscriber.minimum]
        details.append(label["minimum"].format(standing=words.STANDING[language][standing]))
    why = label["why"].format(what=what, details=f" ({', '.join(details)})" if details else "")
    return Reader(
        language=language,
        zone=subscriber.zone,
        names=names(config, language),
        why=joined(why) if language == "ko" else why,
        templates=tuple((name, source) for name, source in config.templates if source),
    )


def names(config: Config, language: str) -> tuple[tuple[str, str], ...]:
    """Return the watches' keys with their names in a language."""
    return tuple((watch.key, _name(watch.names, language)) for watch in config.watches)


def _name(names: tuple[str, ...], language: str) -> str:
    """Return the first of a watch's names in the reader's script, or its first."""
    if language == "ko":
        return next((name for name in names if re.search("[가-힣]", name)), names[0])
    return names[0]
