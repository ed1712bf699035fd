import pytest

from torg.search.text import stem


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("sv", "tablett tabletten tabletter tabletterna"),
        ("sv", "limpa limpan limpor"),
        ("sv", "pågenlimpa pågenlimpan"),
        ("sv", "glutenfri glutenfritt glutenfria"),
        ("nb", "støvsuger støvsugere støvsugeren"),
        ("nb", "rød rødt røde"),
        ("da", "jakke jakker jakken"),
        ("da", "sukkerfri sukkerfrit sukkerfrie"),
        ("fi", "keitin keittimet"),
        ("fi", "matto maton"),
        ("fi", "tabletti tabletit"),
        ("en", "battery batteries"),
        ("en", "headphone headphones"),
        ("en", "box boxes"),
    ],
)
def test_inflections_share_a_stem(language, forms):
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "gaming", "game"), ("en", "printer", "print"), ("sv", "vulkan", "vulka"), ("sv", "sko", "skog")],
)
def test_other_words_do_not(language, one, other):
    assert stem(one, language) != stem(other, language)


def test_a_model_number_is_not_inflected():
    assert stem("dv7", "en") == "dv7"
    assert stem("16s", "sv") == "16s"
