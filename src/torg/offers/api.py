"""The sellers' API: prices and stocks by the thousand, the seller's own offers, feeds and their reports."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, get, post, put
from litestar.datastructures import UploadFile
from litestar.params import JSONBody, MultipartBody, PathParameter, QueryParameter
from msgspec import Struct

from torg.core.answers import answer
from torg.core.errors import BadRequest
from torg.core.files import files_of
from torg.core.problems import may_answer
from torg.offers.api_models import (
    ImportDetails,
    ImportPage,
    ImportSummary,
    OwnOfferPage,
    PriceAndStockChanges,
    PriceAndStockResults,
    details_of,
    summary_of,
)
from torg.offers.api_queries import own_offers
from torg.offers.errors import BadFeed, ImportNotFound
from torg.offers.feed_import_queries import import_by_id, imports_of_seller, report_of_run
from torg.offers.feed_import_start import LARGEST_FEED, safe_file_name, start_import
from torg.offers.feed_import_upload import keep_feed
from torg.offers.feed_imports import FeedOptions, NewFeedImport, checked_name
from torg.offers.set_price_and_stock import set_price_and_stock
from torg.sellers.api_key_access import KEY_REFUSALS, SellerAccess, needs, seller_at, seller_routes
from torg.sellers.api_key_bodies import strictly
from torg.sellers.api_key_repeats import Answer, IdempotencyKey, answered_once

CACHE = "private, no-cache"
_MOST = 2**53 - 1
_LARGEST_CHANGES = 8_000_000
_REFUSALS = may_answer(KEY_REFUSALS | {400: "The request cannot be read: `detail` says what and where."})
_CHANGE_REFUSALS = _REFUSALS | may_answer(
    {
        409: "The Idempotency-Key came with another request before.",
        413: "The request is larger than it may be.",
        422: "What is asked for cannot be: `detail` says why.",
    }
)
_ITEM_REFUSALS = _REFUSALS | may_answer({404: "There is no such thing of yours."})


class BadCursor(BadRequest):
    """The cursor is not one that a page of this list gave."""

    code = "bad_cursor"


class FeedUpload(Struct, frozen=True):
    """A feed as a form with a file (`multipart/form-data`)."""

    file: UploadFile
    name: str
    """Which of your feeds it is: a file of the same name takes the place of the one before."""
    options: str = "{}"
    """How to read it, as JSON: see FeedOptions."""


@put(
    "/offers/prices-and-stock", summary="Set prices and stocks, up to 10,000 at once", tags=["Seller: offers"],
    guards=[needs("prices")], request_max_body_size=_LARGEST_CHANGES, responses=_CHANGE_REFUSALS,
)  # fmt: skip
async def put_prices_and_stock(
    request: Request[Any, Any, Any], data: JSONBody[PriceAndStockChanges], idempotency_key: IdempotencyKey = None
) -> Response[PriceAndStockResults]:
    """Change price, regular price and stock of offers that you have, each with a result of its own.

    A row that cannot be is refused alone, with its field and the reason; the others are done. All of it is one
    transaction: with an answer it is kept, without one nothing is, and asking again does no harm.
    """
    changes = (await strictly(request, type(data))).changes
    async with seller_at(request) as access:

        async def act() -> Answer:
            results = await set_price_and_stock(access.conn, access.actor, access.seller_id, changes)
            changed, unchanged, refused = (
                sum(each.outcome == name for each in results) for name in ("changed", "unchanged", "refused")
            )
            return Answer(PriceAndStockResults(changed, unchanged, refused, results))

        return await answered_once(access, request, idempotency_key, await request.body(), act)


@get(
    "/offers", summary="Your own offers, page by page", tags=["Seller: offers"],
    guards=[needs("read", "prices", "catalogue")], responses=_REFUSALS,
)  # fmt: skip
async def list_own_offers(
    request: Request[Any, Any, Any],
    cursor: Annotated[
        str | None,
        QueryParameter(description="`next_cursor` of the page before.", schema_extra={"pattern": "^o[0-9]{1,18}$"}),
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=1000, description="How many at most.")] = 100,
    market: Annotated[str | None, QueryParameter(pattern="^[a-z]{2}$", description="Only of this market.")] = None,
    sku: Annotated[str | None, QueryParameter(max_length=200, description="Only of this article number.")] = None,
    product: Annotated[int | None, QueryParameter(ge=1, le=_MOST, description="Only of this product.")] = None,
    status: Annotated[
        Literal["active", "withdrawn"] | None, QueryParameter(description="Only those for sale, or only the others.")
    ] = None,
) -> Response[OwnOfferPage]:
    """Every offer that you have or had, by article number and market."""
    after = None if cursor is None else _number(cursor, "o")
    if sku is not None and "\x00" in sku:
        raise BadRequest("sku: an article number has no NUL character.")
    async with seller_at(request) as access:
        found = await own_offers(
            access.conn, access.seller_id, after, limit, market=market, sku=sku, product=product, status=status
        )
    page = OwnOfferPage(found, f"o{found[-1].id}" if len(found) == limit else None)
    return answer(request, page, CACHE)


@post(
    "/feeds", summary="Bring in a feed", tags=["Seller: feeds"], guards=[needs("catalogue")], status_code=202,
    request_max_body_size=LARGEST_FEED, responses=_CHANGE_REFUSALS,
)  # fmt: skip
async def post_feed(
    request: Request[Any, Any, Any],
    data: MultipartBody[FeedUpload],
    idempotency_key: IdempotencyKey = None,
) -> Response[ImportSummary]:
    """Send a file in any of the formats; it is read in the background, and `Location` tells how far it is.

    By default the file is taken as complete: what it no longer has is withdrawn.
    """
    name = checked_name(data.name)
    options = _options(data.options)
    kept = await keep_feed(files_of(request), data.file)
    body = msgspec.json.encode([kept.key, name, options])
    async with seller_at(request) as access:

        async def act() -> Answer:
            new = NewFeedImport(name, "api", kept.key, safe_file_name(data.file.filename), kept.size, options)
            made = await start_import(access.conn, access.actor, access.seller_id, new)
            return Answer(summary_of(made), 202, f"/api/v1/seller/imports/{made.id}")

        return await answered_once(access, request, idempotency_key, body, act)


@get(
    "/imports", summary="Your imports, the newest first", tags=["Seller: feeds"], guards=[needs("read", "catalogue")],
    responses=_REFUSALS,
)  # fmt: skip
async def list_imports(
    request: Request[Any, Any, Any],
    cursor: Annotated[
        str | None,
        QueryParameter(description="`next_cursor` of the page before.", schema_extra={"pattern": "^i[0-9]{1,18}$"}),
    ] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=200, description="How many at most.")] = 50,
) -> Response[ImportPage]:
    """Feeds that were uploaded, sent here or fetched, with how far each is."""
    before = None if cursor is None else _number(cursor, "i")
    async with seller_at(request) as access:
        found = await imports_of_seller(access.conn, access.seller_id, before=before, limit=limit)
    page = ImportPage([summary_of(each) for each in found], f"i{found[-1].id}" if len(found) == limit else None)
    return answer(request, page, CACHE)


@get(
    "/imports/{import_id:int}", summary="One import with its report", tags=["Seller: feeds"],
    guards=[needs("read", "catalogue")], responses=_ITEM_REFUSALS,
)  # fmt: skip
async def get_import(
    request: Request[Any, Any, Any],
    import_id: Annotated[int, PathParameter(ge=1, le=_MOST, description="The import's number.")],
) -> Response[ImportDetails]:
    """How far an import is, and what is wrong with which row of it."""
    async with seller_at(request) as access:
        details = await _details(access, import_id)
    return answer(request, details, CACHE)


routes = [seller_routes(put_prices_and_stock, list_own_offers, post_feed, list_imports, get_import)]


async def _details(access: SellerAccess, import_id: int) -> ImportDetails:
    found = await import_by_id(access.conn, import_id, access.seller_id)
    if found is None:
        raise ImportNotFound
    report = None if found.run_id is None else await report_of_run(access.conn, found.run_id)
    return details_of(found, report)


def _options(text: str) -> FeedOptions:
    try:
        return msgspec.json.decode(text or "{}", type=FeedOptions).checked()
    except (msgspec.DecodeError, UnicodeEncodeError) as fault:
        raise BadFeed(f"options: {fault}.") from None


def _number(cursor: str, letter: str) -> int:
    number = cursor[1:]
    if not (cursor.startswith(letter) and number.isascii() and number.isdigit() and len(number) < 19):
        raise BadCursor
    return int(number)
