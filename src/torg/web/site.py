"""Opening the shop: the locales of every market with their names, for the frame of all pages."""

from datetime import UTC, datetime

from babel.core import Locale as BabelLocale

from torg.core.static import StaticFiles
from torg.core.web import Site, SiteLocale
from torg.markets import LOCALES, law, local_day
from torg.search.pages import department_finder
from torg.search.searches import Searches


def open_site(
    *, origin: str = "", name: str = "Torg", static: StaticFiles | None = None, searches: Searches | None = None
) -> Site:
    """Give the shop with every locale; `origin` is where the world reaches it: `https://torg.example`.

    With `searches` the menu of departments is in every page from the first on, else from the first search on.
    """
    site = Site([site_locale(code) for code in LOCALES], origin=origin, name=name, static=static)
    if searches is not None:
        site.find_departments = department_finder(searches)
    return site


def site_locale(code: str) -> SiteLocale:
    """Give a locale as pages need it, its names in its own language."""
    locale = LOCALES[code]
    return SiteLocale(
        code=code,
        language=locale.language,
        hreflang=locale.hreflang,
        language_name=own_name(locale.language),
        market=locale.market.code,
        market_name=locale.market.names[locale.language],
        currency=locale.currency,
        time_zone=locale.market.time_zone,
        withdraw_here=law(locale.country, locale.language, local_day(locale.country, datetime.now(UTC))).withdraw_here,
    )


def own_name(language: str) -> str:
    """Give what a language calls itself, with a capital: `Svenska`."""
    name = BabelLocale.parse(language).get_display_name(language) or language
    return name.removesuffix(" bokmål").capitalize()
