"""What the portal's pages of offers call things: msgids by code."""

from torg.core.desk import Tone
from torg.offers.featured_gap import Gap

STATES = {"shown": "Shown", "sold_out": "Sold out", "hidden": "Hidden", "withdrawn": "Withdrawn"}
STATE_TONES: dict[str, Tone] = {"shown": "good", "sold_out": "few", "hidden": "bad", "withdrawn": "quiet"}
CONDITIONS = {"new": "New", "refurbished": "Refurbished", "used": "Used"}
CAMPAIGN_STATES = {"scheduled": "Planned", "running": "Running", "ended": "Ended", "cancelled": "Called off"}
CAMPAIGN_TONES: dict[str, Tone] = {"scheduled": "few", "running": "good", "ended": "quiet", "cancelled": "quiet"}

MISSING = {
    "manufacturer": "Manufacturer",
    "manufacturer_address": "Manufacturer's address",
    "manufacturer_email": "Manufacturer's e-mail",
    "responsible_person": "Responsible in the EU",
    "responsible_address": "Address of the one responsible",
    "responsible_email": "E-mail of the one responsible",
    "picture": "Picture",
    "identifier": "GTIN or model number",
    "safety_warnings": "Warnings",
    "energy_class": "Energy class",
    "energy_range": "Range of the energy label",
    "eprel_id": "Number in EPREL",
    "packaging": "Registration for packaging",
    "electronics": "Registration for electronics",
    "batteries": "Registration for batteries",
    "net_quantity": "Quantity in the pack",
    "age_limit": "Age limit",
    "alcohol": "Alcohol",
}
"""What each code of the publish gate is called."""

HIDDEN = {
    "seller": "You may not sell right now: see your notices.",
    "no_delivery": "You have no terms of delivery to this market.",
    "withdrawn": "You have withdrawn this offer.",
    "missing": "Something is missing.",
}
HIDDEN_SHORT = {"seller": "Seller not active", "no_delivery": "No delivery there", **MISSING}
"""What a list says of why an offer is hidden."""

STREAMS = {"packaging": "Packaging", "electronics": "Electronics", "batteries": "Batteries"}
REFUSED = {
    "not_claimed": "No reduction is claimed.",
    "not_sold": "The offer is not for sale.",
    "too_young": "No badge: its prices are not known for 30 days yet.",
    "not_lower": "No badge: it has cost no more than %(price)s within 30 days.",
}
"""Why shoppers will see no badge."""
OUTCOMES = {"changed": "Changed", "unchanged": "Unchanged", "refused": "Refused"}
FACTS = {
    "manufacturer": "Name or trade mark",
    "manufacturer_address": "Postal address",
    "manufacturer_email": "E-mail or web address",
    "manufacturer_country": "Country, two letters",
    "responsible_person": "Responsible in the EU: name",
    "responsible_address": "Responsible in the EU: postal address",
    "responsible_email": "Responsible in the EU: e-mail or web address",
}

GAPS = {
    "price": "%(price)s less had given first place.",
    "delivery": "Delivery %(number)s days sooner had given first place.",
    "standing": "%(number)s points more of standing had given first place.",
    "stock": "%(number)s more in stock had given first place.",
    "returns": "%(number)s more days to return had given first place.",
}
FREE_RETURNS = "Free returns had given first place."
FREE_AND_LONGER = "Free returns and %(number)s more days of them had given first place."


def gap_words(gap: Gap) -> str:
    """Give the msgid of what one change would have done."""
    if gap.free_returns:
        return FREE_AND_LONGER if gap.by else FREE_RETURNS
    return GAPS[gap.code]
