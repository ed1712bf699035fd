"""One edition of the shelf, as its one writer sees it: documents and indexes in step with the journal."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from torg.catalog import product_ids_after
from torg.core.db import Connection
from torg.core.documents import Documents, Writing
from torg.core.journal import Cursor, Entry, end_of_journal, read_after
from torg.markets import LOCALES
from torg.offers import product_ids_of_seller, redirects_of
from torg.shelf.assemble import Assembled, assemble, assemble_sellers, sellers_not_selling
from torg.shelf.models import ProductDocument
from torg.shelf.read import GTINS, META, MOVED, SELLERS, ShelfState, index_folder, products_table

BATCH = 250
"""Products that are read, built and written together: small enough that a price that changes meanwhile waits little."""

Progress = Callable[[int], None]
"""Told how many products are done."""


class LocaleIndex(Protocol):
    """The search index of one locale, as the follower writes it."""

    def apply(self, upserts: Iterable[ProductDocument], deletes: Iterable[int] = ()) -> None:
        """Add or replace documents, and take others out; seen by readers after `commit`."""

    def commit(self) -> None:
        """Make everything applied so far durable and visible."""

    def close(self) -> None:
        """Let another process write."""


class Indexing(Protocol):
    """How the indexes of an edition are made; `torg.search.indexing` is."""

    def open(self, folder: Path, locale: str) -> LocaleIndex:
        """Open the index in a folder to go on with it."""

    def create(self, conn: Connection, edition: Path, locales: Sequence[str]) -> Awaitable[None]:
        """Make the index of each locale from all documents of an edition, leaving the event loop to others."""


class Edition:
    """One edition of the shelf, open for writing."""

    def __init__(self, folder: Path, database: str, indexing: Indexing) -> None:
        """Open the edition in `folder`, new or not, for the database of that identity."""
        self.folder = folder
        self.database = database
        self.documents = Documents(folder / "documents", write=True)
        self._indexing = indexing
        self._indexes: dict[str, LocaleIndex] = {}
        found = self.documents.get(META, "state")
        self.state = msgspec.json.decode(found[1], type=ShelfState) if found else ShelfState(database, Cursor())

    async def catch_up(self, conn: Connection) -> list[Entry]:
        """Bring everything that the journal tells of since last time onto the shelf; return those entries."""
        done: list[Entry] = []
        while entries := await read_after(conn, self.state.cursor):
            products, sellers = await _affected(conn, entries)
            if sellers:
                await self._write_sellers(conn)
            for start in range(0, len(products), BATCH):
                await self._write(conn, products[start : start + BATCH])
            # The cursor moves last: whoever is killed before it does the same work again, to the same result.
            self._move_to(entries[-1].cursor)
            await conn.commit()
            done += entries
        await conn.commit()
        return done

    async def fill(self, conn: Connection, progress: Progress | None = None) -> int:
        """Put every product of the database onto this new edition, then make its indexes; return how many products."""
        end = await end_of_journal(conn)
        await self._write_sellers(conn)
        last, done = 0, 0
        while products := await product_ids_after(conn, last, BATCH):
            assembled = await assemble(conn, products)
            moved = await redirects_of(conn, products)
            with self.documents.writing() as writing:
                _put(writing, products, assembled)
                _put_moved(writing, products, moved)
            last, done = products[-1], done + len(products)
            await conn.commit()
            if progress:
                progress(done)
        await self._indexing.create(conn, self.folder, list(LOCALES))
        await conn.commit()
        self._move_to(end)
        return done

    def open_indexes(self) -> None:
        """Open every index now, so that the first change does not wait for it."""
        for locale in LOCALES:
            self._index(locale)

    def close(self) -> None:
        """Let the files go."""
        for index in self._indexes.values():
            index.close()
        self._indexes.clear()
        self.documents.close()

    async def _write(self, conn: Connection, products: list[int]) -> None:
        assembled = await assemble(conn, products)
        moved = await redirects_of(conn, products)
        with self.documents.writing() as writing:
            _put_moved(writing, products, moved)
            changed = {locale: each for locale, each in _put(writing, products, assembled).items() if any(each)}
            for locale, (upserts, deletes) in changed.items():
                self._index(locale).apply(upserts, deletes)
            # The indexes are durable before the documents are: a document that differs is what says "index me again".
            await asyncio.gather(*(asyncio.to_thread(self._index(locale).commit) for locale in changed))

    async def _write_sellers(self, conn: Connection) -> None:
        sellers = await assemble_sellers(conn)
        gone = await sellers_not_selling(conn)
        with self.documents.writing() as writing:
            for seller in sellers:
                writing.put(SELLERS, seller.id, msgspec.json.encode(seller))
            for number in gone:
                writing.delete(SELLERS, number)

    def _index(self, locale: str) -> LocaleIndex:
        if locale not in self._indexes:
            self._indexes[locale] = self._indexing.open(index_folder(self.folder, locale), locale)
        return self._indexes[locale]

    def _move_to(self, cursor: Cursor) -> None:
        self.state = ShelfState(self.database, cursor)
        with self.documents.writing() as writing:
            writing.put(META, "state", msgspec.json.encode(self.state))


async def _affected(conn: Connection, entries: list[Entry]) -> tuple[list[int], set[int]]:
    """Return the products that the entries change, and the sellers."""
    products = {int(entry.body["product"]) for entry in entries if "product" in entry.body}
    sellers = {int(entry.subject.split(":")[1]) for entry in entries if entry.kind.startswith("seller.")}
    for seller in sorted(sellers):
        last = 0
        while found := await product_ids_of_seller(conn, seller, last):
            products.update(found)
            last = found[-1]
    return sorted(products), sellers


def _put(
    writing: Writing, products: list[int], assembled: Assembled
) -> dict[str, tuple[list[ProductDocument], list[int]]]:
    """Write what differs into the documents; return for each locale what has to go into its index and out of it."""
    changed: dict[str, tuple[list[ProductDocument], list[int]]] = {locale: ([], []) for locale in LOCALES}
    for locale, (upserts, deletes) in changed.items():
        table = products_table(locale)
        documents = assembled.documents[locale]
        for product in products:
            document = documents.get(product)
            if document is None:
                if writing.delete(table, product):
                    deletes.append(product)
            elif writing.put(table, product, msgspec.json.encode(document)):
                upserts.append(document)
    for gtin, product in assembled.gtins:
        writing.put(GTINS, gtin.lstrip("0"), str(product).encode())
    return changed


def _put_moved(writing: Writing, products: list[int], moved: dict[int, int]) -> None:
    """Write where products lead on to; one that was split again is itself."""
    for product in products:
        if product in moved:
            writing.put(MOVED, product, str(moved[product]).encode())
        else:
            writing.delete(MOVED, product)
