"""Write the words of a product: the one way for editors of sellers and operator, by the same rule as imports."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from torg.catalog.category_tree import TREE
from torg.catalog.content import (
    ProductContent,
    changes_between,
    product_edited,
    variant_changes,
    variant_edited,
)
from torg.catalog.content_fields import TEXTS, product_fields
from torg.catalog.content_queries import brands_owned, log_content, past_change
from torg.catalog.content_sources import BRAND_OWNER, BY_HAND, OPERATOR, OWNER, ContentChange, Source
from torg.catalog.errors import BadField, BetterSource, ChangeNotFound, NotYours, ProductNotFound
from torg.catalog.import_queries import add_categories, lock_products, lock_variants, update_products, update_variants
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.markets import LANGUAGES

_LONGEST = {"title": 500, "description": 100_000, "attributes": 2_000}
_MOST_FIELDS = 500
OPERATOR_SOURCE = Source(OPERATOR)


async def tell_product(
    conn: Connection,
    actor: Actor,
    product_id: int,
    fields: Mapping[str, Any],
    by: Source,
    *,
    why: str = "",
    reverts: int | None = None,
) -> ProductContent:
    """Write fields of a product (`title.sv`, `attributes.colour`, `brand`, …; None takes one away), and its history.

    Raises `ProductNotFound`, `BadField`, and `BetterSource` when somebody whose word counts more has said one of them.
    """
    check_fields(fields)
    async with as_ourselves(conn):
        before = (await lock_products(conn, [product_id])).get(product_id)
        if before is None:
            raise ProductNotFound
        standing = product_fields(before)
        changed = {name: value for name, value in fields.items() if standing.get(name) != value}
        after, kept = product_edited(before, changed, by)
        if kept:
            raise BetterSource(fields=kept)
        if not after.title:
            raise BadField("A product needs a title in one language at least.")
        if after == before:
            return before
        if after.category_id is not None and after.category_id != before.category_id:
            await add_categories(conn, [(each.id, each.parent) for each in TREE.path(after.category_id)])
        await update_products(conn, [after])
        told = changes_between(before, after)
        if told:
            await log_content(conn, str(actor), [ContentChange(product_id, told, by.seller, reverts=reverts, why=why)])
        body = {"product": product_id, "fields": sorted(told)}
        await record(conn, actor, "product.changed", f"product:{product_id}", body, seller=by.seller)
    return after


async def tell_pictures(conn: Connection, actor: Actor, variant_id: int, pictures: list[str], by: Source) -> None:
    """Write the pictures of a variant, the first one first; raises ProductNotFound and BetterSource."""
    async with as_ourselves(conn):
        before = (await lock_variants(conn, [variant_id])).get(variant_id)
        if before is None:
            raise ProductNotFound
        after = variant_edited(before, {"pictures": pictures or None}, by)
        if after.pictures != pictures:
            raise BetterSource
        if after == before:
            return
        await update_variants(conn, [after])
        told = variant_changes(before, after, Source(OWNER))
        if told:
            await log_content(conn, str(actor), [ContentChange(before.product_id, told, by.seller, variant_id)])
        body = {"product": before.product_id, "fields": ["pictures"]}
        await record(conn, actor, "product.changed", f"product:{before.product_id}", body, seller=by.seller)


async def revert_change(conn: Connection, actor: Actor, entry: int, by: Source, why: str, *, product_id: int) -> None:
    """Bring back what stood in a product before a change of it; raises `ChangeNotFound` and `BetterSource`."""
    async with as_ourselves(conn):
        past = await past_change(conn, entry)
    if past is None or past.product_id != product_id:
        raise ChangeNotFound
    before = {name: change.before for name, change in past.fields.items()}
    if past.variant_id is None:
        await tell_product(conn, actor, past.product_id, before, by, why=why, reverts=entry)
    elif "pictures" in before:
        await tell_pictures(conn, actor, past.variant_id, list(before["pictures"] or []), by)  # type: ignore[call-overload]


async def release_fields(conn: Connection, actor: Actor, product_id: int, seller_id: int) -> None:
    """Let a seller's feed write again what the seller has typed by hand; what stands there stays until it does."""
    async with as_ourselves(conn):
        before = (await lock_products(conn, [product_id])).get(product_id)
        if before is None:
            raise ProductNotFound
        own = {OWNER + BY_HAND, BRAND_OWNER + BY_HAND}
        sources = {
            name: source
            for name, source in before.sources.items()
            if not (source.seller == seller_id and source.rank in own)
        }
        if sources != before.sources:
            await update_products(conn, [replace(before, sources=sources)])
            body = {"product": product_id, "fields": []}
            await record(conn, actor, "product.released", f"product:{product_id}", body, seller=seller_id)


async def hand_of(conn: Connection, seller_id: int, product: ProductContent) -> Source:
    """Give how much counts what a seller types on a product; raises NotYours when that is nothing."""
    if product.brand_id is not None and product.brand_id in await brands_owned(conn, seller_id):
        return Source(BRAND_OWNER + BY_HAND, seller_id)
    if product.owner_id == seller_id:
        return Source(OWNER + BY_HAND, seller_id)
    raise NotYours


def check_fields(fields: Mapping[str, Any]) -> None:
    """Raise BadField for what no product can hold."""
    if len(fields) > _MOST_FIELDS:
        raise BadField(f"At most {_MOST_FIELDS} fields can be written at once.")
    for name, value in fields.items():
        kind, _, rest = name.partition(".")
        if kind in TEXTS:
            if rest not in LANGUAGES:
                raise BadField(f"{name} is in no language of this market.")
            _check_text(name, value, _LONGEST[kind])
        elif kind == "attributes":
            if not 0 < len(rest) <= 100:
                raise BadField("An attribute needs a name of at most 100 characters.")
            _check_text(name, value, _LONGEST[kind])
        elif kind == "category":
            if value is not None and (not isinstance(value, int) or TREE.nearest(value) != value):
                raise BadField("There is no such category.")
        elif kind == "brand":
            if value is not None and not isinstance(value, int):
                raise BadField("There is no such brand.")
        elif kind != "source_category":
            raise BadField(f"A product has no field {name[:60]!r}.")


def _check_text(name: str, value: Any, longest: int) -> None:
    if value is None:
        return
    if not isinstance(value, str) or not value.strip() or "\x00" in value:
        raise BadField(f"{name} has to be a text.")
    if len(value) > longest:
        raise BadField(f"{name} is longer than {longest} characters.")
