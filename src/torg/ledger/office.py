"""The ledger in the office: whether it adds up, every account with its balance, and statements."""

from datetime import date, timedelta
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from msgspec import ValidationError, convert

from torg.accounts import staff_at
from torg.core.desk import Column, Entry, Filter, Form, Table
from torg.core.errors import NotFound
from torg.ledger.accounts import Account
from torg.ledger.balances import balance
from torg.ledger.queries import ACCOUNT_ROWS, STATEMENT_ROWS, holder_name, today_and_closed, trial_balance
from torg.ledger.words import KIND_WORDS, LABEL_WORDS, POSTING_WORDS

entries = [Entry("Ledger", area="office", path="ledger", permission="finance", icon="chart", order=61)]

ACCOUNTS = Table(
    name="accounts",
    source=ACCOUNT_ROWS,
    columns=(
        Column(
            "Account", "kind", kind="state", words=KIND_WORDS, sort=True,
            link="{desk}/ledger/{kind}/{currency}/{holder}",
        ),
        Column("Of", "name", sort=True),
        Column("Currency", "currency", sort=True, phone=False),
        Column("Balance", "balance", kind="money", sort=True),
        Column("Entries", "entries", kind="number", sort=True, phone=False),
        Column("Last entry", "last", kind="date", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("name", "holder")),
        Filter("Account", "kind", words=KIND_WORDS),
        Filter("Currency", "currency", words={each: each for each in ("SEK", "NOK", "DKK", "EUR", "ISK")}),
    ),
    sort="id",
    empty="Nothing has been posted yet.",
)  # fmt: skip
LINES = Table(
    name="statement",
    source=STATEMENT_ROWS,
    columns=(
        Column("Day", "day", kind="date", sort=True),
        Column("What", "kind", kind="state", words=POSTING_WORDS),
        Column("Of", "document"),
        Column("For", "label", kind="state", words=LABEL_WORDS, phone=False),
        Column("Amount", "amount", kind="money", sort=True),
        Column("Time", "at", kind="time", phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("document", "kind", "label")),
        Filter("Day", "day", kind="dates"),
        Filter("Amount", "amount", kind="money_range"),
    ),
    sort="-id",
    empty="Nothing was posted on this account in that time.",
)


@get("/office/ledger")
async def ledger(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer the trial balance and every account."""
    async with staff_at(request, "finance") as desk:
        totals = await trial_balance(desk.conn)
        today, closed = await today_and_closed(desk.conn)
        sums = {currency: sum(each.amount for each in totals if each.currency == currency)
                for currency in sorted({each.currency for each in totals})}  # fmt: skip
        return await ACCOUNTS.answer(
            desk, title=desk.say("Ledger"), template="ledger/office/ledger.html", totals=totals, sums=sums,
            kind_words=KIND_WORDS, closed=closed, today=today,
        )  # fmt: skip


@get(["/office/ledger/{kind:str}/{currency:str}", "/office/ledger/{kind:str}/{currency:str}/{holder:str}"])
async def account(
    request: Request[Any, Any, State], kind: FromPath[str], currency: FromPath[str], holder: FromPath[str] = ""
) -> Response[Any]:
    """Answer the statement of one account, between two days when they are given: opening, entries, closing."""
    async with staff_at(request, "finance") as desk:
        try:
            which = convert({"kind": kind, "currency": currency, "holder": holder}, Account)
        except ValidationError as error:
            raise NotFound from error
        form = Form({name: [value] for name, value in request.query_params.items()}, language=desk.language)
        first, last = form.day("day_from", required=False), form.day("day_to", required=False)
        before = first - timedelta(days=1) if first and first > date.min else None
        return await LINES.answer(
            desk,
            title=desk.say(KIND_WORDS[which.kind]),
            template="ledger/office/account.html",
            values={"kind": which.kind, "holder": which.holder, "currency": which.currency, "sign": which.sign},
            account=which,
            holder=await holder_name(desk.conn, which),
            opening=await balance(desk.conn, which, before) if before else 0,
            closing=await balance(desk.conn, which, last),
        )


routes = [ledger, account]
