"""The small market of `catalogue`, indexed in memory: no files, no database."""

from collections.abc import Callable, Iterator

import pytest

from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.searches import LocaleSearch, Searches
from torg.shelf.models import ProductDocument
from torg.shelf.read import Shelf

from .catalogue import market

LOCALES = ("sv-se", "nb-no", "da-dk", "fi-fi", "en-fi")


def opened(searches: Searches, locale: str, documents: list[ProductDocument]) -> LocaleSearch:
    by_id = {document.id: document for document in documents}
    index = open_index(None, locale, learn(locale[:2], [text_of(document) for document in documents]))
    index.apply(documents)
    index.commit()
    return searches.add(locale, index, lambda ids: [by_id[each] for each in ids if each in by_id])


@pytest.fixture(scope="session")
def searches(tmp_path_factory) -> Iterator[Searches]:
    """The market in every language, never changed by a test."""
    found = Searches(Shelf(tmp_path_factory.mktemp("shelf")))
    for locale in LOCALES:
        opened(found, locale, market(locale))
    return found


@pytest.fixture
def stocked(tmp_path) -> Callable[..., Searches]:
    """Give a search of one's own over some documents."""

    def stock(documents: list[ProductDocument]) -> Searches:
        found = Searches(Shelf(tmp_path))
        opened(found, documents[0].locale, documents)
        return found

    return stock
