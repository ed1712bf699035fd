"""What a shopper sees of a product: one document for each market and language."""

from typing import Literal

from msgspec import Struct, field

from torg.catalog.ratings import Rating

Availability = Literal["in_stock", "low_stock", "out_of_stock"]


class Named(Struct, frozen=True):
    """Something with a page of its own: a brand, a category, a seller."""

    id: int
    name: str
    slug: str


class Picture(Struct, frozen=True):
    """A picture with its size in pixels (0 when unknown) and its text for those who cannot see it."""

    url: str
    alt: str
    width: int = 0
    height: int = 0


class Attribute(Struct, frozen=True):
    """A property in the document's language: `colour`, `Färg`, `Röd`; `key` is the same in every language."""

    code: str
    name: str
    value: str
    key: str


class UnitPrice(Struct, frozen=True):
    """The comparison price (jämförpris): minor units for one `unit` (kg, l, m, m2, st)."""

    amount: int
    unit: str


class Reduction(Struct, frozen=True):
    """A lawful claim of a reduced price: the lowest price in the 30 days before it, and whole per cent."""

    prior_price: int
    percent: int
    text: str
    """The sentence that the law wants beside the price, in the document's language."""


class Returns(Struct, frozen=True):
    """What a seller promises beyond the law: days to return in, and whether the way back is free."""

    days: int
    free: bool


class EnergyLabel(Struct, frozen=True):
    """The energy class with the range of its label (`A` to `G`), and its number in the EU's register."""

    grade: str
    best: str
    worst: str
    eprel: str = ""


class Responsible(Struct, frozen=True):
    """Somebody who answers for a product: name, postal address, e-mail or web address, country."""

    name: str
    address: str
    email: str
    country: str = ""


class Safety(Struct, frozen=True):
    """Who answers for a product's safety, and what it warns of (GPSR Art. 19)."""

    manufacturer: Responsible | None = None
    responsible: Responsible | None = None
    """In the EU, where the manufacturer is outside it."""
    warnings: str = ""


class OfferDocument(Struct, frozen=True):
    """One seller's offer of one variant: amounts in minor units, VAT included."""

    id: int
    variant: int
    seller: Named
    seller_country: str
    seller_standing: int
    """0 to 100; 0 when not yet known."""
    sku: str
    condition: Literal["new", "refurbished", "used"]
    price: int
    delivery: int
    total: int
    availability: Availability
    delivery_days: tuple[int, int]
    """Working days until the parcel is there: at the earliest, at the latest."""
    reduction: Reduction | None = None
    unit_price: UnitPrice | None = None
    returns: Returns | None = None
    """None when the seller promises no more than the law does."""


class VariantDocument(Struct, frozen=True):
    """One variant: its options in words (`{"Storlek": "M"}`) and the id of its featured offer."""

    id: int
    gtin: str | None
    mpn: str | None
    options: dict[str, str]
    featured: int | None
    conditions: dict[str, int] = field(default_factory=dict)
    """The featured offer of each condition, where there are several: `{"new": 12, "used": 15}`."""
    pictures: list[int] = field(default_factory=list)
    """Which of the product's pictures show this very variant, as places in their list; empty when all of them do."""


class RecallNotice(Struct, frozen=True):
    """What buyers and shoppers have to know of a recall, or of illegal goods, in the document's language."""

    id: int
    kind: Literal["recall", "illegal"]
    headline: str
    """The words that the law wants it to begin with."""
    title: str
    danger: str
    advice: str
    batches: list[str]
    contact: str


class ProductDocument(Struct, frozen=True):
    """Everything public about one product in one market and language; encoded once, answered as bytes."""

    id: int
    slug: str
    url: str
    """The page's path: `/sv-se/p/<slug>-<id>`."""
    locale: str
    currency: str
    title: str
    description: str
    """Sanitised HTML."""
    brand: Named | None
    category: list[Named]
    """From the root to the product's own category."""
    pictures: list[Picture]
    attributes: list[Attribute]
    variants: list[VariantDocument]
    offers: list[OfferDocument]
    """Every visible offer of every variant, the featured one first, then by total."""
    featured: OfferDocument | None
    price_from: int | None
    price_to: int | None
    availability: Availability
    popularity: int
    languages: dict[str, str]
    """hreflang to path of the same product: `{"sv-SE": "/sv-se/p/…"}`."""
    updated: str
    """When the truth behind this document last changed, ISO 8601 in UTC."""
    options: list[Attribute] = field(default_factory=list)
    """Every choice that the variants offer (`size` M, `size` L), for narrowing by them."""
    energy: EnergyLabel | None = None
    safety: Safety | None = None
    age_limit: int | None = None
    """Years that a shopper must have, where the law says so."""
    rating: Rating | None = None
    """What those who reviewed it gave it; none when nobody has."""
    recalls: list[RecallNotice] = field(default_factory=list)
    """The newest first."""


class SellerDocument(Struct, frozen=True):
    """What shoppers see of a seller on its own page."""

    id: int
    name: str
    slug: str
    country: str
    org_number: str
    email: str
    phone: str
    address: dict[str, str]
    standing: int
    """0 to 100; 0 when not yet known."""
    since: str
    """The day on which the seller joined, ISO 8601."""
    register: str = ""
    """The trade register that the number is from, where the country has several."""
    vat_number: str = ""
    certified: bool = False
    """Whether it promised to offer only what the law of the EU allows (DSA Art. 30(1)(e))."""
    return_days: int = 14
    return_payer: Literal["buyer", "seller"] = "buyer"
    return_text: str = ""
    """The returns policy in the seller's own words."""
