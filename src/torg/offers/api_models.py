"""What the sellers' API says of offers and imports."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from torg.offers.feed_imports import FeedImport, FeedOptions, ImportOrigin, ImportProgressState
from torg.offers.report import Counts, ImportReport
from torg.offers.set_price_and_stock import MOST_CHANGES, ChangeResult, PriceAndStock


class PriceAndStockChanges(Struct, frozen=True, forbid_unknown_fields=True):
    """Up to 10,000 changes, each of one offer."""

    changes: Annotated[list[PriceAndStock], Meta(max_length=MOST_CHANGES)]


class PriceAndStockResults(Struct, frozen=True):
    """What became of each change, in the order in which they came."""

    changed: int
    unchanged: int
    refused: int
    results: list[ChangeResult]


class OwnOffer(Struct, frozen=True):
    """One offer of yours; amounts in minor units of the market's currency, VAT included."""

    id: int
    sku: str
    market: str
    product: int
    group: str | None
    condition: str
    price: int
    regular: int | None
    """What you claim to have asked before a reduction; the price history decides what is shown."""
    stock: int
    delivery: int | None
    """None when your terms of delivery decide."""
    handling_days: int | None
    link: str | None
    status: Literal["active", "withdrawn"]
    created: datetime
    changed: datetime


class OwnOfferPage(Struct, frozen=True):
    """Some of your offers, by article number and market; `next_cursor` leads on, and is null on the last page."""

    items: list[OwnOffer]
    next_cursor: str | None


class ImportSummary(Struct, frozen=True):
    """One import of a feed."""

    id: int
    name: str
    origin: ImportOrigin
    state: ImportProgressState
    """`waiting`, `fetching`, `running`; then `completed`, `unchanged` (the address had nothing new), `broken_off` (the
    feed could be read only in part, and nothing was withdrawn), or `failed`."""
    file_name: str
    read: int
    kept: int
    refused: int
    warned: int
    share: float
    """How much of the file has been read, from 0 to 1."""
    error: str | None
    created: datetime
    started: datetime | None
    finished: datetime | None


class ImportFinding(Struct, frozen=True):
    """What is wrong with a row, where and why."""

    line: int | None
    sku: str | None
    field: str
    value: str
    reason: str


class ImportDetails(Struct, frozen=True):
    """An import with its report: how many rows became what, and what is wrong with which."""

    summary: ImportSummary
    options: FeedOptions
    counts: Counts | None
    """None until the file has been read."""
    removal_refused: int | None
    """So many articles are no longer in the feed, more than half of them, and were left for sale."""
    refusals: list[ImportFinding]
    """The first 1,000 rows that were not kept."""
    warnings: list[ImportFinding]
    """The first 1,000 warnings about rows that were."""


class ImportPage(Struct, frozen=True):
    """Some of your imports, the newest first; `next_cursor` leads on, and is null on the last page."""

    items: list[ImportSummary]
    next_cursor: str | None


def summary_of(found: FeedImport) -> ImportSummary:
    """Tell of an import in short."""
    seen = found.progress
    return ImportSummary(
        found.id, found.name, found.origin, found.state, found.file_name, seen.read, seen.kept, seen.refused,
        seen.warned, seen.share, found.error, found.created, found.started, found.finished,
    )  # fmt: skip


def details_of(found: FeedImport, report: ImportReport | None) -> ImportDetails:
    """Tell of an import with everything that is wrong."""
    told = [
        [ImportFinding(each.line, each.sku, each.field, each.value, each.reason) for each in findings]
        for findings in ((report.refusals, report.warnings) if report else ((), ()))
    ]
    return ImportDetails(
        summary_of(found), found.options, report.counts if report else None,
        report.removal_refused if report else None, *told,
    )  # fmt: skip
