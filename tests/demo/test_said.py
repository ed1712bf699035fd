"""What is said in the demo market is marked as made up, and no order stands behind it."""

import pytest

from tests.trust.cast import add_product, open_seller, scalar
from torg.catalog.ratings import ratings_of
from torg.core.db import Connection
from torg.demo.said import _words, say_things
from torg.markets import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_something_is_said_in_every_language(language: str) -> None:
    words = _words()
    assert words["names"][language]
    assert words["questions"][language]
    for stars in "12345":
        assert words[language][stars]["titles"]
        assert words[language][stars]["says"]


async def test_it_is_said_once_and_marked(conn: Connection) -> None:
    nils = await open_seller(conn, "Nils", "556012-5790")
    products = [(await add_product(conn, nils))[0] for _ in range(9)]
    await conn.execute("UPDATE seller SET standing = 90 WHERE id = %s", (nils.id,))
    count = await say_things(conn)
    assert count >= len(products)
    assert await say_things(conn) == 0
    assert await scalar(conn, "SELECT count(*) FROM review WHERE NOT demo OR verified") == 0
    assert await scalar(conn, "SELECT count(*) FROM question WHERE demo") == 2
    ratings = await ratings_of(conn, products)
    assert set(ratings) == set(products)
    assert all(rating.demo for rating in ratings.values())
    standing = await scalar(conn, "SELECT standing FROM seller WHERE id = %s", nils.id)
    assert 80 <= standing <= 97
