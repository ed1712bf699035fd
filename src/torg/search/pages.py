"""The shopper's pages of many things: search, category, a seller's goods, suggestions, related products."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct, field

from torg.core.errors import NotFound, Refusal
from torg.core.templates import render
from torg.core.web import Head, Link, Site, buying_paused, html, kept, site_of
from torg.search.address import address, changed, read_address, search_address
from torg.search.categories import Shelved, below, category_of, departments, trail_of
from torg.search.errors import BadCursor
from torg.search.find import find
from torg.search.models import SearchRequest, SearchResult
from torg.search.searches import Generation, Searches
from torg.search.show import amount_field, chips_of, facets_of, fewer_words, orders_of
from torg.search.suggest import suggest
from torg.shelf.models import Named
from torg.shelf.page import trail_data
from torg.shelf.pages import id_in, locale_of
from torg.shelf.trader import trader_facts
from torg.shelf.voice import Voice

FIRST_PICTURES = 4
"""Pictures that are there before anyone scrolls; the others wait until they come near."""
RELATED = 8

WebRequest = Request[Any, Any, State]


class Listing(Struct, frozen=True):
    """What a page of hits is about: a search, a category, or a seller's goods."""

    request: SearchRequest
    title: str
    path: str | None = None
    """The page's own path when it says the category."""
    trail: list[Named] = field(default_factory=list)
    children: list[Shelved] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)


@get("/{locale:str}/search", sync_to_thread=False)
def search(request: WebRequest, locale: FromPath[str]) -> Response[Any]:
    """Answer a search: hits, facets, what was understood, and help when nothing was found."""
    site = site_of(request.app.state)
    known = locale_of(site, locale)
    wanted = read_address(known.code, _parameters(request))
    say = Voice(known).words.say
    title = say("”%(words)s”", words=wanted.q) if wanted.q else say("All products")
    return _answer(request, site, Listing(wanted, title))


