"""`torg import`: a seller's feed, from a file or an address."""

import asyncio
import sys
import tempfile
from contextlib import ExitStack
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import psycopg
from msgspec import Struct
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from stdnum import luhn

from torg.catalog import slug_of
from torg.catalog.feeds import FeedDefaults, Mapping, load_mapping, read_feed
from torg.commands.serve import console, database
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.core.errors import BadRequest
from torg.core.fetch import fetch_to_file
from torg.core.jobs import defer, jobs_at
from torg.core.migrations import migrate
from torg.markets import MARKETS
from torg.offers import activate_seller, import_feed
from torg.offers.report import Counts, ImportReport, render_report
from torg.search.jobs import relearn
from torg.sellers import (
    DeliveryTerms,
    NewSeller,
    Seller,
    SellerNotFound,
    all_sellers,
    register_seller,
)
from torg.settings import Settings

DONE, SOME_REFUSED, FAILED = 0, 3, 1
_LARGEST_DOWNLOAD = 4 * 2**30
_TRIAL_DELIVERY = {
    "se": DeliveryTerms(price=4900, free_over=49900, days=(1, 3)),
    "no": DeliveryTerms(price=5900, free_over=59900, days=(2, 4)),
    "dk": DeliveryTerms(price=3900, free_over=39900, days=(1, 3)),
    "fi": DeliveryTerms(price=490, free_over=4900, days=(2, 4)),
}


class ImportOptions(Struct, frozen=True):
    """What the command line says of one import; see `torg import --help`."""

    source: str
    seller: str
    format: str | None = None
    market: str | None = None
    language: str | None = None
    mapping: Path | None = None
    name: str | None = None
    rates: tuple[str, ...] = ()
    create_seller: bool = False
    keep_missing: bool = False
    force_removal: bool = False
    report: Path | None = None


class BadOption(BadRequest):
    """An option of the import cannot be used."""

    code = "bad_option"


def run_import(settings: Settings, options: ImportOptions) -> int:
    """Import the feed, print its report, and return 0, 3 when rows were refused, or 1 when the feed broke off."""
    rates = _rates(options.rates)
    if options.report and not options.report.absolute().parent.is_dir():
        raise BadOption(f"--report {options.report}: there is no folder {options.report.absolute().parent}.")
    mapping = load_mapping(options.mapping) if options.mapping else None
    with ExitStack() as stack:
        file = _file(stack, options.source)
        url = stack.enter_context(database(settings))
        asyncio.run(migrate(url))
        report = asyncio.run(_import(url, options, file, file.stat().st_size, rates, mapping))
    if options.report:
        options.report.write_bytes(msgspec.json.format(report.as_json()) + b"\n")
    sys.stdout.write(render_report(report) + "\n")
    if report.state != "completed":
        return FAILED
    return SOME_REFUSED if report.counts.refused else DONE


async def _import(
    url: str, options: ImportOptions, file: Path, size: int, rates: dict[str, Decimal], mapping: Mapping | None
) -> ImportReport:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    async with await psycopg.AsyncConnection.connect(url, options="-c timezone=UTC") as conn:
        seller = await _seller(conn, options)
        await conn.commit()
        await conn.set_autocommit(True)
        defaults = _defaults(options, seller, rates)
        name = options.name or _name(options.source)
        items = read_feed(file, options.format, defaults, mapping)
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task(f"Importing {name}", total=max(1, size))

            def show(counts: Counts) -> None:
                said = f"{counts.read:,} rows read, {counts.kept:,} kept, {counts.refused:,} refused"
                progress.update(task, description=f"Importing {name}: {said}", completed=items.position)

            report = await import_feed(
                conn, Actor("operator", "cli"), seller, name, items, complete=not options.keep_missing,
                force=options.force_removal, progress=show,
                refused_file=options.report.with_suffix(".refused.jsonl") if options.report else None,
            )  # fmt: skip
        async with jobs_at(url):
            await defer(conn, relearn)
    return report


def _defaults(options: ImportOptions, seller: Seller, rates: dict[str, Decimal]) -> FeedDefaults:
    """What rows mean that do not say it: the market that was named, else the seller's own currency and language."""
    home = MARKETS[options.market] if options.market in MARKETS else MARKETS[seller.home_market]
    language = options.language or (home.languages[0] if options.market else seller.languages[0])
    return FeedDefaults(market=options.market, currency=home.currency, language=language, rates=rates)


async def _seller(conn: Connection, options: ImportOptions) -> Seller:
    """Find the seller by its number or short name; register one for trying out where that is wished."""
    number = int(options.seller) if options.seller.isascii() and options.seller.isdigit() else None
    sellers = await all_sellers(conn)
    for seller in sellers:
        if seller.id == number or seller.slug in {options.seller, slug_of(options.seller, "")}:
            return seller
    if not options.create_seller:
        raise SellerNotFound(
            f"There is no seller {options.seller!r}: see `torg sellers`, or add --create-seller to register one to try."
        )
    market = options.market or "se"
    new = NewSeller(
        name=options.seller, slug=options.seller, country="SE", org_number=_trial_number(len(sellers)),
        home_market=market, delivery=_TRIAL_DELIVERY, handling_days=1,
    )  # fmt: skip
    registered = await register_seller(conn, SYSTEM, new)
    return await activate_seller(conn, SYSTEM, registered.id)


def _trial_number(sellers: int) -> str:
    """Return an organisation number that is well-formed and no company's: its first digit stands for estates."""
    number = f"1099{sellers:05d}"
    return number + luhn.calc_check_digit(number)


def _file(stack: ExitStack, source: str) -> Path:
    """Return the feed as a file here; an address is fetched to one that goes when the import is done."""
    if urlsplit(source).scheme in {"http", "https"}:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="torg-feed-")))
        file = folder / (Path(urlsplit(source).path).name or "feed")
        with console.status(f"Fetching {source} …"):
            fetch_to_file(source, file, max_bytes=_LARGEST_DOWNLOAD, timeout=600)
        return file
    file = Path(source)
    if not file.is_file():
        raise BadOption(f"There is no file {source}.")
    return file


def _rates(said: tuple[str, ...]) -> dict[str, Decimal]:
    rates = {}
    for each in said:
        currency, _, number = each.partition("=")
        try:
            rate = Decimal(number)
        except InvalidOperation:
            rate = Decimal(0)
        code = currency.strip().upper()
        if not (rate.is_finite() and rate > 0 and len(code) == 3 and code.isascii() and code.isalpha()):
            raise BadOption(f"--rate {each}: say it like USD=10.5.")
        rates[code] = rate
    return rates


def _name(source: str) -> str:
    address = urlsplit(source)
    return f"{address.netloc}{address.path}" if address.netloc else Path(source).name
