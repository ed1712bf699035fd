"""Mapping files: how to read any other CSV, TSV, JSON or XML, written down in TOML or JSON."""

import tomllib
from collections.abc import Mapping as Table
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from torg.catalog.feeds.encoding import known_encoding
from torg.catalog.feeds.errors import BadMapping
from torg.catalog.feeds.models import FeedDefaults

MAX_MAPPING = 1_000_000
Scalar = str | int | float | bool
Condition = Scalar | list[Scalar]
"""The value that a column must have, or one of several."""


class MappedSource(Struct, frozen=True, forbid_unknown_fields=True):
    """What the feed looks like, and which of its rows are meant."""

    format: Literal["csv", "tsv", "json", "jsonl", "xml"] | None = None
    delimiter: str | None = None
    encoding: str | None = None
    path: str | None = None
    """JSON: the keys that lead to the array or object of rows (`data.products`)."""
    element: str | None = None
    """XML: the name of the element that is one row."""
    where: dict[str, Condition] = field(default_factory=dict)
    skip: dict[str, Condition] = field(default_factory=dict)
    expand: str | None = None
    """A path to a list: each of its values makes an item of its own."""
    expand_split: str | None = None
    """What separates the values when the list is one text."""


class MappedDefaults(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for every row, unless the import itself says otherwise."""

    market: str | None = None
    currency: str | None = None
    language: str | None = None
    decimal: Literal[",", "."] | None = None
    rates: dict[str, Decimal] = field(default_factory=dict)
    stock: int | None = None
    units_from_title: bool | None = None


class Lookup(Struct, frozen=True, forbid_unknown_fields=True):
    """A CSV file beside the feed (or the mapping) in which a value is looked up."""

    file: str
    key: str
    value: str


class Rule(Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """How one field gets its value."""

    from_: str | list[str] | None = None
    value: Scalar | None = None
    template: str | None = None
    lookup: str | None = None
    pattern: str | None = None
    map: dict[str, Scalar] | None = None
    split: str | None = None
    join: str = ", "
    case: Literal["upper", "lower", "title", "sentence"] | None = None
    default: Scalar | None = None
    when: dict[str, Condition] = field(default_factory=dict)
    unless: dict[str, Condition] = field(default_factory=dict)
    unit: str | None = None
    decimal: Literal[",", "."] | None = None
    minor: bool = False
    currency: str | None = None


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole mapping file."""

    source: MappedSource = MappedSource()
    defaults: MappedDefaults = MappedDefaults()
    lookups: dict[str, Lookup] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)
    options: dict[str, object] = field(default_factory=dict)
    attributes: dict[str, object] = field(default_factory=dict)
    prices: dict[str, dict[str, object]] = field(default_factory=dict)
    """By market: `price`, `sale_price`, `regular_price`, `sale_period`, `delivery`."""
    folder: str | None = None
    """Where the mapping file stands, when it is one."""


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file (TOML, or JSON by its ending); raises BadMapping."""
    return parse_mapping(_extended(path, 0), path.parent)


def parse_mapping(table: Table[str, object], folder: Path | None = None) -> Mapping:
    """Read a mapping out of what a TOML or JSON file says; lookup files may stand in `folder`. Raises BadMapping."""
    from torg.catalog.feeds.mapped import Mapped  # noqa: PLC0415 - rules are compiled there, by this file's nouns.

    # Only the caller says where lookup files may stand, never the mapping itself.
    known = {name: value for name, value in table.items() if name not in {"extends", "folder"}}
    try:
        mapping = msgspec.convert({**known, "folder": str(folder) if folder else None}, Mapping)
    except msgspec.ValidationError as fault:
        raise BadMapping(f"The mapping is wrong: {fault}.") from None
    if mapping.source.encoding and known_encoding(mapping.source.encoding) is None:
        raise BadMapping(f"source.encoding: {mapping.source.encoding!r} is unknown.")
    if mapping.source.delimiter is not None and len(mapping.source.delimiter) != 1:
        raise BadMapping("source.delimiter: it wants to be one character.")
    Mapped(mapping, None, check_only=True)
    return mapping


def merged_defaults(mapping: Mapping | None, given: FeedDefaults) -> FeedDefaults:
    """Give the defaults of an import, where those of its mapping fill the gaps."""
    if mapping is None:
        return given
    own = mapping.defaults
    return msgspec.structs.replace(
        given,
        market=given.market or own.market,
        currency=given.currency or (own.currency if not given.market or given.market == own.market else None),
        language=given.language or own.language,
        decimal=given.decimal or own.decimal,
        rates={**own.rates, **given.rates},
        stock_when_available=given.stock_when_available if own.stock is None else own.stock,
        units_from_title=given.units_from_title if own.units_from_title is None else own.units_from_title,
    )


def _extended(path: Path, depth: int) -> dict[str, object]:
    table = _read(path)
    base = table.get("extends")
    if base is None:
        return table
    if not isinstance(base, str) or Path(base).name != base or depth > 4:
        raise BadMapping(f"{path.name}: extends wants the name of another mapping file in the same folder.")
    return _merged(_extended(path.parent / base, depth + 1), table)


def _read(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > MAX_MAPPING:
            raise BadMapping(f"{path.name} is larger than a mapping file may be.")
        text = path.read_text("utf-8-sig")
        table = msgspec.json.decode(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as fault:
        raise BadMapping(f"The mapping file {path.name} cannot be read: {fault.strerror}.") from None
    except (tomllib.TOMLDecodeError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise BadMapping(f"{path.name} is neither TOML nor JSON: {fault}.") from None
    if not isinstance(table, dict):
        raise BadMapping(f"{path.name} wants to be a table.")
    return table


def _merged(base: dict[str, object], table: dict[str, object]) -> dict[str, object]:
    merged = dict(base)
    for name, value in table.items():
        known = merged.get(name)
        merged[name] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
