"""Our data files: whole, in five languages, and pointing at things that are there."""

import re

import pytest

from torg.catalog.attributes import value_key, value_name
from torg.catalog.categories import TREE
from torg.demo.drawings import DRAWINGS
from torg.demo.generate import palette
from torg.demo.market import colour, five, read_market, slug
from torg.demo.models import LANGUAGES, Kind
from torg.sellers import canonical_org_number

KINDS = list(read_market().kinds.values())
NORDIC = {"SE", "NO", "DK", "FI", "IS"}


def _texts(kind: Kind) -> list[str]:
    return [kind.name, *kind.says, *kind.choices, *(trait for trait in kind.traits if trait)]


def test_five_texts_are_told_apart():
    assert five("ett | en | en | yksi | one")["fi"] == "yksi"
    assert five("SPF 30") == dict.fromkeys(LANGUAGES, "SPF 30")
    with pytest.raises(ValueError, match="Five texts are wanted, not 2"):
        five("ett | en")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_is_written_in_five_languages(kind):
    for text in _texts(kind):
        assert all(five(text).values()), text
    names = five(kind.name)
    assert len(kind.says) >= 2
    for line in kind.says:
        texts = five(line)
        assert len(set(texts.values())) >= 4, line
        assert all(text.endswith(".") for text in texts.values()), line
        assert texts["fi"] != texts["sv"]
    assert all(name[0].isupper() or name[0].isdigit() for name in names.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_points_at_what_is_there(kind):
    assert TREE.path(kind.category)
    assert kind.drawing.split()[0] in DRAWINGS
    assert set(kind.materials.split()) <= set(read_market().words["materials"])
    assert all(colour(code) for code in [*palette(kind), *kind.tints])
    groups = set(kind.brands.split())
    assert [brand for brand in read_market().brands.values() if groups & set(brand.groups)]
    assert 0 < kind.price[0] < kind.price[1]


def test_danish_and_norwegian_are_not_swedish():
    swedish = re.compile(r"[äö]|\b(?:och|inte|utan att|som inte)\b", re.IGNORECASE)
    danish_or_norwegian = re.compile(r"[æø]|\b(?:og|ikke)\b", re.IGNORECASE)
    # A keyboard names the letters of its neighbours, and Öland is Öland everywhere.
    for kind in KINDS:
        for line in _texts(kind) if kind.code != "keyboard" else ():
            texts = five(line.replace("Öland", ""))
            for language in ("nb", "da"):
                assert not swedish.search(texts[language]), texts[language]
            for language in ("sv", "fi", "en"):
                assert not danish_or_norwegian.search(texts[language]), texts[language]


def test_finnish_nouns_are_finnish():
    same = [kind.code for kind in KINDS if five(kind.name)["fi"] == five(kind.name)["sv"]]
    assert set(same) <= {"dab_radio", "radio", "kettlebell", "pasta"}


@pytest.mark.parametrize("code", read_market().words["colours"])
def test_a_colour_means_the_same_in_every_language(code):
    names = colour(code)[1]
    keys = {value_key("colour", name) for name in names.values()}
    assert len(keys) == 1
    assert value_name("colour", keys.pop(), "fi") is not None


@pytest.mark.parametrize("code", read_market().words["materials"])
def test_a_material_means_the_same_in_every_language(code):
    assert len({value_key("material", name) for name in five(read_market().words["materials"][code]).values()}) == 1


def test_twelve_sellers_of_five_countries_have_numbers_that_check():
    sellers = read_market().sellers
    assert len(sellers) == 12
    assert {seller.country for seller in sellers} == NORDIC
    for seller in sellers:
        assert canonical_org_number(seller.country, seller.org_number) == seller.org_number
        assert seller.email.endswith(".example")
        assert seller.home_market in seller.delivery


def test_brands_are_many_and_told_apart():
    brands = read_market().brands.values()
    assert len(brands) >= 60
    assert len({slug(brand.name) for brand in brands}) == len(brands)
    assert all(set(brand.groups) <= set(read_market().groups) for brand in brands)


def test_slugs_are_plain():
    assert slug("Lästa & Björksav, Ø/Æ") == "lasta-bjorksav-o-ae"
