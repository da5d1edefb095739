"""A place in a sentence where something may be stated, and what can be seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.languages import Cue
    from scraper.claims.sentence import Sentence
    from scraper.claims.weigh.grammar import Whose
    from scraper.model import Field, Modality


class Spot(NamedTuple):
    """One place of a masked sentence."""

    sentence: Sentence
    place: int
    at: int  # in the body
    deed: Cue | None  # what governs it
    whose: Whose
    modality: Modality
    shared: tuple[list[str], ...]  # signs of its sentence and its clause, one list for all their places
    own: list[str]  # signs of the place itself

    @property
    def signs(self) -> list[str]:
        """All signs of the place."""
        return [*(sign for signs in self.shared for sign in signs), *self.own]


class Told(NamedTuple):
    """One value that a spot may state."""

    value: str
    reading: str  # how it came from what stands there
    found: Finding | None  # what the rules found here of this value
    ruled: bool  # whether they found anything here


class Candidate(NamedTuple):
    """One value of one field at one spot; of a state the value is open."""

    field: Field
    value: str
    spot: Spot
    signs: list[str]  # of this value; those of the spot are its readings' in common
    found: Finding | None = None
