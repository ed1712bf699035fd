"""Opening a feed: plain, gzip or a zip of one file, counted and limited against decompression bombs."""

import gzip
import io
import lzma
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Self

from torg.catalog.feeds.models import FeedFault

MAX_UNPACKED = 16 * 2**30
"""Bytes that a compressed feed may unpack to."""
MAX_RATIO = 300
"""How many times its packed size a feed may unpack to, once past `FREE_BYTES`."""
FREE_BYTES = 64 * 2**20
HEAD_BYTES = 2**18
"""Bytes that are looked at to find out format, delimiter and encoding."""
MAX_SPOOLED = 4 * 2**30
"""Bytes of a zip that has to be copied to disk first, because its stream cannot go back."""

_IO_FAULTS = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError, RuntimeError)


class Source(io.RawIOBase):
    """The packed bytes as they come, with how many have been read."""

    def __init__(self, stream: BinaryIO) -> None:
        """Count the bytes of `stream`, which stays open when this closes."""
        self.stream = stream
        self.position = 0

    def readable(self) -> bool:
        """Say that bytes can be read."""
        return True

    def seekable(self) -> bool:
        """Say whether the stream can go back, which zip files need."""
        return self.stream.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place in the stream."""
        return self.stream.seek(offset, whence)

    def tell(self) -> int:
        """Give the place in the stream."""
        return self.stream.tell()

    def readinto(self, buffer: object) -> int:
        """Fill the buffer with what there is."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece = self.stream.read(len(view)) or b""
        view[: len(piece)] = piece
        self.position += len(piece)
        return len(piece)


class Unpacked(io.RawIOBase):
    """The feed's own bytes; a fault ends them and is kept, so that what came before it can still be read."""

    def __init__(self, read: Callable[[int], bytes], source: Source, *, packed: bool) -> None:
        """Read through `read`, watching size and ratio when `packed`."""
        self.read_piece = read
        self.source = source
        self.packed = packed
        self.unpacked = 0
        self.fault: str | None = None

    def readable(self) -> bool:
        """Say that bytes can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; zero bytes at the end and after a fault."""
        if self.fault:
            return 0
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            piece = self.read_piece(len(view))
        except _IO_FAULTS as fault:
            kind = "the compressed data is damaged or cut off" if self.packed else "the file cannot be read further"
            self.fault = f"{kind} ({fault or type(fault).__name__})"
            return 0
        self.unpacked += len(piece)
        if self.packed and self._is_bomb():
            self.fault = "the compressed file unpacks to more than a feed may: it looks like a decompression bomb"
            return 0
        view[: len(piece)] = piece
        return len(piece)

    def _is_bomb(self) -> bool:
        if self.unpacked <= FREE_BYTES:
            return False
        return self.unpacked > MAX_UNPACKED or self.unpacked > MAX_RATIO * max(self.source.position, 1)


class OpenFeed:
    """An open feed: its bytes (`stream`), the first of them (`head`), its name, and how far the reading has come."""

    def __init__(self, source: Path | BinaryIO) -> None:
        """Open `source` and unpack it as it is read; raises FeedFault for what is no feed at all."""
        self._open = ExitStack()
        self.folder: Path | None = None
        try:
            self._prepare(source)
        except _IO_FAULTS as fault:
            self._open.close()
            raise FeedFault(f"the file cannot be opened ({fault or type(fault).__name__})") from None
        except FeedFault:
            self._open.close()
            raise

    def __enter__(self) -> Self:
        """Give the open feed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close what was opened here, and leave the caller's own stream open."""
        self._open.close()

    @property
    def fault(self) -> str | None:
        """What ended the bytes before their end, if anything did."""
        return self._unpacked.fault

    @property
    def position(self) -> int:
        """Bytes of the source that have been read, packed as they are."""
        return self._source.position

    def _prepare(self, source: Path | BinaryIO) -> None:
        if isinstance(source, Path):
            self.folder = source.parent
            self.name = source.name
            self.size: int | None = source.stat().st_size
            stream: BinaryIO = self._open.enter_context(source.open("rb"))
        else:
            self.name = Path(str(getattr(source, "name", ""))).name
            self.size = None
            stream = source
        self._source = Source(stream)
        counted = io.BufferedReader(self._source, 2**18)
        magic = counted.peek(4)[:4]
        zipped = magic in {b"PK\x03\x04", b"PK\x05\x06"}
        packed = zipped or magic[:2] == b"\x1f\x8b"
        read: Callable[[int], bytes]
        if magic[:2] == b"\x1f\x8b":
            read = self._open.enter_context(gzip.GzipFile(fileobj=counted)).read1
            self.name = self.name.removesuffix(".gz")
        elif zipped:
            read = self._only_member(counted)
        else:
            read = counted.read1
        self._unpacked = Unpacked(read, self._source, packed=packed)
        self.head = self._first_bytes()
        self.stream: BinaryIO = io.BufferedReader(_Resumed(self.head, self._unpacked), 2**18)

    def _first_bytes(self) -> bytes:
        head = b""
        while len(head) < HEAD_BYTES and (piece := self._unpacked.read(HEAD_BYTES - len(head))):
            head += piece
        return head

    def _only_member(self, counted: BinaryIO) -> Callable[[int], bytes]:
        archive = self._open.enter_context(zipfile.ZipFile(self._seekable(counted)))
        members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        if any(member.filename == "[Content_Types].xml" for member in members):
            raise FeedFault("this is an Excel workbook or the like: save it as CSV (UTF-8) and import that")
        if len(members) != 1:
            raise FeedFault(f"the zip holds {len(members)} files: it wants exactly one")
        if members[0].flag_bits & 1:
            raise FeedFault("the zip is encrypted: pack it without a password")
        self.name = Path(members[0].filename).name
        member = self._open.enter_context(archive.open(members[0]))
        return io.BufferedReader(member, 2**18).read1  # type: ignore[type-var, unused-ignore]

    def _seekable(self, counted: BinaryIO) -> BinaryIO:
        if self._source.seekable():
            return counted
        copy = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the feed.
        while piece := counted.read(2**18):
            copy.write(piece)
            if copy.tell() > MAX_SPOOLED:
                raise FeedFault("the zip is larger than a feed may be")
        copy.seek(0)
        return copy


class _Resumed(io.RawIOBase):
    """The feed's bytes from the first on, although the head has been looked at."""

    def __init__(self, head: bytes, rest: Unpacked) -> None:
        self.head = memoryview(head)
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        if not self.head:
            return self.rest.readinto(buffer)
        view = memoryview(buffer)  # type: ignore[arg-type]
        size = min(len(view), len(self.head))
        view[:size] = self.head[:size]
        self.head = self.head[size:]
        return size
