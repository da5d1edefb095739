"""Reads the TOML files of a language's folder and compiles them.

Patterns are regular-expression fragments without groups, matched against *masked* sentences: lower
case, ASCII quotes, and one placeholder character for each mark (`<date>`, `<title>` …). One
index for all layers keeps a scan at one look a word; longer patterns stand first, so they win.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from scraper.claims.languages.layer import Index, layer
from scraper.claims.languages.phrases import Phrases, phrases
from scraper.claims.languages.spelling import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scraper.claims.languages.layer import Cue, Layer

# One private-use character a kind of mark: a pattern can name them, no text can contain them by chance
# (the reader blanks private-use characters of the text before it masks).
MARKS = {
    "date": "\ue000",
    "title": "\ue001",
    "other": "\ue002",
    "scope": "\ue003",
    "count": "\ue004",
    "platform": "\ue005",
    "person": "\ue006",
    "outlet": "\ue007",
    "database": "\ue008",
}
_PLACEHOLDER = re.compile(r"<(" + "|".join(MARKS) + r")>")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3040-\u30ff]")
# What names a shoot is masked too, one character for one, before states are looked for: their patterns
# need not spell the nouns, and each is one look-up. <ing> is the bare gerund, <cam> the cameras.
SHOOT = {"noun": "\ue010", "ing": "\ue011", "cam": "\ue012"}
_FILL = "\ue013"
_NOUNS = {
    "<shoot>": rf"[{''.join(SHOOT.values())}]{_FILL}*+",
    "<ing>": rf"{SHOOT['ing']}{_FILL}*+",
    "<cam>": rf"{SHOOT['cam']}{_FILL}*+",
}
# Tables whose cues compete for one date or state; together they are the layers "deed" and "state".
DEEDS = ("release", "event")
STATES = ("plan", "status")
ROMAN = {"ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}


@dataclass(frozen=True)
class Language:
    """What the reader knows of a language."""

    code: str
    spaced: bool
    verb_last: bool
    capitals: bool
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    number: re.Pattern[str]  # finds one number word, ordinal or figure
    strong_break: re.Pattern[str]
    weak_break: re.Pattern[str]
    episode: re.Pattern[str]  # the word for episodes
    shoot: re.Pattern[str]  # words that name the making of a title by themselves
    nouns: Mapping[str, re.Pattern[str]]  # names of a shoot, by kind
    naming: re.Pattern[str]  # words without which a text holds no such name
    relative: re.Pattern[str]  # begins a relative clause; group "comma" where a comma stands before it
    indefinite: re.Pattern[str]  # begins a clause about something new: "a recap airs on …"
    possessor: re.Pattern[str]  # "the … of" before a title; group 1 is the head
    heads: frozenset[str]  # heads that are the title itself: "season 2 of", "the filming of"
    aside: re.Pattern[str]  # before a title that is only compared: "after", "like"
    phrases: Phrases | None  # how the subject of a verb is found; None where no words for it are given
    scope: Layer
    count: Layer
    layers: Mapping[str, Layer] = field(default_factory=dict)

    def cues(self, layer: str, masked: str) -> list[Cue]:
        """Return the cues of one layer in a masked sentence."""
        found = self.layers.get(layer)
        return found.scan(masked) if found else []

    def states(self, masked: str) -> list[Cue]:
        """Return the cues of states in a masked sentence, found over masked nouns of shooting."""
        if not self.nouns:  # its patterns name the shoot themselves, among the deeds
            return [c for c in self.cues("deed", masked) if c.name.partition(".")[0] in STATES]
        if self.naming.search(masked):
            for kind, pattern in self.nouns.items():
                masked = pattern.sub(partial(_noun, SHOOT[kind]), masked)
        return self.cues("state", masked)

    def values(self, text: str) -> list[int]:
        """Return the numbers in a piece of lower-cased text, in order."""
        return [n for match in self.number.finditer(text) if (n := self.value(match[0])) is not None]

    def value(self, word: str) -> int | None:
        """Return the value of a figure, number word, ordinal or Roman numeral."""
        if word.isdecimal():
            return int(word)
        known = self.numbers.get(word) or self.ordinals.get(word) or ROMAN.get(word)
        if known is None and (figures := re.match(r"\d+", word)):
            return int(figures[0])
        return known


def spoken(text: str, stated: str = "") -> str:
    """Return the language of a text: the stated one if it is known here, else by its script, else English."""
    if stated in known():
        return stated
    sample = text[:4000]
    if len(_HANGUL.findall(sample)) > len(sample) // 20:
        return "ko" if "ko" in known() else "en"
    if len(_KANA.findall(sample)) > len(sample) // 20:
        return "ja" if "ja" in known() else "en"
    return "en"


@cache
def known() -> frozenset[str]:
    """Return the codes of the languages that have a folder here."""
    return frozenset(f.name for f in files(__package__).iterdir() if (f / "lexicon.toml").is_file())


@cache
def load(code: str) -> Language:
    """Return a language. Raises KeyError for one without a folder, ValueError for a pattern with a group."""
    if code not in known():
        raise KeyError(code)
    raw = _parts(code)
    options, numbers = raw["language"], raw.get("numbers", {})
    ordinals = raw.get("ordinals", {})
    spaced = bool(options.get("spaced", True))
    # A Roman numeral is a number only where a pattern asks for one ("part ii"): alone it is a letter.
    cardinal = one_of([*numbers])
    digits = r"(?<!\d)\d{1,4}(?!\d)"
    # Number words do not begin inside others: "공개한 시즌2" holds no "한 시즌".
    edge = (r"(?<!\w)", r"(?!\w)") if spaced else ("(?<![가-힣])", "")
    macros = {
        "{n}": rf"(?:\d{{1,3}}(?![\d.,]\d)|ii|iii|iv|vi?|{edge[0]}(?:{cardinal}))"
        if cardinal
        else r"(?:\d{1,3})",
        "{nth}": rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{one_of([*ordinals])})" if ordinals else r"(?:\d{1,2})",
    }
    for name, meaning in raw.get("macros", {}).items():
        macros[f"{{{name}}}"] = _expand(meaning, macros)
    word = "|".join(filter(None, [one_of([*ordinals]), cardinal, "ii|iii|iv|vi?"]))
    tables = raw.get("cues", {})
    apart = "shoot" in raw  # states are looked for apart, over nouns of shooting

    index = Index(spaced=spaced)

    def compiled(cues: Mapping[str, Sequence[str]], *, ranked: bool = False) -> Layer:
        return layer(index, cues, lambda fragment: _expand(fragment, macros), ranked=ranked)

    def together(group: Sequence[str]) -> dict[str, Sequence[str]]:
        return {f"{table}.{name}": cues for table in group for name, cues in tables.get(table, {}).items()}

    return Language(
        code=code,
        spaced=spaced,
        verb_last=bool(options.get("verb_last", False)),
        capitals=bool(options.get("capitals", True)),
        numbers=numbers,
        ordinals=ordinals,
        number=re.compile(rf"{digits}(?:st|nd|rd|th)?|{edge[0]}(?:{word}){edge[1]}"),
        strong_break=_any(options.get("strong_break", ())),
        weak_break=_any(options.get("weak_break", ())),
        episode=_any(options.get("episode", ())),
        shoot=_any(options.get("shoot", ())),
        nouns={
            kind: re.compile(
                rf"{edge[0]}(?<!-)(?:{'|'.join(_expand(f, macros) for f in raw['shoot'][kind])}){edge[1]}"
            )
            for kind in SHOOT
            if raw.get("shoot", {}).get(kind)
        },
        naming=_any(raw.get("shoot", {}).get("words", ())),
        relative=re.compile(options.get("relative", r"(?P<comma>(?!))(?!)")),
        indefinite=re.compile(options.get("indefinite", r"(?!)")),
        possessor=re.compile(options.get("possessor", r"((?!))")),
        heads=frozenset(options.get("heads", ())),
        aside=re.compile(options.get("aside", r"(?!)")),
        phrases=phrases(raw.get("phrases", {})),
        scope=compiled(raw.get("scope", {}), ranked=True),
        count=compiled(raw.get("count", {}), ranked=True),
        layers={
            "deed": compiled(together(DEEDS if apart else (*DEEDS, *STATES))),
            "state": compiled(together(STATES if apart else ())),
            **{name: compiled(cues) for name, cues in tables.items() if name not in (*DEEDS, *STATES)},
        },
    )


def _parts(code: str) -> dict[str, Any]:
    """Return the tables of a language's files as one: a table may be spread over several of them."""
    whole: dict[str, Any] = {}
    for part in sorted(
        (f for f in (files(__package__) / code).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name
    ):
        for name, table in tomllib.loads(part.read_text(encoding="utf-8")).items():
            held = whole.setdefault(name, {})
            for key, meaning in table.items():
                held[key] = {**held.get(key, {}), **meaning} if isinstance(meaning, dict) else meaning
    return whole


def _noun(mark: str, match: re.Match[str]) -> str:
    return mark + _FILL * (len(match[0]) - 1)


def _any(fragments: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(_expand(f, {}) for f in fragments) or r"(?!)")


def _expand(fragment: str, macros: Mapping[str, str]) -> str:
    for macro, meaning in macros.items():
        fragment = fragment.replace(macro, meaning)
    for noun, meaning in _NOUNS.items():
        fragment = fragment.replace(noun, meaning)
    return _PLACEHOLDER.sub(lambda m: MARKS[m[1]], fragment)
