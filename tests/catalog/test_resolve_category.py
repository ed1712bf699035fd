"""Which category sellers' numbers, paths and titles mean."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.catalog.categories import TREE, resolve
from torg.markets.models import LANGUAGES

REAL = Path(__file__).parents[3] / "shared" / "data" / "catalogues"
real_data = pytest.mark.skipif(not REAL.exists(), reason="The real catalogues of ../shared/data are not here.")


def meant(
    category: str | None = None, title: str = "", language: str | None = "sv", number: int | None = None
) -> str | None:
    """Give the English name of the category that an item is in."""
    found = resolve(number, category, title, language)
    return None if found is None else TREE.path(found)[-1].names["en"]


def test_a_number_counts_more_than_words() -> None:
    assert meant("Jackor", "Nils regnjacka", number=418) == "Milk"


def test_a_path_that_leads_further_down_than_the_number_is_followed() -> None:
    assert meant("Kläder > Jackor", "Modell 12", number=166) == "Jackets & coats"


def test_a_number_that_nobody_has_leaves_it_to_the_words() -> None:
    assert meant("Jackor", "Modell 12", number=899_999) == "Jackets & coats"


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("Apparel & Accessories > Clothing > Shirts & Tops", "en", "Tops"),
        ("Home & Garden > Kitchen & Dining > Tableware > Drinkware > Stemware", "en", "Wine glasses"),
        ("Animals & Pet Supplies > Pet Supplies > Dog Supplies > Dog Diapers", "en", "Dogs"),
        ("Electronics > Audio > Audio Components > Headphones & Headsets", "sv", "Headphones & headsets"),
        ("Mejeri > Mjölk", "sv", "Milk"),
        ("Mejeri / Ost / Riven ost", "sv", "Cheese slices & grated cheese"),
        ("Hem » Textil » Handdukar", "sv", "Towels"),
        ("Verktøy | Sager", "nb", "Saws"),
        ("Klær > Dame > Kjoler", "nb", "Dresses"),
        ("Drikkevarer > rodvin", "da", "Red wine"),
        ("Kolonial > kiks-kager-knaekbrod", "da", "Bread & bakery"),
        ("Mejeri > smor-fedtstoffer", "da", "Butter & margarine"),
        ("Urheilu > Pyöräily > Pyöräilykypärät", "fi", "Bike helmets"),
        ("Vaatteet > T-paidat", "fi", "T-shirts"),
        ("Clothing > Tshirts", "en", "T-shirts"),
        ("Kampanj > Skor", "sv", "Shoes"),
    ],
)
def test_paths_in_five_languages(path: str, language: str, name: str) -> None:
    assert meant(path, "Modell 12", language) == name


def test_the_levels_above_tell_meanings_apart() -> None:
    assert meant("Hund > Halsband") == "Leads & collars"
    assert meant("Smycken > Halsband") == "Necklaces"
    assert meant("Grönsaker > Kryddor") == "Fresh herbs"
    assert meant("Skafferi > Kryddor") == "Herbs & spices"


def test_a_level_and_the_one_above_it_can_be_one_word() -> None:
    assert meant("Hund > Leksaker") == "Dog toys"
    assert meant("Barn > Skor") == "Children's shoes"
    assert meant("Kaffe > Filter") == "Coffee filters"


def test_beer_without_alcohol_is_no_beer() -> None:
    assert meant("Öl > Ale") == "Beer"
    assert meant("Alkoholfritt > Öl > Ale") == "Alcohol-free"


def test_words_of_another_language_than_the_title_are_understood() -> None:
    assert meant("Lampor > Pannlampor", "Hodelykt 5200 LM", "nb") == "Torches & headlamps"


def test_the_title_leads_further_down() -> None:
    assert meant("Skor", "Kaisas gummistövlar stl 38") == "Wellingtons"
    assert meant("Husdjur > Katt", "Paté med lax, kattmat 85 g") == "Cat food"
    assert meant("Accessoarer", "Röd läderplånbok") == "Wallets"


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("sv", "Diskmaskinstabletter 60-pack", "Dishwashing"),
        ("sv", "Skruvdragare 18 V med två batterier", "Power drills"),
        ("sv", "Batteri till skruvdragare", "Batteries"),
        ("sv", "Vandringskängor dam", "Hiking boots"),
        ("sv", "Laddkabel till mobiltelefon", "Chargers & charging cables"),
        ("nb", "Gressklipper med batteri", "Lawn mowers"),
        ("nb", "Ullundertøy dame str. M", "Base layers"),
        ("nb", "Jakt-, militær- og kommunikasjonsradio", "Two-way radios & intercoms"),
        ("da", "Cykelhjelm til børn", "Bike helmets"),
        ("da", "Støvsugerposer 4 stk", "Vacuum accessories"),
        ("fi", "Miesten juoksukengät", "Running & sports shoes"),
        ("fi", "Koiran talutin 2 m", "Leads & collars"),
        ("fi", "Puinen leikkuulauta tammea", "Chopping boards"),
        ("en", "Leather belt for men", "Belts"),
        ("en", "Kitchen knives, set of 3", "Kitchen knives"),
        ("en", "Screen protector for Galaxy S24", "Screen protectors"),
        (None, "Vinterjacka herr", "Winter jackets"),
    ],
)
def test_titles_in_five_languages(language: str | None, title: str, name: str) -> None:
    assert meant(None, title, language) == name


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("sv", "Modell X200 Pro"),
        ("sv", "Sagan om ringen"),
        ("sv", "Montering hemma"),
        ("sv", "Lindblads"),
        ("sv", "Hönö Original"),
        ("sv", "Rostas Blåbär 33 cl"),
        ("nb", "Norges beste"),
        ("da", "Den lille havfrue"),
        ("fi", "Tuntematon tuote"),
        ("fi", "Seitsemän veljestä"),
        ("en", "The Lord of the Rings"),
        ("en", "Harry and the Goblet of Fire"),
        ("en", "Pack of 3"),
        ("sv", ""),
        ("sv", "12345 - 67/8 (9)"),
    ],
)
def test_what_is_not_clear_is_left_alone(language: str, title: str) -> None:
    assert meant(None, title, language) is None


@pytest.mark.parametrize(
    "path", ["", " ", " > ", ">>>", "Övrigt > Populärt > Norsk", "Nyheter", "a", "///", "123 > 456"]
)
def test_paths_that_say_nothing_are_left_alone(path: str) -> None:
    assert meant(path, "Modell 12") is None


@given(
    number=st.none() | st.integers(),
    category=st.none() | st.text(max_size=200),
    title=st.text(max_size=300),
    language=st.sampled_from([None, "de", *LANGUAGES]),
)
def test_no_text_raises(number: int | None, category: str | None, title: str, language: str | None) -> None:
    found = resolve(number, category, title, language)
    assert found is None or TREE.get(found) is not None


@given(
    words=st.lists(
        st.sampled_from(["skor", "Öl", "&", "-", ">", "/", "och", "till", "hund", "kläder", ",", "t-shirt", "ost", "S"])
    )
)
def test_no_mix_of_known_words_raises(words: list[str]) -> None:
    text = " ".join(words)
    for language in LANGUAGES:
        found = resolve(None, text, text, language)
        assert found is None or TREE.get(found) is not None


def test_a_very_long_text_is_read_in_part() -> None:
    assert meant("Skor > " * 50_000 + "Stövlar" * 100_000, "Regnjacka " * 100_000) is not None


@real_data
def test_sub_categories_of_real_grocers_are_groceries_household_goods_or_pets() -> None:
    folder = REAL / "matpriser_sv"
    main = {row["id"]: row["name"] for row in _rows(folder / "maincategory.csv")}
    paths = [f"{main[row['mainCategoryId']]} > {row['name']}" for row in _rows(folder / "subcategory.csv")]
    found = {path: resolve(None, path, "", "sv") for path in paths}
    departments = {path: None if each is None else TREE.path(each)[0].id for path, each in found.items()}
    strange = {path for path, department in departments.items() if department not in {412, 536, 1}}
    assert strange <= {"Hem > Kläder"}
    assert len(paths) > 60


@real_data
def test_real_fashion_and_wine_find_their_departments() -> None:
    fashion = json.loads((REAL / "miinto_sv" / "products.json").read_text("utf-8"))
    roots = {_root(resolve(None, item["category"], item["title"], "sv")) for item in fashion}
    assert roots <= {166, 5181}
    bottles = json.loads((REAL / "systembolaget_2022_sv" / "products-0102.json").read_text("utf-8")).values()
    wines = [item for item in bottles if item["categoryLevel1"] == "Vin"]
    assert len(wines) > 500
    for item in wines:
        levels = " > ".join(item[f"categoryLevel{level}"] or "" for level in (1, 2, 3))
        found = resolve(None, levels, item["productNameBold"], "sv")
        assert found is not None
        assert 499_676 in {each.id for each in TREE.path(found)}, levels


def _rows(source: Path) -> list[dict[str, str]]:
    with source.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _root(number: int | None) -> int | None:
    return None if number is None else TREE.path(number)[0].id
