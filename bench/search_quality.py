"""How good search is, beside a plain BM25 on the same documents: `python -m bench.search_quality`.

Torg answers through `find`, as the shop does: intents, strictness, spelling and ranking included. The floor is
Tantivy's BM25 over one field with the language's Snowball stemmer. Both halves of the queries are printed: the
weights were chosen on the first, the second checks them. Products that nobody graded count as wrong, as they
would for any engine; for many queries far more products fit than were ever graded.
"""

import math
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import tantivy
from msgspec import Struct
from tantivy import Document, Filter, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from bench.figures import Figure, print_table
from bench.quality_data import SHARED, Judged, JudgedSet, rated, shop_to_shop
from torg.search.find import find
from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.models import SearchRequest
from torg.search.searches import Searches
from torg.shelf.models import ProductDocument
from torg.shelf.read import Shelf

Engine = Callable[[str], Sequence[int]]
_DEPTH = 10
_LOOKED_AT = 60


class Outcome(Struct, frozen=True):
    """What came of one query: the grades of the hits in order, whether there were any, and how long it took."""

    judged: Judged
    ids: Sequence[int]
    seconds: float


def measure() -> list[Figure]:
    """Give the quality of search on both sets beside plain BM25; nothing where the sets are not there."""
    if not (SHARED / "search").exists():
        print(f"No judged queries in {SHARED}: the quality of search is not measured.")
        return []
    shops = shop_to_shop()
    swedish = [_outcomes(shop, _torg(shop)) for shop in shops]
    floors = [_outcomes(shop, _plain(shop, "swedish", _name_brand_category)) for shop in shops]
    electronics = rated()
    english = _outcomes(electronics, _torg(electronics))
    floor = _outcomes(electronics, _plain(electronics, "english", _everything))
    return [
        *_shop_figures([each for some in swedish for each in some], [each for some in floors for each in some]),
        *_rated_figures(english, floor),
    ]


def _torg(judged: JudgedSet) -> Engine:
    """The shop's own search on these products."""
    language = judged.locale.partition("-")[0]
    index = open_index(None, judged.locale, learn(language, map(text_of, judged.documents)))  # type: ignore[arg-type]
    index.apply(judged.documents)
    index.commit()
    by_id = {document.id: document for document in judged.documents}
    # On the shelf lies nothing: the index is given.
    searches = Searches(Shelf(Path(tempfile.gettempdir()) / "torg-bench-no-shelf"))
    searches.add(judged.locale, index, lambda ids: [by_id[product] for product in ids if product in by_id])
    return lambda query: find(searches, SearchRequest(judged.locale, query, limit=_LOOKED_AT)).ids


