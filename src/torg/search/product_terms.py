"""Product terms: everything under which a product is found, and what it says where."""

from collections import Counter
from itertools import pairwise

from msgspec import Struct

from torg.search.evidence import Buy, pack, pair
from torg.search.kinds import feature_weights, features_of
from torg.search.lexicon import Lexicon
from torg.search.text import Language, Token, bare, normalise, stem, tokens
from torg.shelf.models import ProductDocument

AVAILABILITY = {"out_of_stock": 0, "low_stock": 1, "in_stock": 2}
UNKNOWN_DAYS = 99
_YES = frozenset({"yes", "ja", "kyllä", "true", "on", "1"})
_LONGEST_JOINED = 14
"""Letters of two neighbours, beyond which nobody writes them as one."""


class ProductTerms(Struct, frozen=True):
    """A product's terms by the place that says them; a term may stand in several."""

    name: list[str]
    """What title and brand say in whole words."""
    part: list[str]
    """What compounds are made of, what model numbers split into, and what the category is called."""
    about: list[str]
    """Properties, options and the categories above."""
    text: list[str]
    """The description."""
    bare: list[str]
    """Words of the name that have Nordic letters, written without them."""
    exact: list[str]
    """GTIN, article and model numbers, letters and digits only."""
    evidence: bytes
    length: float
    """How much the product says in all, in words of its name."""


def product_terms(document: ProductDocument, lexicon: Lexicon) -> ProductTerms:
    """Read a product's document into the terms under which search finds it."""
    language = lexicon.language
    title = tokens(document.title, language)
    brand = tokens(document.brand.name, language) if document.brand else []
    name, branded, part, category, about, text = (Counter[str]() for _ in range(6))
    _say(name, part, title, lexicon)
    _say(branded, part, brand, lexicon)
    if document.category:
        _say(category, category, tokens(document.category[-1].name, language), lexicon)
    values = [above.name for above in document.category[:-1]]
    # "Bluetooth: yes" is found by what the yes is said to.
    values += [each.name if normalise(each.value) in _YES else each.value for each in document.attributes]
    values += [value for variant in document.variants for value in variant.options.values()]
    _say(about, about, tokens(" . ".join(values), language), lexicon)
    _say(text, text, tokens(_words_of_html(document.description), language), lexicon)
    said = name.keys() | branded.keys()
    forms = {token.text for token in (*title, *brand) if token.kind == "word"}
    bares = {bare(term) for term in said} - said
    exact = {exact_term(number) for number in _numbers_of(document)}
    exact |= {token.text for token in title if token.kind == "code" or (token.kind == "number" and len(token.text) > 3)}
    features = feature_weights(features_of(document), lexicon.features, lexicon.products)
    return ProductTerms(
        name=sorted(said),
        part=sorted((part.keys() | category.keys()) - said),
        about=sorted(about),
        text=sorted(text),
        bare=sorted(bares),
        exact=sorted(exact - {""}),
        evidence=pack(
            (name, branded, part, category, about, text),
            forms,
            bares,
            _pairs(title, language),
            features,
            _buy(document),
        ),
        length=name.total() + 0.3 * text.total() + 0.1 * about.total(),
    )


def _buy(document: ProductDocument) -> Buy:
    offer = document.featured
    return Buy(
        popularity=max(0, document.popularity),
        price=max(0, document.price_from or 0),
        availability=AVAILABILITY[document.availability],
        days=offer.delivery_days[1] if offer else UNKNOWN_DAYS,
        standing=max(0, min(100, offer.seller_standing)) if offer else 0,
    )


def exact_term(number: str) -> str:
    """Write a GTIN, article or model number as letters and digits only: `DV7-1211ea` is `dv71211ea`."""
    return "".join(letter for letter in normalise(number) if letter.isalnum())[:60]


def _say(whole: Counter[str], parts: Counter[str], said: list[Token], lexicon: Lexicon) -> None:
    """Count the terms of the tokens: what is said in whole words, and what that is made of."""
    language = lexicon.language
    previous: Token | None = None
    for token in said:
        if token.kind == "word":
            whole[stem(token.text, language)] += 1
            for part in token.parts:
                whole[stem(part, language)] += 1
            for part in _made_of(token.text, lexicon):
                parts[stem(part, language)] += 1
        else:
            whole[token.text] += 1
            if token.kind != "measure":
                parts.update(token.parts)
        if previous is not None and _joins(previous, token):
            joined = previous.text + token.text
            parts[stem(joined, language)] += 1
        previous = token


def _pairs(said: list[Token], language: Language) -> set[str]:
    """The terms that stand side by side in a name."""
    terms = [stem(token.text, language) if token.kind == "word" else token.text for token in said]
    return {pair(first, second) for first, second in pairwise(terms)}


def _made_of(word: str, lexicon: Lexicon) -> set[str]:
    """All words that a compound is made of, those of its parts included: diskmaskin, disk, maskin, tabletter."""
    parts = {part for way in lexicon.splits(word) for part in way}
    return parts | {inner for part in parts for inner in lexicon.parts(part)}


def _joins(first: Token, second: Token) -> bool:
    """Tell whether two neighbours may be one word to others: `rtx 2060`, `dv7 1211ea`, `power bank`."""
    if first.kind == "measure" or second.kind == "measure" or second.start - first.end > 1:
        return False
    if second.kind == "word":
        return first.kind == "word" and len(first.text) + len(second.text) <= _LONGEST_JOINED
    return len(second.text) <= _LONGEST_JOINED and (first.kind != "word" or len(first.text) <= 6)


def _numbers_of(document: ProductDocument) -> list[str]:
    numbers = [number for variant in document.variants for number in (variant.gtin, variant.mpn) if number]
    return numbers + [offer.sku for offer in document.offers]


def _words_of_html(html: str) -> str:
    """The text of a sanitised description, its tags taken for spaces."""
    if "<" not in html:
        return html
    pieces = html.split("<")
    return " ".join([pieces[0], *(piece.partition(">")[2] for piece in pieces[1:])])
