"""Pages: the frame around them, their heads, and answers that browsers and CDNs can keep."""

import hashlib
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from markupsafe import Markup
from msgspec import Struct, field

from torg.core.compiled import shown
from torg.core.i18n import word_files
from torg.core.page_cache import PageCache
from torg.core.static import StaticFiles, static_files
from torg.core.templates import render, template_folders

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CACHE_SHORTLY = "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=86400"
"""A CDN may answer for a second, so that a changed price is everywhere within that, and for a day when Torg is down."""

_HEAD, _QUERY, _BANNER, _MAIN = (f"\x02{name}\x03" for name in ("head", "query", "banner", "main"))


PATIENCE = 10.0
"""Seconds between two looks for new departments."""


class Link(Struct, frozen=True):
    """A name with the page behind it."""

    name: str
    url: str


class SiteLocale(Struct, frozen=True):
    """One language in one market, as the frame of its pages needs it."""

    code: str
    """The first part of every path: `sv-se`."""
    language: str
    hreflang: str
    language_name: str
    market: str
    market_name: str
    currency: str
    time_zone: str
    departments: tuple[Link, ...] = ()
    withdraw_here: str = ""
    """The law's words on the link to the withdrawal function."""

    def today(self) -> date:
        """Give the date in the market's own zone."""
        return datetime.now(ZoneInfo(self.time_zone)).date()


class Head(Struct, frozen=True):
    """What a page says of itself to browsers and search engines."""

    title: str
    description: str = ""
    canonical: str | None = None
    """The path that this page is to be known by."""
    languages: dict[str, str] = field(default_factory=dict)
    """hreflang to path of the same page in other locales."""
    index: bool = True
    picture: str | None = None
    data: list[dict[str, Any]] = field(default_factory=list)
    """Structured data (schema.org), each an object of its own."""


class Site:
    """The one shop of this process: its locales, its frames (rendered once each) and its kept pages."""

    def __init__(
        self,
        locales: list[SiteLocale],
        *,
        origin: str = "",
        name: str = "Torg",
        static: StaticFiles | None = None,
        cache_bytes: int = 64 * 1024 * 1024,
    ) -> None:
        """Open the shop; `origin` (`https://torg.example`) stands before paths that must be whole."""
        self.locales = {locale.code: locale for locale in locales}
        self.origin = origin.rstrip("/")
        self.name = name
        self.static = static or static_files()
        self.pages = PageCache(cache_bytes)
        self.version = _version(self.static)
        self.edition = 0
        """Grows whenever the frames change, so that no page keeps an old one."""
        self.find_departments: Callable[[str], tuple[Link, ...]] | None = None
        """Finds what the shop is entered by in a locale; the frames follow it."""
        self._frames: dict[str, Frame] = {}
        self._looked: dict[str, float] = {}

    def frame(self, locale: SiteLocale) -> "Frame":
        """Give the frame of a locale, rendered at the first call."""
        if (
            self.find_departments is not None
            and time.monotonic() - self._looked.get(locale.code, -PATIENCE) >= PATIENCE
        ):
            self._looked[locale.code] = time.monotonic()
            self._set_departments(locale.code, self.find_departments(locale.code))
        frame = self._frames.get(locale.code)
        if frame is None:
            frame = self._frames[locale.code] = Frame(self, self.locales[locale.code])
        return frame

    def _set_departments(self, code: str, departments: tuple[Link, ...]) -> None:
        if self.locales[code].departments != departments:
            self.locales[code] = msgspec.structs.replace(self.locales[code], departments=departments)
            self._frames.pop(code, None)
            self.pages.clear()
            self.edition += 1


class Frame:
    """Everything around a page's own part, in one locale, cut where the page's own parts go."""

    def __init__(self, site: Site, locale: SiteLocale) -> None:
        """Render the frame once, and keep it in pieces."""
        self.site = site
        self.locale = locale
        whole = render(
            locale.language,
            "web/frame.html",
            site=site,
            locale=locale,
            head=_mark(_HEAD),
            query=_mark(_QUERY),
            languages={each.code: _mark(_language_mark(each)) for each in site.locales.values()},
            banner=_mark(_BANNER),
            main=_mark(_MAIN),
        )
        self._pieces = _pieces(whole)
        self._homes = {_language_mark(each): f"/{each.code}/" for each in site.locales.values()}
        self._paused = render(locale.language, "web/paused.html")

    def page(self, head: Head, main: str, *, query: str = "", paused: bool = False) -> bytes:
        """Give a whole page: the frame, its head and its own part (already HTML)."""
        values = {
            **self._homes,
            _HEAD: _head_html(self.site, head),
            _QUERY: shown(query) if query else "",
            _BANNER: self._paused if paused else "",
            _MAIN: main,
        }
        for code, path in head.languages.items():
            values[f"\x02{code}\x03"] = shown(path)
        return b"".join([piece if isinstance(piece, bytes) else values[piece].encode() for piece in self._pieces])


