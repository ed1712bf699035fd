"""The office's first page: what waits for whom, and what colleagues did last."""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State

from torg.accounts import staff_at
from torg.core.queues import read_queues
from torg.office.queries import last_deeds
from torg.office.words import kind_words


@get("/office")
async def home(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer what waits in every queue that this person may work at, the late ones marked."""
    async with staff_at(request, "read") as desk:
        queues = [each for each in request.app.state.get("office_queues", []) if desk.may(each.permission)]
        waiting = await read_queues(desk.conn, queues)
        deeds = await last_deeds(desk.conn) if desk.may("audit") else []
        return desk.page(
            "office/office/home.html", title=desk.say("Overview"), waiting=waiting, deeds=deeds, now=desk.now(),
            kind_words=kind_words,
        )  # fmt: skip


routes = [home]
