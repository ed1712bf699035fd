"""Intent: what the words of a query ask for besides words: a brand, a category, a colour, a price."""

import msgspec
from msgspec import Struct

from torg.markets import Locale
from torg.search.concepts import CHEAP, FILLERS
from torg.search.lexicon import Lexicon
from torg.search.models import Intent, SearchRequest
from torg.search.price_words import PricePhrase, price_name, price_phrase
from torg.search.text.letters import normalise
from torg.search.vocabulary import LONGEST_PHRASE, Entry, Vocabulary, places_of

LONGEST_QUERY = 256
"""Characters that are read for intents; longer texts are pasted descriptions, not wishes."""

_NAMES_OF_CHEAP = {
    "sv": "Lägsta pris först",
    "nb": "Laveste pris først",
    "da": "Laveste pris først",
    "fi": "Halvin ensin",
}


class Understood(Struct, frozen=True):
    """One intent with what it does to the search, and where in the normalised query it was said."""

    intent: Intent
    spans: tuple[tuple[int, int], ...]
    entry: Entry | None = None
    price: PricePhrase | None = None
    remainder: str = ""
    """What is left of a compound when the intent is taken out of it: `jacka` of herrjacka."""

    @property
    def certain(self) -> bool:
        """Tell whether the words can hardly mean anything else: a price with its currency."""
        return self.price is not None and self.price.certain


class Reading(Struct, frozen=True):
    """A query as it was understood: its intents in reading order, and the normalised text that they stand in."""

    text: str
    understood: tuple[Understood, ...] = ()
    overruled: tuple[Understood, ...] = ()
    """What the shopper has since chosen otherwise by hand: neither a filter nor demanded as words."""

    def rest(self, kept: tuple[Understood, ...]) -> str:
        """Give the words that none of the `kept` intents takes, and the small words around those that it does."""
        kept = kept + self.overruled
        if not kept:
            return self.text
        letters = list(self.text)
        remainders: dict[int, str] = {}
        for one in kept:
            for start, end in one.spans:
                letters[start:end] = "\0" * (end - start)
            if one.remainder:
                remainders[one.spans[0][0]] = one.remainder
        words: list[str] = []
        fillers: list[str] = []
        start = 0
        for word in "".join(letters).split(" "):
            if "\0" in word:
                fillers.clear()
                left = remainders.get(start) or word.replace("\0", " ").strip(" ,.;:!?-'\"/&+()")
                words += [left] if left else []
            elif word in FILLERS:
                fillers.append(word)
            elif word:
                words += [*fillers, word]
                fillers.clear()
            start += len(word) + 1
        return " ".join(words)


def read_query(request: SearchRequest, locale: Locale, vocabulary: Vocabulary, lexicon: Lexicon) -> Reading:
    """Read brand, category, attribute and price words out of a query, less those that the shopper took away."""
    text = normalise(request.q[:LONGEST_QUERY])
    if request.as_typed or not text:
        return Reading(text)
    understood: list[Understood] = []
    price = None
    if "price" not in request.without:
        price = price_phrase(text, locale.currency, finnish=locale.market.code == "fi")
    if price is not None:
        name = price_name(price.minimum, price.maximum, locale.currency, locale.language)
        understood.append(Understood(Intent("price", name, _said(text, price.spans)), price.spans, price=price))
    spans = price.spans if price else ()
    places = [place for place in places_of(text, vocabulary.language) if not _inside(place, spans)]
    understood += _meanings(text, places, request, vocabulary, lexicon)
    understood.sort(key=lambda one: one.spans[0])
    overruled = tuple(one for one in understood if _chosen_by_hand(request, one))
    return Reading(text, tuple(one for one in understood if one not in overruled), overruled)


def applied(request: SearchRequest, kept: tuple[Understood, ...]) -> SearchRequest:
    """Give the search with the filters of its intents."""
    brands, attributes = list(request.brand), {code: list(keys) for code, keys in request.attributes.items()}
    changes: dict[str, object] = {}
    for one in kept:
        if one.price is not None:
            changes |= {"price_min": one.price.minimum, "price_max": one.price.maximum}
        elif one.entry is None:
            changes["sort"] = "price"
        elif one.entry.kind == "brand":
            brands.append(int(one.entry.key))
        elif one.entry.kind == "category":
            changes["category"] = int(one.entry.key)
        else:
            attributes.setdefault(one.entry.code, []).append(one.entry.key)
    return msgspec.structs.replace(request, brand=brands, attributes=attributes, **changes)


