"""What the law wants told once: who makes each brand, and where producer responsibility is taken."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from msgspec.structs import replace

from torg.accounts import member_at
from torg.core.desk import Desk, Entry
from torg.markets import MARKETS
from torg.offers.errors import OfferNotFound
from torg.offers.portal_state import assess_offers
from torg.offers.portal_words import FACTS, STREAMS
from torg.offers.publish_gate import gate_rules
from torg.offers.publish_gate_facts import (
    BadFact,
    forget_manufacturer,
    forget_registration,
    tell_manufacturer,
    tell_registration,
)
from torg.offers.publish_gate_queries import (
    Registration,
    SoldBrand,
    brands_sold,
    manufacturers_of,
    registrations_of_seller,
)

Req = Request[Any, Any, State]
entries = [
    Entry("Product duties", area="portal", path="offers/duties", permission="catalogue", icon="shield", order=24)
]


@get("/portal/{seller:str}/offers/duties")
async def duties(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Answer what is told of manufacturers and registrations."""
    async with member_at(request, seller, "catalogue") as desk:
        return await _page(desk)


@post("/portal/{seller:str}/offers/duties/registrations")
async def add_registration(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Keep a registration."""
    async with member_at(request, seller, "catalogue") as desk:
        form = await desk.form()
        told = Registration(
            form.choice("market", MARKETS), form.choice("stream", STREAMS), form.text("number", longest=60),
            form.text("holder", longest=120, required=False),
        )  # fmt: skip
        if form:
            try:
                await tell_registration(desk.conn, desk.actor, desk.member.seller_id, told)
                return desk.redirect(desk.url("offers/duties"), desk.say("Saved."))
            except BadFact as refused:
                form.refuse(str(refused.extra.get("field", "")), refused)
        return await _page(desk, form=form, status=422)


@post("/portal/{seller:str}/offers/duties/registrations/{market:str}/{stream:str}/remove")
async def remove_registration(
    request: Req, seller: FromPath[str], market: FromPath[str], stream: FromPath[str]
) -> Response[Any]:
    """Take a registration away."""
    async with member_at(request, seller, "catalogue") as desk:
        await forget_registration(desk.conn, desk.actor, desk.member.seller_id, market, stream)
        return desk.redirect(desk.url("offers/duties"), desk.say("Removed."))


@get("/portal/{seller:str}/offers/duties/manufacturers/{brand_id:int}")
async def manufacturer(request: Req, seller: FromPath[str], brand_id: FromPath[int]) -> Response[Any]:
    """Answer the form of one brand's manufacturer; brand 0 is everything else that the seller sells."""
    async with member_at(request, seller, "catalogue") as desk:
        return await _manufacturer_page(desk, brand_id)


@post("/portal/{seller:str}/offers/duties/manufacturers/{brand_id:int}")
async def save_manufacturer(request: Req, seller: FromPath[str], brand_id: FromPath[int]) -> Response[Any]:
    """Keep who makes a brand."""
    async with member_at(request, seller, "catalogue") as desk:
        await _brand_name(desk, brand_id)
        form = await desk.form()
        fields = {code: form.text(code, longest=300, required=False) for code in FACTS}
        if form:
            try:
                await tell_manufacturer(desk.conn, desk.actor, desk.member.seller_id, brand_id or None, fields)
                return desk.redirect(desk.url("offers/duties"), desk.say("Saved."))
            except BadFact as refused:
                form.refuse(str(refused.extra.get("field", "")), refused)
        return await _manufacturer_page(desk, brand_id, form=form, status=422)


@post("/portal/{seller:str}/offers/duties/manufacturers/{brand_id:int}/remove")
async def remove_manufacturer(request: Req, seller: FromPath[str], brand_id: FromPath[int]) -> Response[Any]:
    """Take away what is told of a brand's manufacturer."""
    async with member_at(request, seller, "catalogue") as desk:
        await forget_manufacturer(desk.conn, desk.actor, desk.member.seller_id, brand_id or None)
        return desk.redirect(desk.url("offers/duties"), desk.say("Removed."))


async def _page(desk: Desk, *, status: int = 200, **context: Any) -> Response[Any]:
    seller = desk.member.seller_id
    told = (await manufacturers_of(desk.conn, [seller])).get(seller, {})
    await assess_offers(desk.conn, seller)
    sold = await brands_sold(desk.conn, seller)
    rest = next((each for each in sold if each.id is None), SoldBrand(None, None, 0, 0))
    brands = [replace(rest, id=0, name=desk.say("Everything else that you sell")), *(each for each in sold if each.id)]
    return desk.page(
        "offers/portal/duties.html",
        title=desk.say("Product duties"),
        status=status,
        registrations=await registrations_of_seller(desk.conn, seller),
        brands=[(each, told.get(each.id or None)) for each in brands],
        markets={code: each.names[desk.language] for code, each in MARKETS.items()},
        streams={code: desk.say(words) for code, words in STREAMS.items()},
        wanted=_wanted(),
        **context,
    )


async def _manufacturer_page(desk: Desk, brand_id: int, *, status: int = 200, **context: Any) -> Response[Any]:
    told = (await manufacturers_of(desk.conn, [desk.member.seller_id])).get(desk.member.seller_id, {})
    return desk.page(
        "offers/portal/manufacturer.html",
        title=await _brand_name(desk, brand_id),
        status=status,
        brand_id=brand_id,
        told=told.get(brand_id or None, {}),
        kept=(brand_id or None) in told,
        facts=FACTS,
        **context,
    )


async def _brand_name(desk: Desk, brand_id: int) -> str:
    """Give the name of a brand that the seller sells; raises `OfferNotFound` for any other."""
    if brand_id == 0:
        return desk.say("Everything else that you sell")
    for each in await brands_sold(desk.conn, desk.member.seller_id, 100_000):
        if each.id == brand_id and each.name is not None:
            return each.name
    raise OfferNotFound


def _wanted() -> dict[str, list[str]]:
    """Give the markets in which each stream has to be registered."""
    return {
        stream: sorted({market for rule in gate_rules().rules if rule.field == stream for market in rule.markets})
        for stream in STREAMS
    }


routes = [duties, add_registration, remove_registration, manufacturer, save_manufacturer, remove_manufacturer]
