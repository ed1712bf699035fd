"""The product page, read as a browser without scripts reads it."""

import re
from datetime import date
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import replace

from tests.web.opened import client, read
from tests.web.reading import Page
from tests.web.shop import KAISA, LOCALE, NILS, PRIOR, document, offer, open_shop
from torg.core.http import Receive, Scope, Send
from torg.core.templates import render
from torg.shelf.arrival import arrival_words
from torg.shelf.models import EnergyLabel, Picture, ProductDocument, Responsible, Returns, Safety, VariantDocument
from torg.shelf.page import Asked, product_page
from torg.shelf.pages import HottestPage
from torg.shelf.voice import Voice

__all__ = ["client"]
Client = TestClient[Litestar]
DRILL = "/sv-se/p/skruvdragare-jarnbacka-18v-1"
VEST = "/sv-se/p/arbetsvast-jarnbacka-flit-2"


def sellers(page: Page) -> list[str]:
    """The sellers of the comparison in their order."""
    return [row["data-seller"] for row in page.all("tr") if "data-seller" in row]


def test_shows_what_the_law_wants_beside_the_price(client: Client) -> None:
    page = read(client, DRILL)
    for words in (
        "1 199 kr",
        PRIOR,
        "1 199 kr/st",
        "Inkl. moms",
        "Frakt 49 kr",
        "1 248 kr totalt",
        "Företag i Sverige",
    ):
        assert page.says(words), words


def test_promises_a_day(client: Client) -> None:
    page = read(client, DRILL)
    assert re.search(r"Hos dig (\w+ \d+ \w+|\d+.*–\d+ \w+)", " ".join(page.words))


def test_compares_every_offer(client: Client) -> None:
    page = read(client, DRILL)
    assert sellers(page) == ["Nils Järnbod", "Kaisas Bokhylla", "Ängens Verktyg"]
    for words in ("Renoverad", "Ny", "1 249 kr", "1 348 kr", "3 erbjudanden"):
        assert page.says(words), words


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("price", ["Kaisas Bokhylla", "Nils Järnbod", "Ängens Verktyg"]),
        ("total", ["Nils Järnbod", "Kaisas Bokhylla", "Ängens Verktyg"]),
        ("seller", ["Kaisas Bokhylla", "Nils Järnbod", "Ängens Verktyg"]),
        ("condition", ["Nils Järnbod", "Ängens Verktyg", "Kaisas Bokhylla"]),
        ("day", ["Kaisas Bokhylla", "Nils Järnbod", "Ängens Verktyg"]),
        ("nonsense", ["Nils Järnbod", "Kaisas Bokhylla", "Ängens Verktyg"]),
    ],
)
def test_sorts_offers_by_a_link(client: Client, sort: str, expected: list[str]) -> None:
    page = read(client, f"{DRILL}?sort={sort}")
    assert sellers(page) == expected
    assert len(page.all("th", **{"aria-sort": "ascending"})) == (sort != "nonsense")


def test_says_why_the_offer_is_shown_first(client: Client) -> None:
    page = read(client, DRILL)
    assert page.says("Lägst pris med frakt.")
    assert not page.says("Ingen levererar tidigare.")


def test_a_variant_is_a_link(client: Client) -> None:
    page = read(client, VEST)
    choices = page.all("a", class_="choice")
    assert [each["href"] for each in choices] == [f"{VEST}?variant={number}" for number in (1, 2, 1, 3)]
    red = read(client, f"{VEST}?variant=2")
    assert red.says("419 kr")
    assert not red.says("399 kr")
    gone = read(client, f"{VEST}?variant=3")
    assert gone.says("Slut just nu")
    assert read(client, f"{VEST}?variant=99").says("399 kr")


def test_nothing_dead_to_press_before_the_till_opens(client: Client) -> None:
    page = read(client, DRILL)
    assert not [form for form in page.all("form") if form.get("method") == "post"]
    assert page.says("Kassan öppnar snart.")


def test_the_till_is_there_when_it_is_open_and_not_when_it_is_paused() -> None:
    with TestClient(open_shop(buying=True)) as selling:
        assert read(selling, DRILL).all("form", action="/sv-se/cart/add", method="post")
    with TestClient(open_shop(buying=True, database_available=False)) as paused:
        page = read(paused, DRILL)
        assert not page.all("form", action="/sv-se/buy")
        assert page.says("Köp är pausade en liten stund. Pris och lager är de senast kända.")


def test_words_from_sellers_stay_words(client: Client) -> None:
    page = read(client, "/sv-se/p/slagborr-3")
    assert page.says('Slagborr <script>alert("hej")</script>')
    assert "<script>alert" not in page.text


