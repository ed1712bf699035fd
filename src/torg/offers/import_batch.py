"""One batch of a feed in one transaction: look, lock, read, decide, write, journal."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct, field
from psycopg.errors import SerializationFailure

from torg.catalog import (
    ItemSays,
    add_categories,
    brand_ids,
    claim_gtins,
    insert_products,
    insert_variants,
    lock_products,
    lock_variants,
    new_ids,
    release_gtins,
    slug_of,
    update_products,
    update_variants,
    variants_by_gtin,
)
from torg.catalog.content_queries import log_content
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record_many
from torg.offers.campaign_queries import save_ordinary, withdraw_from_campaigns
from torg.offers.categorising import Parents, Resolve
from torg.offers.checking import RowRefused, check_row
from torg.offers.deciding import Batch, PlacedRow, Stored, Writes, decide
from torg.offers.errors import LaterPriceKnown
from torg.offers.feed_rows import CheckedRow, Finding, IncomingRow, shown
from torg.offers.import_queries import (
    FoundOffer,
    begin_batch,
    forget_rows,
    insert_offers,
    known_rows,
    lock_offers,
    log_prices,
    logged_after,
    products_of_groups,
    save_rows,
    sold_by_others,
    update_offers,
)
from torg.offers.matching import Known, Place, Standing, match
from torg.offers.model_matching import brand_key, known_models, without_others_gtins
from torg.offers.move_queries import moved_products
from torg.offers.report import Counts
from torg.offers.seen import SeenRows


class Importing(Struct):
    """A run under way: who imports what, and what it has learned so far."""

    actor: Actor
    seller_id: int
    source_id: int
    run_id: int
    markets: frozenset[str]
    resolve: Resolve
    parents: Parents
    at: datetime | None = None
    again: bool = False
    trusted: bool = False
    undelivered: set[str] = field(default_factory=set)
    """Markets without terms of delivery that nobody has been warned of yet."""
    seen: SeenRows = field(default_factory=SeenRows)
    brands: dict[str, int] = field(default_factory=dict)
    brands_owned: frozenset[int] = frozenset()
    categories: set[int] = field(default_factory=set)


class Outcome(Struct):
    """What a batch did, told only once it is committed."""

    counts: Counts = field(default_factory=Counts)
    refusals: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    brands: dict[str, int] = field(default_factory=dict)
    categories: set[int] = field(default_factory=set)


async def import_batch(
    conn: Connection, importing: Importing, rows: Sequence[IncomingRow], still_listed: Sequence[str] = ()
) -> Outcome:
    """Bring rows in with one transaction and a constant number of statements; unchanged rows cost one of them.

    `still_listed` are article numbers of rows that the reader refused: they stay for sale as they are.
    """
    outcome = Outcome()
    async with conn.transaction():
        known = await known_rows(conn, importing.source_id, [*(row.item.sku for row in rows), *still_listed])
        outcome.seen += [known[sku][0] for sku in still_listed if sku in known]
        fresh = _fresh(rows, known, importing, outcome)
        if fresh:
            await _store(conn, importing, fresh, outcome)
    outcome.counts.refused += len(outcome.refusals)
    outcome.counts.warned += len(outcome.warnings)
    return outcome


def _fresh(
    rows: Sequence[IncomingRow], known: dict[str, tuple[int, str]], importing: Importing, outcome: Outcome
) -> list[CheckedRow]:
    """Give the rows that say something new and can be stored; the others are counted here."""
    fresh: dict[str, CheckedRow] = {}
    unchanged: set[str] = set()
    for row in rows:
        sku = row.item.sku
        was = known.get(sku)
        if sku in fresh or sku in unchanged or (was is not None and was[0] in importing.seen):
            outcome.refusals.append(Finding(row.line, "sku", shown(sku), "came before in this feed", sku))
        elif was is not None and was[1] == row.fingerprint and not importing.again:
            unchanged.add(sku)
            outcome.seen.append(was[0])
            outcome.counts.unchanged += 1
        else:
            if was is not None:
                outcome.seen.append(was[0])
            checked = _checked(row, importing.markets, outcome)
            if checked is not None:
                fresh[sku] = checked
    return list(fresh.values())


def _checked(row: IncomingRow, markets: frozenset[str], outcome: Outcome) -> CheckedRow | None:
    sku = row.item.sku

    def warn(field_name: str, value: object, reason: str) -> None:
        outcome.warnings.append(Finding(row.line, field_name, shown(value), reason, sku))

    try:
        return check_row(row, markets, warn)
    except RowRefused as refused:
        outcome.refusals.append(Finding(row.line, refused.field, refused.value, refused.reason, sku))
        return None


async def _store(conn: Connection, importing: Importing, rows: Sequence[CheckedRow], outcome: Outcome) -> None:
    now = await begin_batch(conn, importing.seller_id)
    kept = [row for row in rows if not row.item.removed]
    removed = [row.item.sku for row in rows if row.item.removed]
    offers: dict[str, dict[str, FoundOffer]] = {}
    for found in await lock_offers(conn, importing.seller_id, [row.item.sku for row in rows]):
        offers.setdefault(found.offer.sku, {})[found.offer.market] = found
    known, claimed = await _known(conn, importing, kept, offers)
    kept = await without_others_gtins(conn, importing.seller_id, kept, known)
    matched = match(kept, known)
    says = await _meanings(conn, importing, kept, outcome)
    new_offers = sum(price.market not in offers.get(row.item.sku, {}) for row in kept for price in row.prices)
    ids = await new_ids(conn, len(matched.new_products), len(matched.new_variants), new_offers)
    places = [Place(_identity(each.variant, ids[1]), _identity(each.product, ids[0])) for each in matched.places]
    stored = Stored(
        offers,
        await lock_products(conn, {each.product for each in places} - set(ids[0])),
        await lock_variants(conn, {each.variant for each in places} - set(ids[1])),
    )
    if await moved_products(conn, stored.products):
        raise SerializationFailure("A product was found to be another one meanwhile.")
    batch = Batch(importing.seller_id, importing.source_id, importing.at or now, iter(ids[2]), importing.brands_owned)
    placed = map(PlacedRow, kept, places, says)
    writes = decide(batch, placed, removed, stored)
    await write(conn, importing.actor, writes, batch.moment, backdated=importing.at is not None)
    outcome.seen += await save_rows(
        conn, importing.source_id, importing.run_id, [(row.item.sku, row.fingerprint, row.line) for row in kept]
    )
    await forget_rows(conn, importing.source_id, removed)
    if claimed:
        await release_gtins(conn, claimed)
    outcome.counts.add(writes.counts)


async def write(conn: Connection, actor: Actor, writes: Writes, moment: datetime, *, backdated: bool = False) -> None:
    """Write what was decided, and journal it; raises `LaterPriceKnown` when the price log would run backwards."""
    if backdated and await logged_after(conn, [entry.offer_id for entry in writes.prices], moment) is not None:
        raise LaterPriceKnown
    await insert_products(conn, list(writes.new_products.values()))
    await update_products(conn, list(writes.products.values()))
    await insert_variants(conn, list(writes.new_variants.values()))
    await update_variants(conn, list(writes.variants.values()))
    await insert_offers(conn, writes.new_offers)
    await update_offers(conn, writes.offers)
    await save_ordinary(conn, writes.ordinary)
    await withdraw_from_campaigns(conn, writes.out_of_campaign)
    await log_prices(conn, writes.prices, moment)
    await log_content(conn, str(actor), writes.history)
    await record_many(conn, actor, writes.entries)


async def _known(
    conn: Connection, importing: Importing, rows: Sequence[CheckedRow], offers: dict[str, dict[str, FoundOffer]]
) -> tuple[Known, set[str]]:
    """Read what rows may match; GTINs that nobody has yet are locked first and read again, and given back too."""
    by_sku: dict[str, Standing] = {}
    for sku, by_market in offers.items():
        found = next(iter(by_market.values()))
        place = Place(found.offer.variant_id, found.product_id)
        by_sku[sku] = Standing(place, found.gtin, owned=found.owner_id == importing.seller_id)
    gtins = {row.gtin for row in rows if row.gtin is not None}
    variants = await variants_by_gtin(conn, gtins)
    claimed = gtins - variants.keys()
    if claimed:
        await claim_gtins(conn, claimed)
        variants |= await variants_by_gtin(conn, claimed)
    groups = {row.item.group for row in rows if row.item.group is not None}
    by_group = await products_of_groups(conn, importing.seller_id, groups)
    by_gtin = {gtin: Place(*pair) for gtin, pair in variants.items()}
    movable = {
        by_sku[row.item.sku].place.variant
        for row in rows
        if row.item.group is not None and row.item.sku in by_sku and by_sku[row.item.sku].owned
        if any(each.offer.group_key != row.item.group for each in offers[row.item.sku].values())
    }
    if movable:
        movable -= await sold_by_others(conn, importing.seller_id, movable)
    by_model = await known_models(conn, importing.seller_id, rows, by_sku)
    return Known(by_sku, by_gtin, by_group, movable, by_model), claimed


async def _meanings(
    conn: Connection, importing: Importing, rows: Sequence[CheckedRow], outcome: Outcome
) -> list[ItemSays]:
    """Give each row's brand and category by id, adding those that the database does not have."""
    names: dict[str, str] = {}
    for row in rows:
        if row.item.brand is not None:
            names.setdefault(brand_key(row.item.brand), " ".join(row.item.brand.split()))
    unknown = {key: (name, slug_of(name, "brand")) for key, name in names.items() if key not in importing.brands}
    if unknown:
        outcome.brands = await brand_ids(conn, unknown)
    brands = importing.brands | outcome.brands if outcome.brands else importing.brands
    says: list[ItemSays] = []
    missing: dict[int, int | None] = {}
    for row in rows:
        item = row.item
        category = importing.resolve(item)
        if category is not None and category not in importing.categories and category not in missing:
            missing.update(importing.parents(category))
        brand = None if item.brand is None else brands[brand_key(item.brand)]
        says.append(ItemSays(item, brand, category, item.popularity if importing.trusted else None))
    if missing:
        await add_categories(conn, list(missing.items()))
        outcome.categories = set(missing)
    return says


def _identity(reference: int, new: Sequence[int]) -> int:
    return reference if reference > 0 else new[-reference - 1]
