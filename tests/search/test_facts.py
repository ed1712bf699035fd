"""What products are, as searches count and narrow it: the newest wins, whatever was killed or written over."""

import random

import msgspec
import numpy as np
import pytest

from torg.search import facts_file
from torg.search.facts_block import Fact, key_of
from torg.search.facts_file import FactsFile
from torg.search.filters import all_of, filters_of
from torg.search.find import find
from torg.search.index import open_index
from torg.search.lexicon import learn, text_of
from torg.search.models import SearchRequest
from torg.search.narrow import narrowed
from torg.search.product_facts import attribute_terms
from torg.search.remembered import rows_of

from .catalogue import market

RED, BLUE = key_of("colour:red"), key_of("colour:blue")
SHOE = Fact(7, price=49_900, popularity=3, brand=12, days=2, availability=2, categories=(1, 4), sellers=(1, 3))


def seen(facts):
    """Everything that is known of each product, in the order of the ids."""
    return list(facts.read(facts.all))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "facts.bin"


def test_what_is_written_is_read_again(path):
    written = [msgspec.structs.replace(SHOE, attributes=(RED, BLUE), evidence=b"says"), Fact(9, evidence=b"nothing")]
    FactsFile(path).add(written)
    assert seen(FactsFile(path).facts()) == written


def test_the_newest_of_a_product_wins_and_what_was_given_before_stays_as_it_was(path):
    file = FactsFile(path)
    file.add([SHOE, Fact(9, price=100)])
    before = file.facts()
    cheaper = msgspec.structs.replace(SHOE, price=100, brand=13, categories=(1, 5), sellers=(2,), attributes=(BLUE,))
    file.add([cheaper, Fact(11)])
    file.add([Fact(9, gone=True)])
    assert seen(file.facts()) == [cheaper, Fact(11)]
    assert seen(before) == [SHOE, Fact(9, price=100)]
    assert seen(FactsFile(path).facts()) == seen(file.facts())


def test_a_product_has_only_what_it_had_last(path):
    file = FactsFile(path)
    file.add([Fact(1, attributes=(RED,)), Fact(2, attributes=(RED, BLUE))])
    file.facts()
    # Twice before anybody looks: both come in one reading.
    file.add([Fact(1, attributes=(RED, BLUE))])
    file.add([Fact(1, attributes=(BLUE,))])
    facts = file.facts()
    assert facts.attributes.any_of(facts.all, [RED]).tolist() == [False, True]
    assert facts.attributes.any_of(facts.all, [BLUE]).tolist() == [True, True]
    counts = dict(zip(facts.attributes.things.keys, facts.attributes.counts(facts.all).tolist(), strict=True))
    assert counts == {RED: 1, BLUE: 2}


@pytest.mark.parametrize("lost", [1, 30, 200])
def test_what_a_killed_writer_left_half_written_is_cut_off(path, lost):
    FactsFile(path).add([SHOE])
    whole = path.stat().st_size
    FactsFile(path).add([Fact(8, evidence=b"x" * 300)])
    content = path.read_bytes()
    path.write_bytes(content[: max(whole + 1, len(content) - lost)])
    assert seen(FactsFile(path).facts()) == [SHOE]
    FactsFile(path).add([Fact(9)])
    assert seen(FactsFile(path).facts()) == [SHOE, Fact(9)]


def test_a_file_that_is_mostly_outdated_is_written_anew_under_its_readers(path, monkeypatch):
    monkeypatch.setattr(facts_file, "_WASTE", 0)
    writer, reader = FactsFile(path), FactsFile(path)
    for price in range(50):
        writer.add([msgspec.structs.replace(SHOE, price=price, attributes=(RED,), evidence=b"says" * 20)])
        assert seen(reader.facts())[0].price == price
    before, long = reader.facts(), path.stat().st_size
    writer.tidy()
    assert path.stat().st_size < long / 10
    assert seen(reader.facts()) == seen(before)
    writer.add([Fact(9)])
    assert [each.id for each in seen(reader.facts())] == [7, 9]


def test_filters_keep_what_the_index_finds_for_them(searches):
    generation = searches.of("sv-se")
    index, facts, chance = generation.index, generation.facts, random.Random(3)
    for _ in range(200):
        wanted = SearchRequest(
            "sv-se",
            category=chance.choice((None, None, 1, 2, 4)),
            brand=chance.sample((11, 12, 13, 99), chance.choice((0, 0, 1, 2))),
            seller=chance.sample((1, 2, 3), chance.choice((0, 0, 1, 2))),
            attributes=chance.choice(({}, {"colour": ["red", "green"]}, {"colour": ["black"], "gender": ["male"]})),
            price_min=chance.choice((None, 0, 20_000)),
            price_max=chance.choice((None, 99_000)),
            max_delivery_days=chance.choice((None, 1, 3)),
            in_stock=chance.choice((True, False)),
        )
        query = all_of(list(filters_of(index.schema, wanted).values()))
        expected = rows_of(index.searcher(), facts, query)
        assert sorted(narrowed(facts, wanted, facts.all).tolist()) == sorted(expected.tolist())


def test_a_joined_value_is_found_as_either(searches):
    document = market("sv-se")[0]
    colour = msgspec.structs.replace(document.attributes[0], code="colour", key="black.off-white")
    weight = msgspec.structs.replace(colour, code="weight", key="1.5")
    terms = attribute_terms(msgspec.structs.replace(document, attributes=[colour, weight], options=[]))
    assert terms == ["colour:black", "colour:black.off-white", "colour:off-white", "weight:1.5"]


def test_what_is_remembered_of_words_follows_what_products_say(stocked, monkeypatch):
    """An index with a history must answer as a new one does, words that were typed before included."""
    documents = {each.id: each for each in market("sv-se")}
    lexicon = learn("sv", map(text_of, documents.values()))
    index = open_index(None, "sv-se", lexicon)
    index.apply(documents.values())
    index.commit()
    searches = stocked(list(documents.values()))
    opened = searches.add("sv-se", index, lambda ids: [documents[each] for each in ids if each in documents])
    queries, chance = ("jacka", "röd jacka", "kaffe", "borrmaskin 18v", "sony fodral skal"), random.Random(5)
    titles = [each.title for each in documents.values()]
    for _ in range(6):
        changed = chance.sample(sorted(documents), 3)
        gone, renamed = changed[0], changed[1:]
        documents.pop(gone)
        for each in renamed:
            documents[each] = msgspec.structs.replace(documents[each], title=chance.choice(titles))
        index.apply([documents[each] for each in renamed], deletes=[gone])
        index.commit()
        opened.reload()
        fresh = open_index(None, "sv-se", lexicon)
        fresh.apply(documents.values())
        fresh.commit()
        anew = stocked(list(documents.values()))
        anew.add("sv-se", fresh, lambda ids: [documents[each] for each in ids if each in documents])
        for query in queries:
            request = SearchRequest("sv-se", query, limit=100)
            assert find(searches, request) == find(anew, request)
    assert np.count_nonzero(searches.of("sv-se").facts.there) == len(documents)
