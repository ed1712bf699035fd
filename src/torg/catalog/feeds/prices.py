"""Which price an item has in which market: sale periods, currencies, and what is no price."""

from datetime import datetime
from decimal import Decimal

from torg.catalog.feeds.amounts import MAX_AMOUNT, NotANumber, Price, in_minor_units, is_within, read_price
from torg.catalog.feeds.errors import BadDefaults
from torg.catalog.feeds.models import DraftPrice, FeedDefaults, RowFault
from torg.catalog.feeds.texts import Warn
from torg.catalog.models import FeedPrice
from torg.markets import MARKETS

_MARKET_OF = {market.currency: market.code for market in reversed(MARKETS.values())}


class PriceReader:
    """Reads the prices of one feed; learns from plain ones which sign its decimals have."""

    def __init__(self, defaults: FeedDefaults, now: datetime, warn: Warn) -> None:
        """Read by `defaults`; sales are judged at `now`."""
        self.defaults = defaults
        self.now = now
        self.warn = warn
        self.decimal: str | None = defaults.decimal
        if defaults.market is not None and defaults.market not in MARKETS:
            raise BadDefaults(f"Torg does not sell in a market {defaults.market!r}; it sells in {', '.join(MARKETS)}.")

    def read(self, drafts: list[DraftPrice]) -> list[FeedPrice]:
        """Give one price for each market; raises RowFault when there is none or one of them is no price."""
        prices: dict[str, FeedPrice] = {}
        for draft in drafts:
            if draft.price is None or draft.price == "":
                continue
            price = self._price(draft)
            if price.market in prices:
                self.warn("price", draft.price, f"is a second price for the market {price.market}: left out")
            else:
                prices[price.market] = price
        if not prices:
            raise RowFault("price", "", "is missing")
        return list(prices.values())

    def _price(self, draft: DraftPrice) -> FeedPrice:
        found = self._amount(draft.price, draft)
        market, currency, rate = self._market(draft, found)
        amount = self._minor(found.amount, rate, draft)
        if not 0 < amount <= in_minor_units(MAX_AMOUNT):
            raise RowFault("price", draft.price, "is zero" if amount == 0 else "is absurdly high")
        regular = self._optional("regular_price", draft.regular, draft, currency, rate)
        if self._sale_is_on(draft):
            sale = self._optional("sale_price", draft.sale, draft, currency, rate)
            if sale is not None and 0 < sale < amount:
                amount, regular = sale, max(amount, regular or 0)
            elif sale is not None and sale > amount:
                self.warn("sale_price", draft.sale, "is higher than the price: left out")
        return FeedPrice(
            market=market,
            amount=amount,
            regular=regular if regular is not None and regular > amount else None,
            delivery=self._optional("delivery", draft.delivery, draft, currency, rate),
        )

    def _amount(self, value: object, draft: DraftPrice) -> Price:
        try:
            price = read_price(value, draft.decimal or self.decimal)
        except NotANumber as reason:
            raise RowFault("price", value, str(reason)) from None
        if price.decimal and self.decimal is None:
            self.decimal = price.decimal
        return price

    def _market(self, draft: DraftPrice, price: Price) -> tuple[str, str, Decimal]:
        """Find the market, the price's own currency, and what to multiply its amounts with."""
        code = draft.market or self.defaults.market
        known = MARKETS.get(code) if code else None
        if code and known is None:
            raise RowFault("market", code, f"is no market of Torg's: {', '.join(MARKETS)}")
        currency = price.currency or draft.currency or self.defaults.currency or (known.currency if known else None)
        if currency is None:
            raise RowFault("price", draft.price, "names no currency, and neither market nor currency was given")
        currency = currency.upper()
        if known is None:
            if currency not in _MARKET_OF:
                wanted = ", ".join(_MARKET_OF)
                raise RowFault("price", draft.price, f"is in {currency}, which no market trades in ({wanted})")
            return _MARKET_OF[currency], currency, Decimal(1)
        if currency == known.currency:
            return known.code, currency, Decimal(1)
        rate = self.defaults.rates.get(currency)
        if rate is None:
            reason = f"is in {currency}, the market {known.code} trades in {known.currency}, and no rate was given"
            raise RowFault("price", draft.price, reason)
        return known.code, currency, rate

    def _minor(self, amount: Decimal, rate: Decimal, draft: DraftPrice) -> int:
        if amount > MAX_AMOUNT * 100:
            raise RowFault("price", draft.price, "is absurdly high")
        return in_minor_units(amount * rate, 0 if draft.minor else 2)

    def _sale_is_on(self, draft: DraftPrice) -> bool:
        if draft.sale is None or draft.sale == "":
            return False
        if not draft.period:
            return True
        try:
            return is_within(draft.period, self.now)
        except NotANumber as reason:
            self.warn("sale_price_effective_date", draft.period, f"{reason}: the sale price was left out")
            return False

    def _optional(self, field: str, value: object, draft: DraftPrice, currency: str, rate: Decimal) -> int | None:
        if value is None or value == "":
            return None
        try:
            price = read_price(value, draft.decimal or self.decimal)
            if price.amount > MAX_AMOUNT * (100 if draft.minor else 1):
                raise NotANumber("is absurdly high")  # noqa: TRY301 - one sentence for every reason.
        except NotANumber as reason:
            self.warn(field, value, f"{reason}: left out")
            return None
        if price.currency is not None and price.currency != currency:
            self.warn(field, value, f"is in another currency than the price ({currency}): left out")
            return None
        return self._minor(price.amount, rate, draft)
