"""Quote: what a cart costs with delivery, VAT and commission, as pure arithmetic on facts that were read before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from torg.carts import CartView, ViewedLine
from torg.catalog.categories import TREE
from torg.checkout.models import Quote, QuotedParcel, Terms
from torg.commission import SaleLine, commission_of
from torg.core.money import rounded_half_up
from torg.markets import local_day, market, vat_rate
from torg.orders import NewLine, NewParcel
from torg.sellers import Seller
from torg.shipping import DeliveryOption, delivery_options

_WHOLE = 10_000
_STANDARD = "standard"


def quote(
    view: CartView, terms: Terms, at: datetime, *, postal_code: str = "", choices: Mapping[int, str] | None = None
) -> Quote:
    """Give what a cart costs now, a parcel for each seller that delivers there.

    `choices` names a way of delivery by seller (`DeliveryChoice.code`); one that is not offered gives the usual way.
    """
    where = market(view.cart.market)
    parcels: list[QuotedParcel] = []
    undeliverable: list[Seller] = []
    for seller, lines in view.by_seller():
        bought = [(each.goods.offer, each.pieces) for each in lines if each.goods]
        options = delivery_options(seller, where.code, bought, postal_code, at)
        if not options:
            undeliverable.append(seller)
            continue
        chosen = next((each for each in options if each.choice.code == (choices or {}).get(seller.id)), options[0])
        parcel = _parcel(seller, lines, chosen, terms, where.country, where.currency, at)
        parcels.append(QuotedParcel(seller, lines, options, chosen, parcel))
    return Quote(where.code, where.currency, parcels, undeliverable)


def vat_within(gross: int, rate: int) -> int:
    """Give the VAT within an amount, rounded half up; `rate` in basis points. Source: nordic.md row 2."""
    return rounded_half_up(Fraction(gross * rate, _WHOLE + rate))


def _parcel(
    seller: Seller,
    lines: Sequence[ViewedLine],
    chosen: DeliveryOption,
    terms: Terms,
    country: str,
    currency: str,
    at: datetime,
) -> NewParcel:
    new = [_line(seller, each, terms, country, currency, at) for each in lines]
    # Delivery is part of what is delivered: it is taxed as the greater part of the goods.
    worth: dict[int, int] = {}
    for line in new:
        worth[line.vat_rate] = worth.get(line.vat_rate, 0) + line.total
    rate = max(worth, key=lambda each: (worth[each], each))
    return NewParcel(
        seller_id=seller.id,
        lines=new,
        delivery=chosen.price,
        delivery_vat_rate=rate,
        delivery_vat=vat_within(chosen.price, rate),
        promised=chosen.promised,
        choice=chosen.choice,
    )


def _line(seller: Seller, each: ViewedLine, terms: Terms, country: str, currency: str, at: datetime) -> NewLine:
    if each.goods is None:
        raise ValueError("what is gone cannot be bought")
    goods, today = each.goods, local_day(country, at)
    product = goods.product
    path = TREE.path(product.category_id) if product.category_id else []
    rate = int(vat_rate(country, path[-1].vat_class if path else _STANDARD, today) * 100)
    plan = terms.prices.plan_for(seller.id, product.category_id, today)
    return NewLine(
        offer_id=goods.offer.id,
        variant_id=goods.variant.id,
        product_id=product.id,
        category_id=product.category_id,
        sku=goods.offer.sku,
        title=goods.title,
        quantity=each.pieces,
        unit_price=goods.offer.price,
        vat_rate=rate,
        vat=vat_within(each.total, rate),
        commission=commission_of(SaleLine(each.total, currency, each.pieces), plan, terms.fee_vat[seller.id]),
        options=goods.options,
        picture=goods.picture,
        condition=goods.offer.condition,
    )
