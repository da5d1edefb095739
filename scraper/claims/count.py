"""Episode counts: the size of a season, part or series; not one episode's number, nor some of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims.answers import answer, asked
from scraper.claims.chatter import no_size
from scraper.claims.counted import SPOKEN_OF, owner
from scraper.claims.finding import Finding
from scraper.claims.installment import Installment
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.likened import alike_to, unlike
from scraper.claims.locate import locate
from scraper.claims.marks import Kind, Mark
from scraper.claims.miscounted import miscounted, vague
from scraper.claims.modality import Mood, mood, speaker
from scraper.claims.sizes import sizes
from scraper.claims.standing import BY_PLACE
from scraper.claims.text import BlockKind
from scraper.model import Field, Modality, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.claims.scene import Scene
    from scraper.claims.sentence import Sentence
    from scraper.claims.subject import Subject, Subjects

_WHOLE = re.compile(
    r"[- ](?:\w+ )?(?:series|drama|show|k-drama|thriller)\b"
)  # "part 1 of the 16-episode drama"
_TOTAL = re.compile(r"\b(?:in all|in total|total of|altogether|all told)\b")
_MOST_OF_ONE = 30  # episodes of a later season; more, "all told", are those of all seasons
_BEHIND = 10  # characters behind a number in which "in all" stands
_FULL = re.compile(r"\b(?:total|full season|back nine|back order)\b")
_AUDIENCE = re.compile(r"\b(?:million|percent|per cent|viewers|ratings?)\b|%")
_TAKEN_OUT = re.compile(
    r"(?<!\w)(?:were|was|been|being) (?:dropped|cut|removed|scrapped|shelved|pulled|lost)(?!\w)"
)
_LEFT = re.compile(
    rf"(?: of (?:the )?[\"']?(?:{MARKS['title']}|{MARKS['scope']}|series|season|show)[\"']?)?"
    r" (?:(?:(?:are|is|were) )?(?:(?:still|now|just) )?(?:to go|remaining|unaired)"
    r"|remain(?:s|ing)?(?= to|[.,;!?]|$)|(?:are|is|were) (?:(?:still|now|just) )?left|left(?= to |[.,;!?]|$))"
    r"(?!\w)"
)
_NEAR = 200  # characters around a bare number in which the word for episodes must stand
# The noun is left out or stands elsewhere.
_BARE = frozenset(
    ("bare", "loose", "scoped", "others", "swapped", "changed", "share", "earlier", "earlier_of")
)
_PLAIN = frozenset(("size", "bare", "loose", "stated", "hours"))
_LISTED = _PLAIN | {"range"}  # of a part only where it is said again
_EACH = re.compile(
    r"(?:^|[;,] |[\"'])(?:and )?each (?:(?:season|series|part|volume|run|one) )?"
    r"(?:is|will|has|had|runs?|ran|of (?:them|the (?:two|three|four))|consists|comes|with|comprising)(?!\w)"
)
_BOTH = re.compile(
    r"\b(?:both|all (?:two|three|four|five|\d)) (?:of (?:them|which|these|those) )?"
    r"(?:(?:are|were|being|have|had|having|ran|run|running|got|came in) (?:\w+ ){0,2})?$"
)
_HAD = re.compile(r"(?:had|'d) been")
_MADE = re.compile(
    r"(?:had been|'d been) (?:completed|finished|shot|filmed|made|written|edited|delivered|produced|aired)"
)
_WISH = re.compile(
    r"\b(?:fans|viewers|people|we|i|they) (?:all )?(?:want|hoped? for|demand|ask(?:ed)? for|would like)\b"
    r"|\b(?:most|many|other) (?:[a-z-]+ )?(?:dramas|series|shows|seasons)\b|\bon average\b|^should\b"
)
# "originally planned as 20 episodes"
_PLANNED = re.compile(
    r"\b(?:first|originally|initially|once|previously) (?:been )?"
    r"(?:planned|ordered|announced|conceived|commissioned|billed|set|meant|slated|intended|pitched)\b[^.;,]{0,25}$"
)
_BELIEVED = re.compile(
    r"\b(?:thought|assumed|figured|believed)(?: that)?(?: (?:it|there|the \w+)(?: (?:was|were|would be))?)?"
    r"(?: [a-z]+)? ?$"
)
# "Over three series, 19 episodes were made": of all of them.
_RUN = re.compile(r"\b(?:two|three|four|five|six|seven|eight|\d) (?:seasons|series)\b[^.;]{0,30}$")
# "24 episodes across both seasons", "all 30 episodes of the three seasons": of all of them too.
_ACROSS = re.compile(
    r"(?: (?:\w+ ){0,3}?(?:across|over|spanning|from|between|through)) "
    r"(?:(?:all|the|its|their|these|those) ){0,2}(?:(?:both|two|three|four|five|six|seven|eight|\d) )"
    r"(?:\w+ )?(?:seasons|series|runs|instal?lments)\b"
)
_THIS = re.compile(r"\b(?:the|this) season(?: [a-z]+){0,3} $")
_BEGAN = re.compile(r"\b(?:began|opened|started|kicked off|led off) with (?:a run of )?$")
_REACH = 40  # characters from a belief to its number
_NOT = "not "


def read(scene: Scene, subjects: Subjects, sentence: Sentence) -> Iterator[Finding]:
    """Yield the episode counts that a sentence states of the watched title."""
    if scene.watch.kind == "film":
        return
    for mark, place in sentence.placed(Kind.COUNT):
        if _counts(scene, sentence, mark) and not no_size(scene, sentence, mark, place):
            yield from _findings(subjects, sentence, mark, place)
    answered = answer(scene, sentence)
    if answered:
        yield from _findings(subjects, sentence, *answered)


def _findings(subjects: Subjects, sentence: Sentence, mark: Mark, place: int) -> Iterator[Finding]:
    subject = owner(subjects, sentence, mark, place)
    how = _mood(sentence, place, subject)
    if not subject.ours or _idle(sentence, place, how):
        return
    who, name = speaker(sentence, place)
    here, named = _installment(subjects, sentence, mark, place, subject)
    whole = _sum(subjects, sentence, mark, place, here)
    each = mark.name in _PLAIN and _severally(sentence, place) and not _in_all(subjects, mark)
    for size in sizes(subjects, sentence, mark, here, each=each):
        modality = size.modality or _modality(subjects, sentence, mark, place, how)
        if modality is Modality.CONFIRMED and who is Speaker.DATABASE:
            modality = Modality.EXPECTED  # anybody may write there
        scopes = (here,) if size.scopes is None else size.scopes
        alike: tuple[Installment, ...] = ()
        if not size.modality:
            alike = alike_to(subjects, sentence, mark, place, here)
        for scope in dict.fromkeys((*scopes, *alike)):
            yield Finding(
                field=Field.EPISODE_COUNT,
                installment=scope,
                whole=whole and size.scopes is None,
                named=named or size.scopes is not None,
                value=str(size.value),
                modality=modality,
                sentence=sentence,
                at=mark.start,
                rule=f"count.{'each' if each else mark.name}" + (f" ({how.why})" if how.why else ""),
                speaker=who,
                attribution=name,
            )


def _mood(sentence: Sentence, place: int, subject: Subject) -> Mood:
    """Return how a size is said: "the ten-part series had been announced in May" says how long it is."""
    how = mood(sentence, place, None)
    if (
        subject.why == SPOKEN_OF
        and how.modality is Modality.PAST
        and (_HAD.match(how.why) or sentence.text.find(how.why) > place)
    ):
        return how._replace(modality=Modality.CONFIRMED, why="")
    return how


def _installment(
    subjects: Subjects, sentence: Sentence, mark: Mark, place: int, subject: Subject
) -> tuple[Installment, bool]:
    """Return the installment that a count is said of, and whether the sentence names it."""
    if subject.why == SPOKEN_OF and not any(p < place for _, p in sentence.placed(Kind.SCOPE)):
        # As in "the eight-episode drama returns for a second season".
        return subjects.thread.installment, False
    of_main = (mark.name in ("changed", "swapped") and _THIS.search(sentence.text, 0, place)) or (
        not subject.named
        and subjects.installments.firm
        and not subjects.installments.asked
        and asked(subjects.scene, sentence) is not None
    )
    if of_main:
        return subjects.installments.main, False
    here, named = locate(subjects, sentence, place, None, subject, perfect=True)
    here, named = unlike(subjects, sentence, place, here, named=named)
    if not here.part and _opens(sentence, place):
        return here._replace(part=1), named
    in_all = _WHOLE.match(sentence.text, place + 1) or _in_all(subjects, mark)
    if here.part and (in_all or (not named and mark.name in _LISTED)):
        here = Installment(here.season or 1)  # a part goes on only where it is said again
    return here, named


def _sum(subjects: Subjects, sentence: Sentence, mark: Mark, place: int, here: Installment) -> bool:
    """Whether a number is that of all seasons together: "24 across both seasons", "sixty, all told"."""
    if _RUN.search(sentence.text, max(0, place - _REACH), place) or _ACROSS.match(sentence.text, place + 1):
        return True
    season = here.season or subjects.installments.main.season
    many = season > 1 and max(mark.numbers, default=0) > _MOST_OF_ONE
    return many and bool(
        _TOTAL.search(subjects.scene.lowered, max(0, mark.start - _REACH), mark.end + _REACH)
    )


def _opens(sentence: Sentence, place: int) -> bool:
    """Whether a number is only of a first part: "it began with 16 episodes, and its second part added 12"."""
    began = _BEGAN.search(sentence.text, max(0, place - _REACH), place)
    return bool(began) and any(
        p > place and m.part == 2 and not m.season for m, p in sentence.placed(Kind.SCOPE)
    )


def _in_all(subjects: Subjects, mark: Mark) -> bool:
    """Whether a number is said to be the sum: "five each, which makes ten altogether"."""
    return bool(_TOTAL.search(subjects.scene.lowered, mark.start, mark.end + _BEHIND))


def _idle(sentence: Sentence, place: int, how: Mood) -> bool:
    """Whether a count is only asked, wished for or imagined."""
    question = how.asked and sentence.block is not BlockKind.HEADLINE and how.modality is Modality.CONFIRMED
    return question or how.conditional or bool(_WISH.search(sentence.text, 0, place))


def _severally(sentence: Sentence, place: int) -> bool:
    """Whether a size is said of several one by one: "each season has", "both parts run to"."""
    if _EACH.search(sentence.text, 0, place) or _BOTH.search(sentence.text, max(0, place - _REACH), place):
        return True
    before = [m for m, p in sentence.placed(Kind.SCOPE) if p < place]
    return bool(before) and before[-1].name in ("several", "both", "pair")


def _modality(subjects: Subjects, sentence: Sentence, mark: Mark, place: int, how: Mood) -> Modality:
    """Return the modality of a size: work that had been done is no plan given up, a belief is none now."""
    if subjects.scene.lowered.startswith(_NOT, mark.start):
        return Modality.DENIED  # "Still 18 episodes. Not 22."
    if mark.name in ("earlier", "earlier_of"):
        return Modality.CONFIRMED  # "down from the first run's ten"
    start = max(0, place - _REACH)
    if _BELIEVED.search(sentence.text, start, place) or _PLANNED.search(sentence.text, start, place):
        return Modality.PAST
    if how.modality is Modality.PAST and _MADE.search(sentence.text):
        return Modality.CONFIRMED
    return how.modality


def _sized(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence gives the size in episodes by name."""
    return any(
        m.name == "size" and sentence.language.episode.search(scene.lowered, m.start, m.end)
        for m, _ in sentence.placed(Kind.COUNT)
    )


def _counts(scene: Scene, sentence: Sentence, mark: Mark) -> bool:
    """Whether a number is one of episodes, and all of them."""
    if (mark.name == "more" and _FULL.search(sentence.text)) or (
        mark.name == "hours" and _sized(scene, sentence)
    ):
        return False  # "nine more, for a total of 22", "six episodes of 90 minutes, nine hours in all"
    place = sentence.masked.place(mark)
    if (mark.name == "share" and _TAKEN_OUT.search(sentence.text)) or (
        mark.name == "size" and _LEFT.match(sentence.text, place + 1)
    ):
        return False  # "two of eight episodes were dropped", "only two episodes of <title> are left"
    if mark.name in BY_PLACE:
        return BY_PLACE[mark.name](sentence, place)
    if mark.name not in _BARE:
        return mark.name != "size" or not vague(scene, sentence, mark)
    near = scene.lowered[max(0, mark.start - _NEAR) : mark.end + _NEAR]
    if not scene.language.episode.search(near) or miscounted(scene, sentence, mark, place):
        return False
    return mark.name != "loose" or not _AUDIENCE.search(sentence.text)
