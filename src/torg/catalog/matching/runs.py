"""The longest run of terms that two titles have in common, what follows it in each, and what it names."""

from torg.catalog.matching.corpus import MODEL, Corpus
from torg.catalog.matching.families import LARGE_FAMILY, NO_FAMILY, Family
from torg.catalog.matching.reading import Reading
from torg.catalog.matching.terms import COLOUR, MEASURE, WORD
from torg.catalog.matching.words import VARIANT_WORDS

_WITH_MODEL = 1.5


def run_figures(one: Reading, two: Reading, corpus: Corpus) -> list[float]:
    """Give the weight, length and places of the run, what kind of term follows it, and what family they share."""
    weight, length, left, right = _heaviest_run(one, two)
    after_one = _after(one, left + length, corpus)
    after_two = _after(two, right + length, corpus)
    figures: list[float] = [weight, length, min(left, right), max(left, right)]
    for first, second in zip(after_one, after_two, strict=True):
        figures += [min(first, second), max(first, second)]
    shared = one.terms.keys() & two.terms.keys()
    family = _smallest_family(one, two, corpus)
    fewest = min(len(one.texts), len(two.texts))
    return [
        *figures,
        family.size, family.codes, family.main_code, family.ranges, family.measures, family.variants, family.starts,
        len(shared), fewest - len(shared),
    ]  # fmt: skip


def _smallest_family(one: Reading, two: Reading, corpus: Corpus) -> Family:
    """Give the smallest family that both titles are in."""
    shared = one.families & two.families
    if not shared:
        return NO_FAMILY
    return min((corpus.families.get(key, LARGE_FAMILY) for key in shared), key=lambda family: family.size)


def _heaviest_run(one: Reading, two: Reading) -> tuple[float, int, int, int]:
    """Find the run that tells most: its weight, its length, and where it begins in each title."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(two.texts):
        places.setdefault(text, []).append(place)
    best = (0.0, 0, 0, 0)
    for left, text in enumerate(one.texts):
        for right in places.get(text, ()):
            if left and right and one.texts[left - 1] == two.texts[right - 1]:
                continue
            weight, length, has_model = 0.0, 0, False
            for here, there in zip(one.texts[left:], two.texts[right:], strict=False):
                if here != there:
                    break
                term = one.terms[here]
                weight += term.rarity
                has_model = has_model or term.kind in MODEL
                length += 1
            if has_model:
                weight *= _WITH_MODEL
            best = max(best, (weight, length, -left, -right))
    return best[0], best[1], -best[2], -best[3]


def _after(one: Reading, place: int, corpus: Corpus) -> tuple[float, ...]:
    """Describe the term that follows the run: none, a word that sets models apart, how rare, and of which kind."""
    if place >= len(one.texts):
        return (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    text = one.texts[place]
    kind = one.terms[text].kind
    modifier = corpus.modifiers.get(text, 0.0) if kind == WORD else 0.0
    return (
        0.0,
        float(kind == WORD and text in VARIANT_WORDS),
        modifier,
        corpus.rarity(text),
        float(kind == MEASURE),
        float(kind == COLOUR),
        float(kind in MODEL),
    )
