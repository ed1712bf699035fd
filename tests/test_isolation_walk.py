"""Isolation, walked: every table, every portal and seller route, as everybody who is not the seller whose it is.

Kaisa's shop has a row in every table, with a secret in each of its texts. Nils, whose shop is another, must find none
of them, nor change any. The control is the same walk without row-level security: there it has to find them.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from litestar import Litestar, Request, Router, get
from litestar.params import FromPath
from litestar.routes import HTTPRoute
from litestar.testing import AsyncTestClient
from psycopg import sql

from tests.planting import FRAMEWORK, Tenant, loosen, open_shop, plant, tables, value_for
from torg.accounts import make_sign_in_link, member_at, open_account, save_member
from torg.accounts.answers import desk_error
from torg.app import create_framework
from torg.core.actor import SYSTEM
from torg.core.db import open_pool
from torg.sellers.api_key_life import create_api_key
from torg.sellers.api_keys import SCOPES, NewApiKey
from torg.settings import Settings

KAISA = Tenant(770001, "Kaisan Kirjat", "KAISAS-SECRET", 770001)
NILS = Tenant(550001, "Nils Verktyg", "NILS-OWN", 550001)
PUBLIC = {
    "category": "the catalogue's tree",
    "brand": "the catalogue's brands",
    "product": "the catalogue: what shoppers see",
    "variant": "the catalogue: what shoppers see",
    "market_setting": "what the operator sets for a market holds for everybody",
    "product_redirect": "where a product's address leads: the catalogue",
    "trust_rule": "the terms that hold for everybody",
    "ledger_closed_day": "which days are closed is nobody's secret",
}
"""Tables that every seller may read whole, and why. All others have policies, or cannot be read by a seller."""
STRONG = {"rotate_webhook_secret": "moves a secret aside that no seller can read, of its own endpoint alone"}
"""Functions with their owner's rights that a seller may call, and why; what they do to others' rows is tried below."""
OWN_ALREADY = frozenset({"seller", "account"})


@pytest.fixture
def scratch(fresh_database: str) -> str:
    """A database of the walk's own, in which Kaisa and Nils have a row in every table."""
    return fresh_database


async def _planted(url: str, *tenants: Tenant) -> None:
    """Open both shops, and plant in every table for these tenants."""
    async with await psycopg.AsyncConnection.connect(url, options="-c timezone=UTC") as conn:
        for tenant, country, number, market in ((KAISA, "FI", "2077474-0", "fi"), (NILS, "SE", "556012-5790", "se")):
            await conn.execute("SELECT setval(pg_get_serial_sequence('account', 'id'), %s, false)", (tenant.account,))
            name = tenant.name.split()[0].lower()
            await open_account(conn, SYSTEM, f"{name}@shop.example", name=name.title(), language="sv")
            seller = await open_shop(conn, tenant.number, tenant.name, country, number, market)
            assert seller.id == tenant.number
            await save_member(conn, seller.id, tenant.account, ["owner"])
            await conn.execute("UPDATE seller SET status = 'active' WHERE id = %s", (seller.id,))
    with psycopg.connect(url, autocommit=True) as conn:
        loosen(conn)
        for tenant in tenants:
            plant(conn, tenant, skip=OWN_ALREADY, public=PUBLIC)


async def test_every_table(fresh_database: str) -> None:
    await _planted(fresh_database, KAISA, NILS)
    with psycopg.connect(fresh_database) as conn:
        assert leaks_in_tables(conn, NILS) == []
        # A suspended seller sees no more, and who is nobody's sees nothing that has an owner.
        conn.execute("UPDATE seller SET status = 'suspended' WHERE id = %s", (NILS.number,))
        assert leaks_in_tables(conn, NILS) == []
        assert leaks_in_tables(conn, Tenant(0, "nobody", "NOBODYS", 0)) == []
        # A seller does see its own: the walk is not green because nothing can be seen at all.
        assert {"seller_file", "offer", "feed_source", "journal", "seller_member"} <= seen(conn, NILS)


async def test_strong_functions_know_whose_row_it_is(fresh_database: str) -> None:
    await _planted(fresh_database, KAISA, NILS)
    with psycopg.connect(fresh_database) as conn:
        before = _kaisas(conn, "webhook_endpoint")
        for who, changes in ((NILS, False), (KAISA, True)):
            statement = sql.SQL("SELECT rotate_webhook_secret({}, 'fresh', now())").format(KAISA.number)
            assert _changed(conn, who, statement, "webhook_endpoint", before) is changes


