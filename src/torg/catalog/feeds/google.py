"""Google Merchant Center's attributes, out of XML elements, TSV rows or JSON objects, however they are spelt."""

import re
from collections.abc import Iterable, Mapping

from torg.catalog.feeds.columns import TEXT_FIELDS, field_of, text_field_of
from torg.catalog.feeds.models import Draft, DraftPrice, FeedDefaults
from torg.markets import LANGUAGES

GOOGLE_NAMESPACE = "base.google.com/ns/1.0"
_OPTIONS = ("color", "size", "material", "pattern")
_ATTRIBUTES = (
    "gender",
    "age_group",
    "energy_efficiency_class",
    "size_system",
    "shipping_weight",
    "country_of_origin",
    "product_highlight",
)
_ATTRIBUTE_CODES = {"shipping_weight": "weight"}
_IN_LANGUAGE = {name: [(language, f"{name}.{language}") for language in LANGUAGES] for name in TEXT_FIELDS}
_MOST_TAGS, _LONGEST_TAG = 5_000, 200
_SHIPPING = re.compile(r"([A-Za-z]{2})?:([^:]*):([^:]*):\s*(.+)")
_URL_LIST = re.compile(r"[,|;\s]+(?=https?://|//)")

Fields = dict[str, object]
"""Google's name of a field to its value, or to the list of its values."""


class FieldNames:
    """Which tags of one XML feed are which of Google's fields: remembered, for the same tags come in every item."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        """Read prefixes by what the feed's head declares them to be."""
        self.namespaces = namespaces
        self._known: dict[str, tuple[str | None, int]] = {}

    def fields(self, element: Mapping[str, object]) -> Fields:
        """Give the fields of an item; Google's own tags win over RSS's and Atom's of the same name."""
        fields: Fields = {}
        ranks: dict[str, int] = {}
        for tag, value in element.items():
            if tag not in self._known:
                self._learn(tag)
            field, rank = self._known[tag]
            if field is None:
                continue
            if rank > ranks.get(field, -1):
                fields[field] = value
                ranks[field] = rank
            elif rank == ranks[field]:
                fields[field] = [*_listed(fields[field]), *_listed(value)]
        return fields

    def _learn(self, tag: str) -> None:
        if len(self._known) >= _MOST_TAGS:
            self._known.clear()
        self._known[tag] = self._place(tag) if len(tag) <= _LONGEST_TAG else (None, 0)

    def _place(self, tag: str) -> tuple[str | None, int]:
        """Give the field that a tag means, and how surely: Google's own prefix above none, none above others."""
        prefix, _, name = tag.rpartition(":")
        if tag.startswith("@"):
            prefix, name = "@", tag[1:]
        field = field_of(name)
        if field is None:
            text = text_field_of(name)
            return (".".join(text), 0) if text else (None, 0)
        exact = 1 if field == name else 0
        if prefix == "@":
            return field, exact
        if not prefix:
            return field, 4 + exact
        uri = self.namespaces.get(prefix)
        if prefix == "g" or uri is None or GOOGLE_NAMESPACE in uri:
            return field, 6 + exact
        return field, 2 + exact


def fields_of_row(columns: Iterable[str | tuple[str, str] | None], cells: Iterable[str]) -> Fields:
    """Give the fields of a CSV row whose columns are `column_fields`."""
    fields: Fields = {}
    for field, cell in zip(columns, cells, strict=False):
        if not cell or field is None:
            continue
        name = field if isinstance(field, str) else ".".join(field)
        if name in fields:
            fields[name] = [*_listed(fields[name]), cell]
        else:
            fields[name] = cell
    return fields


def column_fields(columns: Iterable[str]) -> list[str | tuple[str, str] | None]:
    """Give what each column of a CSV header holds, where it means something."""
    return [field_of(column) or text_field_of(column) for column in columns]


