"""A subscriber's mail server on loopback (aiosmtpd): takes mail, keeps it parsed, refuses on request.

inbox = Inbox()                                   # plain; Inbox(security="starttls", user="u", password="p")
[mail] = inbox.wait_for(1)
mail.subject, mail.text, mail.html, mail.message["Message-ID"]
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any, Literal, Self

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from kit import tls

if TYPE_CHECKING:
    from email.message import EmailMessage

REPLIES = {
    "defer": "451 4.3.0 try again later",
    "refuse": "550 5.7.1 not wanted here",
    "full": "452 4.2.2 mailbox full",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One accepted message with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes = b""  # as it came over the line
    options: tuple[str, ...] = ()  # of MAIL FROM

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain-text part, or ""."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The HTML part, or ""."""
        return self._part("html")

    def _part(self, kind: Literal["plain", "html"]) -> str:
        part = self.message.get_body((kind,))
        return "" if part is None else str(part.get_content())


class Inbox:
    """A mail server in a thread of its own; a context manager.

    `security` is "none", "starttls" or "tls"; the certificate is made by `kit.tls` for 127.0.0.1, its
    file is `tls.certificate()`. `mode` may be set at any time: "ok", "defer" (451), "full" (452), "refuse" (550),
    "hang" (no reply after DATA).
    """

    def __init__(
        self, address: str = "127.0.0.1", *, security: str = "none", user: str = "", password: str = ""
    ) -> None:
        self.mode = "ok"
        self.address, self.security, self.user, self.password = address, security, user, password
        self.port = 0
        self.tries = 0
        self._mails: list[Mail] = []
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._up = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._up.wait(10), "the mail server did not start"

    @property
    def mails(self) -> list[Mail]:
        """Accepted messages, in order."""
        with self._changed:
            return list(self._mails)

    def wait_for(self, count: int = 1, *, deadline: float = 10.0) -> list[Mail]:
        """Wait until `count` messages are in. Raises AssertionError after `deadline` seconds."""
        with self._changed:
            there = self._changed.wait_for(lambda: len(self._mails) >= count, deadline)
        mails = self.mails
        assert there, f"{len(mails)} mails, not {count}, in {deadline} s: {[m.subject for m in mails]}"
        return mails

    def wait_for_tries(self, count: int = 1, *, deadline: float = 10.0) -> int:
        """Wait until `count` messages were offered, accepted or not."""
        with self._changed:
            there = self._changed.wait_for(lambda: self.tries >= count, deadline)
        assert there, f"{self.tries} tries, not {count}, in {deadline} s"
        return self.tries

    def close(self) -> None:
        """Stop; safe to call twice."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the message, or do as `mode` says (called by aiosmtpd)."""
        mode = self.mode
        with self._changed:
            self.tries += 1
            if mode == "ok":
                parsed: Any = message_from_bytes(envelope.content, policy=policy.default)
                sender, recipients = envelope.mail_from, tuple(envelope.rcpt_tos)
                options = tuple(envelope.mail_options)
                self._mails.append(
                    Mail(
                        sender=sender,
                        recipients=recipients,
                        message=parsed,
                        raw=envelope.content,
                        options=options,
                    )
                )
            self._changed.notify_all()
        if mode == "hang":
            await self._stop.wait()
        return REPLIES.get(mode, "250 2.0.0 taken")

    def _knows(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (
            self.user.encode(),
            self.password.encode(),
        )
        return AuthResult(success=right, handled=right)

    def _protocol(self) -> SMTP:
        upgrade = tls.server_context() if self.security == "starttls" else None
        spoken = SMTP(
            self,
            hostname=self.address,
            enable_SMTPUTF8=True,
            loop=self._loop,
            tls_context=upgrade,
            require_starttls=upgrade is not None,
            authenticator=self._knows,
            auth_required=bool(self.user),
        )
        if upgrade is None:  # implicit TLS is below the protocol, which would refuse a login otherwise
            spoken._auth_require_tls = False
        return spoken

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        context = tls.server_context() if self.security == "tls" else None
        server = await self._loop.create_server(self._protocol, self.address, 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        self._up.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks(self._loop) - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)
        await server.wait_closed()
