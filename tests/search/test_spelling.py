import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.search.spelling import Speller, cost

WORDS = {
    "jacka": 40, "jackor": 30, "byxor": 20, "borrmaskin": 15, "hörlurar": 12, "diskmaskin": 9, "smörgås": 8,
    "dammsugare": 7, "kaffe": 50, "telefon": 11, "tröja": 14, "skor": 25, "skot": 1, "bröd": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def speller():
    return Speller(WORDS, "sv")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jaccka", "jacka"),
        ("jakca", "jacka"),
        ("borrmaksin", "borrmaskin"),
        ("borrmasin", "borrmaskin"),
        ("horlurar", "hörlurar"),
        ("smorgas", "smörgås"),
        ("diskmaskn", "diskmaskin"),
        ("dammsugre", "dammsugare"),
        ("telefån", "telefon"),
        ("byxxor", "byxor"),
        ("hårlurat", "hörlurar"),
    ],
)
def test_finds_the_word_that_was_meant(speller, typed, meant):
    assert speller.correct(typed) == meant


@pytest.mark.parametrize("word", ["jacka", "Jacka", "skot", "kaffe", "bröd"])
def test_never_corrects_a_word_of_the_catalogue(speller, word):
    assert speller.correct(word) is None


@pytest.mark.parametrize(
    "word", ["xkcdqz", "kaf", "18v", "elefantöra", "", "j", "jackajackajackajackajackajackajackajacka"]
)
def test_leaves_alone_what_is_like_nothing_or_too_short(speller, word):
    assert speller.correct(word) is None


def test_a_neighbour_on_the_keyboard_is_a_smaller_slip(speller):
    assert cost("jaxka", "jacka", 2) < cost("jaqka", "jacka", 2) <= 1.0
    assert cost("skör", "skor", 2) < cost("skqr", "skor", 2)


def test_the_commoner_of_two_words_equally_near_is_meant():
    assert Speller({"skal": 900, "skat": 1}, "sv").correct("skax") == "skal"


@given(
    word=st.sampled_from([word for word in WORDS if len(word) > 4]),
    place=st.integers(0, 9),
    letter=st.sampled_from("abcdefgåäö"),
)
def test_nothing_within_reach_is_missed(word, place, letter):
    """The bit sets only leave out what is farther away: one letter more is always found."""
    place = min(place, len(word))
    typed = word[:place] + letter + word[place:]
    speller = Speller({word: 1}, "sv")
    assert typed == word or speller.correct(typed) == word


def test_an_empty_catalogue_corrects_nothing():
    assert Speller({}, "sv").correct("jaccka") is None
