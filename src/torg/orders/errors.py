"""What orders refuse."""

from torg.core.errors import NotFound, Refusal


class OrderNotFound(NotFound):
    """There is no such order."""

    code = "order_not_found"


class OrderRefused(Refusal):
    """Something in the cart has changed; nothing has been ordered, and nothing is lost."""

    code = "order_refused"
    status = 409


class KeyUsedDifferently(Refusal):
    """That Idempotency-Key belongs to another order."""

    code = "idempotency_key_used"
    status = 409


class EmptyOrder(Refusal):
    """There is nothing to order."""

    code = "empty_order"
    status = 422


class WrongState(Refusal):
    """That is not possible any more at this stage of the order."""

    code = "wrong_state"
    status = 409


class EmptyMessage(Refusal):
    """Please write 1 to 2,000 characters."""

    code = "empty_message"
    status = 422
