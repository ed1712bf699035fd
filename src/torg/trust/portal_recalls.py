"""Recalls in the portal: a seller recalls its own goods, and sees how far its buyers are reached."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import member_at
from torg.core.desk import Desk, Form
from torg.markets import LANGUAGES
from torg.trust.open_recall import close_recall, open_recall, release_sale
from torg.trust.recall_forms import read_recall
from torg.trust.recall_queries import reach_of, recall_by_id, recalls_of_seller
from torg.trust.words import LANGUAGE_WORDS, RECALL_WORDS, REMEDY_WORDS, day, text_in

PortalRequest = Request[Any, Any, State]


@get("/portal/{seller:str}/recalls")
async def recalls(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """List the seller's recalls with how far each has come."""
    async with member_at(request, seller, "catalogue") as desk:
        found = await recalls_of_seller(desk.conn, desk.member.seller_id)
        return desk.page(
            "trust/portal/recalls.html",
            title=desk.say("Recalls"),
            recalls=[(each, await reach_of(desk.conn, each.id)) for each in found],
            kinds=RECALL_WORDS,
            text=lambda texts: text_in(texts, desk.language),
            day=lambda moment: day(moment, desk.language),
        )


@get("/portal/{seller:str}/recalls/new")
async def new_recall(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Ask what is to be recalled."""
    async with member_at(request, seller, "catalogue") as desk:
        return _form(desk, Form(language=desk.language))


@post("/portal/{seller:str}/recalls/new")
async def send_recall(request: PortalRequest, seller: FromPath[str]) -> Response[Any]:
    """Open a recall of the seller's own goods; its offers of them stop at once."""
    async with member_at(request, seller, "catalogue") as desk:
        form = await desk.form()
        new = read_recall(form, seller=desk.member.seller_id)
        if form:
            async with form.trying(desk.conn):
                await open_recall(desk.conn, desk.actor, new)
        if not form:
            return _form(desk, form, status=422)
        return desk.redirect(desk.url("recalls"), desk.say("The sale is stopped, and buyers are being told."))


@post("/portal/{seller:str}/recalls/{recall:int}/close")
async def close(request: PortalRequest, seller: FromPath[str], recall: FromPath[int]) -> Response[Any]:
    """Close a recall of the seller's own."""
    async with member_at(request, seller, "catalogue") as desk:
        await close_recall(desk.conn, desk.actor, (await recall_by_id(desk.conn, recall)).id)
        return desk.redirect(desk.url("recalls"), desk.say("The recall is closed."))


@post("/portal/{seller:str}/recalls/{recall:int}/release")
async def release(request: PortalRequest, seller: FromPath[str], recall: FromPath[int]) -> Response[Any]:
    """Let the goods be sold again while the recall goes on."""
    async with member_at(request, seller, "catalogue") as desk:
        await release_sale(desk.conn, desk.actor, (await recall_by_id(desk.conn, recall)).id)
        return desk.redirect(desk.url("recalls"), desk.say("The goods may be sold again."))


def _form(desk: Desk, form: Form, status: int = 200) -> Response[bytes]:
    return desk.page(
        "trust/portal/recall_form.html",
        title=desk.say("Recall goods"),
        status=status,
        form=form,
        languages={code: desk.say(LANGUAGE_WORDS[code]) for code in LANGUAGES},
        remedies={code: desk.say(words) for code, words in REMEDY_WORDS.items()},
        kinds={code: desk.say(words) for code, words in RECALL_WORDS.items()},
    )


routes = [recalls, new_recall, send_recall, close, release]
