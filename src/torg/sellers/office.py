"""Sellers in the office: who waits for a review, all sellers as a table, and a seller's whole file."""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table
from torg.core.desk_cells import written_time
from torg.core.files import StoredFile, files_of
from torg.core.static import static_files
from torg.markets import MARKETS
from torg.sellers import office_decide
from torg.sellers.account_numbers import bank_of, written_account
from torg.sellers.activity_queries import ACTIVITY_TO_OFFICE, SELLERS
from torg.sellers.add_document import document_of
from torg.sellers.checks import CHECKS, checks_of
from torg.sellers.completeness import WANTED, missing
from torg.sellers.decision_models import GROUND_NAMES, STATUS_NAMES, SURFACE_NAMES
from torg.sellers.decision_queries import complaints_of, decisions_of
from torg.sellers.pages import country_choices
from torg.sellers.queries import waiting_sellers
from torg.sellers.read_file import whole_file
from torg.sellers.read_step import LEGAL_FORMS
from torg.sellers.states import GROUNDS, SURFACES, ways_from
from torg.sellers.team_queries import team_of
from torg.sellers.words import DOCUMENT_NAMES, KIND_NAMES, STATUS_TONES

OfficeRequest = Request[Any, Any, State]
entries = [Entry("Sellers", area="office", path="sellers", permission="sellers", icon="store", order=10)]

TABLE = Table(
    name="sellers",
    source=SELLERS,
    columns=(
        Column("Name", "name", sort=True, link="{desk}/sellers/{id}"),
        Column("Status", "status", kind="state", sort=True, words=STATUS_NAMES, tones=STATUS_TONES),  # type: ignore[arg-type]
        Column("Standing", "standing", kind="number", sort=True),
        Column("Country", "country", sort=True, phone=False),
        Column("Organisation number", "org_number", phone=False),
        Column("Market", "home_market", phone=False),
        Column("Handed in", "submitted", kind="time", sort=True, phone=False),
        Column("Open complaints", "complaints", kind="number", sort=True, phone=False),
        Column("Announced", "announced", kind="state", words=STATUS_NAMES, tones=STATUS_TONES, phone=False),  # type: ignore[arg-type]
        Column("Joined", "created", kind="date", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("name", "slug", "org_number")),
        Filter("Status", "status", kind="choice", words=STATUS_NAMES),
        Filter(
            "Market", "home_market", kind="choice", words={code: each.names["en"] for code, each in MARKETS.items()}
        ),
        Filter("With open complaints", "complaining", kind="flag", where="source.complaints > 0 AND %(value)s"),
        Filter("Joined", "created", kind="dates"),
    ),
    sort="-created",
)
LOG = Table(
    name="log",
    source=ACTIVITY_TO_OFFICE,
    columns=(
        Column("When", "at", kind="time", sort=True),
        Column("Who", "who"),
        Column("What", "kind", show=lambda desk, row: desk.say(KIND_NAMES.get(row["kind"], row["kind"]))),
        Column("Details", "details", phone=False),
    ),
    filters=(Filter("Search", "q", kind="search", over=("who", "kind", "details")), Filter("When", "at", kind="dates")),
    sort="-at",
    page_size=20,
)


@get("/office/sellers")
async def sellers(request: OfficeRequest) -> Response[Any]:
    """Show who waits for a review with what is missing, then all sellers."""
    async with staff_at(request, "sellers") as desk:
        waiting = [await whole_file(desk.conn, each) for each in await waiting_sellers(desk.conn)]
        return await TABLE.answer(
            desk, title=desk.say("Sellers"), template="sellers/office/list.html", static=static_files(),
            when=lambda at: written_time(desk, at),
            waiting=[(of, missing(of), checks_of(of)) for of in waiting],
        )  # fmt: skip


@get("/office/sellers/{seller:int}")
async def seller_page(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Show everything that a reviewer looks at, and what can be decided."""
    async with staff_at(request, "sellers") as desk:
        return await file_page(desk, seller, Form(language=desk.language))


@get("/office/sellers/{seller:int}/log")
async def log(request: OfficeRequest, seller: FromPath[int]) -> Response[Any]:
    """Show, filter and export what happened at a seller."""
    async with staff_at(request, "sellers") as desk:
        return await LOG.answer(desk, title=desk.say("Activity"), values={"seller": seller})


@get("/office/sellers/{seller:int}/documents/{document:int}")
async def paper(request: OfficeRequest, seller: FromPath[int], document: FromPath[int]) -> Response[Any]:
    """Show a document that a seller handed in."""
    async with staff_at(request, "sellers") as desk:
        found = await document_of(desk.conn, seller, document)
    return await files_of(request).answer(StoredFile(found.file, found.size, found.media_type, found.name))


async def file_page(desk: Desk, seller_id: int, form: Form, status: int = 200) -> Response[Any]:
    """Answer a seller's whole file; raises `SellerNotFound`."""
    of = await whole_file(desk.conn, seller_id)
    say = desk.say
    targets = ways_from(of.seller.status, "market")
    return desk.page(
        "sellers/office/file.html", title=of.seller.name, status=status, form=form, of=of, static=static_files(),
        missing=missing(of), checks=checks_of(of), team=await team_of(desk.conn, seller_id),
        decisions=await decisions_of(desk.conn, seller_id), complaints=await complaints_of(desk.conn, seller_id),
        log=await LOG.html(desk, {"seller": seller_id}, path=f"/office/sellers/{seller_id}/log", title=say("Activity")),
        country=country_choices(desk.language).get(of.seller.country, of.seller.country),
        account=written_account(of.file.account_kind, of.file.account_number), bank=bank_of(of.file.account_number),
        statuses={key: say(words) for key, words in STATUS_NAMES.items()}, tones=STATUS_TONES,
        targets={key: say(STATUS_NAMES[key]) for key in targets},
        grounds={key: say(GROUND_NAMES[key]) for key in GROUNDS if key != "own_wish"},
        surfaces={key: say(SURFACE_NAMES[key]) for key in SURFACES},
        when=lambda at: written_time(desk, at),
        legal_forms={key: say(words) for key, words in LEGAL_FORMS.items()},
        fields={key: say(each.name) for key, each in WANTED.items()},
        kinds={key: say(words) for key, words in DOCUMENT_NAMES.items()}, CHECKS=CHECKS,
    )  # fmt: skip


routes = [sellers, seller_page, log, paper, *office_decide.routes]
