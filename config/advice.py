"""What a configuration may say but should not: a sentence each, shown by check-config and at start."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.model import Config, Source
    from config.secret import Secrets

POLITE = timedelta(minutes=5)
PUSHING = ("mastodon", "bluesky", "feed")
RENDERED = ("page", "listing", "record")


def unwise(config: Config, secrets: Secrets) -> Iterator[str]:
    """Yield what is allowed but unwise. `secrets` knows what was read from where."""
    yield from secrets.warnings
    if config.path and secrets.written_out and config.path.stat().st_mode & 0o077:
        yield f"{config.path} holds a secret and others may read it; run: chmod 600 {config.path}"
    if not config.subscribers:
        yield "nobody is told: there is no [[subscriber]]"
    if not config.crawl.contact:
        yield "sites cannot reach you: give an address or URL as contact in [crawl]"
    if not config.crawl.obey_robots:
        yield "robots.txt is ignored, for every site: obey_robots = false in [crawl]"
    smtp = config.smtp
    if (
        smtp.password.get_secret_value()
        and smtp.security == "none"
        and smtp.host not in ("localhost", "127.0.0.1")
    ):
        yield f"the mail password goes to {smtp.host} unencrypted: set security in [smtp] to starttls or tls"
    for source in config.sources:
        yield from _of_a_source(source, config)


def _of_a_source(source: Source, config: Config) -> Iterator[str]:
    if source.every < POLITE and not config.crawl.allow_networks:
        yield f"source {source.name} is asked more often than every 5 minutes; sites may shut you out"
    if source.push and source.kind not in PUSHING:
        yield f"source {source.name} cannot tell us anything: push works for {', '.join(PUSHING)}"
    if source.push and source.kind == "feed" and not config.daemon.push_listen:
        yield f"source {source.name} is not listened to: push of a feed wants push_listen in [daemon]"
    if source.render and source.kind not in RENDERED:
        yield f"source {source.name} is not rendered: that works for {', '.join(RENDERED)}"
    if not source.verify_tls:
        yield f"source {source.name} accepts any certificate: verify_tls = false"
