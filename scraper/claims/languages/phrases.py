"""The words around a verb from which its subject is read: auxiliaries, determiners, prepositions, nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Phrases:
    """Patterns that match one whole word of lower-cased text."""

    auxiliary: re.Pattern[str]  # stands between a subject and its verb
    infinitive: re.Pattern[str]  # the same before "to": "set to", "expected to"
    determiner: re.Pattern[str]
    preposition: re.Pattern[str]  # and participles that hang a noun on the one before it
    clause: re.Pattern[str]  # begins a clause
    pronoun: re.Pattern[str]
    country: re.Pattern[str]  # names and adjectives of places, sought in a text; likewise the next two
    window: re.Pattern[str]  # what a title comes out in later: "digital", "DVD"
    cinema: re.Pattern[str]
    retraction: re.Pattern[str]  # opens a sentence that takes back the date of the one before
    denial: re.Pattern[str]  # the same of whatever the one before said
    work: re.Pattern[str]  # nouns that can stand for a title
    ours: re.Pattern[str]  # nouns that can stand for the title or for what brings it out


def phrases(words: Mapping[str, Sequence[str]]) -> Phrases | None:
    """Compile a language's words, None for a language that gives none."""
    if not words:
        return None

    def one(name: str) -> re.Pattern[str]:
        return re.compile("|".join(words[name]))

    def sought(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(words[name])})(?!\w)")

    return Phrases(
        auxiliary=one("auxiliary"),
        infinitive=one("infinitive"),
        determiner=one("determiner"),
        preposition=one("preposition"),
        clause=one("clause"),
        pronoun=one("pronoun"),
        country=sought("country"),
        window=sought("window"),
        cinema=sought("cinema"),
        retraction=one("retraction"),
        denial=one("denial"),
        work=one("work"),
        ours=re.compile("|".join([*words["work"], *words["ours"]])),
    )
