import random

import msgspec
import pytest

from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.match import match_text
from torg.search.ranking import DEFAULT_WEIGHTS, RankingWeights, best_candidates, rank

from .catalogue import counting, market

TEMPLATE = market("sv-se")[0]
QUERIES = ["jacka", "röd jacka", "borrmaskin 18v", "kaffe", "vinter", "haglund"]


def indexed(documents, lexicon=None):
    index = open_index(None, "sv-se", lexicon or learn("sv", [text_of(each) for each in documents]))
    index.apply(documents)
    index.commit()
    return index


def ranked(index, text, weights=DEFAULT_WEIGHTS, **page):
    searcher = index.searcher()
    match = match_text(index, text, counting(index), weights)
    facts = index.facts()
    candidates = best_candidates(searcher, facts, match.query, max(200, page.get("limit", 0)))
    return rank(facts, candidates, match.words, weights, **page)


def many(count=400):
    """Products that differ in nothing that the words ask for."""
    return [msgspec.structs.replace(TEMPLATE, id=number, title="Skaljacka Fjäll") for number in range(1, count)]


@pytest.mark.parametrize("text", QUERIES)
def test_a_rebuilt_index_answers_the_same(text):
    """BM25 counts deleted products until segments merge; these scores do not."""
    documents = market("sv-se") + many()
    lexicon = learn("sv", [text_of(each) for each in documents])
    fresh, lived = indexed(documents, lexicon), indexed(documents[::-1][:50], lexicon)
    shuffled = list(documents)
    for seed in range(4):
        random.Random(seed).shuffle(shuffled)
        lived.apply(shuffled[: 100 + 100 * seed], deletes=[shuffled[0].id])
        lived.commit()
    lived.apply(documents)
    lived.commit()
    assert ranked(lived, text, limit=300) == ranked(fresh, text, limit=300)


def test_pages_are_cut_from_one_order():
    index = indexed(market("sv-se") + many())
    whole = ranked(index, "skaljacka", limit=90)
    pages = [ranked(index, "skaljacka", limit=30, offset=offset) for offset in (0, 30, 60)]
    assert [product for page in pages for product in page.ids] == whole.ids
    assert whole.scores == sorted(whole.scores, reverse=True)


def one_against_another(better, worse):
    return indexed(
        [msgspec.structs.replace(TEMPLATE, id=2, **worse), msgspec.structs.replace(TEMPLATE, id=9, **better)]
    )


OFFER = TEMPLATE.featured


@pytest.mark.parametrize(
    ("weight", "better", "worse"),
    [
        ("popularity", {"popularity": 5_000}, {"popularity": 5}),
        ("availability", {"availability": "in_stock"}, {"availability": "out_of_stock"}),
        ("price", {"price_from": 10_000}, {"price_from": 90_000}),
        (
            "delivery",
            {"featured": msgspec.structs.replace(OFFER, delivery_days=(1, 1))},
            {"featured": msgspec.structs.replace(OFFER, delivery_days=(9, 12))},
        ),
        (
            "standing",
            {"featured": msgspec.structs.replace(OFFER, seller_standing=95)},
            {"featured": msgspec.structs.replace(OFFER, seller_standing=10)},
        ),
    ],
)
def test_among_equals_the_better_buy_comes_first(weight, better, worse):
    index = one_against_another(better, worse)
    assert ranked(index, "skaljacka").ids == [9, 2]
    nothing = RankingWeights(popularity=0, availability=0, delivery=0, price=0, standing=0)
    assert ranked(index, "skaljacka", nothing).ids == [2, 9]
    only = msgspec.structs.replace(nothing, **{weight: 0.1})
    assert ranked(index, "skaljacka", only).ids == [9, 2]


def test_the_words_weigh_more_than_the_buy():
    index = one_against_another(
        {"title": "Skaljacka", "popularity": 0, "availability": "out_of_stock"},
        {"title": "Hängare", "description": "För en skaljacka", "popularity": 900_000},
    )
    assert ranked(index, "skaljacka").ids == [9, 2]


def test_the_thing_comes_before_its_accessories():
    """Most of what is named notebook has a processor; a sleeve for one has none."""

    def described(number, title, *codes):
        properties = [msgspec.structs.replace(TEMPLATE.attributes[0], code=code) for code in codes]
        return msgspec.structs.replace(TEMPLATE, id=number, title=title, attributes=properties, category=[])

    computers = [described(number, f"Zeno {number} notebook", "processor", "memory") for number in range(1, 13)]
    sleeves = [described(number, "Fodral notebook Zeno", "material", "width") for number in range(20, 24)]
    index = indexed([*sleeves, *computers, *many(300)[50:]])
    assert max(ranked(index, "notebook").ids[:12]) < 13
    assert min(ranked(index, "fodral notebook").ids[:4]) > 13
