"""A whole market on a PostgreSQL of the operator's own: served, examined, and its shelf made anew."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import Shop

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("operating")]


@pytest.fixture
def shop(fresh_database: str) -> Iterator[Shop]:
    shop = Shop(TORG_DEMO="false", TORG_DATABASE_URL=fresh_database, COLUMNS="200", TORG_WEB_WORKERS="1")
    try:
        yield shop
    finally:
        shop.remove()


def feed(folder: Path, *prices: int) -> str:
    file = folder / "feed.jsonl"
    items = [
        {
            "sku": f"N{n}",
            "title": {"sv": f"Stickad mössa {n}"},
            "stock": 5,
            "prices": [{"market": "se", "amount": price}],
        }
        for n, price in enumerate(prices)
    ]
    file.write_text("".join(json.dumps(each) + "\n" for each in items), encoding="utf-8")
    return str(file)


def documents(shop: Shop) -> object:
    return shop.json("/api/v1/products?locale=sv-se")["items"]


def edition(shop: Shop) -> str:
    return (shop.home / "shelf" / "current").read_text()


def test_rebuilt_without_a_follower_and_with_one(shop: Shop, tmp_path: Path) -> None:
    shop.run("import", feed(tmp_path, 9900, 12900), "--seller", "nils", "--create-seller")
    assert "empty" in shop.run("doctor", expect=1)
    assert "The shelf is new." in shop.run("rebuild")
    first = edition(shop)

    shop.start()
    assert not (shop.home / "postgres").exists(), "the operator's PostgreSQL is used, and no other is made"
    before = documents(shop)
    assert [product["price_from"] for product in before] == [9900, 12900]  # type: ignore[attr-defined]
    shop.wait_until(lambda: "wrong" not in shop.run("doctor", expect=None), "the doctor finds everything well")
    said = shop.run("doctor")
    assert "all applied" in said
    assert "2 products on sv-se, 0 journal entries behind" in said

    # The follower has the shelf in hand now: it is asked to make the new edition, and readers never miss one.
    assert "The shelf is new." in shop.run("rebuild")
    assert edition(shop) != first
    assert documents(shop) == before
    shop.run("import", feed(tmp_path, 8800, 12900), "--seller", "nils")
    shop.wait_until(lambda: _prices(shop) == [8800, 12900], "the follower goes on in the new edition")
    assert shop.stop() == 0
    assert "all applied" in shop.run("doctor"), "the operator's database runs on"


def _prices(shop: Shop) -> list[int]:
    return [product["price_from"] for product in shop.json("/api/v1/products?locale=sv-se")["items"]]
