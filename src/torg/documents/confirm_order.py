"""Confirm an order: to its buyer with all that the law wants on a durable medium, to each seller what to pack."""

from typing import Any

from babel.dates import format_date
from msgspec import Struct

from torg.core.db import Connection
from torg.core.i18n import catalogue
from torg.core.mail import mail_from_template, send_mail
from torg.core.market_settings import read
from torg.documents.words import percent, withdrawal_form
from torg.markets import MARKETS, law, local_day
from torg.markets.operator import OPERATOR
from torg.orders import Order, OrderLine, Parcel, lines_of_parcels, order_by_id, parcels_of_orders
from torg.sellers import Seller, sellers_by_id


class ParcelInMail(Struct, frozen=True):
    """One seller's parcel as its buyer reads of it."""

    parcel: Parcel
    lines: list[OrderLine]
    seller: Seller
    withdrawal_days: int
    """What the seller gives; the law's days at the least."""

    @property
    def return_address(self) -> str:
        """Where goods go back to, in one line."""
        where = self.seller.returns.address or self.seller.address
        return ", ".join(part for part in (where.street, f"{where.postal_code} {where.city}".strip()) if part)


async def confirm_order(conn: Connection, base_url: str, order_id: int) -> None:
    """Mail the confirmation to the buyer and a notice to each seller, once each however often it is called.

    The confirmation holds what has to be on a durable medium (nordic.md row 3: seller, goods, total, delivery,
    complaints, guarantee, withdrawal with the model form). An order that does not stand is not confirmed.
    `base_url` is where the shop is reached, without a slash at its end. Raises `OrderNotFound`.
    """
    order = await order_by_id(conn, order_id)
    if order.state != "placed":
        return
    parcels = (await parcels_of_orders(conn, [order_id]))[order_id]
    lines = await lines_of_parcels(conn, [parcel.id for parcel in parcels])
    sellers = await sellers_by_id(conn, {parcel.seller_id for parcel in parcels})
    await _tell_buyer(conn, base_url, order, parcels, lines, sellers)
    for parcel in parcels:
        await _tell_seller(conn, base_url, order, parcel, lines[parcel.id], sellers[parcel.seller_id])


async def _tell_buyer(
    conn: Connection,
    base_url: str,
    order: Order,
    parcels: list[Parcel],
    lines: dict[int, list[OrderLine]],
    sellers: dict[int, Seller],
) -> None:
    language = order.locale.split("-")[0]
    ordered = local_day(order.market, order.placed or order.created)
    words = law(MARKETS[order.market].country, language, ordered)
    told = [
        ParcelInMail(
            parcel, lines[parcel.id], sellers[parcel.seller_id],
            max(words.withdrawal_days, sellers[parcel.seller_id].returns.days),
        )
        for parcel in parcels
    ]  # fmt: skip
    mail = mail_from_template(
        order.email,
        language,
        "documents/mail/order.html",
        catalogue(language).say("Your order %(number)s", number=order.number),
        secret=True,
        order=order,
        ordered=ordered,
        parcels=told,
        words=words,
        operator=await read(conn, OPERATOR, order.market),
        link=f"{base_url}/{order.locale}/order/{order.secret}",
        form=withdrawal_form(language),
        **_writing(language),
    )
    await send_mail(conn, mail, message_id=f"order-{order.id}-confirmed")


async def _tell_seller(
    conn: Connection, base_url: str, order: Order, parcel: Parcel, lines: list[OrderLine], seller: Seller
) -> None:
    if not seller.email:
        return
    language = seller.languages[0] if seller.languages else "en"
    mail = mail_from_template(
        seller.email,
        language,
        "documents/mail/to_pack.html",
        catalogue(language).say("New order %(number)s to pack", number=order.number),
        order=order,
        parcel=parcel,
        lines=lines,
        seller=seller,
        link=f"{base_url}/portal/{seller.slug}/orders",
        **_writing(language),
    )
    await send_mail(conn, mail, message_id=f"parcel-{parcel.id}-to-pack")


def _writing(language: str) -> dict[str, Any]:
    """Give templates the ways in which a language writes days and shares."""
    return {
        "day": lambda day: format_date(day, "full", locale=language),
        "percent": lambda rate: percent(rate, language),
    }
