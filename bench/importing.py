"""How fast a feed comes in: new, unchanged and a tenth changed, each beside a bare COPY of the same rows."""

import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import psycopg
from stdnum.ean import calc_check_digit

from bench.figures import Figure
from torg.catalog import FeedItem, FeedPrice
from torg.catalog.feeds import read_feed
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.migrations import migrate
from torg.core.postgres import EmbeddedPostgres
from torg.offers import ImportReport, activate_seller, import_feed
from torg.sellers import DeliveryTerms, NewSeller, Seller, register_seller

_BAR = 2000
_KINDS = (
    "borrmaskin",
    "skruvdragare",
    "diskmaskinstabletter",
    "regnjacka",
    "barnvagn",
    "kaffebryggare",
    "vinterstövlar",
)
_QUALITIES = ("vattentät", "kompakt", "ekologisk", "sladdlös", "extra stark", "för barn", "i rostfritt stål")
_COLOURS = ("röd", "blå", "svart", "vit", "grön", "grå")
_SENTENCES = (
    "Tål väder och vind året om.",
    "Lätt att rengöra och lätt att förvara.",
    "Levereras med utförlig bruksanvisning på svenska.",
    "Tillverkad i Norden av återvunnet material.",
    "Ett pålitligt val för både hemmet och verkstaden.",
    "Passar även den som har ont om plats.",
)


def feed(count: int, *, cheaper: int = 0) -> Iterator[FeedItem]:
    """Give believable articles, the same ones each time; every `cheaper`-th costs a krona less."""
    chance = random.Random(7)
    for number in range(count):
        kind, quality, colour = chance.choice(_KINDS), chance.choice(_QUALITIES), chance.choice(_COLOURS)
        brand = f"Märket {chance.randrange(max(10, count // 200))}"
        price = chance.randrange(49, 4999) * 100 + 90
        code = f"735{number:09d}"
        yield FeedItem(
            sku=f"ART-{number:07d}",
            title={"sv": f"{brand} {kind} {quality} {colour} {chance.randrange(1, 999)}"},
            description={"sv": "<p>" + " ".join(chance.sample(_SENTENCES, 4)) * 2 + "</p>"},
            prices=[FeedPrice("se", price - 100 if cheaper and number % cheaper == 0 else price)],
            gtin=code + calc_check_digit(code),
            mpn=f"M{number}",
            brand=brand,
            category="Hem > Kök",
            attributes={"colour": colour, "material": "stål", "weight": f"{chance.randrange(1, 90) / 10} kg"},
            pictures=[f"https://pictures.example/{number}/{side}.jpg" for side in range(2)],
            link=f"https://shop.example/p/{number}",
            stock=chance.randrange(0, 60),
        )


def measure(sizes: Sequence[int], url: str | None = None) -> list[Figure]:
    """Import feeds of these sizes into an empty database each; without `url`, into a PostgreSQL of their own."""
    folder = Path(tempfile.mkdtemp(prefix="torg-bench-import-"))
    server = None
    try:
        if url is None:
            server = EmbeddedPostgres(folder / "postgres")
            url = server.start()
        return [figure for size in sizes for figure in asyncio.run(_measure(size, url, folder))]
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _measure(size: int, url: str, folder: Path) -> list[Figure]:
    name = f"bench_import_{size}"
    admin = url.replace("/torg?", "/postgres?")
    ours = url.replace("/torg?", f"/{name}?")
    async with await psycopg.AsyncConnection.connect(admin, autocommit=True) as conn:
        await conn.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await conn.execute(f'CREATE DATABASE "{name}"')
    await migrate(ours)
    first, changed = folder / "first.jsonl", folder / "changed.jsonl"
    _write(first, feed(size))
    _write(changed, feed(size, cheaper=10))
    try:
        async with await psycopg.AsyncConnection.connect(ours) as conn:
            seller = await register_seller(
                conn,
                SYSTEM,
                NewSeller("Nils Verktyg", "SE", "556012-5790", "se", delivery={"se": DeliveryTerms(4900)}),
            )
            await activate_seller(conn, SYSTEM, seller.id)
            await conn.commit()
            floor = await _copied(conn, first, size)
            new = await _imported(conn, seller, first, size, created=size)
            same = await _imported(conn, seller, first, size, unchanged=size)
            tenth = await _imported(conn, seller, changed, size, changed=-(-size // 10))
    finally:
        async with await psycopg.AsyncConnection.connect(admin, autocommit=True) as conn:
            await conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    beside = f"{floor:,.0f}/s: read as JSON, COPY into one plain table"
    return [
        _figure("import, all new", size, new, floor, beside, bar=True),
        _figure("import, nothing changed", size, same, floor, beside),
        _figure("import, a tenth changed", size, tenth, floor, beside),
    ]


def _figure(what: str, size: int, rate: float, floor: float, beside: str, *, bar: bool = False) -> Figure:
    return Figure(
        what=what,
        size=f"{size:,} offers",
        measured=f"{rate:,.0f} offers/s",
        floor=beside,
        ratio=f"{rate / floor:.0%}",
        bar=f"≥ {_BAR:,} offers/s" if bar else "",
        met=rate >= _BAR if bar else None,
        group="import",
    )


async def _imported(conn: Connection, seller: Seller, file: Path, size: int, **expected: int) -> float:
    """Give rows a second from the file's first byte to the last commit; the counts have to be the expected ones."""
    began = time.perf_counter()
    report: ImportReport = await import_feed(conn, SYSTEM, seller, "bench", read_feed(file, "torg"))
    seconds = time.perf_counter() - began
    for name, count in expected.items():
        if getattr(report.counts, name) != count:
            raise AssertionError(f"{count} rows should be {name}: {report.counts}, {report.refusals[:3]}")
    return size / seconds


async def _copied(conn: Connection, file: Path, size: int) -> float:
    """Give rows a second of a bare COPY of the same rows: nothing checked, matched, indexed or journaled."""
    began = time.perf_counter()
    decoder = msgspec.json.Decoder(FeedItem)
    async with conn.transaction(), conn.cursor() as cursor:
        await cursor.execute(
            "CREATE TABLE plain (sku text, gtin text, price bigint, stock int, brand text, item jsonb)"
        )
        async with cursor.copy("COPY plain FROM STDIN") as copy:
            with file.open("rb") as lines:
                for line in lines:
                    item = decoder.decode(line)
                    row = (item.sku, item.gtin, item.prices[0].amount, item.stock, item.brand, line.decode())
                    await copy.write_row(row)
    seconds = time.perf_counter() - began
    async with conn.transaction():
        await conn.execute("DROP TABLE plain")
    return size / seconds


def _write(file: Path, items: Iterator[FeedItem]) -> None:
    encoder = msgspec.json.Encoder()
    with file.open("wb") as lines:
        for item in items:
            lines.write(encoder.encode(item) + b"\n")
