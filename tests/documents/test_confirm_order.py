"""The confirmation of an order: what the law wants in it, in every language, once."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.orders.market import ASTRID, SmallMarket, open_market, order
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.mail import Mail
from torg.core.money import format_money
from torg.documents import confirm_order
from torg.documents.words import WITHDRAWAL_FORMS
from torg.markets import LANGUAGES, law
from torg.orders import confirm_payment, place_order

HERE = "https://torg.example"


@pytest.fixture
async def small(conn: Connection) -> SmallMarket:
    return await open_market(conn)


async def mails(conn: Connection, message_id: str) -> list[Mail]:
    cursor = await conn.execute("SELECT content FROM mail_message WHERE message_id = %s", (message_id,))
    return [msgspec.convert(row[0], Mail) for row in await cursor.fetchall()]


async def test_says_what_the_law_wants(conn: Connection, small: SmallMarket) -> None:
    await conn.execute(
        """UPDATE seller SET email = 'nils@example.se', phone = '+46855500100',
                  address = '{"street": "Verkgatan 3", "postal_code": "11122", "city": "Stockholm"}' WHERE id = %s""",
        (small.nils.id,),
    )
    placed = await place_order(conn, ASTRID, order((small.drill, 2), (small.book, 1)))
    await confirm_order(conn, HERE, placed.id)

    [mail] = await mails(conn, f"order-{placed.id}-confirmed")
    assert (mail.to, mail.language, mail.secret) == ("astrid@example.se", "sv", True)
    assert placed.number in mail.subject
    assert placed.secret not in mail.subject
    words = law("SE", "sv", datetime.now(UTC).date())
    for said in (
        f"{HERE}/sv-se/order/{placed.secret}",
        "2 × Vara DRILL",
        "1 × Vara BOOK",
        "Nils Verktyg",
        small.nils.org_number,
        "Verkgatan 3",
        "nils@example.se",
        "+46855500100",
        "Kaisan Kirjat",
        small.kaisa.org_number,
        "14 dagar",
        words.withdraw_here,
        words.confirm_withdrawal,
        words.guarantee,
        WITHDRAWAL_FORMS["sv"][3],
        "Storgatan 1",
    ):
        assert " ".join(said.split()) in " ".join(mail.text.split()), said
    for amount in (placed.total, 299800, 19900, 299800 + 4900, 59960):
        assert format_money(amount, "SEK", "sv").replace("\xa0", " ") in mail.text.replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_speaks_the_language_of_the_order(conn: Connection, small: SmallMarket, language: str) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 1)))
    await conn.execute("UPDATE customer_order SET locale = %s WHERE id = %s", (f"{language}-se", placed.id))
    await confirm_order(conn, HERE, placed.id)

    [mail] = await mails(conn, f"order-{placed.id}-confirmed")
    assert mail.language == language
    assert WITHDRAWAL_FORMS[language][0] in mail.text
    assert f"{HERE}/{language}-se/order/{placed.secret}" in mail.text


async def test_tells_each_seller_its_own_part_and_not_the_secret(conn: Connection, small: SmallMarket) -> None:
    await conn.execute("UPDATE seller SET email = slug || '@example.se'")
    placed = await place_order(conn, ASTRID, order((small.drill, 2), (small.book, 1)))
    await confirm_order(conn, HERE, placed.id)

    cursor = await conn.execute("SELECT id, seller_id FROM parcel WHERE order_id = %s ORDER BY place", (placed.id,))
    (first, nils), (second, _) = await cursor.fetchall()
    assert nils == small.nils.id
    [to_nils], [to_kaisa] = await mails(conn, f"parcel-{first}-to-pack"), await mails(conn, f"parcel-{second}-to-pack")
    assert to_nils.to == f"{small.nils.slug}@example.se"
    assert "DRILL" in to_nils.text
    assert "BOOK" not in to_nils.text
    assert f"{HERE}/portal/{small.nils.slug}/orders" in to_nils.text
    assert "BOOK" in to_kaisa.text
    assert placed.secret not in to_nils.text + to_nils.html + to_kaisa.text + to_kaisa.html


async def test_goes_out_once(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 1)))
    await confirm_order(conn, HERE, placed.id)
    await confirm_order(conn, HERE, placed.id)

    assert len(await mails(conn, f"order-{placed.id}-confirmed")) == 1


async def test_waits_for_the_payment(conn: Connection, small: SmallMarket) -> None:
    until = datetime.now(UTC) + timedelta(minutes=15)
    placed = await place_order(conn, ASTRID, order((small.drill, 1), expires=until))
    await confirm_order(conn, HERE, placed.id)
    assert await mails(conn, f"order-{placed.id}-confirmed") == []

    await confirm_payment(conn, SYSTEM, placed.id)
    await confirm_order(conn, HERE, placed.id)
    assert len(await mails(conn, f"order-{placed.id}-confirmed")) == 1


async def test_a_hostile_name_stays_text(conn: Connection, small: SmallMarket) -> None:
    placed = await place_order(conn, ASTRID, order((small.drill, 1)))
    await conn.execute("UPDATE order_line SET title = '<script>alert(1)</script>' WHERE order_id = %s", (placed.id,))
    await confirm_order(conn, HERE, placed.id)

    [mail] = await mails(conn, f"order-{placed.id}-confirmed")
    assert "<script>" not in mail.html
