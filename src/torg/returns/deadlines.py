"""Until when somebody may withdraw, and until when the money must be back (nordic.md row 3)."""

from datetime import date, datetime, timedelta

from torg.markets import law, local_day, working_day_after
from torg.orders import Parcel

MONEY_BACK = timedelta(days=14)
"""From the notice: Directive 2011/83, Art. 13(1)."""
WARNING = timedelta(days=3)
"""How long before the money is due the seller is warned."""


def last_day_to_withdraw(parcel: Parcel, market: str, more_days: int = 0) -> date | None:
    """Give the last day of the right to withdraw; none while the parcel has not arrived.

    Day one is the day after it was received; a last day that is no working day is followed by the next one
    (Regulation 1182/71, Art. 3(4)). A seller's own longer time holds instead of the law's.
    """
    if parcel.delivered is None:
        return None
    received = local_day(market, parcel.delivered)
    days = max(law(market, "en", received).withdrawal_days, more_days)
    return working_day_after(market, received + timedelta(days=days), 0)


def is_late(parcel: Parcel, market: str, noticed: datetime, more_days: int = 0) -> bool:
    """Tell whether a notice came after the last day."""
    last = last_day_to_withdraw(parcel, market, more_days)
    return last is not None and local_day(market, noticed) > last
