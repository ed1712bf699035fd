"""A new offer by hand: find the product by GTIN or words, say price and stock, done."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery

from torg.accounts import member_at
from torg.catalog import BadGtin, canonical_gtin
from torg.core.db import Connection
from torg.core.desk import Desk
from torg.markets import MARKETS
from torg.offers.errors import BadOffer, OfferNotFound
from torg.offers.portal_change import NewOffer, offer_existing
from torg.offers.portal_queries import Sellable, sellable, sellable_by_gtin, sellable_by_words
from torg.offers.portal_words import CONDITIONS

Req = Request[Any, Any, State]
_MOST_WORDS = 8


@get("/portal/{seller:str}/offers/new")
async def find_product(request: Req, seller: FromPath[str], q: FromQuery[str] = "") -> Response[Any]:
    """Answer the search for a product to offer."""
    async with member_at(request, seller, "prices") as desk:
        found = await _found(desk.conn, desk.member.seller_id, q[:200])
        return desk.page("offers/portal/find.html", title=desk.say("New offer"), q=q[:200], found=found)


@get("/portal/{seller:str}/offers/new/{variant_id:int}")
async def new_offer(request: Req, seller: FromPath[str], variant_id: FromPath[int]) -> Response[Any]:
    """Answer the form of a new offer of one product."""
    async with member_at(request, seller, "prices") as desk:
        return _page(desk, await _sellable(desk, variant_id))


@post("/portal/{seller:str}/offers/new/{variant_id:int}")
async def add_offer(request: Req, seller: FromPath[str], variant_id: FromPath[int]) -> Response[Any]:
    """Offer the product, and show the new offer."""
    async with member_at(request, seller, "prices") as desk:
        product = await _sellable(desk, variant_id)
        form = await desk.form()
        market = form.choice("market", MARKETS) or desk.member.home_market
        new = NewOffer(
            variant_id=variant_id,
            market=market,
            sku=form.text("sku"),
            price=form.money("price", MARKETS[market].currency),
            stock=form.whole("stock", most=2_000_000_000),
            condition=form.choice("condition", CONDITIONS) or "new",
        )
        if form:
            try:
                offer_id = await offer_existing(desk.conn, desk.actor, desk.member.seller_id, new)
            except BadOffer as refused:
                form.refuse(str(refused.extra.get("field", "")), refused)
            else:
                return desk.redirect(desk.url(f"offers/{offer_id}"), desk.say("The offer is for sale."))
        return _page(desk, product, form=form, status=422)


async def _found(conn: Connection, seller_id: int, text: str) -> list[Sellable]:
    words = text.split()
    if not words:
        return []
    try:
        return await sellable_by_gtin(conn, seller_id, canonical_gtin("".join(words)))
    except BadGtin:
        return await sellable_by_words(conn, seller_id, words[:_MOST_WORDS])


async def _sellable(desk: Desk, variant_id: int) -> Sellable:
    found = await sellable(desk.conn, desk.member.seller_id, variant_id)
    if found is None:
        raise OfferNotFound
    return found


def _page(desk: Desk, product: Sellable, *, status: int = 200, **context: Any) -> Response[Any]:
    return desk.page(
        "offers/portal/new.html",
        title=desk.say("New offer"),
        status=status,
        product=product,
        name=product.title.get(desk.language) or next(iter(product.title.values()), ""),
        markets={code: f"{each.names[desk.language]} ({each.currency})" for code, each in MARKETS.items()},
        conditions={code: desk.say(words) for code, words in CONDITIONS.items()},
        home=desk.member.home_market,
        **context,
    )


routes = [find_product, new_offer, add_offer]
