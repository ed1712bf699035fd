"""Rows of any shape, read by a mapping file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from torg.catalog.feeds.csv_rows import Lines, read_rows, read_table
from torg.catalog.feeds.encoding import find_encoding, text_of
from torg.catalog.feeds.errors import BadMapping
from torg.catalog.feeds.facts import standing
from torg.catalog.feeds.mapping import Lookup, Rule
from torg.catalog.feeds.mapping import Mapping as FeedMapping
from torg.catalog.feeds.models import Draft, DraftPrice, FeedFault
from torg.catalog.feeds.paths import parse_path, value_at
from torg.catalog.feeds.rules import ReadyRule, Record, condition, getter, ready_rule, str_of
from torg.markets import LANGUAGES, MARKETS

PRICE_FIELDS = ("price", "sale_price", "regular_price", "sale_period", "delivery")
TEXT_FIELDS = ("title", "description")
PLAIN_FIELDS = (
    "sku", "group", "gtin", "mpn", "brand", "category", "google_category", "link", "condition", "availability", "stock",
    "handling_days", "measure", "net_quantity", "net_unit", "unit_price", "popularity",
)  # fmt: skip
FIELDS = (*PLAIN_FIELDS, *TEXT_FIELDS, *PRICE_FIELDS, "currency", "market", "pictures", "removed")
MAX_LOOKUP = 50_000_000
MOST_EXPANDED = 2_000
_RULE_NAMES = {"from", *Rule.__struct_fields__}


class Mapped:
    """A mapping made ready for the feed that it reads."""

    def __init__(self, mapping: FeedMapping, folder: Path | None, *, check_only: bool = False) -> None:
        """Check `mapping` and read its lookup files, which stand beside the feed in `folder` or beside the mapping."""
        self.mapping = mapping
        own = Path(mapping.folder) if mapping.folder else None
        folders = [each for each in (folder, own) if each is not None]
        self.lookups: dict[str, Mapping[str, str]] = {
            name: {} if check_only else _read_lookup(name, lookup, folders) for name, lookup in mapping.lookups.items()
        }
        unknown = set(mapping.fields) - set(FIELDS)
        if unknown:
            raise BadMapping(f"fields: {', '.join(sorted(unknown))} is none of {', '.join(FIELDS)}.")
        self.rules = {name: self._rule(raw, f"fields.{name}") for name, raw in self._plain(mapping.fields)}
        self.texts = {name: self._texts(mapping.fields.get(name), f"fields.{name}") for name in TEXT_FIELDS}
        self.pictures = self._pictures(mapping.fields.get("pictures"))
        self.options = {name: self._rule(raw, f"options.{name}") for name, raw in mapping.options.items()}
        self.attributes = {name: self._texts(raw, f"attributes.{name}") for name, raw in mapping.attributes.items()}
        self.prices = self._prices(mapping)
        self.keeps = condition(mapping.source.where, mapping.source.skip, "source.where")
        self.expand = parse_path(mapping.source.expand, "source.expand") if mapping.source.expand else None
        if "sku" not in self.rules or not self.texts["title"]:
            raise BadMapping("fields: sku and title are needed.")

    def check_columns(self, columns: list[str]) -> None:
        """Raise FeedFault when the feed has not the columns that the mapping reads."""
        ready = [*self.rules.values(), *self.pictures, *self.options.values()]
        ready += [rule for texts in (*self.texts.values(), *self.attributes.values()) for rule in texts.values()]
        ready += [rule for _, rules in self.prices for rule in rules.values()]
        wanted = [names for rule in ready for names in rule.columns]
        wanted += [[name] for name in (*self.mapping.source.where, *self.mapping.source.skip)]
        missing = sorted({names[0] for names in wanted if not set(names) & set(columns)})
        if missing:
            shown = ", ".join(columns[:40])[:600]
            raise FeedFault(f"the feed has no column {', '.join(missing)}; its columns are {shown}", 1)

    def drafts(self, line: int, record: Mapping[str, object], key: str | None = None) -> Iterator[Draft]:
        """Give the drafts of one row: none when it is filtered out, several when a list in it is expanded."""
        if key is not None:
            record = {**record, "$key": key}
        if self.expand is None:
            if self.keeps(record):
                yield self._draft(line, record)
            return
        for expanded in self._expanded(record):
            if self.keeps(expanded):
                yield self._draft(line, expanded)

    def _draft(self, line: int, record: Record) -> Draft:
        rules = self.rules
        values = {name: rule(record) for name, rule in rules.items()}
        removed = values.pop("removed", None)
        net_unit = values.get("net_unit")
        for name in ("net_quantity", "unit_price"):
            if name in rules and rules[name].rule.unit and not net_unit:
                values["net_unit"] = rules[name].rule.unit
        market, currency = values.pop("market", None), values.pop("currency", None)
        return Draft(
            line=line,
            title=_said(self.texts["title"], record),
            description=_said(self.texts["description"], record),
            prices=[self._price(code or market, rules, record, currency) for code, rules in self.prices],
            options={name: rule(record) for name, rule in self.options.items()},
            attributes={name: _attribute(rules, record) for name, rules in self.attributes.items()},
            pictures=[address for rule in self.pictures for address in _several(rule(record))],
            removed=removed is not None and standing(removed) == "available",
            **values,
        )

    def _price(self, market: object, rules: dict[str, ReadyRule], record: Record, currency: object) -> DraftPrice:
        def value(name: str) -> object:
            return rules[name](record) if name in rules else None

        main = rules["price"].rule if "price" in rules else Rule()
        price, sale = value("price"), value("sale_price")
        return DraftPrice(
            price=price if price is not None else sale,
            sale=sale,
            regular=value("regular_price"),
            period=str_of(value("sale_period")),
            delivery=value("delivery"),
            currency=main.currency or str_of(currency) or None,
            market=str_of(market).lower() or None,
            minor=main.minor,
            decimal=main.decimal,
        )

    def _expanded(self, record: Record) -> Iterator[Record]:
        assert self.expand is not None  # noqa: S101 - the caller has looked.
        found = value_at(record, self.expand)
        split = self.mapping.source.expand_split
        if isinstance(found, str) and split:
            found = [part.strip() for part in found.split(split) if part.strip()]
        values = found if isinstance(found, list) else [found]
        for value in values[:MOST_EXPANDED] or [None]:
            yield _replaced(record, [step.key for step in self.expand], value)

    def _rule(self, raw: object, where: str) -> ReadyRule:
        return ready_rule(raw, self.lookups, where)

    def _plain(self, fields: Mapping[str, object]) -> list[tuple[str, object]]:
        wanted = {*PLAIN_FIELDS, "removed", "market", "currency"}
        return [(name, raw) for name, raw in fields.items() if name in wanted]

    def _texts(self, raw: object, where: str) -> dict[str, ReadyRule]:
        """Make rules ready that are written once, or once for each language."""
        if raw is None:
            return {}
        if isinstance(raw, dict) and raw and not set(raw) & _RULE_NAMES:
            if foreign := set(raw) - set(LANGUAGES):
                raise BadMapping(
                    f"{where}: {', '.join(sorted(foreign))} is no language of Torg's: {', '.join(LANGUAGES)}."
                )
            return {language: self._rule(rule, f"{where}.{language}") for language, rule in raw.items()}
        return {Draft.NO_LANGUAGE: self._rule(raw, where)}

    def _pictures(self, raw: object) -> list[ReadyRule]:
        if raw is None:
            return []
        several = raw if isinstance(raw, list) else [raw]
        return [self._rule(rule, "fields.pictures") for rule in several]

    def _prices(self, mapping: FeedMapping) -> list[tuple[str | None, dict[str, ReadyRule]]]:
        prices: list[tuple[str | None, dict[str, ReadyRule]]] = []
        own = {
            name: self._rule(mapping.fields[name], f"fields.{name}") for name in PRICE_FIELDS if name in mapping.fields
        }
        if own:
            prices.append((None, own))
        for market, raw in mapping.prices.items():
            if market not in MARKETS:
                raise BadMapping(f"prices.{market}: Torg has the markets {', '.join(MARKETS)}.")
            if unknown := set(raw) - set(PRICE_FIELDS):
                raise BadMapping(f"prices.{market}: {', '.join(sorted(unknown))} is none of {', '.join(PRICE_FIELDS)}.")
            prices.append((market, {name: self._rule(rule, f"prices.{market}.{name}") for name, rule in raw.items()}))
        return prices


def _said(rules: dict[str, ReadyRule], record: Record) -> dict[str, object]:
    return {language: rule(record) for language, rule in rules.items()}


def _attribute(rules: dict[str, ReadyRule], record: Record) -> object:
    values = {language: _joined(rule(record), rule.rule.join) for language, rule in rules.items()}
    return values.get(Draft.NO_LANGUAGE, values)


def _joined(value: object, joint: str) -> object:
    return joint.join(str_of(part) for part in value) if isinstance(value, list) else value


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _replaced(record: Record, keys: list[str], value: object) -> dict[str, object]:
    """Give a copy of a row in which `value` stands at the path of `keys`."""
    copy = dict(record)
    if len(keys) == 1:
        copy[keys[0]] = value
    else:
        inner = record.get(keys[0])
        copy[keys[0]] = _replaced(inner if isinstance(inner, dict) else {}, keys[1:], value)
    return copy


def _read_lookup(name: str, lookup: Lookup, folders: list[Path]) -> dict[str, str]:
    if Path(lookup.file).name != lookup.file:
        raise FeedFault(
            f"lookups.{name}: {lookup.file!r} wants to be the name of a file beside the feed or the mapping"
        )
    path = next((folder / lookup.file for folder in folders if (folder / lookup.file).is_file()), None)
    if path is None:
        raise FeedFault(f"lookups.{name}: there is no file {lookup.file} beside the feed or the mapping")
    if path.stat().st_size > MAX_LOOKUP:
        raise FeedFault(f"lookups.{name}: {lookup.file} is larger than {MAX_LOOKUP} bytes")
    with path.open("rb") as file:
        encoding = find_encoding(file.read(2**18))
        file.seek(0)
        lines = Lines(text_of(file, encoding))
        table = read_table(lines)
        if missing := {lookup.key, lookup.value} - set(table.columns):
            raise FeedFault(f"lookups.{name}: {lookup.file} has no column {', '.join(sorted(missing))}")
        key, value = table.columns.index(lookup.key), table.columns.index(lookup.value)
        rows = (row[1] for row in read_rows(lines, table) if isinstance(row, tuple))
        return {cells[key].strip(): cells[value].strip() for cells in rows}


__all__ = ["FIELDS", "Mapped", "getter"]
