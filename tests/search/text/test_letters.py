import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.search.text import LANGUAGES, bare, canonical, normalise

LANGUAGE = st.sampled_from(LANGUAGES)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(), LANGUAGE)
def test_spelling_canonically_twice_changes_nothing(text, language):
    once = canonical(normalise(text), language)
    assert canonical(once, language) == once


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("Smørgås", "sv", "smörgås"),
        ("smörrebröd", "da", "smørrebrød"),
        ("træ", "sv", "trä"),
        ("ägg", "nb", "ægg"),
        ("blaabær", "nb", "blåbær"),
        ("smaakakor", "sv", "småkakor"),
        ("crème", "sv", "creme"),
        ("vaaka", "fi", "vaaka"),
        ("Ångström", "en", "angstrom"),
    ],
)
def test_letters_that_shoppers_mix_are_one(typed, language, meant):
    assert canonical(normalise(typed), language) == meant


@pytest.mark.parametrize(("one", "other"), [("rön", "ron"), ("mål", "mal"), ("får", "far"), ("läsk", "lask")])
def test_letters_that_differ_stay_apart(one, other):
    assert canonical(one, "sv") != canonical(other, "sv")
    assert bare(one) == bare(other)


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [("smorgas", "smörgås"), ("smoerrebroed", "smørrebrød"), ("aeble", "æble"), ("kottbullar", "köttbullar")],
)
def test_words_typed_on_another_keyboard_meet_their_own(typed, spelled):
    assert bare(typed) == bare(spelled)


def test_marks_of_trade_are_no_letters():
    assert normalise("MicroSaver™ Kabel® 2\u00adm") == "microsaver kabel 2m"
