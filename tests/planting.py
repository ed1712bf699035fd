"""Planting: a row of a seller in every table of the schema, with a secret in every text, however the table looks.

A table that somebody adds later gets its rows by itself. The scratch database loses its checks first, because what a
column may say does not matter here: who may see it does.
"""

import hashlib
from collections.abc import Container
from graphlib import CycleError, TopologicalSorter
from typing import Any

import psycopg
from msgspec import Struct
from msgspec.structs import replace
from psycopg import sql

from torg.sellers import NewSeller, Seller, register_seller

FRAMEWORK = ("procrastinate_", "migration")
"""Tables that are no domain's: a seller has no rights on them at all, which the walk sees to."""


class Column(Struct, frozen=True):
    """One column of a table."""

    name: str
    kind: str
    """Its type as PostgreSQL writes it: `text`, `bigint`, `text[]`."""
    given: bool
    """The database makes the value itself (generated columns)."""
    refers: str | None
    """The table whose row it names."""
    numbered: bool = False
    """The database numbers the rows itself (identity columns)."""
    first: str | None = None
    """The first word of an enumeration."""


class Tenant(Struct, frozen=True):
    """A seller of the walk: its id is the id of every row that is planted for it, too."""

    number: int
    name: str
    secret: str
    """Within every text that is planted for it."""
    account: int


def tables(conn: psycopg.Connection[Any]) -> dict[str, list[Column]]:
    """Every table of ours with its columns, those that others refer to first."""
    found: dict[str, list[Column]] = {}
    needs: dict[str, set[str]] = {}
    for table, name, kind, given, numbered, first, refers in conn.execute(
        """
        SELECT c.relname, a.attname, format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid), a.atttypmod),
               a.attgenerated <> '', a.attidentity <> '',
               (SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = a.atttypid ORDER BY e.enumsortorder LIMIT 1),
               (SELECT f.confrelid::regclass::text FROM pg_constraint f
                WHERE f.conrelid = c.oid AND f.contype = 'f' AND a.attnum = ANY (f.conkey) LIMIT 1)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        ORDER BY c.relname, a.attnum
        """
    ):
        if not table.startswith(FRAMEWORK):
            found.setdefault(table, []).append(Column(name, kind, given, refers, numbered, first))
            needs.setdefault(table, set()).update({refers} if refers and refers != table else set())
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError:
        order = list(found)
    return {table: found[table] for table in order if table in found}


def loosen(conn: psycopg.Connection[Any]) -> None:
    """Take the checks away, in a scratch database alone."""
    for table, name in conn.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint "
        "WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conrelid <> 0"
    ).fetchall():
        if not table.startswith(FRAMEWORK):
            conn.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(sql.Identifier(table), sql.Identifier(name))
            )
    for domain, name in conn.execute(
        "SELECT contypid::regtype::text, conname FROM pg_constraint WHERE contype = 'c' AND contypid <> 0 "
        "AND connamespace = 'public'::regnamespace"
    ).fetchall():
        conn.execute(sql.SQL("ALTER DOMAIN {} DROP CONSTRAINT {}").format(sql.Identifier(domain), sql.Identifier(name)))


def plant(
    conn: psycopg.Connection[Any], tenant: Tenant, *, skip: frozenset[str] = frozenset(), public: Container[str] = ()
) -> None:
    """Give a tenant a row in every table that has none of it yet, each with the tenant's number as its key.

    What stands in `public` tables is for everybody to read, so there is no secret in it.
    """
    plain = replace(tenant, secret="public")
    # Triggers and foreign keys rest: rows of tables that look at each other come in any order.
    conn.execute("SET session_replication_role = replica")
    conn.execute("DELETE FROM seller_file WHERE seller_id = %s", (tenant.number,))
    for table, columns in tables(conn).items():
        if table not in skip:
            whose = plain if table in public else tenant
            insert(conn, table, {each.name: value_for(whose, table, each) for each in columns if not each.given})
    conn.execute("SET session_replication_role = origin")


def insert(conn: psycopg.Connection[Any], table: str, values: dict[str, Any]) -> None:
    """Insert one row, its identity column included."""
    conn.execute(
        sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE VALUES ({}) ON CONFLICT DO NOTHING").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
        ),
        list(values.values()),
    )


def value_for(tenant: Tenant, table: str, column: Column) -> Any:
    """Make a value for a column: the tenant's number where a number is wanted, its secret where a text is."""
    secret = f"{tenant.secret}-{table}-{column.name}"
    kind = column.kind.partition("(")[0]
    if column.name == "account_id" or column.refers == "account":
        return tenant.account
    if column.first is not None:
        return column.first
    if kind.endswith("[]"):
        return [secret] if kind.startswith(("text", "character")) else []
    if kind in {"smallint", "real"}:
        return tenant.number % 100
    if kind in {"integer", "bigint", "numeric", "double precision"}:
        return tenant.number
    if kind in {"text", "character varying", "character"}:
        # Markets and languages are read by pages as what they are.
        words = {"market": "se", "home_market": "se", "language": "sv", "locale": "sv-se", "currency": "SEK"}
        return words.get(column.name, secret)
    return _OTHERS[kind](secret)


_OTHERS: dict[str, Any] = {
    "boolean": lambda _: True,
    "jsonb": lambda secret: psycopg.types.json.Jsonb({"secret": secret}),
    "json": lambda secret: psycopg.types.json.Jsonb({"secret": secret}),
    "bytea": lambda secret: secret.encode(),
    "timestamp with time zone": lambda _: "2026-11-20T12:00:00Z",
    "date": lambda _: "2026-11-20",
    "interval": lambda _: "1 day",
    "uuid": lambda secret: hashlib.md5(secret.encode()).hexdigest(),
    "xid8": lambda _: "700",
    "tstzrange": lambda _: "[2026-11-20,2026-11-21)",
    "daterange": lambda _: "[2026-11-20,2026-11-21)",
    "int4range": lambda _: "[1,2)",
    "inet": lambda _: "127.0.0.1",
}


async def open_shop(
    conn: psycopg.AsyncConnection[Any], number: int, name: str, country: str, org_number: str, market: str
) -> Seller:
    """Register a seller whose id is the number it is walked by."""
    from torg.core.actor import SYSTEM

    await conn.execute("SELECT setval(pg_get_serial_sequence('seller', 'id'), %s, false)", (number,))
    new = NewSeller(name=name, country=country, org_number=org_number, home_market=market, email=f"{market}@x.example")
    return await register_seller(conn, SYSTEM, new)
