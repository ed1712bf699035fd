import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.search.lexicon import CatalogueText, Lexicon, learn
from torg.search.text import LANGUAGES, canonical
from torg.search.text.compounds import NEVER_PARTS, splits

PARTS = {
    "sv": {
        "diskmaskinstabletter": ("diskmaskin", "tabletter"),
        "barnvagn": ("barn", "vagn"),
        "flickcykel": ("flicka", "cykel"),
        "rengöringsmedel": ("rengöring", "medel"),
        "hamburgerost": ("hamburger", "ost"),
    },
    "nb": {
        "støvsugerpose": ("støvsuger", "pose"),
        "vinterjakke": ("vinter", "jakke"),
        "mobildeksel": ("mobil", "deksel"),
    },
    "da": {
        "støvsugerpose": ("støvsuger", "pose"),
        "vinterjakke": ("vinter", "jakke"),
        "køkkenmaskine": ("køkken", "maskine"),
    },
    "fi": {
        "talvitakki": ("talvi", "takki"),
        "jääkaappipakastin": ("jääkaappi", "pakastin"),
        "kahvinkeitin": ("kahvin", "keitin"),
    },
    "en": {"powerbank": ("power", "bank")},
}


@pytest.mark.parametrize(
    ("language", "word", "parts"), [(language, *pair) for language, pairs in PARTS.items() for pair in pairs.items()]
)
def test_splits_compounds_by_the_language_alone(language, word, parts):
    assert Lexicon(language).parts(word) == parts


@pytest.mark.parametrize(
    ("language", "word"),
    [
        *(
            ("sv", word)
            for word in ["banan", "potatis", "mandarin", "choklad", "parmesan", "kardemumma", "vanilla", "tomat"]
        ),
        *(("en", word) for word in ["keyboard", "headphones", "notebook", "printer", "monitor"]),
        ("nb", "appelsin"),
        ("da", "kartoffel"),
        ("fi", "omena"),
    ],
)
def test_what_is_no_compound_stays_whole(language, word):
    assert Lexicon(language).parts(word) == (word,)


def test_learns_parts_from_the_catalogue():
    bare = Lexicon("sv")
    assert bare.parts("zorbikvagn") == ("zorbikvagn",)
    learned = learn("sv", [CatalogueText(f"Zorbik {number}") for number in "abcdef"])
    assert learned.parts("zorbikvagn") == ("zorbik", "vagn")


def test_trusts_a_short_word_when_the_catalogue_has_it():
    assert Lexicon("sv").parts("gatukök") == ("gatukök",)
    assert learn("sv", [CatalogueText(f"Kök {number}") for number in "abcdef"]).parts("gatukök") == ("gata", "kök")


def test_knows_both_ways_when_two_are_likely():
    titles = ["Skinka kokt", "Skinka rökt", "Ost mild", "Ost lagrad", "Skin care", "Kost och hälsa"]
    ways = learn("sv", [CatalogueText(title) for title in titles]).splits("skinkost")
    assert ("skinka", "ost") in ways


@given(st.text("abdefgiklmnoprstuvyåäö", min_size=1, max_size=40), st.sampled_from(LANGUAGES))
def test_splitting_loses_no_letter_but_links(word, language):
    word = canonical(word, language)
    for parts in splits(word, language, Lexicon(language).strength):
        place = 0
        for number, part in enumerate(parts):
            # A part may have lost or changed its last letters for the link to the next one.
            known = next(
                kept
                for kept in range(len(part), 0, -1)
                if word.startswith(part[:kept], place) and len(part) - kept <= 3
            )
            place += known
            following = parts[number + 1][:2] if number + 1 < len(parts) else ""
            link = word.find(following, place) - place if following else 0
            assert 0 <= link <= 3, (word, parts)
            place += link
        assert place == len(word), (word, parts)
        assert not set(parts) & NEVER_PARTS[language]
