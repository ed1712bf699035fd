"""The written pages, and what search engines read."""

import xml.etree.ElementTree as ET

from litestar import Litestar
from litestar.testing import TestClient

from tests.web.opened import client, read
from torg.content import sitemaps
from torg.search.ranking import DEFAULT_WEIGHTS

__all__ = ["client"]
Client = TestClient[Litestar]
_SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return [each.text or "" for each in ET.fromstring(answer.content).findall(".//s:loc", _SPACE)]


def test_how_we_rank_is_written_from_the_weights(client: Client) -> None:
    page = read(client, "/sv-se/about/ranking")
    assert page.says("Så rangordnar vi")
    points = {row["class"] for row in page.all("table")}
    assert points == {"facts"}
    assert str(round(DEFAULT_WEIGHTS.popularity * 100)) in page.words
    assert page.says("Ingen kan betala för en plats.")


def test_written_pages_speak_every_language(client: Client) -> None:
    for locale, title in [("fi-fi", "Saavutettavuus"), ("da-dk", "Tilgængelighed"), ("en-se", "Accessibility")]:
        assert read(client, f"/{locale}/about/accessibility").says(title)
    assert read(client, "/nb-no/about/privacy").says("Vi setter ingen informasjonskapsler")
    read(client, "/nb-no/about/nothing", 404)


def test_no_page_sets_a_cookie(client: Client) -> None:
    for path in ("/sv-se/", "/sv-se/search?q=kokbok", "/sv-se/p/skruvdragare-jarnbacka-18v-1", "/sv-se/about/privacy"):
        assert "set-cookie" not in client.get(path).headers


def test_the_sitemaps_lead_to_every_page_that_is_there(client: Client) -> None:
    parts = addresses(client, "/sitemap.xml")
    assert parts == [f"https://torg.example/sitemaps/sv-se/{name}.xml" for name in ("pages", "products-0")]
    for part in parts:
        for address in addresses(client, part.removeprefix("https://torg.example")):
            path = address.removeprefix("https://torg.example")
            assert client.get(path, follow_redirects=False).status_code == 200, path
    assert len(addresses(client, "/sitemaps/sv-se/products-0.xml")) == client.app.state["shelf"].count("sv-se")


def test_sitemaps_are_cut_into_parts(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_URLS", 10)
    parts = [each for each in addresses(client, "/sitemap.xml") if "products" in each]
    assert len(parts) == 5
    found = [address for part in parts for address in addresses(client, part.removeprefix("https://torg.example"))]
    assert len(found) == len(set(found)) == client.app.state["shelf"].count("sv-se")


def test_parts_that_are_not_there(client: Client) -> None:
    for path in ("sv-se/products-9.xml", "sv-se/products-x.xml", "sv-se/other.xml", "xx-xx/pages.xml"):
        assert client.get(f"/sitemaps/{path}").status_code == 404


def test_crawlers_are_kept_from_permutations_but_not_from_goods(client: Client) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /*?*price_" in text
    assert "Sitemap: https://torg.example/sitemap.xml" in text
    assert "Disallow: /*/p/" not in text
