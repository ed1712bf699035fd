import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.search.text import LANGUAGES, normalise, tokens


def parts(text, language="sv"):
    return [(token.text, token.kind, token.parts) for token in tokens(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dv7-1211ea", [("dv71211ea", "code", ("dv7", "1211ea"))]),
        ("RTX2060", [("rtx2060", "code", ("rtx", "2060"))]),
        ("T-shirt", [("tshirt", "word", ("t", "shirt"))]),
        ("H&M", [("hm", "word", ("h", "m"))]),
        ("Vitlök&örter", [("vitlök", "word", ()), ("örter", "word", ())]),
        ("lax/torsk", [("lax", "word", ()), ("torsk", "word", ())]),
        ("Kellogg's", [("kelloggs", "word", ())]),
        ("L'Oréal", [("loreal", "word", ("l", "oreal"))]),
        ("7310865004703", [("7310865004703", "number", ())]),
        ("007", [("7", "number", ())]),
    ],
)
def test_reads_words_and_model_numbers(text, found):
    assert parts(text) == found


@given(st.text(), st.sampled_from(LANGUAGES))
def test_every_token_has_its_place_in_the_text(text, language):
    whole = normalise(text)
    for token in tokens(text, language):
        assert 0 <= token.start < token.end <= len(whole)
        assert token.text
        assert " " not in token.text


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_the_same_text_gives_the_same_tokens_in_capitals(text, language):
    # Some letters have no capital of their own, so only texts that survive the way there and back are compared.
    if text.upper().lower() == text.lower():
        assert [token.text for token in tokens(text.upper(), language)] == [
            token.text for token in tokens(text.lower(), language)
        ]
