"""The pages that belong to no domain, read as a browser without scripts reads them."""

import json

import pytest
from litestar import Litestar
from litestar.config.compression import CompressionConfig
from litestar.testing import TestClient

import torg.web.pages
from tests.web.opened import read
from tests.web.shop import open_shop
from torg.shelf.pages import HottestPage

Client = TestClient[Litestar]


def test_leads_astrid_to_her_own_language(client: Client) -> None:
    for spoken, path in [("sv", "/sv-se/"), ("nn-NO,nb;q=0.8", "/nb-no/"), ("fi", "/fi-fi/"), ("sv-FI", "/sv-fi/")]:
        answer = client.get("/", headers={"accept-language": spoken}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (302, path)
        assert answer.headers["vary"] == "Accept-Language"


def test_home_asks_what_astrid_wants_and_shows_what_there_is(client: Client) -> None:
    page = read(client, "/sv-se/")
    assert page.says("Vad kan vi hjälpa dig med?")
    assert len(page.all("input", name="q")) == 2
    assert [form["action"] for form in page.all("form", role="search")] == ["/sv-se/search"] * 2
    assert page.all("a", class_="tile", href="/sv-se/c/bocker-20")
    assert page.says("Skruvdragare Järnbacka 18V")


def test_home_speaks_every_language(client: Client) -> None:
    links = read(client, "/sv-se/").all("a", hreflang="fi-FI")
    assert links[0]["href"] == "/fi-fi/"
    alternates = {each["hreflang"] for each in read(client, "/sv-se/").all("link", rel="alternate")}
    assert {"sv-SE", "en-SE", "nb-NO", "da-DK", "fi-FI", "sv-FI"} <= alternates


def test_a_market_without_goods_says_that_it_is_being_filled(client: Client) -> None:
    page = read(client, "/fi-fi/", 503)
    assert page.says("Hyllyjä täytetään.")


def test_what_is_nowhere_is_answered_with_a_search_box_in_the_same_language(client: Client) -> None:
    for path in ("/da-dk/nowhere", "/da-dk/p/findes-ikke-999", "/da-dk/p/uden-nummer", "/da-dk/c/x-1/y"):
        page = read(client, path, 404)
        assert page.says("Siden er flyttet")
        assert page.all("meta", name="robots", content="noindex,follow")


def test_a_fault_within_tells_nothing_of_itself() -> None:
    with TestClient(open_shop(searches=None), raise_server_exceptions=False) as broken:
        page = read(broken, "/sv-se/search?q=borr", 500)
        assert page.says("Något gick fel hos oss")
        assert "NoneType" not in page.text


def test_pages_say_that_buying_is_paused_when_the_database_is_away() -> None:
    with TestClient(open_shop(database_available=False)) as reading:
        for path in ("/sv-se/", "/sv-se/search?q=kokbok", "/sv-se/p/skruvdragare-jarnbacka-18v-1"):
            assert read(reading, path).says("Köp är pausade en liten stund.")


def test_a_page_that_the_browser_has_is_not_sent_again(client: Client) -> None:
    for path in ("/sv-se/", "/sv-se/search?q=kokbok", "/sv-se/p/skruvdragare-jarnbacka-18v-1"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "s-maxage=1" in first.headers["cache-control"]


def test_the_phone_can_keep_the_shop(client: Client) -> None:
    link = read(client, "/nb-no/offline").all("link", rel="manifest")[0]
    manifest = json.loads(client.get(link["href"]).content)
    assert (manifest["lang"], manifest["start_url"], manifest["display"]) == ("nb-NO", "/nb-no/", "standalone")
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).status_code == 200


def test_the_service_worker_names_files_that_exist(client: Client) -> None:
    first = client.get("/worker.js").text.splitlines()[0]
    told = json.loads(first.removeprefix("const told = ").removesuffix(";"))
    assert told["shell"]
    for path in told["shell"]:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/torg.css", "/static/", "/static/scripts/main.js"])
def test_only_hashed_files_are_served(client: Client, path: str) -> None:
    assert client.get(path, follow_redirects=False).status_code in {404, 405}


def test_static_files_are_kept_for_good(client: Client) -> None:
    answer = client.get(read(client, "/sv-se/").all("link", rel="stylesheet")[0]["href"])
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "--accent" in answer.text


def test_what_stands_before_the_framework_is_not_compressed_twice(client: Client) -> None:
    path = read(client, "/sv-se/").all("link", rel="stylesheet")[0]["href"]
    squeezed = Litestar(
        [torg.web.pages.static], compression_config=CompressionConfig(backend="brotli"), state=client.app.state
    )
    with TestClient(HottestPage(squeezed, client.app.state)) as outside:  # type: ignore[arg-type]
        for encoding in ("br", "gzip", "identity"):
            answer = outside.get(path, headers={"accept-encoding": encoding})
            assert answer.headers.get("content-encoding", "identity") == encoding
            assert answer.text == client.get(path).text


def test_the_first_view_stays_within_its_budget(client: Client) -> None:
    page = read(client, "/sv-se/p/skruvdragare-jarnbacka-18v-1")
    site = client.app.state["site"]
    scripts = [name for name in site.static.names() if name.endswith(".js") and "swagger" not in name]
    script_bytes = sum(len(site.static.file(name).brotli or site.static.file(name).body) for name in scripts)
    style = site.static.file("torg.css").brotli or b""
    import brotli

    assert "main.js" in scripts
    assert script_bytes <= 25 * 1024
    assert len(brotli.compress(page.text.encode(), quality=4)) + len(style) + script_bytes <= 60 * 1024
