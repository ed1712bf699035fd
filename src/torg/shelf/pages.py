"""The product page, and the cards of products seen recently."""

import gzip
import re
from typing import Any
from urllib.parse import parse_qs

import brotli
import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from torg.core.errors import NotFound
from torg.core.http import AsgiApp, Receive, Scope, Send
from torg.core.page_cache import KeptPage
from torg.core.static import send_file
from torg.core.templates import render
from torg.core.web import CACHE_SHORTLY, Site, SiteLocale, buying_paused, html, kept, site_of, weak_tag
from torg.shelf.models import ProductDocument
from torg.shelf.page import SORTS, Asked, product_page
from torg.shelf.trader import trader_facts
from torg.shelf.voice import CONDITION_NAMES, Voice

MOST_RECENT = 12
_decode = msgspec.json.Decoder(ProductDocument).decode
_HTML = b"text/html; charset=utf-8"
_CACHE = CACHE_SHORTLY.encode()
WebRequest = Request[Any, Any, State]
_ID = re.compile(r"(?:^|-)(\d{1,18})$")


def id_in(handle: str) -> int:
    """Give the id at the end of `slug-123`; raises `NotFound` when there is none."""
    found = _ID.search(handle)
    if found is None:
        raise NotFound
    return int(found[1])


def locale_of(site: Site, code: str) -> SiteLocale:
    """Give the locale that a path begins with; raises `NotFound`."""
    locale = site.locales.get(code)
    if locale is None:
        raise NotFound
    return locale


@get("/{locale:str}/p/{handle:str}", sync_to_thread=False)
def product(request: WebRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Answer a product's page; an old address leads on to the present one."""
    site = site_of(request.app.state)
    known = locale_of(site, locale)
    number = id_in(handle)
    query = request.url.query
    found = kept_page(request.app.state, site, known, handle, number, query.encode())
    if found is None:
        raise NotFound
    if isinstance(found, str):
        return Redirect(f"{found}?{query}" if query else found, status_code=301)
    headers = {"etag": found.tag, "vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == found.tag:
        return html(b"", known, status=304, cache=CACHE_SHORTLY, headers=headers)
    return html(found.body, known, cache=CACHE_SHORTLY, headers=headers)


def kept_page(
    state: State, site: Site, locale: SiteLocale, handle: str, number: int, query: bytes
) -> KeptPage | str | None:
    """Give a product's page, rendered anew when its document has changed; the right path when it is another one."""
    found = state["shelf"].product_bytes(locale.code, number)
    if found is None:
        return None
    document, source = found
    today = locale.today()
    asked = _asked(query, state)
    key = (locale.code, handle, asked, today)
    page = site.pages.get(key, source)
    if page is None:
        described = _decode(document)
        if f"/{locale.code}/p/{handle}" != described.url:
            return described.url
        body = product_page(site, Voice(locale, today), described, asked)
        page = KeptPage(source, weak_tag(source, site.version, site.edition, *key), body, key=key)
        site.pages.put(key, page)
    return page


class HottestPage:
    """Answers product pages and static files before the framework sees them; what is not a plain hit goes on inside.

    The answers are those that the framework would give, compressed once for all who ask for them.
    """

    def __init__(self, app: AsgiApp, state: State) -> None:
        """Stand before `app`, whose state is `state`."""
        self._app = app
        self._state = state
        self._files = site_of(state).static.by_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "GET":
            file = self._files.get(scope["path"])
            if file is not None:
                await send_file(scope, send, file)
                return
            parts = scope["path"].split("/", 4)
            if len(parts) == 4 and parts[2] == "p":
                site = site_of(self._state)
                locale, number = site.locales.get(parts[1]), _ID.search(parts[3])
                if locale is not None and number is not None:
                    page = kept_page(self._state, site, locale, parts[3], int(number[1]), scope["query_string"])
                    if isinstance(page, KeptPage):
                        scope["answered_by"] = "/{locale}/p/{handle}"
                        await _send_page(scope, send, site, page, locale)
                        return
        await self._app(scope, receive, send)


def _asked(query: bytes, state: State) -> Asked:
    buying, paused = bool(state.get("buying", False)), buying_paused(state)
    if not query:
        return Asked(buying=buying, paused=paused)
    words = parse_qs(query.decode("ascii", "replace"), max_num_fields=50)
    variant, sort = words.get("variant", [""])[-1], words.get("sort", [""])[-1]
    condition = words.get("condition", [""])[-1]
    return Asked(
        variant=int(variant) if variant.isdecimal() and len(variant) < 19 else None,
        sort=sort if sort in SORTS else "",
        condition=condition if condition in CONDITION_NAMES else "",
        buying=buying,
        paused=paused,
    )


async def _send_page(scope: Scope, send: Send, site: Site, page: KeptPage, locale: SiteLocale) -> None:
    """Send a kept page in the encoding that the browser takes; an encoding is made when it is first wanted."""
    accepted, known = b"", b""
    for name, value in scope["headers"]:
        if name == b"accept-encoding":
            accepted = value
        elif name == b"if-none-match":
            known = value
    tag = page.tag.encode()
    headers = [
        (b"etag", tag),
        (b"cache-control", _CACHE),
        (b"vary", b"Accept-Encoding"),
        (b"content-language", locale.hreflang.encode()),
    ]
    if known == tag:
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return
    body, encoding = _encoded(site, page, accepted)
    if encoding:
        headers.append((b"content-encoding", encoding))
    headers += [(b"content-type", _HTML), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _encoded(site: Site, page: KeptPage, accepted: bytes) -> tuple[bytes, bytes]:
    if b"br" in accepted:
        if page.brotli is None:
            page.brotli = brotli.compress(page.body, quality=4)
            site.pages.put(page.key, page)
        return page.brotli, b"br"
    if b"gzip" in accepted:
        if page.gzip is None:
            page.gzip = gzip.compress(page.body, 4)
            site.pages.put(page.key, page)
        return page.gzip, b"gzip"
    return page.body, b""


@get("/{locale:str}/recent", sync_to_thread=False)
def recent(request: WebRequest, locale: FromPath[str], ids: FromQuery[str] = "") -> Response[bytes]:
    """Answer the cards of products that the shopper's own device remembers; nothing of it is kept here."""
    site = site_of(request.app.state)
    spoken = Voice(locale_of(site, locale))
    numbers = [int(part) for part in ids.split(",")[:MOST_RECENT] if part.isdecimal() and len(part) < 19]
    products = request.app.state["shelf"].products(locale, numbers)
    body = render(spoken.locale.language, "shelf/recent.html", voice=spoken, products=products)
    return html(body.encode(), spoken.locale, headers={"x-robots-tag": "noindex"})


@get("/{locale:str}/s/{handle:str}/trader", sync_to_thread=False)
def trader(request: WebRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[bytes]:
    """Answer who is behind an offer, as a part of the product's page."""
    spoken = Voice(locale_of(site_of(request.app.state), locale))
    seller = request.app.state["shelf"].seller(id_in(handle))
    if seller is None:
        raise NotFound
    body = render(spoken.locale.language, "shelf/trader.html", facts=trader_facts(spoken, seller))
    return kept(request, body.encode(), spoken.locale, fragment=True)


routes = [product, recent, trader]
