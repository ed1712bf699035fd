"""The web application: where the domains' pages and answers meet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import psycopg
from litestar import Litestar, MediaType, Request, Response, Router, get
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Tag
from litestar.types import ControllerRouterHandler

import torg.accounts.office
import torg.accounts.pages
import torg.accounts.passkey_pages
import torg.accounts.portal
import torg.accounts.security_pages
import torg.carts.pages
import torg.catalog.api
import torg.catalog.office
import torg.catalog.pages
import torg.catalog.portal
import torg.checkout.pages
import torg.checkout.tap_pages
import torg.checkout.webhooks
import torg.commission.office
import torg.commission.portal
import torg.content.office_reviews
import torg.content.pages
import torg.content.review_pages
import torg.content.review_portal
import torg.core.api_docs
import torg.demo.pages
import torg.documents.pages
import torg.documents.portal
import torg.ledger.office
import torg.markets.api
import torg.offers.api
import torg.offers.office_matching
import torg.offers.portal
import torg.offers.portal_bulk
import torg.offers.portal_campaigns
import torg.offers.portal_duties
import torg.offers.portal_feeds
import torg.offers.portal_new
import torg.office.office
import torg.orders.portal
import torg.returns.pages
import torg.returns.portal
import torg.returns.return_pages
import torg.search.api
import torg.search.pages
import torg.sellers.api_key_portal
import torg.sellers.office
import torg.sellers.pages
import torg.sellers.portal
import torg.shelf.api
import torg.shelf.pages
import torg.trust.office
import torg.trust.pages
import torg.trust.portal
import torg.web.pages
import torg.webhooks.api
import torg.webhooks.portal
from torg.accounts.answers import desk_error
from torg.core.api_description import describe
from torg.core.cross_origin import CrossOrigin
from torg.core.db import open_pool
from torg.core.desk import Entry
from torg.core.errors import NotFound, Refusal
from torg.core.http import AsgiApp, RequestFrame, problem
from torg.core.log import configure_logging
from torg.core.market_settings import refresh
from torg.core.metrics import CONFIG as METRICS
from torg.core.metrics import Requests, metrics
from torg.core.parameters import refuse_null
from torg.core.process import watch_parent
from torg.core.queues import Queue
from torg.core.security import keep_nowhere, same_origin
from torg.core.web import CONTENT_SECURITY_POLICY
from torg.markets import LOCALES
from torg.payments import open_providers
from torg.search.find import Searches
from torg.sellers.api_key_access import SECURITY, SELLER_TAGS
from torg.sellers.api_key_description import describe_seller_api
from torg.sellers.company_registry import TestRegistry
from torg.sellers.open_registers import OpenRegisters
from torg.settings import Settings, read_settings
from torg.shelf.hottest import HottestDocument
from torg.shelf.pages import HottestPage
from torg.shelf.read import Shelf
from torg.web.site import open_site

API = "/api/v1"
_API_ROUTES: list[ControllerRouterHandler] = [
    *torg.markets.api.routes,
    *torg.catalog.api.routes,
    *torg.shelf.api.routes,
    *torg.search.api.routes,
    *torg.offers.api.routes,
    *torg.webhooks.api.routes,
    *torg.core.api_docs.routes,
]
_PAGE_ROUTES: list[ControllerRouterHandler] = [
    *torg.web.pages.routes,
    *torg.shelf.pages.routes,
    *torg.search.pages.routes,
    *torg.content.pages.routes,
    *torg.content.review_pages.routes,
    *torg.sellers.pages.routes,
    *torg.demo.pages.routes,
    *torg.catalog.pages.routes,
    *torg.checkout.webhooks.routes,
]
_DESK_ROUTES: list[ControllerRouterHandler] = [
    *torg.accounts.pages.routes,
    *torg.accounts.passkey_pages.routes,
    *torg.accounts.security_pages.routes,
    *torg.carts.pages.routes,
    *torg.checkout.pages.routes,
    *torg.checkout.tap_pages.routes,
    *torg.documents.pages.routes,
    *torg.documents.portal.routes,
    *torg.accounts.portal.routes,
    *torg.accounts.office.routes,
    *torg.sellers.pages.desk_routes,
    *torg.sellers.portal.routes,
    *torg.sellers.office.routes,
    *torg.offers.portal.routes,
    *torg.offers.portal_bulk.routes,
    *torg.offers.portal_campaigns.routes,
    *torg.offers.portal_duties.routes,
    *torg.offers.portal_new.routes,
    *torg.offers.portal_feeds.routes,
    *torg.sellers.api_key_portal.routes,
    *torg.webhooks.portal.routes,
    *torg.catalog.portal.routes,
    *torg.catalog.office.routes,
    *torg.offers.office_matching.routes,
    *torg.office.office.routes,
    *torg.commission.portal.routes,
    *torg.commission.office.routes,
    *torg.ledger.office.routes,
    *torg.trust.pages.routes,
    *torg.trust.portal.routes,
    *torg.trust.office.routes,
    *torg.content.review_pages.desk_routes,
    *torg.content.review_portal.routes,
    *torg.content.office_reviews.routes,
    *torg.orders.portal.routes,
    *torg.returns.pages.routes,
    *torg.returns.portal.routes,
    *torg.returns.return_pages.routes,
]
"""Pages of somebody's own: portal, office, signing in. Only our own pages may post to them, and nothing keeps them."""
_DESK_ENTRIES: list[Entry] = [
    *torg.accounts.portal.entries,
    *torg.accounts.office.entries,
    *torg.sellers.portal.entries,
    *torg.sellers.office.entries,
    *torg.office.office.entries,
    *torg.documents.portal.entries,
    *torg.commission.portal.entries,
    *torg.commission.office.entries,
    *torg.ledger.office.entries,
    *torg.offers.portal.entries,
    *torg.offers.portal_campaigns.entries,
    *torg.offers.portal_duties.entries,
    *torg.catalog.portal.entries,
    *torg.catalog.office.entries,
    *torg.offers.office_matching.entries,
    *torg.trust.portal.entries,
    *torg.trust.office.entries,
    *torg.content.review_portal.entries,
    *torg.content.office_reviews.entries,
    *torg.offers.portal_feeds.entries,
    *torg.sellers.api_key_portal.entries,
    *torg.webhooks.portal.entries,
    *torg.orders.portal.entries,
    *torg.returns.portal.entries,
]
"""The side navigation of portal and office."""
_OFFICE_QUEUES: list[Queue] = [
    *torg.office.office.queues,
    *torg.catalog.office.queues,
    *torg.offers.office_matching.queues,
    *torg.trust.office.queues,
    *torg.content.office_reviews.queues,
]
"""What waits for the staff: the tiles of the office's first page."""
_LOOK_EVERY = 0.1  # Seconds between looks for what the follower has made new: within the second that is promised.
_ASK_EVERY = 2.0  # Seconds between questions whether the database is there.


