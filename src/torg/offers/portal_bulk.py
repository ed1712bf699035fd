"""Prices and stocks by file: take the table with you, change it, bring it back, look at what would happen, do it."""

import csv
import io
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Desk
from torg.core.desk_cells import written_amount
from torg.core.errors import Refusal
from torg.markets import MARKETS
from torg.offers.bulk_edit import MOST_BYTES, EditedRow, RowError, apply_bulk_edit, keep_upload, try_bulk_edit
from torg.offers.errors import BulkEditNotFound
from torg.offers.portal_queries import BulkEdit, find_bulk_edit, offers_for_file
from torg.offers.portal_words import OUTCOMES

Req = Request[Any, Any, State]
_SHOWN = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@get("/portal/{seller:str}/offers/bulk")
async def bulk(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Answer the page that gives and takes the file."""
    async with member_at(request, seller, "prices") as desk:
        return desk.page("offers/portal/bulk.html", title=desk.say("Change by file"))


@get("/portal/{seller:str}/offers/bulk/download")
async def download(request: Req, seller: FromPath[str]) -> Response[bytes]:
    """Give all offers as a table that comes back as it is, or changed."""
    async with member_at(request, seller, "prices") as desk:
        rows = await offers_for_file(desk.conn, desk.member.seller_id, desk.language)
        name = f"offers-{desk.member.seller_slug}.csv"
        return Response(
            _written(rows, desk.language),
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"},
        )


@post("/portal/{seller:str}/offers/bulk", request_max_body_size=MOST_BYTES + 100_000)
async def upload(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Keep an uploaded file, and lead to what would become of each of its rows."""
    async with member_at(request, seller, "prices") as desk:
        form = await desk.form()
        file = form.file("file")
        if form and file is not None:
            try:
                edit = await keep_upload(
                    desk.conn, desk.actor, desk.member.seller_id, file.filename or "", await file.read(),
                    desk.member.home_market,
                )  # fmt: skip
                return desk.redirect(desk.url(f"offers/bulk/{edit}"))
            except Refusal as refused:
                form.refuse("file", refused)
        return desk.page("offers/portal/bulk.html", title=desk.say("Change by file"), form=form, status=422)


@get("/portal/{seller:str}/offers/bulk/{edit_id:int}")
async def trial(request: Req, seller: FromPath[str], edit_id: FromPath[int]) -> Response[Any]:
    """Answer what would become of each row; what has been done already is only told."""
    async with member_at(request, seller, "prices") as desk:
        kept = await find_bulk_edit(desk.conn, desk.member.seller_id, edit_id)
        if kept is None:
            raise BulkEditNotFound
        rows: list[EditedRow] = []
        if kept.applied is None:
            _, rows = await try_bulk_edit(desk.conn, desk.actor, desk.member.seller_id, edit_id)
        return _report(desk, kept, rows)


@post("/portal/{seller:str}/offers/bulk/{edit_id:int}")
async def make(request: Req, seller: FromPath[str], edit_id: FromPath[int]) -> Response[Any]:
    """Make the changes of a file that was looked at."""
    async with member_at(request, seller, "prices") as desk:
        rows = await apply_bulk_edit(desk.conn, desk.actor, desk.member.seller_id, edit_id)
        changed = sum(row.result.outcome == "changed" for row in rows)
        said = desk.count("%(number)s offer changed.", "%(number)s offers changed.", changed)
        return desk.redirect(desk.url(f"offers/bulk/{edit_id}"), said)


def _report(desk: Desk, kept: BulkEdit, rows: list[EditedRow]) -> Response[Any]:
    counts = {outcome: sum(row.result.outcome == outcome for row in rows) for outcome in OUTCOMES}
    telling = sorted(rows, key=lambda row: (row.result.outcome != "refused", row.result.outcome != "changed", row.line))
    return desk.page(
        "offers/portal/trial.html",
        title=kept.file or desk.say("Change by file"),
        edit=kept,
        rows=telling[:_SHOWN],
        more=max(0, len(rows) - _SHOWN),
        counts=kept.report or counts,
        outcomes=OUTCOMES,
        errors=[RowError(**each) for each in kept.refused[:_SHOWN]],
    )


def _written(rows: list[tuple[Any, ...]], language: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["sku", "market", "title", "price", "regular", "stock", "condition"])
    for sku, market, title, price, regular, stock, condition in rows:
        currency = MARKETS[market].currency if market in MARKETS else "SEK"
        amounts = ["" if each is None else written_amount(each, currency, language) for each in (price, regular)]
        writer.writerow([_harmless(sku), market, _harmless(title), *amounts, stock, condition])
    # The mark at the start is what makes spreadsheets read the letters as they are meant.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(text: str) -> str:
    """Keep spreadsheets from taking words for a formula; the apostrophe is taken off again when the file returns."""
    return f"'{text}" if text.startswith(_FORMULA) else text


routes = [bulk, download, upload, trial, make]
