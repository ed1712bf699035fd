"""The law's words: complete in every locale, dated, and the country's own."""

from datetime import date

import pytest

from torg.core.money import format_money
from torg.markets import COUNTRIES, LOCALES, NoLaw, law

TODAY = date(2026, 11, 22)
UNITS = {"kg", "l", "m", "m2", "st"}


@pytest.mark.parametrize("code", sorted(LOCALES))
def test_every_locale_has_all_the_words(code: str) -> None:
    found = LOCALES[code]
    words = law(found.country, found.language, TODAY)
    assert (words.country, words.language) == (found.country, found.language)
    assert words.prior_price.count("{price}") == 1
    assert set(words.units) == UNITS
    assert words.withdrawal_days == 14
    assert words.prior_price_days == 30
    assert all(button.strip() for button in words.order_buttons)
    for text in (words.unit_price, words.vat_included, words.business_seller, words.private_seller, words.guarantee):
        assert text.strip() == text != ""


def test_prior_prices_are_said_as_each_country_says_them() -> None:
    said = {code: law(each.country, each.language, TODAY).prior_price for code, each in LOCALES.items()}
    assert said["sv-se"] == "Tidigare lägsta pris (30 dagar): {price}"
    assert said["nb-no"] == "Laveste pris siste 30 dager: {price}"
    assert said["da-dk"] == "Laveste pris de seneste 30 dage: {price}"
    assert said["sv-fi"] != said["sv-se"]
    assert "30" in said["fi-fi"]


def test_legal_guarantees() -> None:
    years = {each: law(each, "en", TODAY).guarantee_years for each in COUNTRIES}
    assert years == {"SE": 3, "NO": 2, "DK": 2, "FI": None, "IS": 2}
    assert law("NO", "nb", TODAY).guarantee_years_lasting == 5
    assert law("SE", "sv", TODAY).guarantee_years_lasting is None


def test_the_withdrawal_function_comes_on_its_day() -> None:
    before, after = (law("SE", "sv", day) for day in (date(2026, 6, 18), date(2026, 6, 19)))
    assert (before.withdrawal_function, after.withdrawal_function) == (False, True)
    assert before.guarantee_years == after.guarantee_years == 3
    assert (after.withdraw_here, after.confirm_withdrawal) == ("Ångra avtalet här", "Bekräfta frånträde")


@pytest.mark.parametrize("code", sorted(LOCALES))
def test_an_order_button_says_that_it_costs(code: str) -> None:
    found = LOCALES[code]
    for button in law(found.country, found.language, TODAY).order_buttons:
        words = button.casefold()
        assert any(pay in words for pay in ("köp", "betal", "kjøp", "køb", "osta", "maks", "buy", "pay", "purchase"))


def test_a_comparison_price_as_people_write_it() -> None:
    words = law("SE", "sv", TODAY)
    assert words.unit_price_text(format_money(8990, "SEK", "sv"), "kg") == "89,90\u00a0kr/kg"
    assert law("DK", "da", TODAY).unit_price_text("4 kr.", "st") == "4 kr./stk."
    assert law("FI", "fi", TODAY).unit_price_text("4 €", "st") == "4 €/kpl"
    assert law("NO", "en", TODAY).unit_price_text("NOK 4", "st") == "NOK 4 each"
    assert words.unit_price_text("4 kr", "m2") == "4 kr/m²"


def test_a_language_without_words_of_its_own_is_answered_in_english() -> None:
    assert law("SE", "fi", TODAY).language == "en"
    assert law("se", "rules", TODAY).language == "en"


@pytest.mark.parametrize(("country", "on"), [("DE", TODAY), ("SE", date(2020, 1, 1))])
def test_what_is_not_known_is_refused(country: str, on: date) -> None:
    with pytest.raises(NoLaw, match=country):
        law(country, "sv", on)
