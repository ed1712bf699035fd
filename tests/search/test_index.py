import msgspec
import pytest
from tantivy import Query

from torg.search.index import open_index
from torg.search.lexicon import Lexicon, learn, text_of

from .catalogue import market


@pytest.fixture
def lexicon():
    return learn("sv", [text_of(document) for document in market("sv-se")])


def ids(index):
    searcher = index.searcher()
    return sorted(searcher.fast_field_values("id", [at for _, at in searcher.search(Query.all_query(), 500).hits]))


def test_a_product_applied_again_is_there_once(lexicon):
    documents = market("sv-se")
    index = open_index(None, "sv-se", lexicon)
    index.apply(documents)
    index.commit()
    index.apply(documents[:3])
    index.commit()
    assert ids(index) == sorted(document.id for document in documents)


def test_a_removed_product_is_gone(lexicon):
    documents = market("sv-se")
    index = open_index(None, "sv-se", lexicon)
    index.apply(documents)
    index.commit()
    index.apply([], deletes=[documents[0].id])
    index.commit()
    assert documents[0].id not in ids(index)
    assert len(ids(index)) == len(documents) - 1


def test_what_is_not_committed_is_not_seen(lexicon, tmp_path):
    writer, reader = open_index(tmp_path, "sv-se", lexicon), open_index(tmp_path, "sv-se")
    writer.apply(market("sv-se"))
    assert ids(reader) == []
    writer.commit()
    assert len(ids(reader)) == len(market("sv-se"))
    writer.close()


def test_the_lexicon_lies_beside_the_index(lexicon, tmp_path):
    open_index(tmp_path, "sv-se", lexicon)
    assert open_index(tmp_path, "sv-se").lexicon.words == lexicon.words
    assert open_index(tmp_path / "new", "fi-fi").lexicon == Lexicon("fi")


def test_numbers_for_filters_and_order(lexicon):
    document = market("sv-se")[0]
    index = open_index(None, "sv-se", lexicon)
    index.apply([msgspec.structs.replace(document, price_from=None, featured=None, availability="out_of_stock")])
    index.commit()
    searcher = index.searcher()
    hit = [searcher.search(Query.all_query(), 1).hits[0][1]]
    assert searcher.fast_field_values("price", hit) == [0]
    assert searcher.fast_field_values("availability", hit) == [0]
    assert searcher.fast_field_values("days", hit) == [99]
    assert searcher.fast_field_values("popularity", hit) == [document.popularity]


def test_a_locale_without_language_rules_is_refused():
    with pytest.raises(ValueError, match="is-is"):
        open_index(None, "is-is")
