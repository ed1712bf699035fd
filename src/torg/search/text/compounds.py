"""Compounds: a long Nordic word into the words that it was made of, linking letters left out."""

import math
from typing import Protocol

from torg.search.text.frequencies import commonness
from torg.search.text.letters import Language
from torg.search.text.stopwords import STOP_WORDS

_Way = tuple[float, tuple[str, ...]]
"""What a split costs, and its parts."""


class Strength(Protocol):
    """How sure one is that a string is a word of its own: 0 for not at all, about 3 for a common one."""

    def __call__(self, word: str, *, inflected: bool = False) -> float:
        """Rate a string; `inflected` takes any form of a word for the word, as the last part of a compound may be."""
        ...


LINKS: dict[Language, tuple[str, ...]] = {
    "sv": ("", "s"),
    "nb": ("", "s", "e"),
    "da": ("", "s", "e"),
    "fi": ("", "n", "s"),
    "en": ("",),
}
_ENDINGS: dict[Language, str] = {
    "sv": "ade age ala ande are arna bar bara ber det dig dom ell ena end ens era erna ers erska fil gen han har het "
    "hon illa ing inna ism isk iska iskt ist kan lade lig liga ligt man mig mot ner ning oss ren ret sam san sig ska "
    "skap skt som ten ter tet tid tig tion ton tor unge ung upp ute van vana var ven vis",
    "nb": "age ade ale ande ar bar bare dom ell else ende ene ens ere er eri ers het hun han inne isk iske ist kan "
    "lig lige ling man meg ner ning oss ren sam san seg skap ske som ten ter tet tig tion ton tor ung upp var vis",
    "da": "age ade ale ande ar bar bare dom ell else ende ene ens ere er eri ers hed hun han inde isk iske ist kan "
    "lig lige ling man mig ner ning os ren sam san sig skab ske som ten ter tet tig tion ton tor ung op var vis",
    "fi": "iin een aan ään lla llä ssa ssä sta stä lle ksi nen set sen den tta ttä vat vät mme nne nsa nsä kin kaan "
    "han hän isto ista istä tön ton ten tus lan lin kin ine ita itä jat jen jan vain oli mitä niin",
    "en": "able age all ally ance ant are art ate ber can con den ear ell ent ers est eur ful gen han her his hot ible "
    "ice ies ing ion ish ism ist ite ity ium ive ize less let ling man men ment mer ner ness not off one ons ope "
    "our out per pro ran red ren rent rest ring ron san sin son ted ten ter the tic tin ting tion ton tor ure van",
}
NEVER_PARTS: dict[Language, frozenset[str]] = {
    language: STOP_WORDS[language] | frozenset(words.split()) for language, words in _ENDINGS.items()
}
"""Endings and small words that no compound is made of, though word lists hold them."""

_SHORTEST_PART = 3
_LONGEST_WORD = 40
_TOO_COMMON: dict[Language, float] = {"sv": 4.4, "nb": 4.4, "da": 4.4, "fi": 4.4, "en": 3.2}
"""A word that everybody uses is one word to them, whatever it was made of once: choklad, telefon, keyboard."""
_MOST_PARTS = 4
_MOST_WAYS = 2
_SHORTEST_UNKNOWN = 5
_SURE = 2.3
_DEAREST = 2.9
"""What a part may cost on average; a common word costs little over 1."""
_NEARLY_AS_GOOD = 1.0
_COST_OF_A_SPLIT = 1.1
_COST_OF_A_LINK = 0.25
_COST_OF_A_SHORT_PART = {3: 0.9, 4: 0.25}


def split(word: str, language: Language, strength: Strength) -> tuple[str, ...]:
    """Split a compound into its parts, or return the word alone when no good split is known.

    The parts are words as they stand alone (`flick` in `flickcykel` is `flicka`), in order. A word that is
    strong itself is still split, because the shopper who types the parts shall find it.
    """
    found = splits(word, language, strength)
    return found[0] if found else (word,)


