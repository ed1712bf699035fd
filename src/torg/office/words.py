"""What happened, in words: kinds of journal entries as people read them."""

from torg.core.i18n import catalogue

KIND_WORDS = {
    "account.opened": "Account opened",
    "approval.approved": "Proposal approved",
    "approval.declined": "Proposal declined",
    "approval.proposed": "Proposed to a second person",
    "approval.withdrawn": "Proposal taken back",
    "commission.announced": "Commission announced",
    "ledger.closed": "Day closed in the ledger",
    "offer.changed": "Offer changed",
    "product.changed": "Product changed",
    "seller.activated": "Seller activated",
    "seller.registered": "Seller registered",
    "seller.suspended": "Seller suspended",
    "setting.changed": "Setting changed",
    "staff.invited": "Colleague invited",
    "staff.removed": "Colleague removed",
    "staff.roles_changed": "Roles of a colleague changed",
}
"""The kinds that most people meet: msgids. Others are shown as they are."""

SETTING_TITLES = {
    "operator": "Who runs the market",
    "featured": "Choice of the featured offer",
    "ranking": "Order of search results",
    "categories": "Hidden categories",
    "attributes": "Names of attributes",
}
"""What settings are called: msgids."""

FIELD_WORDS = {
    "operator": {
        "name": "Name of the market",
        "company": "Company",
        "org_number": "Organisation number",
        "vat_number": "VAT number",
        "country": "Country of the company",
        "address": "Postal address",
        "support_email": "E-mail of support",
        "support_phone": "Telephone of support",
        "dsa_authorities_email": "Contact for authorities (DSA Art. 11)",
        "dsa_users_email": "Contact for users (DSA Art. 12)",
        "dsa_languages": "Languages for authorities",
        "gpsr_authorities_email": "Product safety: contact for authorities (GPSR Art. 22)",
        "gpsr_consumers_email": "Product safety: contact for consumers (GPSR Art. 22)",
        "dsa_tier": "Size under the Digital Services Act",
    },
    "featured": {
        "price": "Price with delivery",
        "delivery": "Delivery time",
        "standing": "Seller's standing",
        "stock": "Stock",
        "returns": "Returns",
    },
}
"""What the fields of settings are called, by setting: msgids."""

VAT_CLASS_WORDS = {
    "standard": "Ordinary goods",
    "food": "Food",
    "book": "Books",
    "newspaper": "Newspapers",
    "transport": "Passenger transport",
    "medicine": "Medicines",
}
"""What classes of goods for VAT are called: msgids."""

CHOICE_WORDS = {
    "micro_small": "Micro or small enterprise",
    "platform": "Online platform",
    "very_large": "Very large online platform",
}
"""What fixed choices are called: msgids."""


def kind_words(kind: str, language: str) -> str:
    """Say what a kind of entry means; a kind without words stays as it is."""
    words = KIND_WORDS.get(kind)
    return catalogue(language).say(words) if words else kind
