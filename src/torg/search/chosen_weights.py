"""The weights that the operator has chosen for the order of hits; the built-in ones until then."""

from torg.core.market_settings import current, declare
from torg.search.weights import RankingWeights

RANKING = declare("ranking", RankingWeights)


def chosen_weights() -> RankingWeights:
    """Give the weights that hold now, without the database."""
    return current(RANKING)
