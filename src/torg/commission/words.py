"""Commission in words: what a plan takes, of what, and from when on."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from torg.catalog.categories import TREE
from torg.commission.models import Terms
from torg.core.i18n import catalogue
from torg.core.money import format_money

STATE_WORDS = {
    "holds": "Holds now",
    "announced": "Announced",
    "replaced": "Replaced",
    "over": "Over",
    "ends": "Ends the plan",
}
"""What the states of a version are called: msgids."""


def terms_words(terms: Terms, currency: str, language: str) -> str:
    """Say what is taken: `12 % + 5 kr a piece, at least 10 kr a piece`."""
    say = catalogue(language).say
    said = percent(terms.rate, language)
    if terms.fixed:
        said += " + " + say("%(money)s a piece", money=format_money(terms.fixed, currency, language))
    if terms.minimum:
        said += ", " + say("at least %(money)s a piece", money=format_money(terms.minimum, currency, language))
    return said


def percent(basis_points: int, language: str) -> str:
    """Write a share: `12,5 %`, in English `12.5%`."""
    number = format_decimal(basis_points / 100, locale=language)
    return f"{number}%" if language == "en" else f"{number}\u00a0%"


def category_words(category_id: int | None, language: str) -> str:
    """Name a category with the way to it, or everything."""
    if category_id is None:
        return catalogue(language).say("All goods")
    names = [each.names[language] for each in TREE.path(category_id)]
    return " › ".join(names) or str(category_id)


def long_date(day: date, language: str) -> str:
    """Write a date with its month in words: `22 november 2026`."""
    return str(format_date(day, "long", locale=language))
