"""Whoever has an answer already is told so; and the hottest answer is the same as the framework's own."""

import asyncio
import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from torg.app import create_framework
from torg.core.http import AsgiApp, Message, RequestFrame, Scope
from torg.core.web import CONTENT_SECURITY_POLICY
from torg.settings import Settings
from torg.shelf.hottest import HottestDocument
from torg.shelf.pages import HottestPage

pytestmark = pytest.mark.xdist_group("api")

API = "/api/v1"


@pytest.mark.parametrize(
    "path",
    [
        "/products/1", "/products/1?locale=en-se", "/products/1?locale=sv-se&again=1", "/products/by-slug/x-1",
        "/products/1/offers", "/products", "/sellers", "/sellers/1", "/search?q=skruv", "/suggest?q=skr", "/markets",
        "/markets/se", "/categories", "/categories/418",
    ],
)  # fmt: skip
async def test_an_answer_that_is_known_is_not_sent_again(client: httpx.AsyncClient, path: str) -> None:
    first = await client.get(API + path)
    assert first.status_code == 200
    tag = first.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = await client.get(API + path, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b""), known
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert "content-length" not in again.headers
    for other in ('"other"', tag[:-2] + '"', "", tag.strip('W/"')):
        assert (await client.get(API + path, headers={"if-none-match": other})).status_code == 200, other


class Answer(Struct, frozen=True):
    """What a client receives, with the body unpacked."""

    status: int
    headers: frozenset[tuple[bytes, bytes]]
    body: bytes


class Both(Struct):
    """The application as it is served, and the same without what stands before the framework."""

    runner: asyncio.Runner
    served: AsgiApp
    framework: AsgiApp

    def ask(self, app: AsgiApp, method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]]) -> Answer:
        return self.runner.run(_ask(app, method, path, query, headers))


@pytest.fixture(scope="module")
def both(home: Path) -> Iterator[Both]:
    framework = create_framework(Settings(home=home))
    pages = HottestPage(framework, framework.state)  # type: ignore[arg-type]
    hottest = HottestDocument(pages, framework.state.shelf)
    with asyncio.Runner() as runner:
        apps = [RequestFrame(app, content_policy=CONTENT_SECURITY_POLICY, https=False) for app in (hottest, framework)]  # type: ignore[arg-type]
        yield Both(runner, *apps)


async def _ask(app: AsgiApp, method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]]) -> Answer:
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query, "root_path": "", "server": ("torg.example", 80),
        "client": ("192.0.2.7", 1234),
        "headers": [(b"host", b"torg.example"), (b"x-request-id", b"0123456789abcdef"), *headers],
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    found = [(name.lower(), value) for name, value in sent[0]["headers"]]
    body = b"".join(message.get("body", b"") for message in sent[1:])
    encoding = dict(found).get(b"content-encoding")
    unpacked = {b"br": brotli.decompress, b"gzip": gzip.decompress}.get(encoding or b"", bytes)(body) if body else body
    # The framework packs to a slightly different size, and says twice that it varies by encoding.
    found = [(name, value.partition(b",")[0] if name == b"vary" else value) for name, value in found]
    compared = [each for each in found if not (encoding and each[0] == b"content-length")]
    return Answer(sent[0]["status"], frozenset(compared), unpacked)


_numbers = st.one_of(
    st.integers(-2, 40).map(str),
    st.sampled_from(["007", "1 ", "+1", "1_0", "１", "1/", "1//", "0x1", "9" * 15, "9" * 16, "1%00", "", "by-gtin"]),
    st.text(max_size=6),
)
_locales = st.sampled_from(["sv-se", "en-se", "fi-fi", "SV-SE", "xx", "", "sv-se ", "sv%2Dse"])
_queries = st.one_of(
    st.just(b""),
    _locales.map(lambda code: f"locale={code}".encode()),
    st.lists(st.tuples(st.sampled_from(["locale", "Locale", "sort", "variant", "x"]), _locales), max_size=3).map(
        lambda pairs: "&".join(f"{name}={value}" for name, value in pairs).encode()
    ),
    st.binary(max_size=8).filter(lambda raw: not raw or max(raw) < 128),
)
_headers = st.fixed_dictionaries(
    {},
    optional={
        b"accept-encoding": st.sampled_from([b"br", b"gzip", b"gzip, br", b"identity", b"", b"zstd"]),
        b"if-none-match": st.sampled_from([b"*", b'"x"', b"W/", b",,", b"\xff\xfe", b'W/"x", *']),
        b"accept": st.sampled_from([b"application/json", b"text/html", b"image/avif"]),
        b"origin": st.just(b"https://other.example"),
        b"range": st.just(b"bytes=0-3"),
        b"content-length": st.just(b"0"),
    },
)


@given(
    method=st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "OPTIONS"]),
    number=_numbers,
    query=_queries,
    headers=_headers,
)
@example(method="GET", number="1", query=b"locale=sv-se", headers={b"accept-encoding": b"br"})
@example(method="HEAD", number="1", query=b"", headers={b"if-none-match": b"*"})
@settings(
    max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_hottest_answer_is_the_frameworks_own(
    both: Both, method: str, number: str, query: bytes, headers: dict[bytes, bytes]
) -> None:
    asked = (method, f"{API}/products/{number}", query, list(headers.items()))
    assert both.ask(both.served, *asked) == both.ask(both.framework, *asked)


@pytest.mark.parametrize("query", [b"", b"locale=sv-se"])
@pytest.mark.parametrize("encoding", [b"br", b"gzip", b""])
def test_the_hottest_answer_is_found_unchanged_on_both_ways(both: Both, query: bytes, encoding: bytes) -> None:
    headers = [(b"accept-encoding", encoding)]
    first = both.ask(both.served, "GET", f"{API}/products/1", query, headers)
    assert (first.status, first.body[:8]) == (200, b'{"id":1,')
    assert first == both.ask(both.framework, "GET", f"{API}/products/1", query, headers)
    tag = dict(first.headers)[b"etag"]
    for app in (both.served, both.framework):
        assert both.ask(app, "GET", f"{API}/products/1", query, [*headers, (b"if-none-match", tag)]).status == 304
