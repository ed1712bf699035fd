"""Bodies of requests, read strictly: a text is no number here, whatever the framework would make of it."""

from typing import Any, TypeVar

import msgspec
from litestar import Request

from torg.core.errors import BadRequest

T = TypeVar("T")


async def strictly(request: Request[Any, Any, Any], kind: type[T]) -> T:
    """Read a JSON body as what it is to be; raises BadRequest with the place of what is wrong."""
    body = await request.body()
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        # To JSON 78.0 is as whole a number as 78: some programs write all of theirs like that.
        if "got `float`" in str(fault):
            return _convert(_whole(msgspec.json.decode(body)), kind)
        raise BadRequest(f"{fault}.") from None


def _convert(value: Any, kind: type[T]) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as fault:
        raise BadRequest(f"{fault}.") from None


def _whole(value: Any) -> Any:
    """Write whole numbers as such, wherever they stand."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {name: _whole(each) for name, each in value.items()}
    return value
