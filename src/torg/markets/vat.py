"""Which VAT rate holds: a fact of country, class of goods and day."""

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from torg.markets.errors import NoVatRate
from torg.markets.models import VAT_CLASSES, VatPeriod
from torg.markets.registry import facts


def vat_rate(country: str, vat_class: str, on: date) -> Decimal:
    """Give the VAT rate in per cent on a day of supply (in Finland a prepayment counts on its own day).

    A class that a country does not know separately has a row of its own in the data all the same, so that
    an unknown class is always a mistake: raises `NoVatRate`.
    """
    return _rate(country.upper(), vat_class, on)


def vat_periods() -> tuple[VatPeriod, ...]:
    """Give every dated rate, by country, class and first day. Source: `data/vat.toml`."""
    return _periods()


@lru_cache(maxsize=4096)
def _rate(country: str, vat_class: str, on: date) -> Decimal:
    for period in _periods():
        if (
            period.country == country
            and period.vat_class == vat_class
            and period.valid_from <= on
            and (period.valid_to is None or on <= period.valid_to)
        ):
            return period.rate
    raise NoVatRate(f"No VAT rate is known for {vat_class[:20]!r} in {country[:20]!r} on {on.isoformat()}.")


@cache
def _periods() -> tuple[VatPeriod, ...]:
    rows = [
        VatPeriod(country.upper(), vat_class, row["from"], row.get("until"), Decimal(row["rate"]))
        for country, classes in facts("vat").items()
        for vat_class in VAT_CLASSES
        for row in classes[vat_class]
    ]
    return tuple(sorted(rows, key=lambda row: (row.country, row.vat_class, row.valid_from)))
