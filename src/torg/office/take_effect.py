"""Let what was set reach what is kept: settings that documents are made from have the shelf made anew."""

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.shelf.follow import OUTDATED

_ON_THE_SHELF = {"featured", "categories", "attributes"}


async def take_effect(conn: Connection, actor: Actor, name: str) -> None:
    """Ask every node for a new edition of its shelf, where documents depend on the setting; the old one serves on."""
    if name in _ON_THE_SHELF:
        await record(conn, actor, OUTDATED, f"setting:{name}", {"setting": name})
