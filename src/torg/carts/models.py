"""The nouns of carts: what somebody means to buy, and what it is today."""

from typing import Literal

from msgspec import Struct

from torg.catalog import Product, Variant
from torg.offers import Offer
from torg.sellers import Seller

MOST_LINES = 100
MOST_PIECES = 999

Notice = Literal["price_up", "price_down", "fewer", "sold_out", "gone"]
"""What has changed since the shopper last looked: the price, fewer pieces than wanted, none, or no such offer."""


class CartKey(Struct, frozen=True):
    """Whose cart it is: a person's, or a device's that nobody has signed in on."""

    market: str
    account_id: int | None = None
    token_hash: bytes | None = None


class CartLine(Struct, frozen=True):
    """One offer in a cart."""

    offer_id: int
    quantity: int
    later: bool
    """Saved for later: shown, not bought."""
    seen_price: int
    """What the shopper last saw that it costs, in minor units."""


class Cart(Struct, frozen=True):
    """What somebody means to buy in one market."""

    id: int
    market: str
    account_id: int | None
    codes: list[str]
    """Promotion codes, as they were typed."""
    lines: list[CartLine]
    """As they were put in."""


class Goods(Struct, frozen=True):
    """An offer with all that is sold by it, as it is now."""

    offer: Offer
    product: Product
    variant: Variant
    seller: Seller
    title: str
    """In the reader's language."""
    options: dict[str, str]
    picture: str
    buyable: bool
    """Whether it may be shown and sold today, stock aside."""


class ViewedLine(Struct, frozen=True):
    """A line of a cart as it is now; amounts in minor units."""

    line: CartLine
    goods: Goods | None
    """None when the offer is gone from the market."""
    pieces: int
    """How many of the wanted pieces can be bought now."""
    notice: Notice | None

    @property
    def total(self) -> int:
        """What those pieces cost."""
        return self.goods.offer.price * self.pieces if self.goods else 0


class CartView(Struct, frozen=True):
    """A cart as it is now: what can be bought, by seller in the order in which they came in, and what waits."""

    cart: Cart
    lines: list[ViewedLine]
    later: list[ViewedLine]

    def by_seller(self) -> list[tuple[Seller, list[ViewedLine]]]:
        """Give what can be bought, a parcel for each seller."""
        found: dict[int, tuple[Seller, list[ViewedLine]]] = {}
        for each in self.lines:
            if each.goods is not None and each.pieces:
                seller = each.goods.seller
                found.setdefault(seller.id, (seller, []))[1].append(each)
        return list(found.values())

    @property
    def goods(self) -> int:
        """What everything that can be bought costs, before delivery."""
        return sum(each.total for each in self.lines)

    @property
    def pieces(self) -> int:
        """How many pieces can be bought."""
        return sum(each.pieces for each in self.lines)
