"""Tokens: the words, figures, measures and model numbers of a text, each with its place."""

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from torg.search.text.letters import Language, canonical, normalise
from torg.search.text.measures import DIMENSIONS, MEASURE, MULTIPACK, is_measure, measure_term, plain_number

Kind = Literal["word", "number", "measure", "code"]

_DIGIT = re.compile(r"\d|[¼-¾]")
_DECIMAL = re.compile(r"(?<![\w.,])\d{1,9}[.,]\d{1,4}(?![\w])")
_CHUNK = re.compile(r"[^\W_]+(?:[-'./&+_]+[^\W_]+)*")
_SEPARATOR = re.compile(r"[-'./&+_]+")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
_LONGEST_TERM = 60


class Token(Struct, frozen=True):
    """One thing said in a text: `text` is the term, `parts` what it is made of, `start` and `end` its place."""

    text: str
    kind: Kind
    start: int
    end: int
    parts: tuple[str, ...] = ()


def tokens(text: str, language: Language) -> list[Token]:
    """Read a text into tokens in reading order; places refer to `normalise(text)`."""
    text = normalise(text)
    found: list[Token] = []
    taken = _measures(text, found) if _DIGIT.search(text) else text
    for match in _CHUNK.finditer(taken):
        place = match.start()
        for word, kind, start, end, parts in _chunk(match[0], language):
            found.append(Token(word, kind, place + start, place + end, parts))
    found.sort(key=lambda token: (token.start, -token.end))
    return found


def _measures(text: str, found: list[Token]) -> str:
    """Take sizes, quantities and decimals out of a text, leaving blanks of the same length."""
    for pattern, read in (
        (MULTIPACK, _multipack),
        (DIMENSIONS, _dimensions),
        (MEASURE, _measure),
        (_DECIMAL, _decimal),
    ):
        pieces: list[str] = []
        last = 0
        for match in pattern.finditer(text):
            read_tokens = read(match)
            if read_tokens:
                found.extend(read_tokens)
                pieces += [text[last : match.start()], " " * (match.end() - match.start())]
                last = match.end()
        if last:
            text = "".join(pieces) + text[last:]
    return text


def _dimensions(match: re.Match[str]) -> list[Token]:
    sides = [plain_number(side) for side in match.group("first", "second", "third") if side]
    unit = match["unit"]
    if unit is None and len(sides) == 2 and not match["second"].isdigit():
        return []
    whole = Token("x".join(sides), "measure", match.start(), match.end())
    if unit is None or unit.startswith("p"):
        return [whole]
    return [whole, *(Token(measure_term(side, unit), "measure", match.start(), match.end()) for side in sides)]


def _measure(match: re.Match[str]) -> list[Token]:
    if not is_measure(match):
        return []
    number, unit = match["number"], match["unit"]
    parts = (plain_number(number),)
    return [Token(measure_term(number, unit), "measure", match.start(), match.end(), parts)]


def _multipack(match: re.Match[str]) -> list[Token]:
    count = Token(measure_term(match["times"], "st"), "measure", match.start(), match.end("times"))
    amount = measure_term(match["number"], match["unit"])
    return [count, Token(amount, "measure", match.start("number"), match.end())]


def _decimal(match: re.Match[str]) -> list[Token]:
    return [Token(plain_number(match[0]), "number", match.start(), match.end())]


_Piece = tuple[str, Kind, int, int, tuple[str, ...]]


@lru_cache(maxsize=131_072)
def _chunk(chunk: str, language: Language) -> tuple[_Piece, ...]:
    """Read one unbroken piece of text: a word, a figure, a model number, or words joined by signs."""
    end = len(chunk)
    pieces = _SEPARATOR.split(chunk)
    if len(pieces) > 1 and pieces[-1] == "s" and "'" in chunk:
        # An English genitive belongs to its word: kellogg's is found by kelloggs as well.
        pieces = [*pieces[:-2], pieces[-2] + "s"]
    words = [canonical(piece, language)[:_LONGEST_TERM] for piece in pieces]
    if any(word[0].isdigit() or not word.isalpha() for word in words):
        return (_code(words, end),)
    if len(words) == 1:
        return ((words[0], "word", 0, end, ()),)
    if "/" in chunk or "+" in chunk or ("&" in chunk and len(chunk) > 5):
        found: list[_Piece] = []
        place = 0
        for word, piece in zip(words, pieces, strict=True):
            found.append((word, "word", place, min(end, place + len(piece)), ()))
            place += len(piece) + 1
        return tuple(found)
    return (("".join(words)[:_LONGEST_TERM], "word", 0, end, tuple(words)),)


def _code(words: list[str], end: int) -> _Piece:
    joined = "".join(words)[:_LONGEST_TERM]
    if joined.isdigit() and len(words) == 1:
        return (joined if len(joined) > 7 else plain_number(joined), "number", 0, end, ())
    parts = tuple(words) if len(words) > 1 else tuple(_RUNS.findall(joined))
    return (joined, "code", 0, end, parts if len(parts) > 1 else ())
