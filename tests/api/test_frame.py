"""What surrounds every answer: its id, the browser's protection, whose pages may ask, which hosts, and its size."""

import gzip

import brotli
import httpx
import pytest

from tests.api.conftest import Open

pytestmark = pytest.mark.xdist_group("api")

API = "/api/v1"
PATHS = [
    f"{API}/products/1",
    f"{API}/products/999999",
    f"{API}/search?q=skruv",
    f"{API}/docs",
    f"{API}/schema/openapi.json",
    f"{API}/nothing",
    "/",
    "/sv-se/",
    "/sv-se/p/skruvdragare-18-v-1",
    "/sv-se/nothing",
    "/healthz",
    "/readyz",
    "/metrics",
    "/robots.txt",
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_is_protected_and_named(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    if answer.headers["content-type"].startswith("text/html"):
        assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "script-src 'self'" in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert len(answer.headers.get_list("x-request-id")) == 1
    assert len(answer.headers.get_list("content-security-policy")) == 1
    assert "strict-transport-security" not in answer.headers
    assert "server" not in answer.headers


async def test_a_shop_behind_https_says_so(open_app: Open) -> None:
    async with open_app(public_url="https://torg.example") as client:
        assert "max-age=" in (await client.get("/healthz")).headers["strict-transport-security"]


@pytest.mark.parametrize("path", [f"{API}/products/1", f"{API}/markets"])
@pytest.mark.parametrize("sensible", ["0123456789abcdef", "a.b-c_d.e", "x" * 64])
async def test_a_sensible_request_id_is_kept(client: httpx.AsyncClient, path: str, sensible: str) -> None:
    assert (await client.get(path, headers={"x-request-id": sensible})).headers["x-request-id"] == sensible


@pytest.mark.parametrize(
    "hostile",
    [b"", b"short", b"x" * 65, b"with space", b"new\nline12345", b"12345678\n", b"\xc3\xa5\xc3\xa4\xc3\xb6xxxx"],
)
async def test_a_hostile_request_id_is_replaced(client: httpx.AsyncClient, hostile: bytes) -> None:
    # The client would not send a line break: what reaches the application is what a careless proxy passed on.
    request = client.build_request("GET", f"{API}/products/1")
    request.headers = httpx.Headers([*request.headers.raw, (b"x-request-id", hostile)])
    given = (await client.send(request)).headers["x-request-id"]
    assert given.encode() != hostile
    assert len(given) == 16


@pytest.mark.parametrize("path", PATHS)
async def test_head_is_get_without_a_body(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    same = {"content-type", "etag", "cache-control", "content-length", "vary"} - (
        {"content-length"} if path == "/metrics" else set()
    )
    for name in same:
        assert head.headers.get(name) == got.headers.get(name), name


@pytest.mark.parametrize(
    "path", [f"{API}/products/1", f"{API}/products", f"{API}/search?q=skruv", "/sv-se/p/skruvdragare-18-v-1"]
)
async def test_answers_are_compressed_for_those_who_can_read_it(client: httpx.AsyncClient, path: str) -> None:
    plain = await client.get(path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for accepted, encoding in (("gzip, deflate, br", "br"), ("br", "br"), ("gzip", "gzip"), ("gzip;q=0.8", "gzip")):
        async with client.stream("GET", path, headers={"accept-encoding": accepted}) as answer:
            raw = b"".join([part async for part in answer.aiter_raw()])
        assert answer.headers["content-encoding"] == encoding
        assert int(answer.headers["content-length"]) == len(raw) < len(plain.content)
        assert {"br": brotli.decompress, "gzip": gzip.decompress}[encoding](raw) == plain.content
        assert "Accept-Encoding" in ", ".join(answer.headers.get_list("vary"))
        assert answer.headers["etag"] == plain.headers["etag"]


async def test_short_answers_are_sent_as_they_are(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{API}/suggest?q=zzzz", headers={"accept-encoding": "br, gzip"})
    assert "content-encoding" not in answer.headers


async def test_without_the_setting_no_other_site_may_read(client: httpx.AsyncClient) -> None:
    for path in (f"{API}/products/1", f"{API}/markets"):
        answer = await client.get(path, headers={"origin": "https://other.example"})
        assert answer.status_code == 200
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", [f"{API}/products/1", f"{API}/products/999999", f"{API}/search?q=skruv"])
async def test_the_settings_say_whose_pages_may_read(open_app: Open, path: str) -> None:
    async with open_app(cors_origins="https://friend.example, https://other.example/") as client:
        for origin in ("https://friend.example", "https://other.example"):
            friend = await client.get(path, headers={"origin": origin})
            assert friend.headers["access-control-allow-origin"] == origin
            assert "ETag" in friend.headers["access-control-expose-headers"]
        for stranger in ({"origin": "https://friend.example.evil.example"}, {"origin": "null"}, {}):
            answer = await client.get(path, headers=stranger)
            assert "access-control-allow-origin" not in answer.headers
            # A cache must not give one site's answer to another.
            assert "Origin" in answer.headers.get_list("vary", split_commas=True)
            if answer.status_code == 200:
                assert "Accept-Encoding" in answer.headers.get_list("vary", split_commas=True)
        page = await client.get("/sv-se/", headers={"origin": "https://friend.example"})
        assert "access-control-allow-origin" not in page.headers
    async with open_app(cors_origins="*") as client:
        anyone = await client.get(path, headers={"origin": "https://anyone.example"})
        assert anyone.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in anyone.headers


async def test_a_browser_that_asks_before_it_calls_is_answered(open_app: Open) -> None:
    asking = {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    async with open_app(cors_origins="https://friend.example") as client:
        yes = await client.options(f"{API}/search", headers=asking | {"origin": "https://friend.example"})
        assert yes.status_code == 204
        assert yes.headers["access-control-allow-origin"] == "https://friend.example"
        assert "GET" in yes.headers["access-control-allow-methods"]
        assert "if-none-match" in yes.headers["access-control-allow-headers"].lower()
        no = await client.options(f"{API}/search", headers=asking | {"origin": "https://stranger.example"})
        assert no.status_code == 403
        assert "access-control-allow-origin" not in no.headers
        assert no.json()["code"] == "origin_not_allowed"
        plain = await client.options(f"{API}/search")
        assert {each.strip() for each in plain.headers["allow"].split(",")} == {"GET", "HEAD", "OPTIONS"}


async def test_the_shop_answers_to_its_own_names(open_app: Open) -> None:
    async with open_app(trusted_hosts="torg.example, [::1]") as client:
        for host in ("torg.example", "TORG.example:8443", "[::1]:8000", "[::1]"):
            assert (await client.get(f"{API}/markets", headers={"host": host})).status_code == 200, host
        for host in ("evil.example", "torg.example.evil.example", "evil.example:80", "[::2]"):
            answer = await client.get(f"{API}/products/1", headers={"host": host})
            assert (answer.status_code, answer.json()["code"]) == (421, "wrong_host"), host
            assert "evil" not in (await client.get("/sv-se/", headers={"host": host})).text
        # Whoever looks after the process asks it by its address.
        assert (await client.get("/healthz", headers={"host": "10.0.0.7:8000"})).status_code == 200
        assert (await client.get("/readyz", headers={"host": "10.0.0.7:8000"})).status_code != 421


async def test_programs_are_refused_in_json_and_people_on_a_page(client: httpx.AsyncClient) -> None:
    for path in (f"{API}/nothing", "/api/v2", f"{API}/"):
        answer = await client.get(path, headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), path
    page = await client.get("/sv-se/nothing-at-all", headers={"accept": "application/json"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert page.text.lstrip().lower().startswith("<!doctype html>")
