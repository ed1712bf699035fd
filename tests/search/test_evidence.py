from hypothesis import given
from hypothesis import strategies as st

from torg.search.evidence import pack, unpack

TERM = st.text("abcdefgåäö0123456789", min_size=1, max_size=8)
PLACE = st.dictionaries(TERM, st.integers(1, 9), max_size=12)


@given(st.lists(st.tuples(PLACE, PLACE, PLACE, PLACE, PLACE, PLACE), min_size=1, max_size=6))
def test_what_is_packed_is_found_again(products):
    terms = sorted({term for places in products for place in places for term in place} | {"nowhere-said"})
    evidence = unpack([pack(places) for places in products], terms)
    for number, places in enumerate(products):
        for column, term in enumerate(terms):
            assert evidence.said[number, column].tolist() == [min(place.get(term, 0), 3) for place in places]
        assert evidence.lengths[number].tolist() == [sum(place.values()) for place in places]


def test_forms_and_bare_words_stand_beside_the_terms():
    blob = pack([{"smörgås": 1}, {}, {}, {}, {}, {}], forms=["smörgåsar"], bares=["smorgas"])
    said = unpack([blob], ["smörgås", "=smörgåsar", "~smorgas", "smörgåsar"]).said
    assert (said[0, :, 0] > 0).tolist() == [True, True, True, False]


def test_features_keep_their_weight():
    blobs = [pack([{}] * 6, features={"colour": 0.6, "voltage": 0.8}), pack([{}] * 6)]
    evidence = unpack(blobs, ["x"], ["voltage", "colour", "length"])
    assert [round(float(each), 1) for each in evidence.features[0]] == [0.8, 0.6, 0.0]
    assert evidence.described.tolist() == [True, False]


def test_a_very_long_description_loses_its_own_words_first():
    text = {f"word{number}": 1 for number in range(2_000)}
    blob = pack([{"name": 1}, {}, {}, {}, {}, text], features={"colour": 1.0})
    evidence = unpack([blob], ["name"], ["colour"])
    assert evidence.said[0, 0, 0] == 1
    assert evidence.features[0, 0] == 1
    assert len(blob) < 4_000
