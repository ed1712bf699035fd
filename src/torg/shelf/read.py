"""Reading the shelf: what every public page and answer comes from, without a database."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from torg.core.documents import Documents
from torg.core.journal import Cursor
from torg.shelf.models import ProductDocument, SellerDocument

SELLERS = "seller"
GTINS = "gtin"
MOVED = "moved"
"""Products that were found to be another one, to that one."""
META = "meta"
FORMAT = 3
"""Raised whenever documents or indexes are laid out in a way that older or newer code cannot read: then all are new."""
_POINTER = "current"

_decode_product = msgspec.json.Decoder(ProductDocument).decode
_decode_seller = msgspec.json.Decoder(SellerDocument).decode


class ShelfState(Struct, frozen=True):
    """Up to where the journal is on the shelf, of which database, and how the shelf is laid out."""

    database: str
    cursor: Cursor
    format: int = FORMAT


def products_table(locale: str) -> str:
    """Return the name of the table that holds the products of one locale."""
    return f"product:{locale}"


def current_edition(folder: Path) -> Path | None:
    """Return the folder of the edition that readers use now; nothing before the first one is whole."""
    try:
        return folder / (folder / _POINTER).read_text().strip()
    except FileNotFoundError:
        return None


def point_to(folder: Path, edition: Path) -> None:
    """Make `edition` the one that readers use, at once for all of them."""
    written = folder / f".{_POINTER}"
    written.write_text(edition.name)
    written.replace(folder / _POINTER)


def index_folder(edition: Path, locale: str) -> Path:
    """Return where the search index of one locale is within an edition."""
    return edition / "index" / locale


class Shelf:
    """The shelf as its readers see it; `refresh` moves on to a new edition after a rebuild."""

    def __init__(self, folder: Path) -> None:
        """Read the shelf in `folder`, which may still be empty."""
        self.folder = folder
        self.edition: Path | None = None
        self._documents: Documents | None = None
        self.refresh()

    def refresh(self) -> bool:
        """Look for a new edition; return whether there is one. Costs one small read."""
        edition = current_edition(self.folder)
        if edition is None or edition == self.edition:
            return False
        try:
            opened = Documents(edition / "documents")
        except FileNotFoundError:
            return False
        found = opened.get(META, "state")
        if found is not None and msgspec.json.decode(found[1], type=ShelfState).format != FORMAT:
            return False  # Of another release: the follower of this one is making a new edition.
        # The old edition is not closed but let go: whoever still reads it in another thread keeps it open until then.
        self._documents, self.edition = opened, edition
        return True

    def product_bytes(self, locale: str, product: int) -> tuple[bytes, bytes] | None:
        """Return (JSON, ETag) of one product as it is answered, of the one that it was merged into, or nothing."""
        if self._documents is None or product < 0:
            return None
        found = self._documents.get(products_table(locale), product)
        if found is None and (moved := self._documents.get(MOVED, product)) is not None:
            found = self._documents.get(products_table(locale), int(moved[1]))
        return (found[1], found[0]) if found else None

    def product(self, locale: str, product: int) -> ProductDocument | None:
        """Return one product, or nothing."""
        found = self.product_bytes(locale, product)
        return _decode_product(found[0]) if found else None

    def products(self, locale: str, products: list[int]) -> list[ProductDocument]:
        """Return those of the products that are on the shelf, in the order asked for."""
        if self._documents is None:
            return []
        found = self._documents.get_many(products_table(locale), products)
        return [_decode_product(each) for each in found if each is not None]

    def product_ids(self, locale: str, after: int = -1, limit: int | None = None) -> Iterator[int]:
        """Yield the ids of a locale's products in their order, those above `after`."""
        if self._documents is not None:
            yield from self._documents.keys(products_table(locale), after, limit)

    def product_with_gtin(self, gtin: str) -> int | None:
        """Return the id of the product that has (or had) a GTIN, in its shortest form without leading zeros."""
        found = self._documents.get(GTINS, gtin.lstrip("0")) if self._documents else None
        return int(found[1]) if found else None

    def seller(self, seller: int) -> SellerDocument | None:
        """Return one seller, or nothing."""
        found = self._documents.get(SELLERS, seller) if self._documents and seller >= 0 else None
        return _decode_seller(found[1]) if found else None

    def sellers(self) -> list[SellerDocument]:
        """Return every seller by id."""
        return [_decode_seller(content) for _, content in self._documents.items(SELLERS)] if self._documents else []

    def count(self, locale: str) -> int:
        """Return how many products a locale has."""
        return self._documents.count(products_table(locale)) if self._documents else 0

    def state(self) -> ShelfState | None:
        """Return how far the shelf has come, or nothing when it is empty."""
        found = self._documents.get(META, "state") if self._documents else None
        return msgspec.json.decode(found[1], type=ShelfState) if found else None

    def generation(self) -> int:
        """Return a number that changes whenever any document does."""
        return self._documents.generation() if self._documents else 0

    def close(self) -> None:
        """Let the files go."""
        if self._documents is not None:
            self._documents.close()
            self._documents, self.edition = None, None
