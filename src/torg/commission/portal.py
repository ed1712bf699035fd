"""Commission in the portal: a seller's terms now and to come, and what a sale would cost."""

from datetime import UTC, datetime
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.commission.fee_vat import fee_vat
from torg.commission.models import Commission, Plan, SaleLine, commission_of
from torg.commission.price_list import PriceList
from torg.commission.queries import offered_categories, plans_of
from torg.commission.words import category_words, long_date, percent, terms_words
from torg.core.desk import Desk, Entry, Form
from torg.core.market_settings import read
from torg.markets import MARKETS, country_name, local_day
from torg.markets.operator import OPERATOR
from torg.sellers import Seller, seller_by_slug

entries = [Entry("Terms", area="portal", path="terms", icon="coins", order=70)]
VAT_WORDS = {
    "domestic": "VAT on the commission",
    "reverse_charge": "Reverse charge: you account for the VAT on the commission yourself.",
    "outside_eu": "No VAT is charged on the commission: the service is supplied where you are.",
}
"""How VAT on the fee is said: msgids."""


@get("/portal/{seller:str}/terms")
async def terms(request: Request[Any, Any, State], seller: FromPath[str]) -> Response[Any]:
    """Answer what the market takes of this seller's sales, what is announced, and a calculator."""
    async with member_at(request, seller, "read") as desk:
        found = await seller_by_slug(desk.conn, seller)
        asked = {name: [value] for name, value in request.query_params.items()}
        form = Form(asked, language=desk.language)
        market = form.value("market") if form.value("market") in MARKETS else found.home_market
        price_list = PriceList(await plans_of(desk.conn, market))
        today = local_day(market, datetime.now(UTC))
        holding = price_list.in_force(today)
        offered = [number for number, _ in await offered_categories(desk.conn, market, found.id)]
        sum_ = await _worked_out(desk, form, price_list, found, market, offered) if "price" in form else None
        currency = MARKETS[market].currency
        return desk.page(
            "commission/portal/terms.html",
            title=desk.say("Terms"),
            form=form,
            market=market,
            markets={code: country_name(each.country, desk.language) for code, each in MARKETS.items()},
            currency=currency,
            holding=[_line(desk, each, currency) for each in _for(holding, found.id, holding)],
            coming=[_line(desk, each, currency) for each in _for(price_list.announced(today), found.id, holding)],
            categories={str(number): category_words(number, desk.language) for number in offered},
            result=sum_,
            vat_words=VAT_WORDS,
            percent=percent,
        )


routes = [terms]


def _for(plans: list[Plan], seller_id: int, holding: list[Plan]) -> list[Plan]:
    """Leave out what does not reach this seller: once it has a plan of its own for everything, everybody's."""
    own_only = any(each.seller_id == seller_id and each.category_id is None for each in holding)
    own_ends = any(each.seller_id == seller_id and each.rate is None for each in plans)
    wanted = {seller_id} if own_only and not own_ends else {seller_id, None}
    return [each for each in plans if each.seller_id in wanted]


def _line(desk: Desk, plan: Plan, currency: str) -> dict[str, Any]:
    return {
        "what": category_words(plan.category_id, desk.language),
        "own": plan.seller_id is not None,
        "terms": desk.say("The plan ends") if plan.rate is None else terms_words(plan.terms, currency, desk.language),
        "from": long_date(plan.valid_from, desk.language),
        "until": long_date(plan.valid_until, desk.language) if plan.valid_until else "",
    }


async def _worked_out(
    desk: Desk, form: Form, price_list: PriceList, seller: Seller, market: str, offered: list[int]
) -> dict[str, Any] | None:
    """Work out what a sale would cost today; nothing when what was typed cannot be read."""
    currency = MARKETS[market].currency
    price, quantity = form.money("price", currency), form.whole("quantity", least=1, most=9999, otherwise=1)
    category = form.value("category")
    number = int(category) if category.isdecimal() and len(category) < 10 and int(category) in offered else None
    if not form:
        return None
    today = local_day(market, datetime.now(UTC))
    plan = price_list.plan_for(seller.id, number, today)
    operator = await read(desk.conn, OPERATOR)
    vat = fee_vat(operator.country, seller.country, vat_registered=bool(seller.vat_number), on=today)
    amount = price * quantity
    commission: Commission = commission_of(SaleLine(amount, currency, quantity), plan, vat)
    return {
        "amount": amount,
        "commission": commission,
        "left": amount - commission.gross,
        "terms": terms_words(plan.terms, currency, desk.language),
        "what": category_words(plan.category_id, desk.language),
    }