@get("/{locale:str}/c/{handle:str}", sync_to_thread=False)
def category(request: WebRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Answer a category: what is below it and in it, with everything to narrow it."""
    site = site_of(request.app.state)
    known = locale_of(site, locale)
    generation = generation_of(request, known.code)
    found = category_of(generation, id_in(handle))
    if found is None:
        raise NotFound
    path = found.url(known.code)
    if request.url.path != path:
        return Redirect(f"{path}?{request.url.query}" if request.url.query else path, status_code=301)
    listing = Listing(
        read_address(known.code, _parameters(request), found.id),
        found.name,
        path,
        trail_of(generation, found.id),
        below(generation, found.id),
        {each.hreflang: f"/{each.code}/c/{found.slug}-{found.id}" for each in site.locales.values()},
    )
    return _answer(request, site, listing)


@get("/{locale:str}/s/{handle:str}", sync_to_thread=False)
def seller(request: WebRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Answer a seller's page: who it is, where it is, and its most popular goods."""
    site = site_of(request.app.state)
    voice = Voice(locale_of(site, locale))
    found = request.app.state["shelf"].seller(id_in(handle))
    if found is None:
        raise NotFound
    path = f"/{locale}/s/{found.slug}-{found.id}"
    if request.url.path != path:
        return Redirect(path, status_code=301)
    goods = _hits(request, SearchRequest(locale=locale, seller=[found.id], sort="popular", limit=12))
    main = render(
        voice.locale.language,
        "search/seller.html",
        site=site,
        voice=voice,
        seller=found,
        facts=trader_facts(voice, found),
        goods=goods,
        all_goods=search_address(SearchRequest(locale=locale, seller=[found.id], sort="popular")),
    )
    languages = {each.hreflang: f"/{each.code}/s/{found.slug}-{found.id}" for each in site.locales.values()}
    head = Head(title=f"{found.name} – {site.name}", canonical=path, languages=languages)
    return kept(
        request, site.frame(voice.locale).page(head, main, paused=buying_paused(request.app.state)), voice.locale
    )


@get("/{locale:str}/suggest", sync_to_thread=False)
def suggestions(request: WebRequest, locale: FromPath[str], q: FromQuery[str] = "") -> Response[bytes]:
    """Answer the lines under the search box for what is typed so far."""
    known = locale_of(site_of(request.app.state), locale)
    lines = suggest(request.app.state["searches"], known.code, q[:200]) if q.strip() else []
    body = render(known.language, "search/suggestions.html", voice=Voice(known), lines=lines)
    return html(body.encode(), known, cache="public, max-age=30", headers={"x-robots-tag": "noindex"})


@get("/{locale:str}/related/{product:int}", sync_to_thread=False)
def related(request: WebRequest, locale: FromPath[str], product: FromPath[int]) -> Response[bytes]:
    """Answer the cards of products to compare one with: popular ones of its category, of about its price."""
    known = locale_of(site_of(request.app.state), locale)
    this = request.app.state["shelf"].product(known.code, product)
    if this is None:
        raise NotFound
    found = []
    if this.category:
        wanted = SearchRequest(locale=locale, category=this.category[-1].id, in_stock=True, sort="popular", limit=25)
        found = [each for each in _hits(request, wanted).hits if each.id != this.id]
    price = this.price_from or 0
    # Close in price first, in whole doublings, and the popular ones first among those that are equally close.
    found.sort(key=lambda each: max(price, each.price_from or 1) // max(1, min(price, each.price_from or 1)))
    body = render(known.language, "shelf/recent.html", voice=Voice(known), products=found[:RELATED])
    return kept(request, body.encode(), known, fragment=True)


def _answer(request: WebRequest, site: Site, listing: Listing) -> Response[bytes]:
    state = request.app.state
    wanted = listing.request
    locale = site.locales[wanted.locale]
    voice = Voice(locale)
    try:
        result = _hits(request, wanted)
    except BadCursor:
        # An address with an old cursor is still a good address: it begins anew.
        wanted = changed(wanted)
        result = _hits(request, wanted)
    generation = generation_of(request, locale.code)

    main = render(
        locale.language,
        "search/results.html",
        voice=voice,
        listing=listing,
        wanted=wanted,
        result=result,
        facets=facets_of(voice, wanted, result, listing.path, generation),
        chips=chips_of(voice, wanted, result, listing.path),
        orders=orders_of(voice, wanted, listing.path),
        action=listing.path or f"/{locale.code}/search",
        price_min=amount_field(wanted.price_min, locale.currency),
        price_max=amount_field(wanted.price_max, locale.currency),
        plain=search_address(SearchRequest(locale=locale.code, q=wanted.q, category=wanted.category), listing.path),
        next_page=_next(wanted, result, listing.path),
        meant=search_address(SearchRequest(locale=locale.code, q=result.did_you_mean), None)
        if result.did_you_mean
        else "",
        typed=search_address(changed(wanted, as_typed=True), listing.path),
        fewer=[] if result.total else fewer_words(wanted),
        departments=[] if result.total else departments(generation)[:12],
        first_pictures=FIRST_PICTURES,
    )
    body = site.frame(locale).page(
        _head(site, listing, wanted, result), main, query=wanted.q, paused=buying_paused(state)
    )
    return kept(request, body, locale)


def _head(site: Site, listing: Listing, wanted: SearchRequest, result: SearchResult) -> Head:
    path = listing.path or f"/{wanted.locale}/search"
    canonical = path if listing.path else address(path, [("q", wanted.q)] if wanted.q else [])
    steps = [(step.name, f"/{wanted.locale}/c/{step.slug}-{step.id}") for step in listing.trail]
    names = ", ".join(product.title for product in result.hits[:3])
    return Head(
        title=f"{listing.title} – {site.name}",
        description=f"{listing.title}: {names}"[:155] if names else "",
        canonical=canonical,
        languages=listing.languages,
        index=result.total > 0,
        data=[trail_data(site, steps)] if steps else [],
    )


def _hits(request: WebRequest, wanted: SearchRequest) -> SearchResult:
    """Find, and bring the documents of the hits from the shelf; those gone a moment ago are left out."""
    result = find(request.app.state["searches"], wanted)
    if result.hits:
        return result
    hits = request.app.state["shelf"].products(wanted.locale, result.ids)
    return msgspec.structs.replace(result, hits=hits)


def _next(wanted: SearchRequest, result: SearchResult, path: str | None) -> str | None:
    if result.next_cursor is None:
        return None
    return search_address(msgspec.structs.replace(wanted, cursor=result.next_cursor), path)


def generation_of(request: WebRequest, locale: str) -> Generation:
    """Give the newest generation of a locale; raises `ShelfEmpty` while nothing is on its shelf."""
    searches: Searches = request.app.state["searches"]
    site = site_of(request.app.state)
    if site.find_departments is None:
        site.find_departments = department_finder(searches)
    generation = searches.of(locale)
    if generation is None:
        raise ShelfEmpty
    return generation


class ShelfEmpty(Refusal):
    """The shop is being filled: there is nothing on its shelf yet."""

    code = "shelf_empty"
    status = 503


def _parameters(request: WebRequest) -> dict[str, list[str]]:
    try:
        return parse_qs(request.url.query, max_num_fields=200, keep_blank_values=True)
    except ValueError:
        return {}


def department_finder(searches: Searches) -> Callable[[str], tuple[Link, ...]]:
    """Give what finds the departments of a locale as links, those with most products first."""

    def found(locale: str) -> tuple[Link, ...]:
        generation = searches.of(locale)
        return tuple(Link(each.name, each.url(locale)) for each in departments(generation)) if generation else ()

    return found


routes = [search, category, seller, suggestions, related]
