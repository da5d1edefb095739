"""Episode counts: the size of a season, part or series; not one episode's number, nor some of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.locate import locate
from scraper.claims.marks import Kind, Mark
from scraper.claims.modality import mood, speaker
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects

_MOST = 300  # episodes; more is a daily soap, and more likely a misreading
_WHOLE = re.compile(
    r"[- ](?:\w+ )?(?:series|drama|show|k-drama|thriller)\b"
)  # "part 1 of the 16-episode drama"
_IN_PARTS = re.compile(r"\b(?:two|three) (?:parts|halves|volumes)\b")
_NEAR = 200  # characters around a bare number in which the word for episodes must stand
_SIZES = frozenset(("size", "each", "more", "first", "last"))
_BARE = frozenset(("bare", "swapped", "changed"))  # the noun is left out or stands elsewhere


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the episode counts that a sentence states of the watched title."""
    if scene.watch.kind == "film":
        return
    for mark, place in sentence.placed(Kind.COUNT):
        if mark.name in _BARE and not _about_episodes(scene, mark):
            continue
        for size, modality in _sizes(mark):
            if 0 < size <= _MOST:
                yield from _findings(subjects, sentence, mark, place, size, modality)


def _findings(  # noqa: PLR0913, PLR0917 - what one count is made of
    subjects: Subjects,
    sentence: Sentence,
    mark: Mark,
    place: int,
    size: int,
    told: Modality | None,
) -> Iterator[Finding]:
    subject = subjects.of(sentence, place, None)
    if not subject.ours:
        return
    how = mood(sentence, place, None)
    question = how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED
    if how.conditional or question:
        return
    who, name = speaker(sentence, place)
    installment, named = locate(subjects, sentence, place, None, subject, perfect=True)
    if not named and installment.part and mark.name in ("size", "bare", "range"):
        installment = Installment(installment.season or 1)  # a part goes on only where it is said again
    modality = told or how.modality
    if modality is Modality.CONFIRMED and who is Speaker.DATABASE:
        modality = Modality.EXPECTED  # anybody may write there
    whole = bool(_WHOLE.match(sentence.text, place + 1))
    for scope in _scopes(subjects, mark, installment, sentence, whole=whole):
        yield Finding(
            field=Field.EPISODE_COUNT,
            installment=scope,
            named=named,
            value=str(size),
            modality=modality,
            sentence=sentence,
            at=mark.start,
            rule=f"count.{mark.name}" + (f" ({how.why})" if how.why else ""),
            speaker=who,
            attribution=name,
        )


def _about_episodes(scene: Scene, mark: Mark) -> bool:
    """Whether the word for episodes stands near a bare number."""
    near = scene.lowered[max(0, mark.start - _NEAR) : mark.end + _NEAR]
    return bool(scene.language.episode.search(near))


def _sizes(mark: Mark) -> list[tuple[int, Modality | None]]:  # noqa: PLR0911 - each return is a ground of its own
    """Return the sizes that a count states, with their modality where the form itself decides it."""
    numbers = mark.numbers
    if mark.name == "swapped" and len(numbers) == 2:
        return [(numbers[0], None), (numbers[1], Modality.PAST)]
    if mark.name == "changed" and len(numbers) == 2:
        return [(numbers[0], Modality.PAST), (numbers[1], None)]
    if mark.name == "range" and len(numbers) >= 2:
        return [(numbers[-1] - numbers[-2] + 1, None)]
    if mark.name == "bare" and numbers:
        return [(numbers[-1], None)]
    if mark.name == "sole":
        return [(1, None)]
    if mark.name in _SIZES and numbers and numbers[0] > 1:
        return [(numbers[0], None)]
    return []


def _scopes(  # noqa: PLR0911 - each return is a ground of its own
    subjects: Subjects, mark: Mark, installment: Installment, sentence: Sentence, *, whole: bool
) -> list[Installment]:
    """Return the installments that a count is the size of."""
    parts = subjects.installments.parts
    if whole and installment.part:
        return [Installment(installment.season or 1)]
    if mark.name == "each":
        if parts or _IN_PARTS.search(sentence.text):
            return [Installment(installment.season, p) for p in sorted(parts | {1, 2})[:3]]
        seasons = sorted(subjects.installments.seasons) or [1, 2]
        return [Installment(s) for s in seasons[:3]]
    if mark.name == "first" and parts:
        return [Installment(installment.season, 1)]
    if mark.name == "first":
        return []
    if mark.name == "more" and not installment.part and parts:
        return [Installment(installment.season, 2)]
    return [installment]
