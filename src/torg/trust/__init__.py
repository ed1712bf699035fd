"""Trust: rules that act on sellers, statements of reasons and complaints, reports from anybody, recalls."""

import torg.trust.seller_measures  # noqa: F401 - makes its measures known.
from torg.trust.complain import complain, complain_of_decision
from torg.trust.errors import NotForSale
from torg.trust.measures import Measure, Undone, add_measure, measures_about
from torg.trust.models import Affected, Reasons, Recipient, Statement
from torg.trust.open_recall import close_recall, open_recall, refuse_stopped
from torg.trust.purchases import NoPurchases, Purchase, Purchases, plug_in, plugged_in, purchases
from torg.trust.reach_buyers import choose_remedy, reach_buyers
from torg.trust.recall_models import NewRecall, Recall
from torg.trust.take_measure import end_measure, take_measure

__all__ = [
    "Affected",
    "Measure",
    "NewRecall",
    "NoPurchases",
    "NotForSale",
    "Purchase",
    "Purchases",
    "Reasons",
    "Recall",
    "Recipient",
    "Statement",
    "Undone",
    "add_measure",
    "choose_remedy",
    "close_recall",
    "complain",
    "complain_of_decision",
    "end_measure",
    "measures_about",
    "open_recall",
    "plug_in",
    "plugged_in",
    "purchases",
    "reach_buyers",
    "refuse_stopped",
    "take_measure",
]
