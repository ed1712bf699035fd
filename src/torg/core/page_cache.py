"""Kept pages: rendered once, answered many times, within a budget of bytes."""

from collections import OrderedDict
from collections.abc import Hashable

from msgspec import Struct


class KeptPage(Struct):
    """One rendered page and what it was made from; compressed bodies are added when first asked for."""

    source: str
    """The ETag of the document that the page was rendered from."""
    tag: str
    body: bytes
    brotli: bytes | None = None
    gzip: bytes | None = None
    key: Hashable = None

    def size(self) -> int:
        """Give the bytes that the page holds."""
        return len(self.body) + len(self.brotli or b"") + len(self.gzip or b"") + 500


class PageCache:
    """The pages asked for most recently; the oldest go when the budget is used up."""

    def __init__(self, budget: int) -> None:
        """Keep at most `budget` bytes."""
        self.budget = budget
        self.used = 0
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}

    def __len__(self) -> int:
        """Count the kept pages."""
        return len(self._pages)

    def get(self, key: Hashable, source: str) -> KeptPage | None:
        """Give the page kept under `key` if it was rendered from this very source."""
        page = self._pages.get(key)
        if page is None or page.source != source:
            return None
        self._pages.move_to_end(key)
        return page

    def put(self, key: Hashable, page: KeptPage) -> None:
        """Keep a page, or count it anew after a compressed body was added."""
        self.used += page.size() - self._sizes.get(key, 0)
        self._pages[key] = page
        self._sizes[key] = page.size()
        self._pages.move_to_end(key)
        while self.used > self.budget and self._pages:
            oldest, _ = self._pages.popitem(last=False)
            self.used -= self._sizes.pop(oldest)

    def clear(self) -> None:
        """Forget every page."""
        self._pages.clear()
        self._sizes.clear()
        self.used = 0
