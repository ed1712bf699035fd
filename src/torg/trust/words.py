"""What the things of trust are called: msgids, and how days and texts are written."""

from datetime import datetime

from babel.dates import format_date

from torg.catalog import Texts

RULE_WORDS = {
    "late": "Deliveries that were late",
    "cancelled": "Orders that the shop cancelled",
    "faulty": "Goods returned as faulty",
    "answers": "Questions answered within a day",
    "reviews": "Stars from buyers",
    "standing": "Standing",
    "illegal": "Measures against illegal content",
}
"""What rules measure."""
ACTION_WORDS = {
    "warn": "Nothing more than this warning",
    "restrict": "New offers and campaigns are not possible, and no offer is featured",
    "suspend": "The offers are not shown",
    "close": "The agreement ends",
}
"""What follows from a rule."""
QUALITY_WORDS = {
    "on_time": "Delivered in time",
    "kept": "Orders kept",
    "sound": "Goods as described",
    "answers": "Quick answers",
    "reviews": "Reviews",
}
"""What a standing is made of."""
EVENT_WORDS = {
    "order": "Order",
    "late": "Late delivery",
    "cancelled": "Cancelled by the shop",
    "faulty": "Returned as faulty",
    "answer": "Answer",
    "review": "Review",
}
"""What happens at a seller."""
STATE_WORDS = {"new": "New", "assigned": "Being looked at", "decided": "Decided", "set_aside": "Set aside"}
"""How far reports have come."""
OUTCOME_WORDS = {"upheld": "The decision stands", "reversed": "The decision was taken back"}
"""What was decided on complaints."""
ENDING_WORDS = {"expired": "Its time was over", "reversed": "Taken back after a complaint", "lifted": "Taken back"}
"""Why measures ended."""
REMEDY_WORDS = {"refund": "Money back", "replace": "A new one", "repair": "A repair"}
"""What buyers of recalled goods get."""
RECALL_WORDS = {"recall": "Recall", "illegal": "Illegal goods"}
"""What is told to buyers."""
MEASURE_WORDS = {
    "hide_offer": "Take the offer down",
    "hide_product": "Take the product down, whoever sells it",
    "restrict_seller": "Restrict the seller: no new offers or campaigns, never featured",
    "suspend_seller": "Suspend the seller",
    "close_seller": "End the agreement with the seller",
    "remove_review": "Take the review down",
    "remove_question": "Take the question down",
    "remove_answer": "Take the answer down",
}
"""What can be done."""
STATEMENT_STATES = {"in_force": "In force", **ENDING_WORDS}
"""Whether a measure still holds."""
LANGUAGE_WORDS = {"sv": "Swedish", "nb": "Norwegian", "da": "Danish", "fi": "Finnish", "en": "English"}
"""What languages are called."""
_NEXT_BEST = {
    "sv": ("sv", "nb", "da", "en"),
    "nb": ("nb", "da", "sv", "en"),
    "da": ("da", "nb", "sv", "en"),
    "fi": ("fi", "en", "sv"),
    "en": ("en", "sv", "nb"),
}


def text_in(texts: Texts, language: str) -> str:
    """Give a text in a language, or in the one that its readers understand best."""
    for each in _NEXT_BEST.get(language, ("en",)):
        if found := texts.get(each):
            return found
    return next(iter(texts.values()), "")


def day(moment: datetime, language: str) -> str:
    """Write a day as people do: `22 november 2026`."""
    return str(format_date(moment, "long", locale=language))
