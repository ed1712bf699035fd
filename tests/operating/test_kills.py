"""kill -9 of anything loses nothing, and leaves nothing that the next start stumbles over."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.served import Shop, alive

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("operating")]


def _feed(folder: Path, price: int) -> str:
    items = [
        {
            "sku": f"N{n}",
            "title": {"sv": f"Stickad mössa {n}"},
            "stock": 5,
            "prices": [{"market": "se", "amount": price + n}],
        }
        for n in range(40)
    ]
    file = folder / "feed.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in items))
    return str(file)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A small market of Nils's own, without the demo."""
    shop = Shop(TORG_DEMO="false")
    try:
        shop.start()
        shop.run("import", _feed(tmp_path_factory.mktemp("feed"), 10_000), "--seller", "nils", "--create-seller")
        shop.wait_until(lambda: _cheapest(shop) == 10_000, "the feed is in the shop")
        yield shop
    finally:
        shop.remove()


def _cheapest(shop: Shop) -> int | None:
    if shop.status("/api/v1/search?locale=sv-se&q=m%C3%B6ssa&sort=price") != 200:
        return None
    hits = shop.json("/api/v1/search?locale=sv-se&q=m%C3%B6ssa&sort=price")["items"]
    return int(hits[0]["price_from"]) if hits else None


@pytest.mark.parametrize("name", ["follow", "web", "work", "postgres"])
def test_a_killed_process_comes_back_and_changes_still_arrive(shop: Shop, tmp_path: Path, name: str) -> None:
    price = {"follow": 9_000, "web": 8_000, "work": 7_000, "postgres": 6_000}[name]
    victim = shop.children()[name]
    os.kill(victim, signal.SIGKILL)
    shop.wait_until(lambda: shop.children().get(name, victim) != victim, f"{name} is running again")
    shop.wait_until(lambda: shop.status("/readyz") == 200, "the shop answers")
    shop.wait_until(lambda: shop.run("doctor", expect=None).count("wrong") == 0, "the doctor finds everything well")
    shop.run("import", _feed(tmp_path, price), "--seller", "nils")
    shop.wait_until(lambda: _cheapest(shop) == price, "the new price is in the search")


def test_reads_survive_a_stopped_database(shop: Shop) -> None:
    product = shop.json("/api/v1/products?locale=sv-se&limit=1")["items"][0]
    assert shop.process is not None
    # The supervisor would start the database again at once: it is held until the shop has been looked at.
    os.kill(shop.process.pid, signal.SIGSTOP)
    os.kill(shop.children()["postgres"], signal.SIGINT)
    try:
        shop.wait_until(lambda: not shop.json("/readyz")["database"], "the shop notices")
        assert shop.status("/readyz") == 200
        assert shop.json(f"/api/v1/products/{product['id']}?locale=sv-se")["title"] == product["title"]
        assert shop.json("/api/v1/search?locale=sv-se&q=m%C3%B6ssa")["total"] == 40
        assert shop.json("/api/v1/suggest?locale=sv-se&q=m%C3%B6s")["items"]
        assert shop.status(product["url"]) == 200
        shop.wait_until(lambda: "Köp är pausade" in shop.get(product["url"])[2].decode(), "the page says so")
    finally:
        os.kill(shop.process.pid, signal.SIGCONT)
    shop.wait_until(lambda: shop.json("/readyz")["database"], "the shop notices that the database is back")
    shop.wait_until(lambda: "Köp är pausade" not in shop.get(product["url"])[2].decode(), "the page says so no longer")


def test_a_killed_parent_leaves_nothing_and_the_next_start_finds_everything(shop: Shop) -> None:
    product = shop.json("/api/v1/products?locale=sv-se&limit=1")["items"][0]
    everything = shop.all_processes()
    assert len(everything) > 5
    assert shop.process is not None
    shop.process.kill()
    shop.process.wait()
    shop.wait_for_end(everything)
    assert not any(alive(pid) for pid in everything)
    shop.start()
    assert shop.json(f"/api/v1/products/{product['id']}?locale=sv-se") == product


def test_ctrl_c_stops_all_of_it_cleanly(shop: Shop) -> None:
    everything = shop.all_processes()
    assert shop.stop() == 0
    assert not any(alive(pid) for pid in everything)
    shop.start()
    with psycopg.connect(f"postgresql://postgres@/torg?host={shop.home / 'postgres'}") as conn:
        found = conn.execute("SELECT count(*) FROM offer WHERE status = 'active'").fetchone()
    assert found == (40,)


def test_two_markets_live_side_by_side(shop: Shop) -> None:
    other = Shop(TORG_DEMO="false")
    try:
        other.start()
        assert other.json("/api/v1/products?locale=sv-se")["items"] == []
        assert len(shop.json("/api/v1/products?locale=sv-se")["items"]) == 40
    finally:
        other.remove()


def test_a_second_serve_of_the_same_home_is_refused_in_words(shop: Shop) -> None:
    said = shop.run("serve", expect=None)
    assert "cannot be used" in said or "Another torg process" in said
