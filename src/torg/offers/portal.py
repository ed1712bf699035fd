"""The portal's list of offers, and the page of one: change in place, why hidden, what it lacks of first place."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from markupsafe import Markup
from msgspec import UNSET

from torg.accounts import member_at
from torg.catalog.categories import TREE
from torg.core.desk import Action, Column, Desk, Entry, Filter, Row, Table
from torg.core.desk_cells import written_amount
from torg.core.money import format_money
from torg.markets import MARKETS
from torg.markets import market as market_of
from torg.offers.campaign_queries import find_campaign
from torg.offers.errors import BadOffer, OfferNotFound
from torg.offers.portal_change import offer_again, withdraw_offers
from torg.offers.portal_queries import OFFER_ROWS, OwnOffer, count_hidden, forget_offer_states, own_offer, sellable
from torg.offers.portal_state import assess_offers, featured_place, states_of
from torg.offers.portal_words import (
    CONDITIONS,
    HIDDEN,
    HIDDEN_SHORT,
    MISSING,
    REFUSED,
    STATE_TONES,
    STATES,
    gap_words,
)
from torg.offers.prior_price import LoggedPrice, judged
from torg.offers.queries import price_logs
from torg.offers.set_price_and_stock import PriceAndStock, set_price_and_stock

Req = Request[Any, Any, State]
entries = [Entry("Offers", area="portal", path="offers", permission="read", icon="tag", order=20)]


@lru_cache(maxsize=8)
def offers_table(language: str) -> Table:
    """Give the table of offers in a language: departments and countries have names of their own in each."""
    return Table(
        name="offers",
        source=OFFER_ROWS,
        columns=(
            Column("Name", "title", sort=True, link="{desk}/offers/{id}"),
            Column("Article number", "sku", sort=True, phone=False),
            Column("Market", "market", sort=True, phone=False, show=lambda _, row: row["market"].upper()),
            Column("Condition", "condition", kind="state", words=CONDITIONS, phone=False),
            Column("Price", "price", kind="money", sort=True, edit="prices"),
            Column("In campaign", "asked", kind="money", phone=False),
            Column("Stock", "stock", kind="number", sort=True, edit="prices"),
            Column("State", "state", kind="state", words=STATES, tones=STATE_TONES, sort=True),
            Column("Missing", "why", show=_why, phone=False),
        ),
        filters=(
            Filter("Search", "q", kind="search", over=("sku", "title", "gtin", "brand")),
            Filter("State", "state", words=STATES),
            Filter("Market", "market", words={code: each.names[language] for code, each in MARKETS.items()}),
            Filter("Department", "department", words={str(each.id): each.names[language] for each in TREE.roots()}),
            Filter("Condition", "condition", words=CONDITIONS),
            Filter("Missing", "missing", words=HIDDEN_SHORT, where="%(value)s = ANY(source.why)"),
            Filter("Stock", "stock", kind="range"),
        ),
        actions=(Action("Withdraw", path="withdraw", permission="prices", confirm="Take these offers off the shelf?"),),
        sort="sku",
        empty="You have no offers yet: bring in a feed, or offer a product that is here already.",
    )


def _why(desk: Desk, row: Row) -> str:
    return ", ".join(desk.say(HIDDEN_SHORT[code]) for code in row["why"] if code in HIDDEN_SHORT) or "–"


@get("/portal/{seller:str}/offers")
async def offers(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Answer the list of a seller's offers, with what hides most of them above it."""
    async with member_at(request, seller, "read") as desk:
        await assess_offers(desk.conn, desk.member.seller_id)
        hidden = await count_hidden(desk.conn, desk.member.seller_id)
        return await offers_table(desk.language).answer(
            desk,
            title=desk.say("Offers"),
            template="offers/portal/offers.html",
            values=_values(desk),
            hidden=[(code, HIDDEN_SHORT.get(code, code), count) for code, count in hidden],
        )


@post("/portal/{seller:str}/offers/{offer_id:int}/{column:str}")
async def change_cell(
    request: Req, seller: FromPath[str], offer_id: FromPath[int], column: FromPath[str]
) -> Response[Any]:
    """Change one price or stock in its cell."""
    async with member_at(request, seller, "prices") as desk:
        offer = await _mine(desk, offer_id)
        form = await desk.form()
        if column == "price":
            changed = PriceAndStock(offer.sku, offer.market, price=form.money("value", _currency(offer)))
        elif column == "stock":
            changed = PriceAndStock(offer.sku, offer.market, stock=form.whole("value", most=2_000_000_000))
        else:
            raise OfferNotFound
        if form:
            async with form.trying(desk.conn, "value"):
                await _set(desk, changed)
        return await offers_table(desk.language).cell(desk, offer_id, column, form, values=_values(desk))


