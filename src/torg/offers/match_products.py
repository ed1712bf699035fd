"""Find products that are the same by their titles, after the import that brought them: merge, propose, or leave be.

A title is compared with the products that share its rarest terms. What is certain enough, and has nothing against it,
is merged; what is likely becomes a proposal for a person; a pair that a person has told apart is never proposed again.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from torg.catalog import Texts
from torg.catalog.matching import Corpus, Match, match_title, read_title
from torg.catalog.matching.candidates import stored_keys
from torg.catalog.matching.model_numbers import contradict
from torg.catalog.matching_queries import (
    Lone,
    add_proposal,
    decided_pairs,
    lone_products,
    mark_compared,
    products_with_terms,
    sample_titles,
    save_terms,
    uncompared_products,
    unread_products,
)
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.journal import record
from torg.offers.match_queries import lowest_prices, sellers_of_products
from torg.offers.merge_products import merge_products

_LANGUAGES = ("sv", "nb", "da", "fi", "en")
_SAMPLE = 20_000
_ASKED_TERMS = 10
_HAVING = 200
_CANDIDATES = 24
_PRICES_APART = 3.0
"""Something at a third of the price is an accessory, whatever its title says."""
_MODEL_PROBABILITY = 0.5


class Found(Struct, frozen=True):
    """What comparing some products has brought."""

    compared: int = 0
    merged: int = 0
    proposed: int = 0


async def read_titles(conn: Connection, limit: int = 2000) -> int:
    """Read the titles of products that are new or were renamed; give how many there were."""
    found = await unread_products(conn, limit)
    if found:
        await save_terms(conn, [(product, terms_of(title), changed) for product, changed, title in found])
    return len(found)


async def learned_corpus(conn: Connection) -> Corpus:
    """Learn from a sample of the catalogue how rare terms are, and which of them exclude one another."""
    return Corpus([read_title(plain_title(title)) for title in await sample_titles(conn, _SAMPLE)])


async def compare_products(conn: Connection, corpus: Corpus, limit: int = 100) -> Found:
    """Compare the next products with the rest of the catalogue, in the caller's transaction."""
    waiting = await uncompared_products(conn, limit)
    if not waiting:
        return Found()
    shortlists = await _shortlists(conn, corpus, waiting)
    everything = {*waiting, *(each for found in shortlists.values() for each in found)}
    known = await lone_products(conn, everything)
    decided = await decided_pairs(conn, list(waiting))
    sellers = await sellers_of_products(conn, everything)
    merged = proposed = 0
    gone: set[int] = set()
    for product, others in shortlists.items():
        if product not in known or product in gone:
            continue
        asked = known[product]
        possible = [
            known[other]
            for other in others
            if other in known
            and other not in gone
            and (min(product, other), max(product, other)) not in decided
            and _may_be_same(asked, known[other])
            and not sellers.get(product, set()) & sellers.get(other, set())
        ]
        found = best_of(asked, possible, corpus)
        if found is None:
            continue
        other, match, reason = found
        newer, older = max(asked, other, key=_age), min(asked, other, key=_age)
        if match.verdict == "same" and await _nothing_against(conn, asked, other):
            await merge_products(conn, SYSTEM, newer.id, older.id, f"by title, {match.probability:.2f}")
            gone.add(newer.id)
            merged += 1
        else:
            proposal = await add_proposal(conn, newer.id, older.id, newer.owner_id, match.probability, reason)
            if proposal is not None:
                body = {"proposal": proposal, "one": newer.id, "two": older.id}
                subject = f"match_proposal:{proposal}"
                await record(conn, SYSTEM, "match.proposed", subject, body, seller=newer.owner_id)
                proposed += 1
    await mark_compared(conn, list(waiting))
    return Found(len(waiting), merged, proposed)


def best_of(asked: Lone, possible: list[Lone], corpus: Corpus) -> tuple[Lone, Match, str] | None:
    """Choose the product that is most likely the same, when it is likely at all: with the match and its reason."""
    if not possible:
        return None
    same_model = [
        each
        for each in possible
        if each.brand_id is not None
        and each.brand_id == asked.brand_id
        and set(each.model_keys) & set(asked.model_keys)
    ]
    for several, reason in ((same_model, "model"), (possible, "title")):
        match = match_title(
            plain_title(asked.title), [title_beside(each.title, asked.title) for each in several], corpus
        )
        if match is None:
            continue
        if match.verdict != "other":
            return several[match.place], match, reason
        if reason == "model":
            return several[match.place], Match(match.place, max(match.probability, _MODEL_PROBABILITY), "doubt"), reason
    return None


def terms_of(title: Texts) -> list[str]:
    """Give by what a product may be found: the keys of its titles in all languages."""
    return sorted({key for text in title.values() for key in stored_keys(read_title(text))})


def plain_title(title: Texts) -> str:
    """Give the one title by which a product is compared."""
    return next((title[language] for language in _LANGUAGES if title.get(language)), next(iter(title.values()), ""))


def title_beside(title: Texts, other: Texts) -> str:
    """Give a title in the language in which the other one is compared, if it has one."""
    wanted = next((language for language in _LANGUAGES if other.get(language)), "")
    return title.get(wanted) or plain_title(title)


async def _shortlists(conn: Connection, corpus: Corpus, waiting: Mapping[int, Iterable[str]]) -> dict[int, list[int]]:
    """Find for each product those that share its rarest terms, the likeliest first."""
    asked = {
        product: sorted(terms, key=lambda term: (-corpus.rarity(term), term))[:_ASKED_TERMS]
        for product, terms in waiting.items()
    }
    having = await products_with_terms(conn, {term for terms in asked.values() for term in terms}, _HAVING)
    found: dict[int, list[int]] = {}
    for product, terms in asked.items():
        weights: dict[int, float] = {}
        for term in terms:
            for other in having.get(term, ()):
                if other != product:
                    weights[other] = weights.get(other, 0.0) + corpus.rarity(term) ** 2
        found[product] = sorted(weights, key=lambda other: (-weights[other], other))[:_CANDIDATES]
    return found


def _may_be_same(one: Lone, two: Lone) -> bool:
    """Leave out what cannot be: of another brand, or each with GTINs of its own."""
    if one.brand_id is not None and two.brand_id is not None and one.brand_id != two.brand_id:
        return False
    return not (one.gtins and two.gtins)


async def _nothing_against(conn: Connection, one: Lone, two: Lone) -> bool:
    """Tell whether two products may be merged without asking: one variant each, alike in price and amounts."""
    if len(one.variants) != 1 or len(two.variants) != 1:
        return False
    if contradict(plain_title(one.title), title_beside(two.title, one.title)):
        return False
    prices = await lowest_prices(conn, [one.id, two.id])
    first, second = prices.get(one.id, {}), prices.get(two.id, {})
    return all(
        max(first[market], second[market]) <= _PRICES_APART * min(first[market], second[market])
        for market in first.keys() & second.keys()
    )


def _age(product: Lone) -> int:
    return product.id
