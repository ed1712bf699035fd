"""What the operator has set: typed values that a domain declares, every version kept with who, when and why.

A domain declares a value beside its type: `RANKING = declare("ranking", RankingWeights)`. Public reads use `current`,
which touches no database: it is what this process last took in (`refresh`, every two seconds in web processes).
Verbs and jobs use `read`.
"""

from typing import Any, ClassVar, Generic, TypeVar

import msgspec
from msgspec import Struct

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.errors import Refusal
from torg.core.journal import record

T = TypeVar("T", bound=Struct)


class BadMarketSetting(Refusal):
    """That value cannot be set."""

    code: ClassVar[str] = "bad_setting"
    status: ClassVar[int] = 422


class Declared(Struct, Generic[T], frozen=True):
    """A value that the operator may set; its type has a default for every field."""

    name: str
    kind: type[T]
    by_market: bool
    """Whether a market may have a value of its own."""


DECLARED: dict[str, Declared[Any]] = {}
"""Every value that a domain has declared, by name."""

_taken: dict[tuple[str, str | None], dict[str, Any]] = {}
_built: dict[tuple[str, str | None], Any] = {}
_seen = [0]


def declare(name: str, kind: type[T], *, by_market: bool = False) -> Declared[T]:
    """Declare a value that the operator may set, once a process, beside its type."""
    declared = Declared(name, kind, by_market)
    DECLARED[name] = declared
    return declared


def current(declared: Declared[T], market: str | None = None) -> T:
    """Give the value that holds, from this process's memory; the defaults before anything was set or taken in."""
    key = (declared.name, market)
    if key not in _built:
        _built[key] = _value_of(declared, _taken.get(key) or _taken.get((declared.name, None)))
    value: T = _built[key]
    return value


async def read(conn: Connection, declared: Declared[T], market: str | None = None) -> T:
    """Give the value that holds, from the database."""
    cursor = await conn.execute(
        """
        SELECT value FROM market_setting WHERE name = %(name)s AND (market = %(market)s OR market IS NULL)
        ORDER BY market IS NULL, id DESC LIMIT 1
        """,
        {"name": declared.name, "market": market},
    )
    found = await cursor.fetchone()
    return _value_of(declared, found[0] if found else None)


async def refresh(conn: Connection) -> bool:
    """Take in what has been set since the last time, and tell whether anything was: one look when nothing is new."""
    cursor = await conn.execute("SELECT coalesce(max(id), 0) FROM market_setting")
    newest = ((await cursor.fetchone()) or (0,))[0]
    if newest == _seen[0]:
        return False
    cursor = await conn.execute(
        "SELECT DISTINCT ON (name, market) name, market, value FROM market_setting ORDER BY name, market, id DESC"
    )
    taken = {(name, market): value for name, market, value in await cursor.fetchall()}
    _taken.clear()
    _taken.update(taken)
    _built.clear()
    _seen[0] = newest
    return True


def forget() -> None:
    """Go back to the defaults, as before anything was taken in (for tests, which change databases)."""
    _taken.clear()
    _built.clear()
    _seen[0] = 0


async def change(
    conn: Connection, actor: Actor, declared: Declared[T], value: T, why: str, market: str | None = None
) -> bool:
    """Set a value, with a reason, and tell whether it is another than before; raises `BadMarketSetting`."""
    if market is not None and not declared.by_market:
        raise BadMarketSetting(f"{declared.name} is the same in every market.")
    if not 1 <= len(why) <= 500:
        raise BadMarketSetting("Say in 1 to 500 characters why.")
    checked = checked_value(declared, msgspec.to_builtins(value))
    before = await read(conn, declared, market)
    if checked == before:
        return False
    await conn.execute(
        "INSERT INTO market_setting (name, market, value, actor, why) VALUES (%s, %s, %s::jsonb, %s, %s)",
        (declared.name, market, msgspec.json.encode(checked).decode(), str(actor), why),
    )
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(checked)
    changed = {name: [old.get(name), new[name]] for name in new if old.get(name) != new[name]}
    await record(
        conn, actor, "setting.changed", f"setting:{declared.name}", {"changed": changed, "why": why}, market
    )  # fmt: skip
    return True


def checked_value(declared: Declared[T], raw: dict[str, Any]) -> T:
    """Give the value that plain data means, checked field by field; raises `BadMarketSetting`."""
    try:
        return msgspec.convert(raw, declared.kind)
    except msgspec.ValidationError as error:
        raise BadMarketSetting(f"{declared.name}: {error}.") from error


def _value_of(declared: Declared[T], raw: dict[str, Any] | None) -> T:
    """Read a kept value leniently: fields that a newer release has dropped or no longer takes have their default."""
    known = {name: value for name, value in (raw or {}).items() if name in declared.kind.__struct_fields__}
    try:
        return msgspec.convert(known, declared.kind)
    except msgspec.ValidationError:
        return msgspec.convert({}, declared.kind)
