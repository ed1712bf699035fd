"""Prices as shops of each market write them: from Swedish kronor to minor units."""

from torg.demo.models import PriceStep

RATES = {"se": 1.0, "no": 1.06, "dk": 0.69, "fi": 0.0915}
"""One Swedish krona of goods in each market's currency, its usual price level included."""

CURRENCIES = {"se": "SEK", "no": "NOK", "dk": "DKK", "fi": "EUR"}

# Up to a limit, prices stand a fixed step apart and end a little under a whole step.
_KRONOR = ((40, 2, 0.10), (200, 5, 1), (1000, 10, 1), (5000, 50, 5), (10**9, 100, 10))
_LADDERS = {
    "se": _KRONOR,
    "no": ((40, 2, 0.10), (200, 5, 1), (1000, 10, 1), (5000, 50, 1), (10**9, 100, 10)),
    "dk": ((30, 1, 0.05), (200, 5, 0.05), (500, 10, 1), (3000, 25, 1), (10**9, 100, 1)),
    "fi": ((6, 0.1, 0.01), (25, 0.5, 0.05), (100, 1, 0.10), (500, 5, 1), (10**9, 10, 1)),
}


def shop_price(kronor: float, market: str) -> int:
    """Give the price that a shop in the market would write on the label, in minor units."""
    amount = kronor * RATES[market]
    for limit, step, under in _LADDERS[market]:
        if amount <= limit:
            steps = max(1, round(amount / step))
            return round((steps * step - under) * 100)
    raise AssertionError(amount)


def own_delivery(market: str) -> int:
    """Give what it costs to have something bulky carried to the door, in minor units."""
    return {"se": 49900, "no": 59900, "dk": 34900, "fi": 4900}[market]


def price_story(claim: str, amount: int, regular: int, chance: float) -> list[PriceStep]:
    """Give the prices of an offer that claims a reduction today, the oldest first.

    `lawful`: the regular price held for months. `raised`: it was put up shortly before, so the lowest price of
    the 30 days before the cut is no higher than today's. `young`: the offer itself is younger than 30 days.
    """
    cut = (3, 5, 8, 11, 14)[int(chance * 5)]
    if claim == "lawful":
        return [PriceStep(150, regular), PriceStep(cut, amount)]
    if claim == "raised":
        return [PriceStep(150, amount), PriceStep(cut + 8, regular), PriceStep(cut, amount)]
    return [PriceStep(cut + 6, regular), PriceStep(cut, amount)]
