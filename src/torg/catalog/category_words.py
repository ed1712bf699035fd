"""Words as categories are matched by them: one form for inflections, spellings and keyboards without Nordic letters."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from Stemmer import Stemmer

_ALGORITHMS = {"sv": "swedish", "nb": "norwegian", "da": "danish", "fi": "finnish"}
_LONGEST_TEXT = 1000
_SHORT_PART_HYPHEN = re.compile(r"(?<![\w-])(\w{1,2})[-'](?=\w{3})|(?<=\w{3})['](?=\w)")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "o", "ı": "i"})
_FINNISH_DOUBLE = re.compile(r"([kpt])\1")

CONNECTORS = frozenset(
    "och og ja and samt eller eller or tai mv m v mm med flera fler diverse div övrigt övriga øvrig øvrige andet annet "
    "muut muu other misc the a of".split()
)
"""Words that say nothing in the name of a category."""
PREPOSITIONS = frozenset(
    "för till med utan i på av från åt hos mot under över vid kring om som "
    "for til uten uden fra av af ved hos mod under over om som "
    "with without in on of from by at as per to "
    "ilman kanssa varten sekä".split()
)
"""What follows one of these says what a thing is for, has or is made of, not what it is."""
QUALITIES = frozenset(
    "riven rivet revet raastettu skuren delad malen hel halv bit bitar biter stk skiva skivor skiver viipale "
    "grov fin mild mix mini maxi original classic klassisk color set sett sæt setti pack paket pakke paketti "
    "påse pose pussi burk dåse boks purkki flaska flaske pullo låda ask tub tube kartong rulle "
    "vit svart röd blå grön gul grå brun rosa hvit sort rød hvid grønn grøn grå musta valkoinen punainen sininen "
    "white black red blue green yellow grey gray brown pink size storlek størrelse koko "
    "fryst färsk frossen fersk frisk tuore pakaste frozen fresh eko økologisk økologisk luomu organic krav "
    "pris tilbud tilbud tarjous rea sale nyhet uutuus new ny nytt".split()
)
"""Words of a title that tell how a thing is, or what it comes in, and never what it is."""
_PARTICIPLES = ("ad", "ade", "ande", "ende", "ede", "ttu", "tty")


def is_participle(word: str) -> bool:
    """Tell whether a word says what was done to a thing: grillad is no grill."""
    return word.endswith(_PARTICIPLES)


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case, figures and signs left out; `t-shirt` is one word."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST_TEXT].lower().replace("\u00ad", "").replace("’", "'"))
    return _WORD.findall(_SHORT_PART_HYPHEN.sub(r"\1", plain))


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Callable[[str], str]:
    stemmer = Stemmer(_ALGORITHMS[language], 0)
    word: Callable[[str], str] = stemmer.stemWord
    return word


@lru_cache(maxsize=200_000)
def root_of(word: str, language: str, *, keep: bool = False) -> str:
    """Give what the inflections of a word in a language share, without Nordic letters unless they are to be kept."""
    short = word if len(word) < 3 else _shortened(word, language)
    return short if keep else folded(short)


def _shortened(word: str, language: str) -> str:
    if language == "en":
        return _singular(word)
    short = _stemmer(language)(word)
    if language == "fi":
        short = _FINNISH_DOUBLE.sub(r"\1", short)
        # Consonant gradation: keitin and keittimet are one word.
        return short[:-1] + "n" if short.endswith("m") and len(short) > 4 else short
    return short


def folded(word: str) -> str:
    """Spell a word without Nordic letters, whichever way its writer avoided them: `smør`, `smoer` and `smor`."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.translate(_PLAIN))
        word = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return word.replace("ae", "a").replace("oe", "o").replace("aa", "a")


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "os")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def phrase(words: Iterable[str], language: str) -> str:
    """Give the key of several words in a language: their shared forms without connectors.

    The order counts in English alone, where a coffee filter is no filter coffee.
    """
    roots = dict.fromkeys(root_of(word, language) for word in words if word not in CONNECTORS)
    return " ".join(roots if language == "en" else sorted(roots))
