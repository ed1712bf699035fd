"""What the description of the sellers' API says beyond what the types of its handlers do."""

from litestar.openapi.spec import OpenAPI, Operation, Reference, RequestBody, Schema

_REFERENCE = "#/components/schemas/"


def describe_seller_api(api: OpenAPI) -> OpenAPI:
    """Say of every JSON body of the sellers' API that it has no fields but those that are named, and return it."""
    schemas = api.components.schemas or {}
    for path, item in (api.paths or {}).items():
        if "/seller/" not in path:
            continue
        for operation in (item.put, item.post, item.patch):
            for name in _bodies(operation):
                _close(name, schemas)
    return api


def _bodies(operation: Operation | None) -> list[str]:
    if operation is None or not isinstance(operation.request_body, RequestBody):
        return []
    content = operation.request_body.content.get("application/json")
    return [] if content is None or not isinstance(content.schema, Reference) else [_named(content.schema)]


def _close(name: str, schemas: dict[str, Schema]) -> None:
    """Close a schema, and those within it."""
    schema = schemas[name]
    schema.additional_properties = False
    for each in (schema.properties or {}).values():
        items = each.items if isinstance(each, Schema) else None
        for found in (each, items):
            if isinstance(found, Reference):
                _close(_named(found), schemas)


def _named(reference: Reference) -> str:
    return reference.ref.removeprefix(_REFERENCE)
