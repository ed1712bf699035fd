"""Who bought what: asked of the orders domain, which stands above this one and plugs itself in."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from torg.core.db import Connection


class Purchase(Struct, frozen=True):
    """One order line, and whom to reach about it."""

    line: str
    """The reference of the order line, as its domain writes it; unique among all."""
    product_id: int
    variant_id: int
    seller_id: int
    account_id: int | None
    name: str
    email: str
    locale: str
    """In which the buyer is to be addressed: `sv-se`."""
    bought: datetime
    quantity: int = 1
    batch: str = ""
    """The batch that was sent, where it is known."""
    delivered: bool = True


class Purchases(Protocol):
    """What the orders domain can say of who bought what."""

    async def buyers_of(
        self,
        conn: Connection,
        variants: Collection[int],
        batches: Collection[str],
        since: datetime,
        seller: int | None = None,
    ) -> list[Purchase]:
        """Find the lines with these variants since a moment, of one seller or (none) all.

        With `batches`, lines whose batch is known to be another one are left out; a line of unknown batch is not.
        """

    async def purchase_of(
        self, conn: Connection, account: int, *, product: int | None = None, seller: int | None = None
    ) -> Purchase | None:
        """Find the latest line of an account with a product, or from a seller."""

    async def purchase_by_line(self, conn: Connection, line: str) -> Purchase | None:
        """Find a line by its reference."""


class NoPurchases:
    """As long as nobody sells anything there are no buyers."""

    async def buyers_of(
        self,
        conn: Connection,  # noqa: ARG002 - the protocol's.
        variants: Collection[int],  # noqa: ARG002
        batches: Collection[str],  # noqa: ARG002
        since: datetime,  # noqa: ARG002
        seller: int | None = None,  # noqa: ARG002
    ) -> list[Purchase]:
        """Find nobody."""
        return []

    async def purchase_of(
        self,
        conn: Connection,  # noqa: ARG002
        account: int,  # noqa: ARG002
        *,
        product: int | None = None,  # noqa: ARG002
        seller: int | None = None,  # noqa: ARG002
    ) -> Purchase | None:
        """Find nothing."""
        return None

    async def purchase_by_line(self, conn: Connection, line: str) -> Purchase | None:  # noqa: ARG002
        """Find nothing."""
        return None


class _Plug:
    def __init__(self) -> None:
        self.source: Purchases = NoPurchases()


_plug = _Plug()


def plug_in(source: Purchases) -> None:
    """Have this source answer who bought what; the orders domain calls it when it is imported."""
    _plug.source = source


def purchases() -> Purchases:
    """Give who knows who bought what."""
    return _plug.source


@contextmanager
def plugged_in(source: Purchases) -> Iterator[None]:
    """Have a source answer for as long as the block lasts."""
    before = _plug.source
    _plug.source = source
    try:
        yield
    finally:
        _plug.source = before