@post("/portal/{seller:str}/offers/withdraw")
async def withdraw(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Take the chosen offers off the shelf."""
    async with member_at(request, seller, "prices") as desk:
        chosen = await offers_table(desk.language).chosen(desk, await desk.form(), values=_values(desk))
        number = await withdraw_offers(desk.conn, desk.actor, desk.member.seller_id, chosen)
        said = desk.count("%(number)s offer withdrawn.", "%(number)s offers withdrawn.", number)
        return desk.redirect(desk.url("offers"), said)


@post("/portal/{seller:str}/offers/look")
async def look_again(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Look anew at what every offer lacks."""
    async with member_at(request, seller, "prices") as desk:
        await forget_offer_states(desk.conn, desk.member.seller_id)
        return desk.redirect(desk.url("offers"), desk.say("All offers have been looked at anew."))


@get("/portal/{seller:str}/offers/{offer_id:int}")
async def offer_page(request: Req, seller: FromPath[str], offer_id: FromPath[int]) -> Response[Any]:
    """Answer the page of one offer."""
    async with member_at(request, seller, "read") as desk:
        return await _page(desk, await _mine(desk, offer_id))


@post("/portal/{seller:str}/offers/{offer_id:int}")
async def save_offer(request: Req, seller: FromPath[str], offer_id: FromPath[int]) -> Response[Any]:
    """Change an offer's price, regular price and stock together."""
    async with member_at(request, seller, "prices") as desk:
        offer = await _mine(desk, offer_id)
        form = await desk.form()
        currency = _currency(offer)
        changed = PriceAndStock(
            offer.sku, offer.market, price=form.money("price", currency),
            regular=form.money("regular", currency, required=False) or None,
            stock=form.whole("stock", most=2_000_000_000),
        )  # fmt: skip
        if form:
            try:
                await _set(desk, changed)
                return desk.redirect(desk.url(f"offers/{offer_id}"), desk.say("Saved."))
            except BadOffer as refused:
                form.refuse(str(refused.extra.get("field", "")), refused)
        return await _page(desk, offer, form=form, status=422)


@post("/portal/{seller:str}/offers/{offer_id:int}/withdrawal")
async def withdraw_one(request: Req, seller: FromPath[str], offer_id: FromPath[int]) -> Response[Any]:
    """Take one offer off the shelf."""
    async with member_at(request, seller, "prices") as desk:
        await withdraw_offers(desk.conn, desk.actor, desk.member.seller_id, [(await _mine(desk, offer_id)).id])
        return desk.redirect(desk.url(f"offers/{offer_id}"), desk.say("The offer is withdrawn."))


@post("/portal/{seller:str}/offers/{offer_id:int}/again")
async def again(request: Req, seller: FromPath[str], offer_id: FromPath[int]) -> Response[Any]:
    """Offer again what was withdrawn."""
    async with member_at(request, seller, "prices") as desk:
        await offer_again(desk.conn, desk.actor, desk.member.seller_id, offer_id)
        return desk.redirect(desk.url(f"offers/{offer_id}"), desk.say("The offer is for sale again."))


async def _page(desk: Desk, offer: OwnOffer, *, status: int = 200, **context: Any) -> Response[Any]:
    now = datetime.now(UTC)
    currency = _currency(offer)
    log = (await price_logs(desk.conn, [offer.id])).get(offer.id, [])
    claim = judged(log, now)
    product = await sellable(desk.conn, offer.seller_id, offer.variant_id)
    place = await featured_place(desk.conn, offer)
    (state,) = await states_of(desk.conn, offer.seller_id, [offer], now.date())
    gaps = [] if place is None else [
        desk.say(gap_words(gap), number=gap.by, price=format_money(gap.by, currency, desk.language))
        for gap in place.gaps
    ]  # fmt: skip
    return desk.page(
        "offers/portal/offer.html",
        title=offer.sku,
        status=status,
        offer=offer,
        product=product,
        name=_text(product.title if product else {}, desk.language),
        currency=currency,
        money=lambda amount: format_money(amount, currency, desk.language),
        amount=lambda amount: "" if amount is None else written_amount(amount, currency, desk.language),
        state=state,
        hidden=HIDDEN,
        titles=MISSING,
        place=place,
        gaps=gaps,
        claim=claim,
        refused=_refused(desk, claim.refused, claim.lowest, currency),
        log=_shown(desk, log),
        campaign=await find_campaign(desk.conn, offer.campaign_id) if offer.campaign_id else None,
        condition=CONDITIONS[offer.condition],
        shop=f"/{market_of(offer.market).default_locale}/p/p-{offer.product_id}",
        **context,
    )


def _refused(desk: Desk, code: str | None, lowest: int | None, currency: str) -> str:
    if code is None or code == "not_claimed":
        return ""
    return desk.say(REFUSED[code], price=format_money(lowest or 0, currency, desk.language))


def _shown(desk: Desk, log: list[LoggedPrice]) -> list[tuple[str, LoggedPrice]]:
    zone = ZoneInfo(str(desk.zone))
    latest = reversed(log[-30:])
    return [(format_datetime(each.at.astimezone(zone), "short", locale=desk.language), each) for each in latest]


async def _mine(desk: Desk, offer_id: int) -> OwnOffer:
    found = await own_offer(desk.conn, desk.member.seller_id, offer_id)
    if found is None:
        raise OfferNotFound
    return found


async def _set(desk: Desk, changed: PriceAndStock) -> None:
    """Change one offer; raises `BadOffer` with the field that is wrong."""
    (result,) = await set_price_and_stock(desk.conn, desk.actor, desk.member.seller_id, [changed])
    if result.outcome == "refused":
        words = {"price": desk.say("Price"), "regular": desk.say("Regular price"), "stock": desk.say("Stock")}
        field = result.field or ""
        raise BadOffer(f"{words.get(field, field)} {_reason(desk, changed, result.reason or '')}", field=field)


def _reason(desk: Desk, changed: PriceAndStock, reason: str) -> str:
    if changed.regular is not UNSET and changed.regular is not None and "above the price" in reason:
        return desk.say("has to be above the price.")
    if "not on offer" in reason:
        return desk.say("cannot be changed: the offer is withdrawn.")
    return desk.say("is outside what can be kept.")


def _values(desk: Desk) -> dict[str, Any]:
    return {"seller": desk.member.seller_id, "language": desk.language}


def _currency(offer: OwnOffer) -> str:
    return market_of(offer.market).currency


def _text(texts: dict[str, str], language: str) -> str | Markup:
    return texts.get(language) or next(iter(texts.values()), "")


routes = [offers, withdraw, look_again, offer_page, save_offer, withdraw_one, again, change_cell]
