"""Campaigns in the portal: the list, the editor with what shoppers will see, and the page of one."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.catalog.categories import TREE
from torg.core.desk import Column, Desk, Entry, Filter, Form, Row, Table
from torg.core.money import format_money, minor_units
from torg.markets import MARKETS
from torg.offers.campaign import cancel_campaign, checked_plan, plan_campaign
from torg.offers.campaign_models import CampaignPlan
from torg.offers.campaign_preview import Preview, preview_campaign
from torg.offers.campaign_queries import find_campaign, prices_of_campaign
from torg.offers.campaign_run import plan_of, see_to_campaign
from torg.offers.errors import BadCampaign, CampaignNotFound
from torg.offers.portal_queries import CAMPAIGN_ROWS, categories_sold
from torg.offers.portal_words import CAMPAIGN_STATES, CAMPAIGN_TONES, REFUSED
from torg.offers.publish_gate_queries import brands_sold

Req = Request[Any, Any, State]
entries = [Entry("Campaigns", area="portal", path="campaigns", permission="read", icon="coins", order=22)]
_MOST_CHOICES = 40


@lru_cache(maxsize=8)
def campaigns_table(language: str) -> Table:
    """Give the table of campaigns in a language."""
    return Table(
        name="campaigns",
        source=CAMPAIGN_ROWS,
        columns=(
            Column("Name", "name", sort=True, link="{desk}/campaigns/{id}"),
            Column("Market", "market", show=lambda _, row: str(row["market"]).upper(), phone=False),
            Column("State", "state", kind="state", words=CAMPAIGN_STATES, tones=CAMPAIGN_TONES, sort=True),
            Column("Cut", "percent", show=_cut, phone=False),
            Column("Offers", "offers", kind="number", phone=False),
            Column("Begins", "starts", kind="time", sort=True),
            Column("Ends", "ends", kind="time", sort=True),
        ),
        filters=(
            Filter("Search", "q", kind="search", over=("name",)),
            Filter("State", "state", words=CAMPAIGN_STATES),
            Filter("Market", "market", words={code: each.names[language] for code, each in MARKETS.items()}),
        ),
        sort="-starts",
        empty="You have planned no campaign yet.",
    )


def _cut(desk: Desk, row: Row) -> str:
    return desk.say("Own prices") if row["percent"] is None else f"−{row['percent']} %"


@get("/portal/{seller:str}/campaigns")
async def campaigns(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Answer the list of a seller's campaigns."""
    async with member_at(request, seller, "read") as desk:
        return await campaigns_table(desk.language).answer(
            desk,
            title=desk.say("Campaigns"),
            template="offers/portal/campaigns.html",
            values={"seller": desk.member.seller_id},
        )


