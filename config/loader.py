"""From the operator's file to a Config.

    file ── tomlfile ──┐
    GLORYWATCH_* ──────┼── secrets filled in ── shipped lists added ── each table checked ── Config
    default.toml, sources.toml

Every step collects its mistakes; they are raised together, in order of file and line.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from config import environment as env
from config import paths
from config.advice import unwise
from config.errors import ConfigError
from config.fields import hidden_keys
from config.mistakes import explained, nearest
from config.model import (
    Config,
    Crawl,
    Daemon,
    Defaults,
    Group,
    Part,
    Smtp,
    Source,
    Subscriber,
    Templates,
    Watch,
)
from config.secret import Secrets
from config.tomlfile import TomlFile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from config.tomlfile import Place

SHIPPED = Path(__file__).parent
ARRAYS: dict[str, type[Part]] = {
    "watch": Watch,
    "source": Source,
    "group": Group,
    "subscriber": Subscriber,
}
TABLES: dict[str, type[Part]] = {
    "smtp": Smtp,
    "templates": Templates,
    "crawl": Crawl,
    "daemon": Daemon,
    "defaults": Defaults,
}

PartT = TypeVar("PartT", bound=Part)


def read(path: Path | None, *, required: bool, environment: Mapping[str, str] | None) -> Config:
    """Do what `config.load` says."""
    environment = os.environ if environment is None else environment
    named = path or (Path(environment[env.CONFIG]) if environment.get(env.CONFIG) else None)
    place = (named or paths.config_file()).expanduser()
    if place.exists() or named:
        file = TomlFile.read(place)
        return _Reader(file, environment).config(place)
    if required:
        raise ConfigError([f"{place}: there is no configuration; run `glorywatch init` to write one"])
    return _Reader(TomlFile(place, ""), environment).config(None)


class _Reader:
    """One reading of one file: holds the mistakes found so far."""

    def __init__(self, file: TomlFile, environment: Mapping[str, str], *, shipped: bool = False) -> None:
        self.file = file
        self.shipped = shipped
        self.mistakes: list[tuple[int, str]] = []  # line for the order, sentence
        self.from_variable: dict[Place, str] = {}
        self.secrets = Secrets(environment, file.path.parent, self.complain)
        self.raw = self._arranged(environment)

    def complain(self, place: Place, what: str) -> None:
        """Note a mistake at a place in the file, or in the variable that stands for it."""
        key = self._named(place)
        if variable := self.from_variable.get(place[:2]):
            self.mistakes.append((0, f"environment: {variable}: {what}"))
            return
        line = self.file.line(place)
        self.mistakes.append((line or 0, f"{self.file.path}{f':{line}' if line else ''}: {key}: {what}"))

    def config(self, path: Path | None) -> Config:
        """Check everything; `path` is what the Config says of its origin. Raises ConfigError."""
        smtp, crawl, daemon = (
            self._table("smtp", Smtp),
            self._table("crawl", Crawl),
            self._table("daemon", Daemon),
        )
        templates = self._table("templates", Templates)
        watches, sources = self._array("watch", Watch), self._array("source", Source)
        groups = {group.name: group for group in self._array("group", Group)}
        subscribers = [
            one.within(groups[one.group]) if one.group in groups else one
            for one in self._array("subscriber", Subscriber)
        ]
        watches, sources = self._with_shipped(self._table("defaults", Defaults), watches, sources)
        self._cross_check({watch.key for watch in watches})
        if self.mistakes:
            raise ConfigError([sentence for _, sentence in sorted(self.mistakes, key=lambda m: m[0])])
        if daemon.log:
            log = self.file.path.parent / daemon.log.expanduser()
            daemon = daemon.model_copy(update={"log": log})
        config = Config(
            watches=tuple(watches),
            sources=tuple(sources),
            groups=tuple(groups.values()),
            subscribers=tuple(subscribers),
            smtp=smtp,
            templates=templates,
            crawl=crawl,
            daemon=daemon,
            path=path,
        )
        return config.model_copy(update={"warnings": tuple(unwise(config, self.secrets))})

    def rows(self, table: str, model: type[PartT]) -> list[PartT]:
        """Return the sound rows of an array. Raises ConfigError if there is a mistake in it."""
        rows = self._array(table, model)
        if self.mistakes:
            raise ConfigError([sentence for _, sentence in self.mistakes])
        return rows

    def _arranged(self, environment: Mapping[str, str]) -> dict[str, Any]:
        """Return the file's tables with the overrides in, after a check of their names and shapes."""
        raw: dict[str, Any] = {}
        for name, value in self.file.tables.items():
            if name in ARRAYS and not (
                isinstance(value, list) and all(isinstance(row, dict) for row in value)
            ):
                self.complain((name,), f"must be written as [[{name}]], in double brackets")
            elif name in TABLES and not isinstance(value, dict):
                self.complain((name,), f"must be written as [{name}], in single brackets")
            elif name in ARRAYS or name in TABLES:
                raw[name] = value
            else:
                brackets = [*(f"[[{n}]]" for n in ARRAYS), *(f"[{n}]" for n in TABLES)]
                hint = nearest(name, [*ARRAYS, *TABLES]) or f"; there are {', '.join(brackets)}"
                self.complain((name,), f"is not known here{hint}")
        if not self.shipped:
            self._override(raw, environment)
        return raw

    def _override(self, raw: dict[str, Any], environment: Mapping[str, str]) -> None:
        hidden = {name: hidden_keys(model) for name, model in TABLES.items()}
        hidden = {name: keys | {f"{key}_file" for key in keys} for name, keys in hidden.items()}
        keys = {name: frozenset(model.model_fields) | hidden[name] for name, model in TABLES.items()}

        def wrong(variable: str, what: str) -> None:
            self.mistakes.append((0, f"environment: {variable}: {what}"))

        for (table, key), (variable, value) in env.overrides(environment, keys, hidden, wrong).items():
            told = dict(raw.get(table, {}))
            told.pop(key.removesuffix("_file") if key.endswith("_file") else f"{key}_file", None)
            told[key] = (
                value.replace("${", "$${") if isinstance(value, str) and key in hidden[table] else value
            )
            raw[table] = told
            self.from_variable[table, key] = variable

    def _table(self, name: str, model: type[PartT]) -> PartT:
        return self._checked(self.raw.get(name, {}), model, (name,)) or model()

    def _array(self, name: str, model: type[PartT]) -> list[PartT]:
        rows = self.raw.get(name, [])
        return [row for i, raw in enumerate(rows) if (row := self._checked(raw, model, (name, i)))]

    def _checked(self, raw: dict[str, Any], model: type[PartT], place: Place) -> PartT | None:
        before = len(self.mistakes)
        revealed = self.secrets.reveal(raw, hidden_keys(model), place)
        troubled = len(self.mistakes) > before
        try:
            return model.model_validate(revealed)
        except ValidationError as error:
            for inner, what in explained(error, model):
                if not (
                    troubled and not inner
                ):  # a channel that only lacks its variable is no missing channel
                    self.complain((*place, *inner), what)
            return None

    def _with_shipped(
        self, defaults: Defaults, watches: list[Watch], sources: list[Source]
    ) -> tuple[list[Watch], list[Source]]:
        """Add the shipped lists where they are wanted; a row of the operator replaces one of its name."""
        if ("watch" not in self.raw) if defaults.watch is None else defaults.watch:
            taken = {watch.key for watch in watches}
            watches = watches + [w for w in shipped("default.toml", "watch", Watch) if w.key not in taken]
        offered = shipped("sources.toml", "source", Source)
        names = [source.name for source in offered]
        for name in defaults.without:
            if name not in names:
                self.complain(("defaults", "without"), f"{name!r} is no shipped source{nearest(name, names)}")
        if ("source" not in self.raw) if defaults.sources is None else defaults.sources:
            followed = {watch.key for watch in watches}
            taken = {source.name for source in sources} | set(defaults.without)
            sources = sources + [
                source
                for source in offered
                if source.name not in taken and (not source.titles or followed & set(source.titles))
            ]
        return watches, sources

    def _cross_check(self, keys: set[str]) -> None:
        """Find what is only wrong beside something else: names given twice, names of nothing."""
        named: dict[str, dict[str, int]] = {}
        for table, key in (("watch", "key"), ("source", "name"), ("group", "name"), ("subscriber", "name")):
            first = named[table] = {}
            for i, row in enumerate(self.raw.get(table, [])):
                name = row.get(key)
                if isinstance(name, str) and name in first:
                    where = self.file.line((table, first[name], key))
                    self.complain(
                        (table, i, key), f"{name!r} is given twice (first in line {where}); names must differ"
                    )
                elif isinstance(name, str):
                    first[name] = i
        for table in ("source", "group", "subscriber"):
            for i, row in enumerate(self.raw.get(table, [])):
                titles = row.get("titles", [])
                for title in titles if isinstance(titles, list) else []:
                    self._expect(
                        title, keys | named["watch"].keys(), (table, i, "titles"), "the key of no watch"
                    )
        self._check_groups(named)
        operator = self.raw.get("daemon", {}).get("operator") or None
        self._expect(
            operator, named["subscriber"].keys(), ("daemon", "operator"), "the name of no subscriber"
        )

    def _check_groups(self, named: Mapping[str, Mapping[str, int]]) -> None:
        for i, row in enumerate(self.raw.get("subscriber", [])):
            self._expect(
                row.get("group") or None, named["group"].keys(), ("subscriber", i, "group"), "no group's name"
            )
        for name, i in named["group"].items():
            if name in named["subscriber"]:
                what = f"{name!r} is a subscriber's name too; commands could not tell them apart"
                self.complain(("group", i, "name"), what)

    def _expect(self, name: object, names: Collection[str], place: Place, what: str) -> None:
        if isinstance(name, str) and name not in names:
            self.complain(place, f"{name!r} is {what}{nearest(name, names)}")

    def _named(self, place: Place) -> str:
        """Write a place as an operator would say it: source.soompi.url, or source[3].url without a name."""
        said = ""
        row: Any = self.file.tables
        for step in place:
            if isinstance(step, int):
                row = row[step] if isinstance(row, list) and step < len(row) else {}
                name = (
                    (row.get("name") if said != "watch" else row.get("key"))
                    if isinstance(row, dict)
                    else None
                )
                said += f".{name}" if isinstance(name, str) and name else f"[{step + 1}]"
            else:
                row = row.get(step, {}) if isinstance(row, dict) else {}
                said += f".{step}" if said else step
        return said


def shipped(file: str, table: str, model: type[PartT]) -> list[PartT]:
    """Return the rows of a list that ships with the program."""
    return _Reader(TomlFile.read(SHIPPED / file), {}, shipped=True).rows(table, model)
