"""Carts: what somebody means to buy, on a device or in an account, priced anew whenever they look."""

from torg.carts.change_cart import add_to_cart, change_line, merge_carts, share_cart, take_copy
from torg.carts.errors import CartFull, CartNotFound, NotForSale
from torg.carts.goods import goods_of
from torg.carts.models import Cart, CartKey, CartLine, CartView, Goods, Notice, ViewedLine
from torg.carts.queries import count_pieces, find_cart, find_shared_cart, forget_old_carts, save_codes
from torg.carts.view_cart import view_cart, viewed

__all__ = [
    "Cart",
    "CartFull",
    "CartKey",
    "CartLine",
    "CartNotFound",
    "CartView",
    "Goods",
    "NotForSale",
    "Notice",
    "ViewedLine",
    "add_to_cart",
    "change_line",
    "count_pieces",
    "find_cart",
    "find_shared_cart",
    "forget_old_carts",
    "goods_of",
    "merge_carts",
    "save_codes",
    "share_cart",
    "take_copy",
    "view_cart",
    "viewed",
]
