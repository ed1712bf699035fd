"""What kinds, states and reasons of returns are called: msgids."""

KIND_WORDS = {"withdrawal": "Withdrawal", "return": "Return", "complaint": "Complaint about goods"}
STATE_WORDS = {
    "announced": "Return announced",
    "sent": "Sent back",
    "received": "Received",
    "refunded": "Refunded",
    "refused": "Not accepted",
    "cancelled": "Cancelled before sending",
}
STATE_TONES = {
    "announced": "few",
    "sent": "few",
    "received": "bad",
    "refunded": "good",
    "refused": "quiet",
    "cancelled": "quiet",
}
RETURN_REASONS = {
    "changed_mind": "I changed my mind",
    "wrong_size": "It does not fit",
    "other": "Something else",
}
COMPLAINT_REASONS = {
    "faulty": "It is faulty or has stopped working",
    "damaged": "It was damaged when it came",
    "not_as_described": "It is not as described",
    "wrong_item": "I got something else",
    "missing": "Something is missing",
}
REASON_WORDS = {"": "No reason given", **RETURN_REASONS, **COMPLAINT_REASONS}
FAULTY = frozenset({"faulty", "damaged", "not_as_described", "wrong_item"})
"""Reasons that count against a seller's standing once the seller has accepted them."""


def all_words() -> list[str]:
    """List every msgid of this file, for the test that looks for missing translations."""
    return [each for words in (KIND_WORDS, STATE_WORDS, REASON_WORDS) for each in words.values()]
