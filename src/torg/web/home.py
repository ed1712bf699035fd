"""The rows of the first page: departments with a picture, what is popular, what is reduced."""

from typing import Any

from litestar.datastructures import State
from msgspec import Struct

from torg.core.web import Link
from torg.search.address import search_address
from torg.search.categories import Shelved, departments
from torg.search.find import find
from torg.search.models import SearchRequest
from torg.search.searches import Generation
from torg.shelf.models import ProductDocument
from torg.shelf.voice import Voice

DEPARTMENTS = 12
ROWS = 3
IN_A_ROW = 10
_ASKED = 40
_DEALS = 10
_FEWEST_DEALS = 4


class Tile(Struct, frozen=True):
    """A department with the picture of its most popular product."""

    name: str
    url: str
    picture: str | None


class Row(Struct, frozen=True):
    """A row of products under a heading, with the page that has more of them."""

    title: str
    products: list[ProductDocument]
    more: Link | None = None


class HomeRows(Struct, frozen=True):
    """What the first page shows."""

    tiles: list[Tile]
    deals: list[ProductDocument]
    rows: list[Row]
    tries: list[Link]


def home_rows(state: State, generation: Generation, voice: Voice) -> HomeRows:
    """Give the rows of the first page; worked out once for each generation of the index, with fresh documents."""
    locale = voice.locale.code
    plan: list[tuple[Shelved, list[int]]] | None = generation.kept.get("home")
    if plan is None:
        shown_first = departments(generation)[:DEPARTMENTS]
        plan = [(department, _popular(state, locale, department.id)) for department in shown_first]
        generation.kept.keep("home", plan)
    read = state["shelf"].products
    shelves = [(department, read(locale, ids)) for department, ids in plan]
    shown: set[int] = set()
    deals = _deals([product for _, products in shelves for product in products])
    if len(deals) < _FEWEST_DEALS:
        deals = []
    shown.update(product.id for product in deals)
    rows = [
        Row(department.name, _first(products, shown), Link(department.name, department.url(locale)))
        for department, products in shelves[:ROWS]
    ]
    tiles = [
        Tile(
            department.name,
            department.url(locale),
            products[0].pictures[0].url if products and products[0].pictures else None,
        )
        for department, products in shelves
    ]
    tries = [
        Link(
            products[0].category[-1].name, search_address(SearchRequest(locale=locale, q=products[0].category[-1].name))
        )
        for _, products in shelves[:5]
        if products and products[0].category
    ]
    return HomeRows(tiles, deals, [row for row in rows if row.products], tries)


def _popular(state: State, locale: str, category: int) -> list[int]:
    wanted = SearchRequest(locale=locale, category=category, in_stock=True, sort="popular", limit=_ASKED)
    return find(state["searches"], wanted).ids


def _deals(products: list[ProductDocument]) -> list[ProductDocument]:
    """Give the reduced ones, the most popular first: only reductions that the price log bears out are on the shelf."""
    reduced = [product for product in products if product.featured and product.featured.reduction]
    reduced.sort(key=lambda product: -product.popularity)
    few_of_each: dict[Any, int] = {}
    chosen = []
    for product in reduced:
        kind = product.category[-1].id if product.category else 0
        few_of_each[kind] = few_of_each.get(kind, 0) + 1
        if few_of_each[kind] <= 2:
            chosen.append(product)
    return chosen[:_DEALS]


def _first(products: list[ProductDocument], shown: set[int]) -> list[ProductDocument]:
    """Give the first of them that are not on the page yet, at most three of a kind."""
    chosen: list[ProductDocument] = []
    kinds: dict[int, int] = {}
    for product in products:
        kind = product.category[-1].id if product.category else 0
        if product.id in shown or kinds.get(kind, 0) >= 3:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        chosen.append(product)
        shown.add(product.id)
        if len(chosen) == IN_A_ROW:
            break
    return chosen
