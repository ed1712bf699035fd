"""Showing a search: its facets, its chips and its orders as things to press, each with the address it leads to."""

from typing import Literal

import msgspec
from msgspec import Struct

from torg.core.money import decimals
from torg.core.web import Link
from torg.search.address import SORTS, attribute_field, changed, search_address, toggled
from torg.search.categories import category_of
from torg.search.models import Facet, FacetValue, SearchRequest, SearchResult
from torg.search.searches import Generation
from torg.shelf.voice import Voice

SHOWN_AT_ONCE = 8
SORT_NAMES = {
    "relevance": "Best match",
    "popular": "Most popular",
    "price": "Lowest price first",
    "-price": "Highest price first",
    "newest": "Newest",
}
"""What the orders are called, as msgids."""


class ShownValue(Struct, frozen=True):
    """One choice: the value that its field sends, its name, how many products, whether it is chosen."""

    value: str
    name: str
    count: int
    selected: bool
    url: str = ""


class ShownFacet(Struct, frozen=True):
    """One way to narrow, as it is drawn: links, boxes to tick, one of several, two amounts, or a switch."""

    kind: Literal["links", "boxes", "one", "price", "switch"]
    name: str
    field: str
    first: list[ShownValue]
    more: list[ShownValue]
    """Values behind "show more"."""
    open: bool = False


class Chip(Struct, frozen=True):
    """Something that narrows the hits now, and where one comes when it is taken away."""

    name: str
    url: str


class Order(Struct, frozen=True):
    """One order of the hits."""

    name: str
    url: str
    current: bool


def facets_of(
    voice: Voice,
    request: SearchRequest,
    result: SearchResult,
    path: str | None,
    generation: Generation,
) -> list[ShownFacet]:
    """Give the facets that have anything to choose, each as it is drawn; on a category's page `path` is given."""
    read = {intent.key for intent in result.intents}
    shown = [_facet(voice, request, facet, path, generation, read) for facet in result.facets]
    found = [facet for facet in shown if facet is not None]
    if result.total and all(facet.kind != "price" for facet in found):
        # Prices too alike for spans still have a lowest and a highest that someone may want to name.
        found.append(ShownFacet("price", voice.words.say("Price"), "price", [], []))
    return found


def _facet(
    voice: Voice, request: SearchRequest, facet: Facet, path: str | None, generation: Generation, read: set[str]
) -> ShownFacet | None:
    if not facet.values:
        return None
    if facet.code == "price":
        return ShownFacet("price", facet.name, "price", _spans(request, facet, path), [])
    if facet.code == "category":
        return _links(request, facet, path, generation)
    if facet.code == "in_stock":
        value = _value(facet.values[0], "1", selected=request.in_stock)
        return ShownFacet("switch", facet.name, "in_stock", [value], [])
    if facet.code == "delivery":
        chosen = str(request.max_delivery_days) if request.max_delivery_days is not None else ""
        values = [_value(each, each.key, selected=each.key == chosen) for each in facet.values]
        return ShownFacet(
            "one", facet.name, "days", [ShownValue("", voice.words.say("Any time"), 0, not chosen), *values], []
        )
    return _boxes(request, facet, path, read)


def _links(request: SearchRequest, facet: Facet, path: str | None, generation: Generation) -> ShownFacet | None:
    values = []
    chosen = next((each.key for each in facet.values if each.selected), None)
    for each in facet.values:
        if each.selected or not each.key.isdecimal():
            continue
        # Beside a category that the words were read as, its sisters have nothing to do with those words.
        if chosen and path is None and generation.vocabulary.parents.get(each.key) != chosen:
            continue
        narrowed = changed(request, category=int(each.key))
        # A category is left for one beside it on its own page; within a search it is one more filter.
        category = category_of(generation, int(each.key)) if path else None
        url = search_address(narrowed, category.url(request.locale) if category else None)
        values.append(ShownValue(each.key, each.name, each.count, selected=False, url=url))
    if not values:
        return None
    return ShownFacet("links", facet.name, "category", values[:SHOWN_AT_ONCE], values[SHOWN_AT_ONCE:])


def _spans(request: SearchRequest, facet: Facet, path: str | None) -> list[ShownValue]:
    """Give the price spans; one that is chosen leads back to all prices."""
    spans = []
    for each in facet.values:
        low, _, high = each.key.partition("-")
        price_min, price_max = (
            (None, None) if each.selected else (int(low) if low else None, int(high) if high else None)
        )
        url = search_address(changed(request, price_min=price_min, price_max=price_max), path)
        spans.append(ShownValue(each.key, each.name, each.count, each.selected, url))
    return spans


