"""Fetching files from addresses that other people name, without being sent anywhere else by them."""

import base64
import http.client
import os
import socket
import ssl
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from msgspec import Struct

from torg.core.addresses import HostNotFound, PrivateAddress, public_addresses
from torg.core.errors import Refusal

MOST_REDIRECTS = 5
_CHUNK = 2**16
_REDIRECTS = {301, 302, 303, 307, 308}
NETWORK_FAULTS = (OSError, http.client.HTTPException, ssl.SSLError, zlib.error, UnicodeError)


class BadUrl(Refusal):
    """Only an address with http:// or https:// and a host can be fetched."""

    code = "bad_url"
    status = 422


class FetchFailed(Refusal):
    """The address did not answer with a file."""

    code = "fetch_failed"
    status = 502


class FetchTimedOut(FetchFailed):
    """The address took longer than it may."""

    code = "fetch_timed_out"
    status = 504


class FetchTooLarge(FetchFailed):
    """The file is larger than it may be."""

    code = "fetch_too_large"
    status = 502


class Fetched(Struct, frozen=True):
    """What came of a fetch: the file's size, and what to say the next time to get only what is new."""

    url: str
    """Where the file finally came from."""
    size: int
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    not_modified: bool = False
    """Nothing has changed since `etag` or `last_modified`; no file was written."""


