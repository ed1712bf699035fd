"""Clusters of titles: the judge that comes with the program, on titles of trades that it never saw."""

from pathlib import Path

import numpy as np
import pytest
from bench.matching_data import FILE, labelled, score

from torg.catalog.matching import Corpus, cluster_titles, match_title, read_title
from torg.catalog.matching.likeness import likeness
from torg.catalog.matching.reading import reading_of
from torg.catalog.matching.trees import learned_judge

TOOLS = [
    "Bosch Professional GSR 18V-55 skruvdragare", "Skruvdragare Bosch GSR18V55 Professional", "Bosch GSR 18V-55 solo",
    "Makita DHP484Z slagborr 18V", "makita dhp484z slagborrmaskin", "Makita DTD153Z mutterdragare",
    "Dewalt DCD796N borrmaskin", "DeWalt DCD 796 N XR", "Festool TS 55 FEBQ sänksåg", "Festool TS 75 EBQ sänksåg",
    "Husqvarna 135 motorsåg", "Husqvarna 450 motorsåg", "Stihl MS 181 motorsåg", "Fiskars X10 yxa", "Fiskars X17 yxa",
]  # fmt: skip


def test_one_pair_has_as_many_figures_as_the_judge_was_taught() -> None:
    corpus = Corpus([read_title(title) for title in TOOLS])
    readings = [reading_of(title, corpus) for title in corpus.titles]
    figures = likeness(readings[0], readings[1], corpus)
    assert len(figures) == learned_judge().figures
    assert figures == likeness(readings[1], readings[0], corpus), "the same both ways"
    assert all(np.isfinite(figures))


def test_the_same_model_meets_and_its_brothers_do_not() -> None:
    found = cluster_titles(TOOLS)
    assert found[0] == found[1]
    assert found[3] == found[4]
    for one, two in ((3, 5), (8, 9), (10, 11), (13, 14), (0, 3), (10, 12)):
        assert found[one] != found[two], (TOOLS[one], TOOLS[two])


@pytest.mark.parametrize("titles", [[], ["one"], ["", ""], ["", "a", "🙂"], ["same words"] * 3])
def test_few_and_empty_titles_are_no_trouble(titles: list[str]) -> None:
    assert len(cluster_titles(titles)) == len(titles)


def test_the_same_titles_give_the_same_clusters() -> None:
    assert cluster_titles(TOOLS) == cluster_titles(TOOLS)


def test_one_title_finds_its_product() -> None:
    corpus = Corpus([read_title(title) for title in TOOLS])
    match = match_title("DHP484Z från Makita, slagborr", TOOLS[3:12:2], corpus)
    assert match is not None
    assert match.place == 0
    assert match_title("x", [], corpus) is None


def test_real_titles_come_together_and_stay_apart(shared: Path) -> None:
    if not FILE.is_file():
        pytest.skip("../shared/data/matching is not here")
    part = labelled(reported=True)
    kept = [index for index, category in enumerate(part.categories) if category in {"Microwaves", "TVs"}]
    found = score(cluster_titles([part.titles[index] for index in kept]), [part.products[index] for index in kept])
    assert found.precision > 0.9
    assert found.recall > 0.6
