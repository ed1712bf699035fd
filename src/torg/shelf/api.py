"""Products, offers and sellers as JSON, straight from the shelf."""

from typing import Annotated, Any, Literal

from litestar import Request, Response, get
from litestar.params import PathParameter, QueryParameter
from msgspec import Struct

from torg.core.answers import answer, answer_bytes, tag_of
from torg.core.errors import BadRequest, NotFound
from torg.core.problems import may_answer
from torg.markets import LOCALES
from torg.markets import locale as known_locale
from torg.shelf.models import OfferDocument, ProductDocument, SellerDocument
from torg.shelf.read import Shelf

CACHE = "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=86400"
DEFAULT_LOCALE = next(iter(LOCALES))

LocaleParameter = Annotated[
    str,
    QueryParameter(
        description="A language in a market: `sv-se`, `en-se`, `nb-no`, …; see `/api/v1/markets`.",
        schema_extra={"enum": list(LOCALES), "example": "sv-se"},
    ),
]
MOST = 2**53 - 1
"""The highest number that every JSON reader keeps exact."""
ProductId = Annotated[int, PathParameter(ge=1, le=MOST, description="The product's number.")]
Sort = Literal["featured", "total", "price", "delivery"]
_REFUSALS = may_answer(
    {
        400: "A parameter cannot be read: `detail` says which and why.",
        404: "There is no such product on that market, or no such locale.",
    }
)
_SELLER_REFUSALS = may_answer({400: "The number cannot be read.", 404: "There is no such seller."})


class ProductNotFound(NotFound):
    """There is no such product on this market."""

    code = "product_not_found"


class SellerNotFound(NotFound):
    """There is no such seller."""

    code = "seller_not_found"


class BadCursor(BadRequest):
    """The cursor is not one that a page of this list gave."""

    code = "bad_cursor"


class ProductPage(Struct, frozen=True):
    """Some products in the order of their numbers; `next_cursor` leads on, and is null on the last page."""

    items: list[ProductDocument]
    next_cursor: str | None


class OfferList(Struct, frozen=True):
    """Every offer of one product, in the order asked for; amounts are minor units of `currency`, VAT included."""

    product: int
    currency: str
    items: list[OfferDocument]


class SellerList(Struct, frozen=True):
    """Every seller of the market place."""

    items: list[SellerDocument]


@get("/products/{product_id:int}", summary="One product with its offers", tags=["Products"], responses=_REFUSALS)
async def get_product(
    request: Request[Any, Any, Any], product_id: ProductId, locale: LocaleParameter = DEFAULT_LOCALE
) -> Response[ProductDocument]:
    """Everything public about one product in one locale: texts, variants, and all its offers compared."""
    return _answer(request, locale, product_id)


@get("/products/by-gtin/{gtin:str}", summary="One product by its GTIN", tags=["Products"], responses=_REFUSALS)
async def get_product_by_gtin(
    request: Request[Any, Any, Any],
    gtin: Annotated[str, PathParameter(pattern=r"^[0-9]{8,14}$", description="8 to 14 digits, as on the package.")],
    locale: LocaleParameter = DEFAULT_LOCALE,
) -> Response[ProductDocument]:
    """The product that has a variant with this GTIN (EAN, UPC)."""
    shelf: Shelf = request.app.state.shelf
    known_locale(locale)
    shortest = gtin.lstrip("0")
    product_id = shelf.product_with_gtin(shortest) if shortest else None
    found = shelf.product(locale, product_id) if product_id is not None else None
    # The shelf remembers GTINs that a product no longer has; the product itself knows better.
    if found is None or not any((each.gtin or "").lstrip("0") == shortest for each in found.variants):
        raise ProductNotFound(f"No product on {locale} has the GTIN {gtin}.")
    return _answer(request, locale, found.id)


@get("/products/by-slug/{slug:str}", summary="One product by its slug", tags=["Products"], responses=_REFUSALS)
async def get_product_by_slug(
    request: Request[Any, Any, Any],
    slug: Annotated[
        str, PathParameter(max_length=200, description="The last part of the page's path: `regnjacka-1234`.")
    ],
    locale: LocaleParameter = DEFAULT_LOCALE,
) -> Response[ProductDocument]:
    """The product behind a page address; the number at its end decides, so that old addresses work on."""
    number = slug.rpartition("-")[2]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise ProductNotFound(f"No product on {locale} has the slug {slug!r}.")
    return _answer(request, locale, int(number))


