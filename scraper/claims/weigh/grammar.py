"""What the rules' own machinery says of a place: what governs it, whose it is, how surely it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from scraper.claims import modality
from scraper.claims.headfinal import governor as behind
from scraper.claims.headfinal import moods
from scraper.claims.locate import locate

if TYPE_CHECKING:
    from scraper.claims.headfinal.topics import Topics
    from scraper.claims.installment import Installment
    from scraper.claims.languages import Cue
    from scraper.claims.marks import Mark
    from scraper.claims.modality import Mood
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subjects


class Whose(NamedTuple):
    """Whose a statement is, and of which installment."""

    ours: bool
    named: bool
    firm: bool
    installment: Installment
    by_name: bool  # the sentence itself names the installment


class Grammar(Protocol):
    """A language's way to tie a place to its verb and its subject."""

    def governor(self, sentence: Sentence, mark: Mark | None, place: int) -> Cue | None:
        """Return the cue that governs the place."""

    def whose(self, sentence: Sentence, place: int, deed: Cue | None) -> Whose:
        """Return whose the statement at the place is."""

    def mood(self, sentence: Sentence, place: int, deed: Cue | None) -> Mood:
        """Return how surely the place is told."""


class VerbAmid:
    """Languages whose verbs stand in the middle."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects

    def governor(self, sentence: Sentence, mark: Mark | None, place: int) -> Cue | None:  # noqa: ARG002 - verb-last languages ask the mark
        """Return the nearest cue."""
        nearest = sentence.governor(place)
        return nearest[0] if nearest else None

    def whose(self, sentence: Sentence, place: int, deed: Cue | None) -> Whose:
        """Return the nearest subject."""
        subject = self._subjects.of(sentence, place, deed)
        installment, by_name = locate(self._subjects, sentence, place, deed, subject)
        return Whose(subject.ours, subject.named, False, installment, by_name)  # noqa: FBT003 - only particles make it firm

    def mood(self, sentence: Sentence, place: int, deed: Cue | None) -> Mood:
        """Return the mood of the clause."""
        return modality.mood(sentence, place, deed)


class VerbLast:
    """Languages whose verbs come last."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def governor(self, sentence: Sentence, mark: Mark | None, place: int) -> Cue | None:
        """Return the verb that the date waits for; other marks wait for the next cue."""
        if mark is not None and mark.date is not None:
            return behind.governor(sentence, mark, place)
        return next((c for c in sentence.deeds if c.start >= place), None)

    def whose(self, sentence: Sentence, place: int, deed: Cue | None) -> Whose:
        """Return the topic of the verb."""
        start, end = (deed.start, deed.end) if deed is not None else (place, place + 1)
        topic = self._topics.of(sentence, start, end)
        return Whose(topic.ours, topic.named, topic.firm, topic.installment, topic.named)

    def mood(self, sentence: Sentence, place: int, deed: Cue | None) -> Mood:
        """Return the mood behind the verb."""
        start, end = (deed.start, deed.end) if deed is not None else (place, place + 1)
        return moods.mood(sentence, place, start, end)
