"""Three Swedish grocers of October 2020: their offers meet on one product by EAN, in-store codes never."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from tests.offers.conftest import NILS, Import, opened
from tests.offers.queries import count, told
from torg.catalog import FeedItem, FeedPrice
from torg.core.db import Connection
from torg.sellers import seller_by_slug

ORG_NUMBERS = {"1": "5560125790", "2": "5560360793", "3": "5567037485"}


async def test_three_grocers_meet(conn: Connection, bring: Import, shared: Path) -> None:
    feeds: dict[str, list[FeedItem]] = defaultdict(list)
    stores: dict[str, set[str]] = defaultdict(set)
    with (shared / "catalogues" / "matpriser_sv" / "product_with_ean_derived.csv").open(
        encoding="utf-8", newline=""
    ) as rows:
        for row in csv.DictReader(rows):
            price = int(Decimal(row["pricePerItem"] or "0") * 100)
            if price <= 0:
                continue
            code = row["ean_derived"]
            feeds[row["storeId"]].append(
                FeedItem(
                    sku=row["id"],
                    title={"sv": row["name"]},
                    prices=[FeedPrice("se", price)],
                    gtin=code or None,
                    brand=row["brand"] or None,
                    stock=10,
                )
            )
            if code and row["ean_checkdigit_ok"] == "True" and row["ean_restricted_2x"] != "True":
                stores[code.lstrip("0")].add(row["storeId"])
    for store, feed in sorted(feeds.items()):
        seller = await opened(
            conn, replace(NILS, name=f"Livs {store}", slug=f"livs-{store}", org_number=ORG_NUMBERS[store])
        )
        report = await bring(seller, *feed)
        assert (report.kept, report.counts.refused) == (len(feed), 0)

    cursor = await conn.execute(
        """
        SELECT sellers, count(*)::int FROM (
            SELECT count(DISTINCT o.seller_id) AS sellers FROM offer AS o JOIN variant AS v ON v.id = o.variant_id
            GROUP BY v.product_id) AS product
        WHERE sellers > 1 GROUP BY sellers
        """
    )
    met = dict(await cursor.fetchall())
    assert met == {many: sum(len(each) == many for each in stores.values()) for many in (2, 3)}
    assert met[3] > 500
    cursor = await conn.execute("SELECT count(*) FROM variant WHERE gtin ~ '^(0?2|98|99)' AND length(gtin) = 13")
    assert await cursor.fetchone() == (0,)
    assert await count(conn, "offer") == sum(map(len, feeds.values()))

    before = len(await told(conn))
    for store, feed in sorted(feeds.items()):
        report = await bring(await seller_by_slug(conn, f"livs-{store}"), *feed)
        assert report.counts.unchanged == len(feed)
    assert len(await told(conn)) == before
