"""The pages that belong to no domain: home, errors, what is there without a network, and what an app needs."""

from typing import Any

import msgspec
import structlog
from litestar import MediaType, Request, Response, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.params import FromPath
from litestar.response import Redirect

from torg.core.errors import NotFound, Refusal
from torg.core.i18n import catalogue
from torg.core.static import FOREVER, static_files
from torg.core.templates import render
from torg.core.web import Head, Site, SiteLocale, buying_paused, html, kept, site_of
from torg.markets import locale_for
from torg.search.pages import generation_of
from torg.shelf.pages import locale_of
from torg.shelf.voice import Voice
from torg.web.home import home_rows

WebRequest = Request[Any, Any, State]
_log = structlog.get_logger()
_SHELL = ("torg.css", "main.js", "suggest.js", "icon.svg", "vendor/htmx.min.js", "pictures/street.svg")


@get("/", sync_to_thread=False)
def root(request: WebRequest) -> Redirect:
    """Lead to the market and language that the browser speaks of."""
    chosen = locale_for(request.headers.get("accept-language"))
    headers = {"vary": "Accept-Language", "cache-control": "no-cache"}
    return Redirect(f"/{chosen.code}/", status_code=302, headers=headers)


@get("/{locale:str}/", sync_to_thread=False)
def home(request: WebRequest, locale: FromPath[str]) -> Response[bytes]:
    """Answer the first page: the one box, the departments, what is popular and what is reduced."""
    state = request.app.state
    site = site_of(state)
    known = locale_of(site, locale)
    generation = generation_of(request, known.code)
    voice = Voice(known)
    rows = home_rows(state, generation, voice)
    main = render(known.language, "web/home.html", site=site, voice=voice, rows=rows)
    say = voice.words.say
    head = Head(
        title=f"{site.name} – {say('the Nordic market square')}",
        description=say(
            "Compare prices, delivery and shops from all of the Nordics, with VAT and delivery counted in."
        ),
        canonical=f"/{locale}/",
        languages={each.hreflang: f"/{each.code}/" for each in site.locales.values()},
        data=[_site_data(site, known)],
    )
    return kept(request, site.frame(known).page(head, main, paused=buying_paused(state)), known)


def _site_data(site: Site, locale: SiteLocale) -> dict[str, Any]:
    """Tell search engines and agents where the search is (schema.org/WebSite)."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": site.name,
        "url": f"{site.origin}/{locale.code}/",
        "inLanguage": locale.hreflang,
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{site.origin}/{locale.code}/search?q={{words}}",
            "query-input": "required name=words",
        },
    }


@get("/static/{name:path}", sync_to_thread=False)
def static(name: FromPath[str]) -> Response[bytes]:
    """Answer a static file under its hashed name, plain: what stands before the framework answers it compressed."""
    file = static_files().by_path.get(f"/static/{name.lstrip('/')}")
    if file is None:
        raise NotFound
    headers = {"cache-control": FOREVER, "vary": "Accept-Encoding"}
    return Response(file.body, media_type=file.content_type.partition(";")[0], headers=headers)


@get("/{locale:str}/offline", sync_to_thread=False)
def offline(request: WebRequest, locale: FromPath[str]) -> Response[bytes]:
    """Answer the page that the device keeps for when there is no network."""
    site = site_of(request.app.state)
    known = locale_of(site, locale)
    main = render(known.language, "web/offline.html", site=site, locale=known)
    head = Head(title=f"{catalogue(known.language).say('No network')} – {site.name}", index=False)
    return kept(request, site.frame(known).page(head, main), known)


@get("/{locale:str}/manifest.webmanifest", sync_to_thread=False)
def manifest(request: WebRequest, locale: FromPath[str]) -> Response[bytes]:
    """Answer what makes the shop an app on the phone."""
    site = site_of(request.app.state)
    known = locale_of(site, locale)
    say = catalogue(known.language).say
    icons = [
        {"src": site.static.url("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        {"src": site.static.url("icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": site.static.url("icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
    ]
    content = {
        "id": f"/{known.code}/",
        "name": site.name,
        "short_name": site.name,
        "description": say("The Nordic market square: many shops, one place, an honest price."),
        "lang": known.hreflang,
        "start_url": f"/{known.code}/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0b5a54",
        "icons": icons,
        "shortcuts": [{"name": say("Search"), "url": f"/{known.code}/search"}],
    }
    return Response(
        msgspec.json.encode(content),
        media_type="application/manifest+json",
        headers={"cache-control": "public, max-age=3600"},
    )


@get("/worker.js", sync_to_thread=False)
def worker(request: WebRequest) -> Response[bytes]:
    """Answer the service worker, told which files this release is made of."""
    site = site_of(request.app.state)
    shell = [site.static.url(name) for name in _SHELL if name in site.static]
    text = site.static.file("worker/worker.js").body.decode()
    told = {"version": site.version, "shell": shell, "locales": list(site.locales)}
    body = f"const told = {msgspec.json.encode(told).decode()};\n{text}"
    return Response(body.encode(), media_type="text/javascript", headers={"cache-control": "no-cache"})


def error_page(request: WebRequest, error: Exception) -> Response[bytes]:
    """Answer a refusal or a fault as a page that helps: what happened, a search box, the way home."""
    state = request.app.state
    site = site_of(state)
    known = _locale_at(request, site)
    status, refusal = _status_of(error)
    if status == 500:
        request_id = request.scope.get("request_id")
        _log.exception("a page failed", request_id=request_id, path=request.scope["path"], exc_info=error)
    main = render(known.language, "web/error.html", site=site, locale=known, status=status, refusal=refusal)
    head = Head(title=f"{status} – {site.name}", index=False)
    body = site.frame(known).page(head, main, paused=buying_paused(state))
    return html(body, known, status=status)


def _locale_at(request: WebRequest, site: Site) -> SiteLocale:
    code = request.url.path.split("/", 2)[1]
    found = site.locales.get(code)
    return found or site.locales[locale_for(request.headers.get("accept-language")).code]


def _status_of(error: Exception) -> tuple[int, str]:
    """Give the status and a code for the words; what went wrong within is never told to the outside."""
    if isinstance(error, Refusal):
        return error.status, error.code
    if isinstance(error, HTTPException):
        return error.status_code, ""
    return 500, ""


@get("/favicon.ico", media_type=MediaType.TEXT, sync_to_thread=False)
def favicon(request: WebRequest) -> Redirect:
    """Lead browsers that do not read the page to the icon."""
    return Redirect(site_of(request.app.state).static.url("icon.svg"), status_code=301)


routes = [root, home, static, offline, manifest, worker, favicon]
