"""Where the browser's script asks for passkeys and brings what they sign."""

from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.types import ExceptionHandlersMap
from msgspec import Raw, Struct

from torg.accounts.device import device_of
from torg.accounts.errors import ConfirmFirst, NotSignedIn
from torg.accounts.mail_codes import TRY_BY_ADDRESS
from torg.accounts.pages import safe_next
from torg.accounts.passkeys import Ceremony, Place, add_passkey, begin_adding, begin_passkey_sign_in, use_passkey
from torg.accounts.sessions import begin_session, connected, must_be_recent, pool_of, sure
from torg.core.errors import BadRequest, Refusal
from torg.core.http import problem
from torg.core.security import address_of, origin_of, take
from torg.core.web import site_of

AccountRequest = Request[Any, Any, State]


def answer_script(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer refusals to the script as problem details, with where to go when that is to sign in."""
    answer = problem(request, error)
    if isinstance(error, NotSignedIn | ConfirmFirst):
        answer.content["next"] = f"/sign-in?{'confirm=1&' if isinstance(error, ConfirmFirst) else ''}next=%2Faccount"
    return answer


_ON_REFUSAL: ExceptionHandlersMap = {Refusal: answer_script}


class Signed(Struct, forbid_unknown_fields=True):
    """What the script brings: the token of the ceremony, and the credential as JSON."""

    token: str
    credential: Raw
    next: str = ""


@post("/sign-in/passkey/options", status_code=200, exception_handlers=_ON_REFUSAL)
async def ask_passkey(request: AccountRequest) -> Response[Any]:
    """Answer what a passkey is to sign for signing in."""
    await take(pool_of(request), TRY_BY_ADDRESS, address_of(request))
    async with connected(request) as conn:
        return _asked(await begin_passkey_sign_in(conn, _place(request)))


@post("/sign-in/passkey", status_code=200, exception_handlers=_ON_REFUSAL)
async def sign_in_by_passkey(request: AccountRequest) -> Response[Any]:
    """Sign in with what a passkey has signed."""
    signed = await _signed(request)
    answer: Response[Any] = Response({"next": safe_next(signed.next)})
    async with connected(request) as conn:
        account = await use_passkey(conn, _place(request), signed.token, bytes(signed.credential).decode())
        await begin_session(request, conn, account, "passkey", answer)
    return answer


@post("/account/passkeys/options", status_code=200, exception_handlers=_ON_REFUSAL)
async def ask_new_passkey(request: AccountRequest) -> Response[Any]:
    """Answer what a new passkey is to be made of, for somebody who signed in just now."""
    async with connected(request) as conn:
        found = await sure(request, conn)
        must_be_recent(found)
        return _asked(await begin_adding(conn, _place(request), found.account))


@post("/account/passkeys", status_code=201, exception_handlers=_ON_REFUSAL)
async def add(request: AccountRequest) -> Response[Any]:
    """Keep a new passkey, named after the device that it was made on."""
    signed = await _signed(request)
    async with connected(request) as conn:
        found = await sure(request, conn)
        must_be_recent(found)
        name = device_of(request.headers.get("user-agent", ""))
        await add_passkey(
            conn, _place(request), found.account, signed.token, bytes(signed.credential).decode(), name or "Passkey"
        )
    return Response({"next": "/account"}, status_code=201)


def _place(request: AccountRequest) -> Place:
    return Place(origin_of(request), site_of(request.app.state).name)


def _asked(ceremony: Ceremony) -> Response[Any]:
    options = Raw(ceremony.options.encode())
    return Response(msgspec.json.encode({"token": ceremony.token, "options": options}), media_type="application/json")


async def _signed(request: AccountRequest) -> Signed:
    try:
        return msgspec.json.decode(await request.body(), type=Signed)
    except msgspec.DecodeError as error:
        raise BadRequest(str(error)[:200]) from error


routes = [ask_passkey, sign_in_by_passkey, ask_new_passkey, add]
