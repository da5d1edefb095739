"""An e-mail composed and handed to a mail server.

apprise draws a random Message-ID for each try, and an address cannot replace it; so mail goes this
way: the same delivery has the same Message-ID (RFC 5322, 3.6.4) however often it is sent, and a
mailbox can drop the repeat. The SMTP reply codes, which apprise keeps to itself, tell what passes
with time (4yz) from what does not (5yz; RFC 5321, 4.2.1).
"""

from __future__ import annotations

import contextlib
import hashlib
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

from notifier.model import Outcome, Verdict

CONNECT_S = 10.0  # also the longest silence within a dialogue
ANSWER_S = 20.0  # a server may take its time after the last dot: it is scanning for spam
# Seven bits, whatever the server takes: a relay further on that rewrote them would break a signature.
PLAIN = SMTP.clone(cte_type="7bit")
WIDE = PLAIN.clone(utf8=True)  # for an address beyond ASCII: all servers on the way must take it (RFC 6531)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that an e-mail is made of."""

    key: str  # the delivery's
    sender: str  # a From line
    to: str
    subject: str
    text: str
    html: str
    sent_at: datetime
    thread: str = ""  # what the message is about: messages of one thread are shown together
    unsubscribe: str = ""  # mailto: or https: address; an https one takes a POST (RFC 8058)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server and how to speak to it."""

    host: str
    port: int
    security: str = "none"  # none, starttls, tls
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def send(order: dict[str, Any]) -> Outcome:
    """Send one delivery (see sender.py for its keys) through the mail server in its settings."""
    settings, message = order["settings"], order["message"]
    letter = Letter(
        key=order["key"],
        sender=settings["sender"],
        to=settings["to"],
        subject=message["subject"],
        text=message["text"],
        html=message["html"],
        sent_at=datetime.fromisoformat(order["sent_at"]),
        thread=message.get("thread", ""),
        unsubscribe=settings.get("unsubscribe", ""),
    )
    try:
        composed = compose(letter)
    except (ValueError, IndexError, TypeError):
        return Outcome(verdict=Verdict.MISCONFIGURED, reason="the mail's From or To is no address")
    return post(
        Server(**{name: settings[name] for name in ("host", "port", "security", "user", "password")}),
        composed,
    )


def compose(letter: Letter) -> EmailMessage:
    """Return the message: multipart text and HTML. Raises ValueError for an impossible address or header."""
    message = EmailMessage(policy=PLAIN)
    name, address = parseaddr(letter.sender)
    sender = _mailbox(address, name)
    message["From"] = sender
    message["To"] = _mailbox(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.sent_at)
    message["Message-ID"] = message_id(letter.key, sender.domain)
    if letter.thread:
        # A root that was never sent: every client that threads puts the messages under it together.
        root = message_id(letter.thread, sender.domain)
        message["In-Reply-To"] = root
        message["References"] = root
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    message["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        if letter.unsubscribe.lower().startswith("https:"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def _mailbox(address: str, name: str = "") -> Mailbox:
    """Return an address. Whole ones are refused by the library where the part before @ is beyond ASCII."""
    if address.isascii():
        return Mailbox(display_name=name, addr_spec=address)
    username, _, domain = address.rpartition("@")
    return Mailbox(display_name=name, username=username, domain=domain)


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID of a key: always the same, and telling nothing."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain or 'localhost'}>"


def post(server: Server, message: EmailMessage) -> Outcome:
    """Hand a message to a mail server. Never raises for a refusal; the reason names no mailbox, no secret."""
    out = False  # whether the server may have the message
    smtp: smtplib.SMTP | None = None
    try:
        smtp = _connected(server)
        wide = not all(address.isascii() for address in _ends(message))
        refused = _envelope(smtp, message, wide=wide)
        if refused is not None:
            return refused
        if smtp.sock is not None:
            smtp.sock.settimeout(ANSWER_S)
        out = True
        code, _ = smtp.data(message.as_bytes(policy=WIDE if wide else PLAIN))
        return _answer(code)
    except (OSError, smtplib.SMTPException) as error:
        return _trouble(error, out=out)
    finally:
        if smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.quit()
            smtp.close()


def _ends(message: EmailMessage) -> tuple[str, str]:
    """Return from where to where."""
    sender, to = (message[name].addresses[0].addr_spec for name in ("From", "To"))
    return sender, to


def _envelope(smtp: smtplib.SMTP, message: EmailMessage, *, wide: bool) -> Outcome | None:
    """Say from whom to whom; returns the refusal, if any."""
    sender, to = _ends(message)
    options = ["SMTPUTF8"] if wide else []
    if wide and not smtp.has_extn("smtputf8"):
        return Outcome(verdict=Verdict.REFUSED, reason="the mail server takes no address beyond ASCII")
    for code, _ in (smtp.mail(sender, options), smtp.rcpt(to)):
        if code not in (250, 251):
            return _answer(code)
    return None


def _trouble(error: Exception, *, out: bool) -> Outcome:
    """Judge a dialogue that did not come to its end."""
    if isinstance(error, smtplib.SMTPResponseException):  # HELO, authentication or DATA was answered with no
        who = "authentication" if isinstance(error, smtplib.SMTPAuthenticationError) else "the message"
        return _answer(error.smtp_code, what=who)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome(
            verdict=Verdict.MISCONFIGURED,
            reason="the mail server lacks what [smtp] asks for: STARTTLS or login",
        )
    if out:
        return Outcome(verdict=Verdict.UNKNOWN, reason="the mail server fell silent when it had the message")
    if isinstance(error, ssl.SSLError):
        return Outcome(
            verdict=Verdict.TRY_AGAIN, reason="the mail server's TLS certificate could not be verified"
        )
    what = "broke off" if isinstance(error, smtplib.SMTPServerDisconnected) else "could not be reached"
    return Outcome(verdict=Verdict.TRY_AGAIN, reason=f"the mail server {what}")


def _connected(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=CONNECT_S, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=CONNECT_S)
    try:
        if server.security == "starttls":
            smtp.starttls(context=context)
        if server.user:
            smtp.login(server.user, server.password)
        else:
            smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _answer(code: int, *, what: str = "the message") -> Outcome:
    """Judge a reply code. The server's words may name the mailbox, so only the code is kept."""
    if 200 <= code < 300:
        return Outcome(verdict=Verdict.DELIVERED, status=code)
    if 400 <= code < 500:
        return Outcome(verdict=Verdict.TRY_AGAIN, status=code, reason=f"SMTP {code}: {what} was put off")
    return Outcome(verdict=Verdict.REFUSED, status=code, reason=f"SMTP {code}: {what} was refused")
