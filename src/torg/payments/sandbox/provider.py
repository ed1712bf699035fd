"""The sandbox as the market sees it: a payment provider like any other, spoken to over HTTP."""

import hmac
import time
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

import httpx
import msgspec
from msgspec import Struct

from torg.payments.errors import BadEvent, BadSignature, ProviderRefused, ProviderUnavailable
from torg.payments.models import (
    EventKind,
    KeptMethod,
    PaymentAnswer,
    PaymentMethod,
    PaymentRequest,
    ProviderEvent,
    ProviderPayment,
)
from torg.payments.sandbox.server import signature

_TOO_OLD = 300.0
_KINDS: dict[str, EventKind] = {
    "authorised": "authorised",
    "failed": "failed",
    "captured": "captured",
    "refunded": "refunded",
    "voided": "voided",
    "charged_back": "charged_back",
}


class _Kept(Struct):
    token: str
    label: str
    expires: str | None = None


class _Told(Struct):
    reference: str
    key: str
    state: str
    amount: int
    currency: str
    captured: int
    refunded: int
    charged_back: int
    fee: int
    failure: str | None = None
    kept: _Kept | None = None
    action_url: str | None = None


class _Event(Struct):
    id: str
    kind: str
    payment: _Told


class SandboxProvider:
    """Speaks to a sandbox at an address."""

    name = "sandbox"

    def __init__(self, url: str, secret: str, client: httpx.AsyncClient | None = None) -> None:
        """Speak to the sandbox at `url` with the secret that both share."""
        self._url, self._secret = url.rstrip("/"), secret
        self._client = client or httpx.AsyncClient(timeout=10)

    def methods(self, market: str, currency: str) -> list[PaymentMethod]:  # noqa: ARG002 - the same everywhere.
        """List the one way to pay: a card of the sandbox."""
        return [PaymentMethod("sandbox_card", self.name, "Card (test)", keeps=True)]

    async def begin(self, request: PaymentRequest) -> PaymentAnswer:
        """Ask for an authorisation."""
        asked = {
            "key": request.key, "amount": request.amount, "currency": request.currency, "keep": request.keep,
            "return_url": request.return_url, "order_number": request.order_number, "language": request.language,
            "token": request.token,
        }  # fmt: skip
        told = await self._ask("POST", "/v1/payments", asked)
        if told.state == "authorised":
            return PaymentAnswer("authorised", told.reference)
        if told.state == "pending":
            return PaymentAnswer("action", told.reference, told.action_url)
        return PaymentAnswer("failed", told.reference, failure=told.failure or "declined")

    async def capture(self, reference: str, amount: int, currency: str, key: str) -> None:  # noqa: ARG002
        """Draw an amount of what is authorised."""
        await self._act(reference, "capture", amount, key)

    async def refund(self, reference: str, amount: int, currency: str, key: str) -> None:  # noqa: ARG002
        """Give an amount back."""
        await self._act(reference, "refund", amount, key)

    async def void(self, reference: str, key: str) -> None:
        """Let go of what is authorised."""
        await self._act(reference, "void", 0, key)

    async def look(self, reference: str) -> ProviderPayment | None:
        """Find a payment by its reference."""
        return await self._look(f"/v1/payments/{quote(reference, safe='')}")

    async def look_by_key(self, key: str) -> ProviderPayment | None:
        """Find a payment by the key of our request."""
        return await self._look(f"/v1/payments/by-key/{quote(key, safe='')}")

    async def changed_since(self, since: datetime) -> list[ProviderPayment]:
        """List every payment that has changed since a moment."""
        answer = await self._send("GET", f"/v1/payments?since={since.timestamp()}", None)
        return [_payment(each) for each in msgspec.json.decode(answer.content, type=list[_Told])]

    def read_event(self, headers: Mapping[str, str], body: bytes) -> ProviderEvent:
        """Check the signature of a webhook and read it."""
        moment, given = headers.get("sandbox-timestamp", ""), headers.get("sandbox-signature", "")
        if not hmac.compare_digest(signature(self._secret, moment, body), given):
            raise BadSignature
        if not moment.isdigit() or abs(time.time() - int(moment)) > _TOO_OLD:
            raise BadSignature("The message is older than five minutes.")
        try:
            event = msgspec.json.decode(body, type=_Event)
        except msgspec.DecodeError as error:
            raise BadEvent(str(error)) from error
        told = event.payment
        amounts = {"captured": told.captured, "refunded": told.refunded, "charged_back": told.charged_back}
        return ProviderEvent(
            event=event.id,
            kind=_KINDS.get(event.kind, "other"),
            reference=told.reference,
            amount=amounts.get(event.kind, told.amount),
            failure=told.failure,
            kept=_kept(told),
        )

    async def close(self) -> None:
        """Let the connections go."""
        await self._client.aclose()

    async def _act(self, reference: str, kind: str, amount: int, key: str) -> None:
        await self._ask("POST", f"/v1/payments/{quote(reference, safe='')}/{kind}", {"amount": amount, "key": key})

    async def _look(self, path: str) -> ProviderPayment | None:
        answer = await self._send("GET", path, None, missing_is_fine=True)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        return _payment(msgspec.json.decode(answer.content, type=_Told))

    async def _ask(self, method: str, path: str, body: dict[str, Any]) -> _Told:
        return msgspec.json.decode((await self._send(method, path, body)).content, type=_Told)

    async def _send(
        self, method: str, path: str, body: dict[str, Any] | None, *, missing_is_fine: bool = False
    ) -> httpx.Response:
        try:
            answer = await self._client.request(
                method, self._url + path, json=body, headers={"authorization": f"Bearer {self._secret}"}
            )
        except httpx.HTTPError as error:
            raise ProviderUnavailable from error
        if answer.status_code == httpx.codes.CONFLICT:
            raise ProviderRefused(f"The payment provider said no: {answer.json().get('refused', '')}")
        if answer.status_code == httpx.codes.NOT_FOUND and missing_is_fine:
            return answer
        if not answer.is_success:
            raise ProviderUnavailable(f"The payment provider answered {answer.status_code}.")
        return answer


def _payment(told: _Told) -> ProviderPayment:
    states = {"pending": "pending", "authorised": "authorised", "failed": "failed", "voided": "voided"}
    return ProviderPayment(
        reference=told.reference, key=told.key, state=states[told.state], amount=told.amount,  # type: ignore[arg-type]
        currency=told.currency, captured=told.captured, refunded=told.refunded, charged_back=told.charged_back,
        fee=told.fee, failure=told.failure, kept=_kept(told),
    )  # fmt: skip


def _kept(told: _Told) -> KeptMethod | None:
    if told.kept is None:
        return None
    year, _, month = (told.kept.expires or "").partition("-")
    expires = date(int(year), int(month), 1) if year.isdigit() and month.isdigit() else None
    return KeptMethod(told.kept.token, told.kept.label, expires)
