"""Documents: bytes by key in memory-mapped files, read without a copy by every process of the node, written by one.

A document is kept as its ETag (16 characters) followed by its content, so that an answer needs no hashing.
Keys are unsigned integers, or short strings, in named tables. The store is LMDB: readers never wait for the writer,
a write transaction is all or nothing, and a process killed at any moment leaves the last commit as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from struct import Struct as Packed
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

import lmdb

Key = int | str

ETAG_BYTES = 16
_LARGEST = 256 * 2**30  # An address range, not a size: the file grows as it is filled.
_TABLES = 128
_NUMBER = Packed(">Q")


class _Open:
    """An LMDB environment with the handles of its tables; closed when nobody refers to it any more."""

    def __init__(self, path: str) -> None:
        self.environment = lmdb.open(
            path, map_size=_LARGEST, max_dbs=_TABLES, max_readers=512, readahead=False, meminit=False
        )
        self.environment.reader_check()
        self.tables: dict[str, Any] = {}


_OPEN: WeakValueDictionary[str, _Open] = WeakValueDictionary()
_OPENING = Lock()


class Documents:
    """The store in one folder; opened for reading unless `write` is set."""

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        """Open the store. A reader of a folder where nothing was written yet raises FileNotFoundError."""
        if write:
            folder.mkdir(parents=True, exist_ok=True)
        elif not (folder / "data.mdb").exists():
            raise FileNotFoundError(folder)
        self.folder = folder
        # LMDB must not be opened twice by one process, so whoever opens the same folder shares what is open.
        key = str(folder.resolve())
        with _OPENING:
            found = _OPEN.get(key)
            if found is None:
                found = _OPEN[key] = _Open(key)
        self._open: _Open | None = found

    def close(self) -> None:
        """Let the store go; it is closed when everybody in this process has."""
        self._open = None

    def get(self, table: str, key: Key) -> tuple[bytes, bytes] | None:
        """Return (ETag, content) of one document, or nothing."""
        opened = self._table(table)
        if opened is None:
            return None
        with self._opened.environment.begin(opened, buffers=True) as transaction:
            found = transaction.get(_key(key))
            return (bytes(found[:ETAG_BYTES]), bytes(found[ETAG_BYTES:])) if found is not None else None

    def get_many(self, table: str, keys: list[int]) -> list[bytes | None]:
        """Return the contents of several documents as of one moment, in the order of `keys`."""
        opened = self._table(table)
        if opened is None:
            return [None] * len(keys)
        with self._opened.environment.begin(opened, buffers=True) as transaction:
            found = [transaction.get(_NUMBER.pack(key)) for key in keys]
            return [bytes(value[ETAG_BYTES:]) if value is not None else None for value in found]

    def keys(self, table: str, after: int = -1, limit: int | None = None) -> Iterator[int]:
        """Yield the integer keys of a table in their order, those above `after`, `limit` of them at most."""
        opened = self._table(table)
        if opened is None:
            return
        with self._opened.environment.begin(opened) as transaction, transaction.cursor() as cursor:
            found = cursor.set_range(_NUMBER.pack(after + 1))
            while found and (limit is None or limit > 0):
                yield _NUMBER.unpack(cursor.key())[0]
                limit = None if limit is None else limit - 1
                found = cursor.next()

    def items(self, table: str) -> Iterator[tuple[bytes, bytes]]:
        """Yield (raw key, content) of every document of a table as of one moment."""
        opened = self._table(table)
        if opened is None:
            return
        with self._opened.environment.begin(opened) as transaction, transaction.cursor() as cursor:
            for key, value in cursor:
                yield key, value[ETAG_BYTES:]

    def count(self, table: str) -> int:
        """Return how many documents a table has."""
        opened = self._table(table)
        if opened is None:
            return 0
        with self._opened.environment.begin() as transaction:
            return int(transaction.stat(opened)["entries"])

    def generation(self) -> int:
        """Return a number that changes with every commit: cheap enough to ask on every request."""
        return int(self._opened.environment.info()["last_txnid"])

    def bytes_used(self) -> int:
        """Return how many bytes of the file are in use."""
        return int(self._opened.environment.info()["last_pgno"]) * int(self._opened.environment.stat()["psize"])

    @contextmanager
    def writing(self) -> Iterator["Writing"]:
        """Open the one write transaction: committed, durably, when the block ends without an error."""
        with self._opened.environment.begin(write=True) as transaction:
            yield Writing(self._opened, transaction)

    @property
    def _opened(self) -> "_Open":
        if self._open is None:
            raise ValueError(f"{self.folder} is closed")
        return self._open

    def _table(self, name: str) -> Any:
        tables = self._opened.tables
        opened = tables.get(name)
        if opened is None:
            try:
                opened = tables[name] = self._opened.environment.open_db(name.encode(), create=False)
            except lmdb.NotFoundError:
                return None
        return opened


class Writing:
    """One write transaction over all tables."""

    def __init__(self, shared: "_Open", transaction: lmdb.Transaction) -> None:
        """Write in `transaction`; made by `Documents.writing`."""
        self._shared = shared
        self._transaction = transaction

    def put(self, table: str, key: Key, content: bytes) -> bool:
        """Write one document; return whether it differs from what was there."""
        etag = blake2b(content, digest_size=ETAG_BYTES // 2).hexdigest().encode()
        opened = self._open(table)
        packed = _key(key)
        before = self._transaction.get(packed, db=opened)
        if before is not None and before[:ETAG_BYTES] == etag and before[ETAG_BYTES:] == content:
            return False
        self._transaction.put(packed, etag + content, db=opened)
        return True

    def get(self, table: str, key: Key) -> bytes | None:
        """Return the content of one document as this transaction sees it."""
        found = self._transaction.get(_key(key), db=self._open(table))
        return bytes(found[ETAG_BYTES:]) if found is not None else None

    def delete(self, table: str, key: Key) -> bool:
        """Delete one document; return whether it was there."""
        return bool(self._transaction.delete(_key(key), db=self._open(table)))

    def _open(self, name: str) -> Any:
        opened = self._shared.tables.get(name)
        if opened is None:
            # A handle opened inside a transaction that fails would dangle, so it is kept only as long as this one.
            opened = self._shared.environment.open_db(name.encode(), txn=self._transaction)
        return opened


def _key(key: Key) -> bytes:
    return _NUMBER.pack(key) if isinstance(key, int) else key.encode()
