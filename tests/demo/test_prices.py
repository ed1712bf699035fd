"""Prices as each market writes them, and the stories of reductions that the law bears out or refuses."""

from datetime import UTC, datetime, timedelta

import pytest

from torg.demo.prices import price_story, shop_price
from torg.offers import LoggedPrice, reduction

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _reduction(claim: str, amount: int, regular: int, chance: float):
    steps = price_story(claim, amount, regular, chance)
    log = [
        LoggedPrice(NOW - timedelta(days=step.days_ago), step.amount, regular if step is steps[-1] else None)
        for step in steps
    ]
    return reduction(log, NOW)


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
def test_a_lawful_claim_has_its_prior_price(chance):
    claimed = _reduction("lawful", 7900, 9900, chance)
    assert claimed is not None
    assert claimed.prior_price == 9900
    assert claimed.percent == 20


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.999])
@pytest.mark.parametrize("claim", ["raised", "young"])
def test_the_law_refuses_the_others(claim, chance):
    assert _reduction(claim, 7900, 9900, chance) is None


@pytest.mark.parametrize(
    ("kronor", "market", "amount"),
    [
        (24.6, "se", 2390),
        (98, "se", 9900),
        (512, "se", 50900),
        (1310, "se", 129500),
        (8420, "se", 839000),
        (98, "no", 10400),
        (98, "dk", 6995),
        (98, "fi", 895),
        (1310, "fi", 11900),
    ],
)
def test_prices_end_as_they_do_in_shops(kronor, market, amount):
    assert shop_price(kronor, market) == amount


def test_a_price_is_never_nothing():
    assert all(shop_price(0.01, market) > 0 for market in ("se", "no", "dk", "fi"))
