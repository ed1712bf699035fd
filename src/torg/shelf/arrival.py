"""When a parcel is there: working days from today, in the market's own calendar, in words."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from torg.markets import delivery_dates

_DAY = {"sv": "EEEE d MMM", "nb": "EEEE d. MMM", "da": "EEEE d. MMM", "fi": "EEEE d.M.", "en": "EEEE d MMM"}
_SHORT = {"sv": "EEE d MMM", "nb": "EEE d. MMM", "da": "EEE d. MMM", "fi": "EEE d.M.", "en": "EEE d MMM"}
_NUMBER = {"sv": "d", "nb": "d.", "da": "d.", "fi": "d.", "en": "d"}
_NUMBER_AND_MONTH = {"sv": "d MMM", "nb": "d. MMM", "da": "d. MMM", "fi": "d.M.", "en": "d MMM"}


@lru_cache(maxsize=4096)
def arrival_days(country: str, today: date, days: tuple[int, int]) -> tuple[date, date]:
    """Give the first and the last day on which a parcel ordered `today` comes; `days` are working days."""
    return delivery_dates(country, days, today)


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
