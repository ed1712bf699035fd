"""What documents refuse."""

from torg.core.errors import NotFound, Refusal


class DocumentNotFound(NotFound):
    """There is no such document."""

    code = "document_not_found"


class NotSent(Refusal):
    """A receipt is written when the parcel has been sent."""

    code = "parcel_not_sent"
    status = 409


class CreditTooHigh(Refusal):
    """More cannot be credited than the receipt says, less what has been credited before."""

    code = "credit_too_high"
    status = 409