async def test_without_policies_the_walk_finds_leaks(fresh_database: str) -> None:
    await _planted(fresh_database, KAISA, NILS)
    with psycopg.connect(fresh_database) as conn:
        guarded = [row[0] for row in conn.execute("SELECT relname FROM pg_class WHERE relrowsecurity").fetchall()]
        for table in guarded:
            conn.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
        found = leaks_in_tables(conn, NILS)
        for table in guarded:
            assert any(f"{table}:" in leak for leak in found), f"the walk does not notice that {table} lies open"
        # The careless query: no `where`, and a competitor's bank account is on the page.
        conn.execute("SET LOCAL ROLE torg_seller")
        conn.execute("SELECT set_config('torg.seller', %s, true)", (str(NILS.number),))
        rows = conn.execute("SELECT account_holder FROM seller_file").fetchall()
        assert any(KAISA.secret in row[0] for row in rows)


def leaks_in_tables(conn: psycopg.Connection[Any], who: Tenant) -> list[str]:
    """Look at and touch everything as the seller `who`, and tell what of Kaisa's could be seen or changed."""
    found = [
        f"{name}: a function with its owner's rights that a seller may call"
        for name in _strong_functions(conn)
        if name not in STRONG
    ]
    columns = tables(conn)
    for table, kind, is_guarded, may_select in conn.execute(
        """
        SELECT c.relname, c.relkind, c.relrowsecurity, has_any_column_privilege('torg_seller', c.oid, 'SELECT')
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        ORDER BY c.relname
        """
    ).fetchall():
        rights = _rights(conn, table)
        if not may_select and not rights:
            continue
        if table in PUBLIC:
            if rights - {"SELECT"}:
                found.append(f"{table}: a seller may change what is everybody's: {sorted(rights)}")
            continue
        if kind not in {b"r", b"p", "r", "p"} or table.startswith(FRAMEWORK):
            found.append(f"{table}: a seller may read what has no policies")
            continue
        if not is_guarded:
            found.append(f"{table}: has no row-level security")
        found += [f"{table}: {leak}" for leak in _touch(conn, who, table, columns[table], rights)]
    return found


def seen(conn: psycopg.Connection[Any], who: Tenant) -> set[str]:
    """Tell in which tables a seller finds its own secret."""
    found = set()
    for table in tables(conn):
        if any(who.secret in text or str(who.number) in text for text in _read(conn, who, table)):
            found.add(table)
    return found


def _touch(conn: psycopg.Connection[Any], who: Tenant, table: str, columns: list[Any], rights: set[str]) -> list[str]:
    found = []
    if any(KAISA.secret in text or str(KAISA.number) in text for text in _read(conn, who, table)):
        found.append("a row of Kaisa's can be read")
    before = _kaisas(conn, table)
    assert before, f"{table}: nothing of Kaisa's was planted"
    for name in _columns(conn, table, "UPDATE"):
        statement = sql.SQL("UPDATE {} SET {} = {}").format(sql.Identifier(table), *[sql.Identifier(name)] * 2)
        if _changed(conn, who, statement, table, before):
            found.append(f"a row of Kaisa's can be updated ({name})")
    if "DELETE" in rights and _changed(
        conn, who, sql.SQL("DELETE FROM {}").format(sql.Identifier(table)), table, before
    ):
        found.append("a row of Kaisa's can be deleted")
    insertable = _columns(conn, table, "INSERT")
    if insertable and _inserts(conn, who, table, [each for each in columns if each.name in insertable]):
        found.append("a row can be added in Kaisa's name")
    return found


def _as(conn: psycopg.Connection[Any], who: Tenant) -> None:
    conn.execute("SET LOCAL ROLE torg_seller")
    conn.execute("SELECT set_config('torg.seller', %s, true)", (str(who.number) if who.number else "",))


def _read(conn: psycopg.Connection[Any], who: Tenant, table: str) -> list[str]:
    """Read all that a seller may of a table, each row as one text."""
    readable = _columns(conn, table, "SELECT")
    if not readable:
        return []
    with conn.transaction(force_rollback=True):
        _as(conn, who)
        rows = conn.execute(
            sql.SQL("SELECT {} FROM {}").format(
                sql.SQL(", ").join(map(sql.Identifier, readable)), sql.Identifier(table)
            )
        ).fetchall()
    return [" ".join(_text(value) for value in row) for row in rows]


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _changed(
    conn: psycopg.Connection[Any], who: Tenant, statement: sql.Composed, table: str, before: list[tuple[Any, ...]]
) -> bool:
    """Tell whether a statement without any `where` touches a row of Kaisa's."""
    with conn.transaction(force_rollback=True):
        try:
            with conn.transaction():
                _as(conn, who)
                conn.execute(statement)
                conn.execute("RESET ROLE")
        except psycopg.Error:
            return False
        return _kaisas(conn, table) != before


