"""How fast search and suggestions are, each beside the bare Tantivy query of the same words.

`python -m bench.search_speed 5000 100000` prints the table; `measure` gives its rows.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
from msgspec import Struct
from tantivy import Occur, Query

from bench.search_catalogue import LOCALE, beginnings, documents, queries
from torg.core.documents import Documents
from torg.search.find import find
from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.models import SearchRequest
from torg.search.searches import Generation, Searches
from torg.search.suggest import suggest
from torg.search.text import stem, tokens
from torg.shelf.models import ProductDocument
from torg.shelf.read import Shelf, index_folder, point_to, products_table

_ASKED, _TYPED = 1_500, 2_000
_LEARNED_FROM = 20_000
_BATCH = 5_000


class Row(Struct, frozen=True):
    """One figure: what was measured at which number of products, what its floor is, and what it must reach."""

    what: str
    size: int
    value: float
    unit: str
    floor: float | None = None
    """The bare Tantivy query of the same words: 24 hits and their number."""
    bar: str = ""


def measure(sizes: tuple[int, ...] = (5_000, 100_000)) -> list[Row]:
    """Build an index of each size through the production code, and measure searches and suggestions on it."""
    rows: list[Row] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="torg-bench-") as folder:
            begun = time.perf_counter()
            stock(Path(folder), size)
            rows.append(Row("search index, products/s", size, size / (time.perf_counter() - begun), "/s"))
            searches = Searches(Shelf(Path(folder)))
            generation = searches.of(LOCALE)
            if generation is None:
                raise RuntimeError("The index that was just made is not there.")
            rows += _searching(searches, generation, size)
            rows += _suggesting(searches, generation, size)
    return rows


def stock(folder: Path, size: int) -> None:
    """Fill a shelf and its index with a catalogue, as the follower would."""
    edition = folder / "1"
    store = Documents(edition / "documents", write=True)
    lexicon = learn("sv", (text_of(each) for each in documents(min(size, _LEARNED_FROM))))
    index = open_index(index_folder(edition, LOCALE), LOCALE, lexicon)
    for batch in _batches(documents(size)):
        with store.writing() as writing:
            for each in batch:
                writing.put(products_table(LOCALE), each.id, msgspec.json.encode(each))
        index.apply(batch)
    index.commit()
    index.close()
    store.close()
    point_to(folder, edition)


def _searching(searches: Searches, generation: Generation, size: int) -> list[Row]:
    asked = queries(_ASKED)
    floor = _timed(lambda text: _bare(generation, text), asked)
    # Every answer is worked out anew: what is kept for those who ask the same again is thrown away each time.
    fresh = _timed(lambda text: _anew(searches, generation, text), asked)
    again = _timed(lambda text: find(searches, SearchRequest(LOCALE, text)), asked[:300] * 5)
    narrowed = _timed(lambda text: _narrowed(searches, generation, text), asked[:500])
    browsed = _timed(lambda text: _browsed(searches, generation, text), [str(number) for number in range(1, 35)])
    return [
        Row("search p50", size, fresh.p50, "ms", floor.p50),
        Row("search p99", size, fresh.p99, "ms", floor.p99, "≤ 15 ms"),
        Row("searches/s a core", size, fresh.rate, "/s", floor.rate, "≥ 300/s"),
        Row("same search again p99", size, again.p99, "ms", floor.p99),
        Row("same searches again/s a core", size, again.rate, "/s", floor.rate),
        Row("search with two filters chosen p99", size, narrowed.p99, "ms", floor.p99),
        Row("category page, first of a generation p99", size, browsed.p99, "ms"),
    ]


def _suggesting(searches: Searches, generation: Generation, size: int) -> list[Row]:
    typed = beginnings(_TYPED)
    floor = _timed(lambda text: _bare(generation, text), typed)

    def anew(text: str) -> object:
        generation.kept.clear()
        return suggest(searches, LOCALE, text)

    fresh = _timed(anew, typed)
    return [
        Row("suggest p50", size, fresh.p50, "ms", floor.p50),
        Row("suggest p99", size, fresh.p99, "ms", floor.p99, "≤ 5 ms"),
        Row("suggestions/s a core", size, fresh.rate, "/s", floor.rate),
    ]


def _anew(searches: Searches, generation: Generation, text: str) -> object:
    generation.kept.clear()
    return find(searches, SearchRequest(LOCALE, text))


def _narrowed(searches: Searches, generation: Generation, text: str) -> object:
    generation.kept.clear()
    return find(searches, SearchRequest(LOCALE, text, attributes={"colour": ["red", "blue"]}, in_stock=True))


def _browsed(searches: Searches, generation: Generation, text: str) -> object:
    generation.kept.clear()
    return find(searches, SearchRequest(LOCALE, category=int(text)))


def _bare(generation: Generation, text: str) -> object:
    index = generation.index
    terms = [stem(token.text, index.language) for token in tokens(text, index.language)]
    query = Query.boolean_query(
        [(Occur.Should, Query.term_query(index.schema, "name", term, "basic")) for term in terms]
    )
    return generation.searcher.search(query, 24, count=True).hits


class Times(Struct, frozen=True):
    """Milliseconds of wall clock at the median and the 99th percentile, and calls a second of one core's time."""

    p50: float
    p99: float
    rate: float


def _timed(act: Callable[[str], object], texts: list[str]) -> Times:
    for text in texts[:20]:
        act(text)
    gc.collect()
    taken: list[float] = []
    begun = time.process_time()
    for text in texts:
        start = time.perf_counter()
        act(text)
        taken.append((time.perf_counter() - start) * 1000)
    used = time.process_time() - begun
    taken.sort()
    return Times(taken[len(taken) // 2], taken[int(len(taken) * 0.99)], len(texts) / used)


def _batches(of: Iterator[ProductDocument]) -> Iterator[list[ProductDocument]]:
    while batch := list(islice(of, _BATCH)):
        yield batch


def main() -> None:
    """Print the table for the sizes given as arguments."""
    sizes = tuple(int(argument) for argument in sys.argv[1:]) or (5_000, 100_000)
    for row in measure(sizes):
        floor = f"{row.floor:10.2f}" if row.floor is not None else " " * 10
        print(f"{row.what:42} {row.size:>9,} {row.value:10.2f} {row.unit:3} floor {floor}  {row.bar}", flush=True)


if __name__ == "__main__":
    main()
