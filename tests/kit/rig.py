"""The daemon's pass with the clock in the test's hand: the four transactions of the walk on a log of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from config.model import Config, Crawl, Daemon, Smtp, Source, Subscriber, Watch
from notifier.store import open_log
from notifier.walk import Walk

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from kit.hooks import Hook
    from kit.mail import Inbox

THE_GLORY = Watch(
    key="the-glory",
    name="The Glory",
    aliases=("더 글로리",),
    people=("Song Hye Kyo", "송혜교", "Lee Do Hyun", "Kim Eun Sook", "김은숙", "Ahn Gil Ho"),
    platform="Netflix",
    lookalikes=("Morning Glory", "The Song of Glory"),
)


def source(name: str, url: str, *, kind: str = "page", **more: Any) -> Source:
    """Return a source that may be asked every five minutes."""
    return Source.model_validate(
        {"name": name, "kind": kind, "url": url, "every": timedelta(minutes=5), "language": "en"} | more
    )


def configuration(
    *sources: Source,
    inbox: Inbox | None = None,
    hook: Hook | None = None,
    timeout_s: float = 3.0,
    **more: Any,
) -> Config:
    """Return a configuration that watches The Glory on loopback and tells a mailbox and a webhook."""
    subscribers = []
    if inbox is not None:
        subscribers.append(Subscriber(name="reader", email="reader@localhost.localdomain"))
    if hook is not None:
        subscribers.append(Subscriber(name="desk", webhook=hook.url("/glory")))
    return Config(
        watches=(THE_GLORY,),
        sources=sources,
        subscribers=tuple(subscribers),
        smtp=Smtp() if inbox is None else Smtp(host=inbox.address, port=inbox.port),
        crawl=Crawl(
            contact="test@localhost",
            allow_networks=("127.0.0.0/8",),
            per_host_delay=timedelta(0),
            timeout=timedelta(seconds=timeout_s),
        ),
        daemon=Daemon(),
        **more,
    )


class Rig:
    """A log and the daemon's walk on it; a context manager."""

    def __init__(self, config: Config, path: Path) -> None:
        self.config, self.path = config, path

    def __enter__(self) -> Self:
        self.log = open_log(self.path)
        self.walk = Walk(self.config)
        return self

    def __exit__(self, *_: object) -> None:
        self.walk.close()
        self.log.close()

    def restart(self) -> None:
        """Close everything and open it again, as another run of the daemon would."""
        self.__exit__()
        self.__enter__()

    def tick(self, now: datetime) -> dict[str, dict[str, int]]:
        """Take every step of the walk once; returns what each did, in numbers."""
        return {name: step(self.log, now) for name, step in self.walk.steps().items()}

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """Return rows as dicts, so that a failing test shows them."""
        return [dict(row) for row in self.log.rows(sql, parameters)]
