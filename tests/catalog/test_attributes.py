"""What sellers call a property in five languages is one code, and what they call its value one key."""

import gzip
import json
import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHARED
from torg.catalog.attribute_values import lines_of, plain_word, value_set
from torg.catalog.attributes import attribute_code, attribute_name, value_key, value_name
from torg.markets import LANGUAGES

ATTRIBUTES = lines_of("attributes.tsv")
CODES = [code for code, *_ in ATTRIBUTES]
CLOSED = sorted({values for _, values, *_ in ATTRIBUTES} - {"-"} - {v for _, v, *_ in ATTRIBUTES if "measure" in v})
SLUG = set(string.ascii_lowercase + string.digits + "-")
KEY = SLUG | set("._~")
TAXONOMY = SHARED / "taxonomy" / "shopify"
THEIRS = {"color": "colour", "pattern": "pattern", "fabric": "material", "material": "material", "shape": "shape",
          "target-gender": "gender", "age-group": "age_group", "flavor": "flavour", "country": "country_of_origin",
          "furniture-fixture-material": "material", "jewelry-material": "material"}  # fmt: skip


def code_of(values: str) -> str:
    """An attribute that takes its values from a closed set."""
    return next(code for code, own, *_ in ATTRIBUTES if own == values)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Färg", "colour"),
        ("Color", "colour"),
        ("farge", "colour"),
        ("Farve", "colour"),
        ("VÄRI", "colour"),
        ("vari", "colour"),
        ("Fa\u0308rg", "colour"),
        ("pa_color", "colour"),
        ("g:color", "colour"),
        ("attribute:Storlek", "size"),
        ("Storlek", "size"),
        ("Størrelse", "size"),
        ("Koko", "size"),
        ("age_group", "age_group"),
        ("Age  Group", "age_group"),
        ("Vikt (kg)", "weight"),
        ("Bredd [cm]", "width"),
        ("Skärmstorlek:", "screen_size"),
        ("country_of_origin", "country_of_origin"),
        ("Ursprungsland", "country_of_origin"),
        ("Antal USB-portar", "antal_usb_portar"),
        ("Æbleskiver (æske)", "aebleskiver_aeske"),
        ("#Color#", "colour"),
        ("PA:0", "0"),
        ("材料", "材料"),
        ("𝕊𝕚𝕫𝕖 class", "size_class"),
        ("???", ""),
        ("", ""),
    ],
)
def test_sellers_names_become_codes(name: str, code: str) -> None:
    assert attribute_code(name) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_attribute_is_called_leads_back_to_it(language: str) -> None:
    for code in CODES:
        assert attribute_code(attribute_name(code, language)) == code
        assert attribute_code(code) == code


def test_no_name_means_two_attributes() -> None:
    meant: dict[str, str] = {}
    for code, _, *cells in ATTRIBUTES:
        assert len(cells) == len(LANGUAGES), code
        for name in (name for cell in cells for name in cell.split("|")):
            assert meant.setdefault(plain_word(name), code) == code, name


def test_names_in_five_languages() -> None:
    assert [attribute_name("colour", each) for each in LANGUAGES] == ["Färg", "Farge", "Farve", "Väri", "Colour"]
    assert attribute_name("antal_usb_portar", "fi") == "Antal usb portar"
    assert attribute_name("skostorlek", "en") == "Shoe size"
    assert attribute_name("colour", "de") == "Colour"


