"""Which locale greets a shopper who has not chosen one yet."""

from functools import lru_cache

from torg.markets.models import Locale
from torg.markets.registry import COUNTRIES, LOCALES, MARKETS

_MOST_TAGS = 20
_SAME_LANGUAGE = {"no": "nb", "nn": "nb"}
"""Norwegian of either kind reads Bokmål."""
_HOME = {"sv": "se", "nb": "no", "da": "dk", "fi": "fi"}
"""The market that a language speaks of when nothing else tells the country."""


def locale_for(accept_language: str | None = None, country_hint: str | None = None) -> Locale:
    """Choose the best locale from an `Accept-Language` header and a guess at the country.

    The country decides the market (what can be delivered and the currency), the header the language in it.
    Without a country the header's own region decides, then the country of its language; else the first market.
    """
    return _chosen((accept_language or "")[:400], (country_hint or "").upper()[:2])


@lru_cache(maxsize=2048)
def _chosen(accept_language: str, country_hint: str) -> Locale:
    wanted = _wanted(accept_language)
    market = _market_of(country_hint) or _market_by_language(wanted) or next(iter(MARKETS))
    for language, _ in wanted:
        found = LOCALES.get(f"{language}-{market}")
        if found is not None:
            return found
    if wanted and country_hint not in COUNTRIES and f"en-{market}" in LOCALES:
        return LOCALES[f"en-{market}"]
    return LOCALES[MARKETS[market].default_locale]


def _wanted(accept_language: str) -> list[tuple[str, str]]:
    """Read the header into (language, region) pairs, the most wanted first; what cannot be read is left out."""
    weighted: list[tuple[float, int, str, str]] = []
    for place, part in enumerate(accept_language.split(",")[:_MOST_TAGS]):
        tag, _, parameters = part.strip().partition(";")
        quality = _quality(parameters)
        language, _, region = tag.strip().lower().partition("-")
        if not language.isalpha() or quality <= 0:
            continue
        weighted.append((-quality, place, _SAME_LANGUAGE.get(language, language), region.upper()))
    return [(language, region) for _, _, language, region in sorted(weighted)]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _market_of(country: str) -> str | None:
    found = COUNTRIES.get(country)
    return found.code if found is not None and found.open else None


def _market_by_language(wanted: list[tuple[str, str]]) -> str | None:
    for language, region in wanted:
        code = _market_of(region) or _HOME.get(language)
        if code in MARKETS:
            return code
    return None
