"""A product's words as fields with names: `title.sv`, `description.fi`, `attributes.colour@sv`, `brand`, `category`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

if TYPE_CHECKING:
    from torg.catalog.content import ProductContent, VariantContent

TEXTS = ("title", "description")


def product_fields(content: "ProductContent") -> dict[str, Any]:
    """Give everything that somebody has said of a product; what nobody has said is left out."""
    fields: dict[str, Any] = {}
    for kind in TEXTS:
        fields.update({f"{kind}.{language}": text for language, text in getattr(content, kind).items()})
    for code, value in content.attributes.items():
        if isinstance(value, dict):
            fields.update({f"attributes.{code}@{language}": text for language, text in value.items()})
        else:
            fields[f"attributes.{code}"] = value
    if content.brand_id is not None:
        fields["brand"] = content.brand_id
    if content.category_id is not None:
        fields["category"] = content.category_id
    if content.source_category is not None:
        fields["source_category"] = content.source_category
    return fields


def with_product_fields(content: "ProductContent", fields: Mapping[str, Any]) -> "ProductContent":
    """Give the product with these fields instead of its own; a field of None is taken away."""
    texts = {kind: dict(getattr(content, kind)) for kind in TEXTS}
    attributes = dict(content.attributes)
    plain = {"brand_id": content.brand_id, "category_id": content.category_id,
             "source_category": content.source_category}  # fmt: skip
    for name, value in fields.items():
        kind, _, rest = name.partition(".")
        if kind in texts:
            _put(texts[kind], rest, value)
        elif kind == "attributes":
            _put_attribute(attributes, rest, value)
        elif kind in {"brand", "category"}:
            plain[f"{kind}_id"] = value
        elif kind == "source_category":
            plain[kind] = value
        else:
            raise KeyError(name)
    return replace(content, **texts, attributes=attributes, **plain)


def variant_fields(content: "VariantContent") -> dict[str, Any]:
    """Give everything that somebody has said of a variant."""
    fields: dict[str, Any] = {f"options.{code}": value for code, value in content.options.items()}
    if content.mpn is not None:
        fields["mpn"] = content.mpn
    if content.gtin is not None:
        fields["gtin"] = content.gtin
    if content.pictures:
        fields["pictures"] = content.pictures
    if content.net_quantity is not None:
        fields["net"] = [str(content.net_quantity), content.net_unit]
    return fields


def with_variant_fields(content: "VariantContent", fields: Mapping[str, Any]) -> "VariantContent":
    """Give the variant with these fields instead of its own; a field of None is taken away."""
    options, plain = dict(content.options), {}
    for name, value in fields.items():
        kind, _, rest = name.partition(".")
        if kind == "options":
            _put(options, rest, value)
        elif kind in {"mpn", "gtin"}:
            plain[kind] = value
        elif kind == "pictures":
            plain[kind] = list(value or [])
        elif kind == "net":
            amount, unit = value or (None, None)
            plain["net_quantity"], plain["net_unit"] = (None if amount is None else Decimal(amount)), unit
        else:
            raise KeyError(name)
    return replace(content, options=options, **plain)


def _put_attribute(attributes: dict[str, Any], name: str, value: Any) -> None:
    """Write an attribute for every language, or in one of them: `colour@sv`."""
    code, found, language = name.rpartition("@")
    if not found or len(language) != 2:
        _put(attributes, name, value)
        return
    standing = attributes.get(code)
    texts = dict(standing) if isinstance(standing, dict) else {}
    _put(texts, language, value)
    _put(attributes, code, texts or None)


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value
