"""Products and their offers, by every name that they have."""

import httpx
import pytest

from tests.api.market import UPC
from tests.offers.conftest import DRILL, SAW

pytestmark = pytest.mark.xdist_group("api")

API = "/api/v1"


async def drill(client: httpx.AsyncClient) -> dict[str, object]:
    answer = await client.get(f"{API}/products/by-gtin/{DRILL}")
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


async def test_one_product_with_the_offers_of_both_sellers(client: httpx.AsyncClient) -> None:
    product = await drill(client)
    assert product["title"] == "Skruvdragare 18 V"
    assert product["currency"] == "SEK"
    assert {offer["seller"]["name"]: offer["price"] for offer in product["offers"]} == {  # type: ignore[attr-defined]
        "Nils Verktyg": 129900,
        "Kaisan Kirjat": 127900,
    }
    same = await client.get(f"{API}/products/{product['id']}")
    assert same.json() == product


@pytest.mark.parametrize("code", [UPC, UPC.zfill(13), UPC.zfill(14), UPC.lstrip("0").zfill(12)])
async def test_a_gtin_is_the_same_with_and_without_leading_zeros(client: httpx.AsyncClient, code: str) -> None:
    assert (await client.get(f"{API}/products/by-gtin/{code}")).json()["title"] == "Sågklinga av stål"


@pytest.mark.parametrize("code", ["00000000", "7310865004710", "00000000000000"])
async def test_a_gtin_that_nobody_sells_is_not_found(client: httpx.AsyncClient, code: str) -> None:
    answer = await client.get(f"{API}/products/by-gtin/{code}")
    assert (answer.status_code, answer.json()["code"]) == (404, "product_not_found")


@pytest.mark.parametrize("code", ["1234567", "123456789012345", "73108650047O3", "%0012345678"])
async def test_what_is_no_gtin_is_refused(client: httpx.AsyncClient, code: str) -> None:
    assert (await client.get(f"{API}/products/by-gtin/{code}")).status_code == 400


async def test_a_product_is_known_where_somebody_sells_it(client: httpx.AsyncClient) -> None:
    path = f"{API}/products/by-gtin/{SAW}"
    assert (await client.get(path, params={"locale": "fi-fi"})).json()["title"] == "Käsisaha"
    assert (await client.get(path, params={"locale": "sv-se"})).status_code == 404


async def test_a_slug_leads_to_its_product_also_when_the_words_have_changed(client: httpx.AsyncClient) -> None:
    product = await drill(client)
    for slug in (f"{product['slug']}-{product['id']}", f"gammalt-namn-{product['id']}", f"{product['id']}"):
        assert (await client.get(f"{API}/products/by-slug/{slug}")).json() == product
    for nothing in ("skruvdragare", "skruvdragare-", "x-99999999999999999999", "x-٣"):
        assert (await client.get(f"{API}/products/by-slug/{nothing}")).json()["code"] == "product_not_found"


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        ("price", lambda offer: offer["price"]),
        ("total", lambda offer: offer["total"]),
        ("delivery", lambda offer: offer["delivery_days"][1]),
    ],
)
async def test_offers_come_in_the_order_asked_for(client: httpx.AsyncClient, sort: str, key: object) -> None:
    product = await drill(client)
    path = f"{API}/products/{product['id']}/offers"
    answer = (await client.get(path, params={"sort": sort})).json()
    assert answer["items"] == sorted(answer["items"], key=key)  # type: ignore[call-overload]
    assert len(answer["items"]) == 2
    assert answer["currency"] == "SEK"
    featured = (await client.get(path)).json()
    assert featured["items"][0]["id"] == product["featured"]["id"]  # type: ignore[index]


async def test_price_and_delivery_order_the_two_offers_differently(client: httpx.AsyncClient) -> None:
    path = f"{API}/products/{(await drill(client))['id']}/offers"
    sellers = {
        sort: [offer["seller"]["name"] for offer in (await client.get(path, params={"sort": sort})).json()["items"]]
        for sort in ("price", "delivery")
    }
    assert sellers == {"price": ["Kaisan Kirjat", "Nils Verktyg"], "delivery": ["Nils Verktyg", "Kaisan Kirjat"]}


@pytest.mark.parametrize("limit", [1, 7, 50])
@pytest.mark.parametrize("locale", ["sv-se", "fi-fi"])
async def test_a_list_covers_each_product_once(client: httpx.AsyncClient, locale: str, limit: int) -> None:
    ids: list[int] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await client.get(f"{API}/products", params={"locale": locale, "limit": limit} | cursor)).json()
        assert len(page["items"]) <= limit
        ids += [product["id"] for product in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert ids == sorted(set(ids))
    assert len(ids) == {"sv-se": 29, "fi-fi": 2}[locale]


@pytest.mark.parametrize("limit", [1, 5])
async def test_a_search_covers_each_hit_once(client: httpx.AsyncClient, limit: int) -> None:
    ids: list[int] = []
    cursor: dict[str, str] = {}
    while True:
        asked = {"q": "träskruv", "limit": limit} | cursor
        page = (await client.get(f"{API}/search", params=asked)).json()
        ids += [product["id"] for product in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert len(ids) == len(set(ids)) == page["total"] == 24


async def test_sellers_with_what_the_law_wants_known(client: httpx.AsyncClient) -> None:
    sellers = (await client.get(f"{API}/sellers")).json()["items"]
    assert [seller["name"] for seller in sellers] == ["Nils Verktyg", "Kaisan Kirjat"]
    one = (await client.get(f"{API}/sellers/{sellers[0]['id']}")).json()
    assert one == sellers[0]
    assert (await client.get(f"{API}/sellers/999")).json()["code"] == "seller_not_found"
