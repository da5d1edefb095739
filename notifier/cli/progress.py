"""A bar on standard error while sources are asked, where that is a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from scraper.crawl import Crawler

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable, Iterator

    from config.model import Config
    from scraper.jobs import Job, Result


def bar() -> Progress:
    """Return a bar that shows what is done, how much of how much, and for how long; gone when it ends."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


class CountedCrawler(Crawler):
    """A crawler that says with each answer how many it has had, and how many jobs wait."""

    def __init__(self, config: Config, answered: Callable[[int, int], None]) -> None:
        super().__init__(config)
        self._answered = answered

    def crawl(self, waiting: deque[Job]) -> Iterator[Result]:
        """Yield what the crawl yields."""
        total = len(waiting)
        for number, result in enumerate(super().crawl(waiting), start=1):
            self._answered(number, max(total, number + len(waiting)))
            yield result
