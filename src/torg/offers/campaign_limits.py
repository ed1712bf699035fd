"""How long a sale may last: warnings, not refusals, since what a court thinks long depends on the goods.

Sources: marknadsföringslagen 17 §; MD 1993:29 and PMT 13140-18 by Konsumentverket's questions and answers: one sale
lasts a few weeks at most, all sales of a company two months a calendar year. nordic.md row 1.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from msgspec import Struct

FEW_WEEKS = timedelta(days=21)
TWO_MONTHS = 61
"""Days of a calendar year."""


class SaleWarning(Struct, frozen=True):
    """What is too long: one sale, or all sales of a year."""

    code: Literal["long_sale", "much_of_the_year"]
    days: int
    year: int = 0


def sale_warnings(
    sale: tuple[datetime, datetime], others: Iterable[tuple[datetime, datetime]], zone: tzinfo
) -> list[SaleWarning]:
    """Warn of a sale by itself, and with the company's other sales in the years that it touches.

    Spans are start and end, the end outside; a day counts once however many sales run on it, in the market's `zone`.
    """
    warnings: list[SaleWarning] = []
    starts, ends = sale
    if ends - starts > FEW_WEEKS:
        warnings.append(SaleWarning("long_sale", days=-(-(ends - starts) // timedelta(days=1))))
    days = set(_days(sale, zone))
    all_days = days.union(*(_days(each, zone) for each in others))
    for year in sorted({day // 1000 for day in days}):
        count = sum(day // 1000 == year for day in all_days)
        if count > TWO_MONTHS:
            warnings.append(SaleWarning("much_of_the_year", days=count, year=year))
    return warnings


def _days(span: tuple[datetime, datetime], zone: tzinfo) -> set[int]:
    """Give the days of a span as year and number of the day: 2026001."""
    first = span[0].astimezone(zone).date()
    last = (span[1] - timedelta(microseconds=1)).astimezone(zone).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day.year * 1000 + day.timetuple().tm_yday for day in days}