def create_app(settings: Settings | None = None) -> AsgiApp:
    """Return the whole application as the server runs it; settings come from the environment unless given."""
    settings = settings or read_settings()
    framework = create_framework(settings)
    pages = HottestPage(framework, framework.state)  # type: ignore[arg-type]
    return RequestFrame(
        HottestDocument(pages, framework.state.shelf),
        content_policy=CONTENT_SECURITY_POLICY,
        https=settings.public_url.startswith("https://"),
        hosts=frozenset(host.strip().lower() for host in settings.trusted_hosts.split(",") if host.strip()),
        cross_origin=CrossOrigin(settings.allowed_origins()),
        count=framework.state.requests.count,
    )


def create_framework(settings: Settings) -> Litestar:
    """Return the Litestar application inside: every route, and the state that its handlers read."""
    shelf = Shelf(settings.shelf)
    searches = Searches(shelf)
    state = State(
        {
            "settings": settings,
            "shelf": shelf,
            "searches": searches,
            "searches_open": False,
            "site": open_site(origin=settings.public_url, searches=searches),
            "database_available": True,
            "buying": True,
            "providers": open_providers(settings.home, settings.sandbox_url),
            "requests": Requests(),
            "desk_entries": _DESK_ENTRIES,
            "office_queues": _OFFICE_QUEUES,
            "companies": OpenRegisters() if settings.company_registry == "open" else TestRegistry(),
        }
    )
    state.figures = lambda: _figures(state)
    framework = Litestar(
        route_handlers=[
            Router(
                API, route_handlers=_API_ROUTES, exception_handlers={Exception: problem}, before_request=refuse_null
            ),
            Router("/", route_handlers=_PAGE_ROUTES, include_in_schema=False),
            Router(
                "/",
                route_handlers=_DESK_ROUTES,
                include_in_schema=False,
                guards=[same_origin],
                after_request=keep_nowhere,
                exception_handlers={Refusal: desk_error, HTTPException: desk_error, Exception: desk_error},
            ),
            healthz,
            readyz,
            metrics,
        ],
        state=state,
        logging_config=None,
        lifespan=[_looking],
        exception_handlers={Refusal: _answer_error, HTTPException: _answer_error, Exception: _answer_error},
        compression_config=CompressionConfig(
            backend="brotli", brotli_gzip_fallback=True, minimum_size=1000, brotli_quality=4
        ),
        middleware=[METRICS.middleware],
        plugins=_telemetry(settings),
        request_max_body_size=1_000_000,
        openapi_config=OpenAPIConfig(
            title="Torg",
            version="1",
            description="The public API of this market place: products, offers, search. No key is needed for reading. "
            "What is below `/seller` is for sellers' programs and needs a key: docs/seller-api.md.",
            components=Components(security_schemes={SECURITY: SecurityScheme(type="http", scheme="bearer")}),
            openapi_router=Router(
                f"{API}/schema", route_handlers=[], include_in_schema=False, after_request=_refuse_unknown
            ),
            render_plugins=[JsonRenderPlugin()],
            use_handler_docstrings=True,
            operation_id_creator=lambda handler, _method, _path: handler.handler_name,
            tags=[
                Tag(name) for name in ("Markets", "Categories", "Products", "Offers", "Sellers", "Search", *SELLER_TAGS)
            ],
        ),
    )
    describe_seller_api(describe(framework.openapi_schema))
    return framework