def _boxes(request: SearchRequest, facet: Facet, path: str | None, read: set[str]) -> ShownFacet | None:
    if facet.code.startswith("attribute:"):
        code = facet.code.removeprefix("attribute:")
        field, chosen = attribute_field(code), set(request.attributes.get(code, []))
    else:
        field, chosen = facet.code, {str(each) for each in getattr(request, facet.code, [])}
    values = [_value(each, each.key, selected=each.key in chosen or each.selected) for each in facet.values]
    # What was read out of the words has no box to untick: they would tick it again. A link takes it away.
    for place, value in enumerate(values):
        if (key := f"{facet.code}:{value.value}") in read and value.value not in chosen:
            away = search_address(changed(request, without=[*request.without, key]), path)
            values[place] = msgspec.structs.replace(value, url=away)
    # What is chosen is never hidden behind "show more".
    values.sort(key=lambda each: not each.selected)
    if len(values) < 2 and not any(each.selected for each in values):
        return None
    first = max(SHOWN_AT_ONCE, sum(each.selected for each in values))
    return ShownFacet("boxes", facet.name, field, values[:first], values[first:])


def _value(value: FacetValue, sent: str, *, selected: bool) -> ShownValue:
    return ShownValue(sent, value.name, value.count, selected)


def chips_of(voice: Voice, request: SearchRequest, result: SearchResult, path: str | None) -> list[Chip]:
    """Give a chip for each thing that narrows the hits: what was read out of the words first, then what was chosen."""
    chips = [
        Chip(intent.name, search_address(changed(request, without=[*request.without, intent.key]), path))
        for intent in result.intents
    ]
    names = {(facet.code, value.key): value.name for facet in result.facets for value in facet.values}
    for code in ("brand", "seller"):
        ids = getattr(request, code)
        chips += [
            Chip(
                names.get((code, str(each)), f"#{each}"),
                search_address(changed(request, **{code: toggled(ids, each)}), path),
            )
            for each in ids
        ]
    for code, keys in request.attributes.items():
        for key in keys:
            rest = [each for each in keys if each != key]
            attributes = {**request.attributes, code: rest}
            if not rest:
                del attributes[code]
            name = names.get((f"attribute:{code}", key), key)
            chips.append(Chip(name, search_address(changed(request, attributes=attributes), path)))
    if request.price_min is not None or request.price_max is not None:
        chips.append(
            Chip(_span(voice, request), search_address(changed(request, price_min=None, price_max=None), path))
        )
    if request.max_delivery_days is not None:
        within = names.get(("delivery", str(request.max_delivery_days)))
        name = within or voice.words.count("Within %(number)s day", "Within %(number)s days", request.max_delivery_days)
        chips.append(Chip(name, search_address(changed(request, max_delivery_days=None), path)))
    if request.in_stock:
        chips.append(Chip(voice.words.say("In stock"), search_address(changed(request, in_stock=False), path)))
    return chips


def _span(voice: Voice, request: SearchRequest) -> str:
    say = voice.words.say
    if request.price_min is None:
        return say("Up to %(price)s", price=voice.money(request.price_max or 0))
    if request.price_max is None:
        return say("From %(price)s", price=voice.money(request.price_min))
    return f"{voice.money(request.price_min)} – {voice.money(request.price_max)}"


def orders_of(voice: Voice, request: SearchRequest, path: str | None) -> list[Order]:
    """Give the orders that the hits can be put in."""
    # Without words there is nothing to match: the best match is then what is most popular.
    offered = SORTS if request.q else SORTS[1:]
    current = request.sort if request.sort in offered else "popular"
    return [
        Order(voice.words.say(SORT_NAMES[sort]), search_address(changed(request, sort=sort), path), sort == current)
        for sort in offered
    ]


def amount_field(amount: int | None, currency: str) -> str:
    """Write an amount for a field where people type whole units."""
    if amount is None:
        return ""
    whole, rest = divmod(amount, 10 ** decimals(currency))
    return f"{whole},{rest:0{decimals(currency)}d}" if rest else str(whole)


def fewer_words(request: SearchRequest) -> list[Link]:
    """Give the searches with one word less: what may help when nothing has them all."""
    words = request.q.split()
    if not 1 < len(words) <= 6:
        return []
    shorter = [" ".join(words[:place] + words[place + 1 :]) for place in reversed(range(len(words)))]
    return [Link(text, search_address(SearchRequest(locale=request.locale, q=text))) for text in dict.fromkeys(shorter)]
