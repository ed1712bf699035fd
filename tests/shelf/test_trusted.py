"""What a document and its page say of trust: ratings, recalls, and what may not be sold."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.web.shop import LOCALE, open_shop
from torg.catalog.ratings import Rating
from torg.catalog.sale_stops import RECALL_HEADLINES, OpenRecall, SaleStop
from torg.core.web import site_of
from torg.offers import Offer
from torg.shelf.page import Asked, product_page
from torg.shelf.trusted import for_sale, trusted
from torg.shelf.voice import Voice

NOW = datetime(2026, 11, 22, tzinfo=UTC)
DANGER, ADVICE = {"sv": "Den kan ge <elstötar>."}, {"sv": "Sluta använda den."}
RECALL = OpenRecall(5, "recall", {"sv": "Laddare X1"}, DANGER, ADVICE, ["B7"], "020-12", None, [1])


def offer(number: int, seller: int, variant: int = 1) -> Offer:
    values = {"id": number, "seller_id": seller, "variant_id": variant, "stock": 4}
    fields = {name: values.get(name) for name in Offer.__struct_fields__}
    return Offer(**fields)  # type: ignore[arg-type] # Only these are looked at.


@pytest.mark.parametrize(
    ("stop", "stocks"),
    [
        (SaleStop(9, None, None, hidden=False), {1: 0, 2: 0, 3: 0}),
        (SaleStop(9, 2, None, hidden=False), {1: 4, 2: 4, 3: 0}),
        (SaleStop(9, None, 7, hidden=False), {1: 0, 2: 4, 3: 0}),
        (SaleStop(9, 1, 7, hidden=True), {2: 4, 3: 4}),
        (SaleStop(9, None, None, hidden=True), {}),
    ],
)
def test_what_is_stopped_is_sold_out_and_what_is_hidden_is_gone(stop: SaleStop, stocks: dict[int, int]) -> None:
    offers = [offer(1, 7), offer(2, 8), offer(3, 7, variant=2)]
    assert {each.id: each.stock for each in for_sale(offers, [stop])} == stocks
    assert for_sale(offers, []) == offers


def test_the_page_tells_of_recalls_first_and_of_the_rating() -> None:
    state = open_shop().state
    site, known = site_of(state), state["shelf"].product(LOCALE, 1)
    told = trusted(known, Rating(4.3, 12), [RECALL], "sv")
    page = product_page(site, Voice(site.locales[LOCALE]), told, Asked()).decode()
    assert f"{RECALL_HEADLINES['sv']}: Laddare X1" in page
    assert "Den kan ge &lt;elstötar&gt;." in page
    assert page.index("Laddare X1") < page.index("<h1>")
    assert "4,3" in page
    assert "12 omdömen" in page
    assert '"aggregateRating"' in page
    made_up = trusted(known, Rating(4.3, 12, demo=True), [], "sv")
    page = product_page(site, Voice(site.locales[LOCALE]), made_up, Asked()).decode()
    assert "12 omdömen" in page
    assert '"aggregateRating"' not in page, "What was made up is not told to search engines."


def test_a_document_that_nothing_is_said_of_stays_as_it_is() -> None:
    known = open_shop().state["shelf"].product(LOCALE, 1)
    assert trusted(known, None, [], "sv") is known
    assert replace(known, recalls=[]) == known
