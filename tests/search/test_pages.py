"""Search, category and seller pages, read as a browser without scripts reads them."""

from urllib.parse import parse_qs, urlsplit

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.web.opened import client, read
from tests.web.reading import Page
from torg.search.address import pairs, read_address, search_address
from torg.search.models import SearchRequest

__all__ = ["client"]
Client = TestClient[Litestar]
BOOKS = "/sv-se/c/bocker-20"


def titles(page: Page) -> int:
    """How many products are shown."""
    return len(page.all("li", class_="card"))


def hrefs(page: Page, class_: str) -> list[str]:
    return [each["href"] for each in page.all("a", class_=class_)]


def test_finds_what_astrid_asks_for(client: Client) -> None:
    page = read(client, "/sv-se/search?q=skruvdragare")
    assert page.says("Skruvdragare Järnbacka 18V")
    assert page.all("input", name="q")[0]["value"] == "skruvdragare"
    assert page.says("Tidigare lägsta pris (30 dagar): 1 499 kr")


def test_every_hit_can_be_reached_page_by_page(client: Client) -> None:
    path: str | None = "/sv-se/search?q=kokbok"
    seen: list[str] = []
    while path:
        page = read(client, path)
        links = [each["href"] for each in page.all("a") if each["href"].startswith("/sv-se/p/")]
        assert len(links) <= 24
        seen += links
        more = page.all("a", rel="next")
        path = more[0]["href"] if more else None
    assert len(seen) == len(set(seen)) == 40


def test_a_cursor_of_another_search_begins_anew(client: Client) -> None:
    more = read(client, "/sv-se/search?q=kokbok").all("a", rel="next")[0]["href"]
    cursor = parse_qs(urlsplit(more).query)["cursor"][0]
    assert titles(read(client, f"/sv-se/search?q=skruvdragare&cursor={cursor}")) >= 1
    assert titles(read(client, "/sv-se/search?q=kokbok&cursor=nonsense")) == 24


def test_what_was_read_out_of_the_words_can_be_taken_away(client: Client) -> None:
    page = read(client, "/sv-se/search?q=kokbok+under+260+kr")
    chips = hrefs(page, "chip")
    assert any("without=price" in each for each in chips)
    fewer = titles(page)
    assert fewer < titles(read(client, next(each for each in chips if "without=price" in each)))


def test_a_ticked_facet_that_the_words_chose_is_unticked_by_a_link(client: Client) -> None:
    page = read(client, "/sv-se/search?q=järnbacka")
    away = [each for each in hrefs(page, "tick") if "without=brand" in each]
    assert away
    assert not [each for each in page.all("input", name="brand") if "checked" in each]
    assert not [each for each in hrefs(read(client, away[0]), "tick") if "without=brand" in each]


def test_filters_are_fields_and_chips(client: Client) -> None:
    page = read(client, "/sv-se/search?q=järnbacka")
    boxes = [each for each in page.all("input", type="checkbox") if each["name"] == "f.colour"]
    assert not [each for each in boxes if "checked" in each]
    narrowed = read(client, f"{BOOKS}?price_max=260")
    assert narrowed.all("input", name="price_max")[0]["value"] == "260"
    assert narrowed.says("Högst 260 kr")
    assert BOOKS in hrefs(narrowed, "chip")
    assert 0 < titles(narrowed) < 24


def test_a_category_shows_its_way_and_what_is_below(client: Client) -> None:
    page = read(client, BOOKS)
    assert page.all("span", **{"aria-current": "page"})
    assert page.all("a", href="/sv-se/c/kokbocker-21")
    assert page.blocks[0]["itemListElement"][0]["name"] == "Böcker"
    answer = client.get("/sv-se/c/annat-namn-20?sort=price", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"{BOOKS}?sort=price")


def test_sorts_by_price(client: Client) -> None:
    page = read(client, f"{BOOKS}?sort=-price")
    first = next(each["href"] for each in page.all("a") if each["href"].startswith("/sv-se/p/"))
    assert first.endswith("-89")
    assert "relevance" not in page.text


