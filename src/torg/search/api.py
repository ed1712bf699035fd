"""Search and suggestions as JSON."""

import re
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from msgspec import Meta, Struct

from torg.core.answers import answer
from torg.core.errors import NotFound
from torg.core.problems import may_answer
from torg.core.web import CACHE_SHORTLY
from torg.markets import LOCALES
from torg.search.errors import BadCursor, BadSearch
from torg.search.find import MOST, find
from torg.search.models import Facet, Intent, SearchRequest, Sort, Suggestion
from torg.search.suggest import suggest
from torg.shelf.models import Availability, Named, Picture, ProductDocument, Reduction, UnitPrice

DEFAULT_LOCALE = next(iter(LOCALES))

LocaleCode = Annotated[
    str,
    QueryParameter(
        description="A language in a market: `sv-se`, `en-se`, `nb-no`, …; see `/api/v1/markets`.",
        schema_extra={"enum": list(LOCALES)},
    ),
]
MOST_NUMBER = 2**53 - 1
"""The highest number that every JSON reader keeps exact."""
Id = Annotated[int, Meta(ge=1, le=MOST_NUMBER)]
Key = Annotated[str, Meta(min_length=1, max_length=200)]
# The framework's description leaves out what holds for the parts of a list, and that a number may be no less than 0.
_IDS = {"items": {"type": "integer", "minimum": 1, "maximum": MOST_NUMBER}}
_KEYS = {"items": {"type": "string", "minLength": 1, "maxLength": 200}}
_NOT_NEGATIVE = {"minimum": 0}
_AMOUNT = QueryParameter(
    ge=0, le=MOST_NUMBER, description="Minor units of the market's currency.", schema_extra=_NOT_NEGATIVE
)
_CURSOR = re.compile(r"lMQG[A-Za-z0-9_-]{8,116}")
_REFUSALS = may_answer(
    {
        400: "A parameter cannot be read: `detail` says which and why.",
        404: "There is no such locale, or no such page of this search.",
    }
)


class NoSuchPage(NotFound):
    """The cursor leads to no page of this search; start again from the first page."""

    code = BadCursor.code


class ProductSummary(Struct, frozen=True):
    """What a list shows of a product; amounts are minor units of `currency`, VAT included."""

    id: int
    url: str
    title: str
    brand: Named | None
    picture: Picture | None
    currency: str
    price_from: int | None
    price_to: int | None
    unit_price: UnitPrice | None
    reduction: Reduction | None
    availability: Availability
    delivery_days: tuple[int, int] | None
    """Working days until the featured offer is there: at the earliest, at the latest."""
    seller: Named | None
    """Who makes the featured offer."""
    offers: int
    """How many offers there are to compare."""


class SearchAnswer(Struct, frozen=True):
    """A page of hits with everything needed to show and narrow it."""

    total: int
    items: list[ProductSummary]
    facets: list[Facet]
    """Ways to narrow, each choice with how many products it would leave."""
    intents: list[Intent]
    """Filters read out of the words; send a `key` back as `without` to take one away."""
    did_you_mean: str | None
    """A better spelling; when `corrected`, the hits are already those of it."""
    corrected: bool
    relaxed: bool
    """Nothing has all that was asked for: these have the most of it."""
    next_cursor: str | None
    """Send it as `cursor` for the next page; null on the last one."""


class SuggestAnswer(Struct, frozen=True):
    """What a shopper may be about to type, the likeliest first of each kind."""

    items: list[Suggestion]


