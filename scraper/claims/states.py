"""Settles what a document says of a production's state: the latest one of each installment holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.claims import stated
from scraper.claims.languages.lexicon import MARKS
from scraper.claims.text import BlockKind
from scraper.model import Modality, Status

if TYPE_CHECKING:
    from scraper.claims.finding import Finding
    from scraper.claims.installment import Installment
    from scraper.claims.scene import Scene

# Weak states: they go without saying once the production is farther on.
_EARLY = (Status.ANNOUNCED.value, Status.PRE_PRODUCTION.value)
_PLANNED = ("status.begin", "status.back", "status.plan.pre_production")
_RESUMED = (*_PLANNED, "status.filming", "status.resumed", "status.back")
_BEGUN = ("status.begin", "status.filming.under")  # what had been done before the stop
_BACK = ("status.resumed", "status.back")
_LASTING = ("status.filming now", "status.filming.set now", "status.unfinished")
_ONCE = ("status.paused.once",)
_SHOWN = ("status.completed.festival",)
_FESTIVAL = re.compile(
    r"(?<!\w)(?:festival|sundance|cannes|venice|toronto|tiff|sxsw|berlin(?:ale)?|tribeca|telluride|locarno|busan"
    r"|rotterdam|annecy|midnight madness|un certain regard|croisette|lido"
    r"|(?:anime|comic|film)[ -]?(?:expo|con|fest)"
    r"|(?:first|opening|its) (?:two |three )?(?:episode|hour|chapter)s?)(?!\w)"
)
_SIGHTED = ("status.filming.set",)  # pictures from the set are shown before a premiere too
# a clip of how it was made is shown when it comes out
_MAKING_OF = re.compile(
    r"(?<!\w)(?:making[ -]of|making (?:clip|film|video)s?|(?:behind[ -]the[ -]scenes?|bts)(?: \w+)?"
    r" (?:clip|video|footage|film|still|photo|cut|look)s?)(?!\w)"
)
# a series that runs takes a rest, its production none
_BREAK = re.compile(
    r"(?:(?<!\w)(?:mid-?season|holiday|christmas|two-week|three-week|month-long|short)"
    rf"|[{MARKS['date']}{MARKS['scope']}]) (?:break|hiatus)(?!\w)"
    r"|(?<!\w)(?:a week|one week|the week|this week|next week) off(?!\w)"
    r"|(?:new|next|ninth|tenth) episode(?:s)? (?:until|till|before)|no new episode"
)
_SHOT = re.compile(r"(?<!\w)(?:shoot|film|production|photography|camera|crew|work)")
# "the network had pulled the plug in June": over where another has ordered more since
_HAD_ENDED = re.compile(
    r"(?:(?<!\w)had|'d) (?:(?:been|already|just|once|originally) ){0,2}(?:pulled|cancell?ed|axed|scrapped"
    r"|dropped|ended|killed|ditched|dumped|given up)(?!\w)"
)
_RESCUED = ("status.announced.rescue",)
_STOPS = (Status.CANCELLED.value, Status.PAUSED.value)
_AGAIN = ("status.filming.reshoot",)
_AFTER_SHOOT = (Status.WRAPPED.value, Status.POST_PRODUCTION.value)
# an order that is the news: the shoot planned with it is told of both seasons
_TOGETHER = re.compile(r"back[ -]to[ -]back|at the same time as|in one go|(?:together|along) with")
# what a stop broke off, told behind it
_SINCE = re.compile(
    r"(?:has|have|had|'s|'ve|'d) been (?:[a-z]+ )?(?:filming|shooting|rolling|in production) since "
)
_NEWS = ("status.announced", "status.begin", "status.filming")
_CAST = ("status.casting",)  # whom it is told of is seldom said
_TALK = ("status.script", *_CAST)
_LEAD = 2  # the headline and the first two sentences
_DAYS = 3  # of a date that is one day, or nearly
_ORDER = {status.value: rank for rank, status in enumerate(Status)}


def settled(scene: Scene, findings: list[Finding], dates: list[Finding]) -> list[Finding]:
    """Return the latest state of each installment; a release that has been is one."""
    released = list(stated.released(scene, dates))
    groups: dict[Installment, list[Finding]] = {}
    coming = stated.coming(scene, dates)
    # What is only to come has not been: a day that has passed was another land's, a trailer's, a festival's.
    making = {f.sentence.index for f in findings if f.value in (*stated.MADE, Status.WRAPPED.value)}
    released = [
        f
        for f in released
        if f.installment not in coming and not ("weak" in f.rule and f.sentence.index in making)
    ]
    findings = stated.resuming(_on_air(scene, _unstaged(scene, findings)))
    findings = [stated.before(scene, f, findings, coming) for f in findings]
    findings = stated.told_once([stated.following(scene, f, [*findings, *released]) for f in findings])
    findings = [f for f in findings if not stated.history(scene, f, findings)]
    findings = _revived(findings)
    for finding in [*findings, *released]:
        groups.setdefault(finding.installment, []).append(finding)
    dated = {f.installment for f in dates if f.modality.current and stated.near(f.value, stated.MONTH)}
    soon = stated.soon(scene, dates) & dated
    fixed = {f.installment for f in dates if f.modality.current and stated.near(f.value, _DAYS)}
    result: list[Finding] = []
    for installment, group in groups.items():
        result += [f for f in group if not f.modality.current]
        current = _standing([f for f in group if f.modality.current], coming=installment in coming)
        current = _weightier(current)
        headed = any(
            f.value == Status.ANNOUNCED.value and f.sentence.block is BlockKind.HEADLINE for f in current
        )
        if any(f.sentence.block is not BlockKind.HEADLINE and not f.rule.startswith(_TALK) for f in current):
            current = [
                f
                for f in current
                if f.sentence.block is not BlockKind.HEADLINE or f.value == Status.CANCELLED.value
            ]
        if installment in coming or (
            installment.season > 1 and any(f.value in stated.UNDONE for f in current)
        ):
            # viewers and ratings are of the season before
            current = [f for f in current if f.value != Status.RELEASED.value or f in released or f.named]
        if installment in coming:
            # that a festival shows it goes without saying where its day is told
            current = [
                f
                for f in current
                if (f.value != Status.RELEASED.value or f in released)
                and not (f.rule.startswith(_SHOWN) and _FESTIVAL.search(f.sentence.text))
            ]
        if any(_present(f) for f in current) or _wrapped_news(group):
            current = [f for f in current if f.value != Status.RELEASED.value]
        ordered = _ordered_news(group) and stated.at_hand(scene, dates, installment)
        if (installment in dated or installment in coming) and not ordered:
            current = [
                f
                for f in current
                if f.value != Status.ANNOUNCED.value
                or stated.news(scene, f, near=installment in (soon if headed else dated))
            ]
        if installment in fixed and not ordered:
            current = [
                f
                for f in current
                if not f.rule.startswith(_SIGHTED) and (f.value not in _EARLY or f.rule.startswith(_PLANNED))
            ]
        if current:
            result.append(_latest(current))
    return result


def _standing(findings: list[Finding], *, coming: bool) -> list[Finding]:
    """Return the findings without an end that was only rumoured, or that the title was saved from."""
    firm = [f for f in findings if f.modality is Modality.CONFIRMED]
    headed = any(
        f.value == Status.CANCELLED.value and f.sentence.block is BlockKind.HEADLINE for f in findings
    )
    saved = (coming and not headed) or any(f.rule.startswith(_RESCUED) for f in firm)
    return [
        f
        for f in findings
        if not (f.value == Status.CANCELLED.value and saved)
        and not (
            f.value in _STOPS and f.modality is Modality.RUMOURED and any(g.value not in _STOPS for g in firm)
        )
    ]


def _weightier(findings: list[Finding]) -> list[Finding]:
    """Return the findings without what stands beside the news of an order: cast, scripts, a joint shoot."""
    ordered = [f for f in findings if f.value == Status.ANNOUNCED.value and f.named]
    if any(f.sentence.index <= _LEAD for f in ordered):
        findings = [
            f
            for f in findings
            if not (f.rule.startswith("status.begin") and _TOGETHER.search(f.sentence.text))
        ]
    if any(f.rule.startswith(_NEWS) and f.named and f.sentence.index <= _LEAD for f in findings):
        return [f for f in findings if f.named or not f.rule.startswith(_CAST)]
    return findings


def _ordered_news(findings: list[Finding]) -> bool:
    """Whether headline and head both tell the order of a later season: a day so near is of the one before."""
    orders = [f for f in findings if f.value == Status.ANNOUNCED.value and f.named and f.modality.current]
    headed = any(f.sentence.block is BlockKind.HEADLINE and f.installment.season > 1 for f in orders)
    return headed and any(
        f.sentence.block is not BlockKind.HEADLINE and f.sentence.index <= _LEAD for f in orders
    )


def _revived(findings: list[Finding]) -> list[Finding]:
    """Return the findings without an end told as one before another past, where more is ordered now."""
    ordered = any(
        f.value == Status.ANNOUNCED.value and f.named and f.modality is Modality.CONFIRMED for f in findings
    )
    if not ordered:
        return findings
    return [
        f for f in findings if f.value != Status.CANCELLED.value or not _HAD_ENDED.search(f.sentence.text)
    ]


def _wrapped_news(findings: list[Finding]) -> bool:
    """Whether the headline and the text both tell the end of the shoot: it is news though the run goes on."""
    told = {f.sentence.block is BlockKind.HEADLINE for f in findings if f.value == Status.WRAPPED.value}
    dated = any(f.rule.startswith("status.released by") for f in findings)
    return len(told) > 1 and not dated


def _unstaged(scene: Scene, findings: list[Finding]) -> list[Finding]:
    """Return the findings without a set that is only seen in a clip of how it was made."""
    seen = [f for f in findings if f.rule.startswith(_SIGHTED)]
    if not seen or not any(_MAKING_OF.search(s.text) for s in scene.sentences):
        return findings
    return [f for f in findings if f not in seen]


def _on_air(scene: Scene, findings: list[Finding]) -> list[Finding]:
    """Return the findings without a stop that is a break of the broadcast: "on hiatus"."""
    stopped = [f for f in findings if f.value == Status.PAUSED.value]
    if not stopped or not any(_BREAK.search(s.text) for s in scene.sentences):
        return findings
    return [f for f in findings if f not in stopped or _SHOT.search(f.sentence.text)]


def _present(finding: Finding) -> bool:
    """Whether a state is told in the present: what is being made now cannot be out."""
    return finding.value in stated.MADE and finding.rule.split(" ")[1:2] in (["now"], ["coming"], ["not"])


def _over_since(findings: list[Finding], top: Finding) -> bool:
    """Whether an end comes behind a new start: "halted in March, resumed in June, wrapped in August"."""
    again = [f.at for f in findings if f.rule.startswith("status.resumed")]
    return (
        bool(again)
        and top.value in _AFTER_SHOOT
        and " done" in top.rule
        and min(again) < top.at
        and all(f.at < top.at for f in findings if f.value == Status.PAUSED.value)
    )


def _latest(findings: list[Finding]) -> Finding:
    """Return the state that holds now: the farthest on, but a stop beats what went before it."""
    top = max(findings, key=lambda f: (_ORDER[f.value], -f.at))
    if top.value == Status.CANCELLED.value:
        return top
    again = [f for f in findings if f.rule.startswith(_AGAIN) and f.value == Status.FILMING.value]
    if again and top.value in _AFTER_SHOOT and _present(again[-1]):
        return again[-1]  # shot once more after the wrap
    paused = [f for f in findings if f.value == Status.PAUSED.value]
    if paused and _ORDER[top.value] <= _ORDER[Status.COMPLETED.value] and not _over_since(findings, top):
        later = [
            f
            for f in findings
            if f.at > paused[-1].at
            and not _SINCE.search(f.sentence.text)
            and f.rule.startswith(_RESUMED)
            and not (f.rule.startswith(_BEGUN) and " done" in f.rule)
        ]
        back = [
            f
            for f in findings
            if f.value == Status.FILMING.value and (f.rule.startswith(_BACK) or f.rule.startswith(_LASTING))
        ]
        if [f for f in back if f.rule.startswith(_BACK)] and not any(_present(f) for f in paused):
            return back[-1]  # "went back to filming yesterday. It had been stopped in March"
        if back and all(f.rule.startswith(_ONCE) for f in paused):
            return back[-1]
        return later[-1] if later else paused[-1]
    return top
