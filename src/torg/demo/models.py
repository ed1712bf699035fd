"""The nouns of the demo market: what our data files say, and the products that follow from them."""

from typing import Literal

from msgspec import Struct, field

LANGUAGES = ("sv", "nb", "da", "fi", "en")
"""The order of the texts in every data file of the demo."""

Claim = Literal["lawful", "raised", "young"]
"""Why a reduction may be shown, or not: the price was cut; it was raised first; the offer is too new."""


class Brand(Struct, frozen=True):
    """A brand that does not exist, and how its wordmark looks on a pack."""

    name: str
    slug: str
    number: int
    groups: tuple[str, ...]
    tier: int
    """1 plain, 2 good, 3 fine: it moves the price."""
    year: int
    style: int
    colour: str


class Department(Struct, frozen=True):
    """A part of the market, with the ground and the scene of its pictures."""

    code: str
    name: str
    tint: str
    scene: str


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of product as its data file tells of it; texts hold five languages between bars."""

    name: str
    category: int
    drawing: str
    price: tuple[float, float]
    """Swedish kronor for the smallest form."""
    brands: str
    n: int
    code: str = ""
    department: str = ""
    series: str = ""
    """The group of line names, or `-` for none."""
    forms: list[str] = field(default_factory=list)
    choice: str = ""
    choices: list[str] = field(default_factory=list)
    colours: str | list[str] = field(default_factory=list)
    tints: list[str] = field(default_factory=list)
    """Colours of the pack or cover: they show in the picture and are no property of the product."""
    gender: str = ""
    sizes: str = ""
    vary: str = ""
    """`colour` when the colours are variants of one product instead of products of their own."""
    materials: str = ""
    attrs: dict[str, str] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    """Titles and authors of books: `Title / Author`."""
    net: bool = False
    """The form is the quantity that the comparison price is counted from."""
    bulky: bool = False
    scene: str = ""
    """Where the third picture is set, when not in the department's own scene."""


class Seller(Struct, frozen=True, forbid_unknown_fields=True):
    """A company that does not exist, what it sells, and on which terms."""

    code: str
    name: str
    country: str
    org_number: str
    home_market: str
    languages: list[str]
    email: str
    phone: str
    address: tuple[str, str, str]
    """Street, postal code, city."""
    departments: dict[str, float]
    """Department to the share of its products that the seller would carry."""
    price_level: float
    title_style: int
    handling_days: int
    standing: int
    delivery: dict[str, tuple[int, int, int, int]]
    """Market to price and free-from in minor units, and the fewest and most days on the way."""


class Variant(Struct, frozen=True):
    """One thing on a shelf: what sets it apart, and its article number on the pack."""

    gtin: str
    options: dict[str, str]
    colour: str


class Product(Struct, frozen=True):
    """One product of the demo market before anybody offers it."""

    code: str
    kind: Kind
    brand: Brand
    series: str
    number: int
    """Seeds the small differences of its drawing."""
    trait: str
    material: str
    gender: str
    colour: str
    form: str
    choice: int
    work: str
    attributes: dict[str, str]
    price: float
    """Swedish kronor, before sellers and variants move it."""
    popularity: int
    rank: float
    """0 for the most popular product, 1 for the least."""
    variants: tuple[Variant, ...]


class PriceStep(Struct, frozen=True):
    """A price that began so many days ago."""

    days_ago: int
    amount: int
