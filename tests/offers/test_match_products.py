import psycopg
import pytest

from tests.offers.conftest import DRILL, HAMMER, KAISA, NILS, Import, item, opened
from tests.offers.queries import offers
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.jobs import jobs_at
from torg.offers import import_feed
from torg.offers.match_products import Found, compare_products, learned_corpus, read_titles
from torg.sellers import Seller

SHELF = [
    "Bosch Professional GSR 18V-55 skruvdragare", "Bosch Professional GBH 2-26 borrhammare", "Makita DHP484Z slagborr",
    "Makita DTD153Z mutterdragare", "Dewalt DCD796N borrmaskin", "Electrolux ESF5545LOX diskmaskin",
    "Siemens SN23HW60AE vit", "Bosch SMS25AW00G diskmaskin vit", "LG OLED65C8PLA 65 tum tv",
    "Samsung UE55NU8000 55 tum tv", "Apple iPhone 8 64GB silver", "Apple iPhone 8 Plus 64GB silver",
    "Sony DSC-HX400V kamera", "Canon EOS 200D kamerahus", "Nikon D5600 18-55mm kit",
]  # fmt: skip


@pytest.fixture
async def shop(conn: Connection, nils: Seller, bring: Import) -> None:
    """A shop of many things, so that terms have a rarity."""
    await bring(nils, *(item(f"n{number}", title={"sv": title}) for number, title in enumerate(SHELF)))


async def compare(conn: Connection) -> Found:
    while await read_titles(conn):
        pass
    corpus = await learned_corpus(conn)
    total = Found()
    while (found := await compare_products(conn, corpus)).compared:
        total = Found(total.compared + found.compared, total.merged + found.merged, total.proposed + found.proposed)
    return total


async def place(conn: Connection, sku: str) -> int:
    return next(offer["product_id"] for (_, each, _), offer in (await offers(conn)).items() if each == sku)


async def proposals(conn: Connection) -> list[tuple[int, int, str]]:
    cursor = await conn.execute("SELECT product_id, candidate_id, state FROM match_proposal ORDER BY id")
    return await cursor.fetchall()


@pytest.mark.usefixtures("shop")
async def test_the_same_thing_under_another_title_comes_together(
    conn: Connection, kaisa: Seller, bring: Import
) -> None:
    await bring(kaisa, item("k1", title={"sv": "Samsung UE55NU8000 55 tum 4K smart tv"}))
    found = await compare(conn)
    together = await place(conn, "k1") == await place(conn, "n9")
    proposed = (await proposals(conn)) != []
    assert together or proposed
    assert found.merged + found.proposed == 1


@pytest.mark.usefixtures("shop")
async def test_a_brother_of_a_model_stays_a_product_of_its_own(conn: Connection, kaisa: Seller, bring: Import) -> None:
    await bring(kaisa, item("k1", title={"sv": "Samsung UE65NU8000 65 tum tv"}))
    await compare(conn)
    assert await place(conn, "k1") != await place(conn, "n9")


@pytest.mark.usefixtures("shop")
async def test_an_accessory_at_a_tenth_of_the_price_is_not_merged(
    conn: Connection, kaisa: Seller, bring: Import
) -> None:
    await bring(kaisa, item("k1", 900, title={"sv": "Samsung UE55NU8000 55 tum tv"}))
    found = await compare(conn)
    assert (found.merged, found.proposed) == (0, 1)


@pytest.mark.usefixtures("shop")
async def test_a_pair_that_was_decided_is_not_asked_again(conn: Connection, kaisa: Seller, bring: Import) -> None:
    await bring(kaisa, item("k1", 900, title={"sv": "Samsung UE55NU8000 55 tum tv"}))
    await compare(conn)
    await conn.execute("UPDATE match_proposal SET state = 'apart', decided = now()")
    await conn.execute("UPDATE product_terms SET compared = false")
    found = await compare(conn)
    assert (found.merged, found.proposed) == (0, 0)


@pytest.mark.usefixtures("shop")
async def test_one_seller_and_two_gtins_are_never_compared(
    conn: Connection, nils: Seller, kaisa: Seller, bring: Import
) -> None:
    await bring(nils, item("again", title={"sv": "Samsung UE55NU8000 55 tum tv"}), source="two")
    await bring(kaisa, item("k1", gtin=DRILL, title={"sv": "Festool TS 55 FEBQ sänksåg"}))
    await bring(nils, item("saw", gtin=HAMMER, title={"sv": "Festool TS 55 FEBQ sänksåg"}), source="two")
    found = await compare(conn)
    assert (found.merged, found.proposed) == (0, 0)
    assert found.compared == len(SHELF) + 3


@pytest.mark.usefixtures("shop")
async def test_what_was_compared_is_not_compared_again_until_it_is_renamed(
    conn: Connection, kaisa: Seller, bring: Import
) -> None:
    await compare(conn)
    assert (await compare(conn)).compared == 0
    await conn.execute("UPDATE product SET popularity = 3, changed = clock_timestamp()")
    assert (await compare(conn)).compared == 0
    renamed = '{"sv": "Festool TS 55"}'
    where = "title->>'sv' LIKE 'LG%%'"
    await conn.execute(f"UPDATE product SET title = %s, changed = clock_timestamp() WHERE {where}", (renamed,))
    assert (await compare(conn)).compared == 1


async def test_an_import_leaves_one_job_and_the_job_does_it(fresh_database: str) -> None:
    async with await psycopg.AsyncConnection.connect(fresh_database, options="-c timezone=UTC") as conn:
        nils, kaisa = await opened(conn, NILS), await opened(conn, KAISA)
        shelf = [item(f"n{number}", title={"sv": title}) for number, title in enumerate(SHELF)]
        await import_feed(conn, SYSTEM, nils, "main", shelf)
        await import_feed(conn, SYSTEM, kaisa, "main", [item("k1", 900, title={"sv": "Samsung UE55NU8000 55 tum tv"})])
        cursor = await conn.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'offers.match_products'")
        assert await cursor.fetchone() == (1,)
        await conn.commit()
        async with jobs_at(fresh_database) as app:
            await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
        cursor = await conn.execute("SELECT count(*) FROM match_proposal")
        assert await cursor.fetchone() == (1,)
        cursor = await conn.execute("SELECT count(*) FROM product_terms WHERE compared")
        assert await cursor.fetchone() == (len(SHELF) + 1,)
