"""`torg sellers`: who sells here."""

import asyncio

import psycopg
from rich.console import Console
from rich.table import Table

from torg.commands.serve import database
from torg.core.migrations import migrate
from torg.sellers import Seller, all_sellers
from torg.settings import Settings


def list_sellers(settings: Settings) -> int:
    """Print every seller: its short name, name, country, status and home market."""
    with database(settings) as url:
        asyncio.run(migrate(url))
        sellers = asyncio.run(_sellers(url))
    table = Table(box=None, pad_edge=False)
    for heading in ("number", "short name", "name", "country", "status", "home market"):
        table.add_column(heading)
    for each in sellers:
        table.add_row(str(each.id), each.slug, each.name, each.country, each.status, each.home_market)
    Console().print(table)
    return 0


async def _sellers(url: str) -> list[Seller]:
    async with await psycopg.AsyncConnection.connect(url) as conn:
        return await all_sellers(conn)