def _inserts(conn: psycopg.Connection[Any], who: Tenant, table: str, columns: list[Any]) -> bool:
    """Tell whether a row can be added that says it is Kaisa's; refused is whatever the policies refuse."""
    values = {each.name: value_for(KAISA, table, each) for each in columns if not each.given and not each.numbered}
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    with conn.transaction(force_rollback=True):
        _as(conn, who)
        try:
            conn.execute(statement, list(values.values()))
        except psycopg.errors.InsufficientPrivilege:
            return False
        except psycopg.Error:
            # It came as far as the constraints: the policies had let it through.
            return True
        return True


def _kaisas(conn: psycopg.Connection[Any], table: str) -> list[tuple[Any, ...]]:
    """Kaisa's rows of a table as the owner of the database sees them, with where they are stored."""
    return conn.execute(
        sql.SQL("SELECT ctid::text, xmin::text, t::text FROM {} AS t WHERE t::text LIKE %s OR t::text LIKE %s").format(
            sql.Identifier(table)
        ),
        (f"%{KAISA.secret}%", f"%{KAISA.number}%"),
    ).fetchall()


def _columns(conn: psycopg.Connection[Any], table: str, right: str) -> list[str]:
    rows = conn.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
        "AND has_column_privilege('torg_seller', attrelid, attnum, %s)",
        (f'public."{table}"', right),
    )
    return [row[0] for row in rows.fetchall()]


def _rights(conn: psycopg.Connection[Any], table: str) -> set[str]:
    found = set()
    for right in ("SELECT", "INSERT", "UPDATE"):
        if _columns(conn, table, right):
            found.add(right)
    for right in ("DELETE", "TRUNCATE", "TRIGGER"):
        row = conn.execute("SELECT has_table_privilege('torg_seller', %s::regclass, %s)", (f'public."{table}"', right))
        if (row.fetchone() or (False,))[0]:
            found.add(right)
    return found


def _strong_functions(conn: psycopg.Connection[Any]) -> list[str]:
    rows = conn.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace "
        "AND has_function_privilege('torg_seller', oid, 'EXECUTE')"
    )
    return [row[0] for row in rows.fetchall()]


# The routes.


ADDRESSES = {"seller": KAISA.name, "locale": "sv-se", "market": "se", "language": "sv", "currency": "SEK"}


@get("/portal/{seller:str}/careless")
async def careless(request: Request[Any, Any, Any], seller: FromPath[str]) -> str:
    """A page whose author forgot every `where`."""
    async with member_at(request, seller, "read") as desk:
        cursor = await desk.conn.execute("SELECT account_holder, tin FROM seller_file")
        return str(await cursor.fetchall())


