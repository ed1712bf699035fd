"""Torg's own JSON Lines: one `FeedItem` a line."""

import re

import msgspec

from torg.catalog.feeds.encoding import decoded
from torg.catalog.feeds.json_rows import check_lengths, sku_in
from torg.catalog.feeds.models import MAX_FIELD, Draft, DraftPrice, RowFault
from torg.catalog.models import FeedItem

_decoder = msgspec.json.Decoder(FeedItem)
_PLACE = re.compile(r" - at `(?:key in )?\$\.?(.*?)`$")


def draft_of_line(line: int, piece: bytes) -> Draft:
    """Give the draft of one line; raises RowFault."""
    item = _decode(piece)
    if len(piece) > MAX_FIELD:
        check_lengths(msgspec.structs.asdict(item))
    return Draft(
        line=line,
        sku=item.sku,
        title=dict(item.title),
        description=dict(item.description),
        prices=[
            DraftPrice(
                price=price.amount,
                regular=price.regular,
                delivery=price.delivery,
                market=price.market,
                minor=True,
            )
            for price in item.prices
        ],
        group=item.group,
        gtin=item.gtin,
        mpn=item.mpn,
        brand=item.brand,
        category=item.category,
        google_category=item.google_category,
        options=dict(item.options),
        attributes=dict(item.attributes),
        pictures=list(item.pictures),
        link=item.link,
        condition=item.condition,
        stock=item.stock,
        handling_days=item.handling_days,
        net_quantity=item.net_quantity,
        net_unit=item.net_unit,
        popularity=item.popularity,
        removed=item.removed,
    )


def _decode(piece: bytes) -> FeedItem:
    try:
        return _decoder.decode(piece)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        first: Exception = fault
    if not isinstance(first, msgspec.ValidationError):
        try:
            return _decoder.decode(decoded(piece).encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError) as fault:
            first = fault
    place = _PLACE.search(str(first))
    reason = _PLACE.sub("", str(first)).rstrip(".")
    fault_of_row = RowFault(place[1] if place else None, decoded(piece[:400]), f"is no Torg item: {reason}")
    fault_of_row.sku = sku_in(piece)
    raise fault_of_row
