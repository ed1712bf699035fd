import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from tests.offers.conftest import DRILL, HAMMER, NILS, SAW, Import, item, opened
from tests.offers.queries import count, kinds, offers, prices, told
from torg.catalog import FeedItem, FeedPrice, products_by_id
from torg.catalog.categories import TREE
from torg.catalog.feeds.models import FeedBroken, ReadItem, Refused, Warned
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.offers import ImportRunning, LaterPriceKnown, import_feed, offers_of_products, render_report
from torg.offers.run_queries import give_source_back, source_id, take_source
from torg.sellers import Seller


async def only_product(conn: Connection) -> int:
    cursor = await conn.execute("SELECT id FROM product")
    ((identity,),) = await cursor.fetchall()
    return identity


async def test_brings_a_new_article_in(conn: Connection, nils: Seller, bring: Import) -> None:
    report = await bring(
        nils,
        item(
            "b1",
            12900,
            gtin=DRILL,
            brand="  Bosch  Blå ",
            description={"sv": "<p>Borrar.</p>"},
            attributes={"colour": "blå"},
            pictures=["https://nils.example/b1.jpg"],
            options={"size": "M"},
            mpn="GSR-18",
        ),
    )
    assert (report.state, report.read, report.kept, report.counts.created) == ("completed", 1, 1, 1)
    product = (await products_by_id(conn, [await only_product(conn)])).popitem()[1]
    assert product.slug == "borrmaskin-b1"
    assert product.brand is not None
    assert (product.brand.name, product.brand.slug) == ("Bosch Blå", "bosch-bla")
    assert (product.title, product.description) == ({"sv": "Borrmaskin b1"}, {"sv": "<p>Borrar.</p>"})
    assert (product.attributes, product.pictures) == ({"colour": "blå"}, ["https://nils.example/b1.jpg"])
    (variant,) = product.variants
    assert (variant.gtin, variant.mpn, variant.options) == (DRILL, "GSR-18", {"size": "M"})
    (offer,) = (await offers_of_products(conn, [product.id]))[product.id]
    assert (offer.price, offer.stock, offer.market, offer.seller_id) == (12900, 5, "se", nils.id)
    assert await told(conn) == [("product.created", f"product:{product.id}", None, {"product": product.id})]
    assert await prices(conn) == [("b1", "se", 12900, None)]


async def test_the_same_feed_twice_changes_and_journals_nothing(conn: Connection, nils: Seller, bring: Import) -> None:
    feed = [item("b1", gtin=DRILL), item("b2", group="g"), item("b3", group="g"), item("b4", -1)]
    await bring(nils, *feed)
    before, journal, rows = await offers(conn), await told(conn), await count(conn, "feed_row")
    report = await bring(nils, *feed)
    assert (report.counts.unchanged, report.counts.refused, report.counts.created) == (3, 1, 0)
    assert await offers(conn) == before
    assert await told(conn) == journal
    assert await count(conn, "feed_row") == rows == 3


async def test_looking_at_every_row_again_changes_nothing_either(conn: Connection, nils: Seller, bring: Import) -> None:
    feed = [item("b1", gtin=DRILL, attributes={"a": {"sv": "x"}}), item("b2", group="g"), item("b3", group="g")]
    await bring(nils, *feed)
    before, journal = await offers(conn), await told(conn)
    report = await bring(nils, *feed, again=True)
    assert report.counts.unchanged == 3
    assert (await offers(conn), await told(conn)) == (before, journal)


async def test_a_changed_price_is_logged_and_journaled_once(conn: Connection, nils: Seller, bring: Import) -> None:
    both = [FeedPrice("se", 9900), FeedPrice("no", 10900)]
    await bring(nils, item("b1", prices=both), item("b2"))
    report = await bring(nils, item("b1", prices=[FeedPrice("se", 8900), FeedPrice("no", 10900)]), item("b2"))
    assert (report.counts.changed, report.counts.unchanged, report.counts.offers_changed) == (1, 1, 1)
    offer = (await offers(conn))["nils-verktyg", "b1", "se"]
    body = {"product": offer["product_id"], "price": [9900, 8900]}
    assert (await told(conn))[2:] == [("offer.changed", f"offer:{offer['id']}", "se", body)]
    assert await prices(conn) == [
        ("b1", "no", 10900, None),
        ("b1", "se", 9900, None),
        ("b1", "se", 8900, None),
        ("b2", "se", 9900, None),
    ]


