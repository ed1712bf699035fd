"""Sitemaps: every product and category of every locale, in files that search engines accept."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from litestar.datastructures import State

from torg.core.web import Site, SiteLocale
from torg.search.categories import Shelved
from torg.search.searches import Generation

MOST_URLS = 25_000
"""Addresses in one file: the protocol allows 50,000, and 50 MB, whichever comes first."""
_AT_A_TIME = 500
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_index(site: Site, state: State) -> str:
    """Give the index: for each locale its pages, and as many files of products as it takes."""
    parts = []
    for locale in site.locales.values():
        products = state["shelf"].count(locale.code)
        if not products:
            continue
        parts.append(f"/sitemaps/{locale.code}/pages.xml")
        parts += [f"/sitemaps/{locale.code}/products-{part}.xml" for part in range(-(-products // MOST_URLS))]
    entries = "".join(f"<sitemap><loc>{escape(site.origin + path)}</loc></sitemap>" for path in parts)
    return f"{_HEAD}<sitemapindex {_NAMESPACE}>{entries}</sitemapindex>"


def pages_map(site: Site, locale: SiteLocale, generation: Generation | None, state: State) -> str:
    """Give the file of a locale's home, categories, sellers and written pages."""
    paths = [f"/{locale.code}/", f"/{locale.code}/about/ranking", f"/{locale.code}/about/accessibility"]
    if generation is not None:
        paths += [
            _category(entry).url(locale.code)
            for entry in generation.vocabulary.entries.values()
            if entry.kind == "category"
        ]
    paths += [f"/{locale.code}/s/{seller.slug}-{seller.id}" for seller in state["shelf"].sellers()]
    return _urls(f"<url><loc>{escape(site.origin + path)}</loc></url>" for path in paths)


def _category(entry: Any) -> Shelved:
    return Shelved(int(entry.key), entry.name, entry.slug, entry.count)


def products_map(site: Site, locale: SiteLocale, state: State, part: int) -> str | None:
    """Give one file of a locale's products, each with the day of its last change; none when there is no such part."""
    shelf = state["shelf"]
    ids = _part_of(shelf.product_ids(locale.code), part)
    if not ids:
        return None
    return _urls(_product_lines(site, locale, shelf, ids))


def _part_of(ids: Iterator[int], part: int) -> list[int]:
    found = []
    for place, product in enumerate(ids):
        if place >= (part + 1) * MOST_URLS:
            break
        if place >= part * MOST_URLS:
            found.append(product)
    return found


def _product_lines(site: Site, locale: SiteLocale, shelf: Any, ids: list[int]) -> Iterator[str]:
    for start in range(0, len(ids), _AT_A_TIME):
        for product in shelf.products(locale.code, ids[start : start + _AT_A_TIME]):
            address = escape(site.origin + product.url)
            yield f"<url><loc>{address}</loc><lastmod>{escape(product.updated[:10])}</lastmod></url>"


def _urls(entries: Iterator[str]) -> str:
    return f"{_HEAD}<urlset {_NAMESPACE}>{''.join(entries)}</urlset>"
