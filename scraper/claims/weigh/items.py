"""Items: one for each value that a document may state, with the terms that decide over it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from scraper.model import DocumentKind, Field, Modality, Status
from scraper.spans import PULLED, overlaps, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scraper.claims.installment import Installment
    from scraper.claims.weigh.draft import Draft
    from scraper.claims.weigh.spot import Candidate
    from scraper.model import Claim

STATES = tuple(s.value for s in Status)
NOTHING = -6.0  # the logit of what was not seen at all
SLIGHT = -3.0  # what scores less and was not found by the rules is no item
_MOST = 6.0
_STATED, _PLACED = 5, 4  # sentences, places beyond which it does not matter how many
_EARLY = 2  # the last of the sentences in which news say what they are about


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
    seen: dict[tuple[Field, str], list[tuple[float, Candidate]]] = {}
    for candidate, score in zip(plain, scores, strict=True):
        seen.setdefault((candidate.field, candidate.value), []).append((clipped(score), candidate))
    made = {**_of_values(seen), **_of_states(stating, states)}
    for claim in draft.claims:
        key = (claim.field, claim.value)
        made.setdefault(key, Item(*key, NOTHING, None, [])).claims.append(claim)
    fields: dict[Field, list[Item]] = {field: [] for field in Field}
    for item in made.values():
        fields[item.field].append(item)
    dates = fields[Field.RELEASE_DATE]
    around = _around(dates, draft)
    rivals = {field: _Rivals(here) for field, here in fields.items()}
    common, told = _of_document(draft, about), _Told(states)
    result = [i for i in made.values() if i.claims or i.score >= SLIGHT]
    for item in result:
        beside = rivals[item.field]
        item.terms = common | beside.apart(item)
        if item.field is Field.PRODUCTION_STATUS:
            item.terms |= _of_state(item, beside, *around) | told.of(item)
            continue
        places = seen.get((item.field, item.value), [])
        item.terms |= _terms(item, beside, [c for _, c in places]) | _placed(places)
        if item.field is Field.RELEASE_DATE:
            item.terms |= _of_date(item, dates, draft)
    return result


class _Rivals:
    """The items of one field beside each other: looked at once, not once for each of them."""

    def __init__(self, items: list[Item]) -> None:
        self.ruled = sum(item.ruled for item in items)
        # What a text takes back is no rival of what it says instead.
        self._standing = sorted((i for i in items if i.ruled or not i.claims), key=lambda i: -i.score)
        self._ranked = dict.fromkeys(STATES, NOTHING)
        self._told: dict[Installment | None, list[Item]] = {}
        for item in self._standing:
            self._ranked[item.value] = item.score
            if item.best is not None:
                self._told.setdefault(_installment(item), []).append(item)

    def best(self, item: Item) -> float:
        """Return the best score beside the item's own."""
        return _other(item, self._standing)

    def later(self, rank: int) -> float:
        """Return the best score of a state that comes behind one."""
        return max([self._ranked[state] for state in STATES[rank + 1 :]], default=NOTHING)

    def apart(self, item: Item) -> dict[str, float]:
        """Return the best scores beside the item's own, told of the same installment and of others."""
        told = _installment(item)
        elsewhere = [_other(item, others) for there, others in self._told.items() if there != told]
        return {
            "rival here": _other(item, self._told.get(told, ())),
            "rival elsewhere": max(elsewhere, default=NOTHING),
        }


def _other(item: Item, ranked: Sequence[Item]) -> float:
    """Return the best score of what cannot be true beside an item: "2025" is no rival of January 2025."""
    return next((o.score for o in ranked if o is not item and not _agree(o, item)), NOTHING)


def _agree(one: Item, other: Item) -> bool:
    """Whether two dates may be one day."""
    if one.field is not Field.RELEASE_DATE or PULLED in (one.value, other.value):
        return False
    return overlaps(one.value, other.value)


class _Told:
    """How the sentences of a document tell of states."""

    def __init__(self, states: Sequence[Sequence[float]]) -> None:
        self._places = float(min(_STATED, len(states)))
        self._second = [NOTHING] * (len(STATES) + 1)
        for place in range(1, len(STATES) + 1) if len(states) > 1 else ():
            self._second[place] = clipped(sorted(told[place] - told[0] for told in states)[-2])

    def of(self, item: Item) -> dict[str, float]:
        """Return how many sentences tell of states, and how well the second best tells this one."""
        return {
            "second": self._second[STATES.index(item.value) + 1],
            "places": self._places,
            "early": float(item.best is not None and item.best.spot.sentence.index <= _EARLY),
        }


def _of_document(draft: Draft, about: float) -> dict[str, float]:
    return {
        "about": max(-4.0, min(4.0, about)),
        "told about": float(draft.about),
        "post": float(draft.scene.document.kind is DocumentKind.POST),
        "film": float(draft.scene.watch.kind == "film"),
    }


def _placed(places: Sequence[tuple[float, Candidate]]) -> dict[str, float]:
    """Return at how many places a value stands, how well the second best tells it, and how early one is."""
    scores = sorted((score for score, _ in places), reverse=True)
    return {
        "second": scores[1] if len(scores) > 1 else NOTHING,
        "places": float(min(_PLACED, len(places))),
        "early": float(any(c.spot.sentence.index <= _EARLY for _, c in places)),
    }


def _installment(item: Item) -> Installment | None:
    """Return the installment that the best place of an item tells of: the rules' reading of it, if any."""
    if item.best is None:
        return None
    found = item.best.found
    return found.installment if found is not None else item.best.spot.whose.installment


def _of_values(
    seen: Mapping[tuple[Field, str], Sequence[tuple[float, Candidate]]],
) -> dict[tuple[Field, str], Item]:
    """Return an item for each value, by the place that tells it best."""
    best = {key: max(places, key=lambda place: place[0]) for key, places in seen.items()}
    return {key: Item(*key, score, candidate, []) for key, (score, candidate) in best.items()}


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


def _around(dates: list[Item], draft: Draft) -> tuple[float, float, float]:
    """Return the best logit of a date that has been, of the document's own day, and of one to come."""
    today = draft.scene.document.published
    gone = same = coming = NOTHING
    for one in dates:
        if one.value == PULLED:
            continue
        days = span(one.value)
        if days.first == days.last == today:
            same = max(same, one.score)
        elif days.first <= today:
            gone = max(gone, one.score)
        else:
            coming = max(coming, one.score)
    return gone, same, coming


def _of_state(item: Item, rivals: _Rivals, gone: float, same: float, coming: float) -> dict[str, float]:
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
        "today": same * out,
        "coming": coming * out,
        f"is {item.value}": 1.0,
        f"ruled {item.value}": float(ruled),
    }
