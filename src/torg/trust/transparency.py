"""Statements of reasons in the form of the European Commission's DSA Transparency Database (DSA 24(5)).

Field names and values as its API documentation has them (of 2025-07); what could name a person is taken out.
"""

import re
from typing import Any

from torg.trust.measures import measure_of
from torg.trust.models import Statement

CATEGORIES = (
    "ANIMAL_WELFARE",
    "CONSUMER_INFORMATION",
    "CYBER_VIOLENCE",
    "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    "ILLEGAL_OR_HARMFUL_SPEECH",
    "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "NOT_SPECIFIED_NOTICE",
    "OTHER_VIOLATION_TC",
    "PROTECTION_OF_MINORS",
    "RISK_FOR_PUBLIC_SECURITY",
    "SCAMS_AND_FRAUD",
    "UNSAFE_AND_PROHIBITED_PRODUCTS",
    "VIOLENCE",
)
_SOURCES = {
    "notice": "SOURCE_ARTICLE_16",
    "trusted_flagger": "SOURCE_TRUSTED_FLAGGER",
    "other_notice": "SOURCE_TYPE_OTHER_NOTIFICATION",
    "own": "SOURCE_VOLUNTARY",
}
_END_DATES = {
    "decision_visibility": "end_date_visibility_restriction",
    "decision_monetary": "end_date_monetary_restriction",
    "decision_provision": "end_date_service_restriction",
    "decision_account": "end_date_account_restriction",
}
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_PHONE = re.compile(r"(?<![\w.-])(?:\+\d{1,3}[\s-]?(?:\(0\))?|0)\d(?:[\s/-]?\d){6,11}(?![\w-])")


def exported(statement: Statement) -> dict[str, Any]:
    """Give a statement as the Transparency Database takes it."""
    field, value = measure_of(statement.measure).named
    found: dict[str, Any] = {
        "decision_visibility": None,
        "decision_monetary": None,
        "decision_provision": None,
        "decision_account": None,
        "account_type": "ACCOUNT_TYPE_BUSINESS" if statement.seller_id is not None else "ACCOUNT_TYPE_PRIVATE",
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"
        if statement.ground == "law"
        else "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "content_type": [f"CONTENT_TYPE_{statement.content_type}"],
        "category": f"STATEMENT_CATEGORY_{statement.category}",
        "territorial_scope": statement.territory,
        "content_language": _content_language(statement.content_language),
        "content_date": statement.content_date.isoformat(),
        "application_date": statement.effective.date().isoformat(),
        "decision_facts": without_people(statement.facts)[:5000],
        "source_type": _SOURCES[statement.source],
        "automated_detection": "Yes" if statement.automated_detection else "No",
        "automated_decision": "AUTOMATED_DECISION_FULLY"
        if statement.automated_decision
        else "AUTOMATED_DECISION_NOT_AUTOMATED",
        "puid": statement.reference,
    }
    found[field] = [value] if field == "decision_visibility" else value
    if statement.content_type == "OTHER":
        found["content_type_other"] = "Seller account"
    if statement.until is not None:
        found[_END_DATES[field]] = statement.until.date().isoformat()
    if statement.source not in {"own", "notice"}:
        found["source_identity"] = None
    return found | _ground(statement)


def _ground(statement: Statement) -> dict[str, Any]:
    reference = without_people(statement.ground_reference)[:500]
    explanation = without_people(statement.ground_explanation)[:2000]
    if statement.ground == "law":
        return {"illegal_content_legal_ground": reference, "illegal_content_explanation": explanation}
    return {
        "incompatible_content_ground": reference,
        "incompatible_content_explanation": explanation,
        "incompatible_content_illegal": "No",
    }


def without_people(text: str) -> str:
    """Take out e-mail addresses and telephone numbers: the database must hold no personal data (DSA 24(5))."""
    return _PHONE.sub("[…]", _EMAIL.sub("[…]", text))


def _content_language(language: str | None) -> str | None:
    """Name a language as ISO 639-1 in capitals; Norwegian Bokmål is `NB` there."""
    return language.upper() if language else None
