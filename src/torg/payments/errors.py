"""What payments refuse."""

from torg.core.errors import NotFound, Refusal


class PaymentNotFound(NotFound):
    """There is no such payment."""

    code = "payment_not_found"


class ProviderUnavailable(Refusal):
    """The payment provider does not answer right now; nothing has been drawn that we know of."""

    code = "payment_provider_unavailable"
    status = 503


class ProviderRefused(Refusal):
    """The payment provider said no."""

    code = "payment_refused"
    status = 402


class BadSignature(Refusal):
    """The signature does not fit the message."""

    code = "bad_signature"
    status = 401


class BadEvent(Refusal):
    """The message cannot be read."""

    code = "bad_event"
    status = 400


class UnknownMethod(Refusal):
    """That way to pay is not offered here."""

    code = "unknown_payment_method"
    status = 422
