"""Feeds in the portal: upload, fetch by schedule, and reports that say what to mend."""

import csv
import io
from functools import partial
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table
from torg.core.desk_cells import written_time
from torg.core.files import files_of
from torg.core.static import static_files
from torg.offers.api_models import details_of
from torg.offers.errors import ImportNotFound
from torg.offers.feed_import_queries import import_by_id, report_of_run
from torg.offers.feed_import_start import LARGEST_FEED, safe_file_name, start_import
from torg.offers.feed_import_upload import keep_feed
from torg.offers.feed_imports import OPEN, FeedImport, FeedOptions, NewFeedImport
from torg.offers.portal_feed_forms import mapping_text, option_words, read_options, read_times
from torg.offers.portal_feed_queries import IMPORTS
from torg.offers.report import ImportReport
from torg.offers.scheduled_feed_life import change_schedule, create_schedule, fetch_now, remove_schedule, schedule_of
from torg.offers.scheduled_feed_queries import schedules_of_seller
from torg.offers.scheduled_feeds import FeedScheduleChange, NewFeedSchedule
from torg.sellers import seller_by_slug

Req = Request[Any, Any, State]
STATES = {
    "waiting": "Waiting", "fetching": "Being fetched", "running": "Being read", "completed": "Imported",
    "unchanged": "Nothing new", "broken_off": "Read in part", "failed": "Failed",
}  # fmt: skip
FEED_STATES = {"active": "On", "paused": "Off", "failing": "Paused after failures"}
TONES = {
    "completed": "good", "unchanged": "quiet", "broken_off": "few", "failed": "bad", "active": "good",
    "paused": "quiet", "failing": "bad",
}  # fmt: skip
entries = [Entry("Feeds", area="portal", path="integrations/feeds", permission="catalogue", icon="upload", order=28)]
TABLE = Table(
    name="imports",
    source=IMPORTS,
    columns=(
        Column("Feed", "name", link="{desk}/integrations/feeds/imports/{id}"),
        Column("State", "state", kind="state", words=STATES, tones={
            "completed": "good", "broken_off": "few", "failed": "bad"}),
        Column("Rows", "read", kind="number"),
        Column("Refused", "refused", kind="number"),
        Column("Warnings", "warned", kind="number", phone=False),
        Column("File", "file_name", phone=False),
        Column("Begun", "created", kind="time", sort=True, phone=False),
    ),
    filters=(Filter("State", "state", words=STATES), Filter("Search", "q", kind="search", over=("name", "file_name"))),
    sort="-created",
    empty="No feed has come yet.",
)  # fmt: skip


