"""The category tree: whole, in five languages, on the numbers of the Google taxonomy."""

import re
import tomllib
from pathlib import Path

import pytest

import torg.catalog
import torg.demo
from torg.catalog.categories import TREE
from torg.catalog.category_tree import OURS, Category
from torg.markets.models import LANGUAGES, VAT_CLASSES

MILK, BEER, APPLES = 418, 414, 6566
DATA = Path(torg.catalog.__file__).parent / "category_data"
DEMO = Path(torg.demo.__file__).parent / "data"


def named(number: int) -> list[str]:
    return [each.names["sv"] for each in TREE.path(number)]


def test_has_every_department_of_the_google_taxonomy() -> None:
    assert {each.id for each in TREE.roots()} == {
        1, 8, 111, 141, 166, 222, 412, 436, 469, 536, 537, 632, 772, 783, 888, 922, 988, 1239, 2092, 5181, 5605,
    }  # fmt: skip
    assert all(each.depth == 0 and each.parent is None for each in TREE.roots())


def test_every_category_has_a_name_and_a_slug_in_every_language() -> None:
    for each in TREE.all():
        assert set(each.names) == set(each.slugs) == set(LANGUAGES), each
        assert all(name == name.strip() and 1 < len(name) <= 60 for name in each.names.values()), each
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in each.slugs.values()), each


def test_no_two_categories_beside_each_other_have_one_name() -> None:
    for parent in [None, *TREE.all()]:
        beside = TREE.roots() if parent is None else TREE.children(parent.id)
        for language in LANGUAGES:
            names = [each.names[language].casefold() for each in beside]
            assert len(set(names)) == len(names), (parent, language)


def test_every_category_is_below_its_parent() -> None:
    for each in TREE.all():
        way = TREE.path(each.id)
        assert way[-1] == each
        assert [step.depth for step in way] == list(range(len(way)))
        assert each.depth <= 5
        if each.parent is not None:
            assert each in TREE.children(each.parent)
            assert each.id in TREE.descendants(way[0].id)


def test_the_way_to_milk_leads_through_dairy() -> None:
    assert named(MILK) == ["Mat och dryck", "Mejeri", "Mjölk"]
    assert [each.slugs["en"] for each in TREE.path(MILK)] == ["food-and-drink", "dairy", "milk"]


def test_a_number_that_only_google_has_is_in_the_nearest_category() -> None:
    only_google = 543_530  # Distilled water.
    assert TREE.get(only_google) is None
    assert TREE.nearest(only_google) == 420
    assert named(only_google)[-1] == "Vatten"


@pytest.mark.parametrize("number", [0, -1, 899_999, 10**12])
def test_a_number_that_nobody_has_is_in_no_category(number: int) -> None:
    assert TREE.get(number) is None
    assert TREE.nearest(number) is None
    assert TREE.path(number) == []
    assert TREE.children(number) == []
    assert TREE.descendants(number) == set()


def test_every_number_of_the_google_taxonomy_leads_to_its_own_department() -> None:
    parents: dict[int, int] = {}
    for line in (DATA / "google_parents.txt").read_text().splitlines():
        if not line.startswith("#"):
            parent, children = line.split(":")
            parents.update(dict.fromkeys(map(int, children.split()), int(parent)))
    assert len(parents) == 5595
    roots = {each.id for each in TREE.roots()}
    for number, parent in parents.items():
        nearest = TREE.nearest(number)
        assert nearest is not None
        if parent == 0:
            assert nearest == number
            assert number in roots
        elif TREE.get(number) is None:
            assert nearest == TREE.nearest(parent)
    numbers = {each.id for each in TREE.all() if each.id < OURS}
    assert numbers <= set(parents)


def test_vat_classes_are_known_and_come_from_above() -> None:
    assert {each.vat_class for each in TREE.all()} <= set(VAT_CLASSES)
    classes = {number: _category(number).vat_class for number in (MILK, APPLES, BEER, 436, 900_021, 784, 886, 518)}
    assert classes == {
        MILK: "food", APPLES: "food", BEER: "standard", 436: "standard", 900_021: "food", 784: "book",
        886: "newspaper", 518: "medicine",
    }  # fmt: skip


def test_what_is_below_does_not_include_itself() -> None:
    below = TREE.descendants(428)
    assert MILK in below
    assert 428 not in below
    assert BEER not in below


def test_every_category_of_the_demo_market_is_one_of_the_tree() -> None:
    kinds = [
        (source.name, name, kind["category"])
        for source in DEMO.glob("**/*.toml")
        for name, kind in tomllib.loads(source.read_text("utf-8")).items()
        if isinstance(kind, dict) and "category" in kind
    ]
    assert len(kinds) > 100
    assert [kind for kind in kinds if TREE.get(kind[2]) is None] == []


def _category(number: int) -> Category:
    found = TREE.get(number)
    assert found is not None
    return found
