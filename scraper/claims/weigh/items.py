"""Items: one for each value that a document may state, with the terms that decide over it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from scraper.model import Field, Modality, Status
from scraper.spans import PULLED, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.claims.weigh.draft import Draft
    from scraper.claims.weigh.spot import Candidate
    from scraper.model import Claim

STATES = tuple(s.value for s in Status)
NOTHING = -6.0  # the logit of what was not seen at all
SLIGHT = -3.0  # what scores less and was not found by the rules is no item
_MOST = 6.0


@dataclass(slots=True)
class Item:
    """One value of one field."""

    field: Field
    value: str
    score: float  # logit of its best place
    best: Candidate | None
    claims: list[Claim]  # what the rules made of it
    terms: dict[str, float] = dataclasses.field(default_factory=dict)

    @property
    def ruled(self) -> bool:
        """Whether the rules hold the value to be current."""
        return any(c.modality.current for c in self.claims)


def logistic(logit: float) -> float:
    """Return the probability of a logit."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit))))


def items(
    draft: Draft, scores: Sequence[float], states: Sequence[Sequence[float]], about: float
) -> list[Item]:
    """Return the items of a document, those left out that nothing speaks for.

    `scores` are the logits of its dates and numbers, `states` those of its sentences by class, in the
    order of the candidates; `about` is the logit of the document.
    """
    plain = [c for c in draft.candidates if c.field is not Field.PRODUCTION_STATUS]
    stating = [c for c in draft.candidates if c.field is Field.PRODUCTION_STATUS]
    made = {**_of_values(plain, scores), **_of_states(stating, states)}
    for claim in draft.claims:
        key = (claim.field, claim.value)
        made.setdefault(key, Item(*key, NOTHING, None, [])).claims.append(claim)
    seen: dict[tuple[Field, str], list[Candidate]] = {}
    for candidate in plain:
        seen.setdefault((candidate.field, candidate.value), []).append(candidate)
    fields: dict[Field, list[Item]] = {field: [] for field in Field}
    for item in made.values():
        fields[item.field].append(item)
    dates = fields[Field.RELEASE_DATE]
    around = _around(dates, draft)
    rivals = {field: _Rivals(here) for field, here in fields.items()}
    common = {"about": max(-4.0, min(4.0, about)), "told about": float(draft.about)}
    result = [i for i in made.values() if i.claims or i.score >= SLIGHT]
    for item in result:
        if item.field is Field.PRODUCTION_STATUS:
            item.terms = common | _of_state(item, rivals[item.field], *around)
            continue
        item.terms = common | _terms(item, rivals[item.field], seen.get((item.field, item.value), []))
        if item.field is Field.RELEASE_DATE:
            item.terms |= _of_date(item, dates, draft)
    return result


class _Rivals:
    """The items of one field beside each other: looked at once, not once for each of them."""

    def __init__(self, items: list[Item]) -> None:
        self.ruled = sum(item.ruled for item in items)
        self._best: Item | None = None
        self.first = self._second = NOTHING
        self._ranked = dict.fromkeys(STATES, NOTHING)
        for item in items:
            self._ranked[item.value] = item.score
            if self._best is None or item.score > self.first:
                self._second = self.first
                self._best, self.first = item, item.score
            elif item.score > self._second:
                self._second = item.score

    def best(self, item: Item) -> float:
        """Return the best score beside the item's own."""
        return self._second if item is self._best else self.first

    def later(self, rank: int) -> float:
        """Return the best score of a state that comes behind one."""
        return max([self._ranked[state] for state in STATES[rank + 1 :]], default=NOTHING)


def _of_values(candidates: Sequence[Candidate], scores: Sequence[float]) -> dict[tuple[Field, str], Item]:
    made: dict[tuple[Field, str], Item] = {}
    for candidate, score in zip(candidates, scores, strict=True):
        key = (candidate.field, candidate.value)
        held = made.get(key)
        if held is None or clipped(score) > held.score:
            made[key] = Item(*key, clipped(score), candidate, [])
    return made


def _of_states(
    candidates: Sequence[Candidate], states: Sequence[Sequence[float]]
) -> dict[tuple[Field, str], Item]:
    """Return an item for each state, by the sentence that tells it best."""
    made: dict[tuple[Field, str], Item] = {}
    for place, status in enumerate(STATES, start=1):
        best = max(range(len(candidates)), key=lambda i: states[i][place] - states[i][0], default=-1)
        if best >= 0:
            key = (Field.PRODUCTION_STATUS, status)
            score = clipped(states[best][place] - states[best][0])
            made[key] = Item(*key, score, candidates[best], [])
    return made


def clipped(score: float) -> float:
    """Return a logit within what one place can tell."""
    return max(NOTHING, min(_MOST, score))


def _terms(item: Item, rivals: _Rivals, seen: list[Candidate]) -> dict[str, float]:
    ruled = item.ruled
    found = [c.found for c in seen if c.found is not None]
    modality = next((c.modality for c in item.claims if c.modality.current), None)
    return {
        "score": item.score,
        "rival": rivals.best(item),
        "ruled": float(ruled),
        "stale": float(bool(item.claims) and not ruled),
        "ruled score": item.score * ruled,
        "confirmed": float(modality is Modality.CONFIRMED),
        "found": float(any(f.modality.current for f in found)),
        "found stale": float(any(not f.modality.current for f in found)),
        "ruled rivals": float(min(3, rivals.ruled - ruled)),
    }


def _of_date(item: Item, dates: list[Item], draft: Draft) -> dict[str, float]:
    if item.value == PULLED:
        return {"finer": NOTHING, "coarser": NOTHING, "gone": 0.0, "twin": NOTHING, "pulled": 1.0}
    mine = span(item.value)
    finer = coarser = twin = NOTHING
    for other in dates:
        if other is item or other.value == PULLED:
            continue
        theirs = span(other.value)
        if mine.first <= theirs.first and theirs.last <= mine.last:
            finer = max(finer, other.score)
        elif theirs.first <= mine.first and mine.last <= theirs.last:
            coarser = max(coarser, other.score)
        elif other.value[4:] == item.value[4:]:
            twin = max(twin, other.score)
    gone = float(mine.last < draft.scene.document.published)
    return {"finer": finer, "coarser": coarser, "gone": gone, "twin": twin, "pulled": 0.0}


def _around(dates: list[Item], draft: Draft) -> tuple[float, float]:
    """Return the best logit of a date that has been, and of one to come."""
    today = draft.scene.document.published
    gone = coming = NOTHING
    for one in dates:
        if one.value != PULLED:
            if span(one.value).first <= today:
                gone = max(gone, one.score)
            else:
                coming = max(coming, one.score)
    return gone, coming


def _of_state(item: Item, rivals: _Rivals, gone: float, coming: float) -> dict[str, float]:
    ruled = item.ruled
    out = item.value == Status.RELEASED.value
    return {
        "score": item.score,
        "rival": rivals.best(item),
        "later": rivals.later(STATES.index(item.value)),
        "ruled": float(ruled),
        "stale": float(bool(item.claims) and not ruled),
        "ruled score": item.score * ruled,
        "ruled rivals": float(rivals.ruled - ruled),
        "by release": float(any("by release" in c.rule for c in item.claims)),
        "gone": gone * out,
        "coming": coming * out,
        f"is {item.value}": 1.0,
        f"ruled {item.value}": float(ruled),
    }
