"""What the demo's newsroom prints, and what a subscriber has to be told of it: acts.toml, checked."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from config.model import SourceKind
from scraper.model import Field

if TYPE_CHECKING:
    from datetime import date, datetime

Form = Literal["rss", "atom", "json_feed", "page", "listing", "mastodon"]

_KINDS = {
    "rss": SourceKind.FEED,
    "atom": SourceKind.FEED,
    "json_feed": SourceKind.FEED,
    "page": SourceKind.PAGE,
    "listing": SourceKind.LISTING,
    "mastodon": SourceKind.MASTODON,
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Outlet(_Part):
    """One invented publisher: one source of the demo's configuration."""

    name: str
    title: str
    form: Form
    standing: Literal["official", "trade", "database", "fan"]
    language: str
    zone: str
    page: str = ""  # of form "page": the slug that is watched

    @property
    def path(self) -> str:
        """Where it is on the newsroom's server; a tag's timeline stands where Mastodon has it."""
        ends = {"rss": "feed.xml", "atom": "atom.xml", "json_feed": "feed.json", "listing": "latest"}
        return (
            "/tags/theglory" if self.form == "mastodon" else f"/{self.name}/{ends.get(self.form, self.page)}"
        )

    def source(self, root: str) -> dict[str, str]:
        """Return its table of the configuration; `root` is the newsroom's address."""
        return {
            "name": self.name,
            "kind": _KINDS[self.form],
            "url": f"{root}{self.path}",
            "standing": self.standing,
            "language": self.language,
            "zone": self.zone,
            "publisher": self.title,
            "every": "5m",
        }


class Post(_Part):
    """A social post that an article embeds."""

    name: str
    handle: str
    at: AwareDatetime
    number: int
    text: str


class Print(_Part):
    """One article, post or edition of a page."""

    outlet: str
    slug: str
    at: AwareDatetime
    text: str
    headline: str = ""
    updated: AwareDatetime | None = None
    posts: tuple[Post, ...] = ()
    found: AwareDatetime | None = None  # of an old article: when a listing links to it at last

    @property
    def seen(self) -> datetime:
        """When it can first be read in this form."""
        return self.found or self.updated or self.at


class Telling(_Part):
    """A value that a subscriber has to be told, or may be; its scopes are names of one installment."""

    field: Field
    value: str
    scopes: tuple[str, ...]

    def fits(self, scope: str, field: str, new: str | None) -> bool:
        """Whether a change that was told is this one."""
        return (field, new) == (self.field, self.value) and scope in self.scopes


class Act(_Part):
    """A stretch of history."""

    title: str
    prints: tuple[Print, ...]
    must: tuple[Telling, ...] = ()
    may: tuple[Telling, ...] = ()

    @property
    def moments(self) -> tuple[tuple[datetime, tuple[Print, ...]], ...]:
        """The prints by the moment at which they can be read, in order of time."""
        times = sorted({p.seen for p in self.prints})
        return tuple((at, tuple(p for p in self.prints if p.seen == at)) for at in times)

    @property
    def day(self) -> date:
        """The day it begins, in UTC."""
        return self.moments[0][0].date()


class History(_Part):
    """All acts with the outlets that print them."""

    outlets: tuple[Outlet, ...]
    acts: tuple[Act, ...]

    def outlet(self, name: str) -> Outlet:
        """Return the outlet of that name. Raises StopIteration for a name that acts.toml does not define."""
        return next(o for o in self.outlets if o.name == name)


def load() -> History:
    """Read the bundled acts.toml. Raises pydantic.ValidationError if it was damaged."""
    text = resources.files(__package__ or "notifier.demo").joinpath("acts.toml").read_text(encoding="utf-8")
    return History.model_validate(tomllib.loads(text))
