"""Rules of a mapping, made ready: from a row to the value of one field."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

import msgspec

from torg.catalog.feeds.amounts import NotANumber, read_number
from torg.catalog.feeds.errors import BadMapping
from torg.catalog.feeds.mapping import Condition, Rule, Scalar
from torg.catalog.feeds.paths import parse_path, value_at
from torg.catalog.feeds.patterns import MAX_INPUT, safe_pattern

Record = Mapping[str, object]
Getter = Callable[[Record], object]
Lookups = Mapping[str, Mapping[str, str]]

_SLOT = re.compile(r"\{([^{}|]+)(?:\|([^{}|]+))?\}")
_HOLES = re.compile(r"[ \t]{2,}")
_CASES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "sentence": lambda text: text[:1].upper() + text[1:],
}


class ReadyRule:
    """A rule that has been checked, and can be asked for its value in any row."""

    def __init__(self, rule: Rule, lookups: Lookups, where: str) -> None:
        """Check and prepare `rule`, which stands at `where` in the mapping; raises BadMapping."""
        self.rule = rule
        self.where = where
        self.columns: list[list[str]] = []
        """What it reads: of each inner list at least one column must be there."""
        self.get = self._source(lookups)
        self.pattern = safe_pattern(rule.pattern, where) if rule.pattern is not None else None
        self.table = _table(rule.lookup, lookups, where) if rule.lookup else None
        self.map = {str_of(name): value for name, value in rule.map.items()} if rule.map is not None else None
        self.allows = condition(rule.when, rule.unless, where)
        self.columns += [[name] for name in (*rule.when, *rule.unless)]
        self.is_plain = not any(
            (rule.pattern, rule.lookup, rule.map, rule.split, rule.case, rule.decimal, rule.when, rule.unless)
        )

    def __call__(self, record: Record) -> object:
        """Give the field's value in a row; none when it has none."""
        if self.is_plain:
            value = self.get(record)
            return self.rule.default if value is None or value == "" else value
        if not self.allows(record):
            return self.rule.default
        value = self.get(record)
        if isinstance(value, list):
            value = [changed for each in value if (changed := self._changed(each)) not in (None, "")]
        else:
            value = self._changed(value)
        return self.rule.default if value in (None, "") or value == [] else value

    def _changed(self, value: object) -> object:
        if value is None or value == "":
            return None
        if self.table is not None:
            value = self.table.get(str_of(value))
        if self.pattern is not None and value is not None:
            found = self.pattern.search(str_of(value)[:MAX_INPUT])
            value = (found[1] if self.pattern.groups else found[0]) if found else None
        if self.map is not None and value is not None:
            value = self.map.get(str_of(value), self.rule.default)
        if self.rule.case and isinstance(value, str):
            value = _CASES[self.rule.case](value)
        if self.rule.split and isinstance(value, str):
            return [part.strip() for part in value.split(self.rule.split) if part.strip()]
        if self.rule.decimal and isinstance(value, str):
            try:
                return read_number(value, self.rule.decimal)
            except NotANumber:
                return value
        return value

    def _source(self, lookups: Lookups) -> Getter:
        rule = self.rule
        given = [part for part in (rule.from_, rule.value, rule.template) if part is not None]
        if len(given) != 1:
            raise BadMapping(f"{self.where}: it wants exactly one of from, value and template.")
        if rule.value is not None:
            return lambda _record, constant=rule.value: constant  # type: ignore[misc]
        if rule.template is not None:
            return self._template(rule.template, lookups)
        names = [rule.from_] if isinstance(rule.from_, str) else list(rule.from_ or [])
        if not names:
            raise BadMapping(f"{self.where}: from names no column.")
        self.columns.append(names)
        getters = [getter(name, self.where) for name in names]
        return getters[0] if len(getters) == 1 else lambda record: _first_of(getters, record)

    def _template(self, template: str, lookups: Lookups) -> Getter:
        parts: list[str | tuple[Getter, Mapping[str, str] | None]] = []
        place = 0
        for slot in _SLOT.finditer(template):
            parts.append(template[place : slot.start()])
            self.columns.append([slot[1].strip()])
            table = _table(slot[2].strip(), lookups, self.where) if slot[2] else None
            parts.append((getter(slot[1].strip(), self.where), table))
            place = slot.end()
        parts.append(template[place:])
        if len(parts) == 1:
            raise BadMapping(f"{self.where}: the template has no {{column}} in it.")

        def filled(record: Record) -> object:
            texts, empty = [], True
            for part in parts:
                if isinstance(part, str):
                    texts.append(part)
                    continue
                get, table = part
                text = str_of(get(record))
                text = table.get(text, "") if table is not None else text
                empty = empty and not text
                texts.append(text)
            return None if empty else _HOLES.sub(" ", "".join(texts)).strip()

        return filled


def ready_rule(raw: object, lookups: Lookups, where: str) -> ReadyRule:
    """Make a rule ready that is written as a column's name, a list of names, or a table; raises BadMapping."""
    if isinstance(raw, str):
        return ReadyRule(Rule(from_=raw), lookups, where)
    if isinstance(raw, list):
        raw = {"from": raw}
    try:
        return ReadyRule(msgspec.convert(raw, Rule), lookups, where)
    except msgspec.ValidationError as fault:
        raise BadMapping(f"{where}: {fault}.") from None


def getter(name: str, where: str) -> Getter:
    """Give what reads a column or a path: a column that is really called `a.b` wins over the path."""
    path = parse_path(name, where) if re.search(r"[.\[]", name) else None
    if path is None:
        return lambda record: _unlisted(record.get(name))

    def read(record: Record) -> object:
        exact = record.get(name)
        return exact if exact is not None else value_at(record, path)

    return read


def condition(when: Mapping[str, Condition], unless: Mapping[str, Condition], where: str) -> Callable[[Record], bool]:
    """Give a test of rows: every column of `when` has one of its values, and none of `unless`."""
    wanted = [(getter(name, where), _choices(values)) for name, values in when.items()]
    unwanted = [(getter(name, where), _choices(values)) for name, values in unless.items()]

    def holds(record: Record) -> bool:
        return all(str_of(get(record)) in values for get, values in wanted) and not any(
            str_of(get(record)) in values for get, values in unwanted
        )

    return holds


def str_of(value: object) -> str:
    """Write a value as conditions, maps and templates compare it: `true` and `false` for truths."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str_of(part) for part in value)
    if isinstance(value, dict):
        return str_of(value.get("#text"))
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value.adjusted()) < 30:
        value = int(value)
    return "" if value is None else str(value)


def _unlisted(value: object) -> object:
    return value["#text"] if isinstance(value, dict) and "#text" in value else value


def _first_of(getters: list[Getter], record: Record) -> object:
    for get in getters:
        value = get(record)
        if value is not None and value not in ("", []):
            return value
    return None


def _choices(values: Condition) -> frozenset[str]:
    several: list[Scalar] = values if isinstance(values, list) else [values]
    return frozenset(str_of(value) for value in several)


def _table(name: str | None, lookups: Lookups, where: str) -> Mapping[str, str]:
    if name is None or name not in lookups:
        raise BadMapping(f"{where}: there is no lookup {name!r} among {', '.join(lookups) or 'none'}.")
    return lookups[name]
