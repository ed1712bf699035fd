"""Requests that come twice: the same Idempotency-Key with the same body gets the same answer, and nothing is redone."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Response
from litestar.params import HeaderParameter
from msgspec import Struct

from torg.sellers.api_key_access import SellerAccess
from torg.sellers.api_key_errors import BadIdempotencyKey, KeyUsedOtherwise
from torg.sellers.api_key_queries import reserve_answer, save_answer

LONGEST_KEY = 255
IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=LONGEST_KEY,
        pattern=r"^[!-~]{1,255}$",
        description="Any text of your own that is new for each new request, such as a UUID. The same key with the same "
        "body gets the same answer for 24 hours; with another body it is refused.",
    ),
]


class Answer(Struct, frozen=True):
    """What is answered, and kept for whoever asks the same again."""

    content: Struct
    status: int = 200
    location: str | None = None


async def answered_once(
    access: SellerAccess,
    request: Request[Any, Any, Any],
    key: str | None,
    body: bytes,
    act: Callable[[], Awaitable[Answer]],
) -> Response[Any]:
    """Do what is asked and answer, or give the answer that this key has had already; both in one transaction.

    `body` is what makes two requests the same: the body itself, or a hash of it. Two requests with one key at the same
    time wait for each other. Raises BadIdempotencyKey, KeyUsedOtherwise.
    """
    if key is None:
        return _respond(await act())
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable() or " " in key:
        raise BadIdempotencyKey
    path = request.scope["path"]
    digest = hashlib.sha256(b"\0".join([request.method.encode(), path.encode(), body])).digest()
    stored = await reserve_answer(access.conn, access.seller_id, key, digest)
    if stored is not None:
        if stored.request != digest:
            raise KeyUsedOtherwise
        return _answer(stored.content or b"", stored.status or 200, stored.location, repeated=True)
    answer = await act()
    content = msgspec.json.encode(answer.content)
    await save_answer(access.conn, access.seller_id, key, answer.status, answer.location, content)
    return _answer(content, answer.status, answer.location)


def _respond(answer: Answer) -> Response[Any]:
    return _answer(msgspec.json.encode(answer.content), answer.status, answer.location)


def _answer(content: bytes, status: int, location: str | None, *, repeated: bool = False) -> Response[Any]:
    headers = {"cache-control": "no-store"}
    if location:
        headers["location"] = location
    if repeated:
        headers["idempotent-replayed"] = "true"
    return Response(content, status_code=status, headers=headers, media_type="application/json")
