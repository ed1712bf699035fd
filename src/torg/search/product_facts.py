"""Product facts: what search counts, narrows and orders a product by."""

from torg.search.facts_block import Fact, key_of
from torg.search.product_terms import AVAILABILITY, UNKNOWN_DAYS
from torg.shelf.models import ProductDocument

_SHORTEST_PART = 3


def fact_of(document: ProductDocument, evidence: bytes) -> Fact:
    """Give the facts of a product, with what it says and where."""
    return Fact(
        id=document.id,
        price=document.price_from or 0,
        popularity=max(0, document.popularity),
        brand=document.brand.id if document.brand else 0,
        days=min(document.featured.delivery_days[1], 65_535) if document.featured else UNKNOWN_DAYS,
        availability=AVAILABILITY[document.availability],
        categories=tuple(category.id for category in document.category),
        sellers=tuple(sellers_of(document)),
        attributes=tuple(key_of(term) for term in attribute_terms(document)),
        evidence=evidence,
    )


def sellers_of(document: ProductDocument) -> list[int]:
    """Give the ids of those who offer a product."""
    return sorted({offer.seller.id for offer in document.offers})


def attribute_terms(document: ProductDocument) -> list[str]:
    """Give a product's attribute values as `code:key`; what is black and white is found as either."""
    found = {(each.code, each.key) for each in (*document.attributes, *document.options)}
    found |= {(code, part) for code, key in found for part in _joined(key)}
    return sorted(f"{code}:{key}" for code, key in found)


def _joined(key: str) -> list[str]:
    """The values that a key joins with a point, `black.white`; a point in a number joins none."""
    parts = key.split(".")
    whole = len(parts) > 1 and all(len(part) >= _SHORTEST_PART and part.replace("-", "").isalpha() for part in parts)
    return parts if whole else []
