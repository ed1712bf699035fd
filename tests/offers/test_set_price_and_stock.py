import psycopg
import pytest
from msgspec.structs import replace

from tests.offers.conftest import Import, item
from tests.offers.queries import offers, prices, told
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.offers import PriceAndStock, TooManyChanges, offers_of_products, set_price_and_stock
from torg.sellers import Seller

NILS = Actor("seller", "nils")


async def test_each_change_has_an_answer_of_its_own(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("a"), item("b"), item("c"))
    await bring(kaisa, item("k"))
    before = len(await told(conn))
    results = await set_price_and_stock(
        conn,
        NILS,
        nils.id,
        [
            PriceAndStock("a", "se", price=8900),
            PriceAndStock("b", "se", stock=0),
            PriceAndStock("c", "se", price=9900, stock=5),
            PriceAndStock("a", "se", price=1),
            PriceAndStock("c", "no", price=1),
            PriceAndStock("c", "se", price=0),
            PriceAndStock("c", "se", stock=-1),
            PriceAndStock("c", "se", regular=9900),
            PriceAndStock("k", "se", price=1),
            PriceAndStock("\x00", "se", price=1),
        ],
    )
    assert [result.outcome for result in results] == ["changed", "changed", "unchanged"] + ["refused"] * 7
    assert results[3].reason == "came before in this request"
    found = await offers(conn)
    assert found["nils-verktyg", "a", "se"]["price"] == 8900
    assert found["nils-verktyg", "b", "se"]["stock"] == 0
    assert found["kaisan-kirjat", "k", "se"]["price"] == 9900, "another seller's offer was changed"
    news = (await told(conn))[before:]
    assert [(kind, body.get("price"), body.get("stock")) for kind, _, _, body in news] == [
        ("offer.changed", [9900, 8900], None),
        ("offer.changed", None, [5, 0]),
    ]
    assert [row for row in await prices(conn) if row[0] == "a"] == [("a", "se", 9900, None), ("a", "se", 8900, None)]


async def test_a_claim_ends_with_a_price_that_is_not_below_it(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("a"))
    await set_price_and_stock(conn, NILS, nils.id, [PriceAndStock("a", "se", price=8000, regular=9900)])
    claimed = (await offers(conn))["nils-verktyg", "a", "se"]
    assert (claimed["regular"], claimed["claimed_since"] is not None) == (9900, True)
    await set_price_and_stock(conn, NILS, nils.id, [PriceAndStock("a", "se", price=9900)])
    ended = (await offers(conn))["nils-verktyg", "a", "se"]
    assert (ended["regular"], ended["claimed_since"]) == (None, None)


async def test_a_feed_that_comes_later_has_the_last_word(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("a"), item("b"))
    await set_price_and_stock(conn, NILS, nils.id, [PriceAndStock("a", "se", price=1)])
    report = await bring(nils, item("a"), item("b"))
    assert (report.counts.changed, report.counts.unchanged) == (1, 1)
    assert (await offers(conn))["nils-verktyg", "a", "se"]["price"] == 9900


async def test_what_is_withdrawn_cannot_be_changed(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("a"))
    await bring(nils, replace(item("a"), removed=True))
    (result,) = await set_price_and_stock(conn, NILS, nils.id, [PriceAndStock("a", "se", price=1)])
    assert (result.outcome, result.field) == ("refused", "sku")


async def test_ten_thousand_at_once_take_as_many_statements_as_ten(
    conn: Connection, nils: Seller, bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bring(nils, *(item(f"a{n}") for n in range(1000)))
    asked: list[object] = []
    execute = psycopg.AsyncConnection.execute

    async def counted(self, query, *arguments, **options):
        if self is conn:  # What else runs in this process asks on connections of its own.
            asked.append(query)
        return await execute(self, query, *arguments, **options)

    monkeypatch.setattr(psycopg.AsyncConnection, "execute", counted)
    taken: list[int] = []
    for count in (10, 1000):
        asked.clear()
        changes = [PriceAndStock(f"a{n}", "se", price=100 + count + n) for n in range(count)]
        results = await set_price_and_stock(conn, NILS, nils.id, changes)
        assert {result.outcome for result in results} == {"changed"}
        taken.append(len(asked))
    assert taken[0] == taken[1] < 8
    with pytest.raises(TooManyChanges):
        await set_price_and_stock(conn, NILS, nils.id, [PriceAndStock("a", "se", stock=1)] * 10_001)


async def test_reading_a_thousand_products_takes_two_statements(
    conn: Connection, nils: Seller, bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bring(nils, *(item(f"a{n}") for n in range(300)))
    ids = [offer["product_id"] for offer in (await offers(conn)).values()]
    asked: list[object] = []
    execute = psycopg.AsyncConnection.execute

    async def counted(self, query, *arguments, **options):
        if self is conn:  # What else runs in this process asks on connections of its own.
            asked.append(query)
        return await execute(self, query, *arguments, **options)

    monkeypatch.setattr(psycopg.AsyncConnection, "execute", counted)
    assert len(await offers_of_products(conn, ids)) == 300
    assert len(asked) <= 2
