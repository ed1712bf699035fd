"""Search and suggestions as JSON."""

from hashlib import blake2b
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from litestar.status_codes import HTTP_304_NOT_MODIFIED
from msgspec import Meta, Struct

from torg.core.web import CACHE_SHORTLY
from torg.markets import LOCALES
from torg.search.errors import BadSearch
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
Id = Annotated[int, Meta(ge=1, le=2**63 - 1)]
Amount = Annotated[int, Meta(ge=0, le=2**53)]
Key = Annotated[str, Meta(min_length=1, max_length=200)]

_encode = msgspec.json.Encoder().encode


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


@get("/search", summary="Search products", tags=["Search"], sync_to_thread=False)
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
    category: Annotated[Id | None, QueryParameter(description="A category's number: it and all below it.")] = None,
    brand: Annotated[list[Id] | None, QueryParameter(max_items=50, description="Brands' numbers, any of them.")] = None,
    seller: Annotated[
        list[Id] | None, QueryParameter(max_items=50, description="Sellers' numbers, any of them.")
    ] = None,
    attribute: Annotated[
        list[Key] | None,
        QueryParameter(
            max_items=50,
            description="`code:key` as the facets give them; several keys of one code are alternatives.",
            examples=[Example(value=["colour:red", "colour:blue"])],
        ),
    ] = None,
    price_min: Annotated[Amount | None, QueryParameter(description="Minor units of the market's currency.")] = None,
    price_max: Annotated[Amount | None, QueryParameter(description="Minor units of the market's currency.")] = None,
    max_delivery_days: Annotated[
        int | None, QueryParameter(ge=0, le=365, description="Working days, at the latest.")
    ] = None,
    in_stock: Annotated[bool, QueryParameter(description="Only what can be sent now.")] = False,  # noqa: FBT002 - a parameter.
    as_typed: Annotated[bool, QueryParameter(description="Take the words literally.")] = False,  # noqa: FBT002 - a parameter.
    without: Annotated[
        list[Key] | None, QueryParameter(max_items=50, description="Keys of intents that are not meant as filters.")
    ] = None,
    sort: Annotated[Sort, QueryParameter(description="`-price` is the dearest first.")] = "relevance",
    cursor: Annotated[
        str | None, QueryParameter(max_length=120, description="`next_cursor` of the page before.")
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=MOST, description="How many at most.")] = 24,
) -> Response[SearchAnswer]:
    """Find products by words and filters, with facets to narrow them and what was understood of the words."""
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
    found = find(request.app.state.searches, asked)
    products: list[ProductDocument] = request.app.state.shelf.products(locale, found.ids)
    answer = SearchAnswer(
        total=found.total,
        items=[summary_of(document) for document in products],
        facets=found.facets,
        intents=found.intents,
        did_you_mean=found.did_you_mean,
        corrected=found.corrected,
        relaxed=found.relaxed,
        next_cursor=found.next_cursor,
    )
    return _answer(request, answer)


@get("/suggest", summary="Suggestions while typing", tags=["Search"], sync_to_thread=False)
def get_suggest(
    request: Request[Any, Any, Any],
    q: Annotated[
        str, QueryParameter(max_length=100, description="What is typed so far.", examples=[Example(value="hörl")])
    ],
    locale: LocaleCode = DEFAULT_LOCALE,
    limit: Annotated[int, QueryParameter(ge=1, le=20, description="How many at most.")] = 10,
) -> Response[SuggestAnswer]:
    """Complete what is typed: searches, categories, brands and popular products with picture and price."""
    return _answer(request, SuggestAnswer(suggest(request.app.state.searches, locale, q, limit)))


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


def _answer(request: Request[Any, Any, Any], answer: Struct) -> Response[Any]:
    """Send an answer once: whoever has it already is told that it still holds."""
    content = _encode(answer)
    etag = f'"{blake2b(content, digest_size=9).hexdigest()}"'
    headers = {"etag": etag, "cache-control": CACHE_SHORTLY, "vary": "Accept-Encoding"}
    known = request.headers.get("if-none-match", "")
    if any(each.strip().removeprefix("W/") in {etag, "*"} for each in known.split(",")):
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers, media_type="application/json")
    return Response(content, headers=headers, media_type="application/json")
