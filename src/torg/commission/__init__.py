"""Commission: what the market takes of a sale, by dated plans that sellers know of in time."""

from torg.commission.announce_plan import NOTICE, Preview, announce_plan, preview_plan
from torg.commission.errors import BadPlan, NoPlan, NoticeTooShort
from torg.commission.fee_vat import FeeVat, VatTreatment, fee_vat
from torg.commission.models import (
    Commission,
    NewPlan,
    Plan,
    SaleLine,
    Terms,
    commission_of,
    given_back,
)
from torg.commission.price_list import Change, PriceList, changes
from torg.commission.queries import plans_of

__all__ = [
    "NOTICE",
    "BadPlan",
    "Change",
    "Commission",
    "FeeVat",
    "NewPlan",
    "NoPlan",
    "NoticeTooShort",
    "Plan",
    "Preview",
    "PriceList",
    "SaleLine",
    "Terms",
    "VatTreatment",
    "announce_plan",
    "changes",
    "commission_of",
    "fee_vat",
    "given_back",
    "plans_of",
    "preview_plan",
]
