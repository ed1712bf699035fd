"""How a locale speaks of prices, days and places today: what every template with products in it needs."""

from datetime import date
from functools import lru_cache

from torg.core.i18n import Catalogue, catalogue
from torg.core.money import format_money
from torg.core.web import SiteLocale
from torg.markets import country_name, law
from torg.shelf.arrival import arrival_days, arrival_short, arrival_words
from torg.shelf.models import OfferDocument, ProductDocument, UnitPrice

CONDITION_NAMES = {"new": "New", "refurbished": "Refurbished", "used": "Used"}
"""What conditions are called, as msgids."""


class Voice:
    """The words for amounts and days in one locale on one day."""

    __slots__ = ("_country", "_currency", "_language", "locale", "today", "words")

    def __init__(self, locale: SiteLocale, today: date | None = None) -> None:
        """Speak for a locale; `today` is the market's own date unless given."""
        self.locale = locale
        self.today = today or locale.today()
        self.words: Catalogue = catalogue(locale.language)
        self._language = locale.language
        self._currency = locale.currency
        self._country = locale.market.upper()

    @property
    def country_code(self) -> str:
        """Give the market's country: `SE`."""
        return self._country

    @property
    def order_button(self) -> str:
        """Give the words that a button which buys has to bear in this market."""
        return law(self._country, self._language, self.today).order_buttons[0]

    def money(self, amount: int) -> str:
        """Write an amount of minor units."""
        return format_money(amount, self._currency, self._language)

    def decimal(self, number: float) -> str:
        """Write a number with one decimal: `4,3`."""
        text = f"{number:.1f}"
        return text if self._language == "en" else text.replace(".", ",")

    def unit_price(self, price: UnitPrice) -> str:
        """Write a comparison price: `89,90 kr/kg`."""
        unit = {"m2": "m²", "st": self.words.say("pc.")}.get(price.unit, price.unit)
        return f"{self.money(price.amount)}/{unit}"

    def arrives(self, days: tuple[int, int]) -> str:
        """Name the day or days of arrival in full."""
        return arrival_words(self._language, self._country, self.today, days)

    def arrives_short(self, days: tuple[int, int]) -> str:
        """Name the day or days of arrival for a list."""
        return arrival_short(self._language, self._country, self.today, days)

    def last_day(self, days: tuple[int, int]) -> str:
        """Give the last day of arrival as ISO 8601, for sorting and for machines."""
        return arrival_days(self._country, self.today, days)[1].isoformat()

    def delivery(self, offer: OfferDocument) -> str:
        """Say what delivery costs."""
        if not offer.delivery:
            return self.words.say("Free delivery")
        return self.words.say("Delivery %(price)s", price=self.money(offer.delivery))

    def shops(self, product: ProductDocument) -> int:
        """Count the shops that offer a product."""
        return len({offer.seller.id for offer in product.offers})

    def condition(self, condition: str) -> str:
        """Name a condition."""
        return self.words.say(CONDITION_NAMES[condition])

    def country(self, code: str) -> str:
        """Name a country."""
        return _country_name(code, self._language)


_country_name = lru_cache(maxsize=1024)(country_name)
