"""The nouns of reading a feed: what is assumed, what was read, what was refused, and the row in between."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar, Literal

from msgspec import Struct, field

from torg.catalog.models import FeedItem

FeedFormat = Literal["google-xml", "google-tsv", "shopify", "woocommerce", "torg", "csv", "tsv", "xml", "json", "jsonl"]

MAX_FIELD = 1_000_000
"""Characters in one field of a row: a longer one refuses the row."""
MAX_ROW = 4_000_000
"""Characters in one row of text."""
MAX_ELEMENT = 24_000_000
"""Bytes that one XML element or JSON value may take before it is given up unread."""
MAX_DEPTH = 64
"""How deep the elements or values of one row may nest."""


class FeedDefaults(Struct, frozen=True):
    """What holds for every row that does not say otherwise."""

    market: str | None = None
    """Where the prices apply; without it each row's currency chooses its market."""
    currency: str | None = None
    """Of prices that name none; without it the currency of `market`."""
    language: str | None = None
    """Of texts that name none; without it the market's own."""
    rates: dict[str, Decimal] = field(default_factory=dict)
    """Foreign currency to how many units of the market's currency one unit of it is worth."""
    decimal: Literal[",", "."] | None = None
    """The decimal sign of ambiguous numbers such as `1.299`; without it the feed's other prices decide."""
    stock_when_available: int = 10
    """Units to count when a feed says that an item is in stock, or nothing at all, but not how many."""
    units_from_title: bool = True
    """Read the net quantity out of titles (`1,5 kg`, `6x33cl`) when no field has it."""
    trusted: bool = False
    """A trusted loader may set `popularity`."""
    now: datetime | None = None
    """The time by which sale periods are judged; without it the time of reading."""


class ReadItem(Struct, frozen=True):
    """An item that was read, and the line (for JSON arrays: of its first sign) where it stands."""

    line: int
    item: FeedItem


class Refused(Struct, frozen=True, tag="refused"):
    """A row that was not read, where it is and why; the other rows are not touched by it."""

    line: int
    sku: str | None
    field: str | None
    value: str
    """The offending value, 200 characters at most."""
    reason: str


class Warned(Struct, frozen=True, tag="warned"):
    """A row that was kept although something in it was dropped or mended."""

    line: int
    sku: str | None
    field: str | None
    value: str
    reason: str


class FeedBroken(Struct, frozen=True, tag="broken"):
    """The feed could not be read to its end: rows that did not come must not count as taken away."""

    line: int
    reason: str


FeedEvent = ReadItem | Refused | Warned | FeedBroken


class RowFault(Exception):  # noqa: N818 - a fault of the row, not of the program.
    """Something in this row cannot be kept."""

    def __init__(self, field: str | None, value: object, reason: str) -> None:
        """Name the field, its value and the reason, each as the report shows them."""
        self.field = field
        self.value = value
        self.reason = reason
        self.sku: str | None = None
        """Set where the row could not be read but its article number could be found in it."""
        super().__init__(reason)


class FeedFault(Exception):  # noqa: N818 - a fault of the feed, not of the program.
    """The feed cannot be read any further."""

    def __init__(self, reason: str, line: int = 0) -> None:
        """Say why, and at which line (0 when there is none)."""
        self.reason = reason
        self.line = line
        super().__init__(reason)


class DraftPrice(Struct):
    """A price as the feed writes it: numbers or texts, with or without currency."""

    price: object = None
    sale: object = None
    """A lower price that takes the place of `price` within `period`."""
    regular: object = None
    """A higher price that came before `price`."""
    period: str = ""
    delivery: object = None
    currency: str | None = None
    market: str | None = None
    minor: bool = False
    """The numbers are minor units already."""
    decimal: str | None = None


class Draft(Struct):
    """A row brought into Torg's words, its values still as the feed writes them."""

    NO_LANGUAGE: ClassVar[str] = ""

    line: int
    sku: object = None
    title: dict[str, object] = field(default_factory=dict)
    """By language; `NO_LANGUAGE` stands for the feed's own."""
    description: dict[str, object] = field(default_factory=dict)
    prices: list[DraftPrice] = field(default_factory=list)
    group: object = None
    gtin: object = None
    mpn: object = None
    brand: object = None
    category: object = None
    google_category: object = None
    """A number or a path."""
    options: dict[str, object] = field(default_factory=dict)
    attributes: dict[str, object] = field(default_factory=dict)
    pictures: list[object] = field(default_factory=list)
    link: object = None
    condition: object = None
    availability: object = None
    stock: object = None
    handling_days: object = None
    measure: object = None
    """Quantity and unit in one text: `750 ml`."""
    net_quantity: object = None
    net_unit: object = None
    unit_price: object = None
    """With `net_unit`: the price of one unit, from which the quantity follows."""
    popularity: object = None
    removed: bool = False


def shortened(value: object) -> str:
    """Show a value in a report: 200 characters at most, without line breaks or control characters."""
    text = "" if value is None else str(value)[:1_000]
    text = "".join(sign if sign.isprintable() else " " for sign in text).strip()
    return text if len(text) <= 200 else text[:199] + "…"
