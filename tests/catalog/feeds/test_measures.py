from decimal import Decimal

import pytest

from torg.catalog.feeds.measures import in_base_unit, measure_in_title, read_measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("750ml", ("0.75", "l")),
        ("750 ml", ("0.75", "l")),
        ("1,5 kg", ("1.5", "kg")),
        ("2 hg", ("0.2", "kg")),
        ("6x33cl", ("1.98", "l")),
        ("6 x 33 cl", ("1.98", "l")),
        ("100 g", ("0.1", "kg")),
        ("15oz", ("0.425243", "kg")),
        ("2.5 sqm", ("2.5", "m2")),
        ("2,5 m²", ("2.5", "m2")),
        ("12 st", ("12", "st")),
        ("12 kpl", ("12", "st")),
        ("150 cm", ("1.5", "m")),
        ("33 fl oz", ("0.975926", "l")),
    ],
)
def test_reads_a_quantity_with_its_unit(text, measure):
    assert read_measure(text) == (Decimal(measure[0]), measure[1])


@pytest.mark.parametrize("text", ["", "kg", "12", "12 parsec", "0 ml", "99999999 kg", "1 2 kg", "-1 kg", "ett kilo"])
def test_refuses_what_is_no_quantity(text):
    assert read_measure(text) is None


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("Havregryn 1,5 kg", ("1.5", "kg")),
        ("Folköl 6x33cl burk", ("1.98", "l")),
        ("Mjölk 500 ml", ("0.5", "l")),
        ("Kaffe (450g)", ("0.45", "kg")),
        ("Myrttisen Minikurkut 240g", ("0.24", "kg")),
        ("Saft 2 dl, koncentrat", ("0.2", "l")),
        ("Läsk 1.5L PET", ("1.5", "l")),
        ("Färg 10 liter vit", ("10", "l")),
    ],
)
def test_finds_the_net_quantity_in_a_title(title, measure):
    assert measure_in_title(title) == (Decimal(measure[0]), measure[1])


@pytest.mark.parametrize(
    "title",
    [
        "Borr 8 mm", "Router 5G", "Kabel 2 m", "SD-kort 64 GB", "Ägg 12-pack", "Schampo", "Ficklampa 4200 LM",
        "Ryggsäck 25/30 l", "Kornett 1/2 l", "Modell A4g", "Duo 50 ml + 75 ml", "Bok: 100 gånger", "100 000 lumen",
    ],
)  # fmt: skip
def test_finds_none_where_there_is_none_or_doubt(title):
    assert measure_in_title(title) is None


def test_unknown_units_and_absurd_quantities_are_none():
    assert in_base_unit(Decimal(1), "furlong") is None
    assert in_base_unit(Decimal(10) ** 12, "kg") is None
    assert in_base_unit(Decimal("0.0000000001"), "kg") is None
