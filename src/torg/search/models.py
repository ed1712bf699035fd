"""The nouns of search: what is asked, and what comes back."""

from typing import Literal

from msgspec import Struct, field

from torg.shelf.models import ProductDocument

Sort = Literal["relevance", "price", "-price", "newest", "popular"]


class SearchRequest(Struct, frozen=True, omit_defaults=True):
    """One search: words, filters, order and page. Amounts are minor units of the locale's currency."""

    locale: str
    q: str = ""
    category: int | None = None
    brand: list[int] = field(default_factory=list)
    seller: list[int] = field(default_factory=list)
    attributes: dict[str, list[str]] = field(default_factory=dict)
    """Attribute code to keys (`Attribute.key`); several keys of one code are alternatives."""
    price_min: int | None = None
    price_max: int | None = None
    max_delivery_days: int | None = None
    in_stock: bool = False
    as_typed: bool = False
    """Take the words literally: no intent, no spelling correction."""
    without: list[str] = field(default_factory=list)
    """Intents that the shopper took away (`brand:12`, `attribute:colour:red`, `price`, `category:166`)."""
    sort: Sort = "relevance"
    cursor: str | None = None
    limit: int = 24


class FacetValue(Struct, frozen=True):
    """One choice of a facet: its key in the request, its name in the language, how many it would leave."""

    key: str
    name: str
    count: int
    selected: bool = False


class Facet(Struct, frozen=True):
    """One way to narrow: `category`, `brand`, `price`, `seller`, `delivery`, `in_stock` or `attribute:<code>`."""

    code: str
    name: str
    values: list[FacetValue]


class Intent(Struct, frozen=True):
    """A filter read out of the words: shown as a chip that can be taken away."""

    key: str
    """What to put in `SearchRequest.without` to take it away."""
    name: str
    words: str
    """The words of the query that said so."""


class Suggestion(Struct, frozen=True):
    """One line under the search box."""

    kind: Literal["product", "category", "brand", "completion"]
    text: str
    url: str
    picture: str | None = None
    price: int | None = None


class SearchResult(Struct, frozen=True):
    """A page of hits with everything needed to show and narrow it."""

    total: int
    ids: list[int]
    facets: list[Facet]
    intents: list[Intent]
    did_you_mean: str | None
    """A better spelling; when `corrected`, the hits are already those of it."""
    corrected: bool
    relaxed: bool
    """No product has every word: these have the most of them."""
    next_cursor: str | None
    hits: list[ProductDocument] = field(default_factory=list)
    """Filled by the caller from the shelf, in the order of `ids`."""
