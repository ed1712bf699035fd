import itertools

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from torg.markets import UnknownLocale
from torg.search.errors import BadSearch
from torg.search.find import find
from torg.search.models import SearchRequest

from .catalogue import market
from .conftest import opened


def ids(searches, q="", locale="sv-se", **wanted):
    return find(searches, SearchRequest(locale=locale, q=q, **wanted)).ids


def pages(searches, request):
    """Every page of a search until there are no more."""
    for _ in range(100):
        result = find(searches, request)
        yield result
        if result.next_cursor is None:
            return
        request = msgspec.structs.replace(request, cursor=result.next_cursor)
    pytest.fail("The pages never end.")


def test_finds_what_is_meant_in_each_language(searches):
    assert set(ids(searches, "kaffe")) == {112, 113, 114}
    assert ids(searches, "porakone", "fi-fi")[:1] == [109]
    assert ids(searches, "mushroom", "en-fi") == [116]
    assert ids(searches, "soppboken", "nb-no")[:1] == [116]
    assert ids(searches, "svampebogen", "da-dk")[:1] == [116]


def test_without_words_what_can_be_sent_comes_first_and_the_popular_before_the_rest(searches):
    found = ids(searches)
    assert found[:3] == [112, 109, 101]
    assert found[-1] == 106  # Out of stock, though more popular than several before it.


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("price", lambda each: (each.price_from, each.id)),
        ("-price", lambda each: (-each.price_from, each.id)),
        ("popular", lambda each: (-each.popularity, each.id)),
        ("newest", lambda each: -each.id),
    ],
)
def test_orders_as_asked(searches, sort, key):
    assert ids(searches, sort=sort) == [each.id for each in sorted(market("sv-se"), key=key)]


def test_filters_narrow_together_and_their_values_are_alternatives(searches):
    assert set(ids(searches, category=1, brand=[11, 14])) == {101, 102, 105, 107}
    assert set(ids(searches, attributes={"colour": ["red", "blue"], "gender": ["male"]})) == {101, 102, 103, 106}
    assert set(ids(searches, seller=[2])) == {115, 116}
    assert set(ids(searches, price_min=79_900, price_max=89_900)) == {101, 102, 107, 110}
    assert set(ids(searches, max_delivery_days=1)) == {109, 110, 111}
    assert 106 not in ids(searches, in_stock=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limit=st.integers(1, 25),
    sort=st.sampled_from(["relevance", "price", "-price", "newest", "popular"]),
    q=st.sampled_from(["", "jacka", "kaffe", "röd jacka", "trådlösa hörlurar", "verktyg", "borr"]),
)
def test_pages_give_each_hit_once(searches, limit, sort, q):
    request = SearchRequest(locale="sv-se", q=q, sort=sort, limit=limit)
    results = list(pages(searches, request))
    found = list(itertools.chain.from_iterable(result.ids for result in results))
    assert len(found) == len(set(found)) == results[0].total
    assert all(len(result.ids) == limit for result in results[:-1])


@pytest.mark.parametrize("sort", ["relevance", "price", "-price", "newest", "popular"])
@pytest.mark.parametrize("q", ["", "tröja"])
def test_pages_give_each_hit_once_beyond_what_is_ranked_and_where_all_tie(stocked, sort, q):
    template = market("sv-se")[0]
    documents = [
        msgspec.structs.replace(
            template,
            id=number,
            title="Tröja" if number % 3 else "Tröja i ull",
            category=[],
            price_from=(number % 4) * 1_000 or None,
            popularity=number % 3,
            availability="in_stock" if number % 5 else "out_of_stock",
        )
        for number in range(1, 261)
    ]
    searches = stocked(documents)
    results = list(pages(searches, SearchRequest(locale="sv-se", q=q, sort=sort, limit=37)))
    found = list(itertools.chain.from_iterable(result.ids for result in results))
    assert sorted(found) == list(range(1, 261))


def test_a_price_that_changes_between_two_pages_moves_one_product_and_no_other(stocked):
    documents = market("sv-se")
    searches = stocked(documents)
    request = SearchRequest(locale="sv-se", sort="price", limit=5)
    first = find(searches, request)
    cheapest = first.ids[0]
    dearer = [
        msgspec.structs.replace(each, price_from=10_000_000) if each.id == cheapest else each for each in documents
    ]
    opened(searches, "sv-se", dearer)
    rest = list(pages(searches, msgspec.structs.replace(request, cursor=first.next_cursor)))
    seen = first.ids + [each for page in rest for each in page.ids]
    assert seen.count(cheapest) == 2
    assert sorted(set(seen)) == sorted(each.id for each in documents)
    assert len(seen) == len(documents) + 1


def test_a_slip_is_corrected_when_nothing_is_found(searches):
    result = find(searches, SearchRequest(locale="sv-se", q="borrmaksin"))
    assert (result.did_you_mean, result.corrected) == ("borrmaskin", True)
    assert set(result.ids) == {109, 110}


def test_a_word_of_the_catalogue_is_never_corrected(searches):
    result = find(searches, SearchRequest(locale="sv-se", q="svampboken"))
    assert (result.did_you_mean, result.corrected, result.ids[:1]) == (None, False, [116])


def test_a_right_word_that_is_not_sold_here_is_not_turned_into_another(searches):
    result = find(searches, SearchRequest(locale="sv-se", q="choklad"))
    assert (result.total, result.did_you_mean) == (0, None)


def test_as_typed_takes_the_words_literally(searches):
    result = find(searches, SearchRequest(locale="sv-se", q="borrmaksin", as_typed=True))
    assert (result.corrected, result.did_you_mean, result.intents) == (False, None, [])


def test_a_wish_that_nothing_fulfils_is_given_up_and_said_to_be(searches):
    result = find(searches, SearchRequest(locale="sv-se", q="svart kaffe"))
    assert result.relaxed
    assert {intent.key for intent in result.intents} == {"category:7"}
    assert set(result.ids) == {112, 113, 114}


def test_nothing_found_is_an_empty_page(searches):
    result = find(searches, SearchRequest(locale="sv-se", q="xqzwyt"))
    assert (result.total, result.ids, result.next_cursor) == (0, [], None)


@pytest.mark.parametrize(
    "wrong", [{"limit": 0}, {"limit": 101}, {"brand": [-1]}, {"category": 2**63}, {"price_max": -5}]
)
def test_refuses_what_no_index_can_look_for(searches, wrong):
    with pytest.raises(BadSearch):
        find(searches, SearchRequest(locale="sv-se", **wrong))


def test_refuses_an_unknown_locale_and_answers_an_empty_shelf(searches):
    with pytest.raises(UnknownLocale):
        find(searches, SearchRequest(locale="xx-yy"))
    assert find(searches, SearchRequest(locale="en-se")).total == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=300))
def test_any_text_at_all_is_answered(searches, q):
    result = find(searches, SearchRequest(locale="sv-se", q=q))
    assert len(result.ids) <= 24


def test_a_commit_is_seen_by_the_next_search_and_its_names_with_it(stocked, tmp_path):
    documents = market("sv-se")
    searches = stocked(documents[:5])
    assert ids(searches, "hörlurar") == []
    opened(searches, "sv-se", documents)
    result = find(searches, SearchRequest(locale="sv-se", q="hörlurar"))
    assert set(result.ids) == {117, 118, 119}
    assert [intent.name for intent in result.intents] == ["Hörlurar"]
