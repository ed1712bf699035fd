"""Recalls in the office: of everybody's goods or one seller's, and how far their buyers are reached."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.core.desk import Desk, Form
from torg.core.jobs import defer
from torg.markets import LANGUAGES
from torg.trust.jobs import reach
from torg.trust.open_recall import close_recall, open_recall, release_sale
from torg.trust.recall_forms import read_recall
from torg.trust.recall_queries import all_recalls, reach_of
from torg.trust.words import LANGUAGE_WORDS, RECALL_WORDS, REMEDY_WORDS, day, text_in

OfficeRequest = Request[Any, Any, State]


@get("/office/recalls")
async def recalls(request: OfficeRequest) -> Response[Any]:
    """List every recall with how far it has come, the open ones first."""
    async with staff_at(request, "trust") as desk:
        found = await all_recalls(desk.conn)
        return desk.page(
            "trust/office/recalls.html", title=desk.say("Recalls"),
            recalls=[(each, await reach_of(desk.conn, each.id)) for each in found], kinds=RECALL_WORDS,
            text=lambda texts: text_in(texts, desk.language), day=lambda moment: day(moment, desk.language),
        )  # fmt: skip


@get("/office/recalls/new")
async def new_recall(request: OfficeRequest) -> Response[Any]:
    """Ask what is to be recalled."""
    async with staff_at(request, "trust") as desk:
        return _form(desk, Form(language=desk.language))


@post("/office/recalls/new")
async def send_recall(request: OfficeRequest) -> Response[Any]:
    """Open a recall, of everybody's goods unless a seller is named."""
    async with staff_at(request, "trust") as desk:
        form = await desk.form()
        seller = form.whole("seller", least=1, most=10**15, otherwise=0)
        new = read_recall(form, seller=seller or None)
        if form:
            async with form.trying(desk.conn):
                await open_recall(desk.conn, desk.actor, new)
        if not form:
            return _form(desk, form, status=422)
        return desk.redirect(desk.url("recalls"), desk.say("The sale is stopped, and buyers are being told."))


@post("/office/recalls/{recall:int}/close")
async def close(request: OfficeRequest, recall: FromPath[int]) -> Response[Any]:
    """Close a recall."""
    async with staff_at(request, "trust") as desk:
        await close_recall(desk.conn, desk.actor, recall)
        return desk.redirect(desk.url("recalls"), desk.say("The recall is closed."))


@post("/office/recalls/{recall:int}/release")
async def release(request: OfficeRequest, recall: FromPath[int]) -> Response[Any]:
    """Let the goods be sold again while the recall goes on."""
    async with staff_at(request, "trust") as desk:
        await release_sale(desk.conn, desk.actor, recall)
        return desk.redirect(desk.url("recalls"), desk.say("The goods may be sold again."))


@post("/office/recalls/{recall:int}/reach")
async def reach_again(request: OfficeRequest, recall: FromPath[int]) -> Response[Any]:
    """Look for buyers again, now."""
    async with staff_at(request, "trust") as desk:
        await defer(desk.conn, reach, recall_id=recall, once=f"recall.reach:{recall}")
        return desk.redirect(desk.url("recalls"), desk.say("Buyers are being looked for."))


def _form(desk: Desk, form: Form, status: int = 200) -> Response[bytes]:
    return desk.page(
        "trust/office/recall_form.html",
        title=desk.say("Recall goods"),
        status=status,
        form=form,
        languages={code: desk.say(LANGUAGE_WORDS[code]) for code in LANGUAGES},
        remedies={code: desk.say(words) for code, words in REMEDY_WORDS.items()},
        kinds={code: desk.say(words) for code, words in RECALL_WORDS.items()},
    )


routes = [recalls, new_recall, send_recall, close, release, reach_again]
