"""The hottest answer, a product's document, given before the framework sees the request."""

import gzip

import brotli

from torg.core.answers import is_known, tag_of
from torg.core.http import AsgiApp, Receive, Scope, Send
from torg.core.page_cache import KeptPage, PageCache
from torg.markets import LOCALES
from torg.shelf.api import CACHE, DEFAULT_LOCALE
from torg.shelf.read import Shelf

_PREFIX = "/api/v1/products/"
_TEMPLATE = "/api/v1/products/{product_id}"
_KEPT_BYTES = 32 * 1024 * 1024
_WORTH_COMPRESSING = 1000  # Bytes; the framework's own compression begins there as well.


class HottestDocument:
    """Answers `GET /api/v1/products/{id}` from the shelf before the framework sees it; all else goes on inside.

    The answer is the one that `get_product` gives. What is not a plain hit (another method, an unknown product, a
    parameter that is wrong) is left to the framework, which says what is wrong with it.
    """

    def __init__(self, app: AsgiApp, shelf: Shelf) -> None:
        """Stand before `app`."""
        self._app = app
        self._shelf = shelf
        self._locales = {f"locale={code}".encode(): code for code in LOCALES} | {b"": DEFAULT_LOCALE}
        self._compressed = PageCache(_KEPT_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(_PREFIX):
            number = scope["path"][len(_PREFIX) :]
            locale = self._locales.get(scope["query_string"])
            if locale is not None and len(number) < 16 and number.isascii() and number.isdigit():
                found = self._shelf.product_bytes(locale, int(number))
                if found is not None:
                    scope["answered_by"] = _TEMPLATE
                    await self._send(scope, send, (locale, int(number)), *found)
                    return
        await self._app(scope, receive, send)

    async def _send(self, scope: Scope, send: Send, key: tuple[str, int], content: bytes, version: bytes) -> None:
        accepted = known = b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepted = value
            elif name == b"if-none-match":
                known = value
        tag = tag_of(version)
        headers = [
            (b"etag", tag),
            (b"cache-control", CACHE.encode()),
            (b"vary", b"Accept-Encoding"),
        ]
        if known and is_known(known, tag):
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        if len(content) >= _WORTH_COMPRESSING and (b"br" in accepted or b"gzip" in accepted):
            content, encoding = self._compress(accepted, key, content, version)
            headers.append((b"content-encoding", encoding))
        headers += [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(content))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _compress(self, accepted: bytes, key: tuple[str, int], content: bytes, version: bytes) -> tuple[bytes, bytes]:
        """Give the document compressed once for all who ask for it."""
        source = version.decode()
        kept = self._compressed.get(key, source) or KeptPage(source, "", b"", key=key)
        if b"br" in accepted:
            if kept.brotli is None:
                kept.brotli = brotli.compress(content, quality=4)
                self._compressed.put(key, kept)
            return kept.brotli, b"br"
        if kept.gzip is None:
            kept.gzip = gzip.compress(content, 6)
            self._compressed.put(key, kept)
        return kept.gzip, b"gzip"