@get("/products/{product_id:int}/offers", summary="The offers of one product", tags=["Offers"], responses=_REFUSALS)
async def get_offers(
    request: Request[Any, Any, Any],
    product_id: ProductId,
    locale: LocaleParameter = DEFAULT_LOCALE,
    sort: Annotated[
        Sort, QueryParameter(description="`featured` first, or by `total` with delivery, `price`, `delivery` day.")
    ] = "featured",
) -> Response[OfferList]:
    """All sellers' offers of one product, comparable: price, delivery, total, delivery days, condition, seller."""
    document = _product(request, locale, product_id)
    orders: dict[str, Any] = {
        "featured": lambda _: 0,
        "total": lambda offer: (offer.total, offer.id),
        "price": lambda offer: (offer.price, offer.id),
        "delivery": lambda offer: (offer.delivery_days[1], offer.delivery_days[0], offer.total, offer.id),
    }
    offers = sorted(document.offers, key=orders[sort])
    return answer(request, OfferList(document.id, document.currency, offers), CACHE)


@get("/products", summary="All products, page by page", tags=["Products"], responses=_REFUSALS)
async def list_products(
    request: Request[Any, Any, Any],
    locale: LocaleParameter = DEFAULT_LOCALE,
    cursor: Annotated[
        str | None,
        QueryParameter(description="`next_cursor` of the page before.", schema_extra={"pattern": "^p[0-9]{1,18}$"}),
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=200, description="How many at most.")] = 50,
) -> Response[ProductPage]:
    """Every product of a locale in the order of their numbers, for those who want a copy of the catalogue."""
    shelf: Shelf = request.app.state.shelf
    known_locale(locale)
    after = 0 if cursor is None else _number_of(cursor)
    ids = list(shelf.product_ids(locale, after, limit))
    page = ProductPage(shelf.products(locale, ids), f"p{ids[-1]}" if len(ids) == limit else None)
    return answer(request, page, CACHE)


@get("/sellers", summary="All sellers", tags=["Sellers"])
async def list_sellers(request: Request[Any, Any, Any]) -> Response[SellerList]:
    """Every seller with what the law wants shoppers to know of it."""
    return answer(request, SellerList(request.app.state.shelf.sellers()), CACHE)


@get("/sellers/{seller_id:int}", summary="One seller", tags=["Sellers"], responses=_SELLER_REFUSALS)
async def get_seller(
    request: Request[Any, Any, Any],
    seller_id: Annotated[int, PathParameter(ge=1, le=MOST, description="The seller's number.")],
) -> Response[SellerDocument]:
    """One seller with what the law wants shoppers to know of it."""
    found: SellerDocument | None = request.app.state.shelf.seller(seller_id)
    if found is None:
        raise SellerNotFound(f"There is no seller {seller_id}.")
    return answer(request, found, CACHE)


routes = [get_product, get_product_by_gtin, get_product_by_slug, get_offers, list_products, list_sellers, get_seller]


def _answer(request: Request[Any, Any, Any], locale: str, product: int) -> Response[Any]:
    known_locale(locale)
    found = request.app.state.shelf.product_bytes(locale, product)
    if found is None:
        raise ProductNotFound(f"There is no product {product} on {locale}.")
    content, version = found
    return answer_bytes(request, content, tag_of(version), CACHE)


def _product(request: Request[Any, Any, Any], locale: str, product: int) -> ProductDocument:
    known_locale(locale)
    found: ProductDocument | None = request.app.state.shelf.product(locale, product)
    if found is None:
        raise ProductNotFound(f"There is no product {product} on {locale}.")
    return found


def _number_of(cursor: str) -> int:
    number = cursor[1:]
    if not (cursor.startswith("p") and number.isascii() and number.isdigit() and len(number) < 19):
        raise BadCursor
    return int(number)
