"""Which kind a file is, by its own first bytes: names and what browsers say are not believed."""

import csv
import io
from collections.abc import Callable, Mapping

from msgspec import Struct


class FileKind(Struct, frozen=True):
    """A kind of file that may be taken."""

    content_type: str
    extension: str
    is_one: Callable[[bytes], bool]


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_avif(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in {b"avif", b"avis", b"mif1"} and b"avif" in content[8:64]


def _is_text(content: bytes) -> bool:
    """Tell whether it reads as lines of text that is no page for a browser."""
    sample = content[:65536]
    if b"\x00" in sample or sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return False
    try:
        next(csv.reader(io.StringIO(sample.decode("utf-8", "ignore"))), None)
    except csv.Error:
        return False
    return True


PICTURES: Mapping[str, FileKind] = {
    "JPEG": FileKind("image/jpeg", "jpg", lambda content: content[:3] == b"\xff\xd8\xff"),
    "PNG": FileKind("image/png", "png", lambda content: content[:8] == b"\x89PNG\r\n\x1a\n"),
    "WebP": FileKind("image/webp", "webp", _is_webp),
    "AVIF": FileKind("image/avif", "avif", _is_avif),
}
"""Pictures; SVG is a program, and not among them."""
DOCUMENTS: Mapping[str, FileKind] = {
    "PDF": FileKind("application/pdf", "pdf", lambda content: content[:5] == b"%PDF-"),
    "JPEG": PICTURES["JPEG"],
    "PNG": PICTURES["PNG"],
}
"""What people prove things with: scans and photographs."""
TABLES: Mapping[str, FileKind] = {"CSV": FileKind("text/csv", "csv", _is_text)}
"""Lists of rows."""

INLINE = frozenset({"application/pdf", *(kind.content_type for kind in PICTURES.values())})
"""What a browser may show by itself instead of saving."""


def kind_of(content: bytes, kinds: Mapping[str, FileKind]) -> FileKind | None:
    """Find which of `kinds` a content is, or nothing."""
    return next((kind for kind in kinds.values() if kind.is_one(content)), None)
