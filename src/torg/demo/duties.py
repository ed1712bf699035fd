"""What the law wants told of the demo's products: who makes them, warnings, energy labels. All of it is made up."""

from functools import lru_cache
from random import Random

from torg.catalog.categories import TREE
from torg.demo.models import LANGUAGES, Brand, Product

Attributes = dict[str, str | dict[str, str]]

_FOOD, _TOYS, _BABY_TOYS, _CLEANING, _POWER_TOOLS, _BATTERIES = 412, 1239, 2847, 4973, 900400, 276
_PHONES, _TABLETS, _TYRES = 267, 4745, 3020
_TOWNS = (
    ("SE", "Verkstadsgatan", "503 30", "Borås"),
    ("SE", "Hamnvägen", "931 40", "Skellefteå"),
    ("NO", "Industriveien", "4033", "Stavanger"),
    ("DK", "Fabriksvej", "7400", "Herning"),
    ("FI", "Tehtaankatu", "33100", "Tampere"),
    ("DE", "Werkstraße", "24103", "Kiel"),
    ("GB", "Mill Lane", "LS1 4AP", "Leeds"),
)
_FORMS = {"SE": "AB", "NO": "AS", "DK": "A/S", "FI": "Oy", "DE": "GmbH", "GB": "Ltd"}
_RESPONSIBLE = {
    "responsible_person": "Nordombud AB",
    "responsible_address": "Kungsgatan 12, 411 19 Göteborg",
    "responsible_email": "produktsakerhet@nordombud.example",
}
_EU = {"SE", "DK", "FI", "DE"}
_WARNINGS = {
    _TOYS: (
        "Varning! Inte lämplig för barn under 3 år: små delar.",
        "Advarsel! Ikke egnet for barn under 3 år: små deler.",
        "Advarsel! Ikke egnet til børn under 3 år: små dele.",
        "Varoitus! Ei sovi alle 3-vuotiaille: pieniä osia.",
        "Warning! Not suitable for children under 3 years: small parts.",
    ),
    _BABY_TOYS: (
        "Används under tillsyn av en vuxen. Ta bort allt emballage innan barnet får leksaken.",
        "Brukes under tilsyn av en voksen. Fjern all emballasje før barnet får leken.",
        "Bruges under opsyn af en voksen. Fjern al emballage, før barnet får legetøjet.",
        "Käytettävä aikuisen valvonnassa. Poista kaikki pakkaukset ennen kuin lapsi saa lelun.",
        "To be used under adult supervision. Remove all packaging before giving the toy to a child.",
    ),
    _CLEANING: (
        "Förvaras oåtkomligt för barn. Undvik kontakt med ögonen.",
        "Oppbevares utilgjengelig for barn. Unngå kontakt med øynene.",
        "Opbevares utilgængeligt for børn. Undgå kontakt med øjnene.",
        "Säilytä lasten ulottumattomissa. Vältä silmäkosketusta.",
        "Keep out of reach of children. Avoid contact with the eyes.",
    ),
    _POWER_TOOLS: (
        "Läs bruksanvisningen före användning. Använd skyddsglasögon och hörselskydd.",
        "Les bruksanvisningen før bruk. Bruk vernebriller og hørselvern.",
        "Læs brugsanvisningen før brug. Brug beskyttelsesbriller og høreværn.",
        "Lue käyttöohje ennen käyttöä. Käytä suojalaseja ja kuulonsuojaimia.",
        "Read the manual before use. Wear eye and ear protection.",
    ),
    _BATTERIES: (
        "Får inte öppnas, kortslutas eller brännas.",
        "Må ikke åpnes, kortsluttes eller brennes.",
        "Må ikke åbnes, kortsluttes eller brændes.",
        "Ei saa avata, oikosulkea eikä polttaa.",
        "Do not open, short-circuit or burn.",
    ),
}
"""Warnings by category, in the order of the demo's languages."""


def duty_texts(product: Product, seed: int) -> Attributes:
    """Give what the publish gate asks of a product, as attributes: the same seed, the same facts."""
    within = _categories(product.kind.category)
    told: Attributes = {}
    if _FOOD not in within:
        told |= _maker(product.brand)
    for category, texts in _WARNINGS.items():
        if category in within:
            told["safety_warnings"] = dict(zip(LANGUAGES, texts, strict=True))
    rng = Random(f"{seed}:duties:{product.code}")
    if {_PHONES, _TABLETS} & within:
        told["energy_class"] = rng.choice("ABCD")
    if "energy_class" in product.attributes or "energy_class" in told:
        # The class of tyres ends at E, of everything else here at G.
        told["energy_range"] = "A–E" if _TYRES in within else "A–G"
        told["eprel_id"] = str(rng.randint(100_000, 2_000_000))
    return told


def _maker(brand: Brand) -> Attributes:
    country, street, postal_code, town = _TOWNS[brand.number % len(_TOWNS)]
    told: Attributes = {
        "manufacturer": f"{brand.name} {_FORMS[country]}",
        "manufacturer_address": f"{street} {brand.number % 60 + 1}, {postal_code} {town}",
        "manufacturer_email": f"kontakt@{brand.slug}.example",
        "manufacturer_country": country,
    }
    if country not in _EU:
        told.update(_RESPONSIBLE)
    return told


@lru_cache(maxsize=512)
def _categories(google_id: int) -> frozenset[int]:
    number = TREE.nearest(google_id)
    return frozenset() if number is None else frozenset(step.id for step in TREE.path(number))
