"""The nouns of payments, and what every payment provider can do. Amounts are minor units of their currency."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, Protocol

from msgspec import Struct

PaymentState = Literal["begun", "authorised", "failed", "voided"]
EventKind = Literal["authorised", "failed", "captured", "refunded", "voided", "charged_back", "other"]


class PaymentMethod(Struct, frozen=True):
    """One way to pay, as the shopper chooses it."""

    code: str
    """`sandbox_card`, `swish`: unique over all providers, as forms and orders name it."""
    provider: str
    name: str
    """What it is called, as a msgid."""
    credit: bool = False
    """Whether it lends money: never first and never chosen beforehand (betaltjänstlagen 7 a §, nordic.md row 3)."""
    keeps: bool = False
    """Whether it can be kept on file for buying with one tap."""
    draws_at_once: bool = False
    """Whether money moves when the shopper agrees, not when the parcel leaves."""


class PaymentRequest(Struct, frozen=True):
    """What is asked of a provider for an order."""

    key: str
    """The same for every repetition: the provider does it once."""
    method: str
    amount: int
    currency: str
    order_number: str
    email: str
    language: str
    country: str
    return_url: str
    """Where the provider sends the shopper back to."""
    token: str | None = None
    """What is on file, to be charged without the shopper's presence where the provider lets us."""
    keep: bool = False
    """Whether the shopper wants it kept for the next time."""
    phone: str = ""


class PaymentAnswer(Struct, frozen=True):
    """What a provider says to a request."""

    state: Literal["authorised", "action", "failed"]
    reference: str
    action_url: str | None = None
    """Where the shopper proves who they are, or pays."""
    failure: str | None = None
    """Why not, as a stable word: `declined`, `expired_card`, `insufficient_funds`, `cancelled`."""


class KeptMethod(Struct, frozen=True):
    """What a provider keeps on file of a shopper who wanted that."""

    token: str
    label: str
    expires: date | None = None


class ProviderEvent(Struct, frozen=True):
    """What a provider tells of a payment by itself, its signature checked."""

    event: str
    """The provider's id of the event: told twice, it counts once."""
    kind: EventKind
    reference: str
    amount: int = 0
    """What is captured, refunded or charged back in all by now, as the kind says."""
    failure: str | None = None
    kept: KeptMethod | None = None


class ProviderPayment(Struct, frozen=True):
    """A payment as its provider sees it now: what reconciliation goes by."""

    reference: str
    key: str
    state: Literal["pending", "authorised", "failed", "voided"]
    amount: int
    currency: str
    captured: int
    refunded: int
    charged_back: int
    fee: int
    failure: str | None = None
    kept: KeptMethod | None = None


class Provider(Protocol):
    """A payment provider. Every call may be repeated with the same key and then does nothing more.

    Raises `ProviderUnavailable` when no answer came (nothing is known), `ProviderRefused` when the answer is no.
    """

    name: str

    def methods(self, market: str, currency: str) -> list[PaymentMethod]:
        """List the ways to pay in a market."""

    async def begin(self, request: PaymentRequest) -> PaymentAnswer:
        """Ask for an authorisation."""

    async def capture(self, reference: str, amount: int, currency: str, key: str) -> None:
        """Draw an amount of what is authorised; several captures of parts are fine."""

    async def refund(self, reference: str, amount: int, currency: str, key: str) -> None:
        """Give an amount back of what was drawn."""

    async def void(self, reference: str, key: str) -> None:
        """Let go of what is authorised and not drawn."""

    async def look(self, reference: str) -> ProviderPayment | None:
        """Find a payment by the provider's own name for it."""

    async def look_by_key(self, key: str) -> ProviderPayment | None:
        """Find a payment by the key of our request, when its answer was lost."""

    async def changed_since(self, since: datetime) -> list[ProviderPayment]:
        """List every payment that has changed since a moment, for reconciliation."""

    def read_event(self, headers: Mapping[str, str], body: bytes) -> ProviderEvent:
        """Check the signature of a webhook and read it; raises `BadSignature` and `BadEvent`."""


class NewPayment(Struct, frozen=True):
    """What a provider is going to be asked for an order."""

    order_id: int
    provider: str
    method: str
    amount: int
    currency: str
    token: str | None = None
    """What is on file and is charged; none when the shopper is asked."""
    keep: bool = False


class Totals(Struct, frozen=True):
    """What has moved of a payment in all."""

    captured: int
    refunded: int
    charged_back: int
    fee: int


class Request(Struct, frozen=True):
    """One word to a provider that moves money, and whether its answer is known."""

    id: int
    payment_id: int
    kind: Literal["capture", "refund", "void"]
    document: str
    amount: int
    state: Literal["asked", "done", "refused"]

    @property
    def key(self) -> str:
        """The key under which the provider does it once."""
        return f"torg-{self.kind}-{self.id}"


class FiledMethod(Struct, frozen=True):
    """A way to pay that a person lets us charge."""

    id: int
    account_id: int
    provider: str
    method: str
    token: str
    label: str
    expires: date | None
    preferred: bool


class Payment(Struct, frozen=True):
    """What was asked of a provider for an order, and how it stands."""

    id: int
    order_id: int
    provider: str
    method: str
    state: PaymentState
    reference: str | None
    amount: int
    currency: str
    captured: int
    refunded: int
    charged_back: int
    fee: int
    token: str | None
    keep: bool
    action_url: str | None
    failure: str | None
    created: datetime
    changed: datetime

    @property
    def key(self) -> str:
        """The key under which the provider knows our request: the same for every repetition."""
        return f"torg-payment-{self.id}"
