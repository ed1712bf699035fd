"""Encodings: which one a feed is written in, and what becomes of bytes that do not belong to it."""

import codecs
import io
import re
from typing import BinaryIO

from msgspec import Struct

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_TEXT_CODEC = re.compile(
    r"ascii|utf-(?:8|8-sig|16|16-le|16-be|32|32-le|32-be)|cp\d{3,4}|iso8859-\d{1,2}|mac-\w+|koi8-[rtu]"
)
_NORDIC = re.compile("[åäöÅÄÖæøÆØéÉüÜðþ]")
_ODD = re.compile("[\x80-\x9f‡†„”ŽŠšž™¤¦Œœ‰ˆ∂∑∏π∫◊¬∆«»░▒▓│┤╡║╗╝┐└┴├─┼]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

STRAY = 0x10FE00
"""A byte that belongs to no character is read as the character of this number plus itself, and mended per field."""


class Encoding(Struct, frozen=True):
    """A codec's name, and what there is to warn of."""

    name: str
    warning: str | None = None


def find_encoding(head: bytes) -> Encoding:
    """Find out how a feed is encoded: by its mark, its XML declaration, its validity, its Nordic letters."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if (wide := _without_mark(head)) is not None:
        return Encoding(wide)
    if declared := _DECLARED.match(head):
        return _declared_encoding(declared[1].decode("ascii"), head)
    return _guessed_encoding(head)


def text_of(stream: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    """Give a binary stream as text whose line ends are left as they are."""
    return io.TextIOWrapper(stream, encoding=encoding.name, errors="torg-stray", newline="")


def as_utf8(stream: BinaryIO, encoding: Encoding) -> BinaryIO:
    """Give a stream of any encoding as a stream of UTF-8."""
    if encoding.name == "utf-8":
        return stream
    return io.BufferedReader(_Transcoded(stream, encoding.name), 2**18)


def decoded(piece: bytes) -> str:
    """Decode UTF-8 in which some bytes may belong to another encoding."""
    return piece.decode("utf-8", "torg-stray")


def mend_strays(text: str) -> str:
    """Read the stray bytes of a text as Windows-1252, which is what they nearly always are."""
    return "".join(_stray_letter(sign) if ord(sign) >= STRAY else sign for sign in text)


def _stray_letter(sign: str) -> str:
    byte = ord(sign) - STRAY
    return bytes([byte]).decode("cp1252", "replace") if 0x80 <= byte <= 0xFF else ""


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    return "".join(chr(STRAY + byte) if byte >= 0x80 else "\ufffd" for byte in piece), error.end


codecs.register_error("torg-stray", _stray)


def _without_mark(head: bytes) -> str | None:
    """Know UTF-16 without its mark by where the zero bytes of ASCII letters stand."""
    sample = head[:2_000]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def stated_encoding(name: str) -> Encoding:
    """Give the encoding that a mapping names; UTF-8 may begin with its mark or not."""
    known = known_encoding(name) or "utf-8"
    return Encoding("utf-8-sig" if known == "utf-8" else known)


def known_encoding(name: str) -> str | None:
    """Give Python's name of an encoding that texts are written in; none for the rest, such as `punycode`."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return known if _TEXT_CODEC.fullmatch(known) else None


def _declared_encoding(declared: str, head: bytes) -> Encoding:
    name = known_encoding(declared)
    if name is None:
        guess = _guessed_encoding(head)
        return Encoding(guess.name, f"the encoding {declared!r} is unknown: the feed was read as {guess.name}")
    if name in {"ascii", "utf-8", "utf-16", "utf-32", "utf-8-sig"}:
        # A wide encoding without mark and zero bytes cannot be what it says: the bytes decide.
        return _guessed_encoding(head) if name != "utf-8" else Encoding("utf-8")
    # Browsers and shops alike read Latin-1 as Windows-1252, which has the dashes and quotes that people type.
    return Encoding("cp1252" if name == "iso8859-1" else name)


def _guessed_encoding(head: bytes) -> Encoding:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        pass
    else:
        return Encoding("utf-8")
    high = sum(1 for byte in head if byte >= 0x80)
    in_sequences = sum(len(sequence) for sequence in _SEQUENCE.findall(head))
    if in_sequences * 2 > high:
        return Encoding("utf-8", "some bytes are not UTF-8 and were read as Windows-1252")
    best = max(("cp1252", "cp850", "mac-roman"), key=lambda name: _nordic_score(head, name))
    return Encoding(best, f"the feed is not UTF-8 and was read as {best}")


def _nordic_score(head: bytes, name: str) -> float:
    text = head.decode(name, "replace")
    score = len(_NORDIC.findall(text)) - 2 * len(_ODD.findall(text)) - 2 * text.count("\ufffd")
    # The first choice wins unless another one is clearly better.
    return score + (0.5 if name == "cp1252" else 0)


class _Transcoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder(name)("torg-stray")
        self.ready = b""
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self.ready and not self.ended:
            piece = self.stream.read(2**17)
            self.ended = not piece
            self.ready = self.decoder.decode(piece, final=self.ended).encode("utf-8", "replace")
        size = min(len(view), len(self.ready))
        view[:size] = self.ready[:size]
        self.ready = self.ready[size:]
        return size
