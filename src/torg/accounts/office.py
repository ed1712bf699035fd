"""The office's own first pages: what there is to do, and the mails that went out."""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State

from torg.accounts.guards import staff_at
from torg.core.desk import Entry

entries = [Entry("Overview", area="office", path="", icon="home", order=0)]


@get("/office")
async def office(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer the office's first page: everything that this person can do."""
    async with staff_at(request, "read") as desk:
        return desk.page("desk/overview.html", title=desk.say("Overview"))


routes = [office]
