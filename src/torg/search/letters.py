"""Letters as keyboards without the Nordic ones write them."""

import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans(
    {
        "å": "a",
        "ä": "a",
        "æ": "a",
        "ö": "o",
        "ø": "o",
        "é": "e",
        "è": "e",
        "ü": "u",
        "á": "a",
        "ð": "d",
        "þ": "t",
        "ß": "ss",
    }
)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Write a word in small letters without dots, rings and accents: `Smörgås` and `smorgas` meet."""
    plain = unicodedata.normalize("NFC", word.lower()).translate(_PLAIN)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