def _chosen_by_hand(request: SearchRequest, one: Understood) -> bool:
    if one.price is not None:
        return request.price_min is not None or request.price_max is not None
    if one.entry is None:
        return request.sort != "relevance"
    if one.entry.kind == "attribute":
        return bool(request.attributes.get(one.entry.code))
    return one.entry.kind == "brand" and bool(request.brand)


def _meanings(
    text: str,
    places: list[tuple[str, int, int]],
    request: SearchRequest,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
) -> list[Understood]:
    """Find what the words mean, the longest phrases first, no word twice."""
    found: list[Understood] = []
    index = 0
    while index < len(places):
        for length in range(min(LONGEST_PHRASE, len(places) - index), 0, -1):
            run = places[index : index + length]
            words = tuple(word for word, _, _ in run)
            span = (run[0][1], run[-1][2])
            entry = _choose(vocabulary.meant(words), request, vocabulary, found)
            if entry is not None:
                found.append(_understood(text, entry, span))
                break
            if length == 1:
                found += _single(text, words[0], span, request, vocabulary, lexicon, found)
        index += length
    return found


def _single(
    text: str,
    word: str,
    span: tuple[int, int],
    request: SearchRequest,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    found: list[Understood],
) -> list[Understood]:
    """Understand one word that is no name: a wish for a low price, or a compound such as herrjacka."""
    if word in CHEAP:
        if "sort:price" in request.without:
            return []
        name = _NAMES_OF_CHEAP.get(vocabulary.language, "Lowest price first")
        return [Understood(Intent("sort:price", name, text[slice(*span)]), (span,))]
    for length in range(len(word) - 3, 2, -1):
        entry = vocabulary.leading.get(word[:length])
        if entry is None or entry.intent in request.without:
            continue
        rest = word[length:]
        # Some join with an s (barnskor has none, mansskor does); the rest must be a word of this shop.
        rest = rest[1:] if rest.startswith("s") and not lexicon.knows(rest) else rest
        if not lexicon.knows(rest):
            continue
        category = _choose(vocabulary.meant((rest,)), request, vocabulary, found)
        first = _understood(text, entry, span, remainder="" if category else rest)
        return [first, _understood(text, category, span)] if category else [first]
    return []


def _choose(
    meanings: tuple[Entry, ...], request: SearchRequest, vocabulary: Vocabulary, found: list[Understood]
) -> Entry | None:
    """Choose one meaning of some words: a category before an attribute before a brand, then the commonest."""
    best: Entry | None = None
    for entry in meanings:
        if entry.intent in request.without or not _allowed(entry, request, vocabulary, found):
            continue
        if best is None or (_ORDER[entry.kind], -entry.count) < (_ORDER[best.kind], -best.count):
            best = entry
    return best


_ORDER = {"category": 0, "attribute": 1, "brand": 2}


def _allowed(entry: Entry, request: SearchRequest, vocabulary: Vocabulary, found: list[Understood]) -> bool:
    if entry.kind != "category":
        return True
    if any(one.entry and one.entry.kind == "category" for one in found):
        return False
    if request.category is None:
        return True
    # Within a category only its own parts narrow; anything else there is just a word.
    key: str | None = entry.key
    while key is not None:
        key = vocabulary.parents.get(key)
        if key == str(request.category):
            return True
    return False


def _understood(text: str, entry: Entry, span: tuple[int, int], remainder: str = "") -> Understood:
    return Understood(Intent(entry.intent, entry.name, text[slice(*span)]), (span,), entry=entry, remainder=remainder)


def _said(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _inside(place: tuple[str, int, int], spans: tuple[tuple[int, int], ...]) -> bool:
    return any(place[1] < end and start < place[2] for start, end in spans)
