"""Tell a seller that an endpoint was disabled: in the journal, and by mail to its owners in their languages."""

from datetime import datetime

from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.journal import record
from torg.core.mail import mail_from_template, send_mail
from torg.sellers import addresses_of, sellers_by_id
from torg.webhooks.deliver_queries import EndpointHealth


async def tell_disabled(conn: Connection, endpoint: EndpointHealth, reason: str, now: datetime) -> None:
    """Write down that an endpoint was disabled and why (`gone` or `failing`), and put the mails on their way."""
    body = {"endpoint": endpoint.id, "url": endpoint.url, "reason": reason}
    subject = f"webhook_endpoint:{endpoint.id}"
    await record(conn, SYSTEM, "webhook.disabled", subject, body, seller=endpoint.seller_id)
    seller = (await sellers_by_id(conn, [endpoint.seller_id]))[endpoint.seller_id]
    for place, (address, language) in enumerate(await addresses_of(conn, seller)):
        title = catalogue(language).say("A webhook was disabled")
        mail = mail_from_template(
            address, language, "webhooks/mail/disabled.html", title, url=endpoint.url, reason=reason
        )  # fmt: skip
        await send_mail(conn, mail, message_id=f"webhook-disabled-{endpoint.id}-{now:%Y%m%d%H%M%S}-{place}")
