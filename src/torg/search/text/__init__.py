"""Nordic text: letters, tokens, measures, stems and compounds of sv, nb, da, fi and en."""

from torg.search.text.letters import LANGUAGES, Language, bare, canonical, normalise
from torg.search.text.measures import measure_term, plain_number
from torg.search.text.stems import stem
from torg.search.text.tokens import Kind, Token, tokens

__all__ = [
    "LANGUAGES",
    "Kind",
    "Language",
    "Token",
    "bare",
    "canonical",
    "measure_term",
    "normalise",
    "plain_number",
    "stem",
    "tokens",
]
