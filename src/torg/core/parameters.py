"""Parameters in an address: what the framework reads too kindly."""

from typing import Any

from litestar import Request

from torg.core.errors import BadRequest


class BadParameter(BadRequest):
    """A parameter cannot be read."""

    code = "bad_request"


def refuse_null(request: Request[Any, Any, Any]) -> None:
    """Refuse `price_min=null`, which the framework would take as left out although it is no number."""
    if b"null" not in request.scope["query_string"].lower():
        return
    declared = request.route_handler.parsed_fn_signature.parameters
    for name, value in request.query_params.multi_items():
        kind = declared.get(name)
        if kind is not None and kind.is_optional and value.lower() == "null" and not kind.has_inner_subclass_of(str):
            raise BadParameter(f"{name}: {value!r} is no number; leave it out instead.")