def test_a_product_without_offers_is_still_a_page(client: Client) -> None:
    page = read(client, "/sv-se/p/pelarborr-jarnbacka-4")
    assert page.says("Slut just nu")
    assert "offers" not in page.blocks[0]


def test_describes_itself_to_search_engines(client: Client) -> None:
    page = read(client, DRILL)
    product, trail = page.blocks
    assert product["@type"] == "Product"
    assert product["url"] == f"https://torg.example{DRILL}"
    offers = product["offers"]
    assert (offers["lowPrice"], offers["highPrice"], offers["offerCount"]) == ("1149.00", "1299.00", 3)
    assert offers["priceCurrency"] == "SEK"
    assert offers["offers"][1]["seller"]["name"] == KAISA.name
    assert [step["name"] for step in trail["itemListElement"]] == [
        "Verktyg",
        "Borrmaskiner",
        "Skruvdragare Järnbacka 18V",
    ]
    assert page.all("link", rel="canonical")[0]["href"] == f"https://torg.example{DRILL}"
    finnish = page.all("link", rel="alternate", hreflang="sv-FI")[0]
    assert finnish["href"] == "https://torg.example/sv-fi/p/skruvdragare-jarnbacka-18v-1"
    assert page.all("a", hreflang="da-DK")[0]["href"] == "/da-dk/p/skruvdragare-jarnbacka-18v-1"


