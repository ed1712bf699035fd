"""What the law wants shown, read from what sellers write."""

import pytest

from torg.shelf.duties import age_limit, energy_label, safety
from torg.shelf.models import EnergyLabel, Responsible, Safety


@pytest.mark.parametrize("scale", ["A–G", "A-G", "a till g", "A to G", "A/G", " A – G "])
def test_the_energy_label_is_read_however_its_range_is_written(scale: str) -> None:
    fields = {"energy_class": "b", "energy_range": scale, "eprel_id": "1234567"}
    assert energy_label(fields, "sv") == EnergyLabel("B", "A", "G", "1234567")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"energy_class": "B"},
        {"energy_class": "H", "energy_range": "A-G"},
        {"energy_class": "B", "energy_range": "bra"},
        {"energy_range": "A-G"},
    ],
)
def test_without_class_and_range_there_is_no_arrow(fields: dict[str, str]) -> None:
    assert energy_label(fields, "sv") is None


def test_a_number_that_is_none_leads_nowhere() -> None:
    label = energy_label({"energy_class": "A+++", "energy_range": "A+++-D", "eprel_id": "../x"}, "sv")
    assert label == EnergyLabel("A+++", "A+++", "D", "")


def test_safety_in_the_readers_language() -> None:
    fields = {
        "manufacturer": "Järnbacka AB",
        "manufacturer_address": "Storgatan 1",
        "manufacturer_country": "CN",
        "safety_warnings": {"sv": "Varning!", "fi": "Varoitus!"},
        "responsible_person": "Ombud AB",
    }
    told = safety(fields, "fi")
    assert told == Safety(
        Responsible("Järnbacka AB", "Storgatan 1", "", "Kiina"), Responsible("Ombud AB", "", ""), "Varoitus!"
    )


def test_a_bare_name_is_no_safety_information() -> None:
    assert safety({"manufacturer": "Järnbacka AB"}, "sv") is None


@pytest.mark.parametrize(("text", "years"), [("18", 18), ("18 år", None), ("", None), ("arton", None)])
def test_an_age_is_a_number(text: str, years: int | None) -> None:
    assert age_limit({"age_limit": text}) == years