@get("/portal/{seller:str}/campaigns/new")
async def new_campaign(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Answer the editor, empty: tomorrow at midnight, for a week."""
    async with member_at(request, seller, "prices") as desk:
        return await _editor(desk)


@post("/portal/{seller:str}/campaigns/new")
async def add_campaign(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Show what shoppers will see of the plan, or keep it when that was asked for."""
    async with member_at(request, seller, "prices") as desk:
        form = await desk.form()
        plan = _plan(desk, form)
        preview = None
        if form:
            try:
                checked = checked_plan(plan, datetime.now(UTC))
                preview = await preview_campaign(desk.conn, desk.member.seller_id, checked)
                if form.value("do") == "keep":
                    return await _keep(desk, checked, preview)
            except BadCampaign as refused:
                form.refuse(str(refused.extra.get("field", "")), refused)
        return await _editor(desk, form=form, preview=preview, plan=plan, status=200 if form else 422)


@get("/portal/{seller:str}/campaigns/{campaign_id:int}")
async def campaign_page(request: Req, seller: FromPath[str], campaign_id: FromPath[int]) -> Response[Any]:
    """Answer the page of one campaign: what it is for, and what shoppers will see or see."""
    async with member_at(request, seller, "read") as desk:
        campaign = await find_campaign(desk.conn, campaign_id)
        if campaign is None or campaign.seller_id != desk.member.seller_id:
            raise CampaignNotFound
        plan = plan_of(campaign, await prices_of_campaign(desk.conn, campaign_id))
        preview = None
        if campaign.state == "scheduled":
            preview = await preview_campaign(desk.conn, desk.member.seller_id, plan, campaign_id)
        return desk.page(
            "offers/portal/campaign.html",
            title=campaign.name,
            campaign=campaign,
            states=CAMPAIGN_STATES,
            tones=CAMPAIGN_TONES,
            categories=[TREE.path(each)[-1].names[desk.language] for each in plan.categories if TREE.get(each)],
            prices=plan.prices,
            **_shown(desk, plan, preview),
        )


@post("/portal/{seller:str}/campaigns/{campaign_id:int}/cancel")
async def call_off(request: Req, seller: FromPath[str], campaign_id: FromPath[int]) -> Response[Any]:
    """Call a campaign off, or end it now."""
    async with member_at(request, seller, "prices") as desk:
        done = await cancel_campaign(desk.conn, desk.actor, desk.member.seller_id, campaign_id)
        said = desk.say("The campaign has ended; the ordinary prices are back.")
        if done.state == "cancelled":
            said = desk.say("The campaign is called off.")
        return desk.redirect(desk.url(f"campaigns/{campaign_id}"), said)


async def _keep(desk: Desk, plan: CampaignPlan, preview: Preview) -> Response[Any]:
    if not preview.selected:
        raise BadCampaign(desk.say("The campaign has no offers: nothing on sale is selected."), field="")
    campaign = await plan_campaign(desk.conn, desk.actor, desk.member.seller_id, plan)
    said = desk.say("The campaign is planned. It begins and ends by itself.")
    if plan.starts <= datetime.now(UTC):
        await see_to_campaign(desk.conn, desk.actor, campaign.id)
        said = desk.say("The campaign is running.")
    return desk.redirect(desk.url(f"campaigns/{campaign.id}"), said)


def _plan(desk: Desk, form: Form) -> CampaignPlan:
    market = form.choice("market", MARKETS) or desk.member.home_market
    fixed = form.choice("kind", ("percent", "prices")) == "prices"
    return CampaignPlan(
        market=market,
        name=form.text("name", longest=120),
        starts=_moment(desk, form, "starts", market),
        ends=_moment(desk, form, "ends", market),
        percent=None if fixed else form.whole("percent", least=1, most=95),
        prices=_prices(desk, form, market) if fixed else {},
        whole=form.ticked("whole"),
        claims=form.ticked("claims"),
        skus=form.value("skus").replace("\x00", "").split(),
        categories=[int(each) for each in form.typed.get("categories", []) if each.isdecimal() and len(each) < 10],
        brands=[int(each) for each in form.typed.get("brands", []) if each.isdecimal() and len(each) < 16],
        everything=form.ticked("everything"),
    )


def _moment(desk: Desk, form: Form, name: str, market: str) -> datetime:
    """Read a time of the market's own clock, as browsers send it."""
    try:
        return datetime.fromisoformat(form.value(name)).replace(tzinfo=ZoneInfo(MARKETS[market].time_zone))
    except ValueError:
        form.refuse(name, desk.say("Please choose a day and a time."))
        return datetime.now(UTC)


def _prices(desk: Desk, form: Form, market: str) -> dict[str, int]:
    """Read an article number and its price from each line, with a semicolon, tab or spaces between them."""
    prices: dict[str, int] = {}
    for number, line in enumerate(form.value("prices").splitlines(), 1):
        words = line.replace(";", " ").replace("\t", " ").split()
        if not words:
            continue
        amount = Decimal(words[-1].replace(",", ".")) if _is_amount(words[-1]) else None
        if len(words) < 2 or amount is None:
            form.refuse("prices", desk.say("Line %(number)s: write an article number and a price.", number=number))
            break
        prices[" ".join(words[:-1])] = minor_units(amount, MARKETS[market].currency)
    return prices


def _is_amount(text: str) -> bool:
    whole, _, rest = text.replace(",", ".").partition(".")
    return whole.isascii() and whole.isdigit() and len(whole) < 12 and (not rest or (rest.isdigit() and len(rest) < 3))


async def _editor(
    desk: Desk, *, plan: CampaignPlan | None = None, preview: Preview | None = None, status: int = 200, **context: Any
) -> Response[Any]:
    seller = desk.member.seller_id
    tomorrow = datetime.now(desk.zone).replace(hour=0, minute=0) + timedelta(days=1)
    brands = await brands_sold(desk.conn, seller, _MOST_CHOICES)
    categories = [
        (number, count) for number, count in await categories_sold(desk.conn, seller, _MOST_CHOICES) if TREE.get(number)
    ]
    return desk.page(
        "offers/portal/campaign_edit.html",
        title=desk.say("New campaign"),
        status=status,
        markets={code: each.names[desk.language] for code, each in MARKETS.items()},
        home=desk.member.home_market,
        starts=tomorrow.strftime("%Y-%m-%dT%H:%M"),
        ends=(tomorrow + timedelta(days=7)).strftime("%Y-%m-%dT%H:%M"),
        brands={str(each.id): f"{each.name} ({each.offers})" for each in brands if each.id is not None},
        categories={
            str(number): f"{TREE.path(number)[-1].names[desk.language]} ({count})" for number, count in categories
        },
        **_shown(desk, plan, preview),
        **context,
    )


def _shown(desk: Desk, plan: CampaignPlan | None, preview: Preview | None) -> dict[str, Any]:
    """Give what a template needs to show a preview."""
    currency = MARKETS[plan.market].currency if plan is not None and plan.market in MARKETS else "SEK"

    def money(amount: int) -> str:
        return format_money(amount, currency, desk.language)

    def why(code: str, lowest: int | None) -> str:
        return desk.say(REFUSED[code], price=money(lowest or 0))

    return {"preview": preview, "money": money, "why": why}


routes = [campaigns, new_campaign, add_campaign, campaign_page, call_off]
