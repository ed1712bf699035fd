"""The market in full: 400 sellers with ten offers on each product, measured beside the same floors and bars.

`python -m bench.marketplace 100000` prints the table: a hundred thousand products carry a million offers. They are put
in order by the shop's own rule, so that the documents are those of a market, large as they get.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from bench import search_speed, serving
from bench.figures import Figure, print_table
from bench.search_catalogue import LOCALE, documents
from torg.core.documents import Documents
from torg.offers import Candidate, ranked_offers
from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.shelf.models import Named, OfferDocument, ProductDocument, Returns
from torg.shelf.read import index_folder, point_to, products_table

SELLERS = 400
OFFERS = 10
_BATCH = 2_500
_LEARNED_FROM = 20_000
_STOCK = {"in_stock": 20, "low_stock": 2, "out_of_stock": 0}


def measure(size: int = 100_000) -> list[Figure]:
    """Fill a shelf with `size` products of ten offers each, and measure search and serving on it."""
    figures: list[Figure] = []
    market = f"{size:,} products, {size * OFFERS:,} offers of {SELLERS} sellers"
    with tempfile.TemporaryDirectory(prefix="torg-bench-") as home:
        shelf = Path(home) / "shelf"
        begun = time.perf_counter()
        stock(shelf, size)
        rate = size / (time.perf_counter() - begun)
        figures.append(Figure("offers ranked, documents made, kept and indexed", market, f"{rate:,.0f} products/s"))
        figures += search_speed.figures(shelf, size)
        figures += serving.measure(shelf, market)
    return [replace(figure, size=market, group="marketplace") for figure in figures]


def stock(folder: Path, size: int) -> None:
    """Fill a shelf and its index, as the follower would."""
    edition = folder / "1"
    store = Documents(edition / "documents", write=True)
    lexicon = learn("sv", (text_of(each) for each in documents(min(size, _LEARNED_FROM))))
    index = open_index(index_folder(edition, LOCALE), LOCALE, lexicon)
    crowd = crowded(size)
    while batch := list(islice(crowd, _BATCH)):
        with store.writing() as writing:
            for each in batch:
                writing.put(products_table(LOCALE), each.id, msgspec.json.encode(each))
        index.apply(batch)
    index.commit()
    index.close()
    store.close()
    point_to(folder, edition)


def crowded(size: int) -> Iterator[ProductDocument]:
    """Give the catalogue of the search bench with ten offers a product: nine new ones and a used one."""
    chance = random.Random(3)
    for document in documents(size):
        first = document.offers[0]
        sellers = chance.sample(range(1, SELLERS + 1), OFFERS)
        offers = [_offer(first, document.id, place, seller, chance) for place, seller in enumerate(sellers)]
        by_id = {offer.id: offer for offer in offers}
        ranked = [by_id[each.id] for each in ranked_offers(map(_candidate, offers))]
        rest = sorted(ranked[1:], key=lambda each: (each.total, each.delivery_days[1], each.id))
        prices = [offer.price for offer in offers]
        conditions: dict[str, int] = {}
        for offer in ranked:
            conditions.setdefault(offer.condition, offer.id)
        yield replace(
            document,
            offers=[ranked[0], *rest],
            featured=ranked[0],
            price_from=min(prices),
            price_to=max(prices),
            availability=ranked[0].availability,
            variants=[replace(each, featured=ranked[0].id, conditions=conditions) for each in document.variants],
        )


def _offer(first: OfferDocument, product: int, place: int, seller: int, chance: random.Random) -> OfferDocument:
    used = place == OFFERS - 1
    price = int(first.price * chance.uniform(0.95, 1.25) * (0.6 if used else 1))
    delivery = chance.choice((0, 39_00, 49_00, 59_00))
    return replace(
        first,
        id=product * OFFERS + place,
        seller=Named(seller, f"Butik {seller} i Norden", f"butik-{seller}-i-norden"),
        seller_country=chance.choice(("SE", "NO", "DK", "FI")),
        seller_standing=chance.randint(40, 100),
        sku=f"{seller}-{product}",
        condition="used" if used else "new",
        price=price,
        delivery=delivery,
        total=price + delivery,
        availability=chance.choices(("in_stock", "low_stock", "out_of_stock"), (80, 12, 8))[0],
        delivery_days=(1, chance.randint(1, 8)),
        returns=Returns(30, free=True) if chance.random() < 0.3 else None,
    )


def _candidate(offer: OfferDocument) -> Candidate:
    returns = offer.returns or Returns(14, free=False)
    return Candidate(
        offer.id, offer.total, offer.delivery_days[1], offer.seller_standing, _STOCK[offer.availability],
        offer.condition, returns.days, returns.free,
    )  # fmt: skip


if __name__ == "__main__":
    began = time.monotonic()
    print_table(measure(*map(int, sys.argv[1:2])), time.monotonic() - began)
