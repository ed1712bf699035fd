"""What may be weighed of an offer, from its row and its seller's."""

from torg.offers.delivery import delivery_of
from torg.offers.featured import Candidate
from torg.offers.models import Offer
from torg.sellers import Seller


def candidate_of(offer: Offer, seller: Seller) -> Candidate | None:
    """Give what is weighed of an offer when one is to be featured; none where its seller does not deliver."""
    delivery = delivery_of(offer, seller)
    if delivery is None:
        return None
    return Candidate(
        id=offer.id,
        total=offer.price + delivery.price,
        delivery_days=delivery.days[1],
        standing=seller.standing,
        stock=offer.stock,
        condition=offer.condition,
        return_days=seller.returns.days,
        free_returns=seller.returns.payer == "seller",
        barred=not seller.may("featured"),
    )
