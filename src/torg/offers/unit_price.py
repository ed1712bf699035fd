"""Unit price: what a kilogram, litre, metre, square metre or piece costs (jämförpris)."""

from decimal import Decimal
from fractions import Fraction

from torg.core.money import rounded_half_up


def unit_price(price: int, net_quantity: Decimal | None, net_unit: str | None) -> tuple[int, str] | None:
    """Give minor units and the unit they buy one of, rounded half up; none without a quantity.

    >>> unit_price(1990, Decimal("0.75"), "l")
    (2653, 'l')
    """
    if net_quantity is None or net_unit is None or net_quantity <= 0:
        return None
    return rounded_half_up(Fraction(price) / Fraction(net_quantity)), net_unit
