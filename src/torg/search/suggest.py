"""Suggest: the lines under the search box while a shopper types."""

import msgspec
from tantivy import Occur, Order, Query

from torg.search.address import search_address
from torg.search.analysis import query_words
from torg.search.completions import Line, plain_of
from torg.search.filters import any_of, between, count
from torg.search.index import ProductIndex
from torg.search.models import SearchRequest, Suggestion
from torg.search.names import ids_of
from torg.search.searches import Generation, Searches
from torg.search.text import canonical, normalise, stem
from torg.search.vocabulary import Entry
from torg.search.words import literal
from torg.shelf.models import ProductDocument

LONGEST = 100
"""Characters; nobody needs help with more."""
_COMPLETIONS, _CATEGORIES, _BRANDS = 4, 2, 2
_TRIED = 3
_MOST_FORMS = 40
"""Words that the last letters may become, when products are looked for."""


class _Typed(msgspec.Struct, frozen=True):
    """What is typed: whole words, and the letters of the one being typed."""

    text: str
    before: str
    last: str

    @property
    def plain(self) -> str:
        return plain_of(self.text)


def suggest(searches: Searches, locale: str, q: str, limit: int = 10) -> list[Suggestion]:
    """Give what a shopper may be about to type: completions, categories, brands, and popular products.

    From four letters on one of them may be wrong. Raises `UnknownLocale`.
    """
    generation = searches.of(locale)
    text = normalise(q[:LONGEST])
    if generation is None or not text:
        return []
    key = (b"suggest", text, limit)
    kept: list[Suggestion] | None = generation.kept.get(key)
    if kept is None:
        kept = _suggestions(generation, _typed(text, ends=q[-1:].isspace()), limit)
        generation.kept.keep(key, kept)
    return kept


def _suggestions(generation: Generation, typed: _Typed, limit: int) -> list[Suggestion]:
    products = _products(generation, typed, limit)
    entries = _entries(generation, typed)
    if not products and not entries:
        for nearer in _near(generation, typed):
            products, entries = _products(generation, nearer, limit), _entries(generation, nearer)
            if products or entries:
                typed = nearer
                break
    lines = [*_completions(generation, typed, products), *entries]
    # Some lines are products whatever else there is: a picture is quicker than any word.
    room = max(limit - len(lines), min(len(products), limit // 2))
    return [*lines[: limit - min(room, len(products))], *products[:room]]


def _typed(text: str, *, ends: bool) -> _Typed:
    before, _, last = text.rpartition(" ")
    # After a space the next word has not begun: every word is whole.
    return _Typed(text, text, "") if ends else _Typed(text, before, last)


def _near(generation: Generation, typed: _Typed) -> list[_Typed]:
    """Give what may have been meant when nothing begins with what is typed."""
    nearer = [near for near in generation.completions.near(plain_of(typed.last)) if near != plain_of(typed.last)]
    return [_Typed(f"{typed.before} {near}".strip(), typed.before, near) for near in nearer]


def _entries(generation: Generation, typed: _Typed) -> list[Suggestion]:
    found: list[Entry] = []
    for line in generation.completions.entries.beginning(typed.plain, 12):
        if line.entry is not None and line.entry not in found:
            found.append(line.entry)
    categories = [entry for entry in found if entry.kind == "category"][:_CATEGORIES]
    brands = [entry for entry in found if entry.kind == "brand"][:_BRANDS]
    return [_suggested(generation, entry) for entry in (*categories, *brands)]


def _suggested(generation: Generation, entry: Entry) -> Suggestion:
    locale = generation.locale.code
    if entry.kind == "category":
        return Suggestion("category", entry.name, f"/{locale}/c/{entry.slug}-{entry.key}")
    return Suggestion("brand", entry.name, search_address(SearchRequest(locale=locale, brand=[int(entry.key)])))


def _completions(generation: Generation, typed: _Typed, products: list[Suggestion]) -> list[Suggestion]:
    """Give what the typed text may become as a whole, then with its last word completed."""
    found: dict[str, None] = {}
    for line in generation.completions.phrases.beginning(typed.plain, _COMPLETIONS * 2):
        if plain_of(line.text) != typed.plain:
            found.setdefault(line.text)
    if typed.before and typed.last and len(found) < _COMPLETIONS:
        found |= dict.fromkeys(_last_words(generation, typed, products))
    locale = generation.locale.code
    return [
        Suggestion("completion", text, search_address(SearchRequest(locale=locale, q=text)))
        for text in list(found)[:_COMPLETIONS]
    ]


def _last_words(generation: Generation, typed: _Typed, products: list[Suggestion]) -> list[str]:
    """Complete the last word as the found products say it, else as some product does that has the others as well."""
    letters = plain_of(typed.last)
    said = [word.strip(",.()") for product in products for word in normalise(product.text).split(" ")]
    words = [word for word in said if word.isalpha() and plain_of(word).startswith(letters)]
    if words:
        return [f"{typed.before} {word}" for word in words]
    # Words that no product has together would only lead to an empty page.
    wholes = [f"{typed.before} {line.text}" for line in _forms(generation, typed.last)[:_TRIED]]
    queries = [(whole, literal(generation.index, whole)) for whole in wholes]
    return [whole for whole, query in queries if query is not None and count(generation.searcher, query)]


def _forms(generation: Generation, letters: str) -> list[Line]:
    return generation.completions.words.beginning(plain_of(letters), _MOST_FORMS)


def _products(generation: Generation, typed: _Typed, limit: int) -> list[Suggestion]:
    """Give the popular products that say the whole words, and one that begins with the letters of the last."""
    query = _query(generation, typed)
    if query is None:
        return []
    hits = generation.searcher.search(query, limit, count=False, order_by_field="popularity", order=Order.Desc).hits
    return [_product(document) for document in generation.read(ids_of(generation.searcher, hits))]


def _product(document: ProductDocument) -> Suggestion:
    picture = document.pictures[0].url if document.pictures else None
    return Suggestion("product", document.title, document.url, picture, document.price_from)


def _query(generation: Generation, typed: _Typed) -> Query | None:
    index = generation.index
    clauses: list[Query] = []
    if typed.before:
        whole = literal(index, typed.before)
        clauses += [whole] if whole is not None else []
    if typed.last:
        clauses.append(_beginning(generation, typed.last))
    if not clauses:
        return None
    offered = Query.const_score_query(between(index.schema, "price", 1, None), 0.0)
    return Query.boolean_query([(Occur.Must, clause) for clause in (*clauses, offered)])


def _beginning(generation: Generation, letters: str) -> Query:
    """Match products with a word, or a part of a compound, that begins with some letters."""
    index: ProductIndex = generation.index
    forms = {stem(line.text, index.language) for line in _forms(generation, letters)}
    forms |= {stem(canonical(letters, index.language), index.language)}
    ways = [Query.term_set_query(index.schema, place, sorted(forms)) for place in ("named",)]
    # A model number that is half typed is not among the words.
    words = query_words(letters, index.lexicon)
    if any(letter.isdigit() for letter in letters) and words:
        exact = literal(index, letters)
        ways += [exact] if exact is not None else []
    return any_of(ways)
