"""What the checkout refuses; nothing is ordered then, and nothing that was typed is lost."""

from torg.core.errors import Refusal


class NothingToBuy(Refusal):
    """There is nothing in the cart."""

    code = "nothing_to_buy"
    status = 409


class CartChanged(Refusal):
    """Something in the cart has changed since you looked: please look again."""

    code = "cart_changed"
    status = 409


class TotalChanged(Refusal):
    """The total is not the one that was shown: please look again."""

    code = "total_changed"
    status = 409


class Undeliverable(Refusal):
    """Not every shop in the cart delivers there."""

    code = "undeliverable"
    status = 409
