import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.catalog.matching.terms import CODE, COLOUR, MEASURE, NUMBER, WORD, read_title

K = {WORD: "word", COLOUR: "colour", NUMBER: "number", MEASURE: "measure", CODE: "code"}


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("Bosch GSR 18V-55", ["bosch:word", "gsr:word", "18_v:measure", "55:number"]),
        ("iPhone 8 Plus 64 GB Space Grey", ["iphone:word", "8:number", "plus:word", "64_gb:measure", "space:word",
                                            "grey:colour"]),
        ("iPhone 8+ 64GB svart", ["iphone:word", "8:number", "plus:word", "64_gb:measure", "black:colour"]),
        ("Samsung UE55NU8000 55\"", ["samsung:word", "ue55nu8000:code", "55_inches:measure"]),
        ("Mellanmjölk 1,5 liter", ["mellanmjolk:word", "1.5_l:measure"]),
        ("Saft 50 cl", ["saft:word", "0.5_l:measure"]),
        ("Disk 1 TB", ["disk:word", "1000_gb:measure"]),
        ("tv 75 in black", ["tv:word", "75:number", "in:word", "black:colour"]),
        ("phone 4G 5 A", ["phone:word", "4g:code", "5:number", "a:word"]),
        ("kaffe 450 g", ["kaffe:word", "0.45_kg:measure"]),
        ("Canon 18-55mm f/3.5", ["canon:word", "18:number", "5.5_cm:measure", "f:word", "3.5:number"]),
        ("", []),
        ("…!?", []),
    ],
)  # fmt: skip
def test_a_title_is_read_as_its_terms(title: str, terms: list[str]) -> None:
    assert [f"{term.text}:{K[term.kind]}" for term in read_title(title).terms] == terms


@pytest.mark.parametrize("title", ["TX-65FX700B", "tx 65fx700b", "Tx65Fx700b", "TX/65FX700B"])
def test_a_model_number_is_found_however_it_is_written(title: str) -> None:
    assert "tx65fx700b" in read_title(f"Panasonic {title} tv").compact


@given(st.text(max_size=600))
def test_any_text_can_be_read(text: str) -> None:
    title = read_title(text)
    assert len(title.terms) <= 60
    assert title == read_title(text)
