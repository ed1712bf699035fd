"""Corrections: a query with its misspelt words as the catalogue spells them."""

from torg.search.analysis import query_words
from torg.search.searches import Generation
from torg.search.text import normalise
from torg.search.text.frequencies import language_strength

_EVERYDAY = 1.2
"""Strength from which a word is an everyday word of the language: not sold here perhaps, but not misspelt."""


def correction(generation: Generation, text: str) -> str | None:
    """Give a better spelling of a query; none when every word is right, or nobody knows better."""
    lexicon = generation.index.lexicon
    written = normalise(text)
    better, last = [], 0
    for word in query_words(text, lexicon):
        if not _wrong(generation, word.text) or written[word.start : word.end] != word.text:
            continue
        meant = generation.speller.correct(word.text)
        if meant is not None:
            better += [written[last : word.start], meant]
            last = word.end
    return "".join([*better, written[last:]]) if better else None


def _wrong(generation: Generation, word: str) -> bool:
    lexicon = generation.index.lexicon
    if lexicon.knows(word) or generation.vocabulary.meant((word,)):
        return False
    if len(lexicon.parts(word)) > 1 and all(lexicon.knows(part) for part in lexicon.parts(word)):
        return False
    return language_strength(word, lexicon.language) < _EVERYDAY
