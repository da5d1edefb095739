"""Claims of a record: its fields, read exactly. Pure, like `scraper.claims`, which reads prose.

    Document(kind RECORD, lines "field: value") ── read(document, watch) ──> Reading

A line's field may begin with the installment ("S1 episodeOrder: 16"). The quote is the whole line. Who
calls `claims.read` for a document calls `records.read` where its kind is RECORD: nothing else differs.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scraper.model import Claim, Document, Field, Modality, Reading, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from config.model import Watch

READER = "records 1"

# Fields by the names that their providers give them: TVmaze, TMDB, Wikidata, schema.org.
FIELDS = {
    "premiered": Field.RELEASE_DATE,
    "premiereDate": Field.RELEASE_DATE,
    "first_air_date": Field.RELEASE_DATE,
    "air_date": Field.RELEASE_DATE,
    "release_date": Field.RELEASE_DATE,
    "P580 start time": Field.RELEASE_DATE,
    "P577 publication date": Field.RELEASE_DATE,
    "startDate": Field.RELEASE_DATE,
    "datePublished": Field.RELEASE_DATE,
    "episodeOrder": Field.EPISODE_COUNT,
    "episode_count": Field.EPISODE_COUNT,
    "number_of_episodes": Field.EPISODE_COUNT,
    "numberOfEpisodes": Field.EPISODE_COUNT,
    "P1113 number of episodes": Field.EPISODE_COUNT,
    "Episodes": Field.EPISODE_COUNT,  # MyDramaList
    "Aired": Field.RELEASE_DATE,
    "Airs": Field.RELEASE_DATE,
    "Release Date": Field.RELEASE_DATE,
    "status": Field.PRODUCTION_STATUS,
}
# Words of the providers' `status`. Those that may mean several of ours ("In Production", "Pilot") mean none.
STATUSES = {
    "rumored": Status.ANNOUNCED,
    "planned": Status.ANNOUNCED,
    "in development": Status.ANNOUNCED,
    "pre-production": Status.PRE_PRODUCTION,
    "filming": Status.FILMING,
    "post production": Status.POST_PRODUCTION,
    "post-production": Status.POST_PRODUCTION,
    "running": Status.RELEASED,
    "returning series": Status.RELEASED,
    "to be determined": Status.RELEASED,  # TVmaze: aired, and its renewal is open
    "ended": Status.RELEASED,
    "released": Status.RELEASED,
}
NAMES = frozenset(
    {"name", "akas.name", "original_name", "alternative_titles.title", "label", "alternateName"}
)
PEOPLE = frozenset({"cast", "actor"})
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NETWORKS = frozenset({"network"})
FILM = frozenset({"Movie"})


class Line(NamedTuple):
    """One field of a record, and where it stands in the document's body."""

    scope: str
    field: str
    value: str
    start: int
    end: int


class Said(NamedTuple):
    """Names, people and networks that a record gives, in its order."""

    names: list[str]
    people: list[str]
    networks: list[str]


def said(document: Document) -> Said:
    """Return what a record says of its title beside dates and counts."""
    lines = list(_lines(document))
    kinds = (NAMES, PEOPLE, NETWORKS)
    return Said(*([line.value for line in lines if line.field in fields] for fields in kinds))


def read(document: Document, watch: Watch) -> Reading:
    """Return whether the record is the watched title's, and what its fields claim."""
    lines = tuple(_lines(document))
    about, reason = _about(lines, document, watch)
    if not about:
        return Reading(about=False, reason=reason)
    film = any(line.field == "type" and line.value in FILM for line in lines)
    claims = [claim for line in lines if (claim := _claim(line, document, film=film)) is not None]
    return Reading(about=True, claims=tuple(_first_of_each(claims)), reason=reason)


def _lines(document: Document) -> Iterator[Line]:
    start = len(document.headline) + 1
    for text in document.text.split("\n"):
        found = re.fullmatch(r"(?:(S\d{1,2}(?:P\d{1,2})?) )?([^:]+): (.+)", text)
        if found:
            yield Line(found[1] or "", found[2], found[3], start, start + len(text))
        start += len(text) + 1


