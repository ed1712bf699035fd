"""The file of facts beside an index: blocks are added at its end, and it is written anew when most of it is outdated.

A block is on the disk before the index commits what it tells of. Facts may so be newer than the index by a moment, and
hold products that no search finds; never does a search find a product without its facts.
"""

import os
from collections.abc import Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

from torg.search.facts import Buffer, Facts
from torg.search.facts_block import Block, Fact, read_block, write_block

NAME = "facts.bin"
_WASTE = 64_000_000
"""Bytes of outdated facts that are never worth writing the file anew for."""
_BATCH = 5_000


class FactsFile:
    """Where the facts of one index are kept; in memory without a path."""

    def __init__(self, path: Path | None) -> None:
        """Read and write at `path`."""
        self._path = path
        self._content: Buffer = b""
        self._facts = Facts()
        self._read_to = 0
        self._file: tuple[int, int] | None = None
        self._opened = False

    def facts(self) -> Facts:
        """Give the facts of everything written so far, by whichever process; what was given before stays as it is."""
        if self._path is not None:
            try:
                found = self._path.stat()
            except FileNotFoundError:
                return self._facts
            if self._file is not None and found.st_ino != self._file[0]:
                self._facts, self._read_to = Facts(), 0
            if (found.st_ino, found.st_size) == self._file or not found.st_size:
                return self._facts
            with self._path.open("rb") as file:
                self._content = mmap(file.fileno(), 0, access=ACCESS_READ)
                self._file = (os.fstat(file.fileno()).st_ino, len(self._content))
        blocks = list(self._blocks())
        if blocks:
            self._facts = self._facts.extended(blocks, self._content)
            self._read_to = blocks[-1].end
        return self._facts

    def add(self, facts: Sequence[Fact]) -> None:
        """Add the facts of some products; they are on the disk when this returns. Only one process may write."""
        block = write_block(facts)
        if self._path is None:
            self._content = bytes(self._content) + block
            return
        self._open()
        with self._path.open("ab") as file:
            file.write(block)
            file.flush()
            os.fsync(file.fileno())

    def tidy(self) -> None:
        """Write the file anew when more of it is outdated than not."""
        if self._path is None or not self._path.exists() or self._path.stat().st_size < _WASTE:
            return
        facts = self.facts()
        if self._path.stat().st_size < _WASTE + 2 * facts.size:
            return
        staged = self._path.with_suffix(".new")
        with staged.open("wb") as file:
            for begin in range(0, len(facts.all), _BATCH):
                file.write(write_block(list(facts.read(facts.all[begin : begin + _BATCH]))))
            file.flush()
            os.fsync(file.fileno())
        staged.replace(self._path)

    def _open(self) -> None:
        """Cut off what a killed writer left half written, so that whatever is added is found after it."""
        if self._opened or self._path is None:
            return
        self._opened = True
        self.facts()
        if self._path.exists() and self._path.stat().st_size > self._read_to:
            os.truncate(self._path, self._read_to)

    def _blocks(self) -> Iterator[Block]:
        content, place = memoryview(self._content), self._read_to
        while (block := read_block(content, place)) is not None:
            yield block
            place = block.end