@pytest.mark.parametrize(
    ("code", "values", "key"),
    [
        ("colour", ["röd", "rød", "red", "punainen", "Röd ", "RÖTT", "rod", "Ro\u0308d"], "red"),
        ("colour", ["Off-white", "off white", "benvit"], "off_white"),
        ("colour", ["Svart/Vit", "black / white", "musta, valkoinen", "sort og hvid"], "black.white"),
        ("material", ["100% bomull", "Bomull", "puuvilla", "100 % cotton", "cotton (100%)"], "cotton"),
        ("material", ["95% bomull, 5% elastan", "95 % puuvilla, 5 % elastaani", "Cotton 95%, spandex 5%"],
         "cotton-95.elastane-5"),
        ("size", ["X-Large", "xl", "XL "], "xl"),
        ("size", ["One size", "onesize", "One-Size", "en storlek", "yksi koko"], "one_size"),
        ("shoe_size", ["42,5", "42.5"], "42.5"),
        ("volume", ["1,5 l", "1.5l", "1,5 liter", "1,50 litraa"], "1.5-l"),
        ("power", ["1850 W", "1 850 W", "1850W", "1\u00a0850 watt"], "1850-w"),
        ("pieces", ["6 st", "6", "6 stk.", "6 kpl", "6 pcs"], "6-pcs"),
        ("dimensions", ["30x20 cm", "30 × 20 cm", "30*20cm"], "30x20-cm"),
        ("screen_size", ['55"', "55 tum", "55 inch", "55”", "55"], "55-inches"),
        ("temperature", ["-5 °C", "−5 grader"], "m5-celsius"),
        ("warranty", ["2 v", "2 år", "2 years"], "2-years"),
        ("battery_life", ["10 tim", "10 t", "10 h", "10 tuntia"], "10-hours"),
        ("size", ["40 cm", "40cm"], "40-cm"),
        ("size", ["13T"], "13t"),
        ("country_of_origin", ["Sverige", "Ruotsi", "SE", "Sweden"], "se"),
        ("language", ["svenska", "Ruotsi", "Swedish", "sv"], "sv"),
        ("organic", ["ja", "Kyllä", "YES", "true", "1"], "yes"),
        ("gender", ["Dam", "naiset", "female", "Women's"], "female"),
        ("energy_class", ["A++", "a++"], "a_2"),
        ("motif", ["Blå/XYZ", "Bla xyz", "blå-xyz"], "bla-xyz"),
        ("skostorlek", ["43,5"], "43.5"),
    ],
)  # fmt: skip
def test_one_key_for_what_means_the_same(code: str, values: list[str], key: str) -> None:
    assert {value: value_key(code, value) for value in values} == dict.fromkeys(values, key)


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("material", "80% bomull, 20% polyester", "20% bomull, 80% polyester"),
        ("material", "steel wool", "steel, wool"),
        ("power", "1.000 W", "1 W"),
        ("weight", "1 kg", "1 g"),
        ("temperature", "5 °C", "-5 °C"),
        ("motif", "日本", "中国"),
        ("motif", "x" * 300, "x" * 301),
        ("motif", "x" * 100 + "a", "x" * 100 + "b"),
        ("battery_capacity", "5 A", "5 Ah"),
    ],
)
def test_what_means_something_else_has_another_key(code: str, one: str, other: str) -> None:
    assert value_key(code, one) != value_key(code, other)


def test_names_of_values() -> None:
    said = [value_name("colour", "red", each) for each in LANGUAGES]
    assert said == ["Röd", "Rød", "Rød", "Punainen", "Red"]
    said = [value_name("material", "cotton-95.elastane-5", each) for each in ("sv", "en")]
    assert said == ["95\u00a0% bomull, 5\u00a0% elastan", "95% cotton, 5% elastane"]
    assert value_name("colour", "black.white", "da") == "Sort/hvid"
    said = [value_name("pieces", "6-pcs", each) for each in LANGUAGES]
    assert said == ["6\u00a0st", "6\u00a0stk", "6\u00a0stk.", "6\u00a0kpl", "6\u00a0pcs"]
    assert [value_name("volume", "1.5-l", each) for each in ("sv", "en")] == ["1,5\u00a0l", "1.5\u00a0l"]
    assert [value_name("gears", "1-gears", each) for each in LANGUAGES] == [
        "1\u00a0växel", "1\u00a0gir", "1\u00a0gear", "1\u00a0vaihde", "1\u00a0gear",
    ]  # fmt: skip
    assert [value_name("parts", key, "sv") for key in ("1-parts", "3-parts")] == ["1\u00a0del", "3\u00a0delar"]
    assert value_name("alcohol", "13.5-percent", "en") == "13.5%"
    assert value_name("temperature", "m5-celsius", "nb") == "−5\u00a0°C"
    assert value_name("country_of_origin", "fi", "fi") == "Suomi"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("motif", "bla-xyz"),
        ("antal_usb_portar", "4"),
        ("colour", "silver-grey"),
        ("colour", "red.nonsense"),
        ("power", "1-000-w"),
        ("power", "5-parsecs"),
        ("colour", ""),
    ],
)
def test_a_value_of_ones_own_words_has_no_name(code: str, key: str) -> None:
    assert [value_name(code, key, each) for each in LANGUAGES] == [None] * 5