def _about(lines: Sequence[Line], document: Document, watch: Watch) -> tuple[bool, str]:
    """Names must agree, and nothing else that both sides know may disagree."""
    names = {_folded(document.headline), *(_folded(line.value) for line in lines if line.field in NAMES)}
    ours = {_folded(name) for name in watch.names} - {""}
    if names & {_folded(name) for name in watch.lookalikes}:
        return False, "bears the name of a look-alike"
    shared = names & ours
    if not shared:
        return False, "bears none of the title's names"
    kinds = {line.value for line in lines if line.field == "type"}
    if kinds and (watch.kind == "film") != bool(kinds & FILM):
        return False, f"is a {' or '.join(sorted(kinds))}, the title is a {watch.kind}"
    for what, fields, known in (("people", PEOPLE, watch.people), ("platform", NETWORKS, (watch.platform,))):
        theirs = {_folded(line.value) for line in lines if line.field in fields} - {""}
        held = {_folded(name) for name in known} - {""}
        if theirs and held:
            agree = bool(theirs & held)
            if what == "platform":  # "Netflix" and "Netflix Korea" are one
                agree = any(a in b or b in a for a in theirs for b in held)
            return agree, f"name and {what} agree" if agree else f"has the name, but other {what}"
    enough = len(shared) > 1 or not watch.lookalikes
    return enough, "names agree" if enough else "the name alone does not tell it from its look-alikes"


def _folded(name: str) -> str:
    """Fold a name so that spelling variants of one agree: case, width, spaces, hyphens, stops, accents."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in unicodedata.normalize("NFC", bare) if c.isalnum())


def _claim(line: Line, document: Document, *, film: bool) -> Claim | None:
    field = FIELDS.get(line.field)
    if field is None:
        return None
    modality = Modality.CONFIRMED
    if field is Field.RELEASE_DATE:
        value = _day(line.value)
        today = document.published.isoformat()
        if value > today[: len(value)] or (value == today[: len(value)] and len(value) < len(today)):
            modality = Modality.EXPECTED  # not wholly past: a database knows a plan at best
    elif field is Field.EPISODE_COUNT:
        value = str(int(line.value)) if re.fullmatch(r"0*[1-9]\d{0,3}", line.value) else ""
    else:
        value = STATUSES.get(line.value.casefold(), "")
    if not value or (film and field is Field.EPISODE_COUNT):
        return None
    return Claim(
        field=field,
        scope="film" if film else line.scope,
        value=value,
        modality=modality,
        quote=document.body[line.start : line.end],
        start=line.start,
        end=line.end,
        rule=f"record.{line.field}",
    )


def _day(text: str) -> str:
    """Return the date that a value begins with as EDTF, a time of day left out; "" for what is none.

    ISO 8601 ("2022-12-30T08:00Z", "2022-12") or English ("Dec 30, 2022 - Mar 10, 2023", "Dec 2022", "2022").
    """
    if found := re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", text):
        parts = [part for part in found.groups() if part]
    elif (found := re.match(r"([A-Z][a-z]{2})[a-z]*\.?,? (?:(\d{1,2}), )?(\d{4})\b", text)) and found[
        1
    ] in MONTHS:
        parts = [found[3], f"{MONTHS.index(found[1]) + 1:02}", *([f"{int(found[2]):02}"] if found[2] else [])]
    else:
        return ""
    try:
        date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError:
        return ""
    return "-".join(parts)


def _first_of_each(claims: Iterable[Claim]) -> list[Claim]:
    """Leave out repeats: the same field, scope and value under two names."""
    kept: dict[tuple[Field, str, str], Claim] = {}
    for claim in claims:
        kept.setdefault((claim.field, claim.scope, claim.value), claim)
    return list(kept.values())
