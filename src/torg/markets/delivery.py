"""Working days: when a parcel can be there, by the calendar and the clock of the market that it goes to."""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from torg.markets.registry import country as country_facts
from torg.markets.registry import facts

if TYPE_CHECKING:
    from holidays import HolidayBase

_FURTHEST = 400
"""Working days; no promise reaches further."""


def local_day(country: str, instant: datetime) -> date:
    """Give the date that an instant (with its zone) has in a country's own zone; raises `UnknownCountry`."""
    if instant.tzinfo is None:
        raise ValueError("An instant without its zone has no date anywhere.")
    return instant.astimezone(ZoneInfo(country_facts(country).time_zone)).date()


def is_working_day(country: str, day: date) -> bool:
    """Tell whether parcels come on a day: no weekend, no holiday, no eve on which carriers stand still."""
    return _works(country_facts(country).country, day)


def working_day_after(country: str, start: date | datetime, days: int) -> date:
    """Give the day that is `days` working days after `start`; with none, `start` or the next working day.

    An instant counts as the date that it has in the country's own zone. At most 400 days. Raises `UnknownCountry`.
    """
    day = local_day(country, start) if isinstance(start, datetime) else start
    return _working_day(country_facts(country).country, day, min(max(days, 0), _FURTHEST))


def delivery_dates(country: str, days: tuple[int, int], start: date | datetime) -> tuple[date, date]:
    """Give the first and the last day on which a parcel ordered at `start` comes; `days` are working days."""
    return working_day_after(country, start, min(days)), working_day_after(country, start, max(days))


@lru_cache(maxsize=8192)
def _working_day(country: str, start: date, days: int) -> date:
    day, left = start, days
    while left or not _works(country, day):
        day += timedelta(days=1)
        left -= bool(left) and _works(country, day)
    return day


@lru_cache(maxsize=8192)
def _works(country: str, day: date) -> bool:
    also = _calendars()[country.lower()]["also"]
    return day.weekday() < 5 and f"{day:%m-%d}" not in also and day not in _holidays(country)


@cache
def _holidays(country: str) -> "HolidayBase":
    # The package brings the calendars of the whole world: only who counts days waits for it.
    import holidays  # noqa: PLC0415

    return holidays.country_holidays(country, categories=tuple(_calendars()[country.lower()]["categories"]))


@cache
def _calendars() -> dict[str, Any]:
    return facts("calendar")
