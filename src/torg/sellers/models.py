"""The nouns of sellers: who sells, and on which terms they deliver."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from torg.sellers.states import SellerStatus, Surface, may, selling


class DeliveryTerms(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What delivery to one market costs, VAT included, in minor units of its currency, and how long it takes."""

    price: int
    free_over: int | None = None
    """Goods for this much or more travel free."""
    days: tuple[int, int] = (1, 3)
    """Working days on the road, at the least and at the most; the seller's handling comes before."""


class Returns(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where goods go back to, and on which terms beyond the law's."""

    address: "Address | None" = None
    """None when goods go back to the seller's own address."""
    days: int = 14
    """Days to change one's mind; the law's 14 at the least."""
    payer: Literal["buyer", "seller"] = "buyer"
    """Who pays for the way back when a shopper changes their mind."""
    text: str = ""
    """The policy in the seller's own words, in its first language."""


class Address(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a seller is to be found."""

    street: str = ""
    postal_code: str = ""
    city: str = ""


class Seller(Struct, frozen=True):
    """An organisation that sells."""

    id: int
    slug: str
    name: str
    country: str
    """ISO 3166-1: `SE`."""
    org_number: str
    """Digits as the country's register writes them, without separators."""
    status: SellerStatus
    home_market: str
    languages: list[str]
    email: str
    phone: str
    address: Address
    delivery: dict[str, DeliveryTerms]
    """By market; where there are none the seller does not deliver."""
    handling_days: int
    standing: int
    """0 to 100; 0 when not yet known."""
    created: datetime
    changed: datetime
    restrictions: list[str] = field(default_factory=list)
    """What a restricted seller may not do: see `states.SURFACES`."""
    register: str = ""
    """The trade register that the number is from, where the country has several."""
    vat_number: str = ""
    returns: Returns = Returns()
    self_certified: datetime | None = None
    """When it promised to offer only what is lawful (DSA Art. 30(1)(e))."""

    @property
    def selling(self) -> bool:
        """Whether shoppers see its offers."""
        return selling(self.status)

    def may(self, surface: Surface) -> bool:
        """Tell whether nothing keeps it from `new_offers`, `campaigns` and the like."""
        return may(self.status, self.restrictions, surface)


class NewSeller(Struct, frozen=True, forbid_unknown_fields=True):
    """What an organisation says of itself when it wants to sell."""

    name: str
    country: str
    org_number: str
    home_market: str
    slug: str = ""
    """Made from the name when empty."""
    languages: list[str] = field(default_factory=list)
    """The first language of the home market when empty."""
    email: str = ""
    phone: str = ""
    address: Address = Address()
    delivery: dict[str, DeliveryTerms] = field(default_factory=dict)
    handling_days: int = 1
    standing: int = 0