async def test_a_changed_stock_is_journaled_but_no_price_is_logged(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("b1", stock=5))
    await bring(nils, item("b1", stock=0))
    assert (await kinds(conn)) == ["product.created", "offer.changed"]
    assert await count(conn, "price_log") == 1


async def test_changed_words_change_the_product_and_keep_its_address(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("b1", title={"sv": "Borr"}))
    await bring(nils, item("b1", title={"sv": "Skruvdragare", "nb": "Skrutrekker"}))
    product = (await products_by_id(conn, [await only_product(conn)])).popitem()[1]
    assert (product.slug, product.title) == ("borr", {"sv": "Skruvdragare", "nb": "Skrutrekker"})
    assert (await told(conn))[1:] == [("product.changed", f"product:{product.id}", None, {"product": product.id})]


async def test_two_sellers_of_one_gtin_meet_on_one_product(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("b1", gtin=DRILL, title={"sv": "Borrmaskin"}))
    await bring(kaisa, item("K-7", 8800, gtin="0" + DRILL, title={"sv": "Annat namn", "fi": "Porakone"}, brand="Bosch"))
    product = (await products_by_id(conn, [await only_product(conn)])).popitem()[1]
    assert product.owner_id == nils.id
    assert product.title == {"sv": "Borrmaskin", "fi": "Porakone"}
    assert product.brand is not None
    assert product.brand.name == "Bosch"
    assert {offer.seller_id for offer in (await offers_of_products(conn, [product.id]))[product.id]} == {
        nils.id,
        kaisa.id,
    }
    assert await kinds(conn) == ["product.created", "product.changed", "offer.created"]


async def test_upc_and_ean_of_one_code_are_one_variant(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("b1", gtin="036000291452"))
    await bring(kaisa, item("k1", gtin="0036000291452"))
    assert await count(conn, "variant") == 1


@pytest.mark.parametrize("code", ["2000000000008", "0212345678909", "0412345678903", "9800000000007", "20000004"])
async def test_codes_of_one_shop_never_match_another(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import, code: str
) -> None:
    report = await bring(nils, item("b1", gtin=code))
    await bring(kaisa, item("k1", gtin=code))
    assert report.counts.warned == 0, "the code has to be a valid one for this test to say anything"
    assert (await count(conn, "product"), await count(conn, "variant")) == (2, 2)


async def test_an_invalid_gtin_is_left_out_with_a_warning(conn: Connection, nils: Seller, bring: Import) -> None:
    report = await bring(nils, ReadItem(7, item("b1", gtin="7310865004704")))
    assert (report.kept, report.counts.warned) == (1, 1)
    (warning,) = report.warnings
    assert (warning.line, warning.sku, warning.field, warning.value) == (7, "b1", "gtin", "7310865004704")
    assert (await offers(conn))["nils-verktyg", "b1", "se"]["gtin"] is None


async def test_a_group_is_one_product_across_batches(conn: Connection, nils: Seller, bring: Import) -> None:
    feed = [item(f"m{n}", group="jacka", options={"size": str(n)}) for n in range(7)]
    await bring(nils, *feed[:5], item("x"), *feed[5:], batch_size=2)
    assert (await count(conn, "product"), await count(conn, "variant")) == (2, 8)


async def test_the_same_group_of_another_seller_is_another_product(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("1", group="g"))
    await bring(kaisa, item("1", group="g"))
    assert await count(conn, "product") == 2


