"""Mail: put into the caller's transaction, sent by `torg work`, each message once."""

import re
from pathlib import PurePosixPath

import msgspec
from markupsafe import Markup
from msgspec import Struct
from procrastinate import RetryStrategy

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.jobs import JobContext, connection, defer, jobs
from torg.core.journal import record
from torg.core.mail_providers import Mailer, MailRefused, OutgoingMail
from torg.core.mail_queries import insert_mail, lock_queued, mark_failed, mark_sent, note_try, requeue
from torg.core.mail_text import text_of
from torg.core.templates import render

__all__ = ["Mail", "deliver_mail", "mail_from_template", "send_again", "send_mail"]

_MOST_TRIES = 10
_MESSAGE_ID = re.compile(r"[A-Za-z0-9._-]{1,120}")


class Mail(Struct, frozen=True):
    """One mail to one person."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = {}
    """Besides the usual ones: `Reply-To`, `List-Unsubscribe`."""
    language: str = "en"
    secret: bool = False
    """Whether it holds what lets somebody in (a code, a link): then the office does not show what it says."""


def mail_from_template(
    to: str, language: str, template: str, subject: str, /, *, secret: bool = False, **context: object
) -> Mail:
    """Make a mail of `<domain>/templates/<domain>/mail/….html` in a language; its text is made from the HTML.

    The template holds only its own part: `{% extends "desk/mail.html" %}{% block main %}<p>…</p>{% endblock %}`.
    Subjects are shown in the office, and hold no secret.
    """
    if PurePosixPath(template).parts[1:2] != ("mail",):
        raise ValueError(f"{template}: a mail's template is named <domain>/mail/….html")
    html: Markup = render(language, template, subject=subject, **context)
    return Mail(to, subject, text_of(html), str(html), language=language, secret=secret)


async def send_mail(conn: Connection, mail: Mail, *, message_id: str = "") -> None:
    """Send a mail once the caller's transaction commits; a second one of the same `message_id` is left out.

    `message_id` names what the mail is about (`order-12-confirmed`); without it every call is a mail of its own.
    """
    if message_id and not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"{message_id!r} cannot be a message id: use letters, digits, dots, dashes, underscores.")
    async with as_ourselves(conn):
        mail_id = await insert_mail(conn, message_id, mail.to, mail.subject, msgspec.json.encode(mail).decode())
    if mail_id is not None:
        await defer(conn, deliver, mail_id=mail_id)


async def send_again(conn: Connection, actor: Actor, mail_id: int) -> None:
    """Queue a mail that failed once more; others stay as they are."""
    if await requeue(conn, mail_id):
        await record(conn, actor, "mail.sent_again", f"mail:{mail_id}", {"mail": mail_id})
        await defer(conn, deliver, mail_id=mail_id)


async def deliver_mail(conn: Connection, mailer: Mailer, mail_id: int, *, last_try: bool = False) -> None:
    """Hand a queued mail to the provider and note that it was; one that was sent before stays sent.

    Raises what the provider raised when it may work later, unless this was the `last_try`: then the mail has failed.
    """
    queued = await lock_queued(conn, mail_id)
    if queued is None:
        return
    message_id, content = queued
    mail = msgspec.convert(content, Mail)
    outgoing = OutgoingMail(message_id, mail.to, mail.subject, mail.text, mail.html, mail.headers, mail.language)
    try:
        await mailer.send(outgoing)
    except MailRefused as error:
        await mark_failed(conn, mail_id, str(error))
    except Exception as error:
        if not last_try:
            raise
        await mark_failed(conn, mail_id, str(error) or type(error).__name__)
    else:
        await mark_sent(conn, mail_id)


@jobs.task(
    name="core.deliver_mail", pass_context=True, retry=RetryStrategy(max_attempts=_MOST_TRIES, exponential_wait=3)
)
async def deliver(context: JobContext, mail_id: int) -> None:
    """Send one mail; tried again ten times, each wait three times the one before, over some hours in all."""
    mailer: Mailer = context.additional_context["mailer"]
    last_try = context.job.attempts >= _MOST_TRIES
    try:
        async with connection(context) as conn:
            await deliver_mail(conn, mailer, mail_id, last_try=last_try)
    except Exception as error:
        async with connection(context) as conn:
            await note_try(conn, mail_id, str(error) or type(error).__name__)
        raise
