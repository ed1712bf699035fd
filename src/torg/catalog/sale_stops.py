"""What may not be sold now, and the recalls that a product's page tells of."""

from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

from torg.catalog.models import Texts
from torg.core.db import Connection

RECALL_HEADLINES = {
    "sv": "Säkerhetsåterkallelse",
    "nb": "Sikkerhetstilbakekalling",
    "da": "Sikkerhedstilbagekaldelse",
    "fi": "Tuoteturvallisuuteen liittyvä palautusmenettely",
    "en": "Product safety recall",
}
"""The words that a recall begins with (GPSR 36(2)(a)), in each language."""


class SaleStop(Struct, frozen=True):
    """A stop of the sale of a product: of one variant or all (none), of one seller's offers or everybody's (none)."""

    product_id: int
    variant_id: int | None
    seller_id: int | None
    hidden: bool


class OpenRecall(Struct, frozen=True):
    """A recall, or a notice of illegal goods, that buyers and shoppers have to know of; texts by language."""

    id: int
    kind: Literal["recall", "illegal"]
    title: Texts
    danger: Texts
    advice: Texts
    batches: list[str]
    contact: str
    seller_id: int | None
    variants: list[int]


async def sale_stops(conn: Connection, product_ids: Collection[int]) -> dict[int, list[SaleStop]]:
    """Find what may not be sold of these products: one statement. A product that may be sold is not in the answer."""
    cursor = await conn.execute(
        """
        SELECT product_id, variant_id, seller_id, hidden FROM sale_stop
        WHERE product_id = ANY(%s) AND ended IS NULL ORDER BY id
        """,
        (list(product_ids),),
    )
    found: dict[int, list[SaleStop]] = {}
    for row in await cursor.fetchall():
        found.setdefault(row[0], []).append(SaleStop(*row))
    return found


def stop_of(stops: Iterable[SaleStop], variant_id: int, seller_id: int) -> Literal["", "sold_out", "hidden"]:
    """Tell whether a seller may not sell a variant: `sold_out` stays on the page, `hidden` is gone."""
    held = [stop for stop in stops if stop.variant_id in {None, variant_id} and stop.seller_id in {None, seller_id}]
    if any(stop.hidden for stop in held):
        return "hidden"
    return "sold_out" if held else ""


async def open_recalls(conn: Connection, product_ids: Collection[int]) -> dict[int, list[OpenRecall]]:
    """Find the open recalls of these products, the newest first: one statement."""
    cursor = await conn.execute(
        """
        SELECT v.product_id, r.id, r.kind, r.title, r.danger, r.advice, r.batches, r.contact, r.seller_id,
               array_agg(v.id ORDER BY v.id)
        FROM variant AS v JOIN recall_variant AS rv ON rv.variant_id = v.id JOIN recall AS r ON r.id = rv.recall_id
        WHERE v.product_id = ANY(%s) AND r.closed IS NULL
        GROUP BY v.product_id, r.id ORDER BY r.id DESC
        """,
        (list(product_ids),),
    )
    found: dict[int, list[OpenRecall]] = {}
    for product, *fields in await cursor.fetchall():
        found.setdefault(product, []).append(OpenRecall(*fields))
    return found
