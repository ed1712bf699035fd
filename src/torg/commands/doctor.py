"""`torg doctor`: what is wrong, and what to do about it."""

import asyncio
import inspect
import shutil
import sys
import time
from collections.abc import Iterator
from typing import Literal, LiteralString

import msgspec
import psycopg
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from torg.core.cluster import HomeInUse, held
from torg.core.db import Connection
from torg.core.isolation import SELLER_ROLE
from torg.core.journal import lag
from torg.core.migrations import pending_migrations
from torg.core.postgres import EmbeddedPostgres
from torg.ledger import examine_ledger
from torg.settings import Settings
from torg.shelf.read import Shelf

_LITTLE_DISK = 2 * 2**30
_MUCH_LAG = 10_000
_MANY_OPEN_DAYS = 3


class Finding(Struct, frozen=True):
    """One thing looked at: whether it is well, what it is like, and what to do when it is not."""

    name: str
    well: bool
    found: str
    advice: str = ""


def examine(settings: Settings) -> int:
    """Look at everything, print what was found, and return 0 when all is well, else 1."""
    findings = list(_findings(settings))
    table = Table(box=None, pad_edge=False)
    for heading in ("", "what", "found", "what to do"):
        table.add_column(heading)
    for each in findings:
        table.add_row(
            "[green]well[/green]" if each.well else "[red]wrong[/red]",
            each.name,
            each.found,
            "" if each.well else each.advice,
        )
    Console().print(table)
    return 0 if all(each.well for each in findings) else 1


def show_settings(settings: Settings, form: Literal["text", "json"]) -> None:
    """Print every setting with its variable, value and meaning; passwords in URLs are hidden."""
    meanings = _meanings()
    values = {f"TORG_{name.upper()}": _hidden(str(getattr(settings, name))) for name in settings.__struct_fields__}
    if form == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(values)).decode() + "\n")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("variable", "value", "meaning"):
        table.add_column(heading)
    for name, value in values.items():
        table.add_row(name, value, meanings.get(name.removeprefix("TORG_").lower(), ""))
    Console().print(table)


def _findings(settings: Settings) -> Iterator[Finding]:
    yield Finding("settings", well=True, found=f"home {settings.home}, port {settings.port}")
    version = ".".join(str(each) for each in sys.version_info[:3])
    yield Finding("python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")
    settings.home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.home).free
    yield Finding("disk", free > _LITTLE_DISK, f"{free / 2**30:.1f} GiB free", "Make room, or move TORG_HOME.")
    url = settings.database_url or _running_embedded(settings)
    if url is None:
        yield Finding(
            "database", well=False, found="the embedded PostgreSQL does not run", advice="Start it: torg serve"
        )
        yield _shelf(settings, None)
        return
    yield from asyncio.run(_database(settings, url))


async def _database(settings: Settings, url: str) -> list[Finding]:
    began = time.perf_counter()
    try:
        async with await psycopg.AsyncConnection.connect(url, connect_timeout=5) as conn:
            found = await (await conn.execute("SELECT version()")).fetchone()
            milliseconds = (time.perf_counter() - began) * 1000
            said = str(found[0]).split(" on ")[0] if found else ""
            pending = await pending_migrations(conn)
            shelf = Shelf(settings.shelf)
            state = shelf.state()
            waiting = await lag(conn, state.cursor) if state else None
            shelf.close()
            further = [] if pending else await _of_the_market(conn, settings)
    except psycopg.OperationalError as error:
        advice = "Is it running, and is TORG_DATABASE_URL right?"
        return [
            Finding("database", well=False, found=str(error).strip().splitlines()[0], advice=advice),
            _shelf(settings, None),
        ]
    return [
        Finding("database", well=True, found=f"{said}, answered in {milliseconds:.0f} ms"),
        Finding(
            "migrations",
            not pending,
            ", ".join(pending) or "all applied",
            "Apply them: torg migrate",
        ),
        *further,
        _shelf(settings, waiting),
    ]


