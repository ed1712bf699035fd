"""The weights that the operator has chosen for the featured offer; the built-in ones until then."""

from torg.core.market_settings import current, declare
from torg.offers.featured import FeaturedWeights

FEATURED = declare("featured", FeaturedWeights)


def featured_weights() -> FeaturedWeights:
    """Give the weights that hold now, without the database."""
    return current(FEATURED)
