"""The markets and locales that Torg has."""

from zoneinfo import ZoneInfo

import pytest

from torg.markets import (
    COUNTRIES,
    LANGUAGES,
    LOCALES,
    MARKETS,
    UnknownCountry,
    UnknownLocale,
    UnknownMarket,
    country,
    country_name,
    locale,
    locales_of,
    market,
)


def test_the_markets_and_their_locales() -> None:
    assert list(MARKETS) == ["se", "no", "dk", "fi"]
    assert list(LOCALES) == ["sv-se", "en-se", "nb-no", "en-no", "da-dk", "en-dk", "fi-fi", "sv-fi", "en-fi"]
    assert [each.code for each in locales_of("fi")] == ["fi-fi", "sv-fi", "en-fi"]


def test_a_locale_knows_its_language_country_and_money() -> None:
    found = locale("sv-fi")
    assert (found.language, found.country, found.currency, found.hreflang) == ("sv", "FI", "EUR", "sv-FI")
    assert market("no").default_locale == "nb-no"


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_every_country_has_all_its_facts(code: str) -> None:
    found = COUNTRIES[code]
    assert set(found.names) == set(LANGUAGES)
    assert set(found.languages) <= set(LANGUAGES)
    assert ZoneInfo(found.time_zone).key == found.time_zone
    assert found.postal_code.shape.count("#") == found.postal_code.digits


def test_what_torg_does_not_have_is_refused_by_name() -> None:
    with pytest.raises(UnknownMarket, match="'is'"):
        market("is")
    with pytest.raises(UnknownLocale, match="'de-de'"):
        locale("de-de")
    with pytest.raises(UnknownCountry, match="'DE'"):
        country("DE")
    assert country("is").currency == "ISK"


def test_countries_of_the_world_have_names() -> None:
    assert country_name("FI", "sv") == "Finland"
    assert country_name("se", "fi") == "Ruotsi"
    assert country_name("DE", "da") == "Tyskland"
    assert country_name("QQ", "sv") == "QQ"