def splits(word: str, language: Language, strength: Strength) -> list[tuple[str, ...]]:
    """Give the likeliest ways to split a compound, at most two (`skink+ost`, `skin+kost`); none when it is not one."""
    length = len(word)
    shortest = 8 if language == "en" else 6
    if length < shortest or length > _LONGEST_WORD or not word.isalpha():
        return []
    if commonness(word, language) > _TOO_COMMON[language]:
        return []
    best: list[list[_Way]] = [[] for _ in range(length + 1)]
    best[0] = [(0.0, ())]
    for end in range(_SHORTEST_PART, length + 1):
        if length - end < _SHORTEST_PART and end != length:
            continue
        ways: list[_Way] = []
        for begin in range(end - _SHORTEST_PART + 1):
            if not best[begin] or (begin == 0 and end == length):
                continue
            part = _part(word[begin:end], language, strength, last=end == length)
            if part is not None:
                ways += [
                    (cost + part[0] + _COST_OF_A_SPLIT, (*parts, part[1]))
                    for cost, parts in best[begin]
                    if len(parts) < _MOST_PARTS
                ]
        best[end] = sorted(ways)[:_MOST_WAYS]
    dearest = _DEAREST - (0.35 if language == "en" else 0.0)
    ways = sorted(way for way in best[length] if len(way[1]) > 1 and way[0] <= dearest * len(way[1]))
    if ways:
        return [parts for cost, parts in ways if cost <= ways[0][0] + _NEARLY_AS_GOOD]
    return _with_unknown_end(word, best, strength) if language != "en" else []


def _with_unknown_end(word: str, best: list[list[_Way]], strength: Strength) -> list[tuple[str, ...]]:
    """Take an unknown rest for a word when a word that surely is one stands before it: choklad, biskvier."""
    for end in range(len(word) - _SHORTEST_UNKNOWN, _SHORTEST_UNKNOWN - 1, -1):
        for _, parts in best[end][:1]:
            if len(parts) == 1 and parts[0] == word[:end] and strength(parts[0]) >= _SURE:
                return [(parts[0], word[end:])]
    return []


def _part(piece: str, language: Language, strength: Strength, *, last: bool) -> tuple[float, str] | None:
    """The cheapest reading of a piece of a compound: its cost and the word that it stands for."""
    readings = [(piece, 0.0)]
    if not last:
        readings += _unlinked(piece, language)
    best: tuple[float, str] | None = None
    for word, extra in readings:
        if len(word) < _SHORTEST_PART or word in NEVER_PARTS[language]:
            continue
        sure = strength(word, inflected=last)
        if sure <= 0:
            continue
        cost = math.exp(1.2 - sure) + extra + _COST_OF_A_SHORT_PART.get(len(word), 0.0)
        if best is None or cost < best[0]:
            best = (cost, word)
    return best


def _unlinked(piece: str, language: Language) -> list[tuple[str, float]]:
    """The words that a first part can stand for once its link is undone."""
    readings = [(piece[: -len(link)], _COST_OF_A_LINK) for link in LINKS[language] if link and piece.endswith(link)]
    if language == "sv":
        # A final a falls away or turns into o, u or e: flicka, kyrka, gata, saga.
        if len(piece) > 3:
            readings.append((piece + "a", _COST_OF_A_LINK * 3))
        if piece[-1] in "ou":
            readings.append((piece[:-1] + "a", _COST_OF_A_LINK * 2))
        if piece[-1] != "e":
            readings.append((piece + "e", _COST_OF_A_LINK * 3))
    elif language in ("nb", "da"):
        if piece[-1] != "e":
            readings.append((piece + "e", _COST_OF_A_LINK * 3))
        if piece.endswith("er"):
            readings.append((piece[:-2], _COST_OF_A_LINK * 2))
    elif language == "fi":
        readings += _finnish_base_forms(piece)
    return readings


def _finnish_base_forms(piece: str) -> list[tuple[str, float]]:
    """The nominatives of a Finnish genitive first part: kahvin, astian, vaatteiden, koneen, veden."""
    cost = _COST_OF_A_LINK
    forms: list[tuple[str, float]] = []
    if piece.endswith("en") and len(piece) > 4:
        forms += [(piece[:-2], cost), (piece[:-2] + "i", cost * 2)]
    if piece.endswith("sen"):
        forms.append((piece[:-3] + "nen", cost))
    if piece.endswith("den"):
        forms.append((piece[:-3] + "si", cost * 2))
    if piece.endswith(("jen", "ien")):
        forms += [(piece[:-3] + "i", cost * 2), (piece[:-3], cost * 2)]
    if piece.endswith("s") and len(piece) > 4:
        forms.append((piece[:-1] + "nen", cost * 2))
    if piece.endswith("n") and len(piece) > 4 and piece[-3] in "kptdg":
        # The weak grade of the genitive back to the strong one: maton is matto, pöydän is pöytä.
        strong = {"k": "kk", "p": "pp", "t": "tt", "d": "t", "g": "k"}[piece[-3]]
        forms.append((piece[:-3] + strong + piece[-2], cost * 2))
    return forms
