import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from torg.search.suggest import suggest


def texts(lines, kind):
    return [line.text for line in lines if line.kind == kind]


def test_offers_completions_categories_and_popular_products(searches):
    lines = suggest(searches, "sv-se", "hörl")
    assert texts(lines, "completion") == ["hörlurar"]
    assert texts(lines, "category") == ["Hörlurar"]
    assert texts(lines, "product") == ["Trådlösa hörlurar", "Trådlösa hörlurar sport", "Fodral till Sony hörlurar"]


def test_a_product_has_picture_price_and_address(searches):
    line = next(line for line in suggest(searches, "sv-se", "svamp") if line.kind == "product")
    assert (line.url, line.picture, line.price) == ("/sv-se/p/product-116-116", "/pictures/116.svg", 22_900)


def test_every_other_line_has_an_address_as_well(searches):
    urls = {line.kind: line.url for line in suggest(searches, "sv-se", "sony") + suggest(searches, "sv-se", "jack")}
    assert urls["brand"] == "/sv-se/search?brand=16"
    assert urls["category"] == "/sv-se/c/jackor-2"
    assert urls["completion"] == "/sv-se/search?q=jackor"


def test_the_parts_of_compounds_lead_to_them(searches):
    assert "Skaljacka Fjäll" in texts(suggest(searches, "sv-se", "jack"), "product")


def test_completes_a_phrase_of_popular_titles(searches):
    assert texts(suggest(searches, "sv-se", "tradl"), "completion")[0] == "trådlösa hörlurar"
    assert texts(suggest(searches, "sv-se", "trådlösa h"), "completion") == ["trådlösa hörlurar"]


def test_completes_only_to_what_is_there(searches):
    completions = texts(suggest(searches, "sv-se", "röd ja"), "completion")
    assert completions == ["röd jackor"]
    assert texts(suggest(searches, "sv-se", "svamp ja"), "completion") == []


@pytest.mark.parametrize(("typed", "found"), [("borm", "Borrmaskin 18V"), ("espreso", "Mörkrost espresso kaffe 500 g")])
def test_forgives_one_slip_from_four_letters(searches, typed, found):
    assert found in texts(suggest(searches, "sv-se", typed), "product")


def test_forgives_nothing_in_three_letters(searches):
    assert suggest(searches, "sv-se", "xor") == []


def test_answers_in_the_language_of_the_locale(searches):
    assert texts(suggest(searches, "fi-fi", "tak"), "category") == ["Takit"]
    assert texts(suggest(searches, "nb-no", "jakk"), "category") == ["Jakker"]


def test_gives_no_more_than_asked_for_and_some_of_them_products(searches):
    lines = suggest(searches, "sv-se", "k", limit=4)
    assert len(lines) == 4
    assert len(texts(lines, "product")) == 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=120))
def test_any_text_at_all_is_answered(searches, q):
    assert len(suggest(searches, "sv-se", q)) <= 10
