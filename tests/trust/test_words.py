"""What is named in tables of words is named in every language."""

import pytest

from torg.content import office_reviews, review_pages, review_portal
from torg.core.i18n import catalogue
from torg.markets import LANGUAGES
from torg.trust import office_complaints, words
from torg.trust.measures import all_measures
from torg.trust.report import NOTICE_CATEGORIES

_NAMED = {name: value for name, value in vars(words).items() if isinstance(value, dict) and not name.startswith("_")}


def everybody_reads() -> set[str]:
    found = {word for table in _NAMED.values() for word in table.values()}
    found |= {word for word, _ in NOTICE_CATEGORIES.values()} | {each.title for each in all_measures()}
    return found | {*review_pages.SORT_WORDS.values(), *review_portal.ANSWERED.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_words_is_translated(language: str) -> None:
    assert len(_NAMED) > 10
    assert sorted(each for each in everybody_reads() if each not in catalogue(language)) == []


def test_the_office_has_its_words_in_swedish() -> None:
    tables = (office_reviews.KINDS, office_reviews.STATES, office_complaints.OUTCOMES)
    assert [each for table in tables for each in table.values() if each not in catalogue("sv")] == []


def test_every_measure_has_its_name() -> None:
    assert {each.code: each.title for each in all_measures()} == words.MEASURE_WORDS
