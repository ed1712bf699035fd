"""Payments: providers, what was asked of them, what they told us, and what people keep on file."""

from torg.payments.ask_provider import look_again, perform_request
from torg.payments.errors import (
    BadEvent,
    BadSignature,
    PaymentNotFound,
    ProviderRefused,
    ProviderUnavailable,
    UnknownMethod,
)
from torg.payments.models import (
    FiledMethod,
    NewPayment,
    Payment,
    PaymentAnswer,
    PaymentMethod,
    PaymentRequest,
    Provider,
    ProviderEvent,
    ProviderPayment,
    Request,
)
from torg.payments.open_providers import open_providers, sandbox_secret
from torg.payments.providers import Providers
from torg.payments.queries import (
    filed_methods,
    insert_payment,
    insert_request,
    lock_payment,
    open_requests,
    payment_by_reference,
    payments_of_order,
    remove_filed_method,
    stale_requests,
    unanswered_payments,
)
from torg.payments.take_in import take_in, take_in_answer, take_in_event

__all__ = [
    "BadEvent",
    "BadSignature",
    "FiledMethod",
    "NewPayment",
    "Payment",
    "PaymentAnswer",
    "PaymentMethod",
    "PaymentNotFound",
    "PaymentRequest",
    "Provider",
    "ProviderEvent",
    "ProviderPayment",
    "ProviderRefused",
    "ProviderUnavailable",
    "Providers",
    "Request",
    "UnknownMethod",
    "filed_methods",
    "insert_payment",
    "insert_request",
    "lock_payment",
    "look_again",
    "open_providers",
    "open_requests",
    "payment_by_reference",
    "payments_of_order",
    "perform_request",
    "remove_filed_method",
    "sandbox_secret",
    "stale_requests",
    "take_in",
    "take_in_answer",
    "take_in_event",
    "unanswered_payments",
]
