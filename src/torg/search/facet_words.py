"""What facets are called in the five languages."""

DELIVERY_STEPS = (1, 2, 3, 5, 7, 14)
"""Working days that shoppers choose between."""

_NAMES = {
    "category": ("Kategori", "Kategori", "Kategori", "Luokka", "Category"),
    "brand": ("Märke", "Merke", "Mærke", "Merkki", "Brand"),
    "price": ("Pris", "Pris", "Pris", "Hinta", "Price"),
    "seller": ("Säljare", "Selger", "Sælger", "Myyjä", "Seller"),
    "delivery": ("Leveranstid", "Leveringstid", "Leveringstid", "Toimitusaika", "Delivery time"),
    "in_stock": ("I lager", "På lager", "På lager", "Varastossa", "In stock"),
}
_LANGUAGES = ("sv", "nb", "da", "fi", "en")
_ONE_DAY = ("1 arbetsdag", "1 virkedag", "1 hverdag", "1 arkipäivä", "1 working day")
_DAYS = (
    "högst {} arbetsdagar",
    "høyst {} virkedager",
    "højst {} hverdage",
    "enintään {} arkipäivää",
    "up to {} working days",
)


def facet_name(code: str, language: str) -> str:
    """Give what a facet is called; attributes are called what their products call them."""
    return _NAMES[code][_index(language)]


def days_text(days: int, language: str) -> str:
    """Write a delivery time of at most so many working days."""
    return _ONE_DAY[_index(language)] if days == 1 else _DAYS[_index(language)].format(days)


def _index(language: str) -> int:
    return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES) - 1
