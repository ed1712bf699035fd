"""Prior price: which reduction a seller may claim, by the price log alone.

Sources: Directive 98/6/EC Article 6a, the Swedish prisinformationslag 7 a §, C-330/23, nordic.md row 1.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from torg.offers.models import PriceReduction

WINDOW = timedelta(days=30)

ClaimRefused = Literal["not_claimed", "not_sold", "too_young", "not_lower"]
"""Why no reduction may be shown: none is claimed; the offer is not for sale; its prices are not known for all of the
30 days; the price is no lower than the lowest of them."""


class LoggedPrice(Struct, frozen=True):
    """A price from `at` on, until the next entry: minor units, VAT included."""

    at: datetime
    price: int | None
    """None when the offer was not for sale from then on."""
    regular: int | None = None
    """The price before a reduction, when the seller claimed one."""


class Judged(Struct, frozen=True):
    """What may be shown of a claim: a reduction, or the reason why there is none."""

    reduction: PriceReduction | None = None
    refused: ClaimRefused | None = None
    lowest: int | None = None
    """The prior price where one is known: what a price has to be under to be called reduced."""
    first_cut: datetime | None = None
    """From when the 30 days are counted back."""


def prior_price(log: Sequence[LoggedPrice], start: datetime) -> int | None:
    """Give the lowest price of the 30 days before `start`; none when the log does not reach back over all of them.

    `log` is in order of time. An offer that is younger than 30 days has no prior price, as a caution of ours.
    """
    opening = start - WINDOW
    lowest: int | None = None
    reaches_back = False
    for entry, following in zip(log, [*log, None][1:], strict=True):
        if entry.at >= start:
            break
        if entry.at <= opening:
            reaches_back = True
        ends = start if following is None else min(following.at, start)
        applied_within = ends > opening and ends > entry.at
        if applied_within and entry.price is not None and (lowest is None or entry.price < lowest):
            lowest = entry.price
    return lowest if reaches_back else None


def reduction(log: Sequence[LoggedPrice], at: datetime) -> PriceReduction | None:
    """Give the reduction that may be claimed at a time; none when none is claimed, or the log does not bear it out."""
    return judged(log, at).reduction


def judged(log: Sequence[LoggedPrice], at: datetime) -> Judged:
    """Judge what is claimed at a time by the log up to it: the reduction, or why it may not be shown.

    In an uninterrupted gradual reduction the 30 days are those before its first cut. The percentage is floored.
    """
    told = [entry for entry in log if entry.at <= at]
    if not told or told[-1].price is None:
        return Judged(refused="not_sold")
    current = told[-1]
    if current.price is None or current.regular is None:
        return Judged(refused="not_claimed")
    start = first_cut(told)
    prior = prior_price(told, start)
    if prior is None:
        return Judged(refused="too_young", first_cut=start)
    if current.price >= prior:
        return Judged(refused="not_lower", lowest=prior, first_cut=start)
    percent = (prior - current.price) * 100 // prior
    return Judged(PriceReduction(prior_price=prior, percent=percent), lowest=prior, first_cut=start)


def judged_beforehand(log: Sequence[LoggedPrice], at: datetime, price: int) -> Judged:
    """Judge a price that is to be called reduced from `at` on, as if what is asked now were asked until then."""
    return judged([*(entry for entry in log if entry.at < at), LoggedPrice(at, price, regular=price + 1)], at)


def first_cut(log: Sequence[LoggedPrice]) -> datetime:
    """Give when the reduction began that the last entry is part of.

    Going back, an entry belongs to it that claimed a reduction too, with no rise of the price in between.
    """
    start = log[-1]
    for earlier in reversed(log[:-1]):
        if earlier.at == start.at:
            continue  # Replaced at the very moment it was written: nobody was ever asked that price.
        if earlier.price is None or start.price is None or earlier.regular is None or earlier.price < start.price:
            break
        start = earlier
    return start.at


def reduction_text(template: str, prior: str) -> str:
    """Fill a sentence such as `Tidigare lägsta pris (30 dagar): {price}` with the prior price as people write it."""
    return template.replace("{price}", prior)
