"""What a batch of rows changes: a pure decision over what is stored, made after everything is locked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from torg.catalog import ItemSays, ProductContent, VariantContent, product_told_by, slug_of, variant_told_by
from torg.catalog.content import changes_between, leads, variant_changes
from torg.catalog.content_sources import BRAND_OWNER, GTIN, OWNER, TITLE, ContentChange, Source
from torg.core.journal import NewEntry
from torg.offers.campaign_pricing import as_asked
from torg.offers.feed_rows import CheckedRow
from torg.offers.import_queries import FoundOffer, PriceEntry, StoredOffer
from torg.offers.matching import Place
from torg.offers.report import Counts

_TOLD = ("price", "regular", "stock", "delivery", "handling_days", "condition", "link", "status", "variant_id")
"""What shoppers see of an offer: a change of anything else is nobody's news."""


class PlacedRow(Struct, frozen=True):
    """A row with the ids of its product and variant, and what its words mean."""

    row: CheckedRow
    place: Place
    says: ItemSays


class Stored(Struct):
    """What the database has of everything that a batch touches, locked; new products and variants join it."""

    offers: dict[str, dict[str, FoundOffer]]
    """By article number and market."""
    products: dict[int, ProductContent]
    variants: dict[int, VariantContent]


class Writes(Struct):
    """What a batch writes."""

    new_products: dict[int, ProductContent] = field(default_factory=dict)
    products: dict[int, ProductContent] = field(default_factory=dict)
    new_variants: dict[int, VariantContent] = field(default_factory=dict)
    variants: dict[int, VariantContent] = field(default_factory=dict)
    history: list[ContentChange] = field(default_factory=list)
    new_offers: list[StoredOffer] = field(default_factory=list)
    offers: list[StoredOffer] = field(default_factory=list)
    prices: list[PriceEntry] = field(default_factory=list)
    ordinary: list[StoredOffer] = field(default_factory=list)
    """Offers in a campaign with another ordinary price than before."""
    out_of_campaign: list[int] = field(default_factory=list)
    """Offers that are withdrawn from the campaigns that they are in."""
    entries: list[NewEntry] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    """Existing products whose page changes other than by an offer that is journaled."""
    counts: Counts = field(default_factory=Counts)


class Batch(Struct, frozen=True):
    """Who says the rows of a batch, and when what they say takes effect."""

    seller_id: int
    source_id: int
    moment: datetime
    new_offer_ids: Iterator[int]
    brands_owned: frozenset[int] = frozenset()
    """Brands whose owner this seller is, as the operator has verified."""


def decide(batch: Batch, rows: Iterable[PlacedRow], removed: Iterable[str], stored: Stored) -> Writes:
    """Give everything that follows from the rows; what is stored already is written by nobody."""
    writes = Writes()
    for placed in rows:
        content_changed = _tell_content(batch, placed, stored, writes)
        offers_changed = _offer(batch, placed, stored, writes)
        if placed.row.item.sku not in stored.offers:
            writes.counts.created += 1
        elif content_changed or offers_changed:
            writes.counts.changed += 1
        else:
            writes.counts.unchanged += 1
    for sku in removed:
        withdrawn = [_withdraw(found, writes) for found in stored.offers.get(sku, {}).values()]
        writes.counts.removed += any(withdrawn)
    writes.history = _history(batch, stored, writes)
    _journal_products(writes)
    return writes


def withdrawals(found: Iterable[FoundOffer]) -> Writes:
    """Give what follows when offers are taken away."""
    writes = Writes()
    for offer in found:
        _withdraw(offer, writes)
    return writes


def _tell_content(batch: Batch, placed: PlacedRow, stored: Stored, writes: Writes) -> bool:
    place = placed.place
    product = writes.new_products.get(place.product) or writes.products.get(place.product)
    before = product or stored.products.get(place.product)
    if before is None:
        before = _new_product(batch, placed)
        writes.new_products[place.product] = before
        writes.counts.products_created += 1
    by = _source(batch, before, placed)
    after = product_told_by(before, placed.says, leads=leads(before, by), by=by)
    variant_changed = _tell_variant(placed, stored, writes, owns=by.rank >= OWNER, by=by)
    if place.product in writes.new_products:
        writes.new_products[place.product] = after
        return True
    if after != before:
        writes.products[place.product] = after
    if variant_changed:
        writes.touched.add(place.product)
    return variant_changed or after != before


def _source(batch: Batch, product: ProductContent, placed: PlacedRow) -> Source:
    """Give how much the seller's word counts on a product."""
    rank = GTIN if placed.row.gtin is not None else TITLE
    if product.brand_id is not None and product.brand_id in batch.brands_owned:
        rank = BRAND_OWNER
    elif product.owner_id == batch.seller_id:
        rank = OWNER
    return Source(rank, batch.seller_id, placed.row.item.sku)


def _new_product(batch: Batch, placed: PlacedRow) -> ProductContent:
    item = placed.row.item
    return ProductContent(
        id=placed.place.product,
        slug=slug_of(next(iter(item.title.values())), "p"),
        brand_id=None,
        category_id=None,
        source_category=None,
        owner_id=batch.seller_id,
        lead_sku=item.sku,
        title={},
        description={},
        attributes={},
    )


