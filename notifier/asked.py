"""What a subscriber asked for, beside titles, fields and standing, which the rules weigh. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifier.model import Cause, Ruling
from notifier.wording.pieces import scope_of
from scraper.model import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.model import Subscriber
    from notifier.model import Mute
    from scraper.model import Change

ALWAYS = (ChangeKind.CORRECTION, ChangeKind.WITHDRAWN)  # to whom we said something wrong, we say so


def wanted(change: Change, subscriber: Subscriber, mutes: Sequence[Mute] = ()) -> Ruling | None:
    """Return why a change is kept from a subscriber, None where the rules decide; `mutes` hold now."""
    if subscriber.paused:
        return Ruling(cause=Cause.PAUSED, reason=f"{subscriber.name} is paused")
    for mute in mutes:
        if _muted(mute, change, subscriber):
            return Ruling(cause=Cause.MUTED, reason=f"muted by {mute.author}: {mute.reason}")
    if change.kind is ChangeKind.BASELINE and not subscriber.summary:
        return Ruling(cause=Cause.KIND, reason=f"{subscriber.name} wants no summary at first sight")
    if not _covers(subscriber.scopes, change.item.scope):
        part = scope_of(change.item.scope, "en") or change.item.scope
        return Ruling(cause=Cause.SCOPE, reason=f"{subscriber.name} does not follow {part}")
    if subscriber.kinds and change.kind not in (*subscriber.kinds, *ALWAYS):
        return Ruling(cause=Cause.KIND, reason=f"{subscriber.name} does not follow changes of this kind")
    return None


def _muted(mute: Mute, change: Change, subscriber: Subscriber) -> bool:
    parts = (
        (mute.title, change.item.title),
        (mute.field, str(change.item.field)),
        (mute.scope, change.item.scope),
    )
    who = ("", subscriber.name, subscriber.group or subscriber.name)
    return mute.subscriber in who and all(asked in ("", there) for asked, there in parts)


def _covers(scopes: tuple[str, ...], scope: str) -> bool:
    """Whether an installment is among those asked for: S1 covers S1P2; the title as a whole is in each."""
    return not scopes or not scope or any(scope == s or scope.startswith(f"{s}P") for s in scopes)
