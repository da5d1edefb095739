"""One change in words: every part of it that a message may show, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from notifier.wording import dates, words
from notifier.wording.clean import cut, line
from notifier.wording.korean import joined
from scraper.model import ChangeKind, Field, Modality, Standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from notifier.model import News
    from scraper.model import Change, Item

TITLE_LENGTH, QUOTE_LENGTH, SUBJECT_LENGTH = 80, 600, 180
HISTORY_ROWS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whom a message is worded for."""

    language: str = "en"
    zone: str = "UTC"
    names: tuple[tuple[str, str], ...] = ()  # watch key and its name in the reader's language
    why: str = ""  # why this reader gets it, a sentence
    templates: tuple[tuple[str, str], ...] = ()  # the operator's own words: subject, short, text, html

    def name(self, key: str) -> str:
        """Return the name of a watch, its key if it is no longer configured."""
        return line(dict(self.names).get(key, key), TITLE_LENGTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a fact's history."""

    day: str
    move: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A change in words. All parts are single lines and safe to show, but not escaped for any markup."""

    key: str  # of the watch
    title: str
    field: str
    subject: str
    old: str  # "" where there was none, or it does not matter
    new: str
    quote: str
    who: str
    sure: str
    link: str  # http or https, or ""
    history: tuple[Row, ...]


def piece(news: News, reader: Reader) -> Piece:
    """Word one change for one reader."""
    change, language = news.change, reader.language
    title = title_of(change.item, reader)
    field = words.FIELD[language][change.item.field]
    old, new = (value_of(v, change.item.field, language) for v in (change.old, change.new))
    was, now = (_bare(v, change.item.field, language) for v in (change.old, change.new))
    subject = _pattern(change, language).format(
        title=title, field=field, old=was, new=now, when=dates.when(change.new or "", language)
    )
    subject = joined(subject) if language == "ko" else subject
    if change.standing is Standing.RUMOURED and change.kind is not ChangeKind.CORRECTION:
        subject = words.LABEL[language]["rumour"] + subject
    sure = words.SURE[language][int(change.standing)]
    if change.modality is Modality.EXPECTED:
        sure = f"{sure} {words.EXPECTED[language]}"
    unmoved = change.kind in (ChangeKind.CONFIRMED, ChangeKind.UPGRADED) or change.old in (None, change.new)
    return Piece(
        key=change.item.title,
        title=title,
        field=field,
        subject=cut(subject, SUBJECT_LENGTH),
        old="" if unmoved else old,
        new=new,
        quote=line(change.quote, QUOTE_LENGTH),
        who=_who(news, reader),
        sure=sure,
        link=link(news.evidence.url),
        history=_history(news, reader),
    )


def title_of(item: Item, reader: Reader) -> str:
    """Return the watch's name with its installment: "The Glory, season 1, part 2"."""
    parts = [reader.name(item.title), *_installment(item.scope, reader.language)]
    return _joint(reader.language).join(parts)


def scope_of(scope: str, language: str) -> str:
    """Return an installment in words: "season 1, part 2"; "" for none."""
    return _joint(language).join(_installment(scope, language))


def _installment(scope: str, language: str) -> list[str]:
    season, part, film = words.SCOPE[language]
    found = re.fullmatch(r"S(\d+)(?:P(\d+))?", scope)
    if found is None:
        return [film] if scope == "film" else []
    return [season.format(int(found[1])), *([part.format(int(found[2]))] if found[2] else [])]


def _joint(language: str) -> str:
    return " " if language == "ko" else ", "


def value_of(value: str | None, field: Field, language: str) -> str:
    """Return a fact's value as a noun: a date, a number of episodes, a status."""
    if value is None:
        return words.UNKNOWN[language]
    if field is Field.RELEASE_DATE:
        return line(dates.say(value, language), 60)
    if field is Field.EPISODE_COUNT:
        one, many = words.EPISODES[language]
        return (one if value == "1" else many).format(line(value, 20))
    return words.STATUS[language].get(value, line(value, 40))


def _pattern(change: Change, language: str) -> str:
    special: dict[str, str] = {}
    if change.item.field is Field.RELEASE_DATE and change.new is not None:
        special = (words.PULLED if change.new in dates.WITHOUT else words.RELEASE)[language]
    return special.get(change.kind, words.SUBJECT[language][change.kind])


def _bare(value: str | None, field: Field, language: str) -> str:
    """Return a value as it stands behind its field's name: "episode count 16"."""
    counted = value is not None and field is Field.EPISODE_COUNT and language == "en"
    return line(value, 20) if counted and value else value_of(value, field, language)


def link(url: str) -> str:
    """Return an address fit to be clicked, or "": only http and https, and nothing that ends it early."""
    return url if re.fullmatch(r"https?://[^\s<>\"'\\\x00-\x20\x7f-\x9f]{1,2000}", url) else ""


def day_of(at: datetime, zone: str) -> date:
    """Return the calendar day in the reader's zone; midnight UTC sharp is a day without a time, and stays."""
    timed = at.hour or at.minute or at.second
    return (at.astimezone(ZoneInfo(zone)) if timed else at).date()


def _spoken_day(at: datetime, reader: Reader) -> str:
    return dates.day(day_of(at, reader.zone), reader.language)


def _who(news: News, reader: Reader) -> str:
    evidence, label = news.evidence, words.LABEL[reader.language]
    who = line(evidence.publisher, 80) or label["untitled"]
    kind = words.SOURCE[reader.language].get(evidence.standing, "")
    parts = [f"{who} ({kind})" if kind else who]
    parts.append(_spoken_day(evidence.asserted_at or news.change.published_at, reader))
    if evidence.attribution:
        parts.append(label["quoting"].format(who=line(evidence.attribution, 60)))
    return ", ".join(parts)


def _history(news: News, reader: Reader) -> tuple[Row, ...]:
    """Word the last steps of the fact's history, if there is more of it than this change."""
    if len(news.history) < 2:
        return ()
    language, field = reader.language, news.change.item.field
    rows = []
    for step in news.history[-HISTORY_ROWS:]:
        new = value_of(step.new, field, language)
        moved = step.old is not None and step.old != step.new
        rows.append(
            Row(
                day=_spoken_day(step.at, reader),
                move=f"{value_of(step.old, field, language)} → {new}" if moved else new,
                note=", ".join((words.KIND[language][step.kind], words.STANDING[language][step.standing])),
            )
        )
    return tuple(rows)
