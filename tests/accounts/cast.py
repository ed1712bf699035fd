"""The people of the tests and their shops."""

from msgspec import Struct

from torg.accounts import Account, open_account, save_member, save_staff
from torg.core.actor import SYSTEM
from torg.core.db import Connection


class Cast(Struct):
    """Who is there."""

    astrid: Account
    nils: Account
    kaisa: Account
    olav: Account
    nils_shop: int
    kaisas_shop: int


async def make_cast(conn: Connection) -> Cast:
    """Open the accounts of all, and the shops of Nils and Kaisa."""
    people = {
        name: await open_account(conn, SYSTEM, f"{name}@torg.example", name=name.title(), language=language)
        for name, language in (("astrid", "sv"), ("nils", "sv"), ("kaisa", "fi"), ("olav", "en"))
    }
    shops = {}
    for name, slug, number, market in (
        ("Nils Järnbod", "nils-jarnbod", "5560125790", "se"),
        ("Kaisas Bokhylla", "kaisas-bokhylla", "01120389", "fi"),
    ):
        cursor = await conn.execute(
            """
            INSERT INTO seller (slug, name, country, org_number, status, home_market, languages)
            VALUES (%s, %s, %s, %s, 'active', %s, '{sv}') RETURNING id
            """,
            (slug, name, market.upper(), number, market),
        )
        row = await cursor.fetchone()
        assert row is not None
        shops[slug] = row[0]
    await save_member(conn, shops["nils-jarnbod"], people["nils"].id, ["owner"])
    await save_member(conn, shops["kaisas-bokhylla"], people["kaisa"].id, ["owner"])
    await save_staff(conn, people["olav"].id, ["owner"])
    return Cast(**people, nils_shop=shops["nils-jarnbod"], kaisas_shop=shops["kaisas-bokhylla"])
