"""WooCommerce's product CSV: simple and external products, and variations with their parents."""

import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import Self

import msgspec

from torg.catalog.feeds.csv_rows import Row, Table
from torg.catalog.feeds.models import Draft, DraftPrice, FeedFault, Refused, Warned, shortened
from torg.catalog.feeds.woo_columns import woo_field

_LIST = re.compile(r"(?<!\\),")
_OF_PARENT = ("name", "description", "short_description", "categories", "images", "brands", "visibility", "published")
_NO = {"0", "false", "no", "nej", "nei", "ei", "-1", "backorder"}

Cells = dict[str, str]
_decoder = msgspec.msgpack.Decoder(Cells)


class Parents:
    """Variable products by id and article number, kept on disk until their variations come."""

    def __init__(self) -> None:
        """Keep none yet."""
        self.file = tempfile.SpooledTemporaryFile(max_size=16 * 2**20)  # noqa: SIM115 - lives as long as the feed.
        self.places: dict[int, tuple[int, int, int]] = {}
        """By the hash of `id:` or `sku:` and what follows: line, place and size."""
        self.childless: dict[int, str | None] = {}

    def keep(self, line: int, cells: Cells) -> None:
        """Keep a variable product."""
        place = self.file.seek(0, 2)
        written = self.file.write(msgspec.msgpack.encode(cells))
        self.childless[line] = shortened(cells.get("sku")) or None
        for key in _keys(cells):
            self.places[hash(key)] = (line, place, written)

    def of(self, cells: Cells) -> Cells | None:
        """Give the variable product that a variation belongs to; none when it has not come (yet)."""
        found = self.places.get(hash(_parent_key(cells)))
        if found is None:
            return None
        line, place, size = found
        self.childless.pop(line, None)
        self.file.seek(place)
        return _decoder.decode(self.file.read(size))


