"""A search as the address of its page, and back: short names, whole units of money, nothing that is a default."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote_plus

import msgspec

from torg.core.money import decimals
from torg.markets import locale as known_locale
from torg.search.models import SearchRequest, Sort

SORTS: tuple[Sort, ...] = ("relevance", "popular", "price", "-price", "newest")
_ATTRIBUTE = "f."
_MOST_VALUES = 30
_LONGEST_QUERY = 200
_LARGEST = 2**62

Parameters = Mapping[str, list[str]]


def read_address(locale: str, parameters: Parameters, category: int | None = None) -> SearchRequest:
    """Read the parameters of a search page; what cannot be read is left out, so that an old link still works."""
    unit = 10 ** decimals(known_locale(locale).currency)
    sort = _last(parameters, "sort")
    return SearchRequest(
        locale=locale,
        q=" ".join(_last(parameters, "q").split())[:_LONGEST_QUERY],
        category=category if category is not None else _number(_last(parameters, "category")),
        brand=_numbers(parameters.get("brand", [])),
        seller=_numbers(parameters.get("seller", [])),
        attributes={
            name.removeprefix(_ATTRIBUTE)[:60]: [value[:120] for value in values if value][:_MOST_VALUES]
            for name, values in list(parameters.items())[:_MOST_VALUES]
            if name.startswith(_ATTRIBUTE) and len(name) > len(_ATTRIBUTE) and any(values)
        },
        price_min=_amount(_last(parameters, "price_min"), unit),
        price_max=_amount(_last(parameters, "price_max"), unit),
        max_delivery_days=_number(_last(parameters, "days"), most=365),
        in_stock=_last(parameters, "in_stock") == "1",
        as_typed=_last(parameters, "as_typed") == "1",
        without=[value[:120] for value in parameters.get("without", []) if value][:_MOST_VALUES],
        sort=next((known for known in SORTS if known == sort), "relevance"),
        cursor=_last(parameters, "cursor")[:400] or None,
    )


def pairs(request: SearchRequest, *, in_path: bool = False) -> list[tuple[str, str]]:
    """Give the parameters of a search in one order; `in_path` when the category is said by the path."""
    unit = 10 ** decimals(known_locale(request.locale).currency)
    found: list[tuple[str, str]] = []
    if request.q:
        found.append(("q", request.q))
    if request.category is not None and not in_path:
        found.append(("category", str(request.category)))
    found += [("brand", str(brand)) for brand in sorted(request.brand)]
    found += [("seller", str(seller)) for seller in sorted(request.seller)]
    for code in sorted(request.attributes):
        found += [(f"{_ATTRIBUTE}{code}", key) for key in sorted(request.attributes[code])]
    if request.price_min is not None:
        found.append(("price_min", _whole(request.price_min, unit)))
    if request.price_max is not None:
        found.append(("price_max", _whole(request.price_max, unit)))
    if request.max_delivery_days is not None:
        found.append(("days", str(request.max_delivery_days)))
    if request.in_stock:
        found.append(("in_stock", "1"))
    if request.as_typed:
        found.append(("as_typed", "1"))
    found += [("without", key) for key in request.without]
    if request.sort != "relevance":
        found.append(("sort", request.sort))
    if request.cursor:
        found.append(("cursor", request.cursor))
    return found


def address(path: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Give the address of a page with its parameters."""
    query = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in parameters)
    return f"{path}?{query}" if query else path


def search_address(request: SearchRequest, path: str | None = None) -> str:
    """Give the address of a search; `path` when it stands on a page that says the category itself."""
    if path is None:
        return address(f"/{request.locale}/search", pairs(request))
    return address(path, pairs(request, in_path=True))


def changed(request: SearchRequest, **changes: object) -> SearchRequest:
    """Give the search with some of it changed, from its first page on."""
    return msgspec.structs.replace(request, cursor=None, **changes)


def toggled(values: list[int], value: int) -> list[int]:
    """Give a list without a value that is in it, or with one that is not."""
    return [each for each in values if each != value] if value in values else [*values, value]


def attribute_field(code: str) -> str:
    """Give the parameter's name for an attribute."""
    return f"{_ATTRIBUTE}{code}"


def _last(parameters: Parameters, name: str) -> str:
    values = parameters.get(name)
    return values[-1] if values else ""


def _number(text: str, most: int = _LARGEST) -> int | None:
    if not text.isascii() or not text.isdecimal() or len(text) > 19:
        return None
    number = int(text)
    return number if number <= most else None


def _numbers(texts: list[str]) -> list[int]:
    found = (_number(text) for text in texts[:_MOST_VALUES])
    return list(dict.fromkeys(number for number in found if number is not None))


def _amount(text: str, unit: int) -> int | None:
    """Read an amount as a person types it: `1 299`, `1299,50`, `49.90`."""
    plain = "".join(text.split()).replace(",", ".")
    if not plain or len(plain) > 15 or not plain.isascii() or plain.count(".") > 1:
        return None
    whole, _, part = plain.partition(".")
    if not (whole or part) or not (whole + part).isdecimal():
        return None
    places = len(str(unit)) - 1
    return int((whole or "0") + part[:places].ljust(places, "0"))


def _whole(amount: int, unit: int) -> str:
    whole, rest = divmod(amount, unit)
    return f"{whole}.{rest:0{len(str(unit)) - 1}d}" if rest else str(whole)
