"""`torg rebuild`: the shelf anew from the database."""

import asyncio
import time

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from torg.commands.serve import console, database
from torg.core.cluster import HomeInUse, held
from torg.core.migrations import migrate
from torg.search.indexing import Indexes
from torg.settings import Settings
from torg.shelf.follow import ask_for_rebuild, connect, open_edition, rebuild_wanted
from torg.shelf.read import current_edition


def rebuild_shelf(settings: Settings) -> int:
    """Rebuild here, or have the follower that runs do it; readers use the old edition until the new one is whole."""
    with database(settings) as url:
        asyncio.run(migrate(url))
        try:
            with held(settings.shelf / "writer.lock"):
                asyncio.run(_rebuild(url, settings))
        except HomeInUse:
            _have_follower_rebuild(settings)
    console.print("The shelf is new.")
    return 0


async def _rebuild(url: str, settings: Settings) -> None:
    columns = (SpinnerColumn(), TextColumn("Filling the shelf: {task.completed} products"), TimeElapsedColumn())
    async with await connect(url) as conn:
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("")
            edition = await open_edition(
                conn, settings.shelf, Indexes(), lambda done: progress.update(task, completed=done), anew=True
            )
        edition.close()


def _have_follower_rebuild(settings: Settings) -> None:
    before = current_edition(settings.shelf)
    ask_for_rebuild(settings.shelf)
    with console.status("The follower is making a new edition of the shelf …"):
        while rebuild_wanted(settings.shelf) or current_edition(settings.shelf) == before:
            time.sleep(0.2)
