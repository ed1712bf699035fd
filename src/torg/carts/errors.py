"""What carts refuse."""

from torg.core.errors import NotFound, Refusal


class CartNotFound(NotFound):
    """There is no such cart."""

    code = "cart_not_found"


class NotForSale(Refusal):
    """That offer is not for sale here any more."""

    code = "not_for_sale"
    status = 409


class CartFull(Refusal):
    """There is no room for more in the cart."""

    code = "cart_full"
    status = 422
