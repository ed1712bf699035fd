"""From a draft to a `FeedItem`: every value checked, cleaned, and put into Torg's units."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from torg.catalog.feeds.amounts import NotANumber, read_number
from torg.catalog.feeds.errors import BadDefaults
from torg.catalog.feeds.facts import (
    NOTHING,
    address_of,
    category_path,
    condition_of,
    google_category_of,
    gtin_of,
    property_code,
    standing,
)
from torg.catalog.feeds.measures import Measure, in_base_unit, measure_in_title, read_measure
from torg.catalog.feeds.models import Draft, FeedDefaults, RowFault, Warned, shortened
from torg.catalog.feeds.prices import PriceReader
from torg.catalog.feeds.texts import clean_html, clean_line
from torg.catalog.models import Condition, FeedItem, Texts
from torg.markets import LANGUAGES, MARKETS

MAX_SKU, MAX_TITLE, MAX_DESCRIPTION, MAX_NAME, MAX_CATEGORY = 200, 300, 20_000, 120, 750
MAX_VALUE, MAX_PROPERTIES, MAX_PICTURES, MAX_STOCK = 1_000, 100, 30, 10_000_000
MAX_WARNINGS = 50
"""Of one row: a report is for people."""


class Builder:
    """Builds the items of one feed; keeps what it learns about the feed's numbers."""

    def __init__(self, defaults: FeedDefaults) -> None:
        """Build by `defaults`."""
        if defaults.language is not None and defaults.language not in LANGUAGES:
            raise BadDefaults(f"Torg has no language {defaults.language!r}; it has {', '.join(LANGUAGES)}.")
        self.defaults = defaults
        self.now = defaults.now or datetime.now(UTC)
        self.warnings: list[Warned] = []
        self.prices = PriceReader(defaults, self.now, self.warn)
        self._line = 0
        self._sku: str | None = None
        self._own_language = ""

    def build(self, draft: Draft) -> FeedItem:
        """Give the item of a draft; raises RowFault. What was dropped or mended is added to `warnings`."""
        self._line, self._sku = draft.line, None
        sku = self._sku = self._article_number(draft.sku)
        if draft.removed:
            return FeedItem(sku=sku, removed=True)
        if not any(draft.title.values()):
            raise RowFault("title", "", "is missing")
        prices = self.prices.read(draft.prices)
        self._own_language = self.defaults.language or MARKETS[prices[0].market].languages[0]
        title = self._texts(draft.title, "title", MAX_TITLE)
        if not title:
            raise RowFault("title", shortened(draft.title), "has no text in it")
        category, google_category = self._category(draft)
        net = self._net_quantity(draft, title, prices[0].amount)
        return FeedItem(
            sku=sku,
            title=title,
            prices=prices,
            description=self._descriptions(draft.description),
            group=self._name(draft.group, "group", MAX_SKU),
            gtin=None if _blank(draft.gtin) else gtin_of(_text(draft.gtin), self.warn),
            mpn=self._name(draft.mpn, "mpn", MAX_NAME),
            brand=self._name(draft.brand, "brand", MAX_NAME),
            category=category,
            google_category=google_category,
            options={code: text for code, text in self._properties(draft.options) if isinstance(text, str)},
            attributes=dict(self._properties(draft.attributes)),
            pictures=self._pictures(draft.pictures),
            link=self._link(draft.link),
            condition=self._condition(draft.condition),
            stock=self._stock(draft),
            handling_days=self._whole(draft.handling_days, "handling_days", 365),
            net_quantity=net[0] if net else None,
            net_unit=net[1] if net else None,
            popularity=self._whole(draft.popularity, "popularity", 2**31 - 1) if self.defaults.trusted else None,
        )

    def warn(self, field: str, value: object, reason: str) -> None:
        """Note that something in the row was dropped or mended."""
        if len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(Warned(self._line, self._sku, field, shortened(value), reason))

    def _article_number(self, value: object) -> str:
        text = clean_line(_text(value), "sku", self.warn, MAX_SKU * 4)
        if not text:
            raise RowFault("sku", "", "is missing")
        if len(text) > MAX_SKU:
            raise RowFault("sku", text, f"is longer than {MAX_SKU} characters")
        return text

    def _name(self, value: object, field: str, limit: int) -> str | None:
        if _blank(value):
            return None
        text = clean_line(_text(value), field, self.warn, limit)
        return None if text.casefold() in NOTHING else text

    def _texts(self, texts: Mapping[str, object], field: str, limit: int) -> Texts:
        cleaned = {}
        for language, value in texts.items():
            if text := clean_line(_text(value), field, self.warn, limit):
                cleaned[self._language(language, field)] = text
        return cleaned

    def _descriptions(self, texts: Mapping[str, object]) -> Texts:
        cleaned = {}
        for language, value in texts.items():
            if value and (text := clean_html(_text(value), "description", self.warn, MAX_DESCRIPTION)):
                cleaned[self._language(language, "description")] = text
        return cleaned

    def _language(self, language: str, field: str) -> str:
        if language == Draft.NO_LANGUAGE:
            return self._own_language
        if language not in LANGUAGES:
            raise RowFault(field, language, f"is in a language that Torg has not: {', '.join(sorted(LANGUAGES))}")
        return language

    def _category(self, draft: Draft) -> tuple[str | None, int | None]:
        own = self._name(draft.category, "category", MAX_CATEGORY)
        if _blank(draft.google_category):
            return (category_path(own) if own else None), None
        number = google_category_of(draft.google_category)
        if number is None:
            # Google's own path says more surely than the seller's where the item belongs.
            own = self._name(draft.google_category, "google_category", MAX_CATEGORY) or own
        return (category_path(own) if own else None), number

    def _properties(self, properties: Mapping[str, object]) -> list[tuple[str, str | Texts]]:
        read: list[tuple[str, str | Texts]] = []
        for name, value in properties.items():
            code = property_code(name[:MAX_NAME])
            if not code or _blank(value):
                continue
            if len(read) >= MAX_PROPERTIES:
                self.warn("attributes", name, f"more than {MAX_PROPERTIES} properties: left out")
                break
            if isinstance(value, dict):
                if texts := self._texts(value, name, MAX_VALUE):
                    read.append((code, texts))
            elif (text := clean_line(_text(value), name, self.warn, MAX_VALUE)) and text.casefold() not in NOTHING:
                read.append((code, text))
        return read

    def _pictures(self, values: list[object]) -> list[str]:
        pictures: list[str] = []
        for value in values:
            if _blank(value):
                continue
            address = address_of(value)
            if address is None:
                self.warn("pictures", value, "is no web address (http or https): left out")
            elif address not in pictures:
                pictures.append(address)
        if len(pictures) > MAX_PICTURES:
            self.warn("pictures", len(pictures), f"more than {MAX_PICTURES} pictures: the rest left out")
        return pictures[:MAX_PICTURES]

    def _link(self, value: object) -> str | None:
        if _blank(value):
            return None
        if (address := address_of(value)) is None:
            self.warn("link", value, "is no web address (http or https): left out")
        return address

    def _condition(self, value: object) -> Condition:
        if _blank(value):
            return "new"
        if (condition := condition_of(value)) is None:
            raise RowFault("condition", value, "is none of new, refurbished, used")
        return condition

    def _stock(self, draft: Draft) -> int:
        stated = standing(draft.availability) if not _blank(draft.availability) else None
        if stated == "unknown":
            self.warn("availability", draft.availability, "is unknown: counted as out of stock")
        if stated in {"unavailable", "unknown"}:
            return 0
        if _blank(draft.stock):
            return self.defaults.stock_when_available
        try:
            units = int(read_number(draft.stock, "."))
        except NotANumber as reason:
            self.warn("stock", draft.stock, f"{reason}: counted as out of stock")
            return 0
        return min(max(units, 0), MAX_STOCK)

    def _whole(self, value: object, field: str, largest: int) -> int | None:
        if _blank(value):
            return None
        try:
            number = int(read_number(value))
        except NotANumber as reason:
            self.warn(field, value, f"{reason}: left out")
            return None
        if not 0 <= number <= largest:
            self.warn(field, value, f"is not between 0 and {largest}: left out")
            return None
        return number

    def _net_quantity(self, draft: Draft, title: Texts, amount: int) -> Measure | None:
        if not _blank(draft.measure):
            if measure := read_measure(_text(draft.measure)):
                return measure
            self.warn("net_quantity", draft.measure, "is no quantity with a unit: left out")
        elif not _blank(draft.net_quantity) and draft.net_unit:
            return self._stated_quantity(draft.net_quantity, _text(draft.net_unit))
        elif not _blank(draft.unit_price) and draft.net_unit:
            return self._quantity_by_price(draft.unit_price, _text(draft.net_unit), amount)
        if self.defaults.units_from_title:
            for text in title.values():
                if measure := measure_in_title(text):
                    return measure
        return None

    def _stated_quantity(self, quantity: object, unit: str) -> Measure | None:
        try:
            number = read_number(quantity)
        except NotANumber as reason:
            self.warn("net_quantity", quantity, f"{reason}: left out")
            return None
        if number == 0:
            return None
        if (measure := in_base_unit(number, unit)) is None:
            self.warn("net_quantity", f"{quantity} {unit}", "is no quantity in a known unit: left out")
        return measure

    def _quantity_by_price(self, unit_price: object, unit: str, amount: int) -> Measure | None:
        try:
            price = read_number(unit_price)
        except NotANumber as reason:
            self.warn("unit_price", unit_price, f"{reason}: left out")
            return None
        if price <= 0:
            return None
        return in_base_unit((Decimal(amount) / 100 / price).quantize(Decimal("0.001")), unit)


def _blank(value: object) -> bool:
    return value is None or value == ""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return ", ".join(_text(part) for part in value[:100] if not isinstance(part, list))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value.adjusted()) < 30 else str(value)
    return str(value)
