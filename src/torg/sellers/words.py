"""What steps, documents and changes are called: msgids for the tables of several pages."""

from collections.abc import Mapping

STEP_NAMES: Mapping[str, str] = {
    "company": "Company",
    "contact": "Contact",
    "people": "People and tax",
    "account": "Bank account",
    "delivery": "Delivery and returns",
    "documents": "Documents",
    "agreement": "Agreement",
}
DOCUMENT_NAMES: Mapping[str, str] = {
    "identity": "Copy of an identity document",
    "register": "Extract from the trade register",
    "bank": "Proof of the bank account",
    "tax": "Tax document",
    "permit": "Permit or certificate",
    "other": "Something else",
}
STATUS_TONES: Mapping[str, str] = {
    "draft": "quiet",
    "under_review": "few",
    "asked_to_complete": "few",
    "active": "good",
    "restricted": "few",
    "suspended": "bad",
    "closed": "quiet",
}
KIND_NAMES: Mapping[str, str] = {
    "onboarding.begun": "Began the application",
    "onboarding.saved": "Changed the company's information",
    "onboarding.account_checked": "Checked the bank account",
    "onboarding.identity_checked": "Checked who represents the seller",
    "onboarding.certified": "Certified lawful selling",
    "seller.registered": "Registered the seller",
    "seller.changed": "Changed the company's information",
    "seller.submitted": "Handed the application in",
    "seller.asked": "Asked to complete the application",
    "seller.activated": "Activated the seller",
    "seller.restricted": "Restricted the seller",
    "seller.suspended": "Suspended the seller",
    "seller.closed": "Closed the seller",
    "decision.announced": "Announced a decision",
    "decision.complained": "Complained about a decision",
    "decision.answered": "Answered a complaint",
    "document.added": "Handed a document in",
    "document.removed": "Took a document back",
    "agreement.accepted": "Accepted the agreement",
    "agreement.told": "Told of new terms",
    "team.invited": "Invited somebody",
    "team.invitation_revoked": "Took an invitation back",
    "team.joined": "Joined the team",
    "team.roles_changed": "Changed somebody's roles",
    "team.removed": "Removed somebody from the team",
    "offer.created": "Added an offer",
    "offer.changed": "Changed an offer",
    "offer.withdrawn": "Withdrew an offer",
    "product.created": "Added a product",
    "product.changed": "Changed a product",
    "import.finished": "Finished an import",
}
"""What kinds of journal entries are called in the activity log; others show their own name."""
