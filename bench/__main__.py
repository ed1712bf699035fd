"""`make bench`: every figure of the design that exists yet, beside its floor, in one table.

`python -m bench [SIZE …] [--only GROUP …]`: sizes of the market in products (5,000 and 100,000 unless given; search and
import take 1,000,000 too), groups quality, matching, search, serving, import, ledger, orders,
marketplace.
"""

import argparse
import tempfile
import time
from pathlib import Path

from bench.figures import Figure, print_table

_LARGEST_SERVED = 200_000
_GROUPS = ("quality", "matching", "search", "serving", "import", "ledger", "orders", "marketplace")


def main() -> None:
    """Measure what is asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[])
    parser.add_argument("--only", nargs="*", choices=_GROUPS, default=_GROUPS)
    asked = parser.parse_args()
    sizes = asked.sizes or [5_000, 100_000]
    began = time.monotonic()
    figures: list[Figure] = []
    if "quality" in asked.only:
        from bench import search_quality

        figures += search_quality.measure()
    if "matching" in asked.only:
        from bench import matching

        figures += matching.measure()
    for size in sizes:
        if "search" in asked.only or "serving" in asked.only:
            figures += _served(size, asked.only)
    if "import" in asked.only:
        from bench import feeds, freshness, importing, price_stock, webhooks

        figures += feeds.figures()
        figures += importing.measure(sizes)
        figures += freshness.measure()
        figures += price_stock.measure()
        figures += webhooks.measure()
    if "marketplace" in asked.only:
        from bench import marketplace

        figures += marketplace.measure(max(sizes))
    if "ledger" in asked.only:
        from bench import ledger

        figures += ledger.measure()
    if "orders" in asked.only:
        from bench import ordering

        figures += ordering.measure()
    print_table(sorted(figures, key=lambda figure: _GROUPS.index(figure.group)), time.monotonic() - began)


def _served(size: int, only: list[str]) -> list[Figure]:
    """Fill one shelf of `size` products through the production code, and measure search and serving on it."""
    from bench import search_speed, serving

    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="torg-bench-") as home:
        shelf = Path(home) / "shelf"
        figures.append(search_speed.stocked(shelf, size))
        if "search" in only:
            figures += search_speed.figures(shelf, size)
        if "serving" in only and size <= _LARGEST_SERVED:
            figures += serving.measure(shelf, f"{size:,} products")
    return figures


if __name__ == "__main__":
    main()
