"""How fast search and suggestions are, each beside the bare Tantivy query of the same words.

`python -m bench.search_speed 5000 100000` prints the table; `measure` gives its figures.
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

from bench.figures import Figure, print_table
from bench.search_catalogue import LOCALE, beginnings, documents, queries
from torg.core.documents import Documents
from torg.search.find import find
from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.models import SearchRequest
from torg.search.remembered import Remembered
from torg.search.searches import Generation, Searches
from torg.search.suggest import suggest
from torg.search.text import stem, tokens
from torg.shelf.models import ProductDocument
from torg.shelf.read import Shelf, index_folder, point_to, products_table

_ASKED, _TYPED = 1_500, 2_000
_SEARCH_BAR = "p99 ≤ 15 ms, ≥ 300/s a core"
_LEARNED_FROM = 20_000
_BATCH = 5_000


def measure(sizes: tuple[int, ...] = (5_000, 100_000)) -> list[Figure]:
    """Build an index of each size through the production code, and measure searches and suggestions on it."""
    found: list[Figure] = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="torg-bench-") as folder:
            found.append(stocked(Path(folder), size))
            found += figures(Path(folder), size)
    return found


def stocked(folder: Path, size: int) -> Figure:
    """Fill a shelf and its index, and tell how fast that went."""
    begun = time.perf_counter()
    stock(folder, size)
    rate = size / (time.perf_counter() - begun)
    return Figure("documents made, kept and indexed", f"{size:,} products", f"{rate:,.0f}/s", group="search")


def figures(folder: Path, size: int) -> list[Figure]:
    """Measure searches and suggestions on a shelf that `stock` filled."""
    searches = Searches(Shelf(folder))
    generation = searches.of(LOCALE)
    if generation is None:
        raise RuntimeError("The index that was just made is not there.")
    market = f"{size:,} products"
    return [*_searching(searches, generation, market), *_suggesting(searches, generation, market)]


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


def _searching(searches: Searches, generation: Generation, market: str) -> list[Figure]:
    asked = queries(_ASKED)
    floor = _timed(lambda text: _bare(generation, text), asked)
    # Every answer is worked out anew: what is kept for those who ask the same again is thrown away each time.
    fresh = _timed(lambda text: _anew(searches, generation, text), asked)
    # What each word finds is remembered until the product changes; emptied as well, it is as right after a start.
    cold = _timed(lambda text: _forgetting(searches, generation, text), asked[:500])
    again = _timed(lambda text: find(searches, SearchRequest(LOCALE, text)), asked[:300] * 5)
    narrowed = _timed(lambda text: _narrowed(searches, generation, text), asked[:500])
    browsed = _timed(lambda text: _browsed(searches, generation, text), [str(number) for number in range(1, 35)] * 3)
    met = fresh.p99 <= 15 and fresh.rate >= 300
    return [
        _figure("search, 24 hits with facets, never asked before", market, fresh, floor, _SEARCH_BAR, met=met),
        _figure("the same, and no word remembered either", market, cold, floor),
        _figure("the same, asked again", market, again, floor),
        _figure("search with two facets chosen, never asked before", market, narrowed, floor),
        _figure("category page, never asked before", market, browsed, floor),
    ]


def _suggesting(searches: Searches, generation: Generation, market: str) -> list[Figure]:
    typed = beginnings(_TYPED)
    floor = _timed(lambda text: _bare(generation, text), typed)

    def anew(text: str) -> object:
        generation.kept.clear()
        return suggest(searches, LOCALE, text)

    fresh = _timed(anew, typed)
    return [_figure("suggest, letter by letter", market, fresh, floor, "p99 ≤ 5 ms", met=fresh.p99 <= 5)]


def _figure(
    what: str, market: str, times: "Times", floor: "Times", bar: str = "", *, met: bool | None = None
) -> Figure:
    return Figure(
        what,
        market,
        times.text(),
        f"{floor.text()}: bare Tantivy, the same words, 24 hits and their number",
        f"{floor.rate / times.rate:,.0f}×",
        bar,
        met,
        "search",
    )


def _anew(searches: Searches, generation: Generation, text: str) -> object:
    generation.kept.clear()
    generation.rows.clear()
    return find(searches, SearchRequest(LOCALE, text))


def _forgetting(searches: Searches, generation: Generation, text: str) -> object:
    generation.remembered = Remembered(generation.index.schema, generation.searcher, generation.facts)
    return _anew(searches, generation, text)


def _narrowed(searches: Searches, generation: Generation, text: str) -> object:
    generation.kept.clear()
    generation.rows.clear()
    return find(searches, SearchRequest(LOCALE, text, attributes={"colour": ["red", "blue"]}, in_stock=True))


def _browsed(searches: Searches, generation: Generation, text: str) -> object:
    generation.kept.clear()
    generation.rows.clear()
    return find(searches, SearchRequest(LOCALE, category=int(text)))


def _bare(generation: Generation, text: str) -> object:
    index = generation.index
    terms = [stem(token.text, index.language) for token in tokens(text, index.language)]
    query = Query.boolean_query(
        [(Occur.Should, Query.term_query(index.schema, "name", term, "basic")) for term in terms]
    )
    return generation.searcher.search(query, 24, count=True).hits


class Times(Struct, frozen=True):
    """Milliseconds at the median and the 99th percentile, and calls a second of one core's time.

    The clock on the wall counts other people's work on a busy machine; the core's own time beside it does not.
    """

    p50: float
    p99: float
    core_p99: float
    rate: float

    def text(self) -> str:
        """Write the times as the table shows them."""
        wall = f"p50 {self.p50:.2f} ms, p99 {self.p99:.2f} ms ({self.core_p99:.2f} of a core)"
        return f"{wall}, {self.rate:,.0f} per CPU second"


def _timed(act: Callable[[str], object], texts: list[str]) -> Times:
    for text in texts[:20]:
        act(text)
    gc.collect()
    taken: list[float] = []
    used: list[float] = []
    for text in texts:
        start, begun = time.perf_counter(), time.process_time()
        act(text)
        taken.append((time.perf_counter() - start) * 1000)
        used.append((time.process_time() - begun) * 1000)
    taken.sort()
    used.sort()
    place = int(len(taken) * 0.99)
    return Times(taken[len(taken) // 2], taken[place], used[place], 1000 * len(texts) / sum(used))


def _batches(of: Iterator[ProductDocument]) -> Iterator[list[ProductDocument]]:
    while batch := list(islice(of, _BATCH)):
        yield batch


def main() -> None:
    """Print the table for the sizes given as arguments."""
    begun = time.perf_counter()
    sizes = tuple(int(argument) for argument in sys.argv[1:]) or (5_000, 100_000)
    print_table(measure(sizes), time.perf_counter() - begun)


if __name__ == "__main__":
    main()