def draft_of(line: int, fields: Fields, defaults: FeedDefaults) -> Draft:
    """Give the draft of an item with Google's fields."""
    get = fields.get
    group = _first(get("item_group_id"))
    options = {name: _first(get(name)) for name in _OPTIONS if name in fields}
    attributes: dict[str, object] = {
        _ATTRIBUTE_CODES.get(name, name): ", ".join(str(text_in(value)) for value in _listed(get(name)))
        for name in _ATTRIBUTES
        if name in fields
    }
    if not group:
        attributes = {**options, **attributes}
        options = {}
    if "product_detail" in fields:
        attributes.update(_details(fields["product_detail"]))
    return Draft(
        line=line,
        sku=_first(get("id")),
        title=_texts(fields, "title"),
        description=_texts(fields, "description"),
        prices=[_price(fields, defaults)],
        group=group,
        gtin=_first(get("gtin")),
        mpn=_first(get("mpn")),
        brand=_first(get("brand")),
        category=_first(get("product_type")),
        google_category=_first(get("google_product_category")),
        options=options,
        attributes=attributes,
        pictures=_pictures(get("image_link"), get("additional_image_link")),
        link=_link(get("link")),
        condition=_first(get("condition")),
        availability=_first(get("availability")),
        stock=_first(get("quantity")),
        handling_days=_first(get("max_handling_time")) or _first(get("min_handling_time")),
        measure=_first(get("unit_pricing_measure")),
    )


def text_in(value: object) -> object:
    """Give the text of an element that has attributes or children beside it."""
    if isinstance(value, dict):
        if "#text" in value:
            return value["#text"]
        return " ".join(str(text_in(part)) for key, part in value.items() if not key.startswith("@"))
    if isinstance(value, list):
        return text_in(value[0]) if value else ""
    return value


def _listed(value: object) -> list[object]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _first(value: object) -> object:
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip()
    for part in _listed(value):
        found = text_in(part)
        if found not in ("", None):
            return found.strip() if isinstance(found, str) else found
    return None


def _texts(fields: Fields, name: str) -> dict[str, object]:
    texts: dict[str, object] = {}
    if name in fields:
        texts[Draft.NO_LANGUAGE] = _first(fields[name])
    for language, key in _IN_LANGUAGE[name]:
        if key in fields:
            texts[language] = _first(fields[key])
            texts.pop(Draft.NO_LANGUAGE, None)
    return texts


def _price(fields: Fields, defaults: FeedDefaults) -> DraftPrice:
    price = fields.get("price")
    currency = _first(fields.get("currency"))
    if currency is None and isinstance(price, dict):
        currency = price.get("@currency") or price.get("@unit")
    sale = _first(fields.get("sale_price"))
    return DraftPrice(
        price=_first(price) or sale,
        sale=sale,
        period=str(_first(fields.get("sale_price_effective_date")) or ""),
        delivery=_shipping(fields.get("shipping"), defaults) or _first(fields.get("shipping_price")),
        currency=str(currency) if currency else None,
    )


def _shipping(value: object, defaults: FeedDefaults) -> object:
    """Give the delivery price to the feed's own market, out of an element or of `SE::Standard:49.00 SEK`."""
    prices: dict[str, object] = {}
    for part in _listed(value):
        if isinstance(part, dict):
            tags = {tag.rpartition(":")[2]: text_in(child) for tag, child in part.items()}
            if tags.get("price"):
                prices.setdefault(str(tags.get("country", "")).strip().upper(), tags["price"])
            continue
        for option in str(part).split(","):
            if found := _SHIPPING.fullmatch(option.strip()):
                prices.setdefault((found[1] or "").upper(), found[4])
    if not prices:
        return None
    if defaults.market is not None:
        return prices.get(defaults.market.upper()) or prices.get("")
    return next(iter(prices.values()))


def _pictures(main: object, more: object) -> list[object]:
    pictures: list[object] = []
    for value in (*_listed(main), *_listed(more)):
        if isinstance(value, dict) and "#text" not in value:
            parts = [_listed(part) for part in value.values()]
            pictures.extend(text_in(each) for part in parts for each in part)
        else:
            text = str(text_in(value)).strip()
            pictures.extend(part for part in _URL_LIST.split(text) if part)
    return pictures


def _link(value: object) -> object:
    for part in _listed(value):
        if isinstance(part, dict) and "@href" in part and part.get("@rel", "alternate") == "alternate":
            return part["@href"]
    return _first(value)


def _details(value: object) -> dict[str, object]:
    """Read `product_detail`: elements with name and value, or `section:name:value, …` in TSV."""
    details: dict[str, object] = {}
    for part in _listed(value):
        if isinstance(part, dict):
            tags = {tag.rpartition(":")[2]: text_in(child) for tag, child in part.items()}
            if tags.get("attribute_name") and tags.get("attribute_value"):
                details[str(tags["attribute_name"])] = tags["attribute_value"]
            continue
        for detail in str(part).split(","):
            pieces = detail.split(":")
            if len(pieces) == 3 and pieces[1].strip():
                details[pieces[1].strip()] = pieces[2]
    return details


__all__ = ["TEXT_FIELDS", "FieldNames", "Fields", "column_fields", "draft_of", "fields_of_row", "text_in"]
