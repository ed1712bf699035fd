"""Shopify's product CSV: a product over several rows of one handle, its variants and its pictures."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from torg.catalog.feeds.columns import plain_name
from torg.catalog.feeds.csv_rows import Row, Table
from torg.catalog.feeds.models import Draft, DraftPrice, FeedFault, Refused, Warned, shortened
from torg.catalog.slugs import slug_of

MOST_ROWS = 5_000
"""Of one handle: Shopify itself allows 2,048 variants and 250 pictures."""
MOST_CHARACTERS = 16_000_000
_REMEMBERED = 2_000

_COLUMNS: dict[str, str] = {
    "handle": "handle", "url_handle": "handle", "title": "title", "body_html": "body", "description": "body",
    "vendor": "vendor", "type": "type", "custom_product_type": "type", "standard_product_type": "category",
    "product_category": "category", "published": "published", "published_on_online_store": "published",
    "status": "status", "variant_sku": "sku", "sku": "sku", "variant_barcode": "barcode", "barcode": "barcode",
    "variant_price": "price", "price": "price", "variant_compare_at_price": "compare_at",
    "compare_at_price": "compare_at", "variant_inventory_qty": "quantity", "inventory_quantity": "quantity",
    "variant_inventory_tracker": "tracker", "inventory_tracker": "tracker", "variant_inventory_policy": "policy",
    "continue_selling_when_out_of_stock": "continues", "variant_grams": "grams", "weight_value_grams": "grams",
    "image_src": "image", "product_image_url": "image", "image_position": "image_position",
    "variant_image": "variant_image", "variant_image_url": "variant_image", "gift_card": "gift_card",
    "google_shopping_google_product_category": "google_category", "google_shopping_gender": "gender",
    "google_shopping_age_group": "age_group", "google_shopping_mpn": "mpn", "google_shopping_condition": "condition",
    "unit_price_total_measure": "measure", "unit_price_total_measure_unit": "measure_unit",
}  # fmt: skip
_NO = {"false", "no", "0", "nej", "nei"}

Cells = dict[str, str]


class Shopify:
    """Gathers the rows of each handle into drafts, one for each variant."""

    def __init__(self, table: Table) -> None:
        """Read rows of `table`; raises FeedFault when it has no handle column."""
        self.places: list[tuple[int, str]] = []
        taken = set()
        for place, column in enumerate(table.columns):
            name = _name(column)
            if name and name not in taken:
                taken.add(name)
                self.places.append((place, name))
        if "handle" not in taken:
            raise FeedFault("there is no column Handle: this is no product CSV of Shopify's", 1)
        self.rows: list[tuple[int, Cells]] = []
        self.size = 0
        self.known: OrderedDict[str, Cells] = OrderedDict()

    def drafts(self, rows: Iterable[Row | Refused | Warned]) -> Iterator[Draft | Refused | Warned]:
        """Give a draft for each variant; faults of rows pass through."""
        for row in rows:
            if not isinstance(row, tuple):
                yield row
                continue
            line, values = row
            cells = {name: text for place, name in self.places if (text := values[place].strip())}
            handle = cells.get("handle")
            if handle is None:
                yield Refused(line, cells.get("sku"), "Handle", "", "is missing")
                continue
            full = len(self.rows) >= MOST_ROWS or self.size > MOST_CHARACTERS
            if self.rows and (full or self.rows[0][1]["handle"] != handle):
                yield from self._product()
            self.rows.append((line, cells))
            self.size += sum(map(len, cells.values()))
        if self.rows:
            yield from self._product()

    def _product(self) -> Iterator[Draft | Warned]:
        rows, self.rows, self.size = self.rows, [], 0
        head = rows[0][1]
        if "title" not in head:
            head = {**self.known.get(head["handle"], {}), **head}
        self._remember(head)
        variants = [row for row in rows if "price" in row[1] or "sku" in row[1] or "option1_value" in row[1]]
        pictures = _pictures(rows)
        if not variants:
            line, cells = rows[0]
            if "title" in cells:
                yield _draft(line, head, cells, pictures, alone=True)
            else:
                yield Warned(line, None, "Handle", shortened(head["handle"]), "has pictures only, far from its product")
            return
        for line, cells in variants:
            yield _draft(line, head, cells, pictures, alone=len(variants) == 1)

    def _remember(self, head: Cells) -> None:
        """Keep what a product says of itself, for variants that come again later in an edited file."""
        kept = {name: text for name, text in head.items() if name not in {"price", "sku", "barcode", "quantity"}}
        self.known[head["handle"]] = {name: text for name, text in kept.items() if len(text) <= 2_000}
        if len(self.known) > _REMEMBERED:
            self.known.popitem(last=False)


def _name(column: str) -> str | None:
    plain = plain_name(column)
    if plain in _COLUMNS:
        return _COLUMNS[plain]
    if plain.startswith("option") and plain[6:7].isdigit() and plain[7:] in {"_name", "_value"}:
        return plain
    if "product.metafields." in column.casefold():
        return f"metafield:{column.partition('(')[0].strip()}"
    return None


def _draft(line: int, head: Cells, cells: Cells, pictures: list[object], *, alone: bool) -> Draft:
    get = cells.get
    options = _options(head, cells, alone=alone)
    shown = get("variant_image")
    return Draft(
        line=line,
        sku=get("sku", "").removeprefix("'") or _made_sku(head["handle"], options),
        title={Draft.NO_LANGUAGE: head.get("title", "")},
        description={Draft.NO_LANGUAGE: head.get("body", "")},
        prices=[DraftPrice(price=get("price"), regular=get("compare_at"), decimal=".")],
        group=None if alone else head["handle"],
        gtin=get("barcode"),
        mpn=get("mpn") or head.get("mpn"),
        brand=head.get("vendor"),
        category=head.get("category") or head.get("type"),
        google_category=head.get("google_category"),
        options=options,
        attributes=_attributes(head, cells),
        pictures=[shown, *pictures] if shown else list(pictures),
        condition=head.get("condition"),
        stock=_stock(cells),
        net_quantity=get("measure"),
        net_unit=get("measure_unit"),
        removed=_is_hidden(head),
    )


def _options(head: Cells, cells: Cells, *, alone: bool) -> dict[str, object]:
    options: dict[str, object] = {}
    for number in "123":
        name, value = head.get(f"option{number}_name"), cells.get(f"option{number}_value")
        if not name or not value or value == "Default Title" or (alone and name.casefold() == "title"):
            continue
        options["variant" if name.casefold() == "title" else name] = value
    return options


def _made_sku(handle: str, options: dict[str, object]) -> str:
    """Name a variant without article number by its handle and options, which stay the same from feed to feed."""
    return "-".join([handle, *(slug_of(str(value)) for value in options.values())])


def _attributes(head: Cells, cells: Cells) -> dict[str, object]:
    attributes: dict[str, object] = {name: head[name] for name in ("gender", "age_group") if name in head}
    attributes |= {name.partition(":")[2]: text for name, text in head.items() if name.startswith("metafield:")}
    grams = cells.get("grams", "")
    if grams.replace(".", "", 1).isdigit() and float(grams) > 0:
        attributes["weight"] = f"{float(grams):g} g"
    return attributes


def _stock(cells: Cells) -> object:
    """Give the units in stock; none when Shopify does not count them, or sells on when there are none left."""
    continues = cells.get("policy", "").casefold() == "continue" or cells.get("continues", "").casefold() == "true"
    quantity = cells.get("quantity")
    if quantity is None or ("tracker" not in cells and quantity.lstrip("-0") == ""):
        return None
    if continues and (quantity.startswith("-") or quantity.strip("0.") == ""):
        return None
    return quantity


def _is_hidden(head: Cells) -> bool:
    status = head.get("status", "active").casefold()
    return head.get("published", "true").casefold() in _NO or status in {"draft", "archived", "unlisted"}


def _pictures(rows: list[tuple[int, Cells]]) -> list[object]:
    placed = []
    for order, (_, cells) in enumerate(rows):
        if "image" in cells:
            position = cells.get("image_position", "")
            placed.append((int(position) if position.isdigit() and len(position) < 6 else 9_999, order, cells["image"]))
    return [address for _, _, address in sorted(placed)]