def _plain(judged: JudgedSet, stemmer: str, text: Callable[[ProductDocument], str]) -> Engine:
    """Tantivy's BM25 over one field, any word will do."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("id", fast=True)
    builder.add_text_field("text", tokenizer_name="stemmed")
    schema = builder.build()
    analyzer = (
        TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.stemmer(stemmer)).build()
    )
    index = tantivy.Index(schema)
    index.register_tokenizer("stemmed", analyzer)
    writer = index.writer(50_000_000, 1)
    for document in judged.documents:
        writer.add_document(Document.from_dict({"id": document.id, "text": text(document)}, schema))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def answer(query: str) -> Sequence[int]:
        words = [Query.term_query(schema, "text", word) for word in analyzer.analyze(query)]
        hits = searcher.search(Query.boolean_query([(Occur.Should, word) for word in words]), _LOOKED_AT).hits
        return [int(each or 0) for each in searcher.fast_field_values("id", [address for _, address in hits])]

    return answer


def _name_brand_category(document: ProductDocument) -> str:
    brand = document.brand.name if document.brand else ""
    return " ".join([document.title, brand, *(category.name for category in document.category)])


def _everything(document: ProductDocument) -> str:
    values = [attribute.value for attribute in document.attributes]
    return " ".join([_name_brand_category(document), document.description, *values])


def _outcomes(judged: JudgedSet, engine: Engine) -> list[Outcome]:
    found = []
    for each in judged.queries:
        begun = time.perf_counter()
        ids = engine(each.query)
        found.append(Outcome(each, ids, time.perf_counter() - begun))
    return found


def hit(outcome: Outcome) -> float:
    """Give 1 when a product that answers the query is among the ten."""
    return float(any(outcome.judged.grades.get(product) for product in outcome.ids[:_DEPTH]))


def reciprocal_rank(outcome: Outcome) -> float:
    """Give 1 by the place of the first product that answers the query, 0 when none of the ten does."""
    places = (place for place, product in enumerate(outcome.ids[:_DEPTH], 1) if outcome.judged.grades.get(product))
    return 1 / next(places, math.inf)


def ndcg(outcome: Outcome) -> float:
    """Give the discounted gain of the ten by that of the best ten there are (Järvelin and Kekäläinen, 2002).

    The gain of a grade is 2^grade - 1; a query that nothing answers counts 0.
    """
    grades = outcome.judged.grades
    ideal = _gain(sorted(grades.values(), reverse=True)[:_DEPTH])
    return _gain([grades.get(product, 0) for product in outcome.ids[:_DEPTH]]) / ideal if ideal else 0.0


def ndcg_of_graded(outcome: Outcome) -> float:
    """Give nDCG as if the hits that nobody graded were not there (Sakai, Alternatives to bpref, 2007)."""
    graded = [product for product in outcome.ids if product in outcome.judged.grades]
    return ndcg(Outcome(outcome.judged, graded[:_DEPTH], outcome.seconds))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def _mean(outcomes: Sequence[Outcome], score: Callable[[Outcome], float], half: int | None = None) -> float:
    scores = [score(outcome) for outcome in outcomes if half is None or outcome.judged.half == half]
    return sum(scores) / len(scores)


def _figure(
    what: str,
    bar: float,
    score: Callable[[Outcome], float],
    torg: Sequence[Outcome],
    floor: Sequence[Outcome],
    *,
    most: bool = False,
) -> Figure:
    mine, plain = _mean(torg, score), _mean(floor, score)
    halves = ", ".join(f"{_mean(torg, score, half):.3f}" for half in (0, 1))
    return Figure(
        what,
        f"{len(torg):,} queries",
        f"{mine:.3f} (halves {halves})",
        f"{plain:.3f} plain BM25",
        f"{mine / plain:.2f}×" if plain else "",
        f"{'≤' if most else '≥'} {bar}",
        mine <= bar if most else mine >= bar,
        "quality",
    )


def _shop_figures(torg: list[Outcome], floor: list[Outcome]) -> list[Figure]:
    name = "shop to shop (sv)"
    return [
        _figure(f"{name}: hit@10", 0.92, hit, torg, floor),
        _figure(f"{name}: MRR@10", 0.74, reciprocal_rank, torg, floor),
        _figure(f"{name}: without a hit", 0.005, lambda each: float(not each.ids), torg, floor, most=True),
        _speed(name, torg, floor),
    ]


def _rated_figures(torg: list[Outcome], floor: list[Outcome]) -> list[Figure]:
    name = "rated by people (en)"
    # Not a bar: how good the order is among what people graded, and on the queries that anything answers.
    answered = [each for each in torg if any(each.judged.grades.values())]
    plain = [each for each in floor if any(each.judged.grades.values())]
    return [
        _figure(f"{name}: nDCG@10", 0.72, ndcg, torg, floor),
        Figure(
            f"{name}: nDCG@10 of what can be answered",
            f"{len(answered)} queries",
            f"{_mean(answered, ndcg):.3f}",
            f"{_mean(plain, ndcg):.3f} plain BM25",
            f"{_mean(answered, ndcg) / _mean(plain, ndcg):.2f}×",
            group="quality",
        ),
        Figure(
            f"{name}: nDCG@10 of graded hits alone",
            f"{len(answered)} queries",
            f"{_mean(answered, ndcg_of_graded):.3f}",
            f"{_mean(plain, ndcg_of_graded):.3f} plain BM25",
            f"{_mean(answered, ndcg_of_graded) / _mean(plain, ndcg_of_graded):.2f}×",
            group="quality",
        ),
        Figure(
            f"{name}: ungraded among the ten",
            f"{len(torg)} queries",
            f"{_mean(torg, _ungraded):.1f}",
            f"{_mean(floor, _ungraded):.1f} plain BM25",
            group="quality",
        ),
        _speed(name, torg, floor),
    ]


def _ungraded(outcome: Outcome) -> float:
    return float(sum(product not in outcome.judged.grades for product in outcome.ids[:_DEPTH]))


def _speed(name: str, torg: list[Outcome], floor: list[Outcome]) -> Figure:
    mine = 1000 * _mean(torg, lambda each: each.seconds)
    plain = 1000 * _mean(floor, lambda each: each.seconds)
    return Figure(
        f"{name}: milliseconds a query, facets included",
        f"{len(torg):,} queries",
        f"{mine:.2f}",
        f"{plain:.2f} plain BM25, no facets",
        group="quality",
    )


def main() -> None:
    """Measure and print."""
    begun = time.monotonic()
    print_table(measure(), time.monotonic() - begun)


if __name__ == "__main__":
    main()
