"""How well titles alone tell which offers are one product: pairwise precision and recall of the clusters."""

import random
import time

from bench.figures import Figure
from bench.matching_data import FILE, Labelled, Score, is_reported, labelled, score, score_among
from torg.catalog.matching import cluster_titles

_F1, _PRECISION = 0.85, 0.95
_MANY = 50_000


def measure() -> list[Figure]:
    """Cluster the part that nothing was learned from, by itself and among all others; and many titles for the time."""
    if not FILE.is_file():
        print("../shared/data/matching is not here: nothing to measure matching on")
        return []
    part, whole = labelled(reported=True), labelled(reported=None)
    found = cluster_titles(whole.titles)
    among = score_among(found, whole.products, [is_reported(str(product)) for product in whole.products])
    return [
        _figure("products that nothing was learned from", part, score(cluster_titles(part.titles), part.products)),
        _figure("the same among all the others", whole, among),
        _figure("all, learned from or not", whole, score(found, whole.products)),
        _time(whole),
    ]


def _figure(what: str, part: Labelled, found: Score) -> Figure:
    same_words = score(part.titles, part.products)
    return Figure(
        what=f"matching by title, {what}",
        size=f"{len(part.titles):,} titles",
        measured=f"precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}",
        floor=f"F1 {same_words.f1:.3f}: titles that are the same letter by letter",
        bar=f"F1 ≥ {_F1}, precision ≥ {_PRECISION}",
        met=found.f1 >= _F1 and found.precision >= _PRECISION,
        group="matching",
    )


def _time(whole: Labelled) -> Figure:
    """Cluster many titles: those there are, and more of them with a word left out here and there."""
    chance = random.Random(5)
    titles = list(whole.titles)
    while len(titles) < _MANY:
        words = chance.choice(whole.titles).split()
        titles.append(" ".join(word for word in words if chance.random() < 0.9))
    began = time.process_time()
    cluster_titles(titles)
    seconds = time.process_time() - began
    return Figure(
        what="matching by title, time of one core",
        size=f"{_MANY:,} titles",
        measured=f"{seconds:.0f} s, {_MANY / seconds:,.0f} titles/s",
        group="matching",
    )
