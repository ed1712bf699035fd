"""Commission in the office: every plan with its versions, and the form that shows what a new one would change."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from markupsafe import Markup

from torg.accounts import staff_at
from torg.catalog.categories import TREE
from torg.commission.announce_plan import NOTICE, Preview, preview_plan
from torg.commission.models import NewPlan, Terms
from torg.commission.propose_plan import propose_plan
from torg.commission.queries import PLAN_ROWS, count_touched
from torg.commission.words import STATE_WORDS, category_words, terms_words
from torg.core.desk import Column, Desk, Entry, Filter, Form, Row, Table
from torg.core.money import format_money
from torg.markets import MARKETS, country_name, local_day
from torg.sellers import all_sellers

entries = [Entry("Commission", area="office", path="commission", permission="finance", icon="coins", order=60)]
_MARKETS = {"se": "Sweden", "no": "Norway", "dk": "Denmark", "fi": "Finland"}
_EXAMPLES = (4900, 19900, 99900, 499900)
_MOST_FOUND = 20


def _category(desk: Desk, row: Row) -> str | Markup:
    return category_words(row["category_id"], desk.language)


PLANS = Table(
    name="plans",
    source=PLAN_ROWS,
    columns=(
        Column("Market", "market", kind="state", sort=True, words=_MARKETS),
        Column("For", "category_id", show=_category),
        Column("Seller", "seller", sort=True),
        Column("Share", "share", kind="share", sort=True),
        Column("Each piece", "fixed", kind="money", phone=False),
        Column("At least", "minimum", kind="money", phone=False),
        Column("From", "valid_from", kind="date", sort=True),
        Column("Until", "valid_until", kind="date", sort=True, phone=False),
        Column(
            "State", "state", kind="state", words=STATE_WORDS,
            tones={"holds": "good", "announced": "few", "ends": "bad"},
        ),
        Column("Why", "why", phone=False),
        Column("Announced", "announced", kind="date", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("seller", "why", "category_id")),
        Filter("Market", "market", words=_MARKETS),
        Filter("State", "state", words=STATE_WORDS),
        Filter("From", "valid_from", kind="dates"),
    ),
    sort="-announced",
)  # fmt: skip


@get("/office/commission")
async def plans(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer every version of every plan."""
    async with staff_at(request, "finance") as desk:
        return await PLANS.answer(desk, title=desk.say("Commission"), template="commission/office/plans.html")


@get("/office/commission/new")
async def new_plan(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer the form for a plan."""
    async with staff_at(request, "finance") as desk:
        return await _form_page(desk, Form(language=desk.language))


@post("/office/commission/new")
async def propose(request: Request[Any, Any, State]) -> Response[Any]:
    """Show what a plan would change, or put it before a second person."""
    async with staff_at(request, "finance") as desk:
        form = await desk.form()
        found = _found_categories(desk, form)
        plan, why = _read_plan(form, found), form.text("why", longest=500)
        preview: Preview | None = None
        if form:
            async with form.trying(desk.conn):
                preview = await preview_plan(desk.conn, plan)
                if plan.valid_from < preview.earliest:
                    form.refuse(
                        "valid_from",
                        desk.say(
                            "Some would pay more: sellers have to know 15 days before. The first day is %(day)s.",
                            day=preview.earliest.isoformat(),
                        ),
                    )
                elif form.value("act") == "propose":
                    approval = await propose_plan(desk.conn, desk.actor, plan, why)
                    return desk.redirect(
                        desk.url(f"approvals/{approval.id}"), desk.say("Proposed. A second person decides it.")
                    )
        return await _form_page(desk, form, plan, preview, found, status=200 if form else 422)


routes = [plans, new_plan, propose]


def _found_categories(desk: Desk, form: Form) -> dict[str, str]:
    """Find the categories that a typed name or number means: one of them is chosen, several are offered."""
    typed = form.text("category", longest=200, required=False)
    if not typed:
        return {}
    number = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
    wanted = typed.casefold()
    exact = [
        each for each in TREE.all() if each.id == number or wanted in {name.casefold() for name in each.names.values()}
    ]
    near = exact or [each for each in TREE.all() if wanted in each.names[desk.language].casefold()]
    return {str(each.id): category_words(each.id, desk.language) for each in near[:_MOST_FOUND]}


def _read_plan(form: Form, found: dict[str, str]) -> NewPlan:
    market = form.choice("market", MARKETS) or next(iter(MARKETS))
    currency = MARKETS[market].currency
    category: int | None = None
    if form.value("category").strip():
        chosen = form.value("category_id")
        if chosen in found:
            category = int(chosen)
        elif len(found) == 1:
            category = int(next(iter(found)))
        else:
            say = form.words.say
            form.refuse("category", say("Which of these?") if found else say("There is no such category."))
    seller = form.value("seller_id")
    ends = form.ticked("ends")
    return NewPlan(
        market=market,
        valid_from=form.day("valid_from") or date.max,
        rate=None if ends else int(form.decimal("rate", most=Decimal(100)) * 100),
        fixed=0 if ends else form.money("fixed", currency, required=False),
        minimum=0 if ends else form.money("minimum", currency, required=False),
        category_id=category,
        seller_id=int(seller) if seller.isdecimal() and len(seller) < 19 else None,
        valid_until=None if ends else form.day("valid_until", required=False),
    )


async def _form_page(
    desk: Desk, form: Form, plan: NewPlan | None = None, preview: Preview | None = None,
    found: dict[str, str] | None = None, status: int = 200,
) -> Response[Any]:  # fmt: skip
    market = plan.market if plan else next(iter(MARKETS))
    earliest = local_day(market, datetime.now(UTC)) + NOTICE
    touched = (0, 0)
    if plan is not None and preview is not None:
        below = None if plan.category_id is None else [plan.category_id, *TREE.descendants(plan.category_id)]
        touched = await count_touched(desk.conn, plan.market, below, plan.seller_id)
    sellers = {str(each.id): each.name for each in await all_sellers(desk.conn)}
    return desk.page(
        "commission/office/new.html",
        title=desk.say("New commission plan"),
        form=form,
        markets={code: country_name(each.country, desk.language) for code, each in MARKETS.items()},
        sellers=sellers,
        found=found if found and len(found) > 1 else {},
        earliest=earliest,
        preview=preview,
        touched=touched,
        changes=_changes(desk, market, preview, sellers) if preview else [],
        status=status,
    )


def _changes(desk: Desk, market: str, preview: Preview, sellers: dict[str, str]) -> list[dict[str, Any]]:
    """Write what changes, with what a few prices would cost before and after."""
    currency = MARKETS[market].currency

    def fees(terms: Terms) -> list[str]:
        return [format_money(terms.fee(price), currency, desk.language) for price in _EXAMPLES]

    return [
        {
            "on": each.on.isoformat(),
            "seller": sellers.get(str(each.seller_id), "") if each.seller_id else "",
            "what": category_words(each.category_id, desk.language),
            "before": terms_words(each.before, currency, desk.language),
            "after": terms_words(each.after, currency, desk.language),
            "dearer": each.dearer,
            "examples": list(
                zip(
                    [format_money(price, currency, desk.language) for price in _EXAMPLES],
                    fees(each.before), fees(each.after), strict=True,
                )
            ),
        }
        for each in preview.changes[:50]
    ]  # fmt: skip
