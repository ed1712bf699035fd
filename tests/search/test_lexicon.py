import random

import pytest

from torg.search.lexicon import CatalogueText, decode, encode, learn, text_of

from .catalogue import market

TITLES = [
    ("Maskindisktabletter All in 1", "Finish", ("Hem", "Maskindiskmedel")),
    ("Tabletter för diskmaskin", "Yes", ("Hem", "Maskindiskmedel")),
    ("Barnvagn Sport", "Norrsken", ("Barn", "Barnvagnar")),
    ("Diskborste björk", "Iris", ("Hem", "Disk")),
]


def texts():
    return [CatalogueText(title, brand, category, ("colour",)) for title, brand, category in TITLES * 5]


def test_the_order_of_the_products_does_not_matter():
    one, other = texts(), texts()
    random.Random(7).shuffle(other)
    assert encode(learn("sv", one)) == encode(learn("sv", other))


def test_comes_back_from_bytes_as_it_was():
    learned = learn("sv", texts())
    kept = decode(encode(learned))
    assert encode(kept) == encode(learned)
    assert kept.parts("maskindisktabletter") == learned.parts("maskindisktabletter")


def test_what_few_products_say_is_worth_more():
    learned = learn("sv", texts())
    assert learned.rarity("iris") > learned.rarity("hem")
    assert learned.rarity("nowhere") > learned.rarity("iris")


def test_parts_of_compounds_count_for_the_compound():
    learned = learn("sv", texts())
    assert learned.stems["tablet"] == 10


def test_a_compound_names_what_its_last_part_is():
    learned = learn("sv", [text_of(document) for document in market("sv-se")])
    jackets = [place for place, name in enumerate(learned.features) if name == "category:2"]
    assert learned.kinds["jack"][0][0] in jackets


def test_a_brand_says_nothing_of_the_sort_of_product():
    learned = learn("sv", [text_of(document) for document in market("sv-se")])
    assert "haglund" not in learned.kinds


@pytest.mark.parametrize("language", ["sv", "nb", "da", "fi", "en"])
def test_an_empty_catalogue_teaches_an_empty_lexicon(language):
    learned = learn(language, [])
    assert learned.products == 0
    assert learned.words == {}
    assert learned.rarity("x") > 0
