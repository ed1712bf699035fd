"""Fetching from a real server on loopback, and not fetching from everywhere else."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from torg.core import addresses, fetch
from torg.core.addresses import HostNotFound, PrivateAddress, is_public
from torg.core.fetch import BadUrl, FetchFailed, FetchTimedOut, FetchTooLarge, fetch_to_file

FEED = b"id\ttitle\tprice\n" + b"1\tBorr 8 mm\t49,00 SEK\n" * 500
LIMITS = {"max_bytes": 1_000_000, "timeout": 10.0}


class NilsServer(BaseHTTPRequestHandler):
    """Nils' shop, with a feed at every kind of address that goes wrong."""

    protocol_version = "HTTP/1.1"
    seen: list[dict[str, str]]

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.seen.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        getattr(self, "on_" + self.path.split("?")[0].strip("/").split("/")[0].replace("-", "_"))()

    def answer(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def on_feed(self):
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(304)
        else:
            self.answer(200, FEED, ETag='"v1"', Last_Modified="Sun, 22 Nov 2026 08:00:00 GMT", Content_Type="text/csv")

    def on_packed(self):
        self.answer(200, gzip.compress(FEED), Content_Encoding="gzip")

    def on_bomb(self):
        self.answer(200, gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")

    def on_cut_gzip(self):
        self.answer(200, gzip.compress(FEED)[:-20], Content_Encoding="gzip")

    def on_brotli(self):
        self.answer(200, b"?", Content_Encoding="br")

    def on_moved(self):
        self.answer(302, Location="/feed")

    def on_moved_with_spaces(self):
        self.answer(302, Location="/feed/höst 2026")

    def on_loop(self):
        self.answer(302, Location="/loop")

    def on_to_metadata(self):
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def on_to_file(self):
        self.answer(302, Location="file:///etc/passwd")

    def on_missing(self):
        self.answer(404, b"gone")

    def on_cut(self):
        self.answer(200, FEED, Content_Length=str(len(FEED) + 100))
        self.close_connection = True

    def on_huge(self):
        self.answer(200, b"x", Content_Length="99999999999")
        self.close_connection = True

    def on_endless(self):
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    def on_dripping(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.drip()

    def on_dripping_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.drip(b"X-Slow: yes\r\n")

    def drip(self, piece=b"x"):
        self.close_connection = True
        try:
            for _ in range(200):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def on_garbage(self):
        self.wfile.write(b"\x00\xff\xfe nonsense\r\n\r\n")
        self.close_connection = True


@pytest.fixture
def seen() -> list[dict[str, str]]:
    return []


@pytest.fixture
def shop(seen) -> Iterator[str]:
    handler = type("Handler", (NilsServer,), {"seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetches_a_feed_and_says_how_to_ask_again(shop, tmp_path):
    fetched = fetch_to_file(f"{shop}/feed?market=se", tmp_path / "feed.tsv", allow_private=True, **LIMITS)
    assert (tmp_path / "feed.tsv").read_bytes() == FEED
    assert (fetched.size, fetched.etag, fetched.content_type) == (len(FEED), '"v1"', "text/csv")
    again = fetch_to_file(f"{shop}/feed", tmp_path / "again", allow_private=True, etag=fetched.etag, **LIMITS)
    assert again.not_modified
    assert again.etag == '"v1"'
    assert not (tmp_path / "again").exists()


def test_asks_by_date_as_well(shop, seen, tmp_path):
    date = "Sun, 22 Nov 2026 08:00:00 GMT"
    fetch_to_file(f"{shop}/feed", tmp_path / "feed", allow_private=True, last_modified=date, **LIMITS)
    assert seen[0]["if-modified-since"] == date


def test_unpacks_what_was_packed_for_the_way(shop, tmp_path):
    fetched = fetch_to_file(f"{shop}/packed", tmp_path / "feed", allow_private=True, **LIMITS)
    assert (tmp_path / "feed").read_bytes() == FEED
    assert fetched.size == len(FEED)


def test_follows_redirects_and_says_where_they_led(shop, tmp_path):
    assert fetch_to_file(f"{shop}/moved", tmp_path / "feed", allow_private=True, **LIMITS).url == f"{shop}/feed"
    fetch_to_file(f"{shop}/moved-with-spaces", tmp_path / "two", allow_private=True, **LIMITS)
    assert (tmp_path / "two").read_bytes() == FEED


def test_gives_name_and_password_of_the_address(shop, seen, tmp_path):
    url = shop.replace("http://", "http://nils:b%C3%A5t@")
    fetch_to_file(f"{url}/moved", tmp_path / "feed", allow_private=True, **LIMITS)
    assert [each["authorization"] for each in seen] == ["Basic bmlsczpiw6V0"] * 2


def test_never_gives_them_to_another_host():
    assert fetch._redirected("http://nils:secret@shop.example/a", "http://other.example/b") == "http://other.example/b"
    assert fetch._redirected("https://nils:secret@shop.example/a", "http://shop.example/b") == "http://shop.example/b"


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("missing", FetchFailed),
        ("loop", FetchFailed),
        ("to-file", BadUrl),
        ("cut", FetchFailed),
        ("cut-gzip", FetchFailed),
        ("brotli", FetchFailed),
        ("garbage", FetchFailed),
        ("huge", FetchTooLarge),
        ("endless", FetchTooLarge),
        ("bomb", FetchTooLarge),
    ],
)
def test_refuses_and_leaves_what_was_there(shop, tmp_path, path, refusal):
    (tmp_path / "feed").write_bytes(b"yesterday's")
    with pytest.raises(refusal):
        fetch_to_file(f"{shop}/{path}", tmp_path / "feed", allow_private=True, **LIMITS)
    assert [file.name for file in tmp_path.iterdir()] == ["feed"]
    assert (tmp_path / "feed").read_bytes() == b"yesterday's"


@pytest.mark.parametrize("path", ["dripping", "dripping-headers"])
def test_waits_no_longer_than_it_may_however_the_bytes_drip(shop, tmp_path, path):
    with pytest.raises(FetchTimedOut):
        fetch_to_file(f"{shop}/{path}", tmp_path / "feed", max_bytes=1_000_000, timeout=0.4, allow_private=True)


def test_refuses_to_be_sent_into_a_private_network(shop, tmp_path, monkeypatch):
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or real(address))
    with pytest.raises(PrivateAddress):
        fetch_to_file(f"{shop}/to-metadata", tmp_path / "feed", **LIMITS)


def test_connects_to_the_address_that_was_checked(shop, tmp_path, monkeypatch):
    """A name that means something public when it is checked and something private afterwards gets nobody inside."""
    asked: list[str] = []
    connected: list[tuple[str, int]] = []
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])

    def rebinding(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address, **_):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchFailed):
        fetch_to_file("http://nils.example/feed", tmp_path / "feed", **LIMITS)
    assert asked == ["nils.example"]
    assert connected == [("93.184.216.34", 80)]


