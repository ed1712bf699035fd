import threading

import msgspec
import pytest

from torg.core.documents import Documents
from torg.search import searches as module
from torg.search.find import find
from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.models import SearchRequest
from torg.search.searches import Searches
from torg.shelf.read import Shelf, index_folder, point_to, products_table

from .catalogue import market

JACKETS = SearchRequest(locale="sv-se", category=2, sort="price")


class Follower:
    """Writes an edition of the shelf as the follower does, from another object than the searches read with."""

    def __init__(self, folder, name):
        self.folder, self.edition = folder, folder / name
        self.documents = Documents(self.edition / "documents", write=True)
        lexicon = learn("sv", [text_of(each) for each in market("sv-se")])
        self.index = open_index(index_folder(self.edition, "sv-se"), "sv-se", lexicon)

    def write(self, products, deletes=()):
        with self.documents.writing() as writing:
            for each in products:
                writing.put(products_table("sv-se"), each.id, msgspec.json.encode(each))
        self.index.apply(products, deletes)
        self.index.commit()

    def publish(self):
        point_to(self.folder, self.edition)


@pytest.fixture
def follower(tmp_path):
    found = Follower(tmp_path, "1")
    found.write(market("sv-se"))
    found.publish()
    yield found
    found.index.close()
    found.documents.close()


@pytest.fixture
def patience(monkeypatch):
    """Names are read again as soon as they may have changed."""
    monkeypatch.setattr(module, "PATIENCE", -1.0)


def wait_for_readers():
    for thread in threading.enumerate():
        if thread.name.startswith("vocabulary"):
            thread.join(20)


def test_a_changed_price_is_seen_by_the_next_search(follower, tmp_path):
    searches = Searches(Shelf(tmp_path))
    assert find(searches, JACKETS).ids[-1] == 104
    follower.write([msgspec.structs.replace(each, price_from=100) for each in market("sv-se") if each.id == 104])
    assert find(searches, JACKETS).ids == [104, 105, 106, 101, 102, 103]


def test_what_is_removed_is_found_no_more(follower, tmp_path):
    searches = Searches(Shelf(tmp_path))
    assert find(searches, JACKETS).total == 6
    follower.write([], deletes=[101])
    result = find(searches, JACKETS)
    assert result.total == 5
    assert 101 not in result.ids


def test_tells_whether_there_was_anything_new(follower, tmp_path):
    searches = Searches(Shelf(tmp_path))
    find(searches, JACKETS)
    assert not searches.reload_if_changed()
    follower.write([], deletes=[101])
    assert searches.reload_if_changed()
    assert not searches.reload_if_changed()


def test_a_new_name_is_understood_soon_after_it_came(follower, tmp_path, patience):
    searches = Searches(Shelf(tmp_path))
    wanted = SearchRequest(locale="sv-se", q="lila jacka")
    assert find(searches, wanted).relaxed
    jacket = market("sv-se")[0]
    purple = msgspec.structs.replace(jacket.attributes[0], value="Lila", key="purple")
    follower.write([msgspec.structs.replace(jacket, id=500, attributes=[purple])])
    find(searches, wanted)
    wait_for_readers()
    result = find(searches, wanted)
    assert [intent.key for intent in result.intents] == ["attribute:colour:purple", "category:2"]
    assert result.ids == [500]


def test_moves_on_to_a_new_edition(follower, tmp_path):
    shelf = Shelf(tmp_path)
    searches = Searches(shelf)
    assert find(searches, JACKETS).total == 6
    rebuilt = Follower(tmp_path, "2")
    rebuilt.write(market("sv-se")[:3])
    rebuilt.publish()
    assert shelf.refresh()
    assert find(searches, JACKETS).total == 3
    rebuilt.index.close()
    rebuilt.documents.close()


def test_an_empty_shelf_finds_nothing_and_a_filled_one_is_noticed(tmp_path):
    shelf = Shelf(tmp_path)
    searches = Searches(shelf)
    assert find(searches, JACKETS).total == 0
    first = Follower(tmp_path, "1")
    first.write(market("sv-se"))
    first.publish()
    shelf.refresh()
    assert find(searches, JACKETS).total == 6
    first.index.close()
    first.documents.close()