def test_a_filtered_page_is_known_by_the_plain_one(client: Client) -> None:
    page = read(client, f"{BOOKS}?sort=price&price_min=250")
    assert page.all("link", rel="canonical")[0]["href"] == f"https://torg.example{BOOKS}"
    assert page.all("link", rel="alternate", hreflang="sv-FI")


def test_nothing_found_helps_and_is_not_indexed(client: Client) -> None:
    page = read(client, "/sv-se/search?q=zzqqxx+blorpfnord")
    assert page.says("Vi hittade inget på det")
    assert page.all("a", href="/sv-se/search?q=zzqqxx")
    assert page.all("a", class_="tile", href=BOOKS)
    assert page.all("meta", name="robots", content="noindex,follow")
    assert not read(client, "/sv-se/search?q=kokbok").all("meta", name="robots")


def test_a_better_spelling_is_shown_and_can_be_refused(client: Client) -> None:
    page = read(client, "/sv-se/search?q=skruvdragre")
    assert page.says("Skruvdragare Järnbacka 18V")
    if page.says("Visar träffar på"):
        assert page.all("a", href="/sv-se/search?q=skruvdragre&as_typed=1")


def test_suggests_while_astrid_types(client: Client) -> None:
    page = Page(client.get("/sv-se/suggest?q=skruv").text)
    assert page.faults == []
    options = page.all("a", role="option")
    assert "/sv-se/p/skruvdragare-jarnbacka-18v-1" in [each["href"] for each in options]
    assert client.get("/sv-se/suggest?q=").text.strip() == ""


def test_related_products_are_of_the_same_kind_and_not_the_product_itself(client: Client) -> None:
    page = Page(client.get("/sv-se/related/60").text)
    links = [each["href"] for each in page.all("a")]
    assert len(links) == 8
    assert all("kokbok" in each and not each.endswith("-60") for each in links)
    assert client.get("/sv-se/related/999").status_code == 404


def test_a_seller_has_a_page_that_says_who_it_is(client: Client) -> None:
    page = read(client, "/sv-se/s/kaisas-bokhylla-2")
    for words in ("Kaisas Bokhylla", "5599981684", "Smedjegatan 4, 114 55 Stockholm", "hej@torg.example"):
        assert page.says(words), words
    assert titles(page) == 12
    assert not page.says("Telefon")
    assert client.get("/sv-se/s/gammalt-2", follow_redirects=False).headers["location"] == "/sv-se/s/kaisas-bokhylla-2"


@pytest.mark.parametrize(
    "query",
    [
        "brand=x&brand=-1&category=99999999999999999999",
        "price_min=abc&price_max=1,2,3&days=%00",
        "f.=x&f.colour=&f.%0d%0aset-cookie=1",
        "q=%ff%fe&sort=;drop&cursor=" + "A" * 500,
        "&".join(f"brand={number}" for number in range(300)),
        "q=" + "a" * 5000,
        "q=<script>alert(1)</script>&without=<b>",
        "without=price&without=%22%3E%3Cimg%20src%3Dx%3E",
    ],
)
def test_nonsense_in_the_address_is_left_out(client: Client, query: str) -> None:
    page = read(client, f"/sv-se/search?{query}")
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_an_address_says_a_search_and_is_read_back() -> None:
    wanted = SearchRequest(
        locale="sv-se",
        q="röd jacka & hatt",
        category=166,
        brand=[7, 12],
        seller=[3],
        attributes={"colour": ["blue", "red"], "size": ["m"]},
        price_min=9950,
        price_max=100000,
        max_delivery_days=3,
        in_stock=True,
        as_typed=True,
        without=["price", "brand:12"],
        sort="-price",
        cursor="abc",
    )
    path = search_address(wanted)
    assert read_address("sv-se", parse_qs(urlsplit(path).query)) == wanted
    assert "price_min=99.50" in path
    assert "price_max=1000&" in path
    assert pairs(SearchRequest(locale="sv-se")) == []


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1 299", 129900), ("1299,5", 129950), ("49.90", 4990), ("0,999", 99), (",", None), ("-5", None)],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: int | None) -> None:
    assert read_address("sv-se", {"price_min": [typed]}).price_min == amount
