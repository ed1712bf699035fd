"""What an offer costs in a campaign: pure rules, written down in docs/campaigns.md.

An offer in several running campaigns has the lowest of their prices, each counted from its ordinary price: campaigns
never add up. At equal prices the campaign that began first decides, then the one with the lower number. A campaign
price that is not below the ordinary price changes nothing.
"""

from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from torg.core.money import rounded_half_up
from torg.offers.import_queries import Cut, StoredOffer


def price_in(cut: Cut, ordinary: int, minor_in_major: int = 100) -> int:
    """Give the campaign's price of an offer in minor units, rounded half up, one at the least.

    >>> from datetime import datetime
    >>> price_in(Cut(1, 25, None, False, True, datetime.min), 999)
    749
    """
    if cut.price is not None:
        return cut.price
    price = rounded_half_up(Fraction(ordinary * (100 - (cut.percent or 0)), 100))
    if cut.whole and price > minor_in_major:
        price -= price % minor_in_major
    return max(1, price)


def deciding_cut(cuts: Iterable[Cut], ordinary: int) -> Cut | None:
    """Give the campaign that decides an offer's price; none when none of them is below the ordinary price."""
    lower = [cut for cut in cuts if price_in(cut, ordinary) < ordinary]
    return min(lower, key=lambda cut: (price_in(cut, ordinary), cut.since, cut.campaign_id), default=None)


def as_asked(ordinary: StoredOffer, cut: Cut | None) -> StoredOffer:
    """Give the offer as shoppers meet it: with the campaign's price where that is lower than its ordinary one."""
    if cut is None or ordinary.status != "active":
        return ordinary
    price = price_in(cut, ordinary.price)
    if price >= ordinary.price:
        return ordinary
    if not cut.claims:
        return replace(ordinary, price=price, regular=None, claimed_since=None)
    if ordinary.regular is not None:  # It was called reduced before: the campaign only reduces it further.
        return replace(ordinary, price=price)
    return replace(ordinary, price=price, regular=ordinary.price, claimed_since=cut.since)
