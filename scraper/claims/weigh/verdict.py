"""The verdict: what of the rules' reading stays, what goes, and what comes in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.modality import speaker
from scraper.claims.resolve import resolve
from scraper.claims.sentence import LIMIT, ONE_OF_MANY
from scraper.claims.weigh.items import Item, items, logistic
from scraper.claims.weigh.subject_matter import document_signs
from scraper.claims.weigh.weights import of
from scraper.model import Field, Modality, Reading, Status
from scraper.spans import PULLED, overlaps, span

if TYPE_CHECKING:
    from scraper.claims.weigh.draft import Draft
    from scraper.claims.weigh.weights import Net, Scale, Weights
    from scraper.model import Claim


_SURE = 0.7  # the probability from which a date vouches for what follows from it


def settle(draft: Draft) -> Reading:
    """Return what a document claims, with the rules' draft weighed where there are weights."""
    weights = of(draft.scene.language.code)
    if weights is None or not draft.weighable:
        return Reading(about=draft.about, claims=draft.claims if draft.about else (), reason=draft.reason)
    return weighed(draft, weights)


def weighed(draft: Draft, weights: Weights) -> Reading:
    """Return a draft as these weights have it."""
    logit = weights.about.weigh(document_signs(draft))
    about, reason = _about(draft, weights, logit)
    if not about:
        return Reading(about=False, reason=reason)
    kept: list[Claim] = []
    offered: list[tuple[float, Claim]] = []
    sure: list[Claim] = []
    for item in scored(draft, weights, logit):
        fusion = weights.fusion[item.field.value]
        likely = logistic(fusion.weigh(item.terms))
        kept += _own(item, likely, fusion.drop)
        sure += item.claims if likely >= _SURE else ()
        if not item.claims and likely >= fusion.admit and item.best is not None:
            offered += [(likely, claim) for claim in _admitted(draft, item, likely)]
    for claim in (*_dated(draft, kept, sure), *(c for _, c in sorted(offered, key=lambda pair: -pair[0]))):
        if not any(_contradict(claim, other) for other in kept):
            kept.append(claim)
    return Reading(about=True, claims=tuple(sorted(kept, key=lambda c: (c.start, c.end))), reason=reason)


def _about(draft: Draft, weights: Weights, logit: float) -> tuple[bool, str]:
    likely = logistic(logit)
    fusion = weights.fusion["about"]
    if draft.about and likely < fusion.drop:
        return False, f"weighed {likely:.2f}, though it {draft.reason}"
    if not draft.about and likely >= fusion.admit:
        return True, f"weighed {likely:.2f}, though {draft.reason}"
    return draft.about, draft.reason


def scored(draft: Draft, weights: Weights, about: float) -> list[Item]:
    """Return the items of a document by the scales of its candidates."""
    context = context_signs(draft, about)
    scales: dict[Field, Scale | Net] = {
        Field.RELEASE_DATE: weights.release,
        Field.EPISODE_COUNT: weights.count,
    }
    common = {field: scale.sum(context) for field, scale in scales.items()}
    told = weights.state.sum(context)
    sums: dict[tuple[Field, int], int] = {}  # of the signs that several candidates share
    scores, states = [], []
    for candidate in draft.candidates:
        if candidate.field is Field.PRODUCTION_STATUS:
            states.append(weights.state.logits(told + weights.state.sum(candidate.signs)))
            continue
        field, spot = candidate.field, candidate.spot
        scale, score = scales[field], common[field]
        for signs in (*spot.shared, spot.own):
            key = (field, id(signs))
            if key not in sums:
                sums[key] = scale.sum(signs)
            score += sums[key]
        scores.append(scale.logit(score + scale.sum(candidate.signs)))
    return items(draft, scores, states, about)


def context_signs(draft: Draft, about: float) -> list[str]:
    """Return what every candidate of a document is told of the document."""
    return [f"likely {max(-4, min(4, round(about)))}", f"about {draft.about:d}"]


def _own(item: Item, likely: float, drop: float) -> list[Claim]:
    """Return what stays of the rules' own claims of an item."""
    if not item.ruled:
        return item.claims
    return [
        replace(c, rule=f"{c.rule}, weighed {likely:.2f}") if c.modality.current else c
        for c in item.claims
        if likely >= drop or not c.modality.current
    ]


def _dated(draft: Draft, kept: list[Claim], sure: list[Claim]) -> list[Claim]:
    """Return the rules' claims that an installment is out where a day gone by is surely its release.

    Both stand or fall together. Weights are not asked: whether such a text also says that it is out is a
    matter of taste, so they do not learn from it.
    """
    today = draft.scene.document.published
    out = {
        c.scope
        for c in sure
        if c.field is Field.RELEASE_DATE
        and c.modality.current
        and c.value != PULLED
        and span(c.value).last <= today
    }
    held = {(c.scope, c.start) for c in kept if c.field is Field.PRODUCTION_STATUS}
    return [
        replace(c, rule=f"{c.rule}, dated")
        for c in draft.claims
        if c.field is Field.PRODUCTION_STATUS
        and c.value == Status.RELEASED.value
        and c.modality.current
        and c.scope in out
        and (c.scope, c.start) not in held
    ]


def _contradict(one: Claim, other: Claim) -> bool:
    """Whether two claims cannot both be current: an installment has one size, one state and one release.

    What weights would add to the rules' reading is held against it: of values that contradicted what the
    rules had found in the same text, three in five were false.
    """
    if (one.field, one.scope) != (other.field, other.scope) or not other.modality.current:
        return False
    if one.field is Field.RELEASE_DATE and PULLED not in (one.value, other.value):
        return not overlaps(one.value, other.value)
    return one.value != other.value


def _admitted(draft: Draft, item: Item, likely: float) -> list[Claim]:
    """Return the claim of a candidate that the rules passed over."""
    best = item.best
    assert best is not None  # noqa: S101 - only items that were seen come here
    spot = best.spot
    if spot.sentence.passed.get(spot.place) in (ONE_OF_MANY, LIMIT):
        return []  # the day of a later episode, "as of early 2026": however like a release it looks
    if item.field is Field.EPISODE_COUNT and not spot.modality.current:
        return []  # a size that its clause takes back
    who, name = speaker(spot.sentence, spot.place)
    finding = Finding(
        field=item.field,
        installment=spot.whose.installment,
        named=spot.whose.by_name,
        value=item.value,
        modality=_modality(draft, item, spot.modality),
        sentence=spot.sentence,
        at=spot.at,
        rule=f"{_NAMES[item.field]}.weighed {likely:.2f}",
        speaker=who,
        attribution=name,
    )
    made = resolve(draft.scene, draft.installments, [finding])
    return [c for c in made if c.field is item.field and c.value == item.value and c.modality.current]


_NAMES = {
    Field.RELEASE_DATE: "release",
    Field.EPISODE_COUNT: "count",
    Field.PRODUCTION_STATUS: "status",
}


def _modality(draft: Draft, item: Item, told: Modality) -> Modality:
    """Return how surely a new claim is made: as its clause says, if that is current at all."""
    if item.field is Field.PRODUCTION_STATUS:
        return Modality.RUMOURED if told is Modality.RUMOURED else Modality.CONFIRMED
    if told.current:
        return told
    coming = (
        item.field is Field.RELEASE_DATE
        and item.value != PULLED
        and span(item.value).first > draft.scene.document.published
    )
    return Modality.EXPECTED if coming else Modality.CONFIRMED
