"""Making the search indexes of an edition of the shelf: what the follower asks search for."""

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from torg.catalog import count_products
from torg.core.db import Connection
from torg.search.index import ProductIndex, open_index
from torg.search.lexicon import Lexicon, decode, encode, learn, text_of
from torg.search.queries import keep_lexicon, stored_lexicon
from torg.shelf.edition import Products
from torg.shelf.models import ProductDocument

_AT_A_TIME = 100  # Documents indexed before other work of the process gets its turn.


class Indexes:
    """Opens and makes indexes; each is read with the lexicon that lies beside it."""

    def open(self, folder: Path, locale: str) -> ProductIndex:
        """Open the index in a folder to go on with it."""
        return open_index(folder, locale)

    async def create(self, conn: Connection, folder: Path, locale: str, products: Products) -> ProductIndex:
        """Make the index of a locale from all its products, with the lexicon that the database keeps.

        Where it keeps none, one is learned from these products and kept: a later rebuild answers the same.
        """
        content = await stored_lexicon(conn, locale)
        if content is None:
            learned = await _learn(locale, products())
            if learned.products:
                await keep_lexicon(conn, locale, await count_products(conn), encode(learned))
            lexicon = learned
        else:
            lexicon = decode(content)
        index = open_index(folder, locale, lexicon)
        documents = products()
        while some := list(islice(documents, _AT_A_TIME)):
            index.apply(some)
            await asyncio.sleep(0)
        await asyncio.to_thread(index.commit)
        return index


async def _learn(locale: str, products: Iterator[ProductDocument]) -> Lexicon:
    language = locale.partition("-")[0]
    texts = []
    while some := list(islice(products, _AT_A_TIME * 5)):
        texts += [text_of(each) for each in some]
        await asyncio.sleep(0)
    return await asyncio.to_thread(learn, language, texts)  # type: ignore[arg-type]
