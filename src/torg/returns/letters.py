"""What shoppers and sellers are told by mail about withdrawals and returns, each in their own language."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from torg.core.db import Connection
from torg.core.i18n import Catalogue, catalogue
from torg.core.mail import mail_from_template, send_mail
from torg.core.money import format_money
from torg.markets import LOCALES, Locale, country_name
from torg.orders import Order, OrderLine, lines_of_parcels
from torg.returns.models import ReturnCase, Withdrawal
from torg.returns.queries import titles_of_lines
from torg.returns.words import KIND_WORDS, REASON_WORDS
from torg.sellers import Seller, addresses_of, sellers_by_id

Facts = list[tuple[str, str]]


def public_address(path: str) -> str:
    """Give the whole address of a page: by the setting `public_url`, which every process has in its environment."""
    origin = os.environ.get("TORG_PUBLIC_URL") or f"http://localhost:{os.environ.get('TORG_PORT') or 8000}"
    return origin.rstrip("/") + path


def written_moment(moment: datetime, locale: Locale) -> str:
    """Write a day with its time to the second and its zone: `22 november 2026 kl. 14:05:09 CET`."""
    local = moment.astimezone(ZoneInfo(locale.market.time_zone))
    return str(format_datetime(local, "long", locale=_dated(locale.language)))


def written_day(moment: datetime, language: str) -> str:
    """Write a day as people do: `22 november 2026`."""
    return str(format_date(moment, "long", locale=_dated(language)))


def facts_of_withdrawal(withdrawal: Withdrawal, goods: Sequence[str] = ()) -> Facts:
    """List what was declared, and when: the content of the receipt."""
    known = LOCALES[withdrawal.locale]
    say = catalogue(known.language).say
    what = withdrawal.what or "; ".join(goods) or (
        say("The whole order") if not withdrawal.pieces else say("The goods that you chose")
    )  # fmt: skip
    return [
        (say("Received"), written_moment(withdrawal.received, known)),
        (say("Name"), withdrawal.name),
        (say("Order"), withdrawal.number),
        (say("E-mail"), withdrawal.email),
        (say("You withdraw from"), what),
    ]


async def tell_of_receipt(conn: Connection, withdrawal: Withdrawal) -> None:
    """Confirm a declaration at once on a durable medium, with its content, date and time."""
    language = LOCALES[withdrawal.locale].language
    say = catalogue(language).say
    await _send(
        conn, withdrawal.email, language, f"withdrawal-{withdrawal.id}", say("We have received your withdrawal"),
        [say("This is your receipt. Keep it: it says what you declared and when we received it.")],
        facts_of_withdrawal(withdrawal, await goods_of_withdrawal(conn, withdrawal)),
        after=[say("If we cannot find the order, we write to you at this address.")],
    )  # fmt: skip


async def goods_of_withdrawal(conn: Connection, withdrawal: Withdrawal) -> list[str]:
    """Name the chosen goods of a declaration."""
    titles = await titles_of_lines(conn, list(withdrawal.pieces)) if withdrawal.pieces else {}
    return [f"{withdrawal.pieces[line]} × {title}" for line, title in titles.items()]


async def tell_of_cancelled(conn: Connection, order: Order, parcel_id: int, pieces: Mapping[int, int]) -> None:
    """Tell a shopper that what they withdrew from is not sent at all."""
    lines = (await lines_of_parcels(conn, [parcel_id])).get(parcel_id, [])
    language = LOCALES[order.locale].language
    say = catalogue(language).say
    gone = sorted(pieces)
    await _send(
        conn, order.email, language, f"withdrawn-{parcel_id}-{gone[0]}-{sum(line.cancelled for line in lines)}",
        say("Order %(number)s: cancelled before it was sent", number=order.number),
        [say("You have withdrawn in time for it not to be sent. What you paid goes back the way it came.")],
        [(f"{pieces[line.id]} ×", line.title) for line in lines if line.id in pieces],
        *_page(order, say("Your order")),
    )  # fmt: skip


async def tell_of_return(
    conn: Connection, order: Order, case: ReturnCase, seller: Seller, goods: Sequence[tuple[OrderLine, int]]
) -> None:
    """Tell a shopper where the goods go, and the seller that they come."""
    language = LOCALES[order.locale].language
    words = catalogue(language)
    say = words.say
    what = [(f"{pieces} ×", line.title) for line, pieces in goods]
    await _send(
        conn, order.email, language, f"return-{case.id}",
        f"{say(KIND_WORDS[case.kind])}: {say('order %(number)s', number=order.number)}",
        how_to_return(words, case, seller),
        [(say("Seller"), seller.name), *what, (say("Send to"), return_address(seller, language))],
        *_page(order, say("Your order"), "/returns"),
    )  # fmt: skip
    for place, (email, spoken) in enumerate(await addresses_of(conn, seller)):
        say = catalogue(spoken).say
        lines = [say("A buyer has announced goods that come back, or complained of them.")]
        if case.late:
            lines.append(say("The notice came after the time to withdraw: look at it and decide."))
        await _send(
            conn, email, spoken, f"return-{case.id}-seller-{place}",
            f"{say(KIND_WORDS[case.kind])}: {say('order %(number)s', number=order.number)}", lines,
            [*what, (say("Reason"), say(REASON_WORDS[case.reason])),
             (say("Money back by"), written_day(case.due, spoken))],
            public_address(f"/portal/{seller.slug}/returns/{case.id}"), say("Open the return"),
        )  # fmt: skip


def how_to_return(words: Catalogue, case: ReturnCase, seller: Seller) -> list[str]:
    """Say what happens next, and who pays for the way back."""
    if case.kind == "complaint":
        return [
            words.say("The seller looks at your complaint and answers you. Send nothing back before that."),
            words.say("A justified complaint costs you nothing, the way back included."),
        ]
    paid = (
        words.say("The seller pays for the way back.")
        if seller.returns.payer == "seller"
        else words.say("You pay for the way back.")
    )
    return [
        words.say("Send the goods back within 14 days, and keep the proof of posting."),
        paid,
        words.say(
            "Your money comes back within 14 days of your notice; "
            "the seller may wait until the goods have come, or you have shown that you sent them."
        ),
    ]


async def tell_of_decision(conn: Connection, order: Order, case: ReturnCase) -> None:
    """Tell a shopper what was decided, why, and what comes back."""
    language = LOCALES[order.locale].language
    say = catalogue(language).say
    seller = (await sellers_by_id(conn, [case.seller_id]))[case.seller_id]
    if case.state == "refused":
        subject = say("Order %(number)s: your return was refused", number=order.number)
        lines = [say("The seller has decided not to refund it.")]
    else:
        subject = say("Order %(number)s: your money is on its way", number=order.number)
        lines = [say("It goes back the way you paid.")]
    facts = [(say("Seller"), seller.name)]
    if case.refund:
        facts.append((say("You get back"), format_money(case.refund, case.currency, language)))
    if case.delivery:
        facts.append((say("Of it for delivery"), format_money(case.delivery, case.currency, language)))
    if case.verdict_reason:
        facts.append((say("The seller says"), case.verdict_reason))
    await _send(
        conn, order.email, language, f"return-{case.id}-decided", subject, lines, facts,
        *_page(order, say("Your order"), "/returns"),
    )  # fmt: skip


async def warn_of_deadline(conn: Connection, case: ReturnCase) -> None:
    """Warn a seller that a refund is due soon."""
    seller = (await sellers_by_id(conn, [case.seller_id]))[case.seller_id]
    for place, (email, language) in enumerate(await addresses_of(conn, seller)):
        say = catalogue(language).say
        await _send(
            conn, email, language, f"return-{case.id}-due-{place}",
            say("A refund is due on %(day)s", day=written_day(case.due, language)),
            [say("By law the buyer's money goes back within 14 days of their notice. "
                 "You may wait only until the goods have come, or the buyer has shown that they were sent.")],
            [], public_address(f"/portal/{seller.slug}/returns/{case.id}"), say("Open the return"),
        )  # fmt: skip


def return_address(seller: Seller, language: str) -> str:
    """Write where goods go back to on one line."""
    to = seller.returns.address or seller.address
    parts = (seller.name, to.street, f"{to.postal_code} {to.city}".strip(), country_name(seller.country, language))
    return ", ".join(each for each in parts if each)


def _page(order: Order, label: str, below: str = "") -> tuple[str, str]:
    return public_address(f"/{order.locale}/order/{order.secret}{below}"), label


async def _send(
    conn: Connection, to: str, language: str, message_id: str, subject: str, lines: list[str], facts: Facts,
    link: str = "", label: str = "", after: Sequence[str] = (),
) -> None:  # fmt: skip
    mail = mail_from_template(
        to, language, "returns/mail/letter.html", subject, secret="/order/" in link, lines=lines, facts=facts,
        link=link, label=label, after=after,
    )  # fmt: skip
    await send_mail(conn, mail, message_id=message_id)


def _dated(language: str) -> str:
    return "en_GB" if language == "en" else language
