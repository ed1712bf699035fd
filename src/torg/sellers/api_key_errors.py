"""What the sellers' API says no to before anything is done."""

from typing import ClassVar

from torg.core.errors import BadRequest, NotFound, Refusal


class KeyMissing(Refusal):
    """An API key is needed: send it as `Authorization: Bearer torg_live_…`."""

    code: ClassVar[str] = "key_missing"
    status: ClassVar[int] = 401


class KeyRefused(Refusal):
    """That API key opens nothing: it is mistyped, expired or revoked."""

    code: ClassVar[str] = "key_refused"
    status: ClassVar[int] = 401


class ScopeMissing(Refusal):
    """That API key may not do this."""

    code: ClassVar[str] = "scope_missing"
    status: ClassVar[int] = 403


class SellerClosed(Refusal):
    """The seller has left the market: its keys open nothing any more."""

    code: ClassVar[str] = "seller_closed"
    status: ClassVar[int] = 403


class SellerSuspended(Refusal):
    """The seller is suspended: its keys can look, but change nothing."""

    code: ClassVar[str] = "seller_suspended"
    status: ClassVar[int] = 403


class TooManyRequests(Refusal):
    """That API key has used up its requests for now."""

    code: ClassVar[str] = "too_many_requests"
    status: ClassVar[int] = 429


class KeyNotFound(NotFound):
    """There is no such API key."""

    code: ClassVar[str] = "key_not_found"


class BadKey(Refusal):
    """An API key cannot be like that."""

    code: ClassVar[str] = "bad_key"
    status: ClassVar[int] = 422


class TooManyKeys(Refusal):
    """A seller has at most 50 API keys at a time: revoke one first."""

    code: ClassVar[str] = "too_many_keys"
    status: ClassVar[int] = 409


class BadIdempotencyKey(BadRequest):
    """An Idempotency-Key has 1 to 255 visible ASCII characters."""

    code: ClassVar[str] = "bad_idempotency_key"


class KeyUsedOtherwise(Refusal):
    """That Idempotency-Key came with another request before: each request needs one of its own."""

    code: ClassVar[str] = "idempotency_key_used"
    status: ClassVar[int] = 409
