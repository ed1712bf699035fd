"""What `markets` says no to."""

from torg.core.errors import BadRequest, NotFound


class UnknownMarket(NotFound):
    """Torg does not sell in that market."""

    code = "unknown_market"


class UnknownLocale(NotFound):
    """Torg does not speak that language in that market."""

    code = "unknown_locale"


class UnknownCountry(NotFound):
    """Torg does not know the facts of that country."""

    code = "unknown_country"


class NoVatRate(NotFound):
    """No VAT rate is known for that country, class and day."""

    code = "no_vat_rate"


class NoLaw(NotFound):
    """Nothing is known of the consumer law of that country on that day."""

    code = "no_law"


class BadPostalCode(BadRequest):
    """That is not a postal code of the country."""

    code = "bad_postal_code"
