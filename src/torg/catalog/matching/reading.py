"""A title as it is compared: its terms weighed by the corpus, its model numbers, measures and neighbours."""

from itertools import pairwise

from msgspec import Struct

from torg.catalog.matching.corpus import MODEL, Corpus
from torg.catalog.matching.families import family_keys
from torg.catalog.matching.terms import CODE, MEASURE, NUMBER, WORD, Title


class Weighed(Struct, frozen=True):
    """A term with what the corpus says of it."""

    kind: int
    rarity: float
    place: int
    modifier: float
    """How often the word stands right behind a model."""
    before: str
    number: str
    against: float
    """How much it speaks against one product that the other title lacks it, in nats."""
    shared: float
    """How much it speaks for one product that the other title has it too, in nats."""


class Reading(Struct, frozen=True):
    """Everything that comparing asks of one title, worked out once."""

    title: Title
    terms: dict[str, Weighed]
    texts: list[str]
    numbers: frozenset[str]
    measures: dict[str, frozenset[str]]
    """Numbers by unit."""
    ranges: frozenset[str]
    """Two numbers side by side: `18-55` of a lens, `1280-720` of a screen."""
    codes: dict[str, float]
    """What may be a model number, neighbours written together too, with its rarity."""
    neighbours: dict[str, tuple[float, bool]]
    """Two terms written together: rarity, and whether a model is among them."""
    length: float
    """The Euclidean norm of the rarities."""
    neighbours_total: float
    brands: frozenset[str]
    spaced: str
    families: frozenset[str]
    """Under what it is in a family."""


def reading_of(title: Title, corpus: Corpus) -> Reading:
    """Work out what comparing asks of a title."""
    terms = title.terms
    weighed: dict[str, Weighed] = {}
    for place, term in enumerate(terms):
        if term.text not in weighed:
            modifier = corpus.modifiers.get(term.text, 0.0) if term.kind == WORD else 0.0
            before = terms[place - 1].text if place else ""
            rarity = corpus.rarity(term.text)
            weighed[term.text] = Weighed(
                term.kind,
                rarity,
                place,
                modifier,
                before,
                term.number,
                corpus.agreement.against_lone(term.text, term.kind),
                corpus.agreement.for_shared(term.text, term.kind),
            )
    measures: dict[str, set[str]] = {}
    for term in terms:
        if term.kind == MEASURE:
            measures.setdefault(term.unit, set()).add(term.number)
    neighbours: dict[str, tuple[float, bool]] = {}
    ranges: set[str] = set()
    for one, two in pairwise(terms):
        joined = one.text + two.text
        neighbours[joined] = (corpus.joined_rarity(joined), one.kind in MODEL or two.kind in MODEL)
        if one.kind == NUMBER and two.number and (two.kind == NUMBER or two.unit == "cm"):
            ranges.add(f"{one.number}-{two.number}")
    texts = [term.text for term in terms]
    return Reading(
        title=title,
        terms=weighed,
        texts=texts,
        numbers=frozenset(term.number for term in terms if term.number),
        measures={unit: frozenset(values) for unit, values in measures.items()},
        ranges=frozenset(ranges),
        codes=_codes(title, corpus, weighed),
        neighbours=neighbours,
        length=sum(each.rarity**2 for each in weighed.values()) ** 0.5,
        neighbours_total=sum(rarity for rarity, _ in neighbours.values()),
        brands=frozenset(text for text in texts[:6] if text in corpus.brands),
        spaced=" ".join(texts),
        families=frozenset(family_keys(title)),
    )


def _codes(title: Title, corpus: Corpus, weighed: dict[str, Weighed]) -> dict[str, float]:
    codes: dict[str, float] = {}
    terms = title.terms
    for place, term in enumerate(terms):
        alone = term.kind == CODE and len(term.text) >= 2
        if alone or (term.kind == NUMBER and len(term.text) >= 3 and "." not in term.text):
            codes[term.text] = weighed[term.text].rarity
        if place + 1 < len(terms) and len(term.text) <= 4 and term.kind in {WORD, CODE}:
            after = terms[place + 1]
            joined = term.text + after.text
            known = corpus.joined_times[joined] > 1 or len(joined) >= 6
            if after.kind in MODEL and "." not in after.text and len(joined) >= 4 and known:
                codes.setdefault(joined, corpus.joined_rarity(joined))
    return codes
