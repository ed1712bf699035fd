"""Write to the buyer of a parcel, and keep what was written."""

from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.core.mail import mail_from_template, send_mail
from torg.orders.errors import EmptyMessage
from torg.orders.queries import lock_parcel, order_by_id

LONGEST = 2000


async def write_to_buyer(conn: Connection, actor: Actor, parcel_id: int, text: str, seller: tuple[str, str]) -> None:
    """Send the buyer of a parcel a mail in the seller's name, whose answer goes to the seller.

    `seller` is its name and the address that customers have. Raises `EmptyMessage` and `OrderNotFound`.
    """
    text = text.replace("\x00", "").strip()
    if not 1 <= len(text) <= LONGEST:
        raise EmptyMessage
    name, reply_to = seller
    parcel = await lock_parcel(conn, parcel_id)
    async with as_ourselves(conn):
        order = await order_by_id(conn, parcel.order_id)
        language = order.locale[:2]
        subject = catalogue(language).say("%(seller)s about order %(number)s", seller=name, number=order.number)
        mail = mail_from_template(
            order.email, language, "orders/mail/message.html", subject, lines=text.splitlines(), seller=name
        )
        if reply_to:
            mail = replace(mail, headers={"Reply-To": reply_to})
        await send_mail(conn, mail)
        body = {"parcel": parcel_id, "order": order.id, "text": text}
        await record(conn, actor, "parcel.message", f"parcel:{parcel_id}", body, order.market, parcel.seller_id)
