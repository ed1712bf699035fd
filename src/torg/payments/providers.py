"""The payment providers of this market, by the settings."""

from collections.abc import Iterable

from torg.payments.errors import UnknownMethod
from torg.payments.models import PaymentMethod, Provider


class Providers:
    """Every provider that is switched on, found by its name or by a way to pay."""

    def __init__(self, providers: Iterable[Provider]) -> None:
        """Take the providers in the order in which their ways to pay are offered."""
        self._providers = {each.name: each for each in providers}

    def of(self, name: str) -> Provider:
        """Give a provider; raises `UnknownMethod`."""
        found = self._providers.get(name)
        if found is None:
            raise UnknownMethod(f"There is no payment provider {name[:40]!r} here.")
        return found

    def methods(self, market: str, currency: str) -> list[PaymentMethod]:
        """List the ways to pay in a market: direct ones first, credit last (betaltjänstlagen 7 a §)."""
        found = [each for provider in self._providers.values() for each in provider.methods(market, currency)]
        return sorted(found, key=lambda each: each.credit)

    def method(self, code: str, market: str, currency: str) -> PaymentMethod:
        """Give a way to pay; raises `UnknownMethod`."""
        for each in self.methods(market, currency):
            if each.code == code:
                return each
        raise UnknownMethod
