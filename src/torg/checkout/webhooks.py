"""Where payment providers tell us what happened."""

from typing import Any

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts.sessions import pool_of
from torg.checkout.jobs import let_stand
from torg.core.actor import SYSTEM
from torg.payments import Providers, take_in_event


@post("/payments/{provider:str}/events", status_code=204)
async def take_event(request: Request[Any, Any, State], provider: FromPath[str]) -> Response[None]:
    """Take in a signed event; what it means is asked of the provider, so that their order does not matter."""
    providers: Providers = request.app.state.providers
    asked = providers.of(provider)
    event = asked.read_event(dict(request.headers), await request.body())
    seen = await asked.look(event.reference)
    if seen is not None:
        pool = pool_of(request)
        async with pool.connection() as conn:
            payment = await take_in_event(conn, SYSTEM, provider, event, seen)
        if payment is not None:
            await let_stand(pool, payment)
    return Response(None, status_code=204)


routes = [take_event]
