"""How values are written in the cells of tables: money, numbers, times, states, in the reader's language."""

import string
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from torg.core.money import decimals, format_money

if TYPE_CHECKING:
    from torg.core.desk_frame import Desk
    from torg.core.desk_table import Column

NOTHING = "–"


def shown_cell(desk: "Desk", column: "Column", row: dict[str, Any]) -> str | Markup:
    """Write one cell; a value that is not there is a dash."""
    value = row[column.name]
    if value is None or value == "":
        return NOTHING
    write = _WRITERS.get(column.kind)
    return write(desk, column, row, value) if write else str(value)


def raw_cell(desk: "Desk", column: "Column", row: dict[str, Any]) -> str:
    """Write a value as a field of a form holds it, or as a file does: plain digits, no currency."""
    value = row[column.name]
    if value is None:
        return ""
    if column.kind == "money":
        return written_amount(int(value), currency_of(column, row), desk.language)
    if column.kind in {"state", "flag"}:
        return _state_words(desk, column, value) if column.kind == "state" else _flag(desk, column, row, value)
    if isinstance(value, datetime):
        return value.astimezone(desk.zone).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Decimal | float):
        return str(value) if desk.language == "en" else str(value).replace(".", ",")
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def written_amount(amount: int, currency: str, language: str) -> str:
    """Write minor units as a number to type or to calculate with: `1299,90`, in English `1299.90`."""
    places = decimals(currency)
    text = f"{Decimal(amount).scaleb(-places):.{places}f}"
    return text if language == "en" else text.replace(".", ",")


def currency_of(column: "Column", row: dict[str, Any]) -> str:
    """Give the currency of a money column: its own code, or what the row says."""
    if len(column.currency) == 3 and column.currency.isupper():
        return column.currency
    return str(row[column.currency])


def written_time(desk: "Desk", at: datetime) -> str:
    """Write a time in the desk's own zone, shortly."""
    return format_datetime(at.astimezone(desk.zone), "short", locale=dated(desk.language))


def dated(language: str) -> str:
    """Name the locale whose dates a language reads here: English as in Europe, the day first."""
    return "en_GB" if language == "en" else language


def filled(pattern: str, desk: "Desk", row: dict[str, Any]) -> str:
    """Fill `{desk}/offers/{id}` in from a row, each value safe within an address."""
    parts = []
    for text, name, _, _ in string.Formatter().parse(pattern):
        parts.append(text)
        if name == "desk":
            parts.append(desk.path)
        elif name:
            parts.append(quote(str(row[name]), safe=""))
    return "".join(parts)


def _money(desk: "Desk", column: "Column", row: dict[str, Any], value: Any) -> str:
    return format_money(int(value), currency_of(column, row), desk.language)


def _number(desk: "Desk", _: "Column", __: dict[str, Any], value: Any) -> str:
    return str(format_decimal(value, locale=desk.language))


def _share(desk: "Desk", _: "Column", __: dict[str, Any], value: Any) -> str:
    return str(format_percent(value, locale=desk.language, format=None, decimal_quantization=False))


def _time(desk: "Desk", _: "Column", __: dict[str, Any], value: datetime) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), written_time(desk, value))


def _date(desk: "Desk", _: "Column", __: dict[str, Any], value: date) -> Markup:
    written = format_date(value, "medium", locale=dated(desk.language))
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), written)


def _state_words(desk: "Desk", column: "Column", value: Any) -> str:
    words = column.words.get(str(value))
    return desk.say(words) if words else str(value)


def _state(desk: "Desk", column: "Column", _: dict[str, Any], value: Any) -> Markup:
    said = _state_words(desk, column, value)
    return Markup('<span class="state state-{}">{}</span>').format(column.tones.get(str(value), "quiet"), escape(said))


def _flag(desk: "Desk", _: "Column", __: dict[str, Any], value: Any) -> str:
    return desk.say("Yes") if value else desk.say("No")


_WRITERS = {
    "money": _money, "number": _number, "share": _share, "time": _time, "date": _date, "state": _state, "flag": _flag,
}  # fmt: skip