def test_refuses_a_name_with_one_private_address_among_public_ones(tmp_path, monkeypatch):
    found = [(socket.AF_INET, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(PrivateAddress, match=r"10\.0\.0\.7"):
        fetch_to_file("http://nils.example/feed", tmp_path / "feed", **LIMITS)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"]
)
def test_refuses_this_machine_however_it_is_written(shop, seen, tmp_path, host):
    with pytest.raises((PrivateAddress, HostNotFound)):
        fetch_to_file(f"http://{host}:{shop.rpartition(':')[2]}/feed", tmp_path / "feed", **LIMITS)
    assert seen == []


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "100.100.100.200", "127.8.8.8", "0.0.0.0", "169.254.0.1",
        "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1",
        "::ffff:10.0.0.1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "ff02::1", "2002:7f00:1::",
        "64:ff9b::a9fe:a9fe", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "::7f00:1", "no address",
    ],
)  # fmt: skip
def test_knows_what_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_knows_what_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://nils.example/feed", "file:///etc/passwd", "gopher://nils.example/", "feed.csv", "http://", "", "http://:80/",
        "http://nils.example:port/", "http://[::1/", "http://nils.example/a b", "http://nils.example/\r\nX: y",
        f"http://{'a' * 80}.example/",
    ],
)  # fmt: skip
def test_refuses_what_is_no_address(tmp_path, url):
    with pytest.raises(BadUrl):
        fetch_to_file(url, tmp_path / "feed", **LIMITS)


def test_says_when_there_is_no_such_host(tmp_path, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(HostNotFound, match=r"nowhere\.example"):
        fetch_to_file("http://nowhere.example/feed", tmp_path / "feed", **LIMITS)


def test_speaks_tls_only_with_who_proves_its_name(shop, tmp_path):
    with pytest.raises(FetchFailed):
        fetch_to_file(shop.replace("http://", "https://") + "/feed", tmp_path / "feed", allow_private=True, **LIMITS)