async def _of_the_market(conn: Connection, settings: Settings) -> list[Finding]:
    """Look at what money, isolation and the office stand on."""
    health = await examine_ledger(conn)
    off = ", ".join(f"{amount} {currency}" for currency, amount in health.sums.items())
    said = f"zero-sum, closed to {health.last_closed or 'no day yet'}"
    if off or health.strayed:
        said = f"out of balance by {off}" if off else f"{health.strayed} kept balances are not what their entries say"
    elif health.open_days > _MANY_OPEN_DAYS:
        said = f"{health.open_days} days that are over are not closed"
    ledger = Finding(
        "ledger",
        not off and not health.strayed and health.open_days <= _MANY_OPEN_DAYS,
        said,
        "Pay nothing out and find the transaction in the audit trail."
        if off or health.strayed
        else "Does the worker run (torg work)?",
    )
    role = await _one(
        conn, "SELECT pg_has_role(current_user, r.oid, 'MEMBER') FROM pg_roles r WHERE rolname = %s", SELLER_ROLE
    )
    isolation = Finding(
        "isolation",
        bool(role),
        f"sellers work as {SELLER_ROLE}" if role else f"the role {SELLER_ROLE} is missing or cannot be taken on",
        "Let the database's user create roles, or create it: migrations/0004_isolation.sql.",
    )
    owners = await _one(conn, "SELECT count(*) FROM staff_member WHERE removed IS NULL AND %s = ANY(roles)", "owner")
    people = await _one(conn, "SELECT count(*) FROM staff_member WHERE removed IS NULL AND %s <> ''", "any")
    staff = Finding(
        "staff",
        bool(owners),
        f"{people} in the office, {owners} of them owners" + ("; what needs two people waits" if people == 1 else ""),
        "Let somebody in: torg link",
    )
    failed = await _one(
        conn, "SELECT count(*) FROM mail_message WHERE state = %s AND finished > now() - interval '7 days'", "failed"
    )
    server = settings.smtp_url
    mail = Finding(
        "mail",
        not failed,
        (f"by {_hidden(server)}" if server else "written to a folder, shown in the office: no mail server is set")
        + (f", {failed} failed within a week" if failed else ""),
        "Look at Mail in the office, and at TORG_SMTP_URL.",
    )
    taken = "test cards are taken: set TORG_SANDBOX_PAYMENTS=false where real money moves"
    payments = Finding("payments", well=True, found=taken if settings.sandbox_payments else "no test cards are taken")
    return [ledger, isolation, staff, mail, payments]


async def _one(conn: Connection, sql: LiteralString, value: str) -> object:
    row = await (await conn.execute(sql, (value,))).fetchone()
    return row[0] if row else None


def _shelf(settings: Settings, waiting: int | None) -> Finding:
    shelf = Shelf(settings.shelf)
    try:
        if shelf.edition is None:
            return Finding("shelf", well=False, found="empty", advice="Fill it: torg follow, or torg serve")
        found = f"edition {shelf.edition.name}, {shelf.count('sv-se')} products on sv-se"
        if waiting is None:
            return Finding("shelf", well=True, found=found)
        advice = "Is the follower running (torg follow)?"
        return Finding("shelf", waiting <= _MUCH_LAG, f"{found}, {waiting} journal entries behind", advice)
    finally:
        shelf.close()


def _running_embedded(settings: Settings) -> str | None:
    try:
        with held(settings.home / "postgres.lock"):
            return None
    except HomeInUse:
        return EmbeddedPostgres(settings.home / "postgres").url


def _hidden(value: str) -> str:
    if "@" not in value or "://" not in value:
        return value
    scheme, rest = value.split("://", 1)
    user, host = rest.rsplit("@", 1)
    return f"{scheme}://{user.split(':')[0]}{':…' if ':' in user else ''}@{host}"


def _meanings() -> dict[str, str]:
    """Read the sentence below each field of Settings."""
    lines = inspect.getsource(Settings).splitlines()
    return {
        lines[place].split(":")[0].strip(): lines[place + 1].strip().strip('"')
        for place in range(len(lines) - 1)
        if lines[place + 1].strip().startswith('"""') and ":" in lines[place] and lines[place].startswith("    ")
    }
