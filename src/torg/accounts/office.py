"""The mails that went out, for the office; its first page is in `torg.office`."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts.guards import staff_at
from torg.core.desk import Column, Entry, Filter, Table
from torg.core.errors import NotFound
from torg.core.mail import Mail, send_again
from torg.core.mail_providers import file_name
from torg.core.mail_queries import MAIL_ROWS, MailRow, mail_by_id

OfficeRequest = Request[Any, Any, State]
entries = [
    Entry("Overview", area="office", path="", icon="home", order=0),
    Entry("Mail", area="office", path="mail", permission="settings", icon="mail", order=90),
]
STATES = {"queued": "On its way", "sent": "Sent", "failed": "Failed"}
MAILS = Table(
    name="mail",
    source=MAIL_ROWS,
    columns=(
        Column("To", "recipient", sort=True, link="{desk}/mail/{id}"),
        Column("Subject", "subject"),
        Column("State", "state", kind="state", words=STATES, tones={"sent": "good", "queued": "few", "failed": "bad"}),
        Column("Tries", "tries", kind="number", phone=False),
        Column("Queued", "created", kind="time", sort=True),
        Column("Error", "error", phone=False),
    ),
    filters=(
        Filter("To or subject", "q", kind="search", over=("recipient", "subject")),
        Filter("State", "state", words=STATES),
        Filter("Queued", "created", kind="dates"),
    ),
    sort="-created",
    empty="No mail has gone out yet.",
)


@get("/office/mail")
async def mails(request: OfficeRequest) -> Response[Any]:
    """Answer all mails with what became of them."""
    async with staff_at(request, "settings") as desk:
        return await MAILS.answer(desk, title=desk.say("Mail"))


@get("/office/mail/{mail_id:int}")
async def mail_page(request: OfficeRequest, mail_id: FromPath[int]) -> Response[Any]:
    """Answer one mail, with what it says where that is still known: on its way, or in the folder."""
    async with staff_at(request, "settings") as desk:
        mail = await mail_by_id(desk.conn, mail_id)
        if mail is None:
            raise NotFound
        text = _text(mail, request.app.state.settings)
        return desk.page("accounts/office/mail.html", title=mail.subject, mail=mail, text=text, states=STATES)


@post("/office/mail/{mail_id:int}/again")
async def try_again(request: OfficeRequest, mail_id: FromPath[int]) -> Response[Any]:
    """Queue a mail that failed once more."""
    async with staff_at(request, "settings") as desk:
        await send_again(desk.conn, desk.actor, mail_id)
        return desk.redirect(desk.url(f"mail/{mail_id}"), desk.say("It will be tried again now."))


def _text(mail: MailRow, settings: Any) -> str:
    """Give what a mail says as text: nothing once it has been handed to a mail server, and no secret before.

    Without a mail server the folder is where people read their codes, and whoever reaches the office may look.
    """
    if mail.content is not None:
        content = msgspec.convert(mail.content, Mail)
        return "" if content.secret and settings.smtp_url else content.text
    path: Path = settings.mail_folder / file_name(mail.message_id)
    if not path.is_file():
        return ""
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


routes = [mails, mail_page, try_again]
