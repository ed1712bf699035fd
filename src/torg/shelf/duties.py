"""What the law wants shown of a product beside its properties: energy label, safety, age limit."""

import re
from collections.abc import Mapping

from torg.catalog import Texts
from torg.markets import country_name
from torg.shelf.languages import text_in
from torg.shelf.models import EnergyLabel, Responsible, Safety

TOLD_APART = frozenset(
    {
        "manufacturer_address",
        "manufacturer_email",
        "manufacturer_country",
        "responsible_person",
        "responsible_address",
        "responsible_email",
        "safety_warnings",
        "energy_range",
        "eprel_id",
        "age_limit",
    }
)
"""Attributes that have places of their own on the page, and are nothing to narrow a search by."""
_GRADE = r"[A-G]|A\+{1,3}"
_RANGE = re.compile(rf"(?P<best>{_GRADE})\s*(?:-|–|to|till|til|/)\s*(?P<worst>[A-G])", re.IGNORECASE)
_EPREL = re.compile(r"[0-9]{4,9}")
_AGE = re.compile(r"[0-9]{1,2}")

Fields = Mapping[str, str | Texts]


def energy_label(fields: Fields, language: str) -> EnergyLabel | None:
    """Give the energy label; none unless both the class and the range of its label are told.

    Source: (EU) 2017/1369 Art. 5 and 6: wherever a price is shown, the class stands with its range.
    """
    grade = _text(fields, "energy_class", language).upper()
    scale = _RANGE.fullmatch(_text(fields, "energy_range", language))
    if not re.fullmatch(_GRADE, grade) or scale is None:
        return None
    eprel = _text(fields, "eprel_id", language)
    return EnergyLabel(grade, scale["best"].upper(), scale["worst"].upper(), eprel if _EPREL.fullmatch(eprel) else "")


def safety(fields: Fields, language: str) -> Safety | None:
    """Give who answers for the product and what it warns of; none when nothing of that is told."""
    manufacturer = _responsible(fields, "manufacturer", "manufacturer", language)
    responsible = _responsible(fields, "responsible_person", "responsible", language)
    warnings = _text(fields, "safety_warnings", language)
    if not (warnings or responsible or (manufacturer and (manufacturer.address or manufacturer.email))):
        return None
    return Safety(manufacturer, responsible, warnings)


def age_limit(fields: Fields) -> int | None:
    """Give the age that the law wants of who buys it."""
    text = _text(fields, "age_limit", "en")
    return int(text) if _AGE.fullmatch(text) else None


def _responsible(fields: Fields, named: str, stem: str, language: str) -> Responsible | None:
    name = _text(fields, named, language)
    if not name:
        return None
    country = _text(fields, f"{stem}_country", language).upper()
    return Responsible(
        name=name,
        address=_text(fields, f"{stem}_address", language),
        email=_text(fields, f"{stem}_email", language),
        country=country_name(country, language) if re.fullmatch(r"[A-Z]{2}", country) else "",
    )


def _text(fields: Fields, code: str, language: str) -> str:
    value = fields.get(code)
    if value is None:
        return ""
    return (value if isinstance(value, str) else text_in(value, language)).strip()
