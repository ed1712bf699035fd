import pytest
from msgspec.structs import replace

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.sellers import (
    Address,
    BadOrgNumber,
    BadSeller,
    DeliveryTerms,
    NewSeller,
    SellerExists,
    SellerNotFound,
    all_sellers,
    register_seller,
    seller_by_slug,
    sellers_by_id,
)

OLAV = Actor("operator", "olav")
NILS = NewSeller(
    name="  Nils   Verktyg & Järn ",
    country="se",
    org_number="556012-5790",
    home_market="se",
    email="nils@verktyg.example",
    address=Address("Storgatan 1", "114 55", "Stockholm"),
    delivery={"se": DeliveryTerms(4900, 49900, (1, 3))},
)


async def test_a_seller_waits_until_it_is_activated(conn: Connection) -> None:
    seller = await register_seller(conn, OLAV, NILS)
    assert (seller.status, seller.slug, seller.name) == ("under_review", "nils-verktyg-och-jarn", "Nils Verktyg & Järn")
    assert (seller.country, seller.org_number, seller.languages) == ("SE", "5560125790", ["sv"])
    assert seller.delivery == {"se": DeliveryTerms(4900, 49900, (1, 3))}
    assert await seller_by_slug(conn, seller.slug) == seller
    assert await sellers_by_id(conn, [seller.id, 10**9]) == {seller.id: seller}
    assert seller in await all_sellers(conn)
    assert seller not in await all_sellers(conn, "active")
    cursor = await conn.execute("SELECT kind, actor FROM journal WHERE subject = %s", (f"seller:{seller.id}",))
    assert await cursor.fetchall() == [("seller.registered", "operator:olav")]


async def test_an_organisation_and_an_address_are_taken_once(conn: Connection) -> None:
    await register_seller(conn, OLAV, NILS)
    with pytest.raises(SellerExists, match="5560125790 in SE sells here already"):
        await register_seller(conn, OLAV, replace(NILS, slug="another"))
    with pytest.raises(SellerExists, match="'nils-verktyg-och-jarn'"):
        await register_seller(conn, OLAV, replace(NILS, country="FI", org_number="2077474-0"))


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "1 to 120"),
        ("name", "x" * 121, "1 to 120"),
        ("home_market", "xx", "se, no, dk, fi"),
        ("languages", ["sv", "xx"], "does not speak xx"),
        ("email", "nils", "no e-mail address"),
        ("handling_days", 400, "0 to 365"),
        ("standing", 101, "0 to 100"),
        ("delivery", {"xx": DeliveryTerms(1)}, "'xx'"),
        ("delivery", {"se": DeliveryTerms(-1)}, "-1"),
        ("delivery", {"se": DeliveryTerms(1, days=(3, 1))}, "fewer to more"),
    ],
)
async def test_says_what_cannot_be_right(conn: Connection, field: str, value: object, says: str) -> None:
    with pytest.raises(BadSeller, match=says):
        await register_seller(conn, OLAV, replace(NILS, **{field: value}))


async def test_a_wrong_organisation_number_is_refused(conn: Connection) -> None:
    with pytest.raises(BadOrgNumber):
        await register_seller(conn, OLAV, replace(NILS, org_number="556012-5791"))


async def test_nobody_is_not_found(conn: Connection) -> None:
    with pytest.raises(SellerNotFound):
        await seller_by_slug(conn, "nobody")
