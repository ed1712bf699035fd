"""Who carries mails: a mail server, or a folder that the office shows."""

import asyncio
import re
import ssl
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib
from msgspec import Struct

from torg.core.errors import Refusal

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_TIMEOUT = 30.0


class OutgoingMail(Struct, frozen=True):
    """A mail as providers take it."""

    message_id: str
    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str]
    language: str


class MailRefused(Refusal):
    """The mail server does not take this mail, and will not later."""

    code = "mail_refused"
    status = 502


class Mailer(Protocol):
    """A provider of mail. Sending the same message id twice must do no harm."""

    async def send(self, mail: OutgoingMail) -> None:
        """Send one mail; raises MailRefused when trying again is of no use, anything else when it is."""


class SmtpMailer:
    """Sends through a mail server: `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…:465`."""

    def __init__(self, url: str, sender: str, *, tls_context: ssl.SSLContext | None = None) -> None:
        """Send through the server at `url` as `sender` (`Torg <no-reply@torg.example>`)."""
        parts = urlsplit(url)
        self._sender = sender
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (465 if self._tls else 587)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._tls_context = tls_context

    async def send(self, mail: OutgoingMail) -> None:
        """Send one mail over a connection of its own."""
        try:
            await aiosmtplib.send(
                message_of(mail, self._sender), hostname=self._host, port=self._port, username=self._user,
                password=self._password, use_tls=self._tls, tls_context=self._tls_context, timeout=_TIMEOUT,
            )  # fmt: skip
        except aiosmtplib.SMTPRecipientsRefused as error:
            refusals = error.recipients
            if all(each.code >= 500 for each in refusals):
                raise MailRefused("; ".join(each.message for each in refusals)[:500]) from error
            raise
        except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPNotSupported) as error:
            # A sign-in that is refused is the operator's to mend, and mails wait for that.
            if isinstance(error, aiosmtplib.SMTPAuthenticationError):
                raise
            if isinstance(error, aiosmtplib.SMTPResponseException) and error.code < 500:
                raise
            raise MailRefused(str(error)[:500]) from error
        except UnicodeError as error:
            raise MailRefused("The mail server takes no addresses with such letters.") from error


class FolderMailer:
    """Writes each mail to a folder as `.eml`, which mail programs open and the office shows."""

    def __init__(self, folder: Path, sender: str) -> None:
        """Write to `folder` as `sender`."""
        self._folder = folder
        self._sender = sender

    async def send(self, mail: OutgoingMail) -> None:
        """Write one mail; the same message id is the same file."""
        await asyncio.to_thread(self._write, mail)

    def _write(self, mail: OutgoingMail) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / file_name(mail.message_id)
        part = path.with_suffix(".part")
        part.write_bytes(message_of(mail, self._sender).as_bytes(policy=SMTPUTF8))
        part.chmod(0o600)
        part.replace(path)


def open_mailer(smtp_url: str, sender: str, folder: Path) -> Mailer:
    """Give the provider that the settings name: a server where there is a URL, else the folder."""
    return SmtpMailer(smtp_url, sender) if smtp_url else FolderMailer(folder, sender)


def file_name(message_id: str) -> str:
    """Name the file of a mail after its message id."""
    return _UNSAFE.sub("_", message_id)[:150] + ".eml"


def message_of(mail: OutgoingMail, sender: str) -> EmailMessage:
    """Make the message as it travels (RFC 5322), as text and as HTML; a line break in a header is refused."""
    message = EmailMessage(policy=SMTP)
    address = parseaddr(sender)[1]
    domain = address.rpartition("@")[2] or "localhost"
    try:
        message["From"] = sender
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = f"<{mail.message_id}@{domain}>" if mail.message_id else make_msgid(domain=domain)
        message["Auto-Submitted"] = "auto-generated"
        for name, value in mail.headers.items():
            message[name] = value
    except ValueError as error:
        raise MailRefused(f"A header cannot be written: {error}") from error
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    message["Content-Language"] = mail.language
    return message
