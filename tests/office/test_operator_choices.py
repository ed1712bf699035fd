"""What the operator chooses of the catalogue and the weights holds wherever it is read."""

from collections.abc import Iterator

import pytest

from torg.catalog.attributes import attribute_name, built_in_name
from torg.catalog.categories import TREE
from torg.catalog.operator_choices import (
    ATTRIBUTE_NAMES,
    HIDDEN_CATEGORIES,
    AttributeNames,
    HiddenCategories,
    is_hidden,
)
from torg.core import market_settings
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.market_settings import change, refresh
from torg.offers import FeaturedWeights, featured_weights
from torg.offers.chosen_weights import FEATURED
from torg.search.chosen_weights import RANKING, chosen_weights
from torg.search.weights import RankingWeights


@pytest.fixture(autouse=True)
def _from_the_defaults() -> Iterator[None]:
    market_settings.forget()
    yield
    market_settings.forget()


async def test_a_hidden_category_hides_what_is_below_it_in_its_market_alone(conn: Connection) -> None:
    leaf = max(TREE.all(), key=lambda each: each.depth)
    root = TREE.path(leaf.id)[0]
    other = next(each for each in TREE.roots() if each.id != root.id)
    assert not is_hidden(leaf.id, "se")
    await change(conn, SYSTEM, HIDDEN_CATEGORIES, HiddenCategories([root.id]), "Not here.", "se")
    await refresh(conn)
    assert is_hidden(root.id, "se")
    assert is_hidden(leaf.id, "se")
    assert not is_hidden(leaf.id, "no")
    assert not is_hidden(other.id, "se")
    assert not is_hidden(None, "se")


async def test_a_name_of_our_own_goes_before_the_built_in_one(conn: Connection) -> None:
    await change(conn, SYSTEM, ATTRIBUTE_NAMES, AttributeNames({"colour": {"sv": "Kulör"}}), "Finer.")
    await refresh(conn)
    assert attribute_name("colour", "sv") == "Kulör"
    assert attribute_name("colour", "fi") == built_in_name("colour", "fi") == "Väri"


async def test_weights_hold_from_the_next_look(conn: Connection) -> None:
    assert (chosen_weights(), featured_weights()) == (RankingWeights(), FeaturedWeights())
    await change(conn, SYSTEM, RANKING, RankingWeights(price=0.5), "Cheaper first.")
    await change(conn, SYSTEM, FEATURED, FeaturedWeights(price=0.5), "Less of price.")
    await refresh(conn)
    assert (chosen_weights().price, featured_weights().price) == (0.5, 0.5)