@get("/search", summary="Search products", tags=["Search"], sync_to_thread=False, responses=_REFUSALS)
def get_search(
    request: Request[Any, Any, Any],
    locale: LocaleCode = DEFAULT_LOCALE,
    q: Annotated[
        str,
        QueryParameter(
            max_length=256,
            description="Words as people write them; brand, category, colour and price in them become filters.",
            examples=[Example(value="röd jacka herr under 1000 kr"), Example(value="borrmaskin 18v")],
        ),
    ] = "",
    category: Annotated[
        int | None, QueryParameter(ge=1, le=MOST_NUMBER, description="A category's number: it and all below it.")
    ] = None,
    brand: Annotated[
        list[Id] | None, QueryParameter(max_items=50, description="Brands' numbers, any of them.", schema_extra=_IDS)
    ] = None,
    seller: Annotated[
        list[Id] | None, QueryParameter(max_items=50, description="Sellers' numbers, any of them.", schema_extra=_IDS)
    ] = None,
    attribute: Annotated[
        list[Key] | None,
        QueryParameter(
            max_items=50,
            description="`code:key` as the facets give them; several keys of one code are alternatives.",
            examples=[Example(value=["colour:red", "colour:blue"])],
            schema_extra={"items": {**_KEYS["items"], "pattern": "^[^:]+:.+$"}},
        ),
    ] = None,
    price_min: Annotated[int | None, _AMOUNT] = None,
    price_max: Annotated[int | None, _AMOUNT] = None,
    max_delivery_days: Annotated[
        int | None,
        QueryParameter(ge=0, le=365, description="Working days, at the latest.", schema_extra=_NOT_NEGATIVE),
    ] = None,
    in_stock: Annotated[bool, QueryParameter(description="Only what can be sent now.")] = False,  # noqa: FBT002 - a parameter.
    as_typed: Annotated[bool, QueryParameter(description="Take the words literally.")] = False,  # noqa: FBT002 - a parameter.
    without: Annotated[
        list[Key] | None,
        QueryParameter(max_items=50, description="Keys of intents that are not meant as filters.", schema_extra=_KEYS),
    ] = None,
    sort: Annotated[Sort, QueryParameter(description="`-price` is the dearest first.")] = "relevance",
    cursor: Annotated[
        str | None,
        QueryParameter(
            description="`next_cursor` of the page before.", schema_extra={"pattern": f"^{_CURSOR.pattern}$"}
        ),
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MOST, description="How many at most.")] = 24,
) -> Response[SearchAnswer]:
    """Find products by words and filters, with facets to narrow them and what was understood of the words."""
    if cursor == "":
        raise BadCursor
    asked = SearchRequest(
        locale=locale,
        q=q,
        category=category,
        brand=brand or [],
        seller=seller or [],
        attributes=_attributes(attribute or []),
        price_min=price_min,
        price_max=price_max,
        max_delivery_days=max_delivery_days,
        in_stock=in_stock,
        as_typed=as_typed,
        without=without or [],
        sort=sort,
        cursor=cursor,
        limit=limit,
    )
    try:
        found = find(request.app.state.searches, asked)
    except BadCursor:
        if _CURSOR.fullmatch(cursor or ""):
            raise NoSuchPage from None
        raise
    products: list[ProductDocument] = request.app.state.shelf.products(locale, found.ids)
    result = SearchAnswer(
        total=found.total,
        items=[summary_of(document) for document in products],
        facets=found.facets,
        intents=found.intents,
        did_you_mean=found.did_you_mean,
        corrected=found.corrected,
        relaxed=found.relaxed,
        next_cursor=found.next_cursor,
    )
    return answer(request, result, CACHE_SHORTLY)


@get("/suggest", summary="Suggestions while typing", tags=["Search"], sync_to_thread=False, responses=_REFUSALS)
def get_suggest(
    request: Request[Any, Any, Any],
    q: Annotated[
        str, QueryParameter(max_length=100, description="What is typed so far.", examples=[Example(value="hörl")])
    ],
    locale: LocaleCode = DEFAULT_LOCALE,
    limit: Annotated[int, QueryParameter(ge=1, le=20, description="How many at most.")] = 10,
) -> Response[SuggestAnswer]:
    """Complete what is typed: searches, categories, brands and popular products with picture and price."""
    found = SuggestAnswer(suggest(request.app.state.searches, locale, q, limit))
    return answer(request, found, CACHE_SHORTLY)


routes = [get_search, get_suggest]


def summary_of(document: ProductDocument) -> ProductSummary:
    """Give what a list shows of a product."""
    offer = document.featured
    return ProductSummary(
        id=document.id,
        url=document.url,
        title=document.title,
        brand=document.brand,
        picture=document.pictures[0] if document.pictures else None,
        currency=document.currency,
        price_from=document.price_from,
        price_to=document.price_to,
        unit_price=offer.unit_price if offer else None,
        reduction=offer.reduction if offer else None,
        availability=document.availability,
        delivery_days=offer.delivery_days if offer else None,
        seller=offer.seller if offer else None,
        offers=len(document.offers),
    )


def _attributes(said: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in said:
        code, colon, key = each.partition(":")
        if not (code and colon and key):
            raise BadSearch(f"attribute is {each!r}; it wants a code and a key, such as colour:red.")
        found.setdefault(code, []).append(key)
    return found