def test_an_old_address_leads_to_the_new_one(client: Client) -> None:
    answer = client.get("/sv-se/p/gammalt-namn-1?variant=1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"{DRILL}?variant=1")


def test_shows_what_a_device_remembers(client: Client) -> None:
    answer = client.get("/sv-se/recent?ids=2,1,99,x,-3")
    page = Page(answer.text)
    assert page.faults == []
    assert [each["href"] for each in page.all("a")] == [VEST, DRILL]
    assert answer.headers["cache-control"] == "no-store"


def test_names_days_as_people_do() -> None:
    sunday = date(2026, 11, 22)
    assert arrival_words("sv", "SE", sunday, (2, 2)) == "tisdag 24 nov"
    assert arrival_words("sv", "SE", sunday, (2, 3)) == "24–25 nov"
    assert arrival_words("nb", "NO", sunday, (2, 2)) == "tirsdag 24. nov"
    assert arrival_words("da", "DK", sunday, (1, 7)) == "23. nov–1. dec"
    assert arrival_words("fi", "FI", sunday, (3, 3)) == "keskiviikkona 25.11."
    assert arrival_words("en", "SE", sunday, (1, 1)) == "Monday 23 Nov"


async def ask(app: HottestPage, path: str, **headers: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """Ask the layer before the framework, as the server does."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    path, _, query = path.partition("?")
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": raw}
    await app(scope, None, send)  # type: ignore[arg-type]
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


@pytest.fixture
def state() -> Any:
    return open_shop().state


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"inside"})


async def test_the_short_way_answers_as_the_framework_does(client: Client, state: Any) -> None:
    app = HottestPage(inside, state)
    for path in (DRILL, f"{VEST}?variant=2", f"{DRILL}?sort=price"):
        status, headers, body = await ask(app, path)
        framed = client.get(path)
        assert (status, body) == (200, framed.content)
        assert headers[b"cache-control"].decode() == framed.headers["cache-control"]
        assert headers[b"content-type"].decode() == framed.headers["content-type"]


async def test_the_short_way_compresses_and_knows_what_the_browser_has(state: Any) -> None:
    import brotli

    app = HottestPage(inside, state)
    _, headers, plain = await ask(app, DRILL)
    _, packed_headers, packed = await ask(app, DRILL, accept_encoding="gzip, br")
    assert packed_headers[b"content-encoding"] == b"br"
    assert brotli.decompress(packed) == plain
    status, _, body = await ask(app, DRILL, if_none_match=headers[b"etag"].decode())
    assert (status, body) == (304, b"")


async def test_the_short_way_leaves_the_rest_to_the_framework(state: Any) -> None:
    app = HottestPage(inside, state)
    for path in ("/sv-se/p/gammalt-namn-1", "/sv-se/p/x-999", "/xx-xx/p/a-1", "/sv-se/search", "/sv-se/p/a-1/b", "/"):
        assert (await ask(app, path))[0] == 299, path


async def test_a_changed_price_is_on_the_page_at_once(state: Any) -> None:
    app = HottestPage(inside, state)
    _, before, _ = await ask(app, DRILL)
    shelf = state["shelf"]
    drill = shelf.documents[1]
    cheaper = msgspec.structs.replace(drill.offers[0], price=99900, total=104800)
    shelf.put(msgspec.structs.replace(drill, featured=cheaper, offers=[cheaper, *drill.offers[1:]]))
    status, after, body = await ask(app, DRILL, if_none_match=before[b"etag"].decode())
    assert status == 200
    assert "999\u00a0kr" in body.decode()
    assert after[b"etag"] != before[b"etag"]


async def test_kept_pages_stay_within_their_budget(state: Any) -> None:
    app = HottestPage(inside, state)
    site = state["site"]
    site.pages.budget = 120_000
    for number in range(50, 90):
        await ask(app, f"/sv-se/p/kokbok-nordiska-ratter-del-{number}-{number}", accept_encoding="br")
    assert 0 < site.pages.used <= 120_000
    assert LOCALE in site.locales


def test_each_condition_is_an_offer_of_its_own(client: Client) -> None:
    page = read(client, DRILL)
    links = [each["href"] for each in page.all("a", class_="choice")]
    assert links == [f"{DRILL}?condition=new", f"{DRILL}?condition=refurbished"]
    refurbished = read(client, f"{DRILL}?condition=refurbished")
    assert refurbished.says("Det är det enda i det här skicket.")
    assert refurbished.says("1 249 kr totalt")
    assert read(client, f"{DRILL}?condition=stolen").says("1 248 kr totalt")


def test_the_seller_is_a_business_and_leads_to_its_page(client: Client) -> None:
    page = read(client, DRILL)
    assert page.says("Säljs av företag")
    assert "/sv-se/s/nils-jarnbod-1" in [each.get("href") for each in page.all("a")]


@pytest.fixture
def lamp() -> ProductDocument:
    """A lamp in two colours, with its energy label and who made it."""
    return document(
        7,
        "Lampa Järnbacka",
        "lampa-jarnbacka",
        [offer(701, NILS, 29900, returns=Returns(60, free=True)), offer(702, KAISA, 31900, variant=2)],
        pictures=[Picture(f"/pictures/{name}.svg", name, 800, 800) for name in ("bla-1", "bla-2", "rod-1")],
        variants=[
            VariantDocument(1, None, "L-1", {"Färg": "Blå"}, 701, pictures=[0, 1]),
            VariantDocument(2, None, "L-2", {"Färg": "Röd"}, 702, pictures=[2]),
        ],
        energy=EnergyLabel("B", "A", "G", "1234567"),
        safety=Safety(
            Responsible("Järnbacka AB", "Storgatan 1, 111 22 Stockholm", "hej@jarnbacka.example", "Sverige"),
            Responsible("Ombud & Co", "Torget 2, Lund", "https://ombud.example/kontakt"),
            "Rör inte när den lyser.",
        ),
        age_limit=18,
    )


def rendered(product: ProductDocument, **asked: Any) -> Page:
    site = open_shop().state.site
    return Page(product_page(site, Voice(site.locales[LOCALE]), product, Asked(**asked)).decode())


def test_pictures_follow_the_colour(lamp: ProductDocument) -> None:
    def shown(page: Page) -> list[str]:
        return [each["src"] for each in page.all("img") if each["src"].startswith("/pictures/")]

    assert shown(rendered(lamp))[:2] == ["/pictures/bla-1.svg", "/pictures/bla-1.svg"]
    assert set(shown(rendered(lamp))) == {"/pictures/bla-1.svg", "/pictures/bla-2.svg"}
    assert set(shown(rendered(lamp, variant=2))) == {"/pictures/rod-1.svg"}


def test_the_energy_arrow_stands_beside_the_price_on_page_and_card(lamp: ProductDocument) -> None:
    page = rendered(lamp)
    assert [each["aria-label"] for each in page.all("svg", role="img")] == ["Energiklass B på skalan A till G"]
    assert "https://eprel.ec.europa.eu/qr/1234567" in [each.get("href") for each in page.all("a")]
    spoken = Voice(open_shop().state.site.locales[LOCALE])
    cards = Page(str(render("sv", "shelf/recent.html", voice=spoken, products=[lamp])))
    assert len(cards.all("svg", role="img")) == 1


def test_says_who_answers_for_its_safety(lamp: ProductDocument) -> None:
    page = rendered(lamp)
    for words in ("Järnbacka AB", "Storgatan 1, 111 22 Stockholm", "Ombud & Co", "Rör inte när den lyser.", "18 år"):
        assert page.says(words), words
    links = [each.get("href") for each in page.all("a")]
    assert {"mailto:hej@jarnbacka.example", "https://ombud.example/kontakt"} <= set(links)


def test_a_contact_that_is_no_address_is_no_link(lamp: ProductDocument) -> None:
    hostile = replace(lamp, safety=Safety(Responsible("A", "B", "javascript:alert(1)")))
    assert not [each for each in rendered(hostile).all("a") if "javascript" in (each.get("href") or "")]


def test_free_returns_are_a_reason(lamp: ProductDocument) -> None:
    assert rendered(lamp).says("Fri retur i 60 dagar.")
