"""Attribute values that every language has words for: who it is for, and its colour, in all inflections.

Feeds write `Herr`, `male` or `Miehet`; shoppers write `herrjacka`, `men's` or `miesten`. A value that is called
by one word of a concept is meant by all of them.
"""

from collections.abc import Mapping

_ROWS = """
male: male man män mens men herr herrar herre herrer herran mand mænd mann menn mies miehet miesten miehille
female: female woman women womens dam damer dame damen kvinna kvinnor kvinne kvinner kvinde kvinder
female: nainen naiset naisten naisille ladies
unisex: unisex
kids: kids kid child children childrens barn barnens børn børne
kids: lapset lasten lapsi lapsille junior juniori
girls: girl girls flicka flickor jente jenter pige piger tyttö tytöt tyttöjen
boys: boy boys pojke pojkar gutt gutter dreng drenge poika pojat poikien
baby: baby bebis bebisar vauva vauvat vauvan vauvojen infant spädbarn
red: red röd rött röda rød rødt røde punainen punaiset punaista punaisen punaisia
blue: blue blå blått blåa blåt sininen siniset sinistä sinisen sinisiä
green: green grön grönt gröna grønn grønt grønne grøn vihreä vihreät vihreää vihreän vihreitä
yellow: yellow gul gult gula gule keltainen keltaiset keltaista keltaisen keltaisia
black: black svart svarta svarte sort sorte musta mustat mustaa mustan mustia
white: white vit vitt vita hvit hvitt hvite hvid hvidt hvide valkoinen valkoiset valkoista valkoisen valkoisia
grey: grey gray grå grått gråa gråt harmaa harmaat harmaata harmaan harmaita
brown: brown brun brunt bruna brune ruskea ruskeat ruskeaa ruskean ruskeita
pink: pink rosa lyserød lyserødt lyserøde vaaleanpunainen vaaleanpunaiset vaaleanpunaista pinkki pinkit pinkkiä
orange: orange orangea oranssi oranssit oranssia oransje
purple: purple violet lila violett violetti violetit violettia fiolett lilla
beige: beige beigea beiget
turquoise: turquoise turkos turkost turkis turkoosi turkoosit
gold: gold golden guld guldig gull gullfarget kulta kullanvärinen
silver: silver sølv silvrig hopea hopeanvärinen
navy: navy marinblå marineblå laivastonsininen tummansininen
"""

LEADING = frozenset({"male", "female", "kids", "girls", "boys", "baby", "unisex"})
"""Concepts that begin compounds: herrjacka, damsko, barncykel."""

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "gender": frozenset({"male", "female", "unisex", "kids", "girls", "boys"}),
    "age_group": frozenset({"kids", "baby", "girls", "boys"}),
}
"""Where a concept may be looked for besides attributes of its own name; colours are found in any attribute."""


def _read() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    words: dict[str, frozenset[str]] = {}
    concepts: dict[str, str] = {}
    for row in _ROWS.strip().splitlines():
        concept, _, said = row.partition(": ")
        words[concept] = words.get(concept, frozenset()) | frozenset(said.split())
        for word in words[concept]:
            concepts.setdefault(word, concept)
    return words, concepts


WORDS, CONCEPTS = _read()
"""The words of each concept, and the concept of each word."""

_CHEAP = """
billig billiga billigt billigaste billige billigst billigste rimelig rimelige prisvärd prisvärda halpa halvat halpoja
halvin edullinen edulliset edullisia cheap cheapest
"""
CHEAP = frozenset(_CHEAP.split())
"""Words that wish for a low price without naming one."""

_FILLERS = """
för till av från i med åt som kostar pris på och til fra af og for by from of in with the a an and hintaan hinta ja en
ett et
"""
FILLERS = frozenset(_FILLERS.split())
"""Small words that only tie an intent to the rest: `jacka för herr`, `kaffe från Norrsken`."""
