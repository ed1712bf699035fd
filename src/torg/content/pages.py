"""The written pages and the files for search engines: ranking, accessibility, storage, sitemaps, robots."""

from collections.abc import Iterable
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from torg.content.sitemaps import pages_map, products_map, sitemap_index
from torg.core.errors import NotFound
from torg.core.templates import render
from torg.core.web import Head, buying_paused, kept, site_of
from torg.search.chosen_weights import chosen_weights
from torg.search.ranking import RankingWeights
from torg.shelf.pages import locale_of
from torg.shelf.voice import Voice

WebRequest = Request[Any, Any, State]
_HOUR = "public, max-age=0, s-maxage=3600"

WEIGHT_WORDS = {
    "in_name": "A word that you search for is in the product's name.",
    "in_brand": "A word is the brand.",
    "in_part": "A word is part of a longer word or of a model number in the name.",
    "in_category": "A word is what the department is called.",
    "in_properties": "A word is among the product's facts and options.",
    "in_description": "A word is in the description.",
    "saturation": "A word is said in many places, not only once.",
    "short_names": "The name is short: a word in it says more.",
    "few_properties": "The facts are few: a word among them says more.",
    "short_descriptions": "The description is short: a word in it says more.",
    "rarity": "A word is rare among the products.",
    "all_words": "The product has all of your words, not only most of them.",
    "filler": "Small words such as “for” and “with” count this much of others.",
    "same_form": "A word is in the name in the very form that you typed.",
    "side_by_side": "Two of your words stand side by side in the name.",
    "compound_parts": "A long word is found by the words that it is made of.",
    "synonym": "A word is found by another word that means the same.",
    "figure": "A quantity is found by its figure alone.",
    "similar": "A word is found by one that is spelled nearly the same.",
    "bare_letters": "A word matches only when å, ä, ö, æ and ø are read as plain letters.",
    "kind": "It is of the sort that most of the best hits are.",
    "popularity": "Others look at the product and buy it.",
    "availability": "It is in stock and can be sent now.",
    "delivery": "It arrives sooner.",
    "price": "It costs less than similar hits.",
    "standing": "The shop keeps what it promises.",
}
"""What each weight of `RankingWeights` means to a shopper: msgids."""
GOODNESS = ("popularity", "availability", "delivery", "price", "standing")
"""The weights that speak for a product whatever was searched for."""
TITLES = {
    "ranking": "How we rank",
    "accessibility": "Accessibility",
    "privacy": "What is stored on your device",
    "reviews": "How reviews are checked",
}
"""The written pages and their titles: msgids."""


@get("/{locale:str}/about/{page:str}", sync_to_thread=False)
def about(request: Request[Any, Any, State], locale: FromPath[str], page: FromPath[str]) -> Response[bytes]:
    """Answer a written page."""
    state = request.app.state
    site = site_of(state)
    voice = Voice(locale_of(site, locale))
    if page not in TITLES:
        raise NotFound
    weights = chosen_weights()
    matching = [name for name in WEIGHT_WORDS if name not in GOODNESS]
    title = voice.words.say(TITLES[page])
    main = render(
        voice.locale.language,
        f"content/{page}.html",
        voice=voice,
        site=site,
        title=title,
        matching=_points(voice, weights, matching),
        goodness=_points(voice, weights, GOODNESS),
    )
    head = Head(
        title=f"{title} – {site.name}",
        canonical=f"/{locale}/about/{page}",
        languages={each.hreflang: f"/{each.code}/about/{page}" for each in site.locales.values()},
    )
    body = site.frame(voice.locale).page(head, main, paused=buying_paused(state))
    return kept(request, body, voice.locale)


def _points(voice: Voice, weights: RankingWeights, names: Iterable[str]) -> list[tuple[str, int]]:
    """Give weights in words and in whole points, a word in the name being a hundred; zero is left out."""
    found = [(voice.words.say(WEIGHT_WORDS[name]), round(getattr(weights, name, 0) * 100)) for name in names]
    return [(words, points) for words, points in found if points]


@get("/robots.txt", sync_to_thread=False)
def robots(request: WebRequest) -> Response[str]:
    """Answer what crawlers may read: pages and products, not every permutation of the filters."""
    lines = [
        "User-agent: *",
        "Disallow: /*?*brand=",
        "Disallow: /*?*seller=",
        "Disallow: /*?*f.",
        "Disallow: /*?*price_",
        "Disallow: /*?*days=",
        "Disallow: /*?*in_stock=",
        "Disallow: /*?*without=",
        "Disallow: /*?*as_typed=",
        "Disallow: /*?*sort=",
        "Disallow: /*?*cursor=",
        "Disallow: /*/suggest",
        "Disallow: /*/recent",
        "Disallow: /*/related/",
        "Allow: /",
        f"Sitemap: {site_of(request.app.state).origin}/sitemap.xml",
    ]
    return Response("\n".join(lines) + "\n", media_type="text/plain", headers={"cache-control": _HOUR})


@get("/sitemap.xml", sync_to_thread=False)
def sitemap(request: WebRequest) -> Response[str]:
    """Answer the index of all sitemaps."""
    return _xml(sitemap_index(site_of(request.app.state), request.app.state))


@get("/sitemaps/{locale:str}/{name:str}", sync_to_thread=True)
def sitemap_part(request: WebRequest, locale: FromPath[str], name: FromPath[str]) -> Response[str]:
    """Answer one sitemap: a locale's pages, or a part of its products."""
    state = request.app.state
    site = site_of(state)
    known = locale_of(site, locale)
    if name == "pages.xml":
        return _xml(pages_map(site, known, state["searches"].of(known.code), state))
    part = name.removeprefix("products-").removesuffix(".xml")
    if f"products-{part}.xml" != name or not part.isdecimal() or len(part) > 6:
        raise NotFound
    found = products_map(site, known, state, int(part))
    if found is None:
        raise NotFound
    return _xml(found)


def _xml(text: str) -> Response[str]:
    return Response(text, media_type="application/xml", headers={"cache-control": _HOUR})


routes = [about, robots, sitemap, sitemap_part]
