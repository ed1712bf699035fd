"""Checking a row before it is stored: what cannot be kept refuses the row, what can be left out is warned of."""

from collections.abc import Callable, Container
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from torg.catalog import BadGtin, FeedItem, FeedPrice, Texts, canonical_gtin, is_restricted
from torg.markets import LANGUAGES
from torg.offers.feed_rows import CheckedRow, IncomingRow, shown, texts_within

LARGEST_AMOUNT = 100_000_000_000
LARGEST_STOCK = 2_000_000_000
LONGEST_SKU = 200
LONGEST_TITLE = 500
LONGEST_DESCRIPTION = 100_000
_LONGEST = {"brand": 120, "mpn": 100, "category": 1000}
_LONGEST_VALUE = 2_000
_LONGEST_URL = 2_000
_MOST_OPTIONS = 20
_MOST_ATTRIBUTES = 200
_MOST_PICTURES = 30
_LARGEST_QUANTITY = Decimal(1_000_000_000)
_UNITS = frozenset({"kg", "l", "m", "m2", "st"})
_KNOWN_LANGUAGES: frozenset[str] = frozenset(LANGUAGES)

Warn = Callable[[str, object, str], None]
"""Tell of something left out: field, value, reason."""


class RowRefused(Exception):  # noqa: N818 - an answer to the seller, not a fault.
    """The row cannot be stored, because of one field."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        """Say which field, what it had, and why that cannot be."""
        self.field, self.value, self.reason = field, shown(value), reason
        super().__init__(reason)


class _Changes(Struct):
    """What is stored otherwise than the seller wrote it."""

    fields: dict[str, object]


def check_row(row: IncomingRow, markets: Container[str], warn: Warn) -> CheckedRow:
    """Give the row as it can be stored; raises `RowRefused`. A removed item needs nothing but its `sku`."""
    item = row.item
    check_sku(item.sku)
    if item.removed:
        return CheckedRow(row.line, item, row.fingerprint, None, [])
    changes = _Changes({})
    if row.has_nul:
        _check_signs(item)
    _check_texts(item, changes, warn)
    _check_numbers(item, changes, warn)
    _check_properties(item, changes, warn)
    _check_addresses(item, changes, warn)
    prices = _checked_prices(item, markets, warn)
    gtin = _checked_gtin(item, warn)
    kept = replace(item, **changes.fields) if changes.fields else item
    return CheckedRow(row.line, kept, row.fingerprint, gtin, prices)


def check_sku(sku: str) -> None:
    """Raise `RowRefused` unless this can be a seller's article number."""
    if not sku.strip():
        raise RowRefused("sku", sku, "is missing: every item needs the seller's own article number")
    if len(sku) > LONGEST_SKU:
        raise RowRefused("sku", sku, f"is longer than {LONGEST_SKU} characters")
    if not sku.isprintable():
        raise RowRefused("sku", sku, "has control characters")


def _check_signs(item: FeedItem) -> None:
    for text in texts_within(item):
        if "\x00" in text:
            raise RowRefused("item", text, "has a NUL character")


def _check_texts(item: FeedItem, changes: _Changes, warn: Warn) -> None:
    title = _in_known_languages("title", item.title, LONGEST_TITLE, warn)
    if not title:
        raise RowRefused("title", "", "is missing")
    if title != item.title:
        changes.fields["title"] = title
    description = _in_known_languages("description", item.description, LONGEST_DESCRIPTION, warn)
    if description != item.description:
        changes.fields["description"] = description
    for field, longest in _LONGEST.items():
        text = getattr(item, field)
        if text is not None and (len(text) > longest or not text.strip()):
            changes.fields[field] = text[:longest].strip() or None
            if text.strip():
                warn(field, text, f"is longer than {longest} characters and was cut")
    if item.group is not None and (len(item.group) > LONGEST_SKU or not item.group.strip()):
        if item.group.strip():
            warn("group", item.group, f"is longer than {LONGEST_SKU} characters and was left out")
        changes.fields["group"] = None


def _in_known_languages(field: str, texts: Texts, longest: int, warn: Warn) -> Texts:
    kept: Texts = {}
    for language, text in texts.items():
        if language not in _KNOWN_LANGUAGES:
            warn(f"{field}[{shown(language)}]", text, f"is in a language other than {', '.join(LANGUAGES)}")
        elif text.strip():
            if len(text) > longest:
                warn(f"{field}[{language}]", text, f"is longer than {longest} characters and was cut")
            kept[language] = text[:longest].strip()
    return kept


