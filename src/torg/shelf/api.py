"""Products, offers and sellers as JSON, straight from the shelf."""

from typing import Annotated, Any, Literal

from litestar import Request, Response, get
from litestar.params import Parameter
from litestar.status_codes import HTTP_304_NOT_MODIFIED
from msgspec import Struct

from torg.core.errors import BadRequest, NotFound
from torg.core.http import AsgiApp, Receive, Scope, Send
from torg.markets import LOCALES
from torg.markets import locale as known_locale
from torg.shelf.models import OfferDocument, ProductDocument, SellerDocument
from torg.shelf.read import Shelf

CACHE = "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=86400"
DEFAULT_LOCALE = next(iter(LOCALES))

LocaleParameter = Annotated[
    str,
    Parameter(
        query="locale",
        description="A language in a market: `sv-se`, `en-se`, `nb-no`, …; see `/api/v1/markets`.",
        schema_extra={"enum": list(LOCALES), "example": "sv-se"},
    ),
]
ProductId = Annotated[int, Parameter(ge=1, le=2**63 - 1, description="The product's number.")]
Sort = Literal["featured", "total", "price", "delivery"]


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


@get("/products/{product_id:int}", summary="One product with its offers", tags=["Products"])
async def get_product(
    request: Request[Any, Any, Any], product_id: ProductId, locale: LocaleParameter = DEFAULT_LOCALE
) -> Response[ProductDocument]:
    """Everything public about one product in one locale: texts, variants, and all its offers compared."""
    return _answer(request, locale, product_id)


@get("/products/by-gtin/{gtin:str}", summary="One product by its GTIN", tags=["Products"])
async def get_product_by_gtin(
    request: Request[Any, Any, Any],
    gtin: Annotated[str, Parameter(pattern=r"^[0-9]{8,14}$", description="8 to 14 digits, as on the package.")],
    locale: LocaleParameter = DEFAULT_LOCALE,
) -> Response[ProductDocument]:
    """The product that has a variant with this GTIN (EAN, UPC)."""
    shelf: Shelf = request.app.state.shelf
    known_locale(locale)
    product_id = shelf.product_with_gtin(gtin)
    found = shelf.product(locale, product_id) if product_id is not None else None
    # The shelf remembers GTINs that a product no longer has; the product itself knows better.
    if found is None or not any((each.gtin or "").lstrip("0") == gtin.lstrip("0") for each in found.variants):
        raise ProductNotFound(f"No product on {locale} has the GTIN {gtin}.")
    return _answer(request, locale, found.id)


@get("/products/by-slug/{slug:str}", summary="One product by its slug", tags=["Products"])
async def get_product_by_slug(
    request: Request[Any, Any, Any],
    slug: Annotated[str, Parameter(max_length=200, description="The last part of the page's path: `regnjacka-1234`.")],
    locale: LocaleParameter = DEFAULT_LOCALE,
) -> Response[ProductDocument]:
    """The product behind a page address; the number at its end decides, so that old addresses work on."""
    number = slug.rpartition("-")[2]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise ProductNotFound(f"No product on {locale} has the slug {slug!r}.")
    return _answer(request, locale, int(number))


@get("/products/{product_id:int}/offers", summary="The offers of one product", tags=["Offers"])
async def get_offers(
    request: Request[Any, Any, Any],
    product_id: ProductId,
    locale: LocaleParameter = DEFAULT_LOCALE,
    sort: Annotated[
        Sort, Parameter(description="`featured` first, or by `total` with delivery, `price`, `delivery` day.")
    ] = "featured",
) -> OfferList:
    """All sellers' offers of one product, comparable: price, delivery, total, delivery days, condition, seller."""
    document = _product(request, locale, product_id)
    orders: dict[str, Any] = {
        "featured": lambda _: 0,
        "total": lambda offer: (offer.total, offer.id),
        "price": lambda offer: (offer.price, offer.id),
        "delivery": lambda offer: (offer.delivery_days[1], offer.delivery_days[0], offer.total, offer.id),
    }
    return OfferList(document.id, document.currency, sorted(document.offers, key=orders[sort]))


