"""Read what the market takes of sellers, for the lines of a quote."""

from collections.abc import Iterable
from datetime import datetime

from torg.checkout.models import Terms
from torg.commission import PriceList, fee_vat, plans_of
from torg.core.db import Connection
from torg.core.market_settings import current
from torg.markets import local_day
from torg.markets.operator import OPERATOR
from torg.sellers import Seller


async def read_terms(conn: Connection, market: str, sellers: Iterable[Seller], at: datetime) -> Terms:
    """Give the commission plans of a market and how VAT is charged on each seller's fee: one statement."""
    operator = current(OPERATOR, market)
    today = local_day(operator.country, at)
    return Terms(
        prices=PriceList(await plans_of(conn, market)),
        fee_vat={
            seller.id: fee_vat(operator.country, seller.country, vat_registered=bool(seller.vat_number), on=today)
            for seller in sellers
        },
    )
