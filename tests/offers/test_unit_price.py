from decimal import Decimal

import pytest

from torg.offers import delivery_price, unit_price


@pytest.mark.parametrize(
    ("price", "quantity", "unit", "expected"),
    [
        (1990, "0.75", "l", (2653, "l")),
        (1990, "1", "kg", (1990, "kg")),
        (100, "8", "st", (13, "st")),
        (100, "3", "m", (33, "m")),
        (3990, "0.033", "kg", (120909, "kg")),
        (1990, "0", "l", None),
        (1990, None, "l", None),
        (1990, "1", None, None),
    ],
)
def test_a_unit_price_is_rounded_half_up(price: int, quantity: str | None, unit: str | None, expected: object) -> None:
    assert unit_price(price, None if quantity is None else Decimal(quantity), unit) == expected


@pytest.mark.parametrize(
    ("goods", "own", "free_over", "expected"),
    [(100, None, None, 49), (100, 19, None, 19), (100, 0, 50, 0), (100, None, 100, 0), (99, None, 100, 49)],
)  # fmt: skip
def test_delivery_costs_what_the_offer_says_else_the_terms(
    goods: int, own: int | None, free_over: int | None, expected: int
) -> None:
    assert delivery_price(goods, own, 49, free_over) == expected