class Walk:
    """The application in front of the planted database, and who walks through it."""

    def __init__(self, framework: Litestar, client: AsyncTestClient[Litestar], url: str) -> None:
        self.framework = framework
        self.client = client
        self.url = url
        self.slugs: dict[str, str] = {}

    async def sign_in(self, email: str) -> None:
        self.client.cookies.clear()
        async with await psycopg.AsyncConnection.connect(self.url) as conn:
            account = await open_account(conn, SYSTEM, email, language="sv")
            path = await make_sign_in_link(conn, account)
        answer = await self.client.post(path, follow_redirects=False)
        assert answer.status_code == 303, answer.text

    def routes(self) -> list[tuple[str, str]]:
        """Every method and path pattern of portal, office, account and the API, that of sellers included."""
        found = []
        for route in self.framework.routes:
            if isinstance(route, HTTPRoute) and route.path_format.startswith(
                ("/portal", "/office", "/account", "/api")
            ):
                found += [(method, route.path_format) for method in route.methods if method != "OPTIONS"]
        return sorted(set(found), key=lambda each: (each[0] != "GET", each[1]))

    async def leaks(
        self, headers: dict[str, str] | None = None, *, faults: bool = True, only: str = "", at: str = ""
    ) -> list[str]:
        """Ask every route for what is Kaisa's, under her name and under one's own, and tell where she is found."""
        found = []
        for method, pattern in self.routes():
            if (only and method != only) or not pattern.endswith(at):
                continue
            for slug in (self.slugs["kaisa"], self.slugs["nils"]):
                if slug == self.slugs["nils"] and "{seller}" not in pattern:
                    continue
                path = filled(pattern, slug)
                body = None if method == "GET" else {"id": str(KAISA.number), "value": "1", "all": "1", "sure": "no"}
                answer = await self.client.request(method, path, data=body, headers=headers, follow_redirects=False)
                if KAISA.secret.encode() in answer.content:
                    found.append(f"{method} {path}")
                if faults and answer.status_code >= 500 and answer.status_code != 503:
                    found.append(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return found


def filled(pattern: str, slug: str) -> str:
    """Fill a path pattern in: sellers by their name, everything that has a number by Kaisa's."""
    parts = []
    for part in pattern.split("/"):
        name = part.strip("{}")
        if not part.startswith("{"):
            parts.append(part)
        elif name == "seller" and "office" not in pattern:
            parts.append(slug)
        else:
            parts.append(ADDRESSES.get(name, str(KAISA.number)) if name != "seller" else str(KAISA.number))
    return "/".join(parts)


@pytest.fixture
async def walk(fresh_database: str, tmp_path: Path) -> AsyncIterator[Walk]:
    await _planted(fresh_database, KAISA)
    with psycopg.connect(fresh_database, autocommit=True) as conn:
        _people(conn)
    framework = create_framework(Settings(home=tmp_path, database_url=fresh_database))
    framework.register(Router("/", route_handlers=[careless], exception_handlers={Exception: desk_error}))
    framework.state.pool = pool = open_pool(fresh_database, size=4)
    await pool.open()
    async with AsyncTestClient(framework, base_url="http://shop.example", raise_server_exceptions=False) as client:
        walk = Walk(framework, client, fresh_database)
        with psycopg.connect(fresh_database) as conn:
            rows = conn.execute("SELECT id, slug FROM seller").fetchall()
            walk.slugs = {"kaisa": dict(rows)[KAISA.number], "nils": dict(rows)[NILS.number]}
        yield walk
    await pool.close()


def _people(conn: psycopg.Connection[Any]) -> None:
    """Members as they are in life: planted rows say nonsense of roles."""
    for tenant in (KAISA, NILS):
        conn.execute(
            "UPDATE seller_member SET roles = '{owner}', removed = NULL WHERE seller_id = %s AND account_id = %s",
            (tenant.number, tenant.account),
        )
        conn.execute("DELETE FROM staff_member WHERE account_id = %s", (tenant.account,))
        conn.execute("UPDATE account SET closed = NULL")


async def test_every_route_as_whoever_is_not_kaisa(walk: Walk) -> None:
    assert len(walk.routes()) > 100
    before = _everything(walk.url)
    found = {"nobody": await walk.leaks({"authorization": "Bearer torg_nobodys"})}
    with psycopg.connect(walk.url, autocommit=True) as conn:
        _former_member(conn)
    await walk.sign_in("former@shop.example")
    found["a removed member"] = await walk.leaks()
    await walk.sign_in("nils@shop.example")
    found["another seller's owner"] = await walk.leaks()
    walk.client.cookies.clear()
    key = {"authorization": f"Bearer {await _key_of_nils(walk.url)}"}
    assert (await walk.client.get("/api/v1/seller/offers", headers=key)).status_code not in {401, 403}
    found["another seller's program"] = await walk.leaks(key)
    await walk.sign_in("nils@shop.example")
    with psycopg.connect(walk.url, autocommit=True) as conn:
        conn.execute("UPDATE seller SET status = 'suspended' WHERE id = %s", (NILS.number,))
    found["a suspended seller's owner"] = await walk.leaks()
    assert found == {who: [] for who in found}
    assert _everything(walk.url) == before


async def test_without_policies_the_routes_leak(walk: Walk) -> None:
    with psycopg.connect(walk.url, autocommit=True) as conn:
        for (table,) in conn.execute("SELECT relname FROM pg_class WHERE relrowsecurity").fetchall():
            conn.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
    await walk.sign_in("nils@shop.example")
    careless = f"GET /portal/{walk.slugs['nils']}/careless"
    assert careless in await walk.leaks(faults=False, only="GET")
    with psycopg.connect(walk.url, autocommit=True) as conn:
        conn.execute("ALTER TABLE seller_file ENABLE ROW LEVEL SECURITY")
    assert careless not in await walk.leaks(faults=False, only="GET", at="/careless")


async def _key_of_nils(url: str) -> str:
    """A key of Nils' that may do everything a key can."""
    async with await psycopg.AsyncConnection.connect(url) as conn:
        new = NewApiKey("walk", list(SCOPES))
        return (await create_api_key(conn, SYSTEM, NILS.number, new)).token


def _former_member(conn: psycopg.Connection[Any]) -> None:
    """Somebody who owned Kaisa's shop with her, and was taken out of the team."""
    conn.execute(
        "WITH person AS (INSERT INTO account (email, email_key) VALUES (%(email)s, %(email)s) RETURNING id) "
        "INSERT INTO seller_member (seller_id, account_id, roles, removed) "
        "SELECT %(seller)s, id, '{owner}', now() FROM person",
        {"email": "former@shop.example", "seller": KAISA.number},
    )


def _everything(url: str) -> dict[str, list[str]]:
    """Everything of Kaisa's that was planted, table by table; what the walk itself adds (a member) is left out."""
    with psycopg.connect(url) as conn:
        return {
            table: sorted(row[2] for row in _kaisas(conn, table) if KAISA.secret in row[2]) for table in tables(conn)
        }
