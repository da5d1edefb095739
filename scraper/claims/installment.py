"""Which installment a statement is about: season, part, film, or nobody says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scraper.claims.marks import Kind

if TYPE_CHECKING:
    from scraper.claims.marks import Mark


_RELATIVE = frozenset(("film", "rest", "pair", "both", "all", "previous", "next", "further", "first_season"))


class Installment(NamedTuple):
    """A season and part; 0 is not said."""

    season: int = 0
    part: int = 0
    film: bool = False

    def __str__(self) -> str:
        if self.film:
            return "film"
        if self.part:
            return f"S{self.season or 1}P{self.part}"
        return f"S{self.season}" if self.season else ""


NOWHERE = Installment()
FILM = Installment(film=True)


@dataclass
class Installments:
    """What a document says about its installments as a whole."""

    main: Installment = NOWHERE  # what the document is about
    firm: bool = False  # the headline says so
    asked: bool = False  # the headline only asks about it: "Will there be a season 3?"
    parts: set[int] = field(default_factory=set)  # parts that are named
    seasons: Counter[int] = field(default_factory=Counter)
    film: bool = False
    equated: bool = False  # "season 2" is said of part 2 here
    pieces: int = 0  # in how many parts the text says that the season comes: "split in two"
    run: int = 0  # how many seasons there have been, where the text says so: "after three seasons"

    def resolve(self, mark: Mark) -> Installment | None:  # noqa: PLR0911 - each return is a ground of its own
        """Return the installment that a scope, count or title mark names, or None where it names none."""
        if self.film:
            return FILM
        season, part = mark.season, mark.part
        if mark.kind is Kind.COUNT:
            batch = {"first": 1, "more": 2, "others": 2, "latter": max(self.parts, default=0)}.get(
                mark.name, 0
            )
            return Installment(self.season, batch) if batch and self.parts else None
        if (
            mark.kind is Kind.TITLE
            and season
            and not part
            and season in self.parts
            and not self.seasons.get(season, 0)
        ):
            return Installment(0, season)  # "The Glory 2" where the parts are numbered
        if mark.name in _RELATIVE:
            return self._relative(mark)
        if part and not season:
            return Installment(self.season, part)
        if season and not part and self.equated:
            return Installment(0, season)
        return Installment(season, part) if season or part else None

    def _relative(self, mark: Mark) -> Installment | None:
        """Return what is named by its place among the others: "the new season", "the one before"."""
        if mark.name == "film":
            return FILM
        if mark.name == "rest":
            return Installment(self.season, max(2, *self.parts)) if self.parts else None
        now = self.main.season
        season = {
            "both": mark.numbers[0] if mark.numbers else 0,
            "pair": mark.numbers[0] if mark.numbers else 0,  # the other follows when findings are settled
            "all": self.season or 1,
            "previous": max(now - 1, 0),
            "further": self.run + 1 if self.run else 0,
            "first_season": 1 if now != 1 else 0,
        }.get(mark.name, 0)
        if mark.name == "next" and now:
            return self.main
        return Installment(season) if season else None

    @property
    def season(self) -> int:
        """Return the season whose parts are spoken of, 0 where there is no other."""
        return 0 if self.asked or self.equated else self.main.season
