"""What shoppers are told of a product's trustworthiness: stopped offers are gone or sold out, recalls are said."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from torg.catalog.ratings import Rating
from torg.catalog.sale_stops import RECALL_HEADLINES, OpenRecall, SaleStop, stop_of
from torg.core.i18n import catalogue
from torg.offers import Offer
from torg.shelf.languages import text_in
from torg.shelf.models import ProductDocument, RecallNotice


def for_sale(offers: Sequence[Offer], stops: Collection[SaleStop]) -> list[Offer]:
    """Leave out the offers that must not be seen; what is recalled stays on the page, sold out."""
    if not stops:
        return list(offers)
    held = [(offer, stop_of(stops, offer.variant_id, offer.seller_id)) for offer in offers]
    return [replace(offer, stock=0) if stop else offer for offer, stop in held if stop != "hidden"]


def trusted(
    document: ProductDocument, rating: Rating | None, recalls: Sequence[OpenRecall], language: str
) -> ProductDocument:
    """Say on a document how the product is rated, and which recalls are open."""
    if rating is None and not recalls:
        return document
    return replace(document, rating=rating, recalls=[_notice(each, language) for each in recalls])


def _notice(recall: OpenRecall, language: str) -> RecallNotice:
    say = catalogue(language).say
    return RecallNotice(
        id=recall.id,
        kind=recall.kind,
        headline=RECALL_HEADLINES[language] if recall.kind == "recall" else say("Illegal goods"),
        title=text_in(recall.title, language),
        danger=text_in(recall.danger, language),
        advice=text_in(recall.advice, language),
        batches=recall.batches,
        contact=recall.contact,
    )