def fetch_to_file(
    url: str,
    path: Path,
    *,
    max_bytes: int,
    timeout: float,
    allow_private: bool = False,
    https_only: bool = False,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Fetched:
    """Fetch a file by http or https into `path`, which is replaced only when all of it has come.

    At most `max_bytes` (as unpacked) within `timeout` seconds in all; every redirect is checked like the address
    itself, and connections go to the very address that was checked. Raises BadUrl, HostNotFound, PrivateAddress,
    FetchTimedOut, FetchTooLarge, FetchFailed.
    """
    deadline = time.monotonic() + timeout
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    wanted = {name: value for name, value in headers.items() if value and value.isprintable()}
    for _ in range(MOST_REDIRECTS + 1):
        target = target_of(url)
        if https_only and target.scheme != "https":
            raise BadUrl(f"{target.hostname} is asked over http://: it wants https://, also where it sends on.")
        with _answer(target, wanted, deadline, allow_private=allow_private) as answer:
            if answer.status in _REDIRECTS and (location := answer.getheader("Location")):
                url = _redirected(url, location)
                continue
            if answer.status == http.client.NOT_MODIFIED:
                return Fetched(url, 0, etag, last_modified, not_modified=True)
            if answer.status != http.client.OK:
                raise FetchFailed(f"{target.hostname} answered {answer.status} {answer.reason[:60]}.")
            size = _save(answer, path, max_bytes, deadline)
            get = answer.getheader
            return Fetched(url, size, get("ETag"), get("Last-Modified"), get("Content-Type"))
    raise FetchFailed(f"The address sends from one place to another more than {MOST_REDIRECTS} times.")


def target_of(url: str) -> SplitResult:
    """Take an address apart; raises BadUrl."""
    try:
        target = urlsplit(url.strip())
        _ = target.port
        host = host_of(target)
    except (ValueError, UnicodeError):
        raise BadUrl(f"{url[:200]!r} is no address.") from None
    if target.scheme not in {"http", "https"} or not host:
        raise BadUrl(f"{url[:200]!r} cannot be fetched: it wants http:// or https:// and a host.")
    if any(sign.isspace() or not sign.isprintable() for sign in url.strip()):
        raise BadUrl(f"{url[:200]!r} has spaces or control characters in it.")
    return target


def host_of(target: SplitResult) -> str:
    """Give the host of an address as DNS writes it."""
    return (target.hostname or "").encode("idna").decode("ascii")


def _redirected(url: str, location: str) -> str:
    """Give where an answer sends on to; credentials never go along to another host."""
    try:
        # Some servers send bytes of UTF-8 and spaces in a header that may have neither.
        target = urljoin(url, location.encode("latin-1", "replace").decode("utf-8", "replace").replace(" ", "%20"))
        old, new = urlsplit(url), urlsplit(target)
        same = (old.scheme, old.hostname, old.port) == (new.scheme, new.hostname, new.port)
    except ValueError:
        raise BadUrl(f"The address sends on to {location[:200]!r}, which is none.") from None
    if same and old.username and not new.username:
        credentials = old.netloc.rpartition("@")[0]
        return new._replace(netloc=f"{credentials}@{new.netloc}").geturl()
    return target


@contextmanager
def _answer(
    target: SplitResult, headers: dict[str, str], deadline: float, *, allow_private: bool
) -> Iterator[http.client.HTTPResponse]:
    """Ask for a file, and give the answer while the connection is open."""
    host = host_of(target)
    port = target.port or (443 if target.scheme == "https" else 80)
    addresses = public_addresses(host, port, allow_private=allow_private)
    connection = http.client.HTTPConnection(host, port)
    stop = threading.Timer(max(deadline - time.monotonic(), 0), cut, (connection,))
    stop.daemon = True
    stop.start()
    try:
        connect_to(connection, target.scheme, addresses, deadline)
        connection.request("GET", path_of(target), headers=headers | own_headers(target, host))
        with connection.getresponse() as answer:
            yield answer
    except NETWORK_FAULTS as fault:
        if time.monotonic() >= deadline:
            raise FetchTimedOut(f"{host} took longer than it may.") from None
        raise FetchFailed(f"{host} broke off ({fault or type(fault).__name__}).") from None
    finally:
        stop.cancel()
        connection.close()


def connect_to(connection: http.client.HTTPConnection, scheme: str, addresses: list[str], deadline: float) -> None:
    """Connect to one of the addresses that have been checked, and to nothing that the name may mean by now."""
    fault: OSError | None = None
    for address in addresses:
        left = max(deadline - time.monotonic(), 0.001)
        try:
            connection.sock = socket.create_connection((address, connection.port), timeout=min(left, 15))
        except OSError as found:
            fault = found
            continue
        connection.sock.settimeout(min(left, 30))
        if scheme == "https":
            _secure(connection)
        return
    if isinstance(fault, TimeoutError):
        raise FetchTimedOut(f"{connection.host} took longer than it may.")
    raise FetchFailed(f"{connection.host} cannot be reached ({fault}).")


def _secure(connection: http.client.HTTPConnection) -> None:
    """Speak TLS from here on, with a server that can prove its name."""
    context = ssl.create_default_context()
    secured = context.wrap_socket(connection.sock, server_hostname=connection.host, do_handshake_on_connect=False)
    connection.sock = secured
    try:
        secured.do_handshake()
    except ssl.SSLCertVerificationError as fault:
        raise FetchFailed(f"{connection.host} could not prove its name ({fault.verify_message}).") from None


def cut(connection: http.client.HTTPConnection) -> None:
    """End a connection whose time is up, however slowly its bytes drip."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def path_of(target: SplitResult) -> str:
    """Give path and query as they are asked for, in ASCII."""
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    return "".join(sign if sign.isascii() else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path)


def own_headers(target: SplitResult, host: str) -> dict[str, str]:
    """Give what Torg says of itself in every request, with the credentials that the address has."""
    name = f"[{host}]" if ":" in host else host
    headers = {
        "Host": f"{name}:{target.port}" if target.port else name,
        "Accept": "*/*",
        "Accept-Encoding": "gzip, identity",
        "User-Agent": "Torg",
        "Connection": "close",
    }
    if target.username is not None:
        credentials = f"{unquote(target.username)}:{unquote(target.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(credentials.encode()).decode("ascii")
    return headers


def _save(answer: http.client.HTTPResponse, path: Path, max_bytes: int, deadline: float) -> int:
    """Write an answer's body beside `path`, and put it in its place when it is whole."""
    if answer.length is not None and answer.length > max_bytes:
        raise FetchTooLarge(f"The file has {answer.length} bytes, and may have {max_bytes}.")
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            size = _copy(answer, file, max_bytes, deadline)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return size


def _copy(answer: http.client.HTTPResponse, file: BinaryIO, max_bytes: int, deadline: float) -> int:
    encoding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip"}:
        raise FetchFailed(f"The answer is packed as {encoding[:40]!r}, which was not asked for.")
    unpacker = None if encoding == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
    expected, received, size = answer.length, 0, 0
    while piece := answer.read1(_CHUNK):
        received += len(piece)
        while piece:
            plain = piece if unpacker is None else unpacker.decompress(piece, _CHUNK * 4)
            piece = b"" if unpacker is None else unpacker.unconsumed_tail
            size += len(plain)
            if size > max_bytes:
                raise FetchTooLarge(f"The file has more than the {max_bytes} bytes that it may have.")
            file.write(plain)
        if time.monotonic() >= deadline:
            raise FetchTimedOut
    if time.monotonic() >= deadline:
        raise FetchTimedOut
    if (expected is not None and received < expected) or (unpacker is not None and not unpacker.eof):
        raise FetchFailed("The connection ended before the whole file had come.")
    return size


__all__ = [
    "BadUrl",
    "FetchFailed",
    "FetchTimedOut",
    "FetchTooLarge",
    "Fetched",
    "HostNotFound",
    "PrivateAddress",
    "fetch_to_file",
]