@get("/healthz", media_type=MediaType.TEXT, include_in_schema=False)
async def healthz() -> str:
    """Say that this process answers."""
    return "ok"


@get("/readyz", include_in_schema=False)
async def readyz(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """Say whether this process can serve shoppers: it needs a shelf and its search, and not the database."""
    state = request.app.state
    ready = state.shelf.edition is not None and state.searches_open
    body = {"shelf": ready, "database": bool(state.database_available)}
    return Response(body, status_code=200 if ready else 503)


def _figures(state: State) -> list[tuple[str, str, float]]:
    """Say of this node what an alarm would be set on."""
    shelf: Shelf = state.shelf
    products = max((shelf.count(locale) for locale in LOCALES), default=0)
    return [
        ("torg_database_available", "Whether the database answers: without it shoppers can look but not buy.",
         float(state.database_available)),
        ("torg_shelf_ready", "Whether there is a shelf to answer from.", float(shelf.edition is not None)),
        ("torg_shelf_products", "How many products the largest locale has on the shelf.", float(products)),
    ]  # fmt: skip


def _refuse_unknown(response: Response[Any]) -> Response[Any]:
    """Refuse like all of the API does where the framework has a page of its own for what is not there."""
    if response.status_code == 404:
        raise NotFound
    return response


def _answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Answer programs with problem details and people with a page."""
    if request.url.path.startswith("/api/"):
        return problem(request, error)
    return torg.web.pages.error_page(request, error)


@asynccontextmanager
async def _looking(app: Litestar) -> AsyncIterator[None]:
    """While the application runs, look for a new shelf, new indexes, and whether the database is there."""
    tasks = [asyncio.create_task(_look_for_new(app.state)), asyncio.create_task(_ask_database(app.state))]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _look_for_new(state: State) -> None:
    """Take in what the follower has made, in a thread, so that no shopper waits for it."""
    while True:
        state.requests.write()
        state.shelf.refresh()
        await asyncio.to_thread(_open_searches, state)
        await asyncio.sleep(_LOOK_EVERY)


def _open_searches(state: State) -> None:
    """Open what a shopper may search before anybody asks, the first locale first: then this process is ready."""
    for locale in LOCALES:
        state.searches_open = state.searches.of(locale) is not None or state.searches_open


async def _ask_database(state: State) -> None:
    url = state.settings.database_url
    if not url:
        state.database_available = False
        return
    pool = open_pool(url, size=4)
    await pool.open(wait=False)
    state.pool = pool
    try:
        while True:
            try:
                async with asyncio.timeout(1.5), pool.connection(timeout=1.0) as conn:
                    await refresh(conn)
                state.database_available = True
            except (psycopg.Error, TimeoutError, OSError):
                state.database_available = False
            await asyncio.sleep(_ASK_EVERY)
    finally:
        await pool.close()


def _telemetry(settings: Settings) -> list[Any]:
    """Send traces to the collector of the settings, if there is one."""
    if not settings.otlp_endpoint:
        return []
    from litestar.plugins.opentelemetry import OpenTelemetryConfig, OpenTelemetryPlugin
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "torg"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f"{settings.otlp_endpoint.rstrip('/')}/v1/traces")))
    return [OpenTelemetryPlugin(OpenTelemetryConfig(tracer_provider=provider))]


def app_of_worker() -> AsgiApp:
    """Return the application of one web process, which ends when the server that started it does."""
    import signal

    watch_parent(signal.SIGKILL)
    settings = read_settings()
    configure_logging(settings.log_format, settings.log_level, "web")
    return create_app(settings)