def _tell_variant(placed: PlacedRow, stored: Stored, writes: Writes, *, owns: bool, by: Source) -> bool:
    place, row = placed.place, placed.row
    known = writes.new_variants.get(place.variant) or writes.variants.get(place.variant)
    before = known or stored.variants.get(place.variant)
    if before is None:
        before = VariantContent(place.variant, place.product, row.gtin, None, {}, [], None, None)
        writes.new_variants[place.variant] = variant_told_by(before, row.item, row.gtin, owns=owns)
        return True
    after = replace(variant_told_by(before, row.item, row.gtin, owns=owns, by=by), product_id=place.product)
    if after == before:
        return False
    if before.product_id != place.product:
        writes.touched.add(before.product_id)
    changed = writes.new_variants if place.variant in writes.new_variants else writes.variants
    changed[place.variant] = after
    return True


def _offer(batch: Batch, placed: PlacedRow, stored: Stored, writes: Writes) -> bool:
    item = placed.row.item
    known = stored.offers.get(item.sku, {})
    changed = False
    for price in placed.row.prices:
        found = known.get(price.market)
        before = found.offer if found else None
        since = None
        if price.regular is not None:
            since = batch.moment
            if before is not None and before.status == "active" and before.claimed_since is not None:
                since = before.claimed_since
        after = StoredOffer(
            id=before.id if before else next(batch.new_offer_ids),
            seller_id=batch.seller_id,
            variant_id=placed.place.variant,
            market=price.market,
            sku=item.sku,
            group_key=item.group,
            condition=item.condition,
            price=price.amount,
            regular=price.regular,
            stock=item.stock,
            delivery=price.delivery,
            handling_days=item.handling_days,
            link=item.link,
            status="active",
            source_id=batch.source_id,
            claimed_since=since,
        )
        changed |= save_offer(after, found, placed.place.product, writes)
    offered = {price.market for price in placed.row.prices}
    for market, found in known.items():
        # A market that another feed of the seller speaks for is not this feed's to leave.
        if market not in offered and found.offer.source_id == batch.source_id:
            changed |= _withdraw(found, writes)
    return changed


def save_offer(after: StoredOffer, found: FoundOffer | None, product: int, writes: Writes) -> bool:
    """Write, log and journal an offer where it differs from what was found; tell whether a shopper could see it."""
    subject = f"offer:{after.id}"
    if found is None:
        writes.new_offers.append(after)
        writes.prices.append(PriceEntry(after.id, after.market, after.price, after.regular))
        writes.counts.offers_created += 1
        if product not in writes.new_products:
            created: dict[str, object] = {"product": product}
            writes.entries.append(NewEntry("offer.created", subject, created, after.market, after.seller_id))
        return True
    before = found.offer
    if after == before:
        return False
    if found.cut is not None:
        writes.ordinary.append(after)
        before, after = as_asked(before, found.cut), as_asked(after, found.cut)
    writes.offers.append(after)
    body = changes_told(before, after)
    if not body:
        return False
    if (before.price, before.regular, before.status) != (after.price, after.regular, after.status):
        writes.prices.append(PriceEntry(after.id, after.market, after.price, after.regular))
    if found.product_id != product:
        writes.touched.add(found.product_id)
    told: dict[str, object] = {"product": product, **body}
    writes.entries.append(NewEntry("offer.changed", subject, told, after.market, after.seller_id))
    writes.counts.offers_changed += 1
    return True


def changes_told(before: StoredOffer, after: StoredOffer) -> dict[str, list[object]]:
    """Give what shoppers see changed, as what it was and what it is."""
    return {
        name: [getattr(before, name), getattr(after, name)]
        for name in _TOLD
        if getattr(before, name) != getattr(after, name)
    }


def _withdraw(found: FoundOffer, writes: Writes) -> bool:
    offer = found.offer
    if offer.status != "active":
        return False
    if found.cut is not None:
        writes.out_of_campaign.append(offer.id)
    fields = {name: getattr(offer, name) for name in offer.__struct_fields__}
    writes.offers.append(StoredOffer(**{**fields, "status": "withdrawn", "regular": None, "claimed_since": None}))
    writes.prices.append(PriceEntry(offer.id, offer.market, None, None))
    body: dict[str, object] = {"product": found.product_id}
    writes.entries.append(NewEntry("offer.withdrawn", f"offer:{offer.id}", body, offer.market, offer.seller_id))
    writes.counts.offers_withdrawn += 1
    return True


def _history(batch: Batch, stored: Stored, writes: Writes) -> list[ContentChange]:
    """Give what became of the words of products that there were before, each once."""
    history: list[ContentChange] = []
    for identity, after in writes.products.items():
        fields = changes_between(stored.products[identity], after)
        if fields:
            history.append(ContentChange(identity, fields, batch.seller_id))
    for identity, told in writes.variants.items():
        product = writes.products.get(told.product_id) or stored.products.get(told.product_id)
        if product is not None:
            fields = variant_changes(stored.variants[identity], told, product.owner)
            if fields:
                history.append(ContentChange(told.product_id, fields, batch.seller_id, identity))
    return history


def _journal_products(writes: Writes) -> None:
    entries = [
        NewEntry("product.created", f"product:{each}", {"product": each}, seller=product.owner_id)
        for each, product in writes.new_products.items()
    ]
    changed: Mapping[int, None] = dict.fromkeys(
        sorted({*writes.products, *writes.touched} - writes.new_products.keys())
    )
    entries += [NewEntry("product.changed", f"product:{each}", {"product": each}) for each in changed]
    writes.entries[:0] = entries
