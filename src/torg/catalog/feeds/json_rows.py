"""Rows of JSON: lines, the elements of an array, or the values of an object, cut out one at a time."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import BinaryIO

import msgspec

from torg.catalog.feeds.encoding import decoded
from torg.catalog.feeds.models import MAX_DEPTH, MAX_ELEMENT, MAX_FIELD, FeedFault, Refused, RowFault, shortened

_CHUNK = 2**18
_SPACE = re.compile(rb"[\s,\x00]*")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SCALAR = re.compile(rb"[^\s,\]}]*+")
_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+")*+([{}\[\]])', re.DOTALL)
_SKU = re.compile(rb'"(?:sku|id|SKU)"\s*:\s*"?([^",}\s]{1,100})')
_decoder = msgspec.json.Decoder(float_hook=Decimal)

Piece = tuple[int, str | None, bytes]
"""The line where a value starts, its key when it stands in an object, and its bytes."""


def read_value(piece: bytes) -> object:
    """Read one JSON value, its fractions as decimals; raises RowFault, also when a text in it is too long."""
    value = _decoded(piece)
    if len(piece) > MAX_FIELD:
        check_lengths(value)
    return value


def check_lengths(value: object) -> None:
    """Raise RowFault when a text in a value is longer than a field may be."""
    waiting: list[tuple[str | None, object]] = [(None, value)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, str) and len(value) > MAX_FIELD:
            raise RowFault(name, value[:300], f"is longer than {MAX_FIELD} characters")
        if isinstance(value, dict):
            waiting.extend(value.items())
        elif isinstance(value, list):
            waiting.extend((name, part) for part in value)


def _decoded(piece: bytes) -> object:
    try:
        return _decoder.decode(piece)
    except (msgspec.DecodeError, RecursionError, ValueError, ArithmeticError) as fault:
        first = fault
    try:
        return _decoder.decode(decoded(piece).encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError, ValueError, ArithmeticError):
        raise RowFault(None, decoded(piece[:400]), f"is malformed JSON: {first}") from None


def sku_in(piece: bytes) -> str | None:
    """Find the article number in a value that cannot be read as a whole."""
    found = _SKU.search(piece[:65_536])
    return decoded(found[1]) if found else None


def json_lines(stream: BinaryIO) -> Iterator[Piece | Refused]:
    """Give every line that is not empty; one that is too long is refused."""
    number = 0
    while line := stream.readline(MAX_ELEMENT):
        number += 1
        if len(line) >= MAX_ELEMENT and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_ELEMENT)) and not rest.endswith(b"\n"):
                pass
            yield Refused(
                number,
                sku_in(line),
                None,
                shortened(decoded(line[:400])),
                f"the line is longer than {MAX_ELEMENT} bytes",
            )
            continue
        line = line.strip(b" \t\r\n\x00\x1e")
        if not line:
            continue
        if line.count(b"[") + line.count(b"{") > MAX_DEPTH and (depth := _depth(line)) > MAX_DEPTH:
            yield _too_deep(number, line, depth)
        else:
            yield number, None, line


def _depth(piece: bytes) -> int:
    depth = deepest = place = 0
    while found := _BRACKET.match(piece, place):
        depth += 1 if found[1] in b"{[" else -1
        deepest, place = max(deepest, depth), found.end()
    return deepest


def _too_deep(line: int, piece: bytes, depth: int) -> Refused:
    reason = f"nests {depth} levels deep, and may {MAX_DEPTH}"
    return Refused(line, sku_in(piece), None, shortened(decoded(piece[:400])), reason)


class JsonElements:
    """The elements of the array, or the values of the object, at a path of keys in a stream of UTF-8."""

    def __init__(self, stream: BinaryIO, path: str | None) -> None:
        """Look at `path` (`data.products`); without one, at the root or at the first array or object in it."""
        self.stream = stream
        self.path = path.split(".") if path else []
        self.buffer = b""
        self.place = 0
        self.line = 1
        self.counted = 0
        self.span = 0
        self.first_key: str | None = None
        """Taken already when the way in came by it."""

    def __iter__(self) -> Iterator[Piece | Refused]:
        """Give each value in turn; raises FeedFault where the feed stops being JSON."""
        container = self._enter()
        if container == b"[":
            yield from self._array()
        else:
            yield from self._object()

    def _enter(self) -> bytes:
        """Go to the container that is wanted, and give its bracket."""
        for key in self.path:
            if self._peek() != b"{":
                raise self._fault(f"there is no object with a key {key!r}")
            self.place += 1
            while (found := self._key()) != key:
                if found is None:
                    raise self._fault(f"there is no key {key!r}")
                self._skip()
        bracket = self._peek()
        if bracket not in {b"[", b"{"}:
            raise self._fault("there is neither an array nor an object where the rows should be")
        self.place += 1
        if bracket == b"{" and not self.path:
            return self._first_container()
        return bracket

    def _first_container(self) -> bytes:
        """Step into the first array of an object, unless its values are the rows themselves."""
        while (key := self._key()) is not None:
            bracket = self._peek()
            if bracket == b"[":
                self.place += 1
                return bracket
            if bracket == b"{":
                self.first_key = key
                return b"{"
            self._skip()
        raise self._fault("there is neither an array nor an object where the rows should be")

    def _array(self) -> Iterator[Piece | Refused]:
        while (sign := self._peek()) != b"]":
            if not sign:
                raise self._fault("the feed ends within an array: it was cut off")
            yield self._value(None)
        self.place += 1

    def _object(self) -> Iterator[Piece | Refused]:
        key = self.first_key if self.first_key is not None else self._key()
        while key is not None:
            yield self._value(key)
            key = self._key()

    def _key(self) -> str | None:
        """Take a key and its colon; none at the object's end."""
        sign = self._peek()
        if sign == b"}":
            self.place += 1
            return None
        if sign != b'"':
            raise self._fault("the feed is no JSON here" if sign else "the feed ends within an object: it was cut off")
        key = self._take(_STRING)
        if self._peek() != b":":
            raise self._fault("the feed is no JSON here")
        self.place += 1
        try:
            return str(_decoder.decode(key))
        except (msgspec.DecodeError, ValueError):
            return decoded(key[1:-1])

    def _value(self, key: str | None) -> Piece | Refused:
        sign = self._peek()
        line = self._count_to(self.place)
        if sign not in {b"{", b"["}:
            piece = self._take(_STRING if sign == b'"' else _SCALAR)
            if not piece:
                raise self._fault("the feed is no JSON here")
            return line, key, piece
        depth = self._span()
        piece = self.buffer[self.place : self.place + self.span]
        self.place += self.span
        if depth > MAX_DEPTH:
            return _too_deep(line, piece, depth)
        return line, key, piece

    def _skip(self) -> None:
        sign = self._peek()
        if sign in {b"{", b"["}:
            self._span(keep=False)
            self.place += self.span
        elif not self._take(_STRING if sign == b'"' else _SCALAR):
            raise self._fault("the feed is no JSON here")

    def _span(self, *, keep: bool = True) -> int:
        """Measure the value at `place` into `span`, and give how deep it nests."""
        self.span, depth, deepest = 0, 0, 0
        while True:
            found = _BRACKET.match(self.buffer, self.place + self.span)
            if found is None:
                if not keep and self.span > _CHUNK:
                    self.place, self.span = self.place + self.span, 0
                if len(self.buffer) - self.place > MAX_ELEMENT:
                    raise self._fault(f"a value is larger than {MAX_ELEMENT} bytes, or a quote in it is never closed")
                if not self._fill():
                    raise self._fault("the feed ends within a value: it was cut off")
                continue
            self.span = found.end() - self.place
            if found[1] in b"{[":
                depth += 1
                deepest = max(deepest, depth)
            else:
                depth -= 1
                if depth == 0:
                    return deepest

    def _take(self, pattern: re.Pattern[bytes]) -> bytes:
        while True:
            found = pattern.match(self.buffer, self.place)
            if found is not None and found.end() < len(self.buffer):
                self.place = found.end()
                return found[0]
            if len(self.buffer) - self.place > MAX_ELEMENT:
                raise self._fault(f"a value is larger than {MAX_ELEMENT} bytes, or a quote in it is never closed")
            if not self._fill():
                raise self._fault("the feed ends within a value: it was cut off")

    def _peek(self) -> bytes:
        """Go past spaces and commas, and give the sign that stands there; nothing at the end."""
        while True:
            found = _SPACE.match(self.buffer, self.place)
            self.place = found.end() if found else self.place
            if self.place < len(self.buffer):
                return self.buffer[self.place : self.place + 1]
            if not self._fill():
                return b""

    def _fill(self) -> bool:
        if self.place > _CHUNK:
            self._count_to(self.place)
            self.buffer = self.buffer[self.place :]
            self.place = self.counted = 0
        piece = self.stream.read(max(_CHUNK, len(self.buffer) - self.place))
        self.buffer += piece
        return bool(piece)

    def _count_to(self, place: int) -> int:
        self.line += self.buffer.count(b"\n", self.counted, place)
        self.counted = max(self.counted, place)
        return self.line

    def _fault(self, reason: str) -> FeedFault:
        return FeedFault(reason, self._count_to(min(self.place, len(self.buffer))))
