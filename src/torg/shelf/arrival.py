"""When a parcel is there: working days from today, in the market's own calendar, in words."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from babel.dates import format_date

_NO_PARCELS = {(12, 24), (12, 31)}
"""Not holidays by law everywhere, but no carrier promises these days: a later promise is the safer one."""
_FURTHEST = 400
_DAY = {"sv": "EEEE d MMM", "nb": "EEEE d. MMM", "da": "EEEE d. MMM", "fi": "EEEE d.M.", "en": "EEEE d MMM"}
_SHORT = {"sv": "EEE d MMM", "nb": "EEE d. MMM", "da": "EEE d. MMM", "fi": "EEE d.M.", "en": "EEE d MMM"}
_NUMBER = {"sv": "d", "nb": "d.", "da": "d.", "fi": "d.", "en": "d"}
_NUMBER_AND_MONTH = {"sv": "d MMM", "nb": "d. MMM", "da": "d. MMM", "fi": "d.M.", "en": "d MMM"}


@lru_cache(maxsize=4096)
def arrival_days(country: str, today: date, days: tuple[int, int]) -> tuple[date, date]:
    """Give the first and the last day on which a parcel ordered `today` comes; `days` are working days."""
    return _working_day(country, today, days[0]), _working_day(country, today, max(days))


@lru_cache(maxsize=4096)
def arrival_words(language: str, country: str, today: date, days: tuple[int, int]) -> str:
    """Name the arrival in full: `tisdag 25 nov`, or `25–27 nov` when it is not one day."""
    first, last = arrival_days(country, today, days)
    return day_words(language, first) if first == last else _span(language, first, last)


@lru_cache(maxsize=4096)
def arrival_short(language: str, country: str, today: date, days: tuple[int, int]) -> str:
    """Name the arrival briefly, for lists: `tis 25 nov`, or `25–27 nov`."""
    first, last = arrival_days(country, today, days)
    return _written(_SHORT, language, first) if first == last else _span(language, first, last)


def day_words(language: str, day: date) -> str:
    """Name a day as people say it in `language`: `tisdag 25 nov`, `keskiviikkona 25.11.`."""
    return _written(_DAY, language, day)


def _span(language: str, first: date, last: date) -> str:
    pattern = _NUMBER if (first.year, first.month) == (last.year, last.month) else _NUMBER_AND_MONTH
    return f"{_written(pattern, language, first)}–{_written(_NUMBER_AND_MONTH, language, last)}"


def _written(patterns: dict[str, str], language: str, day: date) -> str:
    text = format_date(day, patterns.get(language, patterns["en"]), locale=language)
    # CLDR ends Scandinavian abbreviations with a full stop, which reads like the end of the sentence.
    return text if language == "fi" else text.replace("..", ".").removesuffix(".").replace("nov. ", "nov ")


def _working_day(country: str, today: date, days: int) -> date:
    closed = _calendar(country)
    day = today
    left = min(max(days, 0), _FURTHEST)
    while left or not _delivers(day, closed):
        day += timedelta(days=1)
        left -= bool(left) and _delivers(day, closed)
    return day


def _delivers(day: date, closed: holidays.HolidayBase) -> bool:
    return day.weekday() < 5 and day not in closed and (day.month, day.day) not in _NO_PARCELS


@lru_cache(maxsize=16)
def _calendar(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)
