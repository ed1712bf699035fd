"""What a product page costs: rendered cold, answered warm, beside the floor of sending the same bytes."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from litestar.datastructures import State

from torg.core.http import AsgiApp
from torg.core.web import Site
from torg.shelf.models import Attribute, Named, OfferDocument, Picture, ProductDocument, UnitPrice, VariantDocument
from torg.shelf.page import Asked, product_page
from torg.shelf.pages import HottestPage
from torg.shelf.voice import Voice
from torg.web.site import open_site

ROUNDS = 2_000


def measure(rounds: int = ROUNDS) -> dict[str, float]:
    """Give microseconds of one core for each page: `cold` render, `warm` answer, `floor` (bare ASGI, same bytes)."""
    site, product = open_site(origin="https://torg.example"), sample()
    content = msgspec.json.encode(product)
    state = State({"site": site, "shelf": _Shelf(content), "database_available": True}, deep_copy=False)
    body = product_page(site, Voice(site.locales["sv-se"]), product, Asked())
    return {
        "bytes": float(len(body)),
        "cold": _timed(lambda: _cold(site, content), rounds),
        "warm": asyncio.run(_answered(HottestPage(_nothing, state), product.url, rounds)),
        "floor": asyncio.run(_answered(_bare(body), product.url, rounds)),
    }


def sample(offers: int = 4) -> ProductDocument:
    """Give a product like those of the demo market: four offers, three pictures, eight attributes."""
    made = [_offer(number) for number in range(offers)]
    title = "Skruvdragare Järnbacka 18V Proffs med två batterier"
    path = "skruvdragare-jarnbacka-18v-proffs-med-tva-batterier-4711"
    return ProductDocument(
        id=4711,
        slug=path.removesuffix("-4711"),
        url=f"/sv-se/p/{path}",
        locale="sv-se",
        currency="SEK",
        title=title,
        description="<p>" + "Kolborstfri motor, två växlar och ett grepp som sitter. " * 8 + "</p>",
        brand=Named(7, "Järnbacka", "jarnbacka"),
        category=[Named(1, "Verktyg", "verktyg"), Named(2, "Elverktyg", "elverktyg"), Named(3, "Borrmaskiner", "borr")],
        pictures=[Picture(f"/pictures/demo/drill/jarnbacka/7-blue-{view}.svg", title, 800, 800) for view in (1, 2, 3)],
        attributes=[Attribute(f"fact{number}", f"Egenskap {number}", f"Värde {number}", "x") for number in range(8)],
        variants=[VariantDocument(1, "7399009000207", "JB-18", {}, 1)],
        offers=made,
        featured=made[0],
        price_from=made[0].price,
        price_to=made[-1].price,
        availability="in_stock",
        popularity=900,
        languages={locale: f"/{locale}/p/{path}" for locale in ("sv-SE", "en-SE", "nb-NO", "da-DK", "fi-FI")},
        updated="2026-11-22T08:00:00Z",
    )


def _offer(number: int) -> OfferDocument:
    return OfferDocument(
        id=number + 1,
        variant=1,
        seller=Named(number + 1, f"Butik {number + 1}", f"butik-{number + 1}"),
        seller_country="SE",
        seller_standing=90 - number,
        sku=f"JB-{number}",
        condition="new",
        price=149900 + number * 2500,
        delivery=4900,
        total=154800 + number * 2500,
        availability="in_stock",
        delivery_days=(1 + number, 3 + number),
        unit_price=UnitPrice(149900, "st"),
    )


class _Shelf:
    """One product in memory, as the shelf would answer it."""

    def __init__(self, content: bytes) -> None:
        self._found = (content, b"0123456789abcdef")

    def product_bytes(self, _locale: str, _product: int) -> tuple[bytes, bytes]:
        return self._found


_decode = msgspec.json.Decoder(ProductDocument).decode


def _cold(site: Site, content: bytes) -> bytes:
    return product_page(site, Voice(site.locales["sv-se"]), _decode(content), Asked())


def _timed(work: Callable[[], object], rounds: int) -> float:
    work()
    started = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - started) / rounds * 1e6


async def _answered(app: AsgiApp, path: str, rounds: int) -> float:
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }
    await app(dict(scope), _receive, _send)
    started = time.process_time()
    for _ in range(rounds):
        await app(dict(scope), _receive, _send)
    return (time.process_time() - started) / rounds * 1e6


def _bare(body: bytes) -> AsgiApp:
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"%d" % len(body))]

    async def app(_scope: Any, _receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return app


async def _nothing(_scope: Any, _receive: Any, _send: Any) -> None:
    raise LookupError("The page was not answered before the framework.")


async def _receive() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _send(_message: Any) -> None:
    pass


if __name__ == "__main__":
    found = measure()
    print(
        f"product page of {found.pop('bytes'):,.0f} bytes, µs of one core: "
        + ", ".join(f"{k} {v:.0f}" for k, v in found.items())
    )