class WooCommerce:
    """Gives drafts of a table's rows; variations that come before their parents wait for them on disk."""

    def __init__(self, table: Table) -> None:
        """Read rows of `table`; raises FeedFault when it has no name column."""
        self.places: list[tuple[int, str]] = []
        taken = set()
        for place, column in enumerate(table.columns):
            field = woo_field(column)
            if field and field not in taken:
                taken.add(field)
                self.places.append((place, field))
        if "name" not in taken:
            raise FeedFault("there is no column Name: this is no product CSV of WooCommerce's", 1)
        self.parents = Parents()
        self.early = tempfile.SpooledTemporaryFile(max_size=16 * 2**20)  # noqa: SIM115 - lives as long as the feed.

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what waited on disk."""
        self.early.close()
        self.parents.file.close()

    def drafts(self, rows: Iterable[Row | Refused | Warned]) -> Iterator[Draft | Refused | Warned]:
        """Give a draft for everything that can be bought; faults of rows pass through."""
        for row in rows:
            if not isinstance(row, tuple):
                yield row
                continue
            line, values = row
            cells = {field: text for place, field in self.places if (text := values[place].strip())}
            yield from self._row(line, cells)
        yield from self._late()

    def _row(self, line: int, cells: Cells) -> Iterator[Draft | Warned]:
        kinds = {kind.strip().casefold() for kind in cells.get("type", "simple").split(",")}
        if "grouped" in kinds:
            reason = "a grouped product only points to others: there is nothing to sell in this row"
            yield Warned(line, cells.get("sku"), "Type", shortened(cells["type"]), reason)
        elif "variable" in kinds or "variable-subscription" in kinds:
            self.parents.keep(line, cells)
        elif "variation" in kinds or "subscription_variation" in kinds:
            parent = self.parents.of(cells)
            if parent is None:
                self.early.seek(0, 2)
                self.early.write(msgspec.json.encode((line, cells)) + b"\n")
            else:
                yield _draft(line, cells, parent)
        else:
            yield _draft(line, cells, None)

    def _late(self) -> Iterator[Draft | Warned]:
        self.early.seek(0)
        for piece in self.early:
            line, cells = msgspec.json.decode(piece, type=tuple[int, Cells])
            parent = self.parents.of(cells)
            if parent is None:
                yield Warned(line, cells.get("sku"), "Parent", shortened(cells.get("parent", "")), "is not in the feed")
            yield _draft(line, cells, parent)
        for line, sku in self.parents.childless.items():
            yield Warned(line, sku, "Type", "variable", "has no variation in the feed: there is nothing to sell in it")


def _keys(cells: Cells) -> list[str]:
    return [f"id:{cells['id']}"] * ("id" in cells) + [f"sku:{cells['sku']}"] * ("sku" in cells)


def _parent_key(cells: Cells) -> str:
    parent = cells.get("parent", "")
    return f"id:{parent[3:].strip()}" if parent.casefold().startswith("id:") else f"sku:{parent}"


def _draft(line: int, cells: Cells, parent: Cells | None) -> Draft:
    whole = {**{field: parent[field] for field in _OF_PARENT if field in parent}, **cells} if parent else cells
    options, attributes = _properties(cells, parent)
    weight = next((f"{text} {name[7:]}" for name, text in cells.items() if name.startswith("weight:")), None)
    if weight:
        attributes["weight"] = weight
    group = (parent.get("sku") or f"id:{parent.get('id', '')}") if parent else None
    return Draft(
        line=line,
        sku=cells.get("sku") or (f"woo-{cells['id']}" if "id" in cells else None),
        title={Draft.NO_LANGUAGE: (parent or {}).get("name") or cells.get("name", "")},
        description={Draft.NO_LANGUAGE: whole.get("description") or whole.get("short_description", "")},
        prices=[
            DraftPrice(
                price=cells.get("regular_price") or cells.get("sale_price"),
                sale=cells.get("sale_price"),
                period=_period(cells),
            )
        ],
        group=group if parent else (cells.get("parent") if "variation" in cells.get("type", "") else None),
        gtin=cells.get("gtin"),
        brand=_items(whole.get("brands", ""))[0] if "brands" in whole else attributes.pop("brand", None),
        category=_deepest(whole.get("categories", "")),
        options=options,
        attributes=attributes,
        pictures=[*_items(cells.get("images", "")), *_items((parent or {}).get("images", ""))],
        link=cells.get("external_url"),
        availability=_availability(cells),
        stock=cells.get("stock"),
        removed=_is_hidden(cells, whole),
    )


def _properties(cells: Cells, parent: Cells | None) -> tuple[dict[str, object], dict[str, object]]:
    """Give a variation's options, and the attributes of it and of its parent that set no variant apart."""
    own = _named_values(cells)
    if parent is None and "variation" not in cells.get("type", ""):
        return {}, own
    inherited = {name: value for name, value in _named_values(parent or {}).items() if name not in own}
    return own, inherited


def _named_values(cells: Cells) -> dict[str, object]:
    values: dict[str, object] = {}
    for field, name in cells.items():
        if field.startswith("attribute:") and field.endswith(":name"):
            value = cells.get(field.removesuffix("name") + "values")
            if value:
                values[name] = ", ".join(_items(value))
    return values


def _items(text: str) -> list[str]:
    return [part.strip().replace("\\,", ",") for part in _LIST.split(text) if part.strip()]


def _deepest(categories: str) -> str | None:
    return max(_items(categories), key=lambda path: path.count(">"), default=None)


def _period(cells: Cells) -> str:
    start, end = cells.get("sale_starts", ""), cells.get("sale_ends", "")
    return f"{start}/{end}" if start or end else ""


def _availability(cells: Cells) -> str | None:
    stated = cells.get("in_stock")
    return None if stated is None else "out of stock" if stated.casefold() in _NO else "in stock"


def _is_hidden(cells: Cells, whole: Cells) -> bool:
    """Tell whether the seller's own shop does not show the product: unpublished, draft, or out of the catalogue."""
    published = {cells.get("published", "1").casefold(), whole.get("published", "1").casefold()}
    return bool(published & {"0", "-1", "false", "no"})