async def test_a_group_joins_the_product_that_has_its_gtin(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", group="g", gtin=DRILL), item("n2", group="g", gtin=HAMMER))
    await bring(kaisa, item("k3", group="h", gtin=SAW), item("k2", group="h", gtin=HAMMER), item("k4", group="h"))
    assert (await count(conn, "product"), await count(conn, "variant")) == (1, 4)


async def test_a_group_over_several_products_adds_nothing_to_them(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("n1", gtin=DRILL), item("n2", gtin=HAMMER))
    await bring(
        kaisa, item("k1", group="all", gtin=DRILL), item("k2", group="all", gtin=HAMMER), item("junk", group="all")
    )
    found = await offers(conn)
    places = {sku: offer["product_id"] for (_, sku, _), offer in found.items()}
    assert places["k1"] == places["n1"]
    assert places["k2"] == places["n2"]
    assert places["junk"] not in {places["n1"], places["n2"]}


async def test_articles_that_are_grouped_later_come_together(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("m"), item("l", gtin=DRILL), item("xl"))
    places = {sku: offer["product_id"] for (_, sku, _), offer in (await offers(conn)).items()}
    count_before = len(await told(conn))
    await bring(
        nils, *(item(sku, group="jacka", gtin=DRILL if sku == "l" else None) for sku in ("m", "l", "xl", "xxl"))
    )
    together = {offer["product_id"] for offer in (await offers(conn)).values()}
    assert together == {min(places.values())}
    news = {body["product"] for _, _, _, body in (await told(conn))[count_before:]}
    assert news == set(places.values()), "the products that lost their variants have to be shown anew as well"


async def test_a_group_does_not_move_what_others_sell_too(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("m", gtin=DRILL), item("l", gtin=HAMMER))
    await bring(kaisa, item("k1", gtin=DRILL), item("k2", gtin=HAMMER))
    before = {key: offer["product_id"] for key, offer in (await offers(conn)).items()}
    await bring(nils, item("m", gtin=DRILL, group="g"), item("l", gtin=HAMMER, group="g"))
    assert {key: offer["product_id"] for key, offer in (await offers(conn)).items()} == before


async def test_a_gtin_that_comes_later_joins_the_sellers_own_variant(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("b1"))
    await bring(nils, item("b1", gtin=DRILL))
    assert await count(conn, "variant") == 1
    assert (await offers(conn))["nils-verktyg", "b1", "se"]["gtin"] == DRILL


async def test_a_gtin_that_others_have_moves_the_offer_there(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(kaisa, item("k1", gtin=DRILL))
    await bring(nils, item("b1"))
    before = (await offers(conn))["nils-verktyg", "b1", "se"]["product_id"]
    await bring(nils, item("b1", gtin=DRILL))
    found = await offers(conn)
    after = found["nils-verktyg", "b1", "se"]["product_id"]
    assert after == found["kaisan-kirjat", "k1", "se"]["product_id"] != before
    news = {subject for _, subject, _, _ in (await told(conn))[2:]}
    assert f"product:{before}" in news, "the product that lost its offer has to be shown anew"


async def test_what_a_complete_feed_no_longer_has_is_withdrawn(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1"), item("b2"), item("b3"))
    report = await bring(nils, item("b1"), item("b2"))
    assert (report.counts.removed, report.counts.offers_withdrawn) == (1, 1)
    found = await offers(conn)
    assert {sku: offer["status"] for (_, sku, _), offer in found.items()} == {
        "b1": "active", "b2": "active", "b3": "withdrawn",
    }  # fmt: skip
    gone = found["nils-verktyg", "b3", "se"]
    assert (await told(conn))[-1] == ("offer.withdrawn", f"offer:{gone['id']}", "se", {"product": gone["product_id"]})
    assert await offers_of_products(conn, [gone["product_id"]]) == {}
    assert (await prices(conn))[-1] == ("b3", "se", None, None)


async def test_what_comes_back_is_the_same_offer(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1"), item("b2"), item("b3"))
    before = (await offers(conn))["nils-verktyg", "b3", "se"]["id"]
    await bring(nils, item("b1"), item("b2"))
    await bring(nils, item("b1"), item("b2"), item("b3"))
    offer = (await offers(conn))["nils-verktyg", "b3", "se"]
    assert (offer["id"], offer["status"]) == (before, "active")
    assert [price for sku, _, price, _ in await prices(conn) if sku == "b3"] == [9900, None, 9900]


async def test_a_feed_that_breaks_off_takes_nothing_away(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1"), item("b2"), item("b3"))
    report = await bring(nils, item("b1", 100), FeedBroken(12, "the file ends in the middle of a row"), item("b2", 100))
    assert (report.state, report.counts.removed) == ("broken_off", 0)
    assert report.broken_off == "line 12: the file ends in the middle of a row"
    assert {sku: offer["price"] for (_, sku, _), offer in (await offers(conn)).items()} == {
        "b1": 100, "b2": 9900, "b3": 9900,
    }  # fmt: skip
    assert {offer["status"] for offer in (await offers(conn)).values()} == {"active"}


async def test_more_than_half_goes_only_by_force(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, *(item(f"b{n}") for n in range(5)))
    report = await bring(nils, item("b0"), item("b1"))
    assert (report.removal_refused, report.counts.removed) == (3, 0)
    assert "3 articles are no longer in the feed" in render_report(report)
    report = await bring(nils, item("b0"), item("b1"), force=True)
    assert (report.removal_refused, report.counts.removed) == (None, 3)


async def test_a_part_of_a_feed_takes_nothing_away(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1"), item("b2"), item("b3"))
    report = await bring(nils, item("b1", 100), item("b2"), complete=False)
    assert (report.counts.changed, report.counts.removed) == (1, 0)


async def test_an_item_that_says_so_is_removed(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1"), item("b2"))
    report = await bring(nils, FeedItem(sku="b1", removed=True), complete=False)
    assert (report.counts.removed, report.kept) == (1, 0)
    assert (await offers(conn))["nils-verktyg", "b1", "se"]["status"] == "withdrawn"
    report = await bring(nils, FeedItem(sku="b1", removed=True), FeedItem(sku="never", removed=True), complete=False)
    assert report.counts.removed == 0


async def test_a_refused_row_keeps_what_is_for_sale(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1"), item("b2"), item("b3"), item("b4"))
    report = await bring(
        nils, item("b1"), item("b2"), Refused(4, "b3", "price", "gratis", "is no number"), item("b4", 0)
    )
    assert (report.counts.refused, report.counts.removed) == (2, 0)
    assert {offer["price"] for offer in (await offers(conn)).values()} == {9900}


async def test_a_market_that_the_item_leaves_is_withdrawn(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1", prices=[FeedPrice("se", 9900), FeedPrice("no", 10900)]))
    await bring(nils, item("b1", prices=[FeedPrice("se", 9900)]))
    found = await offers(conn)
    assert found["nils-verktyg", "b1", "se"]["status"] == "active"
    assert found["nils-verktyg", "b1", "no"]["status"] == "withdrawn"


async def test_a_feed_for_each_market_leaves_the_other_alone(conn: Connection, nils: Seller, bring: Import) -> None:
    norwegian = item("b1", 10900, "no", title={"nb": "Drill"})
    await bring(nils, item("b1"), source="se")
    await bring(nils, norwegian, source="no")
    await bring(nils, item("b1", 9000), source="se")
    assert {offer["status"] for offer in (await offers(conn)).values()} == {"active"}
    product = (await products_by_id(conn, [await only_product(conn)])).popitem()[1]
    assert product.title == {"sv": "Borrmaskin b1", "nb": "Drill"}


async def test_an_article_that_comes_twice_is_refused_the_second_time(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    for feed_again in range(2):
        report = await bring(
            nils,
            *(ReadItem(line, item("b1", 9900 if line == 2 else 100)) for line in (2, 3)),
            *(ReadItem(line, item(f"b{line}")) for line in (4, 5)),
            ReadItem(6, item("b1", 50)),
            batch_size=2,
        )
        assert [(refusal.line, refusal.field) for refusal in report.refusals] == [(3, "sku"), (6, "sku")], feed_again
        assert (await offers(conn))["nils-verktyg", "b1", "se"]["price"] == 9900


BAD = {
    "no title": (item("x", title={}), "title"),
    "title of blanks": (item("x", title={"sv": "  "}), "title"),
    "no price": (item("x", prices=[]), "prices"),
    "no open market": (item("x", market="de"), "prices"),
    "price of nothing": (item("x", 0), "prices[se].amount"),
    "price below nothing": (item("x", -5), "prices[se].amount"),
    "price beyond reason": (item("x", 10**18), "prices[se].amount"),
    "market twice": (item("x", prices=[FeedPrice("se", 1), FeedPrice("se", 2)]), "prices[se]"),
    "stock beyond reason": (item("x", stock=2**40), "stock"),
    "no article number": (item("  "), "sku"),
    "endless article number": (item("x" * 201), "sku"),
    "article number with NUL": (item("x\x00"), "sku"),
    "NUL in a text": (item("x", title={"sv": "a\x00b"}), "item"),
    "half a character": (item("x", title={"sv": "\ud800"}), "item"),
}


@pytest.mark.parametrize("case", BAD)
async def test_one_bad_row_never_loses_a_good_one(conn: Connection, nils: Seller, bring: Import, case: str) -> None:
    bad, field = BAD[case]
    report = await bring(nils, ReadItem(2, item("a")), ReadItem(3, bad), ReadItem(4, item("b")))
    assert (report.read, report.kept, report.counts.refused) == (3, 2, 1)
    (refusal,) = report.refusals
    assert (refusal.line, refusal.field) == (3, field)
    assert refusal.reason
    assert {sku for _, sku, _ in await offers(conn)} == {"a", "b"}


async def test_a_row_that_only_postgresql_refuses_is_the_only_one_lost(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await conn.execute("ALTER TABLE offer ADD CHECK (sku <> 'b5')")
    report = await bring(nils, *(ReadItem(n, item(f"b{n}", gtin=DRILL if n == 3 else None)) for n in range(9)))
    assert (report.kept, report.counts.refused) == (8, 1)
    (refusal,) = report.refusals
    assert (refusal.line, refusal.sku) == (5, "b5")
    assert "check constraint" in refusal.reason


async def test_what_can_be_left_out_is_warned_of(conn: Connection, nils: Seller, bring: Import) -> None:
    report = await bring(
        nils,
        item("a", stock=-3),
        item("b", title={"sv": "Borr", "xx": "?"}, handling_days=1000, pictures=["javascript:alert(1)"]),
        item("c", prices=[FeedPrice("se", 100, regular=90), FeedPrice("de", 9)]),
        Warned(9, "c", "description", "", "was cut"),
    )
    assert report.kept == 3
    assert {warning.field for warning in report.warnings} == {
        "stock", "title[xx]", "handling_days", "pictures", "prices[se].regular", "prices[de].market", "description",
    }  # fmt: skip
    assert report.counts.warned == 7


async def test_a_market_without_delivery_is_warned_of_once(conn: Connection, nils: Seller, bring: Import) -> None:
    report = await bring(nils, item("a", market="fi"), item("b", market="fi"), item("c"))
    assert (report.kept, [(warning.field, warning.sku) for warning in report.warnings]) == (3, [("prices[fi]", "a")])
    assert report.counts.warned == 1


async def test_every_refused_row_is_written_to_the_callers_file(nils: Seller, bring: Import, tmp_path: Path) -> None:
    file = tmp_path / "refused.jsonl"
    await bring(nils, item("a", 0), Refused(8, None, "price", "x", "is no number"), item("b"), refused_file=file)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(line["field"], line["value"]) for line in lines] == [("prices[se].amount", "0"), ("price", "x")]


async def test_the_report_is_kept_with_the_run(conn: Connection, nils: Seller, bring: Import) -> None:
    report = await bring(nils, item("a"), item("b", 0))
    cursor = await conn.execute(
        "SELECT state, report, finished IS NOT NULL FROM import_run WHERE id = %s", (report.run,)
    )
    assert await cursor.fetchone() == ("completed", json.loads(report.as_json()), True)
    text = render_report(report)
    assert "2 rows read, 1 kept (1 new, 0 changed, 0 unchanged), 0 removed, 1 refused" in text
    assert "b, prices[se].amount '0': is not from 1 to" in text


async def test_a_reader_that_fails_leaves_what_it_brought_and_says_so(conn: Connection, nils: Seller) -> None:
    def feed():
        yield item("a")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        await import_feed(conn, SYSTEM, nils, "main", feed())
    cursor = await conn.execute("SELECT state FROM import_run")
    assert await cursor.fetchall() == [("failed",)]
    report = await import_feed(conn, SYSTEM, nils, "main", [item("a")])
    assert report.state == "completed"


async def test_only_a_trusted_source_sets_popularity(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("a", popularity=900))
    product = await only_product(conn)
    assert (await products_by_id(conn, [product]))[product].popularity == 0
    await bring(nils, item("a", popularity=900), trusted=True, again=True)
    assert (await products_by_id(conn, [product]))[product].popularity == 900


async def test_a_reduction_is_borne_out_by_prices_that_were_dated_back(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    now = datetime.now(UTC)
    await bring(nils, item("a", 10000), at=now - timedelta(days=90))
    await bring(nils, item("a", prices=[FeedPrice("se", 7500, regular=12000)]), at=now - timedelta(days=5))
    product = await only_product(conn)
    (offer,) = (await offers_of_products(conn, [product]))[product]
    assert offer.reduction is not None
    assert (offer.reduction.prior_price, offer.reduction.percent) == (10000, 25)
    with pytest.raises(LaterPriceKnown):
        await bring(nils, item("a", 100), at=now - timedelta(days=6))


async def test_a_batch_takes_a_constant_number_of_statements(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    execute = psycopg.AsyncConnection.execute

    async def counted(self, query, *arguments, **options):
        if self is conn:  # What else runs in this process asks on connections of its own.
            asked.append(str(query))
        return await execute(self, query, *arguments, **options)

    await bring(nils, item("first"), source="first")  # From now on the job that compares new products waits already.
    monkeypatch.setattr(psycopg.AsyncConnection, "execute", counted)
    statements: list[int] = []
    for size in (10, 1000):
        for price in (9900, 8900):
            asked.clear()
            feed = [
                item(f"{size}-{n}", price, brand=f"Märke {n}", group=f"{size}-{n // 3}", title={"sv": f"B {price} {n}"})
                for n in range(size)
            ]
            await bring(nils, *feed, source=str(size))
            statements.append(len(asked))
    assert statements[0] == statements[2]
    assert statements[1] == statements[3]
    assert max(statements) < 45


async def test_prices_cannot_be_rewritten(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("a"))
    for sql in ("UPDATE price_log SET price = 1", "DELETE FROM price_log", "TRUNCATE price_log"):
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            async with conn.transaction():
                await conn.execute(sql)


async def test_a_feed_that_is_being_imported_is_not_imported_beside_it(fresh_database: str) -> None:
    async with (
        await psycopg.AsyncConnection.connect(fresh_database) as first,
        await psycopg.AsyncConnection.connect(fresh_database) as second,
    ):
        seller = await opened(first, NILS)
        source = await source_id(first, seller.id, "main")
        assert await take_source(first, source)
        await first.commit()
        with pytest.raises(ImportRunning):
            await import_feed(second, SYSTEM, seller, "main", [item("a")])
        assert (await import_feed(second, SYSTEM, seller, "another", [item("b")])).kept == 1
        await give_source_back(first, source)
        await first.commit()
        assert (await import_feed(second, SYSTEM, seller, "main", [item("a")])).kept == 1


async def test_an_import_that_died_is_closed_by_the_next_and_goes_on(fresh_database: str) -> None:
    async with await psycopg.AsyncConnection.connect(fresh_database) as first:
        seller = await opened(first, NILS)
        await first.commit()

        def dies():
            yield from (item("a"), item("b"))
            first.pgconn.finish()
            yield item("c")

        with pytest.raises(psycopg.Error):  # Which one depends on where the cut is noticed.
            await import_feed(first, SYSTEM, seller, "main", dies(), batch_size=1)
    async with await psycopg.AsyncConnection.connect(fresh_database) as second:
        report = await import_feed(second, SYSTEM, seller, "main", [item("a"), item("b"), item("c")])
        assert report.kept == 3
        assert report.counts.created >= 1
        cursor = await second.execute("SELECT state FROM import_run ORDER BY id")
        assert await cursor.fetchall() == [("broken_off",), ("completed",)]


async def test_a_category_brings_those_above_it(conn: Connection, nils: Seller, bring: Import) -> None:
    await bring(nils, item("b1", google_category=1167))
    product = await only_product(conn)
    category = (await products_by_id(conn, [product]))[product].category_id
    assert category is not None
    cursor = await conn.execute(
        """
        WITH RECURSIVE way AS (SELECT id, parent_id FROM category WHERE id = %s
            UNION ALL SELECT c.id, c.parent_id FROM category AS c JOIN way ON c.id = way.parent_id)
        SELECT id FROM way
        """,
        (category,),
    )
    assert [row[0] for row in await cursor.fetchall()][::-1] == [each.id for each in TREE.path(category)]
