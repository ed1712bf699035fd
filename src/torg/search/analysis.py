"""Analysis: the terms under which a product is found, and the terms that a query asks for."""

from functools import lru_cache

from msgspec import Struct

from torg.search.lexicon import Lexicon
from torg.search.synonyms import synonyms_of
from torg.search.text import Language, Token, bare, normalise, stem, tokens
from torg.search.text.stopwords import STOP_WORDS
from torg.shelf.models import ProductDocument

LONGEST_QUERY = 200
MOST_WORDS = 16
_PART_WEIGHT = 0.9


class ProductTerms(Struct, frozen=True):
    """A product's terms, each under the strongest place that says it."""

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
    length: int
    """How many words title and brand have."""


class Variant(Struct, frozen=True):
    """One way to say a word of the query: several terms share the weight when all are parts of it."""

    terms: tuple[str, ...]
    weight: float


class QueryWord(Struct, frozen=True):
    """One word of a query: what it may be written as, and what finding it is worth."""

    text: str
    start: int
    end: int
    stem: str
    rarity: float
    variants: tuple[Variant, ...]
    bare: str
    optional: bool = False
    """A word that need not be found for all words to be found."""


def product_terms(document: ProductDocument, lexicon: Lexicon) -> ProductTerms:
    """Read a product's document into the terms under which search finds it."""
    language = lexicon.language
    brand = document.brand.name if document.brand else ""
    title = tokens(document.title, language)
    said = title + tokens(brand, language)
    places: dict[str, int] = {}
    _say(places, said, 0, 1, lexicon)
    if document.category:
        _say(places, tokens(document.category[-1].name, language), 1, 1, lexicon)
    above = " . ".join(category.name for category in document.category[:-1])
    values = " . ".join(
        [above, *(attribute.value for attribute in document.attributes)]
        + [value for variant in document.variants for value in variant.options.values()]
    )
    _say(places, tokens(values, language), 2, 2, lexicon)
    _say(places, tokens(_words_of_html(document.description), language), 3, 3, lexicon)
    levels: tuple[list[str], list[str], list[str], list[str]] = ([], [], [], [])
    for term, place in places.items():
        levels[place].append(term)
    bares = {bare(term) for term in levels[0]} - set(levels[0])
    exact = {exact_term(number) for number in _numbers_of(document)}
    exact |= {token.text for token in title if token.kind == "code" or (token.kind == "number" and len(token.text) > 3)}
    return ProductTerms(*levels, sorted(bares), sorted(exact - {""}), len(said))


def exact_term(number: str) -> str:
    """Write a GTIN, article or model number as letters and digits only: `DV7-1211ea` is `dv71211ea`."""
    return "".join(letter for letter in normalise(number) if letter.isalnum())[:60]


def query_words(text: str, lexicon: Lexicon) -> list[QueryWord]:
    """Read a query into its words, in the order typed, at most `MOST_WORDS` of them."""
    return list(_query_words(normalise(text)[:LONGEST_QUERY], lexicon.language, _Same(lexicon)))


class _Same:
    """A lexicon as a cache key: the same object, not an equal one, for comparing lexicons is slow."""

    __slots__ = ("lexicon",)

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.lexicon is self.lexicon


@lru_cache(maxsize=4096)
def _query_words(text: str, language: Language, same: _Same) -> tuple[QueryWord, ...]:
    stop = STOP_WORDS[language]
    found = tokens(text, language)[:MOST_WORDS]
    meant = [token for token in found if token.text not in stop]
    return tuple(_query_word(token, same.lexicon, optional=bool(meant) and token.text in stop) for token in found)


def _query_word(token: Token, lexicon: Lexicon, *, optional: bool) -> QueryWord:
    language = lexicon.language
    if token.kind != "word":
        variants = [Variant((token.text,), 1.0)]
        if token.kind == "measure" and token.parts:
            variants.append(Variant(token.parts, 0.4))
        elif token.parts:
            variants.append(Variant(token.parts, _PART_WEIGHT))
        rarity = lexicon.rarity(token.text) * (0.6 if token.kind == "measure" else 1.0)
        return QueryWord(token.text, token.start, token.end, token.text, rarity, tuple(variants), token.text, optional)
    whole = stem(token.text, language)
    variants = [Variant((whole,), 1.0)]
    parts = token.parts or lexicon.parts(token.text)
    if len(parts) > 1:
        variants.append(Variant(tuple(stem(part, language) for part in parts), _PART_WEIGHT))
    for synonym in synonyms_of(token.text, whole, language):
        variants.append(Variant(synonym, 0.8))
    rarity = lexicon.rarity(whole)
    if len(parts) > 1 and lexicon.stems.get(whole, 0) == 0:
        rarity = max(lexicon.rarity(stem(part, language)) for part in parts)
    return QueryWord(token.text, token.start, token.end, whole, rarity, tuple(variants), bare(whole), optional)


def _say(places: dict[str, int], said: list[Token], whole: int, parts: int, lexicon: Lexicon) -> None:
    """Note each term of the tokens under the strongest place that has said it."""
    language = lexicon.language
    previous: Token | None = None
    for token in said:
        if token.kind == "word":
            places.setdefault(stem(token.text, language), whole)
            for part in token.parts:
                places.setdefault(stem(part, language), whole)
        else:
            places.setdefault(token.text, whole)
        _say_parts(places, token, parts, lexicon)
        if previous is not None and _joins(previous, token):
            places.setdefault(previous.text + token.text, max(parts, 1))
        previous = token


def _say_parts(places: dict[str, int], token: Token, place: int, lexicon: Lexicon) -> None:
    language = lexicon.language
    if token.kind == "word":
        for part in lexicon.parts(token.text):
            if part != token.text:
                places.setdefault(stem(part, language), place)
                for inner in lexicon.parts(part):
                    places.setdefault(stem(inner, language), place)
    elif token.kind != "measure":
        for part in token.parts:
            places.setdefault(part, place)


def _joins(first: Token, second: Token) -> bool:
    """Tell whether two neighbours may be one model number: `rtx 2060`, `dv7 1211ea`."""
    if second.kind not in ("number", "code") or first.kind == "measure" or len(second.text) > 12:
        return False
    return first.kind != "word" or len(first.text) <= 6


def _numbers_of(document: ProductDocument) -> list[str]:
    numbers = [number for variant in document.variants for number in (variant.gtin, variant.mpn) if number]
    return numbers + [offer.sku for offer in document.offers]


def _words_of_html(html: str) -> str:
    """The text of a sanitised description, its tags taken for spaces."""
    if "<" not in html:
        return html
    pieces = html.split("<")
    return " ".join([pieces[0], *(piece.partition(">")[2] for piece in pieces[1:])])
