"""The publish gate: what has to be known before an offer shows, as one pure function over dated rules.

Sources: nordic.md rows 1 and 6; the rules with their laws are in publish_gate.toml, the choice of when they bind in
docs/decisions/publish-gate.md.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
from msgspec import Struct

from torg.catalog import Texts

Form = Literal[
    "text", "email", "number", "energy_class", "energy_range", "eprel", "age", "local_text", "picture", "identifier",
    "quantity", "registration", "refused",
]  # fmt: skip
Place = Literal["product", "offer", "seller"]
EU = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905 - legible.
)


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^\s]+\.[^\s]+")
_PATTERNS: dict[Form, re.Pattern[str]] = {
    "text": re.compile(r"(?s).*\S.*"),
    "email": _EMAIL,
    "number": re.compile(r"\d+"),
    "energy_class": re.compile(r"[A-G]|A\+{1,3}", re.IGNORECASE),
    "energy_range": re.compile(r"(?:[A-G]|A\+{1,3})\s*(?:-|–|to|till|til|/)\s*[A-G]", re.IGNORECASE),
    "eprel": re.compile(r"\d{4,9}"),
    "age": re.compile(r"\d{1,2}"),
}


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that the law wants known, of which offers, in which markets, from which day on."""

    code: str
    markets: list[str]
    field: str
    where: Place
    form: Form
    why: str
    source: str
    begins: date = msgspec.field(name="from")
    ends: date | None = msgspec.field(name="until", default=None)
    categories: frozenset[int] = frozenset()
    excepted: frozenset[int] = msgspec.field(name="except", default=frozenset())
    conditions: list[str] = []
    outside_eu: bool = False
    having: str = ""
    words: dict[str, list[str]] = {}


class GateRules(Struct, frozen=True):
    """All rules, and since when they hide offers, by market."""

    rules: list[Rule]
    enforced_from: dict[str, date]
    everybody_from: dict[str, date]


class GateFacts(Struct, frozen=True):
    """What is known of an offer, its product and its seller."""

    market: str
    categories: frozenset[int]
    """The product's category with all above it."""
    condition: str
    fields: Mapping[str, str | Texts]
    """The product's attributes by code, in one or several languages."""
    pictures: int = 0
    gtin: bool = False
    model: bool = False
    """Whether there is the manufacturer's model number, and a brand that it is of."""
    quantity: bool = False
    registrations: frozenset[str] = frozenset()
    """The streams for which the seller has named a registration in the market."""


class Missing(Struct, frozen=True):
    """One thing that is missing: what, why it is wanted, where it is filled in."""

    code: str
    field: str
    where: Place
    why: str
    source: str
    found: str = ""
    """What is there instead, when something is."""
    languages: list[str] = []
    """In which languages it is missing."""


def publish_gate(facts: GateFacts, rules: Sequence[Rule], on: date) -> list[Missing]:
    """Give what is missing of an offer by the rules of its market on a day; nothing when it may show."""
    missing: dict[str, Missing] = {}
    for rule in rules:
        if rule.code not in missing and _concerns(rule, facts, on) and (lack := _lack(rule, facts)) is not None:
            missing[rule.code] = lack
    return list(missing.values())


def hides(rules: GateRules, market: str, certified: date | None, on: date) -> bool:
    """Tell whether what is missing hides an offer: its seller certified itself under the gate, or it is everybody's."""
    everybody = rules.everybody_from.get(market)
    if everybody is not None and everybody <= on:
        return True
    begins = rules.enforced_from.get(market)
    return begins is not None and begins <= on and certified is not None and certified >= begins


@cache
def gate_rules() -> GateRules:
    """Read the rules of publish_gate.toml."""
    tables = tomllib.loads((files("torg.offers") / "publish_gate.toml").read_text("utf-8"))
    return msgspec.convert({"rules": tables.pop("rule"), **tables}, GateRules)


def fits(form: Form, text: str) -> bool:
    """Tell whether a text has the form that a rule wants."""
    return _PATTERNS[form].fullmatch(text) is not None


def _concerns(rule: Rule, facts: GateFacts, on: date) -> bool:
    return (
        facts.market in rule.markets
        and rule.begins <= on
        and (rule.ends is None or on < rule.ends)
        and (not rule.conditions or facts.condition in rule.conditions)
        and (not rule.categories or not rule.categories.isdisjoint(facts.categories))
        and rule.excepted.isdisjoint(facts.categories)
        and (not rule.having or _text(facts.fields.get(rule.having)) not in {"", "no", "nej", "nei", "ei"})
        and (not rule.outside_eu or _is_outside_eu(facts))
    )


def _is_outside_eu(facts: GateFacts) -> bool:
    """Tell whether the manufacturer is outside the EU; one whose country is not told is taken to be inside."""
    country = _text(facts.fields.get("manufacturer_country")).upper()
    return bool(country) and country not in EU


def _lack(rule: Rule, facts: GateFacts) -> Missing | None:
    found = ""
    languages: list[str] = []
    if rule.form == "picture":
        there = facts.pictures > 0
    elif rule.form == "identifier":
        there = facts.gtin or facts.model
    elif rule.form == "quantity":
        there = facts.quantity
    elif rule.form == "registration":
        there = rule.field in facts.registrations
    elif rule.form == "refused":
        there = False
    elif rule.form == "local_text":
        languages = _missing_languages(facts.fields.get(rule.field), rule.words.get(facts.market, []))
        there = not languages
    else:
        found = _text(facts.fields.get(rule.field))
        there = fits(rule.form, found)
    if there:
        return None
    return Missing(rule.code, rule.field, rule.where, rule.why, rule.source, found[:200], languages)


def _missing_languages(value: str | Texts | None, wanted: Sequence[str]) -> list[str]:
    """Give the languages that a text lacks; a text without a language is taken to be in the first that is wanted."""
    if value is None:
        return list(wanted)
    texts: Mapping[str, Any] = value if isinstance(value, dict) else {wanted[0]: value}
    return [each for each in wanted if not str(texts.get(each, "")).strip()]


def _text(value: str | Texts | None) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else next((text.strip() for text in value.values()), "")