def _mark(name: str) -> Markup:
    """Give a mark as markup, so that it stays as it is in the rendered frame."""
    return Markup(name)  # noqa: S704 - one of our own marks.


def _language_mark(locale: SiteLocale) -> str:
    """Mark where the address of this page in another locale goes."""
    return f"\x02{locale.hreflang}\x03"


def _pieces(whole: str) -> list[str | bytes]:
    """Cut the rendered frame at its marks: what is always the same as bytes, the marks as they are."""
    pieces: list[str | bytes] = []
    for part in whole.split("\x02"):
        mark, end, text = part.partition("\x03")
        pieces += [f"\x02{mark}\x03", text.encode()] if end else [part.encode()]
    return pieces


def _head_html(site: Site, head: Head) -> str:
    """Give the part of the head that is the page's own."""
    title = shown(head.title)
    parts = [f"<title>{title}</title>"]
    if head.description:
        text = shown(head.description)
        parts.append(f'<meta name="description" content="{text}"><meta property="og:description" content="{text}">')
    if not head.index:
        parts.append('<meta name="robots" content="noindex,follow">')
    if head.canonical:
        address = shown(site.origin + head.canonical)
        parts.append(f'<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">')
    if head.index:
        parts += [
            f'<link rel="alternate" hreflang="{shown(code)}" href="{shown(site.origin + path)}">'
            for code, path in head.languages.items()
        ]
    parts.append(f'<meta property="og:title" content="{title}">')
    if head.picture:
        parts.append(f'<meta property="og:image" content="{shown(absolute(site, head.picture))}">')
    parts += [f'<script type="application/ld+json">{data_block(block)}</script>' for block in head.data]
    return "".join(parts)


def absolute(site: Site, url: str) -> str:
    """Give an address with its host; an address that has one stays as it is."""
    return site.origin + url if url.startswith("/") else url


def data_block(data: dict[str, Any]) -> str:
    """Give JSON that cannot end the script element which holds it, whatever texts are in it."""
    text = msgspec.json.encode(data).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _version(static: StaticFiles) -> str:
    """Name this release of the pages: every template and every static file is in it."""
    digest = hashlib.blake2b(static.version.encode(), digest_size=6)
    for folder in template_folders():
        for path in sorted(folder.rglob("*.html")):
            digest.update(path.read_bytes())
    for path in word_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def site_of(state: State) -> Site:
    """Give the shop that the application was started with."""
    site: Site = state["site"]
    return site


def buying_paused(state: State) -> bool:
    """Tell whether the database is away, so that nothing can be bought for now."""
    return not state.get("database_available", True)


def weak_tag(*parts: object) -> str:
    """Give an ETag made of everything that the page depends on."""
    text = "\x00".join(map(str, parts))
    return f'W/"{hashlib.blake2b(text.encode(), digest_size=9).hexdigest()}"'


def html(
    body: bytes,
    locale: SiteLocale,
    *,
    status: int = 200,
    cache: str = "no-store",
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    """Give a page as an answer."""
    return Response(
        content=body,
        status_code=status,
        media_type="text/html",
        headers={"content-language": locale.hreflang, "cache-control": cache, **(headers or {})},
    )


def kept(
    request: Request[Any, Any, Any], body: bytes, locale: SiteLocale, *, vary: str = "", fragment: bool = False
) -> Response[bytes]:
    """Give a page that a CDN may keep shortly, or 304 when the browser has it already."""
    tag = weak_tag(hashlib.blake2b(body, digest_size=12).hexdigest())
    headers = {"etag": tag, "vary": ", ".join(filter(None, ["Accept-Encoding", vary]))}
    if fragment:
        headers["x-robots-tag"] = "noindex"
    if request.headers.get("if-none-match") == tag:
        return html(b"", locale, status=304, cache=CACHE_SHORTLY, headers=headers)
    return html(body, locale, cache=CACHE_SHORTLY, headers=headers)
