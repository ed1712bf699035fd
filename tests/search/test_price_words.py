import pytest

from torg.search.price_words import price_name, price_phrase


def words_of(query, phrase):
    return [query[start:end] for start, end in phrase.spans]


@pytest.mark.parametrize(
    ("query", "currency", "least", "most", "words", "certain"),
    [
        ("röd jacka herr under 1000 kr", "SEK", None, 100_000, ["under 1000 kr"], True),
        ("jacka under 500", "SEK", None, 50_000, ["under 500"], False),
        ("max 200 kr", "SEK", None, 20_000, ["max 200 kr"], True),
        ("500-1000 kr", "SEK", 50_000, 100_000, ["500-1000 kr"], True),
        ("jacka 500 – 1 000 kr", "SEK", 50_000, 100_000, ["500 – 1 000 kr"], True),
        ("mellan 500 och 1000 kronor", "SEK", 50_000, 100_000, ["mellan 500 och 1000 kronor"], True),
        ("från 300", "SEK", 30_000, None, ["från 300"], False),
        ("över 200 under 500 kr", "SEK", 20_000, 50_000, ["över 200", "under 500 kr"], True),
        ("tv 5-10 tusen kr", "SEK", 500_000, 1_000_000, ["5-10 tusen kr"], True),
        ("kaffe under 49,90 kr", "SEK", None, 4_990, ["under 49,90 kr"], True),
        ("soffa under 12 999:-", "SEK", None, 1_299_900, ["under 12 999:-"], True),
        ("ca 500 kr", "SEK", 40_000, 60_000, ["ca 500 kr"], True),
        ("presentkort 500 kr", "SEK", None, 50_000, ["500 kr"], False),
        ("50 kr eller mindre", "SEK", None, 5_000, ["50 kr eller mindre"], True),
        ("jakke mindre enn 300 kr", "NOK", None, 30_000, ["mindre enn 300 kr"], True),
        ("sko fra kr 500 til 900", "NOK", 50_000, 90_000, ["fra kr 500 til 900"], True),
        ("sko op til 700,-", "DKK", None, 70_000, ["op til 700,-"], True),
        ("stol mellem 1.000 og 2.000 kr.", "DKK", 100_000, 200_000, ["mellem 1.000 og 2.000 kr."], True),
        ("shoes under SEK 1,000", "SEK", None, 100_000, ["under SEK 1,000"], True),
        ("nike air max 90", "SEK", None, 9_000, ["max 90"], False),
    ],
)
def test_reads_a_price_from_words(query, currency, least, most, words, certain):
    phrase = price_phrase(query, currency)
    assert phrase is not None
    assert (phrase.minimum, phrase.maximum, phrase.certain) == (least, most, certain)
    assert words_of(query, phrase) == words


@pytest.mark.parametrize(
    ("query", "least", "most"),
    [
        ("alle 50 €", None, 5_000),
        ("kengät alle 50 euron", None, 5_000),
        ("takki 100–200 €", 10_000, 20_000),
        ("enintään 99,90 e", None, 9_990),
        ("50 euroon asti", None, 5_000),
        ("takki yli 300 euroa", 30_000, None),
        ("300 eurosta alkaen", 30_000, None),
    ],
)
def test_reads_finnish(query, least, most):
    phrase = price_phrase(query, "EUR", finnish=True)
    assert phrase is not None
    assert (phrase.minimum, phrase.maximum) == (least, most)


@pytest.mark.parametrize(
    "query",
    [
        "slang max 90 cm",
        "overall 108-140 cm",
        "borrmaskin 18V",
        "leksak från 3 år",
        "ca 500 g",
        "iphone 15 pro max 256 gb",
        "jeans 32/34",
        "under 5,5 liter",
        "max 18v",
        "500-1000",
        "under €50",
        "under kudden",
        "12:50",
        "",
    ],
)
def test_leaves_sizes_models_and_other_currencies_alone(query):
    assert price_phrase(query, "SEK") is None


def test_alle_is_a_bound_only_where_finnish_is_read():
    assert price_phrase("alle 50 dele", "DKK") is None
    assert price_phrase("alle 50", "EUR", finnish=True) is not None


@pytest.mark.parametrize(
    ("language", "span", "most", "least"),
    [
        ("sv", "500–1 000 kr", "högst 1 000 kr", "från 500 kr"),
        ("en", "SEK 500–1,000", "up to SEK 1,000", "from SEK 500"),
    ],
)
def test_names_a_span_as_people_do(language, span, most, least):
    def plain(text):
        return text.replace("\u00a0", " ")

    assert plain(price_name(50_000, 100_000, "SEK", language)) == span
    assert plain(price_name(None, 100_000, "SEK", language)) == most
    assert plain(price_name(50_000, None, "SEK", language)) == least
