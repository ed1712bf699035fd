"""What is the same for every operation of the API that reads: how it says that nothing is new."""

from dataclasses import fields, replace

from litestar.openapi.spec import (
    OpenAPI,
    OpenAPIHeader,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    Reference,
    Schema,
)

_TEXT = Schema(type=OpenAPIType.STRING)
_KNOWN = Parameter(
    name="If-None-Match", param_in="header", required=False, schema=_TEXT,
    description="The ETag of the answer that is there already: if it still holds, it is not sent again.",
)  # fmt: skip
_TAG = OpenAPIHeader(schema=_TEXT, description="Names this very answer; send it back as `If-None-Match`.")
_REQUEST_ID = OpenAPIHeader(schema=_TEXT, description="Names this request when asking the operator about it.")


def describe(api: OpenAPI) -> OpenAPI:
    """Write into the description what holds for every operation that reads, and return it."""
    for path in (api.paths or {}).values():
        if path.get is not None:
            _describe_reading(path.get)
    return api


def _describe_reading(operation: Operation) -> None:
    for parameter in operation.parameters or []:
        if isinstance(parameter, Parameter):
            parameter.schema = _without_null(parameter.schema)
    operation.parameters = [*(operation.parameters or []), _KNOWN]
    responses = operation.responses = operation.responses or {}
    responses["304"] = OpenAPIResponse(description="The answer that `If-None-Match` names still holds.")
    found = responses["200"]
    if isinstance(found, OpenAPIResponse):
        found.headers = {**(found.headers or {}), "ETag": _TAG, "X-Request-Id": _REQUEST_ID}


def _without_null(schema: Schema | Reference | None) -> Schema | Reference | None:
    """Leave the null out: in an address, what is not said is not there."""
    if not isinstance(schema, Schema) or not schema.one_of:
        return schema
    kinds = [each for each in schema.one_of if not (isinstance(each, Schema) and each.type == OpenAPIType.NULL)]
    if len(kinds) != 1 or not isinstance(kinds[0], Schema):
        return schema
    said = {each.name: getattr(schema, each.name) for each in fields(schema) if each.name != "one_of"}
    return replace(kinds[0], **{name: value for name, value in said.items() if value is not None})
