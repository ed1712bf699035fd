"""Reviews for search engines and shopping agents (schema.org): what was made up for a demonstration is left out."""

from typing import Any

from torg.content.review_models import Histogram, Review
from torg.core.web import Site


def review_page_data(site: Site, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Describe the reviews on a page together with what they are of."""
    reviews = [review for review in context["reviews"] if not review.demo]
    histogram: Histogram = context["histogram"]
    if not reviews or any(review.demo for review in context["reviews"]):
        return []
    product = context.get("product")
    about: dict[str, Any] = (
        {"@type": "Product", "name": product.title, "url": site.origin + product.url, "sku": str(product.id)}
        if product is not None
        else {"@type": "Organization", "name": context["seller"].name, "url": site.origin + context["here"]}
    )
    about |= {
        "@context": "https://schema.org",
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": histogram.average,
            "reviewCount": histogram.count,
            "bestRating": 5,
            "worstRating": 1,
        },
        "review": [_review(each) for each in reviews],
    }
    return [about]


def _review(review: Review) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Review",
        "author": {"@type": "Person", "name": review.author},
        "datePublished": review.at.date().isoformat(),
        "inLanguage": review.language,
        "reviewRating": {"@type": "Rating", "ratingValue": review.stars, "bestRating": 5, "worstRating": 1},
    }
    if review.title:
        data["name"] = review.title
    if review.body:
        data["reviewBody"] = review.body
    return data
