# ruff: noqa: E501 - one query a row, with what is understood of it.
import pytest

from torg.search.find import find
from torg.search.models import SearchRequest


def understood(searches, q, locale="sv-se", **wanted):
    result = find(searches, SearchRequest(locale=locale, q=q, **wanted))
    return {intent.key for intent in result.intents}, set(result.ids)


@pytest.mark.parametrize(
    ("locale", "q", "keys", "found"),
    [
        ("sv-se", "röd jacka herr under 1000 kr", {"attribute:colour:red", "category:2", "attribute:gender:male", "price"}, {101, 106}),
        ("sv-se", "ROD JACKA", {"attribute:colour:red", "category:2"}, {101, 103, 104, 106}),
        ("sv-se", "herrjacka i rött", {"attribute:gender:male", "category:2", "attribute:colour:red"}, {101, 103, 106}),
        ("sv-se", "jacka för dam från Norrsken", {"category:2", "attribute:gender:female", "brand:12"}, {104}),
        ("sv-se", "sony hörlurar", {"brand:16", "category:10"}, {117, 118}),
        ("nb-no", "rødt jakke til herre mindre enn 700 kr", {"attribute:colour:red", "category:2", "attribute:gender:male", "price"}, {106}),
        ("da-dk", "sorte bukser til dame", {"attribute:colour:black", "category:3", "attribute:gender:female"}, {107}),
        ("fi-fi", "punaiset miesten takit alle 100 €", {"attribute:colour:red", "attribute:gender:male", "category:2", "price"}, {101, 106}),
        ("en-fi", "men's red jacket under €200", {"attribute:gender:male", "attribute:colour:red", "category:2", "price"}, {101, 106}),
        ("en-fi", "women's trousers", {"attribute:gender:female", "category:3"}, {107}),
    ],
)  # fmt: skip
def test_reads_filters_out_of_words(searches, locale, q, keys, found):
    assert understood(searches, q, locale) == (keys, found)


def test_tells_in_which_words_and_in_which_language(searches):
    result = find(searches, SearchRequest(locale="fi-fi", q="punaiset takit alle 100 €"))
    shown = {intent.key: (intent.name.replace("\u00a0", " "), intent.words) for intent in result.intents}
    assert shown["attribute:colour:red"] == ("Punainen", "punaiset")
    assert shown["price"] == ("enintään 100 €", "alle 100 €")


def test_an_intent_that_is_taken_away_is_a_word_again(searches):
    with_it = understood(searches, "röd jacka")
    without = understood(searches, "röd jacka", without=["attribute:colour:red"])
    assert with_it[0] == {"attribute:colour:red", "category:2"}
    assert without[0] == {"category:2"}


def test_a_price_that_is_taken_away_no_longer_narrows(searches):
    _, found = understood(searches, "jacka under 500 kr", without=["price"])
    assert 105 in found
    assert len(found) > 1


def test_a_brand_that_is_a_common_word_does_not_hide_what_the_word_means(searches):
    keys, found = understood(searches, "kaffe")
    assert "brand:15" not in keys
    assert found == {112, 113, 114}


def test_a_figure_in_a_name_is_no_price(stocked):
    import msgspec

    from .catalogue import market

    shoe = msgspec.structs.replace(market("sv-se")[0], id=900, title="Löpsko Air Max 90", category=[])
    searches = stocked([shoe, *market("sv-se")])
    assert understood(searches, "air max 90")[0] == set()
    assert 900 in understood(searches, "air max 90")[1]


def test_the_intent_that_leaves_nothing_is_dropped(searches):
    keys, found = understood(searches, "jacka under 10 kr")
    assert keys == {"category:2"}
    assert found == {101, 102, 103, 104, 105, 106}


def test_what_is_chosen_by_hand_overrules_the_words(searches):
    keys, found = understood(searches, "röd jacka under 700 kr", attributes={"colour": ["blue"]}, price_max=100_000)
    assert keys == {"category:2"}
    assert found == {102}


def test_within_a_category_only_its_parts_narrow(searches):
    keys, _ = understood(searches, "jacka", category=1)
    assert keys == {"category:2"}
    keys, _ = understood(searches, "kaffe", category=8)
    assert keys == set()


def test_a_wish_for_a_low_price_orders_things_of_one_kind(searches):
    result = find(searches, SearchRequest(locale="sv-se", q="billiga hörlurar"))
    assert result.ids == [119, 118, 117]
    assert {intent.key for intent in result.intents} == {"sort:price", "category:10"}
    assert find(searches, SearchRequest(locale="sv-se", q="billiga hörlurar", without=["sort:price"])).ids == [
        117,
        118,
        119,
    ]
