import pytest

from torg.search.find import find
from torg.search.models import SearchRequest


def facets(searches, q="", locale="sv-se", **wanted):
    result = find(searches, SearchRequest(locale=locale, q=q, **wanted))
    return {facet.code: facet for facet in result.facets}


def counts(facet):
    return {value.key: value.count for value in facet.values}


def test_counts_what_each_choice_would_leave(searches):
    shown = facets(searches)
    assert counts(shown["category"]) == {"1": 8, "4": 3, "6": 3, "8": 2, "9": 3}
    assert counts(shown["brand"]) == {"11": 3, "12": 5, "13": 4, "14": 2, "15": 1, "16": 2}
    assert counts(shown["attribute:colour"]) == {"black": 5, "red": 5, "green": 2, "blue": 1}
    assert counts(shown["seller"]) == {"1": 7, "2": 2, "3": 10}
    assert counts(shown["in_stock"]) == {"true": 18}


@pytest.mark.parametrize(
    "choice",
    [
        {"category": 2},
        {"brand": [12]},
        {"seller": [1]},
        {"attributes": {"colour": ["red"]}},
        {"in_stock": True},
        {"max_delivery_days": 2},
    ],
)
def test_every_count_is_what_choosing_it_finds(searches, choice):
    shown = facets(searches, category=choice.get("category"))
    key = {"category": "2", "brand": "12", "seller": "1", "in_stock": "true", "max_delivery_days": "2"}
    (name,) = choice
    code = {"attributes": "attribute:colour", "max_delivery_days": "delivery"}.get(name, name)
    expected = find(searches, SearchRequest(locale="sv-se", **choice)).total
    assert counts(shown[code])[key.get(name, "red")] == expected


def test_every_price_span_has_as_many_as_it_finds(searches):
    spans = facets(searches)["price"].values
    assert len(spans) >= 3
    for span in spans:
        least, _, most = span.key.partition("-")
        bounds = {"price_min": int(least) if least else None, "price_max": int(most) if most else None}
        assert find(searches, SearchRequest(locale="sv-se", **bounds)).total == span.count


def test_a_price_on_the_cut_is_in_both_spans_as_it_is_in_both_filters(stocked):
    import msgspec

    from .catalogue import market

    priced = [
        msgspec.structs.replace(each, price_from=amount)
        for each, amount in zip(market("sv-se"), (10_000, 20_000, 30_000, 50_000, 50_000, 60_000, 90_000), strict=False)
    ]
    searches = stocked(priced)
    for span in facets(searches)["price"].values:
        least, _, most = span.key.partition("-")
        bounds = {"price_min": int(least) if least else None, "price_max": int(most) if most else None}
        assert find(searches, SearchRequest(locale="sv-se", **bounds)).total == span.count


def test_what_is_chosen_keeps_its_alternatives(searches):
    shown = facets(searches, category=2, attributes={"colour": ["red"]})
    assert counts(shown["attribute:colour"]) == {"red": 4, "blue": 1, "green": 1}
    assert [value.key for value in shown["attribute:colour"].values if value.selected] == ["red"]
    # The other facets are counted among what is chosen.
    assert counts(shown["attribute:gender"]) == {"male": 3, "female": 1}


def test_an_intent_is_shown_as_chosen(searches):
    shown = facets(searches, "röd jacka")
    assert [value.key for value in shown["attribute:colour"].values if value.selected] == ["red"]
    assert [value.key for value in shown["category"].values if value.selected] == ["2"]


def test_a_chosen_value_stays_even_when_it_leaves_nothing(searches):
    shown = facets(searches, category=8, brand=[16])
    assert counts(shown["brand"])["16"] == 0


def test_categories_lead_downwards(searches):
    assert set(counts(facets(searches, category=1)["category"])) >= {"1", "2", "3"}
    assert set(counts(facets(searches, brand=[11])["category"])) == {"2", "3"}


def test_names_are_in_the_language_of_the_locale(searches):
    shown = facets(searches, locale="fi-fi")
    assert shown["category"].name == "Luokka"
    assert shown["attribute:colour"].name == "Väri"
    assert {value.name for value in shown["attribute:gender"].values} == {"Miehet", "Naiset"}


def test_every_page_has_the_facets_of_the_whole(searches):
    first = find(searches, SearchRequest(locale="sv-se", limit=5))
    second = find(searches, SearchRequest(locale="sv-se", limit=5, cursor=first.next_cursor))
    assert first.facets == second.facets
