"""Making the search indexes of an edition of the shelf: what the follower asks search for."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import cast

import msgspec

from torg.catalog import count_products
from torg.core.db import Connection
from torg.core.documents import Documents
from torg.core.process import die_with_parent
from torg.search.index import ProductIndex, open_index
from torg.search.lexicon import Lexicon, decode, encode, learn, text_of
from torg.search.queries import keep_lexicon, stored_lexicon
from torg.search.text import Language
from torg.shelf.models import ProductDocument
from torg.shelf.read import index_folder, products_table

_FEW = 2_000  # Documents; below that, starting processes takes longer than they save.
_AT_A_TIME = 500

_decode = msgspec.json.Decoder(ProductDocument).decode


class Indexes:
    """Opens and makes indexes; each is read with the lexicon that lies beside it."""

    def open(self, folder: Path, locale: str) -> ProductIndex:
        """Open the index in a folder to go on with it, its words read: the first change would wait for them."""
        opened = open_index(folder, locale)
        opened.lexicon.strength("torg")
        return opened

    async def create(self, conn: Connection, edition: Path, locales: Sequence[str]) -> None:
        """Make the index of each locale from all of an edition's documents, with the lexicons that the database keeps.

        Where it keeps none, one is learned from these documents and kept: a later rebuild answers the same. The work
        is done beside the event loop, by a process for each core when there is much of it.
        """
        kept = {locale: await stored_lexicon(conn, locale) for locale in locales}
        products = await count_products(conn)
        loop = asyncio.get_running_loop()
        with _executor(edition, locales) as executor:
            made = [loop.run_in_executor(executor, make_index, edition, each, kept[each]) for each in locales]
            for locale, learned in zip(locales, await asyncio.gather(*made), strict=True):
                if learned is not None and products:
                    await keep_lexicon(conn, locale, products, learned)


def make_index(edition: Path, locale: str, content: bytes | None) -> bytes | None:
    """Make one locale's index with a kept lexicon, else with one learned from its documents, which is returned."""
    documents = Documents(edition / "documents")
    language = cast("Language", locale.partition("-")[0])
    lexicon: Lexicon
    if content is not None:
        lexicon = decode(content)
    else:
        lexicon = learn(language, (text_of(each) for each in _products(documents, locale)))
    folder = index_folder(edition, locale)
    folder.mkdir(parents=True, exist_ok=True)
    index = open_index(folder, locale, lexicon)
    products = _products(documents, locale)
    while some := list(islice(products, _AT_A_TIME)):
        index.apply(some)
    index.commit()
    index.close()
    documents.close()
    return encode(lexicon) if content is None and lexicon.products else None


def _products(documents: Documents, locale: str) -> Iterator[ProductDocument]:
    for _, content in documents.items(products_table(locale)):
        yield _decode(content)


def _executor(edition: Path, locales: Sequence[str]) -> Executor:
    documents = Documents(edition / "documents")
    count = sum(documents.count(products_table(locale)) for locale in locales)
    documents.close()
    if count < _FEW:
        return ThreadPoolExecutor(1)
    return ProcessPoolExecutor(
        min(os.cpu_count() or 1, len(locales)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=die_with_parent,
        initargs=(signal.SIGKILL,),
    )
