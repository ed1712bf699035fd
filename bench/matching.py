"""How well titles alone tell which offers are one product: pairwise precision and recall of the clusters."""

import random
import time

from bench.figures import Figure
from bench.matching_data import FILE, Labelled, labelled, score
from torg.catalog.matching import cluster_titles

_F1, _PRECISION = 0.85, 0.95
_MANY = 50_000


def measure() -> list[Figure]:
    """Cluster the part that nothing was learned from, the whole set, and many titles for the time that they take."""
    if not FILE.is_file():
        print("../shared/data/matching is not here: nothing to measure matching on")
        return []
    return [_quality("products that nothing was learned from", labelled(reported=True)), *_by_size()]


def _quality(what: str, part: Labelled) -> Figure:
    found = score(cluster_titles(part.titles), part.products)
    same_words = score([hash(title) for title in part.titles], part.products)
    return Figure(
        what=f"matching by title, {what}",
        size=f"{len(part.titles):,} titles",
        measured=f"precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}",
        floor=f"F1 {same_words.f1:.3f}: titles that are the same letter by letter",
        bar=f"F1 ≥ {_F1}, precision ≥ {_PRECISION}",
        met=found.f1 >= _F1 and found.precision >= _PRECISION,
        group="matching",
    )


def _by_size() -> list[Figure]:
    whole = labelled(reported=None)
    chance = random.Random(5)
    titles = list(whole.titles)
    while len(titles) < _MANY:
        words = chance.choice(whole.titles).split()
        titles.append(" ".join(word for word in words if chance.random() < 0.9))
    began = time.process_time()
    cluster_titles(titles)
    seconds = time.process_time() - began
    return [
        _quality("all, learned from or not", whole),
        Figure(
            what="matching by title, time of one core",
            size=f"{_MANY:,} titles",
            measured=f"{seconds:.0f} s, {_MANY / seconds:,.0f} titles/s",
            group="matching",
        ),
    ]