@pytest.mark.parametrize("values", CLOSED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_value_is_read_back_from_its_name(values: str, language: str) -> None:
    code = code_of(values)
    keys = {key for key, _ in value_set(values).names}
    assert keys
    for key in keys:
        name = value_name(code, key, language)
        assert name is not None
        assert value_key(code, name) == key


@pytest.mark.parametrize("values", sorted(set(CLOSED) - {"country", "language"}))
def test_no_word_of_a_closed_set_means_two_values(values: str) -> None:
    if values in {"colour", "material"}:
        rows = [(key, cells) for key, *cells in lines_of(f"{values}.tsv")]
    else:
        rows = [(key, cells) for own, key, *cells in lines_of("words.tsv") if own == values]
    meant: dict[str, str] = {}
    for key, cells in rows:
        assert len(cells) == len(LANGUAGES), key
        for word in (word for cell in cells for word in cell.split("|")):
            assert plain_word(word), key
            assert meant.setdefault(plain_word(word), key) == key, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_measures_are_read_back_from_their_names(language: str) -> None:
    for unit in {key for key, _ in value_set("units").names} - {
        "pcs",
        "parts",
        "bits",
        "pages",
        "seconds",
        "years",
        "hours",
    }:
        name = value_name("capacity", f"2.5-{unit}", language)
        assert name is not None
        assert value_key("capacity", name) == f"2.5-{unit}"


@given(st.sampled_from([*CODES, "something_else"]), st.text(max_size=250))
def test_any_value_has_a_key_that_fits_into_an_address(code: str, value: str) -> None:
    key = value_key(code, value)
    assert key
    assert set(key) <= KEY
    assert len(key) <= 120
    assert value_key(code, f"  {value} ") == key or len(value) > 190
    for language in LANGUAGES:
        value_name(code, key, language)


@given(st.sampled_from([code for code, values, *_ in ATTRIBUTES if values == "-"]), st.text(max_size=60))
def test_an_open_value_is_an_ascii_slug(code: str, value: str) -> None:
    assert set(value_key(code, value)) <= SLUG


@given(st.text(max_size=300))
def test_any_name_has_a_code_that_is_its_own_code(name: str) -> None:
    code = attribute_code(name)
    assert attribute_code(code) == code
    assert not any(sign.isspace() or sign == ":" for sign in code)


@pytest.mark.skipif(not TAXONOMY.exists(), reason="../shared/data/taxonomy is not here")
def test_agrees_with_a_taxonomy_that_others_translated() -> None:
    """Where two languages' words for a value of theirs are known here, they are known as the same."""
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for language in LANGUAGES:
        with gzip.open(TAXONOMY / language / "attributes.json.gz") as file:
            for attribute in json.load(file)["attributes"]:
                if attribute["handle"] in THEIRS:
                    for value in attribute["values"]:
                        place = (THEIRS[attribute["handle"]], value["handle"])
                        texts.setdefault(place, {})[language] = value["name"]
    agreed = 0
    for (code, handle), names in texts.items():
        keys = [key for name in names.values() if value_name(code, key := value_key(code, name), "en")]
        assert len(set(keys)) <= 1, (code, handle, names)
        agreed += sum(1 for _ in pairwise(keys))
    assert agreed > 1000
