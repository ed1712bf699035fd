"""The nouns of delivery: how a parcel may travel, and what was chosen."""

from datetime import date
from typing import Any

from msgspec import Struct


class DeliveryChoice(Struct, frozen=True, omit_defaults=True):
    """How a parcel travels, as the shopper chose it."""

    carrier: str = "own"
    service: str = "home"
    name: str = ""
    pickup_point: dict[str, Any] | None = None

    @property
    def code(self) -> str:
        """Name the choice in forms and requests: `postnord:home`, `postnord:point:4711`."""
        point = f":{self.pickup_point['id']}" if self.pickup_point else ""
        return f"{self.carrier}:{self.service}{point}"


class DeliveryOption(Struct, frozen=True):
    """One way in which a seller sends a parcel, with its price (minor units, VAT included) and the days it promises."""

    choice: DeliveryChoice
    price: int
    promised: tuple[date, date]