@get("/products", summary="All products, page by page", tags=["Products"])
async def list_products(
    request: Request[Any, Any, Any],
    locale: LocaleParameter = DEFAULT_LOCALE,
    cursor: Annotated[str | None, Parameter(max_length=32, description="`next_cursor` of the page before.")] = None,
    limit: Annotated[int, Parameter(ge=1, le=200, description="How many at most.")] = 50,
) -> ProductPage:
    """Every product of a locale in the order of their numbers, for those who want a copy of the catalogue."""
    shelf: Shelf = request.app.state.shelf
    known_locale(locale)
    after = _number_of(cursor) if cursor else 0
    ids = list(shelf.product_ids(locale, after, limit))
    return ProductPage(shelf.products(locale, ids), f"p{ids[-1]}" if len(ids) == limit else None)


@get("/sellers", summary="All sellers", tags=["Sellers"])
async def list_sellers(request: Request[Any, Any, Any]) -> SellerList:
    """Every seller with what the law wants shoppers to know of it."""
    return SellerList(request.app.state.shelf.sellers())


@get("/sellers/{seller_id:int}", summary="One seller", tags=["Sellers"])
async def get_seller(
    request: Request[Any, Any, Any],
    seller_id: Annotated[int, Parameter(ge=1, le=2**63 - 1, description="The seller's number.")],
) -> SellerDocument:
    """One seller with what the law wants shoppers to know of it."""
    found: SellerDocument | None = request.app.state.shelf.seller(seller_id)
    if found is None:
        raise SellerNotFound(f"There is no seller {seller_id}.")
    return found


routes = [get_product, get_product_by_gtin, get_product_by_slug, get_offers, list_products, list_sellers, get_seller]


class HottestDocument:
    """Answers `GET /api/v1/products/{id}` from the shelf before the framework sees it; all else goes on inside.

    The answer is the one that `get_product` gives. What is not a plain hit (another method, an unknown product, a
    parameter that is wrong) is left to the framework, which says what is wrong with it.
    """

    prefix = "/api/v1/products/"

    def __init__(self, app: AsgiApp, shelf: Shelf, *, allowed_origins: list[str]) -> None:
        """Stand before `app`; with `allowed_origins`, cross-origin requests are left to the framework."""
        self._app = app
        self._shelf = shelf
        self._cross_origin = bool(allowed_origins)
        self._locales = {f"locale={code}".encode(): code for code in LOCALES} | {b"": DEFAULT_LOCALE}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path", "")
        if scope["type"] == "http" and scope["method"] == "GET" and path.startswith(self.prefix):
            number = path[len(self.prefix) :]
            locale = self._locales.get(scope["query_string"])
            if locale is not None and len(number) < 16 and number.isascii() and number.isdigit():
                found = self._shelf.product_bytes(locale, int(number))
                if found is not None and not self._is_special(scope):
                    await _send_document(scope, send, *found)
                    return
        await self._app(scope, receive, send)

    def _is_special(self, scope: Scope) -> bool:
        return self._cross_origin and any(name == b"origin" for name, _ in scope["headers"])


async def _send_document(scope: Scope, send: Send, content: bytes, etag: bytes) -> None:
    quoted = b'"' + etag + b'"'
    known = next((value for name, value in scope["headers"] if name == b"if-none-match"), None)
    headers = [
        (b"content-type", b"application/json"),
        (b"etag", quoted),
        (b"cache-control", CACHE.encode()),
        (b"vary", b"Accept-Encoding"),
    ]
    if known is not None and _matches(known, quoted):
        await send({"type": "http.response.start", "status": HTTP_304_NOT_MODIFIED, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    headers.append((b"content-length", str(len(content)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def _answer(request: Request[Any, Any, Any], locale: str, product: int) -> Response[Any]:
    known_locale(locale)
    found = request.app.state.shelf.product_bytes(locale, product)
    if found is None:
        raise ProductNotFound(f"There is no product {product} on {locale}.")
    content, etag = found
    quoted = f'"{etag.decode()}"'
    headers = {"etag": quoted, "cache-control": CACHE, "vary": "Accept-Encoding"}
    if _matches(request.headers.get("if-none-match", "").encode("latin-1"), quoted.encode()):
        return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers, media_type="application/json")
    return Response(content, headers=headers, media_type="application/json")


def _matches(known: bytes, etag: bytes) -> bool:
    return any(each.strip().removeprefix(b"W/") in {etag, b"*"} for each in known.split(b","))


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