def _check_numbers(item: FeedItem, changes: _Changes, warn: Warn) -> None:
    if item.stock < 0:
        warn("stock", item.stock, "is below zero and counts as none")
        changes.fields["stock"] = 0
    elif item.stock > LARGEST_STOCK:
        raise RowRefused("stock", item.stock, f"is above {LARGEST_STOCK}")
    if item.handling_days is not None and not 0 <= item.handling_days <= 365:
        warn("handling_days", item.handling_days, "is not from 0 to 365 and was left out")
        changes.fields["handling_days"] = None
    if item.google_category is not None and not 0 < item.google_category < 2**31:
        warn("google_category", item.google_category, "is no number of the Google product taxonomy")
        changes.fields["google_category"] = None
    if item.popularity is not None and not 0 <= item.popularity < 2**62:
        warn("popularity", item.popularity, "is not a count and was left out")
        changes.fields["popularity"] = None
    if item.net_quantity is not None or item.net_unit is not None:
        good = (
            item.net_quantity is not None
            and item.net_quantity.is_finite()
            and 0 < item.net_quantity <= _LARGEST_QUANTITY
            and item.net_unit in _UNITS
        )
        if not good:
            warn("net_quantity", f"{item.net_quantity} {item.net_unit}", "is no quantity in kg, l, m, m2 or st")
            changes.fields["net_quantity"] = changes.fields["net_unit"] = None


def _check_properties(item: FeedItem, changes: _Changes, warn: Warn) -> None:
    for field, most in (("options", _MOST_OPTIONS), ("attributes", _MOST_ATTRIBUTES)):
        values: dict[str, str | Texts] = getattr(item, field)
        if len(values) <= most and all(_is_sizeable(code, value) for code, value in values.items()):
            continue
        if len(values) > most:
            warn(field, len(values), f"are more than {most}; the rest was left out")
        several = list(values.items())[:most]
        kept = {code: value for code, value in several if _is_sizeable(code, value)}
        if len(kept) < len(several):
            bad = ", ".join(code for code, _ in several if code not in kept)
            warn(field, bad, "are empty or too long and were left out")
        changes.fields[field] = kept


def _is_sizeable(code: str, value: str | Texts) -> bool:
    if not 0 < len(code) <= 100 or code.isspace():
        return False
    if isinstance(value, str):
        return 0 < len(value) <= _LONGEST_VALUE and not value.isspace()
    return any(text.strip() for text in value.values()) and all(len(text) <= _LONGEST_VALUE for text in value.values())


def _check_addresses(item: FeedItem, changes: _Changes, warn: Warn) -> None:
    pictures = item.pictures
    if pictures and (len(pictures) > _MOST_PICTURES or not all(map(_is_picture, pictures))):
        good = [url for url in pictures if _is_picture(url)]
        if len(good) < len(pictures):
            bad = next(url for url in pictures if not _is_picture(url))
            warn("pictures", bad, "is no address of a picture and was left out")
        changes.fields["pictures"] = good[:_MOST_PICTURES]
    if item.link is not None and not _is_address(item.link):
        if item.link.strip():
            warn("link", item.link, "is no http or https address and was left out")
        changes.fields["link"] = None


def _is_picture(url: str) -> bool:
    return _is_address(url) or (url.startswith("/pictures/") and len(url) <= _LONGEST_URL and url.isprintable())


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and len(url) <= _LONGEST_URL and " " not in url and url.isprintable()


def _checked_prices(item: FeedItem, markets: Container[str], warn: Warn) -> list[FeedPrice]:
    kept: dict[str, FeedPrice] = {}
    for price in item.prices:
        where = f"prices[{shown(price.market)}]"
        if price.market not in markets:
            warn(f"{where}.market", price.market, "is not an open market; that price was left out")
        elif price.market in kept:
            raise RowRefused(where, price.amount, "is given twice")
        else:
            kept[price.market] = _checked_price(price, where, warn)
    if not kept:
        raise RowRefused("prices", "", "are missing: no price in any open market")
    return list(kept.values())


def _checked_price(price: FeedPrice, where: str, warn: Warn) -> FeedPrice:
    if not 0 < price.amount <= LARGEST_AMOUNT:
        raise RowRefused(f"{where}.amount", price.amount, f"is not from 1 to {LARGEST_AMOUNT} minor units")
    if price.delivery is not None and not 0 <= price.delivery <= LARGEST_AMOUNT:
        raise RowRefused(f"{where}.delivery", price.delivery, f"is not from 0 to {LARGEST_AMOUNT} minor units")
    regular = price.regular
    if regular is not None and not price.amount < regular <= LARGEST_AMOUNT:
        # Many shops repeat the price there when nothing is reduced, so that equality is worth no word.
        if regular != price.amount:
            warn(f"{where}.regular", regular, "is not above the price, so that no reduction is claimed")
        return replace(price, regular=None)
    return price


def _checked_gtin(item: FeedItem, warn: Warn) -> str | None:
    if item.gtin is None or not item.gtin.strip():
        return None
    try:
        gtin = canonical_gtin(item.gtin)
    except BadGtin:
        warn("gtin", item.gtin, "is no valid GTIN; the item was kept without one")
        return None
    return None if is_restricted(gtin) else gtin