@get("/portal/{seller:str}/integrations/feeds")
async def feeds(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Show scheduled feeds and what came of each import, and a form to upload one."""
    async with member_at(request, seller, "catalogue") as desk:
        return await TABLE.answer(
            desk, title=desk.say("Feeds"), template="offers/portal/feeds.html", **await _context(desk)
        )  # fmt: skip


@post("/portal/{seller:str}/integrations/feeds", request_max_body_size=LARGEST_FEED)
async def upload(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Take a file, and lead to how far its import is."""
    async with member_at(request, seller, "catalogue") as desk:
        form = await desk.form()
        name, options, file = form.text("name"), read_options(form), form.file("file")
        if file is None:
            form.refuse("file", desk.say("Please choose a file."))
        elif form:
            async with form.trying(desk.conn, "file"):
                kept = await keep_feed(files_of(request), file)
                new = NewFeedImport(name, "upload", kept.key, safe_file_name(file.filename), kept.size, options)
                made = await start_import(desk.conn, desk.actor, desk.member.seller_id, new)
        if form:
            return desk.redirect(_import_path(desk, made.id))
        table = await TABLE.html(desk, path=desk.url("integrations/feeds"))
        context = await _context(desk, form)
        return desk.page("offers/portal/feeds.html", title=desk.say("Feeds"), table=table, status=422, **context)


@get("/portal/{seller:str}/integrations/feeds/new")
async def new_schedule(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Show the form for a feed that is to be fetched."""
    async with member_at(request, seller, "catalogue") as desk:
        return _schedule_page(desk, Form(language=desk.language))


@post("/portal/{seller:str}/integrations/feeds/new")
async def create(request: Req, seller: FromPath[str]) -> Response[Any]:
    """Have a feed fetched from now on, for the first time at once."""
    async with member_at(request, seller, "catalogue") as desk:
        form = await desk.form()
        new = NewFeedSchedule(
            form.text("name"), form.text("url", longest=2000), read_times(form), read_options(form)
        )  # fmt: skip
        if form:
            async with form.trying(desk.conn):
                shop = await seller_by_slug(desk.conn, seller)
                made = await create_schedule(desk.conn, desk.actor, shop, new, allow_private=_allow_private(desk))
                first = await fetch_now(desk.conn, desk.actor, shop.id, made.id)
        return desk.redirect(_import_path(desk, first.id)) if form else _schedule_page(desk, form, status=422)


@get("/portal/{seller:str}/integrations/feeds/{schedule_id:int}")
async def schedule(request: Req, seller: FromPath[str], schedule_id: FromPath[int]) -> Response[Any]:
    """Show a scheduled feed, to be changed."""
    async with member_at(request, seller, "catalogue") as desk:
        found = await schedule_of(desk.conn, desk.member.seller_id, schedule_id)
        return _schedule_page(desk, Form(language=desk.language), feed=found)


@post("/portal/{seller:str}/integrations/feeds/{schedule_id:int}")
async def change(request: Req, seller: FromPath[str], schedule_id: FromPath[int]) -> Response[Any]:
    """Change a scheduled feed."""
    async with member_at(request, seller, "catalogue") as desk:
        form = await desk.form()
        said = FeedScheduleChange(form.text("url", longest=2000), read_times(form), read_options(form))
        if form:
            async with form.trying(desk.conn):
                await change_schedule(
                    desk.conn, desk.actor, desk.member.seller_id, schedule_id, said, allow_private=_allow_private(desk)
                )
        if form:
            return desk.redirect(desk.url("integrations/feeds"), desk.say("Saved."))
        found = await schedule_of(desk.conn, desk.member.seller_id, schedule_id)
        return _schedule_page(desk, form, feed=found, status=422)


@post("/portal/{seller:str}/integrations/feeds/{schedule_id:int}/turn")
async def turn(request: Req, seller: FromPath[str], schedule_id: FromPath[int]) -> Response[Any]:
    """Turn a scheduled feed off or on."""
    async with member_at(request, seller, "catalogue") as desk:
        said = FeedScheduleChange(active=(await desk.form()).value("to") == "on")
        await change_schedule(
            desk.conn, desk.actor, desk.member.seller_id, schedule_id, said, allow_private=_allow_private(desk)
        )
        return desk.redirect(desk.url("integrations/feeds"), desk.say("Saved."))


@post("/portal/{seller:str}/integrations/feeds/{schedule_id:int}/fetch")
async def fetch(request: Req, seller: FromPath[str], schedule_id: FromPath[int]) -> Response[Any]:
    """Fetch a feed at once."""
    async with member_at(request, seller, "catalogue") as desk:
        made = await fetch_now(desk.conn, desk.actor, desk.member.seller_id, schedule_id)
        return desk.redirect(_import_path(desk, made.id))


@post("/portal/{seller:str}/integrations/feeds/{schedule_id:int}/remove")
async def remove(request: Req, seller: FromPath[str], schedule_id: FromPath[int]) -> Response[Any]:
    """Fetch a feed no more."""
    async with member_at(request, seller, "catalogue") as desk:
        await remove_schedule(desk.conn, desk.actor, desk.member.seller_id, schedule_id)
        said = desk.say("The feed is not fetched any more. What it brought stays for sale.")
        return desk.redirect(desk.url("integrations/feeds"), said)


@get("/portal/{seller:str}/integrations/feeds/imports/{import_id:int}")
async def report(request: Req, seller: FromPath[str], import_id: FromPath[int]) -> Response[Any]:
    """Show how far an import is, and what is wrong with which row; `?form=csv` and `?form=json` to take along."""
    async with member_at(request, seller, "catalogue") as desk:
        found, told = await _report(desk, import_id)
        form = request.query_params.get("form", "")
        if form in {"csv", "json"}:
            return _download(found, told, form)
        context: dict[str, Any] = {
            "found": found, "report": told, "state": desk.say(STATES[found.state]),
            "tone": TONES.get(found.state, "quiet"), "open": found.state in OPEN, "when": partial(written_time, desk),
            "static": static_files(),
        }  # fmt: skip
        if desk.wants_part:
            return desk.part("offers/portal/import_part.html", **context)
        return desk.page("offers/portal/import.html", title=found.name, **context)


routes = [feeds, upload, new_schedule, create, schedule, change, turn, fetch, remove, report]


async def _context(desk: Desk, form: Form | None = None) -> dict[str, Any]:
    return {
        "form": Form(language=desk.language) if form is None else form,
        "schedules": await schedules_of_seller(desk.conn, desk.member.seller_id),
        "states": {name: desk.say(words) for name, words in FEED_STATES.items()},
        "tones": TONES,
        "when": partial(written_time, desk),
        "static": static_files(),
        "usual": FeedOptions(),
        **option_words(desk),
    }


def _schedule_page(desk: Desk, form: Form, *, feed: Any = None, status: int = 200) -> Response[Any]:
    options = feed.options if feed is not None else FeedOptions()
    return desk.page(
        "offers/portal/feed_schedule.html",
        title=feed.name if feed is not None else desk.say("Fetch a feed"),
        status=status, form=form, feed=feed, options=options, mapping=mapping_text(options),
        zone=str(desk.zone), static=static_files(), **option_words(desk),
    )  # fmt: skip


async def _report(desk: Desk, import_id: int) -> tuple[FeedImport, ImportReport | None]:
    found = await import_by_id(desk.conn, import_id, desk.member.seller_id)
    if found is None:
        raise ImportNotFound
    return found, None if found.run_id is None else await report_of_run(desk.conn, found.run_id)


def _download(found: FeedImport, told: ImportReport | None, form: str) -> Response[bytes]:
    """Write a report as JSON, or its findings as a table for any spreadsheet."""
    headers = {
        "content-disposition": f'attachment; filename="import-{found.id}.{form}"', "cache-control": "no-store",
    }  # fmt: skip
    if form == "json":
        content = msgspec.json.format(msgspec.json.encode(details_of(found, told)))
        return Response(content, headers=headers, media_type="application/json")
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["kind", "line", "sku", "field", "value", "reason"])
    for kind, findings in (("refused", told.refusals if told else []), ("warning", told.warnings if told else [])):
        for each in findings:
            cells = [each.sku or "", each.field, each.value, each.reason]
            writer.writerow([kind, each.line or "", *map(_harmless, cells)])
    # The mark at the start is what makes spreadsheets read the letters as they are meant.
    return Response(b"\xef\xbb\xbf" + text.getvalue().encode(), headers=headers, media_type="text/csv; charset=utf-8")


def _harmless(text: str) -> str:
    """Keep spreadsheets from taking words of a feed for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _import_path(desk: Desk, import_id: int) -> str:
    return desk.url(f"integrations/feeds/imports/{import_id}")


def _allow_private(desk: Desk) -> bool:
    return bool(desk.request.app.state.settings.allow_private_networks)
